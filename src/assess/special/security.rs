//! Special functions: security measures, and liability for what happens without them.

use super::{Reading, RequirementFn, RiskFn};
use crate::assess::{Status, rule};
use crate::catalogue::cues::security as cue;
use crate::catalogue::{RiskRule, topic};
use crate::text::{Cues, Span};

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[];

pub const RISKS: &[(&str, RiskFn)] = &[("security_slogan", security_slogan), ("liability", liability)];

/// A slogan where no measure stands anywhere; beside one it does no harm. Category names and 「ガイドラインに従って」 are
/// slogans too.
fn security_slogan(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let status = reading.status("security-measures");
    if !reading.facts.security.is_empty() || !matches!(status, Status::Missing | Status::Partial) {
        return None;
    }
    let document = reading.document;
    let cues: &Cues = if status == Status::Missing { &cue::SLOGAN } else { &cue::CATEGORIES };
    // Data made anonymous have duties of their own.
    let others: Vec<usize> = ["anonymized", "pseudonymized"].iter().filter_map(|id| topic(id)).collect();
    let found: Vec<Span> = document
        .find_sentences(cues)
        .into_iter()
        .filter_map(|(i, _)| document.sentences.get(i))
        .filter(|s| !document.under(s.block, &others))
        .filter(|s| {
            let has = |cues: &Cues| cues.find_in(document.view(s).chars, &s.filter).is_some();
            has(&cue::SECURITY_WORD) && !has(&cue::SLOGAN_NOT)
        })
        .map(|s| s.span)
        .take(3)
        .collect();
    (!found.is_empty()).then_some(found)
}

/// A disclaimer for other sites does not count, unless it covers the operator's own site beside them.
fn liability(reading: &Reading<'_, '_>, risk: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let mut found = rule::quotes(document, &risk.trigger);
    let both = document.find_sentences(&cue::OWN_SITE_TOO).into_iter().filter_map(|(i, _)| document.sentences.get(i));
    let disclaims = |s: &&crate::document::Sentence| risk.trigger.proof.find_in(document.view(s).chars, &s.filter).is_some();
    found.extend(both.filter(disclaims).map(|s| s.span));
    (!found.is_empty()).then_some(found)
}
