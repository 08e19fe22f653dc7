//! Special functions: rights, procedure, fee.

use super::{Reading, RequirementFn, RiskFn, Verdict};
use crate::assess::{Status, rule};
use crate::catalogue::cues::rights as cue;
use crate::catalogue::{Reach, RiskRule, topic};
use crate::document::{BlockKind, Document, Sentence};
use crate::text::{Cues, Span};

pub const REQUIREMENTS: &[(&str, RequirementFn)] =
    &[("request_procedure", request_procedure), ("agent_requests", agent_requests), ("fee", fee)];

pub const RISKS: &[(&str, RiskFn)] = &[
    ("rights_incomplete", rights_incomplete),
    ("refusal_grounds", refusal_grounds),
    ("fee_on_correction", fee_on_correction),
    ("fee_high", fee_high),
    ("fee_amount_missing", fee_amount_missing),
];

/// Above this a fee is far from what is usual.
const HIGH_FEE: u32 = 3_000;

/// Blocks looked back for the sentence that governs a list without a lead.
const LOOK_BACK: usize = 8;

/// A desk that can be used, and a way: form, method or a check that says what is asked for. An identity check by 「所定の
/// 手続」, said in one sentence, leaves the way open.
fn request_procedure(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    let r = &reading.facts.rights;
    let named = [r.purpose_notification, r.disclosure, r.provision_records, r.correction, r.suspension_erasure, r.stop_third_party]
        .iter()
        .any(Option::is_some);
    let desk = reading.status("complaint-contact") == Status::Satisfied || own_desk(reading, verdict.element("desk"));
    let has = |id: &str| !verdict.element(id).is_empty();
    let rule = has("prescribed") || has("rule");
    let checked = verdict.element("identity").first().copied();
    let within = |id: &str| verdict.element(id).iter().any(|s| checked.is_some_and(|c| same_sentence(reading.document, *s, c)));
    let open = (within("prescribed") || within("rule")) && !has("documents");
    let way = has("form") || has("method") || has("documents") || (has("identity") && !open);
    let some = desk || way || rule || has("identity") || has("told");
    // That the person is checked says nothing of how one asks: without a desk, a form or papers there is no way.
    let bare = verdict.element("desk").is_empty() && !rule && !has("form") && !has("method") && !has("documents") && !has("told");
    let checked_only = !named && !has("form") && !has("method") && !has("documents");
    let status = if (!named && !way) || (bare && !has("pointer")) || checked_only {
        Status::Missing
    } else if way && desk {
        Status::Satisfied
    } else if has("pointer") {
        Status::ByReference
    } else if some {
        Status::Partial
    } else {
        Status::Missing
    };
    let mut evidence: Vec<Span> = Vec::new();
    let ids: &[&str] = match status {
        Status::ByReference => &["pointer"],
        Status::Satisfied | Status::Partial => &["form", "method", "documents", "identity", "prescribed", "rule"],
        _ => &[],
    };
    for id in ids {
        evidence.extend(verdict.element(id).iter().take(2));
    }
    for id in ["told", "desk"] {
        if evidence.is_empty() && status != Status::Missing {
            evidence.extend(verdict.element(id).iter().take(2));
        }
    }
    evidence.sort();
    evidence.dedup();
    verdict.set(status, evidence);
}

/// A channel that stands where requests are the matter.
fn own_desk(reading: &Reading<'_, '_>, channels: &[Span]) -> bool {
    let document = reading.document;
    let topics: Vec<usize> = ["rights", "procedure"].iter().filter_map(|id| topic(id)).collect();
    let names = &reading.facts.contacts.desk;
    channels.iter().filter(|c| !names.contains(c)).any(|c| {
        let at = document.blocks.iter().position(|b| c.within(b.span));
        at.is_some_and(|block| {
            let under = document.section_of(block).is_some_and(|s| topics.iter().any(|t| s.topics.contains(t)));
            under || cue::DESK_WORD.is_match(document.block_view(block).chars)
        })
    })
}

fn same_sentence(document: &Document<'_>, a: Span, b: Span) -> bool {
    document.sentences.iter().any(|s| a.within(s.span) && b.within(s.span))
}

/// 「代理人確認」 alone says that there are agents, not how they ask.
fn agent_requests(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    let document = reading.document;
    let checked = reading.facts.procedure.agent.is_some_and(|q| q.of(document.source).ends_with("確認"));
    if verdict.status == Status::Satisfied && checked && document.find_sentences(&cue::MANDATE).is_empty() {
        verdict.status = Status::Partial;
    }
}

fn fee(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    let fee = &reading.facts.fee;
    let Some(quote) = fee.quote else {
        let document = reading.document;
        let left = document.find_sentences(&cue::FEE_POINTER).into_iter().find_map(|(i, m)| Some((document.sentences.get(i)?, m)));
        if let Some((sentence, m)) = left {
            verdict.set(Status::ByReference, vec![document.span(document.view(sentence), m)]);
        }
        return;
    };
    if fee.free {
        verdict.set(Status::NotApplicable, vec![quote]);
    } else if fee.amount_yen.is_some() && charged_for_correction(reading).is_empty() {
        verdict.set(Status::Satisfied, vec![quote]);
    } else {
        verdict.set(Status::Partial, vec![quote]);
    }
}

/// The list of rights with a gap, or an absence where nothing is listed.
fn rights_incomplete(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let ids = [
        "right-purpose-notification",
        "right-disclosure",
        "right-provision-records",
        "right-correction",
        "right-suspension-erasure",
        "right-stop-third-party",
    ];
    let gap = ids.iter().any(|id| reading.status(id) != Status::Satisfied);
    gap.then(|| reading.facts.rights.list.into_iter().collect())
}

/// The grounds of 法33条2項 in a refusal that is not of disclosure alone.
fn refusal_grounds(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let found: Vec<Span> = document
        .find_sentences(&cue::REFUSAL_GROUND)
        .into_iter()
        .filter(|(i, _)| document.sentences.get(*i).is_some_and(|s| reaches_further(document, s.block)))
        .filter_map(|(i, _)| document.sentences.get(i).map(|s| s.span))
        .collect();
    (!found.is_empty()).then_some(found)
}

/// The refusal that governs a ground names more than disclosure. It is the sentence itself, the lead of its list, or the
/// last refusal before it in the section.
fn reaches_further(document: &Document<'_>, block: usize) -> bool {
    let section = document.blocks.get(block).map(|b| b.section);
    let first = block.saturating_sub(LOOK_BACK);
    let governing = (first..=block)
        .rev()
        .take_while(|b| document.blocks.get(*b).is_some_and(|x| Some(x.section) == section && x.kind != BlockKind::Heading))
        .chain(document.blocks.get(block).and_then(|b| b.lead))
        .flat_map(|b| document.sentences_of(b))
        .find(|s| cue::REFUSE.find_in(document.view(s).chars, &s.filter).is_some());
    governing.is_some_and(|s| {
        let chars = document.view(s).chars;
        // 「ただし、…場合は、お応えできません」: what is refused stands in the sentence before.
        let before = || document.sentences_of(s.block).iter().rfind(|b| b.from < s.from).map(|b| document.view(b).chars);
        let more = cue::REFUSE_MORE.is_match(chars);
        let said = more || cue::DISCLOSURE.is_match(chars);
        let more = more || (!said && before().is_some_and(|b| cue::OTHER_REQUESTS.is_match(b)));
        more && !cue::REFUSE_ONLY.is_match(chars)
    })
}

fn fee_on_correction(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let found = charged_for_correction(reading);
    (!found.is_empty()).then_some(found)
}

/// Sentences that ask for money for correction or suspension.
fn charged_for_correction(reading: &Reading<'_, '_>) -> Vec<Span> {
    if reading.facts.fee.free || reading.facts.fee.quote.is_none() {
        return Vec::new();
    }
    let document = reading.document;
    // A fee said to be for disclosure alone is not one of the other requests, wherever the word stands beside them.
    let own = document.sentences.iter().find(|s| reading.facts.fee.quote.is_some_and(|q| q.within(s.span)));
    let own_has = |cues: &Cues| own.is_some_and(|s| cues.find_in(document.view(s).chars, &s.filter).is_some());
    let apart = reading.facts.fee.amount_yen.is_some() && own_has(&cue::FEE_ALLOWED) && !own_has(&cue::OTHER_REQUESTS);
    let charges = |s: &Sentence| !apart || cue::AMOUNT.find_in(document.view(s).chars, &s.filter).is_some();
    let mut found: Vec<Span> = document
        .find_sentences(&cue::FEE_ON_CORRECTION)
        .into_iter()
        .filter(|(i, _)| !rule::within(document, &cue::FEE_ON_CORRECTION_NOT, *i, Reach::Sentence))
        .filter_map(|(i, _)| document.sentences.get(i).filter(|s| charges(s)).map(|s| s.span))
        .collect();
    if found.is_empty() && !apart {
        found.extend(charged_for_all(reading));
    }
    found
}

/// A fee of requests in general, where those that are free stand beside: in the heading, or before it in the paragraph.
fn charged_for_all(reading: &Reading<'_, '_>) -> Option<Span> {
    let document = reading.document;
    let quote = reading.facts.fee.quote?;
    let sentence = document.sentences.iter().find(|s| quote.within(s.span))?;
    let has = |s: &Sentence, cues: &Cues| cues.find_in(document.view(s).chars, &s.filter).is_some();
    if has(sentence, &cue::FEE_ON_ALL) && !has(sentence, &cue::FEE_ON_ALL_NOT) {
        return Some(sentence.span);
    }
    if has(sentence, &cue::FEE_ALLOWED) {
        return None;
    }
    let before: Vec<&Sentence> = document.sentences_of(sentence.block).iter().take_while(|s| s.from < sentence.from).collect();
    let other = |s: &Sentence| has(s, &cue::OTHER_REQUESTS);
    let allowed = |s: &Sentence| has(s, &cue::FEE_ALLOWED);
    let paragraph = before.iter().any(|s| other(s)) && !before.iter().any(|s| allowed(s) && !other(s));
    // A line before it may say what the fee is for.
    let section = document.section_of(sentence.block)?;
    let near = sentence.block.saturating_sub(2).max(section.heading.map_or(0, |h| h + 1));
    let said =
        (near..sentence.block).flat_map(|b| document.sentences_of(b)).any(|s| allowed(s) && (has(s, &cue::FEE) || has(s, &cue::FEE_ONLY)));
    let heading = section.heading.is_some_and(|h| document.sentences_of(h).iter().any(other)) && !said && before.is_empty();
    (paragraph || heading).then_some(sentence.span)
}

fn fee_high(reading: &Reading<'_, '_>, risk: &RiskRule) -> Option<Vec<Span>> {
    let fee = &reading.facts.fee;
    let mut found: Vec<Span> = fee.quote.filter(|_| fee.amount_yen.is_some_and(|yen| yen > HIGH_FEE)).into_iter().collect();
    if fee.quote.is_some() {
        found.extend(rule::quotes(reading.document, &risk.trigger));
    }
    (!found.is_empty()).then_some(found)
}

fn fee_amount_missing(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let fee = &reading.facts.fee;
    fee.quote.filter(|_| fee.amount_yen.is_none() && !fee.free).map(|q| vec![q])
}
