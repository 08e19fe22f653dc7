//! Facts: the principle of consent and the cases of provision without it.
//!
//! Cases stand in four places: in the list or table that a sentence on provision announces (「次の場合を除き…」), in the
//! headings below such a sentence, inside it (「法令に基づく場合を除き」), and in the sentence that goes on from it
//! (「ただし、委託する場合は…」). `role.rs` tells what a sentence does, `lists.rs` reads lists, `kind.rs` sorts the cases.
//! Not here: whether a case is lawful (floor 3); clauses on sensitive data, which are a family of their own.

mod kind;
mod lists;
mod role;

use super::Summary;
use super::facts::Exception;
use crate::catalogue::cues::provision as cue;
use crate::document::{BlockKind, Document};
use crate::text::{Cues, Match, Span, View};
use kind::{kind_of, lacks_qualifier};
use lists::Lists;
use role::Role;

/// Longest case, in folded characters.
const LONGEST: usize = 320;

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let topic: Vec<usize> = crate::catalogue::topic("third-party").into_iter().collect();
    let lists = Lists::new(document);
    let roles: Vec<Role> = role::roles(document, &topic, &lists);
    summary.third_party.principle = principle(document, &roles);
    let mut found: Vec<Exception> = Vec::new();
    for (index, role) in roles.iter().enumerate() {
        inline(document, index, *role, &lists, &mut found);
        referred(document, index, *role, &mut found);
    }
    lists.read(&roles, &topic, &mut found);
    found.sort_by_key(|e| (e.quote.start, std::cmp::Reverse(e.quote.end)));
    let mut end = 0;
    for e in found {
        if e.quote.start >= end {
            end = e.quote.end;
            summary.third_party.exceptions.push(e);
        }
    }
}

/// The first sentence that states it; one said of a single occasion only where there is no other.
fn principle(document: &Document<'_>, roles: &[Role]) -> Option<Span> {
    let all = || roles.iter().zip(&document.sentences).filter(|(r, _)| **r == Role::Principle).map(|(_, s)| s);
    all()
        .find(|s| {
            let chars = document.view(s).chars;
            !cue::PRINCIPLE_SCOPED.is_match(chars) && !cue::PRINCIPLE_OTHER_PURPOSE.is_match(chars)
        })
        .or_else(|| all().next())
        .map(|s| s.span)
}

/// The cases that stand inside a sentence.
fn inline(document: &Document<'_>, index: usize, role: Role, lists: &Lists<'_, '_>, out: &mut Vec<Exception>) {
    let Some(s) = document.sentences.get(index) else { return };
    let view = document.view(s);
    if role == Role::None {
        return;
    }
    let others = cue::OTHERS_EXCEPT.find_all(view.chars);
    for m in &others {
        // 「委託先及び提携先以外の…」: each by itself.
        let mut rest = view.slice(m.group.0, m.group.1);
        while let Some(j) = cue::OTHERS_JOINT.find(rest.chars, 1).filter(|j| rest.slice(0, j.from).len() > 2 && j.to + 2 < rest.len()) {
            push(document, rest.slice(0, j.from), out);
            rest = rest.slice(j.to, rest.len());
        }
        push(document, rest, out);
    }
    if let Some(m) = cue::UNLESS.find(view.chars, 0).filter(|_| role == Role::Principle) {
        push(document, view.slice(m.group.0, m.group.1), out);
    }
    // 「場合以外」 is cut behind its noun.
    let noun = |m: Match| if m.group == (m.from, m.to) { m.from } else { m.group.0 };
    let apart = |m: &Match| others.iter().all(|o| m.to <= o.from || m.from >= o.to);
    let cut = cue::CASE_CUT.find_all(view.chars).into_iter().rfind(apart).map(noun);
    // 「提供しませんが、予約に必要な範囲で宿泊施設に提供することがあります」
    let but = cue::PRINCIPLE_BUT.find(view.chars, 0).filter(|_| role == Role::Principle);
    if let Some(m) = but {
        let (clause, before) = (view.slice(m.group.0, m.group.1), out.len());
        cases(document, clause, out);
        if out.len() == before {
            push(document, clause, out);
        }
    }
    let region = match (role, cut) {
        (Role::Principle, None) => return only(document, view, out),
        (_, Some(at)) => view.slice(afterthought(view.chars, at), at),
        (_, None) => view,
    };
    let region = behind_heading(document, region);
    let before = out.len();
    let rest = cases(document, region, out);
    let mut remainder = bare(region.slice(rest, region.len()));
    // 「…同意を得ることなく、警察等の公的機関を除き」
    while let Some(m) = cue::LEAD_IN.find(remainder.chars, 0) {
        remainder = remainder.slice(m.group.0, m.group.1);
    }
    if cut.is_some() && others.is_empty() && !remainder.is_empty() && remainder.len() <= 40 {
        push_case(document, remainder, out);
    }
    if out.len() == before
        && let Some(m) = cue::BUT_ENTRUSTS.find(view.chars, 0).filter(|_| role == Role::GoesOn)
    {
        push(document, view.slice(m.group.0, m.group.1), out);
    }
    // 「会員の同意なく広告会社に提供します」: no case is named; the sentence is one itself.
    let points = cue::POINTS_ON.is_match(view.chars) || cue::POINTER_DOWN.is_match(view.chars);
    // 「第三者に提供することがあります。停止をご希望の場合はお申し出ください。」: opting out has a requirement of its own.
    let next = document.sentences.get(index + 1).filter(|n| n.block == s.block && role == Role::Gives);
    let opts_out = next.is_some_and(|n| cue::OPT_OUT_STOP.is_match(document.view(n).chars));
    let whole = !opts_out
        && match role {
            Role::Without | Role::Deidentified => !points,
            Role::Gives => !points || !lists.hang_on(s.block),
            _ => false,
        };
    if whole && out.len() == before {
        push(document, view, out);
    }
}

/// 「…同意がある場合又は法令に基づく場合に限り、提供します」: cases where a lawful one is among them.
fn only(document: &Document<'_>, view: View<'_>, out: &mut Vec<Exception>) {
    let Some(m) = cue::ONLY_INLINE.find(view.chars, 0) else { return };
    let mut found = Vec::new();
    cases(document, behind_heading(document, view.slice(0, m.group.1)), &mut found);
    if found.iter().any(|e| matches!(e.kind, "law" | "life" | "public_health" | "public_body")) {
        out.append(&mut found);
    }
}

/// Behind a heading that runs into the sentence: 「第三者提供　法令に基づく場合を除き…」, or the first cell of a row.
fn behind_heading<'a>(document: &Document<'_>, view: View<'a>) -> View<'a> {
    const LONGEST_HEADING: usize = 20;
    let wide = |i: &usize| {
        let (before, here) = (view.bytes(i - 1, *i), view.bytes(*i, i + 1));
        document.source.get(before.1..here.0).is_some_and(|s| s.contains(['\u{3000}', '\t'])) || view.chars.get(*i) == Some(&'\t')
    };
    let running = |i: &usize| view.chars.get(..*i).is_none_or(|c| c.iter().any(|c| "、。はをが(:".contains(*c)));
    let at = (2..view.len().min(LONGEST_HEADING)).find(wide).filter(|i| !running(i));
    at.map_or(view, |i| bare(view.slice(if view.chars.get(i) == Some(&'\t') { i + 1 } else { i }, view.len())))
}

/// A provision that stands among the purposes and that the promise refers to: 「1の⑤の場合を除き、提供しません」.
fn referred(document: &Document<'_>, index: usize, role: Role, out: &mut Vec<Exception>) {
    let Some(s) = document.sentences.get(index) else { return };
    let view = document.view(s);
    if !matches!(role, Role::Principle | Role::GoesOn) || !cue::POINTS_BACK.is_match(view.chars) {
        return;
    }
    for (at, block) in document.blocks.iter().enumerate().take(s.block) {
        let Some(entry) = document.sentences_of(at).first().filter(|_| block.kind == BlockKind::Item) else { continue };
        let view = document.view(entry);
        if let Some(m) = cue::ENTRY_GIVES.find(view.chars, 0).filter(|_| !lists::labels(view.chars)) {
            // 「書面により、提携会社に提供すること」: the one who gets the data and what is done.
            let named = m.group.0 > m.from;
            push(document, if named { view.slice(m.group.0, m.group.1) } else { view }, out);
        }
    }
}

/// Where the cases begin that end at `at`: behind the bracket of 「…提供しません(法令に基づく場合を除く)」, otherwise in front.
fn afterthought(chars: &[char], at: usize) -> usize {
    let bracket = chars.iter().take(at).rposition(|c| matches!(c, '(' | ')')).filter(|&i| chars.get(i) == Some(&'('));
    // 「第三者(修理に必要な所を除く)に」: behind the noun that it narrows.
    let ends =
        |i: usize| i == 0 || chars.get(i - 1).is_some_and(|c| matches!(c, 'ん' | 'い' | 'ず' | 'す' | 'る' | '。' | '者' | '社' | '部'));
    bracket.filter(|&i| ends(i)).map_or(0, |i| i + 1)
}

/// Splits 「A場合、B場合又はCとき」 and gives the place where the last case ends.
fn cases(document: &Document<'_>, region: View<'_>, out: &mut Vec<Exception>) -> usize {
    let mut from = 0;
    for end in cue::CASE_END.find_all(region.chars) {
        let case = bare(region.slice(from, end.group.1));
        push_case(document, case, out);
        from = end.group.1;
    }
    from
}

/// Without the connectives in front.
fn bare(mut view: View<'_>) -> View<'_> {
    while let Some(m) = cue::CASE_JOINT.find(view.chars, 0) {
        if m.to == 0 {
            break;
        }
        view = view.slice(m.to, view.len());
    }
    view
}

/// A case out of running text: the words that lead up to it are cut off.
fn push_case(document: &Document<'_>, view: View<'_>, out: &mut Vec<Exception>) {
    let group = |cues: &Cues, v: View<'_>| cues.find(v.chars, 0).map(|m| (m.group.0, m.group.1));
    let starts = cue::CASE_START.patterns().iter().any(|p| p.find(view.chars, 0).is_some());
    let cut = if starts { group(&cue::CASE_START, view) } else { group(&cue::CASE_SUBJECT, view) };
    // The condition 「…同意を得ることが困難な場合」 is no case without the words before it.
    let cut =
        cut.filter(|&(from, to)| !cue::DIFFICULT.is_match(view.slice(from, to).chars) || kind_of(view.slice(from, to).chars) != "other");
    let mut case = bare(cut.map_or(view, |(from, to)| view.slice(from, to)));
    if let Some(m) = cue::CASE_OBJECT.find(case.chars, 0) {
        case = bare(case.slice(m.group.0, m.group.1));
    }
    while let Some(m) = cue::NOUN_CASE.find(case.chars, 0).filter(|_| !cue::ONE_SUCCESSION.is_match(case.chars)) {
        push(document, case.slice(m.group.0, m.group.1), out);
        case = bare(case.slice(m.to, case.len()));
    }
    let short_pointer = case.len() <= 40 && cue::POINTER.is_match(case.chars) && kind_of(case.chars) != "law";
    if case.len() < 3 || short_pointer || cue::POINTER_END.is_match(case.chars) || cue::CASE_NOT.is_match(case.chars) {
        return;
    }
    push(document, case, out);
}

fn push(document: &Document<'_>, view: View<'_>, out: &mut Vec<Exception>) {
    // 「「法令に基づく場合」を除き」: cut in front of the closing bracket.
    let open = view.chars.first() == Some(&'「') && !view.chars.contains(&'」');
    let view = view.slice(usize::from(open), view.len());
    let view = view.slice(0, case_end(view.chars, &['す', '。', ')']));
    if view.is_empty() || view.len() > LONGEST {
        return;
    }
    let kind = kind_of(view.chars);
    let quote = document.span_of(view, 0, view.len()).trim(document.source);
    out.push(Exception { quote, kind, lacks_qualifier: lacks_qualifier(kind, view.chars) });
}

/// Ends like a case: 「…場合」, 「…とき」.
fn like_case(chars: &[char]) -> bool {
    let chars = chars.get(..case_end(chars, &[')'])).unwrap_or_default();
    chars.ends_with(&['場', '合']) || chars.ends_with(&['と', 'き'])
}

/// Where a case ends that goes on with an aside: 「…を委託する場合（この場合、契約を結びます。）」. `tail`: how asides end
/// that are none of the case.
fn case_end(chars: &[char], tail: &[char]) -> usize {
    let stop = |to: usize| to - usize::from(chars.get(..to).is_some_and(|c| c.ends_with(&['。'])));
    let end = stop(chars.len());
    // 「…ある場合を除きます。）」 is the statute's own.
    let aside = chars.get(..end).is_some_and(|c| c.ends_with(tail) && !c.ends_with(&['除', 'き', 'ま', 'す', '。', ')']));
    let open = chars.windows(3).position(|w| matches!(w, ['場', '合', '('] | ['と', 'き', '('] | ['。', '(', _])).filter(|_| aside);
    open.map_or(end, |i| stop(i + if chars.get(i) == Some(&'。') { 1 } else { 2 }))
}
