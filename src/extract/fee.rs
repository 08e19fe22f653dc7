//! Facts: the fee for requests of the person, its amount, or that there is none.

use super::Summary;
use super::facts::Fee;
use super::rights::{own, under};
use crate::catalogue::cues::rights as cue;
use crate::document::{BlockKind, Document, Sentence};
use crate::text::{Cues, Match, Span, View, numeral};

/// Longest line that can be the amount alone.
const CELL: usize = 60;
/// A sentence longer than this is quoted from its last comma but those close before the amount.
const LONG: usize = 40;
const CLOSE: usize = 24;
/// Lines above a fee that may say what it is for.
const NEAR: usize = 3;

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let sentences: Vec<&Sentence> = document.sentences.iter().filter(|s| about_fee(document, s)).collect();
    let amount = sentences.iter().find_map(|s| {
        let view = document.view(s);
        let m = cue::AMOUNT.find_in(view.chars, &s.filter)?;
        let yen = yen(view.slice(m.group.0, m.group.1).chars, view.slice(m.group.1, m.to).chars)?;
        let row = document.blocks.get(s.block).is_some_and(|b| b.kind == BlockKind::Row);
        let quote = if row { cell(document, view, m) } else { clause(document, view, m.from) };
        Some(Fee { amount_yen: Some(yen), free: false, quote: Some(quote) })
    });
    let free = || {
        sentences.iter().find_map(|s| {
            let view = document.view(s);
            let m = cue::FREE.find_in(view.chars, &s.filter).filter(|_| !rest_only(view.chars))?;
            // In a row the word stands in a cell of its own.
            let tab = view.chars.iter().take(m.to).rposition(|c| *c == '\t').filter(|tab| *tab >= m.from && tab + 1 < m.to);
            let quote = match tab {
                Some(tab) => document.span_of(view, tab + 1, m.group.1.max(m.to)),
                None if view.len() <= LONG + CLOSE => clause(document, view, 0),
                None => document.span(view, m),
            };
            Some(Fee { amount_yen: None, free: true, quote: Some(quote) })
        })
    };
    let charged = || {
        sentences.iter().find_map(|s| {
            let view = document.view(s);
            let m = cue::FEE.find_in(view.chars, &s.filter).filter(|_| {
                let has = |cues: &Cues| cues.find_in(view.chars, &s.filter).is_some();
                (!has(&cue::FREE) || rest_only(view.chars)) && !has(&cue::FEE_LABEL)
            })?;
            // The word as a line of its own is a label; what it labels is elsewhere.
            (view.len() > 8).then(|| Fee { amount_yen: None, free: false, quote: Some(clause(document, view, m.from)) })
        })
    };
    summary.fee = amount.or_else(free).or_else(charged).unwrap_or_default();
}

/// Is the sentence about the fee for a request?
fn about_fee(document: &Document<'_>, sentence: &Sentence) -> bool {
    let view = document.view(sentence);
    let has = |cues: &Cues| cues.find_in(view.chars, &sentence.filter).is_some();
    if has(&cue::FEE_POINTER) || (has(&cue::FEE_NOT) && !has(&cue::FEE_OWN)) || (has(&cue::POSTAGE) && !has(&cue::CHARGE)) {
        return false;
    }
    // A short line 「手数料：1,000円」 may have been taken for a heading.
    let Some(block) = document.blocks.get(sentence.block) else { return false };
    if block.kind == BlockKind::Heading {
        let below_fee = || sentence.block.checked_sub(1).is_some_and(|before| own(document, before, &["fee"]));
        return (has(&cue::AMOUNT) || has(&cue::FREE)) && (has(&cue::FEE) || below_fee());
    }
    let requests = under(document, sentence.block, &["rights", "procedure"]);
    if own(document, sentence.block, &["fee"]) || (requests && labelled(document, sentence.block)) {
        return has(&cue::FEE) || (view.len() <= CELL && (has(&cue::AMOUNT) || has(&cue::FREE)));
    }
    let charges = has(&cue::FEE) || (has(&cue::AMOUNT) && (requests || has(&cue::DISCLOSURE)));
    // A sentence before may have said what it is about: of the paragraph, or of the lines above where no heading parts them.
    let asked = |s: &Sentence| cue::ASKED.find_in(document.view(s).chars, &s.filter).is_some();
    let above = || {
        let first = document.section_of(sentence.block).map_or(0, |s| s.blocks.0).max(sentence.block.saturating_sub(NEAR));
        has(&cue::CHARGE) && (first..sentence.block).flat_map(|b| document.sentences_of(b)).any(asked)
    };
    let before = || document.sentences_of(sentence.block).iter().take_while(|s| s.from < sentence.from).any(asked) || above();
    charges && (requests || has(&cue::FEE_CONTEXT) || before()) && !own(document, sentence.block, &["purposes", "items", "joint-use"])
}

/// Free are only the requests that may not cost anything: of disclosure the sentence says nothing.
fn rest_only(chars: &[char]) -> bool {
    cue::FREE_REST.is_match(chars) && !cue::FEE_ALLOWED.is_match(chars)
}

/// The line before is the word 「手数料」 alone: a flattened table.
fn labelled(document: &Document<'_>, block: usize) -> bool {
    block.checked_sub(1).is_some_and(|before| {
        let view = document.block_view(before);
        view.len() <= 12 && cue::FEE.is_match(view.chars)
    })
}

/// The cell of a row that holds the amount.
fn cell(document: &Document<'_>, view: View<'_>, m: Match) -> Span {
    let from = view.chars.iter().take(m.from).rposition(|c| *c == '\t').map_or(0, |tab| tab + 1);
    let to = view.chars.iter().skip(m.to).position(|c| *c == '\t').map_or(view.len(), |n| m.to + n);
    if to - from <= CELL { document.span_of(view, from, to) } else { document.span_of(view, m.from, m.to) }
}

/// The sentence without the conjunction before it and the request to understand behind it; of a long one what stands close before
/// `at`.
fn clause(document: &Document<'_>, view: View<'_>, at: usize) -> Span {
    let lead = cue::FEE_LEAD.find(view.chars, 0).map_or(0, |m| m.to);
    let close = || cue::FEE_CUT.find_all(view.chars).into_iter().map(|m| m.to).find(|to| *to + CLOSE >= at && *to <= at);
    let from = if view.len() > LONG { close().unwrap_or(lead).max(lead) } else { lead };
    let to = cue::FEE_TAIL.find(view.chars, at).map_or(view.len(), |m| m.from);
    document.span_of(view, from, to.max(from + 1))
}

/// Value of an amount: digits with separators, or kanji numerals; 「5千円」 has its unit behind.
fn yen(number: &[char], unit: &[char]) -> Option<u32> {
    let plain: Vec<char> = number.iter().copied().filter(|c| !matches!(c, ',' | '、')).collect();
    let value = numeral::value(&plain)?;
    Some(if unit.first() == Some(&'千') { value.saturating_mul(1_000) } else { value })
}

#[cfg(test)]
mod tests {
    use super::{Summary, extract};
    use crate::document::Document;

    fn fee(text: &str) -> (Option<u32>, bool, String) {
        let document = Document::read(text);
        let mut summary = Summary::default();
        extract(&document, &mut summary);
        let f = &summary.fee;
        (f.amount_yen, f.free, f.quote.map_or(String::new(), |s| s.of(text).to_string()))
    }

    #[test]
    fn amounts() {
        assert_eq!(
            fee("なお、開示の手数料は1件につき1,000円（税込）です。"),
            (Some(1000), false, "開示の手数料は1件につき1,000円（税込）です".into())
        );
        assert_eq!(fee("開示のご請求には８００円の手数料を申し受けます。").0, Some(800));
        assert_eq!(fee("開示のご請求は1件千円です。").0, Some(1000));
    }

    #[test]
    fn a_long_sentence_is_cut() {
        let text = "お問い合わせを希望される場合は、運転免許証又は住民票の写しと、開示の場合には手数料として700円の定額小為替を同封していただきます。";
        assert_eq!(fee(text).2, "開示の場合には手数料として700円の定額小為替を同封していただきます");
        assert_eq!(fee("開示等の手続\n提出書類\t請求書\n手数料\t無料\n"), (None, true, "無料".into()));
    }

    #[test]
    fn free_and_unsaid() {
        assert_eq!(fee("開示等のご請求の手数料はいただきません。"), (None, true, "開示等のご請求の手数料はいただきません".into()));
        assert_eq!(fee("開示の際には、実費をいただく場合があります。"), (None, false, "開示の際には、実費をいただく場合があります".into()));
        assert_eq!(fee("開示のご請求には、返信用封筒に404円分の切手を貼って同封してください。"), (None, false, String::new()));
        assert_eq!(
            fee("開示等のご請求の手数料は徴収しないものとします。"),
            (None, true, "開示等のご請求の手数料は徴収しないものとします".into())
        );
        assert_eq!(fee("開示手数料は500円です（振込手数料はお客様のご負担です）。").0, Some(500));
        assert_eq!(fee("査定手数料は無料です。有料サービスの利用料金を請求するため"), (None, false, String::new()));
    }
}
