//! Purposes outside any chapter of purposes.

use super::cut::tidy;
use super::{ELSEWHERE, Reader};
use crate::catalogue::{cues::purposes as cue, topic};
use crate::document::BlockKind;

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

    /// Sentences outside any chapter of purposes: those on data handed in with a request always, others only where the
    /// text has no such chapter.
    pub(super) fn loose(&mut self) {
        let none = self.found.is_empty();
        if none {
            self.lines();
        }
        let elsewhere: Vec<usize> = ELSEWHERE.iter().filter(|t| **t != "definition").filter_map(|id| topic(id)).collect();
        for s in &self.document.sentences {
            let view = self.document.view(s);
            let heading = self.document.blocks.get(s.block).is_none_or(|b| b.kind == BlockKind::Heading);
            let about = view.text();
            let personal = ["情報", "データ", "映像", "録音", "名前", "氏名", "写真", "連絡先", "住所"].iter().any(|w| about.contains(w));
            let requests = cue::REQUESTS_USE.is_match(view.chars);
            let chapter = topic("purposes").is_some_and(|t| self.document.under(s.block, &[t]));
            let subject = !chapter && (cue::USE_SUBJECT.is_match(view.chars) || cue::EXCEPT_USE.is_match(view.chars));
            let use_here = (none || subject) && personal && !self.document.under(s.block, &elsewhere) && self.is_use(view);
            if !heading && (requests || use_here) {
                let span = if requests { s.span } else { self.without_subject(view) };
                self.found.push(tidy(self.document.source, span));
            }
        }
    }
}
