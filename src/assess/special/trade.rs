//! Special functions: the trade and its sector laws.

use super::{RequirementFn, RiskFn};
use crate::assess::{Reading, Status, Verdict};
use crate::catalogue::RiskRule;
use crate::text::Span;

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[("ask_unless_stated", ask_unless_stated)];

pub const RISKS: &[(&str, RiskFn)] = &[("insurance_without_sensitive_clause", insurance_without_sensitive_clause)];

/// The duty is fulfilled elsewhere (another page, the form): what is not in the text is asked for, never called missing.
fn ask_unless_stated(_: &Reading<'_, '_>, verdict: &mut Verdict) {
    if verdict.status == Status::Missing {
        verdict.status = Status::NeedsInput;
    }
}

/// An insurance agency whose text has no clause on sensitive data (金融分野ガイドライン5条1項).
fn insurance_without_sensitive_clause(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let agency = reading.verdict("insurance-agency")?;
    if matches!(agency.status, Status::NotApplicable | Status::NeedsInput) || reading.status("sensitive-information").stated() {
        return None;
    }
    let quote = ["agency", "purpose", "insurers"].iter().find_map(|id| agency.element(id).first());
    Some(quote.copied().into_iter().collect())
}
