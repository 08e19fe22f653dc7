//! Special functions: cookies, external transmission.

use super::{Reading, RequirementFn, RiskFn};
use crate::assess::{Status, Verdict, rule};
use crate::catalogue::{Reach, RiskRule, cues::web as cue, topic};
use crate::text::Span;

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[("recipients_listed", recipients_listed), ("tool_in_heading", tool_in_heading)];

pub const RISKS: &[(&str, RiskFn)] = &[("external_incomplete", external_incomplete), ("visit_claim", visit_claim)];

/// A heading that is the tool's name, over what is told of it.
fn tool_in_heading(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    if verdict.status != Status::NotApplicable || !verdict.evidence.is_empty() {
        return;
    }
    let document = reading.document;
    let heading = |q: &Span| {
        document.sections.iter().filter_map(|s| s.heading).any(|h| {
            let block = document.blocks.get(h);
            block.is_some_and(|b| q.within(b.span)) && cue::ANALYTICS_HEADING.is_match(document.block_view(h).chars)
        })
    };
    let named: Vec<Span> = reading.facts.web.tools.iter().copied().filter(heading).collect();
    if !named.is_empty() {
        if let Some(tool) = verdict.elements.first_mut() {
            tool.clone_from(&named);
        }
        verdict.set(Status::Partial, named);
    }
}

/// 「第三者企業の広告配信のため」 names nobody, but the list of those companies in the same chapter does.
fn recipients_listed(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    let there = |id: &str| !verdict.element(id).is_empty();
    let told = there("recipient") && there("purpose") && ["information", "collected", "handed-over"].iter().any(|id| there(id));
    if verdict.status != Status::Partial || !told || !there("unnamed") {
        return;
    }
    let document = reading.document;
    let chapter = |q: &Span| document.sections.iter().position(|s| q.within(s.span));
    let named = |u: &Span| reading.facts.web.tools.iter().filter(|t| t.start > u.start && chapter(t) == chapter(u)).count();
    if verdict.element("unnamed").iter().all(|u| named(u) >= 2) {
        verdict.set(Status::Satisfied, verdict.evidence.clone());
    }
}

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
