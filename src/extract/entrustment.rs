//! Facts: that work is, or may be, entrusted.
//!
//! The sentence that says so; where none does, a case of the list of exceptions. That the entrusting is merely implied
//! (「委託先を監督します」) does not count.

use super::Summary;
use super::facts::Exception;
use crate::catalogue::{cues::provision as cue, topic};
use crate::document::{BlockKind, Document};
use crate::text::{Folded, Span};

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let cases: Vec<Span> = summary.third_party.exceptions.iter().filter(|e| e.kind == "entrustment").map(|e| e.quote).collect();
    // 「提携先、業務委託先に開示する場合」: one recipient among others.
    let given = |e: &&Exception| cue::ENTRUSTEE_GIVEN.is_match(Folded::new(document.source, &[(e.quote.start, e.quote.end)]).view().chars);
    let among = summary.third_party.exceptions.iter().find(given).map(|e| e.quote);
    let mut said: Vec<(u8, Span)> = Vec::new();
    for (index, found) in document.find_sentences(&cue::ENTRUSTS) {
        let Some(s) = document.sentences.get(index) else { continue };
        let Some(block) = document.blocks.get(s.block) else { continue };
        let view = document.view(s);
        // A sentence may be a case and say so all the same: 「ただし、業務の一部を委託する場合があります」.
        let says = block.kind == BlockKind::Text && view.chars.ends_with(&['り', 'ま', 'す']) && !cue::CASE_END.is_match(view.chars);
        let case = cases.iter().any(|c| c.overlaps(s.span)) && !says && !cue::BUT_ENTRUSTS.is_match(view.chars);
        // A flattened table may hold it as well, an entry of the purposes not: 「委託された業務のため」.
        let purpose = block.kind == BlockKind::Item && view.chars.ends_with(&['た', 'め']) && !cue::ENTRUSTS_PURPOSE.is_match(view.chars);
        if case || purpose || cue::ENTRUSTS_EXCLUDE.is_match(view.chars) {
            continue;
        }
        let clause = cue::ENTRUSTS_CLAUSE.find(view.chars, 0).map(|m| document.span_of(view, m.group.0, m.group.1));
        // 「検体検査業務の委託」: a noun in the list of purposes.
        let words = view.slice(found.from, found.to).chars;
        let noun = words.ends_with(&['の', '委', '託']) || words.ends_with(&['務', '委', '託']);
        // A remark in brackets says it by the way.
        let aside = view.chars.first() == Some(&'(');
        let rank = if noun { 2 } else { u8::from(aside || cue::ENTRUSTS_CONDITION.is_match(view.chars)) };
        said.push((rank, clause.unwrap_or(s.span)));
    }
    // Of two the one in the chapter on it.
    let topic: Vec<usize> = topic("entrustment").into_iter().collect();
    let elsewhere = |span: &Span| !document.blocks.iter().position(|b| b.span.overlaps(*span)).is_some_and(|b| document.under(b, &topic));
    // 「業務委託先以外の第三者に…」: the sentence says more than the noun.
    let whole = |case: Span| {
        let noun = case.of(document.source).ends_with(['先', '社', '者']);
        document.sentences.iter().find(|s| noun && s.span.overlaps(case)).map_or(case, |s| s.span)
    };
    // One that says that it happens goes before one that says what is done when it does, and both before a mere noun.
    summary.entrustment = said
        .into_iter()
        .min_by_key(|(rank, span)| (*rank, *rank > 0 && elsewhere(span), span.start))
        .map(|x| x.1)
        .or_else(|| cases.first().copied().map(whole))
        .or(among);
}
