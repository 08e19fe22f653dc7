//! Special functions: cookies, external transmission.

use super::{Reading, RequirementFn, RiskFn};
use crate::catalogue::RiskRule;
use crate::text::Span;

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[];

pub const RISKS: &[(&str, RiskFn)] = &[("external_incomplete", external_incomplete)];

/// Shows where tags of others are used: recipients without a name first.
fn external_incomplete(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let verdict = reading.verdict("external-transmission")?;
    let found = ["unnamed", "use", "recipient"].into_iter().map(|id| verdict.element(id)).find(|e| !e.is_empty())?;
    Some(found.to_vec())
}
