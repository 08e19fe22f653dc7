//! Facts: data items that the operator says it acquires or uses, atomic.
//!
//! Two places tell them: lists (below a heading or a sentence that announces what is collected, and tables), and
//! enumerations in sentences whose verb is one of acquiring. A definition of 個人情報 is neither.

use super::Summary;
use crate::catalogue::{
    cues::data_items as words,
    cues::{items as cue, structure},
    topic,
};
use crate::document::{Block, BlockKind, Document, Marker};
use crate::text::{Cues, Span, View};

/// Sections whose enumerations are not what the operator collects for its business.
const ELSEWHERE: &[&str] = &[
    "joint-use",
    "third-party",
    "rights",
    "procedure",
    "fee",
    "external",
    "sensitive",
    "anonymized",
    "pseudonymized",
    "foreign",
    "entrustment",
    "contact",
    "security",
];
/// Longest item, in folded characters.
const LONGEST: usize = 48;

/// Fills `items`.
pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let taken: Vec<Span> = summary.purposes.iter().map(|p| p.quote).collect();
    let mut found: Vec<Span> = Vec::new();
    let (mut announced, mut column) = (false, None);
    let mut joint = None;
    for (i, b) in document.blocks.iter().enumerate() {
        if b.kind == BlockKind::Heading {
            // 「・【連絡先情報】」 in an announced list is a label of its entries.
            announced &= b.marker.is_some_and(|m| !m.family.counts());
            column = None;
            joint = joint_use(document, i, b, joint);
            continue;
        }
        if joint.is_some() || (elsewhere(document, i) && !announced) {
            continue;
        }
        let view = b.folded.view();
        if b.kind == BlockKind::Row {
            row(document, b, &mut column, &mut found);
            continue;
        }
        let purpose = taken.iter().any(|t| t.overlaps(b.span));
        let line = !document.sentences_of(i).iter().any(|s| sentence_end(document.view(s).chars));
        let listed = announced || listed(document, i);
        if let Some(m) = cue::LABEL_INLINE.find(view.chars, 0).filter(|m| line && m.to + 2 < view.len()) {
            found.extend(list(document, view.slice(m.to, view.len())));
        } else if line && listed && !purpose {
            let items = list(document, view);
            // 「面談の記録」: an entry of an announced list is an item, though no word of the vocabulary.
            let whole = items.is_empty() && b.kind == BlockKind::Item && led(document, b) && view.len() <= LONGEST;
            found.extend(items);
            if whole && plausible_entry(view.chars) {
                let known = |s: &&(usize, usize)| s.1 - s.0 > 1;
                // 「その他、必要な情報」 is one item.
                let cuts = if starts_with(view.chars, "その他") { vec![(0, view.len())] } else { segments(view) };
                found.extend(cuts.iter().filter(known).map(|&(from, to)| document.span_of(view, from, to)));
            }
        } else if !line {
            for s in document.sentences_of(i) {
                sentence(document, document.view(s), if purpose { &cue::FOLLOW_USE } else { &cue::FOLLOW }, listed, &mut found);
            }
        }
        // A list without markers goes on while its lines are no sentences.
        let leads = leads_items(view.chars);
        announced = leads || (announced && line);
    }
    found.sort();
    let mut last = 0;
    for span in found {
        if span.start >= last && !span.is_empty() {
            last = span.end;
            summary.items.push(span);
        }
    }
}

/// The first heading's marker while headings still belong to a joint use: its items may have numbered headings of their own.
fn joint_use(document: &Document<'_>, i: usize, b: &Block, open: Option<Option<Marker>>) -> Option<Option<Marker>> {
    let own = |id: &str| document.section_of(i).is_some_and(|s| topic(id).is_some_and(|t| s.topics.contains(&t)));
    if own("joint-use") {
        return open.or(Some(b.marker));
    }
    let (first, marker) = (open?, b.marker?);
    let next = first.is_some_and(|f| f.family == marker.family && marker.number == f.number + 1);
    let chapter =
        ["third-party", "rights", "security", "procedure", "collection", "cookies", "compliance", "change"].iter().any(|t| own(t));
    (!next && !chapter).then_some(first)
}

/// Under a chapter on something else; one's own heading about items outweighs the chapters above.
fn elsewhere(document: &Document<'_>, block: usize) -> bool {
    let Some(section) = document.section_of(block) else { return false };
    let own = |id: &str| topic(id).is_some_and(|t| section.topics.contains(&t));
    let inherited = |id: &str| topic(id).is_some_and(|t| section.inherited.contains(&t));
    if ELSEWHERE.iter().any(|t| own(t)) && !own("items") || own("joint-use") || inherited("joint-use") {
        return true;
    }
    !own("items") && !own("collection") && !own("purposes") && ["rights", "procedure", "external"].iter().any(|t| inherited(t))
}

/// Does the block stand in a list of items: by its heading or by the block that leads it?
fn listed(document: &Document<'_>, block: usize) -> bool {
    let heading = document.section_of(block).and_then(|s| s.heading).and_then(|h| document.blocks.get(h)).map(|h| h.folded.view().chars);
    let titled = heading.is_some_and(|h| {
        let items = topic("items").is_some_and(|t| document.under(block, &[t]));
        let collection = topic("collection").is_some_and(|t| document.section_of(block).is_some_and(|s| s.topics.contains(&t)));
        (items || collection || cue::LABEL.is_match(h)) && !cue::LABEL_NOT.is_match(h)
    });
    let mut lead = document.blocks.get(block).and_then(|b| b.lead);
    for _ in 0..4 {
        let Some(l) = lead.and_then(|l| document.blocks.get(l)) else { break };
        let chars = l.folded.view().chars;
        if leads_items(chars) || (chars.len() < 40 && cue::LABEL.is_match(chars) && !cue::LABEL_NOT.is_match(chars)) {
            return true;
        }
        lead = l.lead;
    }
    titled
}

/// Do the words announce a list of items?
fn leads_items(chars: &[char]) -> bool {
    cue::LEAD.is_match(chars) && !cue::ELSEWHERE.is_match(chars) && !cue::LEAD_NOT.is_match(chars)
}

/// Does the block that introduces this one announce a list of items?
fn led(document: &Document<'_>, b: &Block) -> bool {
    let lead = b.lead.and_then(|l| document.blocks.get(l)).map(|l| l.folded.view().chars);
    lead.is_some_and(|c| leads_items(c) && cue::ANNOUNCE.is_match(c))
}

/// A table: the cells of the column that its header calls items.
fn row(document: &Document<'_>, b: &Block, column: &mut Option<usize>, found: &mut Vec<Span>) {
    let cells: Vec<View<'_>> = cells(b.folded.view());
    if cells.len() > 1 && cells.iter().any(|c| c.len() <= 24 && cue::COLUMN.is_match(c.chars)) {
        let other = cells.iter().any(|c| cue::COLUMN_NOT.is_match(c.chars));
        // 「個人情報の種類<tab>個人情報の項目」: the kinds are whose data, the items what data.
        let named = |c: &View<'_>| c.len() <= 24 && cue::COLUMN.is_match(c.chars);
        let exact = cells.iter().position(|c| named(c) && c.chars.ends_with(&['項', '目']));
        *column = exact.or_else(|| cells.iter().position(named)).filter(|_| !other);
        return;
    }
    if let Some(cell) = column.and_then(|c| cells.get(c)) {
        found.extend(list(document, *cell));
    }
}

fn cells(view: View<'_>) -> Vec<View<'_>> {
    let mut out = Vec::new();
    let mut from = 0;
    for (i, c) in view.chars.iter().enumerate() {
        if *c == '\t' {
            out.push(view.slice(from, i));
            from = i + 1;
        }
    }
    out.push(view.slice(from, view.len()));
    out
}

/// Items of a line that is nothing but a list.
fn list(document: &Document<'_>, view: View<'_>) -> Vec<Span> {
    if cue::WAY.is_match(view.chars) {
        return Vec::new();
    }
    segments(view).iter().flat_map(|&(from, to)| atoms(view, from, to)).map(|(from, to)| document.span_of(view, from, to)).collect()
}

/// Items of the enumerations in a sentence that says they are acquired or used.
fn sentence(document: &Document<'_>, view: View<'_>, follow: &Cues, listed: bool, found: &mut Vec<Span>) {
    if cue::ELSEWHERE.is_match(view.chars) || cue::LEAD.is_match(view.chars) || (!listed && cue::IDENTITY_CHECK.is_match(view.chars)) {
        return;
    }
    let segments = segments(view);
    let parts: Vec<Vec<(usize, usize)>> = segments.iter().map(|&(from, to)| atoms(view, from, to)).collect();
    let mut i = 0;
    while i < parts.len() {
        if parts.get(i).is_none_or(Vec::is_empty) {
            i += 1;
            continue;
        }
        // A group: known items with at most two unknown words between.
        let mut end = i;
        for j in i + 1..parts.len() {
            if parts.get(j).is_some_and(|p| !p.is_empty()) {
                end = j;
            } else if j > end + 2 || segments.get(j).is_none_or(|s| s.1 - s.0 > 24) {
                break;
            }
        }
        // The enumeration ends where the object of the verb does: 「…に関する情報等を、来店時の受付票、申込書より収集」.
        let object = (i..=end).rev().take(12).find(|&j| {
            let rest = parts.get(j).and_then(|p| p.last()).map(|&(_, to)| without_brackets(view.slice(to, view.len()).chars));
            rest.is_some_and(|r| follow.is_match(&r) && !cue::FOLLOW_NOT.is_match(&r))
        });
        if let Some(object) = object
            && let Some(group) = parts.get(i..=object)
            && group.iter().map(Vec::len).sum::<usize>() >= if listed { 1 } else { 2 }
            && !channels_only(view, group)
        {
            for j in i..=object {
                match parts.get(j) {
                    Some(p) if !p.is_empty() => found.extend(p.iter().map(|&(from, to)| document.span_of(view, from, to))),
                    _ => found.extend(
                        segments.get(j).filter(|s| plausible(view.slice(s.0, s.1).chars)).map(|s| document.span_of(view, s.0, s.1)),
                    ),
                }
            }
        }
        i = end + 1;
    }
}

/// The words without what stands in brackets.
fn without_brackets(chars: &[char]) -> Vec<char> {
    let mut depth = 0usize;
    chars
        .iter()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .copied()
        .collect()
}

fn channels_only(view: View<'_>, parts: &[Vec<(usize, usize)>]) -> bool {
    parts.iter().flatten().all(|&(from, to)| cue::CHANNEL.is_match(view.slice(from, to).chars))
}

fn plausible(chars: &[char]) -> bool {
    (2..=24).contains(&chars.len()) && !cue::ITEM_NOT.is_match(chars)
}

fn starts_with(chars: &[char], word: &str) -> bool {
    word.chars().eq(chars.iter().take(word.chars().count()).copied())
}

fn plausible_entry(chars: &[char]) -> bool {
    chars.len() > 1 && !cue::ITEM_NOT.is_match(chars) && !cue::LINE_NOT.is_match(chars)
}

/// Parts of an enumeration at 、 ， / and ; outside brackets.
fn segments(view: View<'_>) -> Vec<(usize, usize)> {
    let (mut out, mut from, mut depth) = (Vec::new(), 0, 0usize);
    for (i, c) in view.chars.iter().enumerate() {
        match c {
            '(' | '「' | '[' => depth += 1,
            ')' | '」' | ']' => depth = depth.saturating_sub(1),
            '、' | ',' | '/' | ';' | '。' if depth == 0 => {
                out.push((from, i));
                from = i + 1;
            }
            _ => {}
        }
    }
    out.push((from, view.len()));
    out.retain(|s| s.1 > s.0);
    out
}

/// The items in one part: those inside its bracket, those joined by 及び, や, ・, or itself; none where it names no item.
fn atoms(view: View<'_>, from: usize, to: usize) -> Vec<(usize, usize)> {
    let part = view.slice(from, to).chars;
    if let Some(open) = part.iter().position(|c| *c == '(')
        && let Some(close) = part.iter().rposition(|c| *c == ')')
        && close > open + 1
    {
        let inner = view.slice(from + open + 1, from + close);
        let inside: Vec<(usize, usize)> =
            segments(inner).iter().flat_map(|s| split(inner, s.0, s.1)).map(|s| (s.0 + from + open + 1, s.1 + from + open + 1)).collect();
        if inside.len() >= 2 {
            return inside;
        }
        // A remark in brackets does not belong to the item.
        let head = if open > 1 { split(view, from, from + open) } else { Vec::new() };
        if !head.is_empty() || close + 1 >= part.len() {
            return head;
        }
    }
    split(view, from, to)
}

/// At the joints of one part where every piece names an item; else the part as a whole.
fn split(view: View<'_>, from: usize, to: usize) -> Vec<(usize, usize)> {
    let part = view.slice(from, to).chars;
    // No item is that long: hostile text must not cost its length squared.
    if part.len() > LONGEST * 4 {
        return Vec::new();
    }
    let skip = joint(part, 0).filter(|_| part.len() > 2).unwrap_or(0);
    let from = from + skip;
    let part = view.slice(from, to).chars;
    // 「査定・販売・買取その他車両に関する情報」 is one item: a dot divides only where all pieces are items.
    let dots = pieces(part, |i| matches!(part.get(i), Some('・' | '·')).then_some(1));
    let dotted = dots.len() > 1 && dots.iter().all(|&(a, b)| one(view, from + a, from + b).is_some());
    let outer = if dotted { dots } else { vec![(0, part.len())] };
    let mut out = Vec::new();
    for (a, b) in outer {
        let piece = view.slice(from + a, from + b).chars;
        let (mut start, mut cut) = (a, false);
        for (x, y) in joints(piece) {
            // 「や」 and 「と」 also occur inside words: a joint stands only where both sides name items.
            let sure = y - x > 1;
            if let Some(left) = one(view, from + start, from + a + x)
                && (sure || one(view, from + a + y, from + b).is_some())
            {
                out.push(left);
                start = a + y;
                cut = sure;
            }
        }
        let last = one(view, from + start, from + b);
        // 「急ブレーキの回数及び走行時間」: what stands beside an item is one.
        let beside = cut && last.is_none() && b - start <= 12 && plausible(view.slice(from + start, from + b).chars);
        out.extend(last.or(beside.then_some((from + start, from + b))));
    }
    out
}

/// Length of a conjunction of two nouns at `i`.
fn joint(part: &[char], i: usize) -> Option<usize> {
    match part.get(i..).unwrap_or_default() {
        ['若', 'し', 'く', 'は', ..] => Some(4),
        ['及', 'び', ..] | ['又', 'は', ..] => Some(2),
        ['や' | 'と', ..] if i > 0 => Some(1),
        _ => None,
    }
}

fn joints(part: &[char]) -> Vec<(usize, usize)> {
    (0..part.len()).filter_map(|i| joint(part, i).map(|len| (i, i + len))).collect()
}

fn pieces(part: &[char], cut: impl Fn(usize) -> Option<usize>) -> Vec<(usize, usize)> {
    let (mut out, mut from) = (Vec::new(), 0);
    for i in 0..part.len() {
        if let Some(len) = cut(i) {
            out.push((from, i));
            from = i + len;
        }
    }
    out.push((from, part.len()));
    out
}

/// The item in a run of words: without what leads to it and what follows it.
fn one(view: View<'_>, from: usize, to: usize) -> Option<(usize, usize)> {
    let part = view.slice(from, to).chars;
    let lists: [&Cues; 8] = [
        &words::IDENTITY,
        &words::CONTACT,
        &words::VEHICLE,
        &words::FINANCE,
        &words::EMPLOYMENT,
        &words::WEB,
        &words::SENSITIVE,
        &words::OTHER,
    ];
    let before = cue::BEFORE.find_all(part);
    let mut at = 0;
    // At most three tries: a word of the vocabulary may turn out to be a verb's (「査定を希望する車の車種」).
    for _ in 0..3 {
        let found = lists.iter().filter_map(|cues| cues.find(part, at)).min_by_key(|m| (m.from, std::cmp::Reverse(m.to)))?;
        // 「お問い合わせの際にお寄せいただいたメールアドレス」: what leads to the item may itself hold a word of the vocabulary.
        let last = before.iter().rev().find_map(|m| {
            let later = lists.iter().filter_map(|cues| cues.find(part, m.to)).map(|v| v.to).min();
            (m.to > found.from).then_some(later).flatten().map(|to| (m.to, to))
        });
        let near = before.iter().filter(|m| m.to <= found.from).map(|m| m.to).max().unwrap_or(0);
        let mut end = found.to;
        for (start, known) in last.into_iter().chain([(near, found.to)]) {
            end = cue::AFTER.find(part, known).map_or(part.len(), |m| m.from);
            let item = view.slice(from + start, from + end).chars;
            if item.len() <= LONGEST && item.len() > 1 && !cue::ITEM_NOT.is_match(item) {
                return Some((from + start, from + end));
            }
        }
        at = end.max(found.to).max(at + 1);
    }
    None
}

fn sentence_end(chars: &[char]) -> bool {
    let end: String = chars.iter().rev().take(2).rev().collect();
    ["ます", "せん", "です", "した"].contains(&end.as_str()) || structure::FULL_SENTENCE.is_match(chars)
}
