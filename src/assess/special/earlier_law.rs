//! Special functions: terms and article numbers of earlier law, with what stands in their place today.

use super::{Detail, DetailFn, RequirementFn, RiskFn};
use crate::assess::{Reading, earlier};
use crate::catalogue::RiskRule;
use crate::text::Span;

/// Most numbers or terms that are named in the advice; all of them are quoted.
const NAMED: usize = 6;

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[];

pub const RISKS: &[(&str, RiskFn)] = &[("outdated_article_number", outdated_article_number), ("outdated_term", outdated_term)];

pub const DETAILS: &[(&str, DetailFn)] = &[("outdated_article_number", numbers_of_today), ("outdated_term", terms_of_today)];

/// Terms of earlier law and abolished schemes.
fn outdated_term(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let found: Vec<Span> = earlier::terms(reading.document).into_iter().map(|x| x.0).collect();
    (!found.is_empty()).then_some(found)
}

/// Numbers of articles that the law had under an earlier version.
fn outdated_article_number(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let found: Vec<Span> = earlier::citations(reading.document).into_iter().filter(|c| c.outdated()).map(|c| c.span).collect();
    (!found.is_empty()).then_some(found)
}

/// What each outdated number is today.
fn numbers_of_today(reading: &Reading<'_, '_>) -> Detail {
    let mut detail = Detail::default();
    let mut named: Vec<(&str, &str)> = Vec::new();
    for earlier::Citation { span, row, today, .. } in earlier::citations(reading.document).into_iter().filter(|c| c.outdated()) {
        let words = span.of(reading.document.source);
        if named.len() < NAMED && !named.contains(&(words, row.topic)) {
            named.push((words, row.topic));
            let law = if row.law == "appi-order" { "令" } else { "法" };
            detail.advice_ja.push_str(&format!("「{words}」（{}）は、現行では{law}{today}です。", row.topic));
            detail.advice_en.push_str(&format!(" “{words}” ({}) is {law}{today} today.", row.topic));
        }
    }
    detail
}

/// Why each outdated term is outdated, and what is said today.
fn terms_of_today(reading: &Reading<'_, '_>) -> Detail {
    let mut detail = Detail::default();
    let mut named: Vec<&str> = Vec::new();
    for (span, term) in earlier::terms(reading.document) {
        if named.len() < NAMED && !named.contains(&term.current) {
            named.push(term.current);
            let words = span.of(reading.document.source);
            detail.why_ja.push_str(term.why.ja);
            detail.why_en.push_str(&format!(" {}", term.why.en));
            detail.advice_ja.push_str(&format!("「{words}」→「{}」。", term.current));
            detail.advice_en.push_str(&format!(" “{words}” → “{}”.", term.current));
        }
    }
    detail
}
