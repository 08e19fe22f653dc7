//! Facts: data items that the operator says it acquires or uses, atomic.
//!
//! Two places tell them: lists (below a heading or a sentence that announces what is collected, and tables), and
//! enumerations in sentences whose verb is one of acquiring. A definition of 個人情報 is neither.

mod parts;

use self::parts::{LONGEST, atoms, plausible, segments, segments_of_line, without_etc};
use super::{Summary, without_brackets};
use crate::catalogue::{
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
    "officer",
    "operator",
    "accredited",
];
/// The same, where not even an enumeration of a person's data in a sentence is of one's own.
const OTHERS: &[&str] = &[
    "joint-use",
    "third-party",
    "rights",
    "procedure",
    "fee",
    "external",
    "cookies",
    "sensitive",
    "anonymized",
    "pseudonymized",
    "foreign",
    "definition",
    "accredited",
    "minors",
];

/// Where a sentence stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Below a heading or an announcement of items.
    Listed,
    /// It states a purpose.
    Purpose,
    /// Under a chapter on something else that is still one's own.
    Elsewhere,
    Text,
}

/// Fills `items`.
pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let taken: Vec<Span> = summary.purposes.iter().map(|p| p.quote).collect();
    let mut found: Vec<Span> = Vec::new();
    let (mut announced, mut column) = (false, None);
    let mut joint = None;
    let leads: Vec<usize> = document.blocks.iter().filter_map(|b| b.lead).collect();
    for (i, b) in document.blocks.iter().enumerate() {
        if b.kind == BlockKind::Heading {
            // 「・【連絡先情報】」 in an announced list is a label of its entries.
            // So is 「2. お食事に関するもの」.
            announced &= b.marker.is_some_and(|m| !m.family.counts() || cue::GROUP.is_match(b.folded.view().chars));
            column = None;
            joint = joint_use(document, i, b, joint);
            let view = b.folded.view();
            if let Some(m) = cue::LABEL_INLINE.find(view.chars, 0).filter(|m| joint.is_none() && m.to + 2 < view.len()) {
                found.extend(list(document, view.slice(m.to, view.len()), false));
            }
            continue;
        }
        let view = b.folded.view();
        let form = || {
            cue::COLLECTS.is_match(view.chars) && document.section_of(i).is_some_and(|s| topic("contact").is_some_and(|t| s.topics == [t]))
        };
        if joint.is_some() {
            continue;
        }
        if elsewhere(document, i) && !announced && !cue::OWN_LABEL.is_match(view.chars) && !form() {
            // Under a chapter on the desk or on security a sentence may still tell what is collected.
            if b.kind != BlockKind::Row && !of_others(document, i) {
                for s in document.sentences_of(i).iter().filter(|s| sentence_end(document.view(s).chars)) {
                    sentence(document, document.view(s), &cue::FOLLOW_NEVER, Place::Elsewhere, &mut found);
                }
            }
            continue;
        }
        if b.kind == BlockKind::Row {
            row(document, b, &mut column, &mut found);
            continue;
        }
        let purpose = taken.iter().any(|t| t.overlaps(b.span));
        // 「利用する項目」 on a line of its own.
        let below = || document.blocks.get(i + 1).is_some_and(|n| list(document, n.folded.view(), false).len() > 1);
        let label = view.len() <= 24 && cue::LABEL.is_match(view.chars) && !cue::LABEL_NOT.is_match(view.chars) && below();
        let leads_list = leads_items(view.chars) || label;
        let line = !document.sentences_of(i).iter().any(|s| sentence_end(document.view(s).chars));
        let listed = announced || listed(document, i);
        if let Some(m) = cue::LABEL_INLINE.find(view.chars, 0).filter(|m| line && m.to + 2 < view.len()) {
            found.extend(list(document, view.slice(m.to, view.len()), true));
        } else if line && listed && !purpose && !leads_list {
            // 「・基本情報」 with a list of its own names the list.
            let group = leads.binary_search(&i).is_ok() && segments(view).len() < 2 && !view.chars.contains(&'(');
            if !group {
                found.extend(list(document, view, announced || only_items(document, i, b)));
            }
        } else if !line {
            for s in document.sentences_of(i) {
                // What stands before the purpose in its sentence may be the data.
                let purpose = taken.iter().any(|t| t.overlaps(s.span) && t.start <= s.span.start + 6);
                let place = match (purpose, listed) {
                    (true, _) => Place::Purpose,
                    (_, true) => Place::Listed,
                    _ => Place::Text,
                };
                sentence(document, document.view(s), if purpose { &cue::FOLLOW_USE } else { &cue::FOLLOW }, place, &mut found);
            }
        }
        if purpose {
            found.extend(bracketed(document, view));
        }
        // A list without markers goes on while its lines are no sentences.
        announced = leads_list || (announced && line);
    }
    found.sort();
    let mut last = 0;
    // What is named again in another sentence is the same item.
    let mut named = std::collections::BTreeSet::new();
    for span in found {
        if span.start >= last && !span.is_empty() {
            last = span.end;
            let words = crate::text::Folded::new(document.source, &[(span.start, span.end)]).view().text();
            if named.insert(words.trim_start_matches(['お', 'ご']).to_owned()) {
                summary.items.push(span);
            }
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
    let held = section.heading.and_then(|h| document.blocks.get(h)).is_some_and(|h| cue::HELD.is_match(h.folded.view().chars));
    if held {
        return false;
    }
    // 「ご提出いただくもの」 for a request.
    let never = own("rights") || own("procedure") || ["joint-use", "anonymized", "pseudonymized"].iter().any(|t| own(t) || inherited(t));
    let given = inherited("third-party") && !inherited("items");
    // 「お問い合わせされた方の個人情報」 below the purposes is no chapter on contacts.
    let group = |t: &str| t == "contact" && inherited("purposes");
    if ELSEWHERE.iter().any(|t| own(t) && !group(t)) && !own("items") || never || given {
        return true;
    }
    !own("items") && !own("collection") && !own("purposes") && ["rights", "procedure", "external"].iter().any(|t| inherited(t))
}

/// Under a chapter on provision, requests and the like.
fn of_others(document: &Document<'_>, block: usize) -> bool {
    let topics: Vec<usize> = OTHERS.iter().filter_map(|id| topic(id)).collect();
    document.under(block, &topics)
}

/// Does the block stand in a list of items: by its heading or by the block that leads it?
fn listed(document: &Document<'_>, block: usize) -> bool {
    let heading = document.section_of(block).and_then(|s| s.heading).and_then(|h| document.blocks.get(h)).map(|h| h.folded.view().chars);
    let titled = heading.is_some_and(|h| {
        if cue::HELD.is_match(h) {
            return true;
        }
        let items = topic("items").is_some_and(|t| document.under(block, &[t]));
        let collection = topic("collection").is_some_and(|t| document.section_of(block).is_some_and(|s| s.topics.contains(&t)));
        (items || collection || cue::LABEL.is_match(h)) && !cue::LABEL_NOT.is_match(h)
    });
    let mut lead = document.blocks.get(block).and_then(|b| b.lead);
    for _ in 0..4 {
        let Some(l) = lead.and_then(|l| document.blocks.get(l)) else { break };
        let chars = l.folded.view().chars;
        if cue::CASES.is_match(chars) && !leads_items(chars) {
            return false;
        }
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

/// Do only items stand here, known to the vocabulary or not: 「面談の記録」 in an announced list or below a heading on items?
fn only_items(document: &Document<'_>, i: usize, b: &Block) -> bool {
    let lead = b.lead.and_then(|l| document.blocks.get(l)).filter(|l| l.kind != BlockKind::Heading).map(|l| l.folded.view().chars);
    if let Some(c) = lead.filter(|c| c.len() > 30 || cue::ANNOUNCE.is_match(c)) {
        return leads_items(c) && cue::ANNOUNCE.is_match(c);
    }
    let section = document.section_of(i);
    let heading = section.and_then(|s| s.heading).and_then(|h| document.blocks.get(h)).map(|h| h.folded.view().chars);
    if heading.is_some_and(|h| h.ends_with(&['項', '目']) && cue::LABEL.is_match(h) && !cue::LABEL_NOT.is_match(h)) {
        return true;
    }
    let own = |id: &str| section.is_some_and(|s| topic(id).is_some_and(|t| s.topics.contains(&t)));
    own("items") && !own("purposes") && !own("cookies") && !own("definition")
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
        found.extend(list(document, *cell, true));
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

/// Items of a line that is nothing but a list. `sure`: words that the vocabulary does not know are items, too.
fn list(document: &Document<'_>, view: View<'_>, sure: bool) -> Vec<Span> {
    if cue::WAY.is_match(view.chars) {
        return Vec::new();
    }
    // 「その他、必要な情報」 is one item.
    let cuts = if starts_with(view.chars, "その他") && view.len() <= LONGEST {
        vec![(0, view.len())]
    } else {
        segments_of_line(document, view)
    };
    let alone = cuts.len() == 1;
    let mut out = Vec::new();
    let mut known = 0;
    for &cut in &cuts {
        let (mut from, to) = without_label(view, cut.0, cut.1);
        let mut items = atoms(view, from, to, sure);
        // 「お問い合わせ内容：サポート利用時の記録」: the label is the item, what follows explains it.
        if items.is_empty() && from > cut.0 {
            items = atoms(view, cut.0, from - 1, sure);
            from = cut.0;
        }
        let words = view.slice(from, to).chars;
        known += items.len();
        if items.is_empty() && sure {
            let whole = alone && words.len() <= LONGEST && plausible_entry(words);
            out.extend(if whole { Some(without_etc(view, (from, to))) } else { unknown(view, (from, to)) });
        }
        out.extend(items);
    }
    // 「事故、違反、延滞等に関する情報」 is one item.
    if known * 3 <= cuts.len() && !alone && view.len() <= LONGEST && cue::ABOUT.is_match(view.chars) {
        out = vec![(0, view.len())];
    }
    out.into_iter().map(|(from, to)| document.span_of(view, from, to)).collect()
}

/// 「会員登録時：氏名」 without what stands before the colon.
fn without_label(view: View<'_>, from: usize, to: usize) -> (usize, usize) {
    let colon = view.slice(from, to).chars.iter().take(24).position(|c| *c == ':').filter(|at| from + at + 1 < to);
    (colon.map_or(from, |at| from + at + 1), to)
}

/// A purpose that lists its data in brackets: 「服薬の確認（副作用歴、アレルギー、体質など）」.
fn bracketed(document: &Document<'_>, view: View<'_>) -> Vec<Span> {
    let Some(open) = view.chars.iter().position(|c| *c == '(') else { return Vec::new() };
    let Some(close) = view.chars.iter().skip(open).position(|c| *c == ')').map(|n| n + open) else { return Vec::new() };
    let inner = view.slice(open + 1, close);
    let cuts = segments(inner);
    let known: Vec<Vec<(usize, usize)>> = cuts.iter().map(|&(from, to)| atoms(inner, from, to, false)).collect();
    let personal = known.iter().flatten().filter(|&&(from, to)| cue::PERSONAL.is_match(inner.slice(from, to).chars)).count();
    if cuts.len() < 3 || personal < 2 || known.iter().filter(|k| !k.is_empty()).count() * 2 < cuts.len() {
        return Vec::new();
    }
    list(document, inner, true)
}

/// Items of the enumerations in a sentence that says they are acquired or used.
fn sentence(document: &Document<'_>, view: View<'_>, follow: &Cues, place: Place, found: &mut Vec<Span>) {
    let listed = place == Place::Listed;
    // Three items have two marks between them, two have one.
    let marks = view.chars.iter().filter(|c| "、,/・;及びやと".contains(**c)).count();
    if marks < if place == Place::Elsewhere { 2 } else { usize::from(!listed) } {
        return;
    }
    let other = cue::ELSEWHERE.is_match(view.chars) && !cue::COLLECTED_MEANS.is_match(view.chars);
    if other || leads_items(view.chars) || (!listed && cue::IDENTITY_CHECK.is_match(view.chars)) {
        return;
    }
    let segments = segments(view);
    let parts: Vec<Vec<(usize, usize)>> = segments.iter().map(|&(from, to)| atoms(view, from, to, false)).collect();
    let mut i = 0;
    while i < parts.len() {
        if parts.get(i).is_none_or(Vec::is_empty) {
            i += 1;
            continue;
        }
        // A group: known items with at most two unknown words between or behind.
        let (mut last, mut end) = (i, i);
        for j in i + 1..parts.len() {
            if parts.get(j).is_some_and(|p| !p.is_empty()) {
                (last, end) = (j, j);
            } else if j > last + 2 || segments.get(j).is_none_or(|s| s.1 - s.0 > 24) {
                break;
            } else if segments.get(j).is_some_and(|s| unknown(view, *s).is_some()) {
                end = j;
            }
        }
        let items = |j: usize| {
            let known = parts.get(j).filter(|p| !p.is_empty());
            known.cloned().unwrap_or_else(|| segments.get(j).and_then(|s| unknown(view, *s)).into_iter().collect())
        };
        // The enumeration ends where the object of the verb does: 「…に関する情報等を、来店時の受付票、申込書より収集」.
        let rest = |j: usize| items(j).last().map(|&(_, to)| without_brackets(view.slice(to, view.len()).chars));
        let follows = |j: usize, verb: &Cues| rest(j).is_some_and(|r| verb.is_match(&r) && !cue::FOLLOW_NOT.is_match(&r));
        if let Some(object) = (i..=end).rev().take(12).find(|&j| follows(j, follow))
            && let way = (i..object).rev().find(|&j| segments.get(j).is_some_and(|s| cue::WAY_END.is_match(view.slice(s.0, s.1).chars)))
            && let first = way.map_or(i, |j| j + 1)
            && let Some(group) = parts.get(first..=object)
            && let count = group.iter().map(Vec::len).sum::<usize>()
            && (count >= 2 || (listed && follows(object, &cue::ACQUIRE)))
            && !channels_only(view, group)
        {
            found.extend((first..=object).flat_map(items).map(|(from, to)| document.span_of(view, from, to)));
        } else if place != Place::Purpose
            && let Some(first) = first_of_a_person(view, &segments, &parts, i..last + 1)
            && (cue::COLLECTED_MEANS.is_match(view.chars) || !cue::DEFAULT_NOT.is_match(view.chars))
        {
            // Whatever the verb: an enumeration of a person's data is what is collected.
            let tail = segments.get(last + 1).and_then(|s| cue::TAIL.find(view.slice(s.0, s.1).chars, 0).map(|m| (s.0, s.0 + m.group.1)));
            found.extend((first..=last).flat_map(items).chain(tail).map(|(from, to)| document.span_of(view, from, to)));
        }
        i = last.max(i) + 1;
    }
}

/// Where an enumeration of a person's data begins, if there is one: three or more items, two of which tell who somebody
/// is or how to reach them. Before these only bare items count, not what leads to them.
fn first_of_a_person(
    view: View<'_>,
    segments: &[(usize, usize)],
    parts: &[Vec<(usize, usize)>],
    group: std::ops::Range<usize>,
) -> Option<usize> {
    let core = |p: &Vec<(usize, usize)>| p.iter().filter(|&&(from, to)| cue::CORE.is_match(view.slice(from, to).chars)).count();
    let all = parts.get(group.clone())?;
    let mut first = group.start + all.iter().position(|p| core(p) > 0)?;
    let bare = |j: &usize| {
        let part = parts.get(*j).and_then(|p| p.first().zip(p.last()));
        part.zip(segments.get(*j)).is_some_and(|((a, z), s)| a.0 == s.0 && z.1 == s.1)
    };
    while let Some(j) = first.checked_sub(1).filter(|j| *j >= group.start && bare(j)) {
        first = j;
    }
    let own = parts.get(first..group.end)?;
    (own.iter().map(Vec::len).sum::<usize>() >= 3 && own.iter().map(core).sum::<usize>() >= 2).then_some(first)
}

/// A word of an enumeration that the vocabulary does not know.
fn unknown(view: View<'_>, (from, to): (usize, usize)) -> Option<(usize, usize)> {
    let words = view.slice(from, to).chars;
    let end = cue::AFTER.find(words, 1.min(words.len())).map_or(words.len(), |m| m.group.0);
    let end = words.iter().take(end).position(|c| *c == '(').filter(|at| *at > 1).unwrap_or(end);
    let item = view.slice(from, from + end).chars;
    let about = cue::ABOUT.find(item, 0).map_or(item.len(), |m| m.from);
    let particle = item.iter().take(about).any(|c| "をはがにでへ".contains(*c));
    let ending = item.last().is_some_and(|c| "のなたるいくとて".contains(*c));
    (plausible(item) && !particle && !ending && !cue::SOMEBODY.is_match(item) && !cue::LINE_NOT.is_match(item))
        .then_some((from, from + end))
}

fn channels_only(view: View<'_>, parts: &[Vec<(usize, usize)>]) -> bool {
    parts.iter().flatten().all(|&(from, to)| cue::CHANNEL.is_match(view.slice(from, to).chars))
}

fn starts_with(chars: &[char], word: &str) -> bool {
    word.chars().eq(chars.iter().take(word.chars().count()).copied())
}

fn plausible_entry(chars: &[char]) -> bool {
    chars.len() > 1 && !cue::ITEM_NOT.is_match(chars) && !cue::LINE_NOT.is_match(chars)
}

fn sentence_end(chars: &[char]) -> bool {
    let end: String = chars.iter().rev().take(2).rev().collect();
    ["ます", "せん", "です", "した", "さい"].contains(&end.as_str()) || structure::FULL_SENTENCE.is_match(chars)
}
