//! Sentences that say what information is used for, and the purpose's own words in them.

use super::Reader;
use crate::catalogue::{cues::purposes as cue, cues::structure};
use crate::extract::without_brackets;
use crate::text::{Span, View};

impl Reader<'_, '_> {
    /// The block is a sentence that states a purpose.
    pub(super) fn states(&self, i: usize) -> bool {
        self.document.sentences_of(i).first().map(|s| self.document.view(s)).is_some_and(|v| self.is_deed(v) || self.is_use(v))
    }

    /// A sentence of a numbered chapter that announced its purposes: 「…するため、…を行います」.
    pub(super) fn is_deed(&self, view: View<'_>) -> bool {
        let chars = view.chars;
        let inside = self.zone.as_ref().is_some_and(|z| z.announced && z.chapter && z.marker.is_some());
        inside && cue::DEED.is_match(chars) && !cue::DEED_NOT.is_match(chars) && !cue::LEAD.is_match(chars)
    }

    /// A sentence that says what information is used for.
    pub(super) fn is_use(&self, view: View<'_>) -> bool {
        // Remarks in brackets say other things: 「（個人番号については第8条をご覧ください。）」
        let plain = without_brackets(view.chars);
        let whole = plain.as_slice();
        let chars = clause(whole);
        if chars.len() < whole.len() && !cue::RUN_IN_NOT.is_match(chars) && !cue::LEAD.is_match(chars) {
            return true;
        }
        cue::EXCEPT_USE.is_match(chars) && !cue::EXCEPT_USE_NOT.is_match(chars)
            || full(chars) && cue::RUN_IN.is_match(chars) && !cue::RUN_IN_NOT.is_match(chars) && !cue::LEAD.is_match(chars)
    }

    /// The sentence without 「当社は、お客様の個人情報を、」 and 「に利用いたします」.
    pub(super) fn without_subject(&self, view: View<'_>) -> Span {
        let chars = clause(view.chars);
        let end = cue::USE_END.find(chars, 0).map_or(chars.len(), |m| m.group.0);
        let mut from = 0;
        for (i, pair) in chars.windows(2).enumerate().take(end.saturating_sub(4)) {
            let head = without_last_bracket(chars.get(..i).unwrap_or_default());
            let about = matches!(pair, ['は' | 'を' | 'て', _]) && cue::USED.is_match(head);
            let acquired = matches!(pair, ['し' | 'け', '、']) && cue::ACQUIRED.is_match(head);
            if pair.get(1) == Some(&'、') && (about || acquired) {
                from = i + 2;
            }
            // 「取得した個人情報をご案内のために利用」: without a comma, where a purpose follows.
            let rest = chars.get(i + 1..).unwrap_or_default();
            let object = cue::OBJECT_OF.is_match(rest);
            if matches!(pair.first(), Some('を' | 'て' | 'は')) && about && from == 0 && !object && cue::PURPOSE_FOLLOWS.is_match(rest) {
                from = i + 1;
            }
        }
        self.document.span_of(view, from, end)
    }

    /// The entry without whose data it is about: 「取引先情報 ・商談のため」 「お客様情報：商品の発送」.
    pub(super) fn without_label(&self, span: Span) -> Span {
        let words = span.of(self.document.source);
        let cut = words.char_indices().take(44).find(|(_, c)| c.is_whitespace() || matches!(c, ':' | '：'));
        match cut {
            Some((at, c)) if at > 6 && self.matches(&cue::SUBJECT, Span::new(span.start, span.start + at), 44) => {
                Span::new(span.start + at + c.len_utf8(), span.end)
            }
            _ => span,
        }
    }
}

/// The words before a closing bracket's opening one; all of them where none closes.
fn without_last_bracket(chars: &[char]) -> &[char] {
    match chars.iter().rposition(|c| *c == '(') {
        Some(open) if chars.last() == Some(&')') => chars.get(..open).unwrap_or_default(),
        _ => chars,
    }
}

pub fn full(chars: &[char]) -> bool {
    let end: String = chars.iter().rev().take(3).rev().collect();
    ["ます", "せん", "です", "さい", "した", "ない"].iter().any(|e| end.ends_with(e)) || structure::FULL_SENTENCE.is_match(chars)
}

pub fn starts(chars: &[char], words: &[&str]) -> bool {
    words.iter().any(|w| w.chars().eq(chars.iter().take(w.chars().count()).copied()))
}

/// The clause of use where another follows; else the whole sentence.
pub fn clause(chars: &[char]) -> &[char] {
    cue::USE_CLAUSE.find(chars, 0).and_then(|m| chars.get(..m.group.1)).unwrap_or(chars)
}
