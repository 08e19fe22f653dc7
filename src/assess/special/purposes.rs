//! Special functions: purposes and items.

use super::{RequirementFn, RiskFn};
use crate::assess::{Reading, Status, Verdict};
use crate::catalogue::{Reach, RiskRule, cues::data_items as words, cues::items as item, cues::purposes as cue};
use crate::text::{Cues, Folded, Span};

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[
    ("purpose-specified", purpose_specified),
    ("items-collected", items_collected),
    ("direct-collection-notice", direct_collection_notice),
];

pub const RISKS: &[(&str, RiskFn)] = &[
    ("abstract-purpose", abstract_purpose),
    ("open-ended-purpose", open_ended_purpose),
    ("circular-purpose", circular_purpose),
    ("direct-marketing-no-stop", direct_marketing_no_stop),
    ("definition-without-identifier-code", definition_without_identifier_code),
    ("sensitive-blanket-ban", sensitive_blanket_ban),
];

/// Do the cues match the folded words of a quote?
fn says(reading: &Reading<'_, '_>, quote: Span, cues: &Cues) -> bool {
    cues.is_match(Folded::new(reading.document.source, &[(quote.start, quote.end)]).view().chars)
}

/// Purposes whose words match `yes` and not `no`.
fn purposes(reading: &Reading<'_, '_>, yes: &Cues, no: Option<&Cues>) -> Vec<Span> {
    reading
        .facts
        .purposes
        .iter()
        .map(|p| p.quote)
        .filter(|q| says(reading, *q, yes) && !no.is_some_and(|no| says(reading, *q, no)))
        .collect()
}

/// Does it name neither a business nor a use? So do several such words in a row: 「業務遂行、ご連絡、マーケティング」.
fn vague(reading: &Reading<'_, '_>, quote: Span) -> bool {
    let words = quote.of(reading.document.source);
    let mut at = quote.start;
    let mut parts = words.split_inclusive('、').map(|p| {
        at += p.len();
        Span::new(at - p.len(), at - if p.ends_with('、') { '、'.len_utf8() } else { 0 })
    });
    says(reading, quote, &cue::VAGUE)
        || words.contains('、') && parts.all(|p| says(reading, p, &cue::VAGUE) || says(reading, p, &cue::VAGUE_PART))
}

/// Purposes that tell a reader nothing to foresee: vague, circular or open.
fn unspecific(reading: &Reading<'_, '_>) -> Vec<Span> {
    let open = |q| says(reading, q, &cue::OPEN_ENDED) && !says(reading, q, &cue::OPEN_ENDED_NOT);
    reading.facts.purposes.iter().map(|p| p.quote).filter(|q| vague(reading, *q) || says(reading, *q, &cue::CIRCULAR) || open(*q)).collect()
}

/// A list without one concrete purpose specifies nothing: partial.
fn purpose_specified(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    let inquiries = purposes(reading, &cue::INQUIRY, None).len();
    let unspecific = unspecific(reading).len();
    if verdict.status == Status::Satisfied && unspecific > 0 && unspecific + inquiries >= reading.facts.purposes.len() {
        verdict.status = Status::Partial;
    }
}

/// One or two items named in passing are no list, nor is technical data without anything about who the person is.
fn items_collected(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    let items = &reading.facts.items;
    let person = |q: &Span| says(reading, *q, &words::IDENTITY) || says(reading, *q, &words::CONTACT);
    // 「個人情報とは、お預かりした氏名、住所…をいいます」: what the word means, and what is taken only by the way.
    let document = reading.document;
    let defined = |q: &Span| document.sentences.iter().any(|s| q.within(s.span) && item::DEFINES.is_match(document.view(s).chars));
    if verdict.status == Status::Satisfied && (items.len() < 3 || !items.iter().any(person) || items.iter().all(defined)) {
        verdict.status = Status::Partial;
    }
}

/// The form itself must show the purposes; a policy that is silent proves nothing either way.
fn direct_collection_notice(_: &Reading<'_, '_>, verdict: &mut Verdict) {
    if verdict.status == Status::Missing {
        verdict.status = Status::NeedsInput;
    }
}

/// Fires where no concrete purpose stands beside the vague ones.
fn abstract_purpose(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let vague: Vec<Span> = reading.facts.purposes.iter().map(|p| p.quote).filter(|q| vague(reading, *q)).collect();
    (reading.status("purpose-specified") == Status::Partial && !vague.is_empty()).then_some(vague)
}

fn open_ended_purpose(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    Some(purposes(reading, &cue::OPEN_ENDED, Some(&cue::OPEN_ENDED_NOT))).filter(|q| !q.is_empty())
}

fn circular_purpose(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let mut found = purposes(reading, &cue::CIRCULAR, None);
    let document = reading.document;
    found.extend(
        document
            .find_sentences(&cue::CIRCULAR_SENTENCE)
            .into_iter()
            .filter_map(|(i, m)| document.sentences.get(i).map(|s| document.span(document.view(s), m))),
    );
    Some(found).filter(|q| !q.is_empty())
}

/// Offers among the purposes, and no way to stop them.
fn direct_marketing_no_stop(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let offers = purposes(reading, &cue::MARKETING, Some(&cue::MARKETING_NOT));
    (!reading.status("marketing-opt-out").stated() && !offers.is_empty()).then_some(offers)
}

/// A definition that goes without 個人識別符号 and does not point to the Act, in a text that names it nowhere.
fn definition_without_identifier_code(reading: &Reading<'_, '_>, rule: &RiskRule) -> Option<Vec<Span>> {
    if reading.document.source.contains("個人識別符号") {
        return None;
    }
    Some(crate::assess::rule::quotes(reading.document, &rule.trigger)).filter(|q| !q.is_empty())
}

/// An absolute ban, while some sentence of the text speaks of work that needs such data (insurance, disability, injuries).
fn sensitive_blanket_ban(reading: &Reading<'_, '_>, rule: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    if document.find_sentences(&rule.trigger.required).is_empty() {
        return None;
    }
    let banned = document
        .find_sentences(&rule.trigger.proof)
        .into_iter()
        .filter(|(i, _)| !crate::assess::rule::within(document, &rule.trigger.exclude, *i, Reach::Sentence));
    let found: Vec<Span> = banned.filter_map(|(i, m)| document.sentences.get(i).map(|s| document.span(document.view(s), m))).collect();
    Some(found).filter(|q| !q.is_empty())
}
