//! Risks: what a careful reader would point at, with the words it shows in.

use super::outcome::Risk;
use super::{Reading, rule, special};
use crate::catalogue::{RISKS, RiskRule};
use crate::text::Span;

/// All risks that fire, one per id, by first quote; absences last.
pub fn risks(reading: &Reading<'_, '_>) -> Vec<Risk> {
    let mut out: Vec<(Option<Span>, Risk)> = RISKS
        .iter()
        .filter(|r| r.status != "retired")
        .filter_map(|r| quotes(reading, r).map(|evidence| (evidence.first().copied(), build(reading, r, evidence))))
        .collect();
    // Stable: risks without a quote, and those with the same first quote, stay in catalogue order.
    out.sort_by_key(|(first, _)| first.map_or((usize::MAX, usize::MAX), |s| (s.start, s.end)));
    out.into_iter().map(|x| x.1).collect()
}

fn quotes(reading: &Reading<'_, '_>, risk: &RiskRule) -> Option<Vec<Span>> {
    if let Some((id, statuses)) = risk.when
        && !statuses.contains(&reading.status(id).word())
    {
        return None;
    }
    let mut found = match special::risk(reading, risk) {
        Some(found) => found?,
        None => Some(rule::quotes(reading.document, &risk.trigger)).filter(|q| !q.is_empty())?,
    };
    found.sort();
    found.dedup();
    Some(found)
}

fn build(reading: &Reading<'_, '_>, r: &'static RiskRule, evidence: Vec<Span>) -> Risk {
    let detail = special::detail(reading, r);
    Risk {
        id: r.id,
        severity: r.severity,
        title_ja: r.title.ja,
        title_en: r.title.en,
        basis: r.basis,
        evidence,
        why_ja: r.why.ja.to_string() + &detail.why_ja,
        why_en: r.why.en.to_string() + &detail.why_en,
        advice_ja: r.advice.ja.to_string() + &detail.advice_ja,
        advice_en: r.advice.en.to_string() + &detail.advice_en,
    }
}
