//! Purposes outside any chapter of purposes.

use super::cut::tidy;
use super::sentence::clause;
use super::{ELSEWHERE, Reader};
use crate::catalogue::{cues::purposes as cue, topic};
use crate::document::BlockKind;
use crate::text::{Span, View};

impl Reader<'_, '_> {
    /// Lines of a chapter on collecting that end in 「…ため」, where no heading names the purposes.
    fn lines(&mut self) {
        let Some(chapter) = topic("collection") else { return };
        for (i, b) in self.document.blocks.iter().enumerate() {
            let words = b.folded.view().chars;
            let line = b.kind != BlockKind::Heading && words.len() >= 12 && cue::LINE.is_match(words);
            if line && self.document.under(i, &[chapter]) && !self.elsewhere(i) && !cue::ENTRY_NOT.is_match(words) {
                self.found.push(tidy(self.document.source, b.span));
            }
        }
    }

    /// 「下記のような場合に個人情報を取得します」 above 「住宅プランのご提供をするため」: the cases are what it is for.
    fn cases(&mut self) {
        let mut found = Vec::new();
        for (lead, b) in self.document.blocks.iter().enumerate() {
            if !cue::CASES.is_match(b.folded.view().chars) || self.elsewhere(lead) {
                continue;
            }
            let list: Vec<_> = self.document.blocks.iter().skip(lead + 1).take_while(|n| n.lead == Some(lead)).collect();
            if list.iter().any(|n| cue::LINE.is_match(n.folded.view().chars)) {
                found.extend(list.iter().filter(|n| cue::TAIL.is_match(n.folded.view().chars)).map(|n| tidy(self.document.source, n.span)));
            }
        }
        self.found.extend(found);
    }

    /// The words of a sentence that tell what a recording, a camera or something handed in is for.
    fn taken_for(&self, view: View<'_>, none: bool) -> Option<Span> {
        let taken = || none.then(|| cue::TAKEN_FOR.find(view.chars, 0)).flatten();
        let found = cue::RECORDED_FOR.find(view.chars, 0).or_else(taken)?;
        let said = view.slice(found.group.0, found.group.1);
        (!cue::RUN_IN_NOT.is_match(said.chars) && !cue::RECORDED_NOT.is_match(said.chars))
            .then(|| self.document.span_of(view, found.group.0, found.group.1))
    }

    /// Sentences outside any chapter of purposes: those on data handed in with a request always, others only where the
    /// text has no such chapter.
    pub(super) fn loose(&mut self) {
        self.cases();
        let none = self.found.is_empty();
        if none {
            self.lines();
        }
        let elsewhere: Vec<usize> = ELSEWHERE.iter().filter(|t| **t != "definition").filter_map(|id| topic(id)).collect();
        // A sentence behind one of use goes on about the same data.
        let mut last = usize::MAX;
        for s in &self.document.sentences {
            let view = self.document.view(s);
            let heading = self.document.blocks.get(s.block).is_none_or(|b| b.kind == BlockKind::Heading);
            let about = view.text();
            let personal =
                ["情報", "データ", "映像", "録音", "名前", "氏名", "写真", "連絡先", "住所", "プロフィール", "履歴", "記載", "内容"]
                    .iter()
                    .any(|w| about.contains(w));
            let requests = cue::REQUESTS_USE.is_match(view.chars);
            let chapter = topic("purposes").is_some_and(|t| self.document.under(s.block, &[t]));
            let subject = !chapter && (cue::USE_SUBJECT.is_match(view.chars) || cue::EXCEPT_USE.is_match(view.chars));
            let other = self.document.under(s.block, &elsewhere) && !self.mixed(s.block);
            let use_here = (none || subject) && (personal || last == s.block) && !other && self.is_use(view);
            if heading {
                continue;
            }
            if use_here {
                last = s.block;
            }
            let taken = if requests || use_here || other { None } else { self.taken_for(view, none) };
            if requests || use_here || taken.is_some() {
                let span = taken.unwrap_or_else(|| {
                    if requests {
                        without_heading(self.document.source, self.document.span_of(view, 0, clause(view.chars).len()))
                    } else {
                        self.without_subject(view)
                    }
                });
                // 「利用目的<tab>…」: the row's first cell is its label.
                let cell = span.of(self.document.source).rfind('\t').map_or(span.start, |at| span.start + at);
                self.found.push(tidy(self.document.source, Span::new(cell, span.end)));
            }
        }
    }
}

/// Without the label before a colon.
fn without_heading(source: &str, span: Span) -> Span {
    let at = span.of(source).char_indices().take(24).find(|(_, c)| matches!(c, ':' | '：')).map_or(0, |(at, c)| at + c.len_utf8());
    Span::new(span.start + at, span.end)
}
