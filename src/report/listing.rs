//! The catalogue as plain data, for whoever shows what is checked: the page, embedders, the command line. `report.d.ts` has its
//! type, `Catalogue`. Cues stay inside: they are how, not what.

use crate::catalogue::{self, LawSource, Pending};
use serde::Serialize;

/// Everything that is checked, in catalogue order, and the laws it was written from.
#[derive(Debug, Serialize)]
pub struct Catalogue {
    pub version: &'static str,
    pub law_as_of: &'static str,
    pub sources: &'static [LawSource],
    pub requirements: Vec<RequirementEntry>,
    pub risks: Vec<RiskEntry>,
}

/// A requirement. Retired ones are not listed, as they are not checked.
#[derive(Debug, Serialize)]
pub struct RequirementEntry {
    pub id: &'static str,
    pub group: &'static str,
    pub level: &'static str,
    pub standard: &'static [&'static str],
    pub basis: &'static [&'static str],
    pub status: &'static str,
    pub title_ja: &'static str,
    pub title_en: &'static str,
    pub what_ja: &'static str,
    pub what_en: &'static str,
    pub why_ja: &'static str,
    pub why_en: &'static str,
    pub advice_ja: &'static str,
    pub advice_en: &'static str,
    pub traps_ja: Vec<&'static str>,
    pub traps_en: Vec<&'static str>,
    pub terms: &'static [&'static str],
    pub valid_from: Option<&'static str>,
    pub valid_to: Option<&'static str>,
    pub pending: &'static [Pending],
    pub elements: Vec<ElementEntry>,
}

/// One thing a requirement asks for.
#[derive(Debug, Serialize)]
pub struct ElementEntry {
    pub id: &'static str,
    pub title_ja: &'static str,
    pub title_en: &'static str,
}

/// A risk.
#[derive(Debug, Serialize)]
pub struct RiskEntry {
    pub id: &'static str,
    pub severity: &'static str,
    pub basis: &'static [&'static str],
    pub status: &'static str,
    pub title_ja: &'static str,
    pub title_en: &'static str,
    pub why_ja: &'static str,
    pub why_en: &'static str,
    pub advice_ja: &'static str,
    pub advice_en: &'static str,
}

/// What this build checks.
pub fn catalogue() -> Catalogue {
    Catalogue {
        version: catalogue::CATALOGUE_VERSION,
        law_as_of: catalogue::LAW_AS_OF,
        sources: catalogue::SOURCES,
        requirements: catalogue::REQUIREMENTS.iter().filter(|r| r.status != "retired").map(requirement).collect(),
        risks: catalogue::RISKS.iter().filter(|r| r.status != "retired").map(risk).collect(),
    }
}

fn requirement(r: &catalogue::Requirement) -> RequirementEntry {
    RequirementEntry {
        id: r.id,
        group: r.group,
        level: r.level,
        standard: r.standard,
        basis: r.basis,
        status: r.status,
        title_ja: r.title.ja,
        title_en: r.title.en,
        what_ja: r.what.ja,
        what_en: r.what.en,
        why_ja: r.why.ja,
        why_en: r.why.en,
        advice_ja: r.advice.ja,
        advice_en: r.advice.en,
        traps_ja: r.traps.iter().map(|trap| trap.ja).collect(),
        traps_en: r.traps.iter().map(|trap| trap.en).collect(),
        terms: r.terms,
        valid_from: r.valid_from,
        valid_to: r.valid_to,
        pending: r.pending,
        elements: r.elements.iter().map(|e| ElementEntry { id: e.id, title_ja: e.title.ja, title_en: e.title.en }).collect(),
    }
}

fn risk(r: &catalogue::RiskRule) -> RiskEntry {
    RiskEntry {
        id: r.id,
        severity: r.severity,
        basis: r.basis,
        status: r.status,
        title_ja: r.title.ja,
        title_en: r.title.en,
        why_ja: r.why.ja,
        why_en: r.why.en,
        advice_ja: r.advice.ja,
        advice_en: r.advice.en,
    }
}
