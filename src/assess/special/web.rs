//! Special functions: cookies, external transmission.

use super::{Reading, RequirementFn, RiskFn};
use crate::catalogue::{RiskRule, cues::web as cue};
use crate::text::Span;

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[];

pub const RISKS: &[(&str, RiskFn)] = &[("external_incomplete", external_incomplete)];

/// Shows where tags of others are used: recipients without a name first.
fn external_incomplete(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let verdict = reading.verdict("external-transmission")?;
    let found = ["unnamed", "use", "recipient"].into_iter().map(|id| verdict.element(id)).find(|e| !e.is_empty());
    // Nothing said of them but that they are there.
    let said = || {
        let (i, _) = reading.document.find_sentences(&cue::THIRD_PARTY_TAGS).into_iter().next()?;
        reading.document.sentences.get(i).map(|s| vec![s.span])
    };
    found.map(<[Span]>::to_vec).or_else(said)
}
