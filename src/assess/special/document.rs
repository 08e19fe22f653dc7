//! Special functions: the document itself: references, terms and article numbers of earlier law.

use super::{RequirementFn, RiskFn};
use crate::assess::{Reading, Status};
use crate::catalogue::{
    ARTICLES, LAW_NAMES_APPI, LAW_NAMES_APPI_ORDER, OTHER_LAWS, OUTDATED_TERMS, OWN_DOCUMENT, RiskRule, cues::document as cue,
};
use crate::document::BlockKind;
use crate::text::{Cues, Match, Span, View, numeral};

/// Most references followed.
const MOST: usize = 12;

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[];

pub const RISKS: &[(&str, RiskFn)] = &[
    ("broken_reference", broken_reference),
    ("outdated_article_number", outdated_article_number),
    ("outdated_term", outdated_term),
    ("reference_only", reference_only),
];

/// Words that point to a part of the document which is not there.
fn broken_reference(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let contacts = &reading.facts.contacts;
    let channels: Vec<&Span> = contacts
        .phone
        .iter()
        .chain(&contacts.email)
        .chain(&contacts.postal)
        .chain(&contacts.fax)
        .chain(&contacts.url)
        .chain(&contacts.desk)
        .collect();
    let mut out = Vec::new();
    // 「下記までご連絡ください」 with no way to write below it, nor anywhere.
    for (i, m) in document.find_sentences(&cue::CONTACT_ANNOUNCED) {
        let Some(s) = document.sentences.get(i) else { continue };
        if channels.iter().all(|c| c.overlaps(s.span)) && reading.status("complaint-contact") == Status::Missing {
            out.push(document.span(document.view(s), m));
        }
    }
    // 「別紙3」 that does not follow.
    let annexed = document.blocks.iter().any(|b| cue::ANNEX_LINE.is_match(b.folded.view().chars) && b.folded.len() <= 40);
    if !annexed {
        for (i, m) in document.find_sentences(&cue::ANNEX) {
            let Some(s) = document.sentences.get(i) else { continue };
            let view = document.view(s);
            // An annex that is handed out or can be fetched is named, not announced.
            if !cue::ANNEX_ELSEWHERE.is_match(view.chars) && !cue::ANNEX_OF_ANOTHER.is_match(view.chars) {
                out.push(document.span(view, m));
            }
        }
    }
    // 「下記「…」」 whose name does not come again.
    for (i, m) in document.find_sentences(&cue::BELOW_QUOTED).into_iter().take(MOST) {
        let Some(s) = document.sentences.get(i) else { continue };
        let view = document.view(s);
        let name = view.slice(m.group.0, m.group.1).chars;
        let below = document.blocks.iter().enumerate().any(|(b, block)| {
            let chars = block.folded.view().chars;
            let chars = if b == s.block { chars.get(s.from + m.to..).unwrap_or_default() } else { chars };
            b >= s.block && chars.windows(name.len().max(1)).any(|w| w == name)
        });
        if !below && !cue::FORM_NAME.is_match(name) {
            out.push(document.span_of(view, m.from, m.to));
        }
    }
    // 「責任者を以下の通り設けます」 and none named below.
    for (i, m) in document.find_sentences(&cue::OFFICER_ANNOUNCED).into_iter().take(MOST) {
        let Some(s) = document.sentences.get(i) else { continue };
        let later = (s.block + 1..document.blocks.len())
            .any(|b| document.blocks.get(b).is_some_and(|x| x.folded.len() <= 60) && cue::OFFICER.is_match(document.block_view(b).chars));
        if !later {
            out.push(document.span(document.view(s), m));
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The sentences that stand in for what must be public or easily accessible.
fn reference_only(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let pointer = |q: &Span| document.sentences.iter().any(|s| s.span.overlaps(*q) && cue::POINTER.is_match(document.view(s).chars));
    let mut out: Vec<Span> = reading
        .verdicts
        .iter()
        .filter(|v| v.status == Status::ByReference && v.requirement.standard.first().is_some_and(|s| matches!(*s, "S1" | "S2")))
        .filter_map(|v| v.evidence.iter().copied().find(|q| pointer(q)))
        .collect();
    out.extend(
        document
            .find_sentences(&cue::ONLY_POINTER)
            .into_iter()
            .filter_map(|(i, m)| document.sentences.get(i).map(|s| document.span(document.view(s), m))),
    );
    (!out.is_empty()).then_some(out)
}

/// Terms of earlier law and abolished schemes.
fn outdated_term(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let mut out = Vec::new();
    for term in OUTDATED_TERMS {
        if !document.find_sentences(&term.exclude_document).is_empty() {
            continue;
        }
        for s in &document.sentences {
            let view = document.view(s);
            let Some(m) = term.cues.find_in(view.chars, &s.filter) else { continue };
            let required = term.required.is_empty() || term.required.is_match(view.chars);
            if required && !term.exclude.is_match(view.chars) {
                out.push(document.span(view, m));
            }
        }
    }
    (!out.is_empty()).then_some(out)
}

/// Numbers of articles that the law had under an earlier version.
fn outdated_article_number(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let mut out = Vec::new();
    for s in &document.sentences {
        let view = document.view(s);
        let heading = document.blocks.get(s.block).is_some_and(|b| b.kind == BlockKind::Heading);
        for m in cue::ARTICLE.find_all(view.chars) {
            let Some(law) = law_before(view, m) else { continue };
            let Some(cited) = number(view.slice(m.from, m.to).chars) else { continue };
            let section = document
                .section_of(s.block)
                .and_then(|x| x.heading)
                .filter(|_| !heading)
                .map(|h| document.block_view(h).chars)
                .unwrap_or_default();
            if is_outdated(law, &cited, view.chars, section) {
                out.push(document.span_of(view, m.from, m.to));
            }
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The law named right before a number: "appi", "appi-order", or none of ours.
fn law_before(view: View<'_>, m: Match) -> Option<&'static str> {
    let before = view.slice(m.from.saturating_sub(32), m.from).chars;
    // The name may be followed by a bracket, a particle or the like, never by another sentence part.
    let reach = |cues: &Cues| {
        cues.find_all(before)
            .last()
            .filter(|x| x.to + 4 >= before.len() || cue::BRIDGE.is_whole(before.get(x.to..).unwrap_or_default()))
            .map(|x| (x.to, x.to - x.from))
    };
    let other = reach(&OTHER_LAWS).max(reach(&OWN_DOCUMENT));
    let order = reach(&LAW_NAMES_APPI_ORDER);
    let appi = reach(&LAW_NAMES_APPI);
    let best = [other, order, appi].into_iter().flatten().max()?;
    if other == Some(best) {
        return None;
    }
    Some(if order == Some(best) { "appi-order" } else { "appi" })
}

/// 第23条の2第1項 → ["23条の2", "1項"].
fn number(chars: &[char]) -> Option<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    let mut digits: Vec<char> = Vec::new();
    // Digits behind の belong to the article: they end at 第 or at the end.
    let close = |out: &mut Vec<String>, digits: &mut Vec<char>| {
        if let (Some(last), Some(sub)) = (out.last_mut(), numeral::value(digits)) {
            last.push_str(&format!("の{sub}"));
        }
        digits.clear();
    };
    for &c in chars {
        match c {
            '条' | '項' | '号' => {
                out.push(format!("{}{c}", numeral::value(&digits)?));
                digits.clear();
            }
            '第' => close(&mut out, &mut digits),
            'の' => {}
            _ => digits.push(c),
        }
    }
    close(&mut out, &mut digits);
    Some(out)
}

/// The number is old for some subject of the sentence, and today's for none.
fn is_outdated(law: &str, cited: &[String], sentence: &[char], section: &[char]) -> bool {
    let about = |cues: &Cues| cues.is_match(sentence) || cues.is_match(section);
    // A table number fits when the citation has all its parts: 「23条」 fits 23条5項3号, not the other way round.
    let fits = |list: &[&str]| {
        list.iter().any(|n| {
            let whole = cited.concat();
            whole == *n
                || whole.starts_with(n)
                    && !whole.get(n.len()..).unwrap_or_default().starts_with(['の', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
                || full(&whole).starts_with(&full(n))
        })
    };
    let rows = || ARTICLES.iter().filter(|r| r.law == law && about(&r.cues));
    rows().any(|r| fits(r.old_2003) || fits(r.old_2017)) && !rows().any(|r| fits(r.current))
}

/// A number with a mark behind each part, so that 23条1 never begins 23条12.
fn full(number: &str) -> String {
    number.replace('条', "条|").replace('項', "項|").replace('号', "号|")
}
