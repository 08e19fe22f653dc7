//! Special functions: provision to third parties, joint use, entrustment, abroad.

use super::super::{Reading, Status, Verdict};
use super::{RequirementFn, RiskFn};
use crate::catalogue::{COUNTRIES, RiskRule, cues::provision as cue, topic};
use crate::document::{BlockKind, Sentence};
use crate::extract::facts::{Exception, JointUse};
use crate::text::{Cues, Folded, Span};
use std::collections::BTreeMap;

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[
    ("consent_principle", consent_principle),
    ("exceptions_lawful", exceptions_lawful),
    ("opt_out_announced", opt_out_announced),
    ("entrustment_announced", entrustment_announced),
    ("foreign_announced", foreign_announced),
    ("foreign_environment", foreign_environment),
];

pub const RISKS: &[(&str, RiskFn)] = &[
    ("vague_exception", vague_exception),
    ("judgement_exception", judgement_exception),
    ("affiliate_exception", affiliate_exception),
    ("inquiry_exception", inquiry_exception),
    ("qualifier_missing", qualifier_missing),
    ("deidentified_exception", deidentified_exception),
    ("contradiction", contradiction),
    ("entrusted_abroad_without_consent", entrusted_abroad_without_consent),
    ("country_unspecified", country_unspecified),
    ("no_system_information", no_system_information),
    ("opt_out_not_filed", opt_out_not_filed),
];

const LAWFUL: &[&str] =
    &["law", "life", "public_health", "public_body", "academic", "entrustment", "succession", "joint_use", "publication"];

/// The words of a quote, folded again.
fn folded(reading: &Reading<'_, '_>, span: Span) -> Folded {
    Folded::new(reading.document.source, &[(span.start, span.end)])
}

fn says(reading: &Reading<'_, '_>, span: Span, cues: &Cues) -> bool {
    cues.is_match(folded(reading, span).view().chars)
}

fn exceptions<'r>(reading: &'r Reading<'_, '_>) -> &'r [Exception] {
    &reading.facts.third_party.exceptions
}

fn fires(quotes: Vec<Span>) -> Option<Vec<Span>> {
    (!quotes.is_empty()).then_some(quotes)
}

/// Quotes of the cases that a test picks.
fn picked(reading: &Reading<'_, '_>, test: impl Fn(&Exception) -> bool) -> Option<Vec<Span>> {
    fires(exceptions(reading).iter().filter(|e| test(e)).map(|e| e.quote).collect())
}

/// The operator decides: 「当社が必要と判断した場合」.
fn judged(reading: &Reading<'_, '_>, e: &Exception) -> bool {
    e.kind != "consent" && says(reading, e.quote, &cue::JUDGEMENT) && !says(reading, e.quote, &cue::JUDGEMENT_EXCLUDE)
}

/// Wider than the statute. Opt-out has its own requirement, statistics are no personal data.
fn wider(reading: &Reading<'_, '_>, e: &Exception) -> bool {
    match e.kind {
        "vague" | "inquiry" => true,
        "affiliate" => !shared_with(reading, e.quote),
        "other" => !says(reading, e.quote, &cue::OPT_OUT_CASE),
        "deidentified" => !says(reading, e.quote, &cue::STATISTICS),
        _ => judged(reading, e) || mixed(reading, e),
    }
}

/// A catch-all stands in the same breath: 「法令に基づく要請等の正当な理由がある場合」.
fn mixed(reading: &Reading<'_, '_>, e: &Exception) -> bool {
    !matches!(e.kind, "consent" | "vague") && says(reading, e.quote, &cue::MIXED_VAGUE)
}

/// Behind the case, or behind the words that announce the list, stands an "etc.".
fn open_list(reading: &Reading<'_, '_>, e: &Exception) -> bool {
    // 「法令等」 and 「法的な要請等によらない限り」 name one ground; 「…場合等」 opens the list.
    let behind = reading.document.source.get(e.quote.end..).unwrap_or_default();
    let behind = behind.starts_with('等') || behind.starts_with("など");
    behind && (e.kind != "law" || says(reading, e.quote, &cue::ENDS_AS_CASE)) || says(reading, e.quote, &cue::OPENS_LIST)
}

/// A promise about use beyond the purposes alone, or one that any good reason undoes, is half of it.
fn consent_principle(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    if verdict.status == Status::Satisfied
        && let Some(quote) = reading.facts.third_party.principle
        && !promise(reading, quote, &cue::CONSENT)
        && (says(reading, quote, &cue::PRINCIPLE_OPEN)
            || says(reading, quote, &cue::PRINCIPLE_OTHER_PURPOSE) && !says(reading, quote, &cue::PRINCIPLE_OF_ITS_OWN))
    {
        verdict.status = Status::Partial;
    }
}

/// Does the sentence say it before it takes its promise back: 「提供しませんが、…は同意なく提供することがあります」?
fn promise(reading: &Reading<'_, '_>, quote: Span, cues: &Cues) -> bool {
    let words = folded(reading, quote);
    let view = words.view();
    let to = cue::PRINCIPLE_BUT.find(view.chars, 0).map_or(view.len(), |m| m.group.0);
    cues.is_match(view.slice(0, to).chars)
}

/// Every case lawful with its conditions; some; none.
fn exceptions_lawful(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    let cases: Vec<&Exception> = exceptions(reading).iter().filter(|e| e.kind != "consent").collect();
    if cases.is_empty() {
        return;
    }
    let lawful = cases.iter().filter(|e| LAWFUL.contains(&e.kind) || (e.kind == "affiliate" && !wider(reading, e))).count();
    let faulty = cases.iter().any(|e| wider(reading, e) || e.lacks_qualifier || open_list(reading, e))
        || reading.document.find_sentences(&cue::OPENS_LIST).iter().any(|(i, _)| principle_goes_on(reading, *i))
        || !lead_vague(reading).is_empty();
    let quotes: Vec<Span> = cases.iter().map(|e| e.quote).collect();
    match (lawful, faulty) {
        (0, true) => verdict.set(Status::Missing, Vec::new()),
        (_, true) => verdict.set(Status::Partial, quotes),
        (_, false) => verdict.set(Status::Satisfied, quotes),
    }
}

/// A sentence of the clause on third parties that announces its cases.
fn principle_goes_on(reading: &Reading<'_, '_>, index: usize) -> bool {
    let document = reading.document;
    document.sentences.get(index).is_some_and(|s| {
        let chars = document.view(s).chars;
        let under = topic("third-party").is_some_and(|t| document.under(s.block, &[t]));
        cue::POINTER.is_match(chars) && cue::CASE_CUT.is_match(chars) && (under || cue::THIRD.is_match(chars))
    })
}

/// 「以下を含む正当な理由がある場合を除き」
fn lead_vague(reading: &Reading<'_, '_>) -> Vec<Span> {
    let document = reading.document;
    document
        .find_sentences(&cue::LEAD_VAGUE)
        .into_iter()
        .filter_map(|(i, m)| document.sentences.get(i).map(|s| (s, m)))
        .filter(|(s, _)| cue::PRINCIPLE.is_match(document.view(s).chars) && !cue::PRINCIPLE_EXCLUDE.is_match(document.view(s).chars))
        .map(|(s, m)| document.span(document.view(s), m))
        .filter(|q| !exceptions(reading).iter().any(|e| e.quote.overlaps(*q)))
        .collect()
}

/// The sentences behind the one that says so may bind the entrustee: 「この場合、契約を結び、適切に監督します」.
/// A heading announces entrustment and nothing below says a word of it.
fn entrustment_announced(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    if verdict.status == Status::Partial
        && let Some(said) = reading.facts.entrustment
        && let Some(bound) = bound_behind(reading, said)
    {
        let supervises = says(reading, bound, &cue::SUPERVISION_WORD);
        let element = if supervises { "supervision" } else { "contract" };
        let place = verdict.requirement.elements.iter().position(|e| e.id == element);
        if let Some(quotes) = place.and_then(|i| verdict.elements.get_mut(i)) {
            quotes.push(bound);
        }
        verdict.status = Status::Satisfied;
        verdict.evidence.push(bound);
    }
    if verdict.status != Status::NotApplicable || !verdict.evidence.is_empty() {
        return;
    }
    let document = reading.document;
    let announced = topic("entrustment").is_some_and(|t| {
        document.sections.iter().filter(|s| s.topics.contains(&t)).any(|s| {
            let heading = s.heading.map(|h| document.block_view(h));
            heading.is_some_and(|h| !cue::ENTRUSTED_TO_US.is_match(h.chars) && cue::ENTRUSTMENT_HEADING.is_match(h.chars))
        })
    });
    if announced {
        verdict.set(Status::Missing, Vec::new());
    }
}

/// 「提携会社に提供すること。ただし、お申し出により第三者への提供を停止します」: beside the provision itself, under whatever heading.
fn opt_out_announced(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    if verdict.status != Status::NotApplicable || !verdict.evidence.is_empty() {
        return;
    }
    let document = reading.document;
    let rights: Vec<usize> = ["rights", "procedure"].iter().filter_map(|t| topic(t)).collect();
    let section = |s: &Sentence| document.blocks.get(s.block).map(|b| b.section);
    let gives = |s: &Sentence| {
        let chars = document.view(s).chars;
        cue::ENTRY_GIVES.is_match(chars) || cue::GIVES_TO.is_match(chars) && !cue::GIVES_TO_EXCLUDE.is_match(chars)
    };
    let partner = |s: &Sentence| exceptions(reading).iter().any(|e| e.kind == "affiliate" && e.quote.overlaps(s.span));
    let stops: Vec<&Sentence> = document
        .find_sentences(&cue::OPT_OUT_STOP)
        .into_iter()
        .filter_map(|(i, _)| document.sentences.get(i))
        .filter(|s| !cue::OPT_OUT_NOT.is_match(document.view(s).chars) && !document.under(s.block, &rights))
        .filter(|s| document.sentences.iter().any(|g| section(g) == section(s) && g.span.start < s.span.start && (gives(g) || partner(g))))
        .collect();
    if stops.is_empty() {
        return;
    }
    let spans: Vec<Span> = stops.iter().map(|s| s.span).collect();
    let place = verdict.requirement.elements.iter().position(|e| e.id == "stop");
    if let Some(quotes) = place.and_then(|i| verdict.elements.get_mut(i)) {
        quotes.extend(spans.iter().copied());
    }
    let status = if verdict.elements.iter().all(|e| !e.is_empty()) { Status::Satisfied } else { Status::Partial };
    verdict.set(status, spans);
}

/// A chapter on third parties abroad in which a recipient or a place stands, though no sentence says "provide"; or somebody
/// named by the country gets the data.
fn foreign_announced(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    if verdict.status != Status::NotApplicable || !verdict.evidence.is_empty() {
        return;
    }
    let document = reading.document;
    let chapters =
        document.sections.iter().filter(|s| s.heading.is_some_and(|h| cue::HEADING_OF_FOREIGN.is_match(document.block_view(h).chars)));
    let foreign = &reading.facts.foreign;
    let given = document.find_sentences(&cue::COUNTRY_GIVEN).into_iter().filter_map(|(i, _)| document.sentences.get(i));
    let given: Vec<Span> = given.filter(|s| !cue::FOREIGN_EXCLUDE.is_match(document.view(s).chars)).map(|s| s.span).collect();
    let named = foreign.countries.iter().filter(|c| given.iter().any(|s| c.within(*s)));
    let stands: Vec<Span> = chapters
        .flat_map(|s| foreign.countries.iter().chain(foreign.quote.as_ref()).filter(move |q| q.within(s.span)))
        .chain(named)
        .copied()
        .collect();
    if stands.is_empty() {
        return;
    }
    let told: Vec<Span> = verdict.elements.iter().flatten().copied().collect();
    let full = ["consent", "country", "system", "measures"].iter().all(|e| !verdict.element(e).is_empty());
    let status = if full {
        Status::Satisfied
    } else if told.is_empty() {
        Status::Missing
    } else {
        Status::Partial
    };
    verdict.set(status, told);
}

/// A country named for handling or recipients abroad, and no word of its system. Joint users are judged with their block,
/// and where a card company sits is not the operator's doing.
fn foreign_environment(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    if verdict.status != Status::Missing {
        return;
    }
    let shared = |c: &Span| reading.facts.joint_use.iter().any(|j| c.within(j.range));
    let named: Vec<Span> = reading.facts.foreign.countries.iter().copied().filter(|c| !shared(c)).collect();
    if !named.is_empty() {
        verdict.set(Status::Partial, named);
    } else if reading.facts.foreign.quote.is_some_and(|q| says(reading, q, &cue::FOREIGN_CARD)) {
        verdict.set(Status::NotApplicable, Vec::new());
    }
}

/// A sentence that binds the entrustee, up to three behind the one on entrusting, in its paragraph or in one that goes on.
fn bound_behind(reading: &Reading<'_, '_>, said: Span) -> Option<Span> {
    let document = reading.document;
    let at = document.sentences.iter().position(|s| s.span.start >= said.start && s.span.start < said.end)?;
    let home = document.sentences.get(at)?.block;
    let section = document.blocks.get(home)?.section;
    document
        .sentences
        .iter()
        .skip(at + 1)
        .take(3)
        .filter(|s| document.blocks.get(s.block).is_some_and(|b| b.section == section && b.kind != BlockKind::Heading))
        .find(|s| {
            let chars = document.view(s).chars;
            (s.block == home || cue::GOES_ON_ENTRUSTING.is_match(chars))
                && cue::ENTRUSTEE_BOUND.is_match(chars)
                && !cue::ENTRUSTEE_BOUND_EXCLUDE.is_match(chars)
        })
        .map(|s| s.span)
}

fn vague_exception(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let mut found: Vec<Span> = exceptions(reading)
        .iter()
        .filter(|e| {
            mixed(reading, e)
                || e.kind == "vague" && (says(reading, e.quote, &cue::VAGUE_WORDS) || !judged(reading, e))
                || e.kind == "other" && says(reading, e.quote, &cue::OTHER_VAGUE)
        })
        .map(|e| e.quote)
        .collect();
    found.extend(lead_vague(reading));
    fires(found)
}

fn judgement_exception(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    picked(reading, |e| judged(reading, e))
}

/// A complete joint use covers them, if its users are companies of that sort.
fn affiliate_exception(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let mut found: Vec<Span> = exceptions(reading).iter().filter(|e| e.kind == "affiliate").map(|e| e.quote).collect();
    for (index, m) in document.find_sentences(&cue::AFFILIATE_NO_THIRD) {
        let said = document.sentences.get(index).filter(|s| !cue::WITH_CONSENT.is_match(document.view(s).chars));
        found.extend(said.map(|s| document.span(document.view(s), m)));
    }
    found.retain(|quote| !shared_with(reading, *quote));
    fires(found)
}

/// Does a complete block of joint use name users of the sort that the quote speaks of?
fn shared_with(reading: &Reading<'_, '_>, quote: Span) -> bool {
    let sorts = [&cue::SORT_GROUP, &cue::SORT_DEALER, &cue::SORT_PARTNER, &cue::SORT_MAKER, &cue::SORT_BODY];
    let complete = |j: &&JointUse| !j.scope.is_empty() && !j.items.is_empty() && !j.purposes.is_empty() && j.responsible.name.is_some();
    reading.facts.joint_use.iter().filter(complete).any(|j| {
        let users: Vec<Span> = j.scope.iter().copied().chain(j.announced).collect();
        sorts.iter().any(|sort| says(reading, quote, sort) && users.iter().any(|u| says(reading, *u, sort)))
    })
}

fn inquiry_exception(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    picked(reading, |e| {
        matches!(e.kind, "inquiry" | "law") && says(reading, e.quote, &cue::KIND_INQUIRY) && !says(reading, e.quote, &cue::LEGAL_BASIS)
    })
}

/// Also in a clause on sensitive data, whose cases are those of 法20条2項.
fn qualifier_missing(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let mut found: Vec<Span> = exceptions(reading).iter().filter(|e| e.lacks_qualifier).map(|e| e.quote).collect();
    for block in document.blocks.iter().filter(|b| b.kind == BlockKind::Item) {
        let Some(lead) = block.lead else { continue };
        let sensitive = document.sentences_of(lead).iter().any(|s| {
            let chars = document.view(s).chars;
            cue::SENSITIVE_WORD.is_match(chars) && cue::CASE_CUT.is_match(chars)
        });
        if !sensitive || found.iter().any(|q| q.overlaps(block.span)) {
            continue;
        }
        let text = block.folded.view();
        let lacks = (cue::KIND_PUBLIC_BODY.is_match(text.chars) && !cue::HINDRANCE.is_match(text.chars))
            || ((cue::KIND_LIFE.is_match(text.chars) || cue::KIND_PUBLIC_HEALTH.is_match(text.chars))
                && !cue::KIND_PUBLIC_BODY.is_match(text.chars)
                && !cue::DIFFICULT.is_match(text.chars));
        if lacks {
            found.push(block.span);
        }
    }
    fires(found)
}

fn deidentified_exception(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    picked(reading, |e| e.kind == "deidentified" && !says(reading, e.quote, &cue::STATISTICS))
}

/// A promise without exception in one place, provision in another.
fn contradiction(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let elsewhere: Vec<usize> =
        ["rights", "procedure", "cookies", "anonymized", "pseudonymized", "sensitive"].iter().filter_map(|t| topic(t)).collect();
    let section_at = |at: usize| {
        let next = document.blocks.partition_point(|b| b.span.start <= at);
        next.checked_sub(1).and_then(|b| document.blocks.get(b)).filter(|b| at < b.span.end).map(|b| b.section)
    };
    // Where the last exception of each section stands.
    let mut last_of: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for e in exceptions(reading) {
        let last = last_of.entry(section_at(e.quote.start)).or_default();
        *last = e.quote.start.max(*last);
    }
    let any_wider = exceptions(reading).iter().any(|e| wider(reading, e));
    let any_other = exceptions(reading).iter().any(|e| !matches!(e.kind, "entrustment" | "consent"));
    let found: Vec<Span> = document
        .find_sentences(&cue::ABSOLUTE)
        .into_iter()
        .filter_map(|(i, _)| document.sentences.get(i))
        .filter(|s| {
            let chars = document.view(s).chars;
            let section = document.blocks.get(s.block).map(|b| b.section);
            if cue::CONDITIONAL.is_match(chars)
                || cue::PRINCIPLE_EXCLUDE.is_match(chars)
                || cue::PRINCIPLE_SCOPED.is_match(chars)
                || cue::OWN_LAW.is_match(chars)
                || document.under(s.block, &elsewhere)
            {
                return false;
            }
            // Its own exceptions may follow it.
            if last_of.get(&section).is_some_and(|last| *last > s.span.start) {
                return false;
            }
            let with_consent = cue::CONSENT.is_match(chars);
            let others = if with_consent { any_wider } else { any_other };
            let shared = !with_consent && reading.facts.joint_use.iter().any(|j| j.announced.is_some() && !j.scope.is_empty());
            others || shared
        })
        .map(|s| s.span)
        .collect();
    fires(found)
}

/// Sentences on entrusting or giving data abroad, with their index.
fn abroad<'r>(reading: &'r Reading<'_, '_>) -> Vec<&'r Sentence> {
    let document = reading.document;
    document
        .find_sentences(&cue::FOREIGN)
        .into_iter()
        .filter_map(|(i, _)| document.sentences.get(i))
        .filter(|s| {
            let chars = document.view(s).chars;
            let web = ["cookies", "external", "insurance"].iter().filter_map(|t| topic(t)).collect::<Vec<_>>();
            let title = || {
                let heading = document.section_of(s.block).and_then(|x| x.heading);
                heading.is_some_and(|h| cue::HEADING_OF_ALL.is_match(document.block_view(h).chars))
            };
            let chapter = || topic("foreign").is_some_and(|t| document.under(s.block, &[t]));
            let thing = cue::FOREIGN_THING.is_match(chars) && !chapter();
            !thing && !cue::FOREIGN_EXCLUDE.is_match(chars) && (!document.under(s.block, &web) || title())
        })
        .collect()
}

fn entrusted_abroad_without_consent(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let found: Vec<Span> = abroad(reading)
        .into_iter()
        .filter(|s| cue::KIND_ENTRUSTMENT.is_match(document.view(s).chars))
        .flat_map(|s| {
            document.sentences_of(s.block).iter().filter(move |t| t.span.start >= s.span.start).filter(|t| {
                let chars = document.view(t).chars;
                cue::WITHOUT_CONSENT.is_match(chars) && !cue::REFUSED.is_match(chars)
            })
        })
        .map(|s| s.span)
        .collect();
    fires(found).or_else(|| {
        // The cases of a list hold for recipients abroad too, and entrusting is one.
        let said = document.find_sentences(&cue::FOREIGN_WITHOUT_CONSENT).into_iter().filter_map(|(i, _)| document.sentences.get(i));
        let spans = said.map(|s| s.span);
        let entrusts = |s: &Span| {
            exceptions(reading).iter().any(|e| e.kind == "entrustment" && e.quote.start > s.start && e.quote.start < s.end + 600)
        };
        fires(spans.filter(entrusts).collect())
    })
}

fn country_unspecified(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    // The chapter with its subchapters, and those on recipients abroad.
    let foreign: Vec<usize> = topic("foreign").into_iter().collect();
    let level = |i: usize| document.sections.get(i).map_or(0, |s| s.level);
    let below = |i: usize, home: usize| home < i && home > 0 && (home + 1..=i).all(|k| level(k) > level(home));
    let near = |block: usize, home: usize| {
        document.blocks.get(block).is_some_and(|b| b.section == home || below(b.section, home) || document.under(block, &foreign))
    };
    let sentences_near = |home: usize| document.sentences.iter().filter(move |s| near(s.block, home));
    // Its list may stand behind a heading of its own.
    let listed = |s: &Sentence| reading.facts.foreign.countries.iter().any(|c| c.start >= s.span.end && c.start < s.span.end + 300);
    let names_country =
        |home: usize| sentences_near(home).any(|s| COUNTRIES.iter().any(|c| c.cues.find_in(document.view(s).chars, &s.filter).is_some()));
    // Why it cannot be said, or what is given instead.
    let excused = |home: usize| {
        let mut unknown = sentences_near(home).filter(|s| cue::FOREIGN_UNKNOWN.is_match(document.view(s).chars));
        unknown.any(|s| {
            cue::REASON.is_match(document.view(s).chars)
                || sentences_near(home).any(|t| cue::FOREIGN_SUBSTITUTE.is_match(document.view(t).chars))
        })
    };
    let found: Vec<Span> = abroad(reading)
        .into_iter()
        .filter(|s| {
            let chars = document.view(s).chars;
            let home = document.blocks.get(s.block).map_or(0, |b| b.section);
            let unknown = cue::FOREIGN_UNKNOWN.is_match(chars);
            let silent = !cue::FOREIGN_EQUIVALENT.is_match(chars)
                && !cue::FOREIGN_CONDITION.is_match(chars)
                && !cue::DEEMED.is_match(chars)
                && !names_country(home)
                && !listed(s);
            (unknown || silent) && !excused(home)
        })
        .map(|s| s.span)
        .collect();
    fires(found)
}

fn no_system_information(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let verdict = reading.verdict("foreign-third-party-consent")?;
    let told = ["system", "measures", "equivalent"].iter().any(|e| !verdict.element(e).is_empty());
    if verdict.status == Status::NotApplicable || told {
        return None;
    }
    let designated = |span: Span| {
        let name = folded(reading, span);
        COUNTRIES.iter().any(|c| c.designated && c.cues.is_match(name.view().chars))
    };
    fires(reading.facts.foreign.countries.iter().copied().filter(|c| !designated(*c)).collect())
}

fn opt_out_not_filed(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let verdict = reading.verdict("opt-out-provision")?;
    if !matches!(verdict.status, Status::Partial | Status::Missing) || !verdict.element("filing").is_empty() {
        return None;
    }
    fires(verdict.element("stop").to_vec()).or_else(|| fires(verdict.evidence.clone()))
}
