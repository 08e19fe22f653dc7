//! Facts: that work is, or may be, entrusted.
//!
//! The sentence that says so; where none does, a case of the list of exceptions. That the entrusting is merely implied
//! (「委託先を監督します」) does not count.

use super::Summary;
use crate::catalogue::cues::provision as cue;
use crate::document::{BlockKind, Document};
use crate::text::Span;

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let cases: Vec<Span> = summary.third_party.exceptions.iter().filter(|e| e.kind == "entrustment").map(|e| e.quote).collect();
    let said = document.find_sentences(&cue::ENTRUSTS).into_iter().find_map(|(index, _)| {
        let s = document.sentences.get(index)?;
        let block = document.blocks.get(s.block)?;
        let chars = document.view(s).chars;
        let case = cases.iter().any(|c| c.overlaps(s.span));
        // A flattened table may hold it as well, an entry of the purposes not: 「委託された業務のため」.
        let purpose = block.kind == BlockKind::Item && chars.ends_with(&['た', 'め']);
        (!case && !purpose && !cue::ENTRUSTS_EXCLUDE.is_match(chars)).then_some(s.span)
    });
    summary.entrustment = said.or_else(|| cases.first().copied());
}
