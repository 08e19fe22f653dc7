//! What data cannot say: named functions that the TOML files call (`special = "…"`), one file per family.
//!
//! Kept rare. A requirement's function may change the verdict that the data gave; a risk's function gives the quotes,
//! `Some(vec![])` for an absence, `None` where it does not fire. A name that is called and not here is an error that
//! `tests/catalogue.rs` finds.

use super::{Reading, Verdict};
use crate::catalogue::RiskRule;
use crate::text::Span;

/// Changes the verdict that the data gave.
type RequirementFn = fn(&Reading<'_, '_>, &mut Verdict);
/// Quotes of a risk that fires.
type RiskFn = fn(&Reading<'_, '_>, &RiskRule) -> Option<Vec<Span>>;
/// What a risk that fires says of this text beyond its own words.
type DetailFn = fn(&Reading<'_, '_>) -> Detail;

/// Words that follow a risk's "why" and "advice".
#[derive(Default)]
pub struct Detail {
    pub why_ja: String,
    pub why_en: String,
    pub advice_ja: String,
    pub advice_en: String,
}

mod document;
mod earlier_law;
mod joint_use;
mod people;
mod provision;
mod purposes;
mod rights;
mod security;
mod trade;
mod web;

fn requirement_fn(name: &str) -> Option<RequirementFn> {
    [
        document::REQUIREMENTS,
        earlier_law::REQUIREMENTS,
        joint_use::REQUIREMENTS,
        people::REQUIREMENTS,
        provision::REQUIREMENTS,
        purposes::REQUIREMENTS,
        rights::REQUIREMENTS,
        security::REQUIREMENTS,
        trade::REQUIREMENTS,
        web::REQUIREMENTS,
    ]
    .into_iter()
    .flatten()
    .find(|f| f.0 == name)
    .map(|f| f.1)
}

fn risk_fn(name: &str) -> Option<RiskFn> {
    [
        document::RISKS,
        earlier_law::RISKS,
        joint_use::RISKS,
        people::RISKS,
        provision::RISKS,
        purposes::RISKS,
        rights::RISKS,
        security::RISKS,
        trade::RISKS,
        web::RISKS,
    ]
    .into_iter()
    .flatten()
    .find(|f| f.0 == name)
    .map(|f| f.1)
}

/// Runs the function of the verdict's requirement, if it names one.
pub fn requirement(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    if let Some(function) = requirement_fn(verdict.requirement.verdict.special) {
        function(reading, verdict);
    }
}

/// Runs the function of a risk. Outer `None`: it names none.
pub fn risk(reading: &Reading<'_, '_>, rule: &RiskRule) -> Option<Option<Vec<Span>>> {
    risk_fn(rule.special).map(|function| function(reading, rule))
}

/// What a risk says of this text in particular; empty for most.
pub fn detail(reading: &Reading<'_, '_>, rule: &RiskRule) -> Detail {
    earlier_law::DETAILS.iter().find(|f| f.0 == rule.special).map(|f| f.1(reading)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{REQUIREMENTS, RISKS};

    #[test]
    fn every_name_called_is_here() {
        for r in REQUIREMENTS {
            assert!(
                r.verdict.special.is_empty() || super::requirement_fn(r.verdict.special).is_some(),
                "{} calls `{}`",
                r.id,
                r.verdict.special
            );
        }
        for r in RISKS {
            assert!(r.special.is_empty() || super::risk_fn(r.special).is_some(), "{} calls `{}`", r.id, r.special);
        }
    }
}
