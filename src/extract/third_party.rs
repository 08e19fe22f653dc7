//! Facts: the principle of consent and the cases of provision without it.
//!
//! Cases stand in four places: in the list or table that a sentence on provision announces (「次の場合を除き…」), in the
//! headings below such a sentence, inside it (「法令に基づく場合を除き」), and in the sentence that goes on from it
//! (「ただし、委託する場合は…」).
//! Not here: whether a case is lawful (floor 3); clauses on sensitive data, which are a family of their own.

use super::Summary;
use super::facts::Exception;
use super::polarity::{Polarity, polarity};
use crate::catalogue::cues::provision as cue;
use crate::document::{BlockKind, Document};
use crate::text::{Cues, Folded, Match, Span, View};
use std::borrow::Cow;

/// Longest case, in folded characters.
const LONGEST: usize = 320;

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let topic: Vec<usize> = crate::catalogue::topic("third-party").into_iter().collect();
    let roles: Vec<Role> = roles(document, &topic);
    summary.third_party.principle = principle(document, &roles);
    let mut found: Vec<Exception> = Vec::new();
    for (index, role) in roles.iter().enumerate() {
        inline(document, index, *role, &mut found);
    }
    lists(document, &roles, &topic, &mut found);
    found.sort_by_key(|e| (e.quote.start, std::cmp::Reverse(e.quote.end)));
    let mut end = 0;
    for e in found {
        if e.quote.start >= end {
            end = e.quote.end;
            summary.third_party.exceptions.push(e);
        }
    }
}

/// What a sentence does in the clause on provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    None,
    /// 「…第三者に提供しません」
    Principle,
    /// Goes on from the principle to its exceptions.
    GoesOn,
    /// Says that data are given without consent.
    Without,
    /// Says that the recipient is no third party.
    NoThird,
    /// Says that data are given to someone, under the topic.
    Gives,
    /// Says that data which identify nobody are given away.
    Deidentified,
}

fn roles(document: &Document<'_>, topic: &[usize]) -> Vec<Role> {
    let mut out: Vec<Role> = Vec::with_capacity(document.sentences.len());
    // Distance from the last sentence of the clause, and its section.
    let mut last: Option<(usize, usize)> = None;
    for (index, s) in document.sentences.iter().enumerate() {
        let role = role(document, index, topic, last);
        let section = document.blocks.get(s.block).map_or(0, |b| b.section);
        if matches!(role, Role::Principle | Role::GoesOn) {
            last = Some((index, section));
        } else if last.is_some_and(|l| l.1 != section) {
            last = None;
        }
        out.push(role);
    }
    out
}

fn role(document: &Document<'_>, index: usize, topic: &[usize], last: Option<(usize, usize)>) -> Role {
    let Some(s) = document.sentences.get(index) else { return Role::None };
    let Some(block) = document.blocks.get(s.block) else { return Role::None };
    let plain = without_asides(document.view(s).chars);
    let chars = plain.as_ref();
    let has = |cues: &Cues| cues.find_in(chars, &s.filter).is_some();
    let sensitive = crate::catalogue::topic("sensitive").is_some_and(|t| document.under(s.block, &[t]));
    if block.kind == BlockKind::Heading || sensitive || has(&cue::SENSITIVE) || has(&cue::OWN_LAW) {
        return Role::None;
    }
    if has(&cue::PRINCIPLE) && !has(&cue::PRINCIPLE_EXCLUDE) {
        return Role::Principle;
    }
    let behind = last.is_some_and(|l| index.saturating_sub(l.0) == 1 && block.section == l.1);
    let tail = has(&cue::EXCEPTION_TAIL) || behind && has(&cue::WITHOUT_CONSENT) && has(&cue::USES_ANYWAY);
    let no_third = has(&cue::NO_THIRD);
    let under = document.under(s.block, topic);
    let home = under || last.is_some_and(|l| l.1 == block.section && index.saturating_sub(l.0) <= 6);
    let gives = (has(&cue::GIVES_AFFILIATE) || has(&cue::GIVES_TO) && home) && !has(&cue::GIVES_TO_EXCLUDE);
    let gives = gives || has(&cue::LAW_GIVES) && under;
    let nobody = has(&cue::DEIDENTIFIED_GIVES);
    // 「…場合、情報を開示することがあります」, behind the principle or under 「以下の場合は開示することがあります」.
    let case = tail && has(&cue::CASE_THEN_GIVES) && !has(&cue::CASE_THEN_GIVES_EXCLUDE);
    let other_clause = has(&cue::NOT_EXCEPTIONS) && !(case && has(&cue::KIND_AUTHORITY));
    let but = last.is_some() && has(&cue::BUT_ENTRUSTS);
    if !(tail || no_third || gives || nobody || but) || other_clause && !but {
        return Role::None;
    }
    if no_third {
        return Role::NoThird;
    }
    let near = last.is_some_and(|l| index.saturating_sub(l.0) <= 3 && block.section == l.1);
    let announced = || {
        let heading = document.section_of(s.block).and_then(|x| x.heading);
        heading.is_some_and(|h| cue::HEADING_OF_EXCEPTIONS.is_match(document.block_view(h).chars))
    };
    if case && (near || has(&cue::KIND_AUTHORITY) || announced()) || near && has(&cue::BUT_ENTRUSTS) {
        return Role::GoesOn;
    }
    // 「なお、関連会社に提供することがあります」: neither a list nor a case, but a recipient.
    let itself = gives && !listed(document, s.block);
    if itself && !has(&cue::CASE_END) {
        return Role::Gives;
    }
    let listing = (under || last.is_some_and(|l| l.1 == block.section)) && has(&cue::LIST_FOLLOWS) && !has(&cue::GIVES_TO_EXCLUDE);
    if near && tail && (has(&cue::GOES_ON) || has(&cue::POINTS_ON)) || listing {
        return Role::GoesOn;
    }
    if matches!(polarity(document.view(s)), Polarity::Denied | Polarity::Excepted) {
        return Role::None;
    }
    let provides = has(&cue::PROVIDE);
    if provides && tail && has(&cue::WITHOUT_CONSENT) {
        return Role::Without;
    }
    if tail && (provides || near) && !itself && under && has(&cue::POINTS_ON) {
        return Role::GoesOn;
    }
    match (gives, nobody) {
        (true, _) => Role::Gives,
        (_, true) => Role::Deidentified,
        _ => Role::None,
    }
}

/// Without the asides that hold a sentence of their own: 「個人データ（番号については、下記をご覧ください。）を」 is one
/// clause for every cue that stops at a full stop.
fn without_asides(chars: &[char]) -> Cow<'_, [char]> {
    if !chars.contains(&'(') || !chars.contains(&'。') {
        return Cow::Borrowed(chars);
    }
    let (mut out, mut open) = (Vec::with_capacity(chars.len()), Vec::new());
    for &c in chars {
        match c {
            '(' => open.push(out.len()),
            ')' => {
                if let Some(from) = open.pop()
                    && out.get(from..).is_some_and(|inside: &[char]| inside.contains(&'。'))
                {
                    out.truncate(from);
                    continue;
                }
            }
            _ => {}
        }
        out.push(c);
    }
    Cow::Owned(out)
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
fn inline(document: &Document<'_>, index: usize, role: Role, out: &mut Vec<Exception>) {
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
        (Role::Principle, None) => return,
        (_, Some(at)) => view.slice(afterthought(view.chars, at), at),
        (_, None) => view,
    };
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
    let whole = match role {
        Role::Without | Role::Deidentified => !points,
        Role::Gives => !points || !listed(document, s.block),
        _ => false,
    };
    if whole && out.len() == before {
        push(document, view, out);
    }
}

/// A list, or what stands for one, hangs on the block.
fn listed(document: &Document<'_>, block: usize) -> bool {
    !entries_of(document, block).is_empty()
}

/// The list that hangs on a block: its own, what stands for one, or that of a heading 「提供先」 right behind it.
fn entries_of(document: &Document<'_>, block: usize) -> Vec<usize> {
    let own = document.items_of(block);
    let own = if own.is_empty() { following(document, block) } else { own };
    // 「提供先：…」「提供する項目：…」 tell of one provision, none is a case.
    let label = |i: &usize| document.blocks.get(*i).is_some_and(|b| labels(b.folded.view().chars));
    let own = if own.len() <= 12 && own.iter().all(label) { Vec::new() } else { own };
    let next = document.blocks.get(block + 1).filter(|b| b.kind == BlockKind::Heading);
    match next {
        Some(b) if own.is_empty() && cue::RECIPIENT_HEADING.is_match(b.folded.view().chars) => document.items_of(block + 1),
        _ => own,
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
    while let Some(m) = cue::NOUN_CASE.find(case.chars, 0) {
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
    let view = view.slice(0, case_end(view.chars, &['す', '。', ')']));
    if view.is_empty() || view.len() > LONGEST {
        return;
    }
    let kind = kind_of(view.chars);
    let quote = document.span_of(view, 0, view.len()).trim(document.source);
    out.push(Exception { quote, kind, lacks_qualifier: lacks_qualifier(kind, view.chars) });
}

/// The cases in lists that a sentence of the clause announces.
fn lists(document: &Document<'_>, roles: &[Role], topic: &[usize], out: &mut Vec<Exception>) {
    for (index, block) in document.blocks.iter().enumerate() {
        let lead = if block.kind == BlockKind::Heading {
            document.under(index, topic) && cue::HEADING_OF_EXCEPTIONS.is_match(block.folded.view().chars)
        } else {
            (block.sentences.0..block.sentences.1).any(|i| announces(document, roles, i))
        };
        let mut entries = entries_of(document, index);
        // A promise with cases right behind it, announced by 「※例外」 or by nothing at all.
        let first = entries.first().and_then(|&i| document.blocks.get(i)).map(|b| b.folded.view());
        let promise = || (block.sentences.0..block.sentences.1).last().is_some_and(|i| roles.get(i) == Some(&Role::Principle));
        let first = first.filter(|_| entries.len() > 1);
        let titled = first.is_some_and(|v| v.len() <= 20 && cue::EXCEPTION_TITLE.is_match(v.chars));
        let promised = first.is_some_and(|v| titled || like_case(v.chars)) && promise();
        if !lead && !promised {
            continue;
        }
        if titled {
            entries.remove(0);
        }
        if entries.is_empty() {
            below(document, index, out);
        }
        entry_list(document, &entries, out);
    }
}

/// A sentence of the clause that points to a list.
fn announces(document: &Document<'_>, roles: &[Role], index: usize) -> bool {
    let Some(chars) = document.sentences.get(index).map(|s| document.view(s).chars) else { return false };
    match roles.get(index) {
        Some(Role::Principle) => {
            cue::POINTER.is_match(chars) && cue::CASE_CUT.is_match(chars)
                || cue::ONLY_CASES.is_match(chars)
                || !cue::WITH_CONSENT.is_match(chars) && cue::POINTS_ON.is_match(chars) && cue::EXCEPTION_TAIL.is_match(chars)
        }
        Some(Role::GoesOn | Role::Without | Role::NoThird) => cue::POINTER.is_match(chars),
        Some(Role::Gives) => cue::POINTS_TO_RECIPIENTS.is_match(chars),
        _ => false,
    }
}

/// A label of a table-like list: 「提供先：…」, 「提供する項目　氏名」.
fn labels(chars: &[char]) -> bool {
    cue::CASE_LABEL.is_match(chars) || cue::CASE_LABEL_START.is_match(chars) && !like_case(chars)
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

/// Cases as headings below the announcement, with or without a paragraph that puts them in full. Only while every
/// chapter is one, so that those behind the clause are not taken for its cases; but chapters counted from one right
/// behind the announcement are its cases whatever they say.
fn below(document: &Document<'_>, lead: usize, out: &mut Vec<Exception>) {
    let Some(section) = document.blocks.get(lead).map(|b| b.section) else { return };
    let level = |i: usize| document.sections.get(i).map_or(0, |s| s.level);
    let counted = document.blocks.get(lead + 1).filter(|b| b.kind == BlockKind::Heading && level(b.section) > level(section));
    // 「(1) 第三者の範囲」「(2) 提供する項目」 tell of one provision.
    let counted = counted.filter(|b| !cue::CASE_LABEL.is_match(b.folded.view().chars));
    if let Some(first) = counted.and_then(|b| b.marker).filter(|m| m.family.counts() && m.number == 1) {
        let mut number = 0;
        for (i, block) in document.blocks.iter().enumerate().skip(lead + 1).filter(|(_, b)| b.kind == BlockKind::Heading) {
            match block.marker.filter(|m| m.family.counts()) {
                Some(m) if m.family == first.family && m.number == number + 1 => {
                    number += 1;
                    chapter(document, i, out);
                }
                // Titles without a count stand inside a case.
                Some(_) if level(block.section) <= level(section) => break,
                _ => {}
            }
        }
        return;
    }
    let mut pending: Option<usize> = None;
    let settle = |at: Option<usize>, out: &mut Vec<Exception>| {
        if let Some(at) = at {
            push(document, bare(document.block_view(at)), out);
        }
    };
    for (i, block) in document.blocks.iter().enumerate().skip(lead + 1) {
        if block.section != section && level(block.section) <= level(section) {
            break;
        }
        let view = document.block_view(i);
        match block.kind {
            BlockKind::Heading | BlockKind::Item => {
                // A heading with cases below it is their group.
                let group = pending.is_some_and(|p| p + 1 == i && document.blocks.get(p).is_some_and(|b| b.kind == BlockKind::Heading));
                if group && block.kind == BlockKind::Item && like_case(view.chars) {
                    pending = None;
                }
                settle(pending.take(), out);
                let case = like_case(view.chars) || !matches!(kind_of(view.chars), "other" | "vague" | "affiliate" | "deidentified");
                if !case {
                    break;
                }
                pending = Some(i);
            }
            // The paragraph says it in full.
            _ if pending.is_some() && like_case(view.chars) => {
                pending = None;
                if let Some(s) = document.sentences_of(i).first() {
                    push(document, document.view(s), out);
                }
            }
            _ => {}
        }
    }
    settle(pending, out);
}

/// The case that a counted chapter is: its list, the clause of its paragraph that gives data to somebody, or its heading.
fn chapter(document: &Document<'_>, heading: usize, out: &mut Vec<Exception>) {
    let case = |i: usize| document.blocks.get(i).is_some_and(|b| b.kind == BlockKind::Item && like_case(b.folded.view().chars));
    let items: Vec<usize> = (heading + 1..document.blocks.len()).take_while(|&i| case(i)).collect();
    if !items.is_empty() {
        return entry_list(document, &items, out);
    }
    let text = document.blocks.get(heading + 1).filter(|b| b.kind == BlockKind::Text);
    if let Some(s) = text.and_then(|_| document.sentences_of(heading + 1).first()) {
        let view = document.view(s);
        let ends = cue::CASE_END.find_all(view.chars).last().map(|m| m.group.1);
        let gives = || cue::GIVES_CASE.find(view.chars, 0).map(|m| m.group.1).filter(|_| cue::GIVES_TO.is_match(view.chars));
        if let Some(end) = ends.or_else(gives) {
            return push(document, bare(view.slice(0, end)), out);
        }
    }
    push(document, bare(document.block_view(heading)), out);
}

/// Paragraphs or table rows right behind the announcement that end like a case, where no list was recognised; of counted
/// entries the first shows it for all.
fn following(document: &Document<'_>, lead: usize) -> Vec<usize> {
    let section = document.blocks.get(lead).map(|b| b.section);
    let mut last = None;
    (lead + 1..document.blocks.len())
        .take_while(|&i| {
            document.blocks.get(i).is_some_and(|b| {
                let marker = b.marker.filter(|m| m.family.counts()).map(|m| (m.family, m.number));
                let next = last.is_some_and(|(family, number)| marker == Some((family, number + 1)));
                last = marker;
                Some(b.section) == section
                    && b.kind != BlockKind::Heading
                    && (b.kind == BlockKind::Row || next || like_case(b.folded.view().chars))
            })
        })
        .collect()
}

fn entry_list(document: &Document<'_>, entries: &[usize], out: &mut Vec<Exception>) {
    // 「次の事項を公表し、届出をしたとき」 may be followed by those matters, at the same level.
    let mut matters = false;
    let family = |i: usize| document.blocks.get(i).and_then(|b| b.marker).map(|m| m.family);
    let first = entries.first().and_then(|&i| family(i));
    for &entry in entries {
        if document.blocks.get(entry).is_some_and(|b| b.kind == BlockKind::Row) {
            row(document, entry, out);
            continue;
        }
        let Some(s) = document.sentences_of(entry).first() else { continue };
        let view = document.view(s);
        let case = like_case(view.chars);
        // Another family of markers is the next chapter, unless it reads on like a case.
        let other = family(entry) != first && !case;
        if other || (matters && !case) || labels(view.chars) {
            continue;
        }
        matters = cue::POINTER.is_match(view.chars) && view.chars.windows(2).any(|w| w == ['事', '項']);
        if cue::CASE_MARKS.is_match(view.chars) {
            let rest = cases(document, view, out);
            push_case(document, bare(view.slice(rest, view.len())), out);
        } else {
            push(document, view, out);
        }
    }
}

/// The cell of a table row that names a lawful case or reads like one; the head of the table has none.
fn row(document: &Document<'_>, entry: usize, out: &mut Vec<Exception>) {
    let Some(block) = document.blocks.get(entry) else { return };
    let mut at = block.span.start;
    let cells: Vec<Folded> = block
        .span
        .of(document.source)
        .split('\t')
        .map(|cell| {
            let start = at;
            at += cell.len() + 1;
            Folded::new(document.source, &[(start, start + cell.len())])
        })
        .collect();
    let case = |f: &&Folded| like_case(f.view().chars) && f.view().len() > 3;
    let known = cells.iter().filter(case).find(|f| kind_of(f.view().chars) != "other");
    if let Some(cell) = known.or_else(|| cells.iter().find(case)) {
        push(document, cell.view(), out);
        if let Some(e) = out.last_mut() {
            // A condition may stand in another cell.
            e.lacks_qualifier &= lacks_qualifier(e.kind, block.folded.view().chars);
        }
    }
}

/// `ExceptionKind` of a case.
pub fn kind_of(chars: &[char]) -> &'static str {
    let authority = cue::KIND_AUTHORITY.is_match(chars);
    let law = cue::KIND_LAW.is_match(chars);
    // 「本人の同意を得ることが困難」 is no consent.
    let consent = cue::KIND_CONSENT.is_match(chars) && !cue::DIFFICULT.is_match(chars) && !cue::WITHOUT_CONSENT.is_match(chars);
    let entrusts = cue::KIND_ENTRUSTMENT.is_match(chars)
        && (cue::KIND_ENTRUSTMENT_OUTRIGHT.is_match(chars) || !cue::KIND_ENTRUSTMENT_EXCLUDE.is_match(chars));
    let investigation = cue::PUBLIC_BODY_REQUEST.is_match(chars) && !cue::PUBLIC_AFFAIRS.is_match(chars);
    let judged = cue::JUDGEMENT.is_match(chars);
    match () {
        () if cue::KIND_PUBLIC_BODY.is_match(chars) && !investigation => "public_body",
        () if cue::KIND_LIFE.is_match(chars) && !cue::KIND_LIFE_EXCLUDE.is_match(chars) => "life",
        () if cue::KIND_PUBLIC_HEALTH.is_match(chars) => "public_health",
        () if cue::KIND_ACADEMIC.is_match(chars) => "academic",
        () if cue::OPT_OUT_CASE.is_match(chars) || cue::FUTURE.is_match(chars) => "other",
        () if cue::KIND_SUCCESSION.is_match(chars) => "succession",
        () if cue::KIND_JOINT_USE.is_match(chars) => "joint_use",
        () if entrusts && !(law && judged) => "entrustment",
        () if authority || (law && !cue::KIND_INQUIRY.is_match(chars)) => "law",
        () if cue::KIND_INQUIRY.is_match(chars) => "inquiry",
        () if consent => "consent",
        () if cue::KIND_PUBLICATION.is_match(chars) => "publication",
        () if cue::KIND_DEIDENTIFIED.is_match(chars) => "deidentified",
        () if judged || (cue::KIND_VAGUE.is_match(chars) && !cue::KIND_VAGUE_EXCLUDE.is_match(chars)) => "vague",
        () if cue::KIND_AFFILIATE.is_match(chars) => "affiliate",
        () => "other",
    }
}

/// Does the case lack what 法27条1項各号 asks for beside it?
pub fn lacks_qualifier(kind: &str, chars: &[char]) -> bool {
    match kind {
        "life" => !cue::DIFFICULT.is_match(chars) || cue::LIFE_WIDENED.is_match(chars),
        "public_health" => !cue::DIFFICULT.is_match(chars),
        "public_body" => !cue::HINDRANCE.is_match(chars),
        "academic" => !cue::ACADEMIC_BODY.is_match(chars),
        "law" => {
            cue::LIKE_POWER.is_match(chars)
                || cue::BARE_REQUEST.is_match(chars)
                || (cue::KIND_AUTHORITY.is_match(chars) && !cue::LEGAL_BASIS.is_match(chars))
        }
        _ => false,
    }
}
