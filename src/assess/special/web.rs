//! Special functions: cookies, external transmission.

use super::{Reading, RequirementFn, RiskFn};
use crate::assess::rule;
use crate::catalogue::{Reach, RiskRule, cues::web as cue, topic};
use crate::text::Span;

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[];

pub const RISKS: &[(&str, RiskFn)] = &[("external_incomplete", external_incomplete), ("visit_claim", visit_claim)];

/// Shows where tags of others are used: recipients without a name first.
fn external_incomplete(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let verdict = reading.verdict("external-transmission")?;
    let found = ["unnamed", "use", "recipient"].into_iter().map(|id| verdict.element(id)).find(|e| !e.is_empty());
    // Nothing said of them but that they are there.
    let said = || {
        let (i, _) = reading.document.find_sentences(&cue::THIRD_PARTY_TAGS).into_iter().next()?;
        reading.document.sentences.get(i).map(|s| vec![s.span])
    };
    let shown = || verdict.evidence.first().map(|q| vec![*q]);
    found.map(<[Span]>::to_vec).or_else(said).or_else(shown)
}

/// Sentences that deny a link with persons, where the data of visits are the subject.
fn visit_claim(reading: &Reading<'_, '_>, risk: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let web: Vec<usize> = ["cookies", "external"].iter().filter_map(|t| topic(t)).collect();
    let said: Vec<Span> = rule::quotes(document, &risk.trigger)
        .into_iter()
        .filter_map(|q| document.sentences.iter().enumerate().find(|(_, s)| q.within(s.span)))
        .filter(|(i, s)| document.under(s.block, &web) || rule::within(document, &cue::VISIT_DATA, *i, Reach::Block))
        .filter(|(i, s)| {
            // 「これには、個人を識別できる情報は含みません」, said of statistics.
            let former = i.checked_sub(1).and_then(|i| document.sentences.get(i)).filter(|f| f.block == s.block);
            let of_it = cue::OF_THE_FORMER.is_match(document.view(s).chars);
            !(of_it && former.is_some_and(|f| cue::AGGREGATED.is_match(document.view(f).chars)))
        })
        .map(|(_, s)| s.span)
        .collect();
    (!said.is_empty()).then_some(said)
}
