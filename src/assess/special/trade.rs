//! Special functions: the trade and its sector laws.

use super::{RequirementFn, RiskFn};
use crate::assess::{Reading, Status, Verdict};
use crate::catalogue::{RiskRule, cues::trade as cue, topic};
use crate::document::Document;
use crate::text::{Folded, Span};

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[
    ("ask_unless_stated", ask_unless_stated),
    ("documents_of_the_business", documents_of_the_business),
    ("own_purchases", own_purchases),
    ("insurers_in_headings", insurers_in_headings),
    ("sources_in_headings", sources_in_headings),
];

pub const RISKS: &[(&str, RiskFn)] = &[
    ("insurance_without_sensitive_clause", insurance_without_sensitive_clause),
    ("contact_from_public_sources", contact_from_public_sources),
];

/// The duty is fulfilled elsewhere (another page, the form): what is not in the text is asked for, never called missing.
fn ask_unless_stated(_: &Reading<'_, '_>, verdict: &mut Verdict) {
    if verdict.status == Status::Missing {
        verdict.status = Status::NeedsInput;
    }
}

/// Purchases count where the operator makes them: 「買取」 in its name shows none, and a portal passes inquiries on.
fn own_purchases(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    if verdict.status == Status::Satisfied || verdict.status == Status::NotApplicable {
        return;
    }
    let document = reading.document;
    let name = reading.facts.operator.name.map_or("", |n| n.of(document.source));
    let named: Vec<usize> = if name.is_empty() { Vec::new() } else { document.source.match_indices(name).map(|(at, _)| at).collect() };
    let portal = !document.find_sentences(&cue::APPRAISAL_PORTAL).is_empty();
    let made = |q: &Span| !portal && !named.iter().any(|at| q.start >= *at && q.start < at + name.len());
    if !verdict.element("purchase").iter().any(made) {
        verdict.set(Status::NotApplicable, Vec::new());
        verdict.elements.iter_mut().for_each(Vec::clear);
    }
}

/// Insurers listed one a line may have been read as headings, which prove nothing elsewhere.
fn insurers_in_headings(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    let there = |id: &str| !verdict.element(id).is_empty();
    if verdict.status != Status::Partial || there("insurers") || !there("agency") || !there("purpose") {
        return;
    }
    let document = reading.document;
    let headings = document.sections.iter().filter_map(|s| s.heading);
    let named = headings.filter_map(|h| {
        let view = document.block_view(h);
        cue::INSURER_HEADING.find(view.chars, 0).map(|m| document.span(view, m))
    });
    let named: Vec<Span> = named.take(3).collect();
    if named.is_empty() {
        return;
    }
    let mut evidence = verdict.evidence.clone();
    evidence.extend(&named);
    if let Some(i) = verdict.requirement.elements.iter().position(|e| e.id == "insurers")
        && let Some(insurers) = verdict.elements.get_mut(i)
    {
        *insurers = named;
    }
    verdict.set(Status::Satisfied, evidence);
}

/// 「求人サイトから取得する個人情報」 over a list of purposes: the heading alone names the source.
fn sources_in_headings(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    if verdict.status != Status::NotApplicable || !verdict.evidence.is_empty() {
        return;
    }
    let document = reading.document;
    let named = document.sections.iter().filter_map(|s| s.heading).find_map(|h| {
        let view = document.block_view(h);
        let found = cue::SOURCE_HEADING.find(view.chars, 0)?;
        (!cue::SOURCE_HEADING_EXCLUDE.is_match(view.chars)).then(|| document.span(view, found))
    });
    let Some(named) = named else { return };
    verdict.set(Status::Partial, vec![named]);
    if let Some(source) = verdict.elements.first_mut() {
        *source = vec![named];
    }
}

/// The rule's own sentences, and entries on offers under a heading that names lists or publications as the source.
fn contact_from_public_sources(reading: &Reading<'_, '_>, risk: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let mut said = crate::assess::rule::quotes(document, &risk.trigger);
    let headed = document.sections.iter().filter(|s| {
        s.heading.is_some_and(|h| {
            let chars = document.block_view(h).chars;
            cue::PUBLIC_SOURCE_HEADING.is_match(chars) && !cue::SOURCE_HEADING_EXCLUDE.is_match(chars)
        })
    });
    for section in headed {
        let entries = document.find_sentences(&cue::OFFER_ENTRY).into_iter();
        said.extend(entries.filter_map(|(i, _)| document.sentences.get(i)).filter(|s| s.span.within(section.span)).map(|s| s.span));
    }
    (!said.is_empty()).then_some(said)
}

/// Identity documents count where the business takes them, not where a request of the person is checked with them.
fn documents_of_the_business(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    let document = reading.document;
    let requests: Vec<usize> = ["rights", "procedure", "fee", "contact"].iter().filter_map(|t| topic(t)).collect();
    let taken: Vec<Span> = verdict
        .element("documents")
        .iter()
        .filter(|q| {
            document.sentences.iter().find(|s| q.within(s.span)).is_some_and(|s| {
                // The trade in used goods and hiring have a check of their own, under headings of the same words.
                let trade = crate::catalogue::cues::rights::USED_GOODS.find_in(document.view(s).chars, &s.filter).is_some();
                trade || (!document.under(s.block, &requests) && !beside_requests(document, s.block, &requests))
            })
        })
        .copied()
        .collect();
    if taken.is_empty() {
        verdict.set(Status::NotApplicable, Vec::new());
        if let Some(documents) = verdict.elements.first_mut() {
            documents.clear();
        }
        return;
    }
    let said = |id: &str| verdict.element(id).iter().any(|h| taken.iter().any(|t| near(document, *h, *t)));
    let handling = said("retention") || said("masking");
    let mut evidence = taken.clone();
    for id in ["retention", "masking"] {
        evidence.extend(verdict.element(id).iter().filter(|h| taken.iter().any(|t| near(document, **h, *t))));
    }
    if let Some(documents) = verdict.elements.first_mut() {
        *documents = taken;
    }
    verdict.set(if handling { Status::Satisfied } else { Status::Partial }, evidence);
}

/// A chapter of its own on the papers that prove who asks, right after one on requests.
fn beside_requests(document: &Document<'_>, block: usize, requests: &[usize]) -> bool {
    let Some(section) = document.blocks.get(block).map(|b| b.section) else { return false };
    let heading = document.sections.get(section).and_then(|s| s.heading);
    let proof = heading.is_some_and(|h| cue::PROOF_OF_PERSON.is_match(document.block_view(h).chars));
    let before = document.sections.get(section.saturating_sub(2)..section).unwrap_or_default();
    proof && before.iter().any(|s| requests.iter().any(|t| s.topics.contains(t) || s.inherited.contains(t)))
}

/// How a copy is kept counts for the document it speaks of, not for any retention period elsewhere.
fn near(document: &Document<'_>, a: Span, b: Span) -> bool {
    let section = |s: Span| document.blocks.iter().find(|x| s.within(x.span)).map(|x| x.section);
    section(a) == section(b) || cue::OF_DOCUMENTS.is_match(Folded::new(document.source, &[(a.start, a.end)]).view().chars)
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
