//! Cases that stand in lists, tables and chapters which a sentence of the clause announces.

use super::role::Role;
use super::{bare, cases, kind, like_case, push, push_case};
use crate::catalogue::cues::provision as cue;
use crate::document::{BlockKind, Document};
use crate::extract::facts::Exception;
use crate::text::{Folded, View};
use std::cell::RefCell;
use std::rc::Rc;

/// How many entries show for all that they are labels.
const SHOW: usize = 12;

/// The lists of a document. The last one is kept: the sentences of a paragraph ask for the same.
pub struct Lists<'d, 't> {
    document: &'d Document<'t>,
    last: RefCell<Option<(usize, Rc<[usize]>)>>,
}

impl<'d, 't> Lists<'d, 't> {
    pub fn new(document: &'d Document<'t>) -> Self {
        Self { document, last: RefCell::default() }
    }

    /// A list, or what stands for one, hangs on the block.
    pub fn hang_on(&self, block: usize) -> bool {
        !self.of(block).is_empty()
    }

    fn of(&self, block: usize) -> Rc<[usize]> {
        if let Some((_, entries)) = self.last.borrow().as_ref().filter(|(at, _)| *at == block) {
            return entries.clone();
        }
        let entries: Rc<[usize]> = entries_of(self.document, block).into();
        *self.last.borrow_mut() = Some((block, entries.clone()));
        entries
    }

    /// The cases in lists that a sentence of the clause announces.
    pub fn read(&self, roles: &[Role], topic: &[usize], out: &mut Vec<Exception>) {
        let document = self.document;
        for (index, block) in document.blocks.iter().enumerate() {
            let announcing = (block.sentences.0..block.sentences.1).find(|&i| announces(document, roles, i));
            let lead = if block.kind == BlockKind::Heading {
                document.under(index, topic) && cue::HEADING_OF_EXCEPTIONS.is_match(block.folded.view().chars)
            } else {
                announcing.is_some()
            };
            if announcing.is_some_and(|at| behind(document, at, block.sentences.1, out)) {
                continue;
            }
            if announcing.is_some_and(|at| above(document, at, index, out)) {
                continue;
            }
            let promise = (block.sentences.0..block.sentences.1).last().is_some_and(|i| roles.get(i) == Some(&Role::Principle));
            // To look for the list of every block would take the square of the text.
            if !lead && !promise {
                continue;
            }
            let entries = self.of(index);
            // A promise with cases right behind it, announced by 「※例外」 or by nothing at all.
            let first = entries.first().and_then(|&i| document.blocks.get(i)).map(|b| b.folded.view());
            let first = first.filter(|_| entries.len() > 1);
            let titled = promise && first.is_some_and(|v| v.len() <= 20 && cue::EXCEPTION_TITLE.is_match(v.chars));
            if !lead && !titled && !first.is_some_and(|v| like_case(v.chars)) {
                continue;
            }
            let entries = entries.get(usize::from(titled)..).unwrap_or_default();
            if entries.is_empty() {
                below(document, index, out);
            }
            entry_list(document, entries, out);
        }
    }
}

/// The list that hangs on a block: its own, what stands for one, or that of a heading 「提供先」 right behind it.
fn entries_of(document: &Document<'_>, block: usize) -> Vec<usize> {
    let own = document.items_of(block);
    let own = if own.is_empty() { following(document, block) } else { own };
    // 「提供先：…」「提供する項目：…」 tell of one provision, none is a case.
    let label = |i: &usize| document.blocks.get(*i).is_some_and(|b| labels(b.folded.view().chars));
    let case = |i: &usize| document.blocks.get(*i).is_some_and(|b| like_case(b.folded.view().chars));
    let (show, labelled) = (own.len().min(SHOW), own.iter().take(SHOW).filter(|i| label(i)).count());
    let told = labelled == show || labelled >= 2 && labelled * 2 >= show && !own.iter().any(case);
    let own = if told { Vec::new() } else { own };
    let next = document.blocks.get(block + 1).filter(|b| b.kind == BlockKind::Heading);
    match next {
        Some(b) if own.is_empty() && cue::RECIPIENT_HEADING.is_match(b.folded.view().chars) => document.items_of(block + 1),
        _ => own,
    }
}

/// Cases right above the sentence that closes their list: 「以上の場合を除き、提供しません」. False where there are none.
fn above(document: &Document<'_>, announcing: usize, index: usize, out: &mut Vec<Exception>) -> bool {
    if !document.sentences.get(announcing).is_some_and(|s| cue::CASES_ABOVE.is_match(document.view(s).chars)) {
        return false;
    }
    let case = |i: &usize| document.blocks.get(*i).is_some_and(|b| b.kind != BlockKind::Heading && like_case(b.folded.view().chars));
    let mut entries: Vec<usize> = (0..index).rev().take_while(case).collect();
    entries.reverse();
    entry_list(document, &entries, out);
    !entries.is_empty()
}

/// Cases as sentences of the paragraph that announces them: 「…提供しません。①法令に基づく場合②…」. False where there are none.
fn behind(document: &Document<'_>, announcing: usize, end: usize, out: &mut Vec<Exception>) -> bool {
    let before = out.len();
    for s in document.sentences.get(announcing + 1..end).unwrap_or_default() {
        let view = document.view(s);
        if !like_case(view.chars) {
            break;
        }
        cases(document, view, out);
    }
    out.len() > before
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
pub fn labels(chars: &[char]) -> bool {
    cue::CASE_LABEL.is_match(chars) || cue::CASE_LABEL_START.is_match(chars) && !like_case(chars)
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
                let case = like_case(view.chars)
                    || !labels(view.chars) && !matches!(kind::kind_of(view.chars), "other" | "vague" | "affiliate" | "deidentified");
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
    let entries = without_next_chapter(document, entries);
    // 「次の事項を公表し、届出をしたとき」 may be followed by those matters, at the same level.
    let mut matters = false;
    let mut under = false;
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
        // 「サービスの提供に必要な場合」 and the recipients below it, without marks of their own.
        under |= case && kind::kind_of(view.chars) == "vague" && cue::VAGUE_LEAD.is_match(view.chars);
        let recipient = under && !case && matches!(kind::kind_of(view.chars), "other" | "affiliate");
        under &= case && kind::kind_of(view.chars) == "vague" || recipient;
        if other || (matters && !case) || recipient || labels(view.chars) {
            continue;
        }
        matters = cue::POINTER.is_match(view.chars) && view.chars.windows(2).any(|w| w == ['事', '項']);
        if cue::CASE_MARKS.is_match(view.chars) || several(view) {
            let rest = cases(document, view, out);
            push_case(document, bare(view.slice(rest, view.len())), out);
        } else {
            push(document, view, out);
        }
    }
}

/// Without a last line that is no case like the others, but the title of the paragraph behind it: 「個人情報の取扱いの委託」.
fn without_next_chapter<'e>(document: &Document<'_>, entries: &'e [usize]) -> &'e [usize] {
    let Some((&last, rest)) = entries.split_last().filter(|(_, rest)| rest.len() > 1) else { return entries };
    let case = |i: usize| document.blocks.get(i).is_some_and(|b| like_case(b.folded.view().chars));
    let title = document.blocks.get(last).is_some_and(|b| b.marker.is_none() && kind::kind_of(b.folded.view().chars) == "entrustment");
    let paragraph = document.blocks.get(last + 1).is_some_and(|b| b.kind == BlockKind::Text && b.folded.view().chars.contains(&'。'));
    if title && paragraph && !case(last) && rest.iter().all(|&i| case(i)) { rest } else { entries }
}

/// 「法令に基づく場合、及び国の機関に協力する場合」: several lawful cases in one entry.
fn several(view: View<'_>) -> bool {
    let mut from = 0;
    let mut kinds = Vec::new();
    for end in cue::CASE_END.find_all(view.chars) {
        kinds.push(kind::kind_of(view.slice(from, end.group.1).chars));
        from = end.group.1;
    }
    let lawful =
        |k: &&str| matches!(*k, "law" | "life" | "public_health" | "public_body" | "academic" | "entrustment" | "succession" | "joint_use");
    from == view.len() && kinds.len() > 1 && kinds.iter().all(lawful) && kinds.windows(2).all(|w| w.first() != w.last())
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
    let known = cells.iter().filter(case).find(|f| kind::kind_of(f.view().chars) != "other");
    if let Some(cell) = known.or_else(|| cells.iter().find(case)) {
        push(document, cell.view(), out);
        if let Some(e) = out.last_mut() {
            // A condition may stand in another cell.
            e.lacks_qualifier &= kind::lacks_qualifier(e.kind, block.folded.view().chars);
        }
    }
}
