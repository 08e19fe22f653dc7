//! Special functions: the document itself: its references.

use super::{RequirementFn, RiskFn};
use crate::assess::{Reading, Status, rule};
use crate::catalogue::{RiskRule, cues::document as cue, cues::people, topic};
use crate::document::{Block, BlockKind, Document, Family, Sentence};
use crate::text::{Match, Span};

/// Most references followed.
const MOST: usize = 12;
/// Characters of a chapter's subject that are looked for.
const SUBJECT: usize = 4;

/// Lines below an announcement in which a number is looked for, and their length in folded characters.
const BELOW: usize = 7;
const SHORT: usize = 60;

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[];

pub const RISKS: &[(&str, RiskFn)] = &[
    ("broken_reference", broken_reference),
    ("reference_only", reference_only),
    ("change_without_notice", change_without_notice),
    ("placeholder_left", placeholder_left),
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
        // 「TEL : ●●●」 is a channel, if one not filled in.
        let labelled = (s.block + 1..s.block + BELOW).any(|b| {
            let chars = document.block_view(b).chars;
            chars.len() <= SHORT && people::PHONE_LABEL.is_match(chars)
        });
        if !labelled && channels.iter().all(|c| c.overlaps(s.span)) && reading.status("complaint-contact") == Status::Missing {
            out.push(document.span(document.view(s), m));
        }
    }
    // 「別紙3」 that does not follow. One that is handed out or can be fetched is named, not announced.
    let annexed = document
        .blocks
        .iter()
        .any(|b| cue::ANNEX_LINE.is_match(b.folded.view().chars) && b.folded.len() <= 40 && !b.folded.view().chars.contains(&'。'));
    let published = || {
        let said = |i: usize| document.sentences.get(i).is_some_and(|s| cue::ANNEX_ELSEWHERE.is_match(document.block_view(s.block).chars));
        document.find_sentences(&cue::ANNEX).into_iter().any(|(i, _)| said(i))
    };
    if !annexed && !published() {
        for (i, m) in document.find_sentences(&cue::ANNEX) {
            let Some(s) = document.sentences.get(i) else { continue };
            let view = document.view(s);
            if !cue::ANNEX_OF_ANOTHER.is_match(view.chars) {
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
        let told = cue::CONTACT_NAME.is_match(name) && channels.iter().any(|c| c.start > s.span.end);
        if !below && !told && !cue::FORM_NAME.is_match(name) {
            out.push(document.span_of(view, m.from, m.to));
        }
    }
    // 「責任者を以下の通り設けます」 and none named below.
    for (i, m) in document.find_sentences(&cue::OFFICER_ANNOUNCED).into_iter().take(MOST) {
        let Some(s) = document.sentences.get(i) else { continue };
        let later = (s.block + 1..document.blocks.len())
            .any(|b| document.blocks.get(b).is_some_and(|x| x.folded.len() <= 60) && cue::OFFICER.is_match(document.block_view(b).chars));
        // 「総務部長」 right below.
        let next = document.block_view(s.block + 1).chars;
        let named = (2..=30).contains(&next.len())
            && !next.contains(&'。')
            && document.blocks.get(s.block + 1).is_some_and(|x| x.kind != BlockKind::Heading);
        if !later && !named {
            out.push(document.span(document.view(s), m));
        }
    }
    out.extend(listless(document));
    out.extend(misnumbered(document));
    out.sort();
    (!out.is_empty()).then_some(out)
}

/// The policy may change in silence: a sentence that names it, or any in a section on changes.
fn change_without_notice(reading: &Reading<'_, '_>, rule: &RiskRule) -> Option<Vec<Span>> {
    let (document, trigger, change) = (reading.document, &rule.trigger, topic("change")?);
    let out: Vec<Span> = document
        .find_sentences(&trigger.proof)
        .into_iter()
        .filter_map(|(i, m)| document.sentences.get(i).map(|s| (s, document.view(s), m)))
        .filter(|(s, view, _)| {
            !trigger.exclude.is_match(view.chars) && (trigger.required.is_match(view.chars) || document.under(s.block, &[change]))
        })
        .map(|(_, view, m)| document.span(view, m))
        .collect();
    (!out.is_empty()).then_some(out)
}

/// Masks in the text, headings to be filled in, and two labels in a row with nothing behind, nor below.
fn placeholder_left(reading: &Reading<'_, '_>, risk: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let mut out = rule::quotes(document, &risk.trigger);
    let label = |b: usize| cue::LABEL_UNFILLED.is_whole(document.block_view(b).chars);
    let contacts = &reading.facts.contacts;
    let channels: Vec<&Span> = contacts.phone.iter().chain(&contacts.email).chain(&contacts.postal).chain(&contacts.fax).collect();
    for (b, block) in document.blocks.iter().enumerate() {
        let view = block.folded.view();
        // 「[会社名]は、…」 is cut like a heading with its text.
        let particle = || document.block_view(b + 1).chars.first().is_some_and(|c| "はがのをにで(".contains(*c));
        let unfilled = cue::HEADING_UNFILLED.is_whole(view.chars) || cue::HEADING_NAME.is_whole(view.chars) && particle();
        let heading = block.kind == BlockKind::Heading && unfilled;
        if let Some(m) = risk.trigger.proof.find(view.chars, 0)
            && block.kind == BlockKind::Heading
            && !risk.trigger.exclude.is_match(view.chars)
        {
            out.push(document.span(view, m));
        }
        let near = |c: &&Span| document.blocks.get(b..).is_some_and(|rest| rest.iter().take(BELOW).any(|x| c.overlaps(x.span)));
        if heading || label(b) && label(b + 1) && !channels.iter().any(near) {
            out.push(block.span);
        }
    }
    (!out.is_empty()).then_some(out)
}

/// 「以下の個人情報を提供します」, and the next number of the count follows.
fn listless(document: &Document<'_>) -> Vec<Span> {
    let counted = |b: usize| document.blocks.get(b).and_then(|x| x.marker).filter(|k| k.family.counts());
    let missing = |s: &Sentence| {
        let own = counted(s.block).map(|k| k.family);
        let chapter = document.section_of(s.block).and_then(|x| x.heading).and_then(counted).map(|k| k.family);
        let depth = |b: usize| document.blocks.get(b).map_or(0, |x| x.depth);
        // Nothing behind but whole sentences: 「以下の情報を取得します。氏名、住所」 gives them.
        let last = document.sentences_of(s.block).iter().filter(|x| x.from > s.from).all(|x| cue::WHOLE.is_match(document.view(x).chars));
        counted(s.block + 1).filter(|_| last).is_some_and(|next| {
            let heading = document.blocks.get(s.block + 1).is_some_and(|x| x.kind == BlockKind::Heading);
            // An entry of its own, and one of no lower rank; or a paragraph, and the next chapter.
            let after_entry = own.is_some_and(|f| next.number > 1 && (f == next.family || depth(s.block + 1) < depth(s.block)));
            after_entry || own.is_none() && heading && next.number > 1 && chapter == Some(next.family)
        })
    };
    document
        .find_sentences(&cue::LIST_ANNOUNCED)
        .into_iter()
        .filter_map(|(i, m)| document.sentences.get(i).map(|s| (s, m)))
        .filter(|(s, _)| missing(s))
        .map(|(s, m)| document.span_of(document.view(s), m.from, m.to))
        .collect()
}

/// 「下記6.の個人番号…」, and the chapter on it is the seventh: the count has moved on, the reference has not.
fn misnumbered(document: &Document<'_>) -> Vec<Span> {
    let has = |b: usize, words: &[char]| document.block_view(b).chars.windows(words.len().max(1)).any(|w| w == words);
    let wrong = |s: &Sentence, m: &Match| {
        let view = document.view(s);
        let chars = view.chars.get(m.group.0..).unwrap_or_default();
        let number = chars.iter().map_while(|c| c.to_digit(10)).fold(0, |n, d| n * 10 + d);
        let subject: Vec<char> =
            view.chars.get(m.to..).unwrap_or_default().iter().copied().take_while(|c| !ends_subject(*c)).take(SUBJECT).collect();
        let (before, behind) = (m.group.0.checked_sub(1).and_then(|i| view.chars.get(i)), view.chars.get(m.group.1));
        let fits = |f: Family| match (before, behind) {
            (Some('('), _) => f == Family::Paren,
            (_, Some('条')) => f == Family::Article,
            (_, Some('.')) => f == Family::Dotted,
            _ => f.counts(),
        };
        let numbered = |b: &Block| b.marker.is_some_and(|k| k.number == number && fits(k.family));
        let chapters: Vec<usize> = (0..document.sections.len())
            .filter(|&i| document.sections.get(i).and_then(|s| s.heading).and_then(|h| document.blocks.get(h)).is_some_and(numbered))
            .collect();
        // A chapter goes on through the sections under it.
        let told = chapters.iter().any(|&i| {
            let level = document.sections.get(i).map_or(0, |s| s.level);
            let under = document.sections.iter().skip(i + 1).take_while(|s| s.level > level).last();
            let blocks = document.sections.get(i).map_or((0, 0), |s| s.blocks);
            (blocks.0..under.map_or(blocks.1, |s| s.blocks.1)).any(|b| has(b, &subject))
        });
        let listed = document.blocks.iter().enumerate().any(|(i, b)| b.kind != BlockKind::Heading && numbered(b) && has(i, &subject));
        let elsewhere = document.sections.iter().filter_map(|s| s.heading).any(|h| has(h, &subject));
        // 「下記6.」, and the count ends at five.
        let beyond = chapters.is_empty() && !document.blocks.iter().any(numbered) && {
            let of_style = |b: &Block| b.kind == BlockKind::Heading && b.marker.is_some_and(|k| fits(k.family));
            document.blocks.iter().filter(|b| of_style(b)).count() > 2
        };
        beyond || subject.len() >= 3 && !chapters.is_empty() && !told && !listed && elsewhere
    };
    document
        .find_sentences(&cue::NUMBERED)
        .into_iter()
        .take(MOST)
        .filter_map(|(i, m)| document.sentences.get(i).map(|s| (s, m)))
        .filter(|(s, m)| wrong(s, m))
        .map(|(s, m)| document.span_of(document.view(s), m.from, m.to))
        .collect()
}

/// A particle or a mark ends the words that name a chapter's subject.
fn ends_subject(c: char) -> bool {
    "をにはがへでとの、。()「」及又・".contains(c)
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
