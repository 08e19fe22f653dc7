//! Entries of a joint-use block: runs of text cut into users, items and purposes, each in its shortest form.

use super::label::{gap, number};
use crate::catalogue::{COUNTRIES, cues::joint_use as cue};
use crate::text::View;

/// Named users or categories of users.
pub fn users<'a>(source: &str, view: View<'a>) -> Vec<View<'a>> {
    // 「グループ各社 ※各社の一覧はこちらをご覧ください」
    let note = view.chars.iter().position(|c| *c == '※').filter(|i| *i > 1);
    let view = note.map_or(view, |i| view.slice(0, i));
    pieces(source, view, &["及び", "又は", "若しくは"], true)
        .into_iter()
        .flat_map(|p| named_inside(source, p))
        .flat_map(|p| cue::USER_AND.find(p.chars, 0).map_or(vec![p], |m| vec![p.slice(0, m.group.0), p.slice(m.group.1, p.len())]))
        .map(|p| {
            drop_aside(plain(tail(p)), |inside| {
                cue::BRACKET_ASIDE.is_match(inside) || (inside.len() <= 10 && COUNTRIES.iter().any(|c| c.cues.is_match(inside)))
            })
        })
        .map(|p| head(plain(p), &cue::PARTY_HEAD))
        .filter(|p| p.len() >= 2 && p.len() <= 120 && !cue::LOOK_THERE.is_match(p.chars) && !cue::NOT_PARTY.is_match(p.chars))
        .collect()
}

/// 「グループ企業（株式会社甲、株式会社乙）」 names its users in the bracket.
fn named_inside<'a>(source: &str, view: View<'a>) -> Vec<View<'a>> {
    let open = view.chars.iter().position(|c| *c == '(').filter(|_| view.chars.last() == Some(&')'));
    let Some(open) = open else { return vec![view] };
    let inside = pieces(source, view.slice(open + 1, view.len() - 1), &["及び"], true);
    let head = view.slice(0, open);
    let members = cue::MEMBERS.is_match(head.chars);
    let named = |p: &View<'_>| p.len() <= 40 && (cue::COMPANY.is_match(p.chars) || members && !cue::MEMBER_NOT.is_match(p.chars));
    if inside.len() < 2 || !inside.iter().all(named) {
        return vec![view];
    }
    // The category itself, where it says whose: 「弊社の関連会社」.
    let whose = head.len() > 6 && !cue::NOT_PARTY.is_match(head.chars);
    whose.then_some(head).into_iter().chain(inside).collect()
}

/// Data items.
pub fn items<'a>(source: &str, view: View<'a>) -> Vec<View<'a>> {
    let raw = pieces(source, view, &["及び", "又は", "若しくは"], true);
    let mut joined: Vec<View<'_>> = Vec::new();
    // 「注文書、アンケートに記入いただいた情報」 is one item.
    let mut open: Option<usize> = None;
    let mut at = 0;
    for p in raw {
        let from = offset(view, p).unwrap_or(at);
        at = from + p.len();
        if cue::MEDIUM.is_match(p.chars) {
            open.get_or_insert(from);
        } else if let Some(start) = open.take()
            && cue::FROM_MEDIUM.is_match(p.chars)
        {
            joined.retain(|j| offset(view, *j).is_none_or(|o| o < start));
            joined.push(view.slice(start, at));
            continue;
        }
        joined.push(p);
    }
    joined
        .into_iter()
        .flat_map(|p| named_items(source, p))
        .flat_map(dotted)
        .map(|p| {
            drop_aside(plain(tail(p)), |inside| inside.len() > 30 || inside.ends_with(&['ま', 'す']) || inside.starts_with(&['以', '下']))
        })
        .map(|p| head(plain(p), &cue::ITEM_OWNER))
        .filter(|p| {
            !p.is_empty()
                && p.len() <= 90
                && !cue::ITEM_LINK.is_match(p.chars)
                && !cue::NOT_ITEM.is_match(p.chars)
                && (p.len() > 1 || p.chars == ['姓'])
        })
        .collect()
}

/// 「ご提供いただいた情報（氏名、住所、電話番号等）」 names its items in the bracket.
fn named_items<'a>(source: &str, view: View<'a>) -> Vec<View<'a>> {
    let open = view.chars.iter().position(|c| *c == '(').filter(|_| view.chars.last() == Some(&')'));
    let Some(open) = open.filter(|open| [&cue::GENERIC_ITEM, &cue::ITEM_GENERAL].iter().any(|c| c.is_match(view.slice(0, *open).chars)))
    else {
        return vec![view];
    };
    let inside = pieces(source, view.slice(open + 1, view.len() - 1), &["及び"], true);
    let known = inside.iter().filter(|p| cue::ITEM_KNOWN.is_match(p.chars)).count();
    if known >= 2 { inside } else { vec![view] }
}

/// 「氏名・住所・電話番号」 are items of their own, 「職業・職種」 is one: two parts must be items that everybody names.
fn dotted(view: View<'_>) -> Vec<View<'_>> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0usize);
    for i in 0..=view.len() {
        match view.chars.get(i) {
            Some('(' | '「' | '[') => depth += 1,
            Some(')' | '」' | ']') => depth = depth.saturating_sub(1),
            Some('・' | 'と') if depth > 0 => {}
            // 「お名前とメールアドレス」
            Some('と') if !cue::ITEM_KNOWN.is_match(view.slice(start, i).chars) => {}
            Some('・' | 'と') | None => {
                parts.push(view.slice(start, i));
                start = i + 1;
            }
            Some(_) => {}
        }
    }
    let known = parts.iter().filter(|p| cue::ITEM_KNOWN.is_match(p.chars)).count();
    if known >= 2 { parts } else { vec![view] }
}

/// Purposes; `list`: the text is one entry of a list already.
pub fn purposes<'a>(source: &str, view: View<'a>, list: bool) -> Vec<View<'a>> {
    // 「・販売促進　・アフターサービス」 in one line.
    if (1..view.len()).any(|i| view.chars.get(i) == Some(&'・') && gap(source, view, i)) {
        return pieces(source, view, &[], true).into_iter().map(tail).map(plain_mark).filter(|p| p.len() >= 2).collect();
    }
    let counted = (1..view.len()).any(|i| number(source, view, i) > 0);
    if list && !counted {
        return vec![tail(view)].into_iter().map(plain_mark).filter(|p| p.len() >= 2).collect();
    }
    if let Some(parts) = spaced(source, view) {
        return parts.into_iter().map(plain_mark).filter(|p| p.len() >= 2).collect();
    }
    let mut out: Vec<View<'_>> = Vec::new();
    let mut start = 0;
    for p in pieces(source, view, &[], true) {
        let Some(from) = offset(view, p) else { continue };
        let to = from + p.len();
        let numbered = number(source, view, to) > 0;
        if cue::ACTION.is_match(drop_aside(p, |_| true).chars) || numbered {
            out.push(view.slice(unnumbered(source, view, first_of(view, start)), to));
            start = to;
        }
    }
    if start < view.len() {
        out.push(view.slice(unnumbered(source, view, first_of(view, start)), view.len()));
    }
    out.into_iter().map(tail).map(plain_mark).filter(|p| p.len() >= 2 && !cue::NOT_PURPOSE.is_match(p.chars)).collect()
}

/// Behind a number.
fn unnumbered(source: &str, view: View<'_>, at: usize) -> usize {
    at + number(source, view, at)
}

/// First character at or after `start` that is no separator.
fn first_of(view: View<'_>, start: usize) -> usize {
    (start..view.len()).find(|&i| !view.chars.get(i).is_some_and(|c| "、。;\t ".contains(*c))).unwrap_or(view.len())
}

/// Where a slice of a view begins in it.
fn offset(whole: View<'_>, part: View<'_>) -> Option<usize> {
    let (start, _) = part.bytes(0, 1);
    (!part.is_empty()).then(|| (0..whole.len()).find(|&i| whole.bytes(i, i + 1).0 == start)).flatten()
}

/// Cut at 、 and at the given words outside brackets; 「その他」 begins a piece of its own.
fn pieces<'a>(source: &str, view: View<'a>, words: &[&str], other: bool) -> Vec<View<'a>> {
    if let Some(parts) = spaced(source, view) {
        return parts.into_iter().map(plain_mark).filter(|p| !p.is_empty()).collect();
    }
    let words: Vec<Vec<char>> = words.iter().map(|w| w.chars().collect()).collect();
    let sonota = ['そ', 'の', '他'];
    let (mut out, mut start, mut depth, mut i) = (Vec::new(), 0, 0usize, 0);
    while let Some(&c) = view.chars.get(i) {
        let rest = view.chars.get(i..).unwrap_or_default();
        // 「(1)受付 (2)配送」 in one line.
        let skip = if depth == 0 { number(source, view, i) } else { 0 };
        if skip > 0 {
            out.push(view.slice(start, i));
            i += skip;
            start = i;
            continue;
        }
        match c {
            '(' | '[' | '「' | '『' | '〔' | '【' => depth += 1,
            ')' | ']' | '」' | '』' | '〕' | '】' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '・' if i > start && gap(source, view, i) => {
                out.push(view.slice(start, i));
                start = i + 1;
            }
            // 「その他、…に関連する情報」 is one entry.
            '、' if other && view.chars.get(start..i) == Some(&sonota[..]) => {}
            // 「氏名／住所」, not 「1/2」 or 「A/B」.
            '/' if i > start && ![i.wrapping_sub(1), i + 1].iter().any(|&j| view.chars.get(j).is_none_or(char::is_ascii)) => {
                out.push(view.slice(start, i));
                start = i + 1;
            }
            '、' | '\t' | ';' | '。' => {
                out.push(view.slice(start, i));
                start = i + 1;
            }
            _ => {
                if let Some(w) = words.iter().find(|w| rest.starts_with(w)) {
                    out.push(view.slice(start, i));
                    i += w.len();
                    start = i;
                    continue;
                }
                if other && i > start && rest.starts_with(&sonota) {
                    out.push(view.slice(start, i));
                    start = i;
                }
            }
        }
        i += 1;
    }
    out.push(view.slice(start, view.len()));
    out.into_iter().map(plain_mark).filter(|p| !p.is_empty()).collect()
}

/// 「氏名　住所　電話番号」: wide spaces part what no comma does. Two of them, and three short entries at least.
fn spaced<'a>(source: &str, view: View<'a>) -> Option<Vec<View<'a>>> {
    if view.chars.contains(&'、') || view.len() > 200 {
        return None;
    }
    let wide = |i: &usize| {
        let (before, here) = (view.bytes(i - 1, *i), view.bytes(*i, i + 1));
        let colon = view.chars.get(*i) == Some(&':') || view.chars.get(i - 1) == Some(&':');
        !colon && source.get(before.1..here.0).is_some_and(|s| s.contains(['\u{3000}', '\u{2003}', '\u{2002}']) && !s.contains('\n'))
    };
    let cuts: Vec<usize> = (1..view.len()).filter(wide).collect();
    let mut parts = Vec::new();
    let mut start = 0;
    for &cut in cuts.iter().chain([&view.len()]) {
        parts.push(view.slice(start, cut));
        start = cut;
    }
    let entry = |p: &View<'_>| p.len() <= 24 && !p.chars.contains(&'。') && !cue::NAMES_COMPANY.is_match(p.chars);
    (parts.len() >= 3 && parts.iter().all(entry)).then_some(parts)
}

/// Without 「です」 and its kin.
fn tail(view: View<'_>) -> View<'_> {
    let m = cue::IS_VALUE_END.find(view.chars, 0).filter(|m| m.to == view.len() && m.from > 0);
    m.map_or(view, |m| view.slice(0, m.from))
}

/// Without separators at either end, without the number of a note.
fn plain_mark(view: View<'_>) -> View<'_> {
    let mut v = view;
    if let Some(m) = cue::NOTE_NUMBER.find(v.chars, 0).filter(|m| m.from > 1) {
        v = v.slice(0, m.from);
    }
    while v.chars.first().is_some_and(|c| "、。,:;・\t -".contains(*c)) {
        v = v.slice(1, v.len());
    }
    while v.chars.last().is_some_and(|c| "、。,:;\t ".contains(*c)) {
        v = v.slice(0, v.len() - 1);
    }
    v
}

/// Also without 「等」 at the end.
fn plain(view: View<'_>) -> View<'_> {
    let mut v = plain_mark(view);
    // 「…に関する情報や、その他…」
    if v.chars.ends_with(&['報', 'や']) || v.chars.ends_with(&['等', 'や']) {
        v = v.slice(0, v.len() - 1);
    }
    for end in [&['等'][..], &['な', 'ど'], &['ほ', 'か']] {
        if v.len() > end.len() + 1 && v.chars.ends_with(end) {
            v = v.slice(0, v.len() - end.len());
        }
    }
    v
}

/// Without a bracket at the end whose inside `aside` says is none of the entry.
fn drop_aside(view: View<'_>, aside: impl Fn(&[char]) -> bool) -> View<'_> {
    if view.chars.last() != Some(&')') {
        return view;
    }
    let mut depth = 0usize;
    let open = (0..view.len()).rev().find(|&i| match view.chars.get(i) {
        Some(')') => {
            depth += 1;
            false
        }
        Some('(') => {
            depth = depth.saturating_sub(1);
            depth == 0
        }
        _ => false,
    });
    match open {
        Some(open) if open > 0 && view.chars.get(open + 1..view.len() - 1).is_some_and(&aside) => view.slice(0, open),
        _ => view,
    }
}

/// The part that a pattern names, where it names one.
fn head<'a>(view: View<'a>, cues: &crate::text::Cues) -> View<'a> {
    cues.patterns().iter().find_map(|p| p.find(view.chars, 0)).map_or(view, |m| view.slice(m.group.0, m.group.1))
}
