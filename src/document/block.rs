//! Blocks: what each logical line is — heading, paragraph, list item, table row — and which list it belongs to.

use super::line::Line;
use super::marker::{Family, Marker};
use crate::catalogue::{TOPICS, cues::structure as cue};
use crate::text::sentence::sentences;
use crate::text::{Folded, Span, View};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Heading,
    Text,
    /// An entry of a list, with or without a marker.
    Item,
    /// A table row flattened by copying: cells with tabs between.
    Row,
}

/// One block of the text.
#[derive(Debug)]
pub struct Block {
    pub kind: BlockKind,
    /// Source bytes, marker left out.
    pub span: Span,
    pub marker: Option<Marker>,
    /// Nesting of an item: 0 for a list in running text. 0 for everything else.
    pub depth: usize,
    /// For items: the block that introduces the list (a paragraph, a heading, or the parent item).
    pub lead: Option<usize>,
    /// Blank lines stand before it.
    pub gap: bool,
    pub folded: Folded,
    /// Index of its section.
    pub section: usize,
    /// Indices `from..to` of its sentences.
    pub sentences: (usize, usize),
}

/// Longest heading, in folded characters.
const HEADING: usize = 45;
/// Shortest sentence that stands alone below one.
const SENTENCE: usize = 12;

/// Classifies the lines.
pub fn blocks(source: &str, lines: &[Line]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(lines.len());
    for line in lines {
        split(source, line, &mut out);
    }
    headings(&mut out);
    unmarked_lists(&mut out);
    leads(&mut out);
    out
}

fn new(source: &str, pieces: &[Span], marker: Option<Marker>, gap: bool) -> Option<Block> {
    let ranges: Vec<(usize, usize)> = pieces.iter().map(|p| (p.start, p.end)).collect();
    let folded = Folded::new(source, &ranges);
    let span = pieces.first()?.to(*pieces.last()?);
    let row = pieces.iter().any(|p| p.of(source).contains('\t'));
    let kind = if row {
        BlockKind::Row
    } else if marker.is_some() {
        BlockKind::Item
    } else {
        BlockKind::Text
    };
    Some(Block { kind, span, marker, depth: 0, lead: None, gap, folded, section: 0, sentences: (0, 0) })
}

/// A line is one block, but 「第6条（開示） 当社は…」 and 「【利用目的】当社は…」 are a heading and a paragraph.
fn split(source: &str, line: &Line, out: &mut Vec<Block>) {
    let Some(&first) = line.pieces.first() else { return };
    let words = first.of(source);
    let article = line.marker.is_some_and(|m| m.family == Family::Article);
    let pairs = [('（', '）'), ('(', ')'), ('【', '】'), ('〔', '〕'), ('［', '］'), ('≪', '≫'), ('《', '》'), ('〈', '〉'), ('＜', '＞')];
    let bracket = pairs.iter().enumerate().find(|(i, p)| words.starts_with(p.0) && (article || *i > 1));
    if let Some((_, &(open, close))) = bracket
        && let Some(end) = words.find(close)
        && words.get(..end).is_some_and(|w| w.chars().count() <= HEADING)
    {
        let inner = Span::new(first.start + open.len_utf8(), first.start + end);
        let rest = Span::new(first.start + end + close.len_utf8(), first.end).trim(source);
        let label = inner.of(source);
        let heading = article || !label.chars().all(|c| c.is_ascii_digit());
        if heading && !inner.is_empty() {
            if let Some(mut b) = new(source, &[inner], line.marker, line.gap) {
                b.kind = BlockKind::Heading;
                out.push(b);
            }
            let mut pieces = vec![rest];
            pieces.extend(line.pieces.iter().skip(1));
            pieces.retain(|p| !p.is_empty());
            if !pieces.is_empty() {
                out.extend(new(source, &pieces, None, false));
            }
            return;
        }
    }
    if let Some((label, rest)) = titled_row(source, line).or_else(|| titled_line(source, line)) {
        for (piece, marker, gap) in [(label, line.marker, line.gap), (rest, None, false)] {
            out.extend(new(source, &[piece], marker, gap));
        }
        if let Some(b) = out.len().checked_sub(2).and_then(|i| out.get_mut(i)) {
            b.kind = BlockKind::Heading;
        }
        return;
    }
    let pieces: Vec<Span> = line.pieces.iter().map(|p| p.trim(source)).filter(|p| !p.is_empty()).collect();
    if let Some(mut b) = new(source, &pieces, line.marker, line.gap) {
        if article && b.folded.len() <= HEADING && b.kind != BlockKind::Row && b.folded.view().chars.last() != Some(&'。') {
            b.kind = BlockKind::Heading;
        }
        out.push(b);
    }
}

/// 「3. 安全管理<tab>当社は、…します。」: a table whose first column holds the headings of the chapters in the second.
fn titled_row(source: &str, line: &Line) -> Option<(Span, Span)> {
    let &[piece] = line.pieces.as_slice() else { return None };
    let (label, rest) = piece.of(source).split_once('\t')?;
    let at = piece.start + label.len() + 1;
    let spans = (Span::new(piece.start, at - 1).trim(source), Span::new(at, piece.end).trim(source));
    let short = |s: Span| (2..=HEADING).contains(&s.of(source).trim().chars().count());
    let sentence = ["ます。", "せん。", "です。", "さい。"].iter().any(|e| rest.contains(e));
    let title = short(spans.0) && !label.contains('。') && sentence && !rest.contains('\t');
    let counted = line.marker.is_some_and(|m| m.family.counts());
    (title && (counted || topic(Folded::new(source, &[(spans.0.start, spans.0.end)]).view().chars))).then_some(spans)
}

/// 「3. 第三者提供：当社は、…しません。」: the title of the chapter and its text in one line.
fn titled_line(source: &str, line: &Line) -> Option<(Span, Span)> {
    let &[piece] = line.pieces.as_slice() else { return None };
    line.marker.filter(|m| m.family.counts())?;
    let words = piece.of(source);
    let (at, mark) = words.char_indices().find(|(_, c)| matches!(c, '：' | ':' | '。' | '、' | '「' | '（' | '('))?;
    if !matches!(mark, '：' | ':') {
        return None;
    }
    let (label, rest) = (words.get(..at)?, words.get(at + mark.len_utf8()..)?);
    let spans = (Span::new(piece.start, piece.start + at).trim(source), Span::new(piece.end - rest.len(), piece.end).trim(source));
    let short = (2..=24).contains(&label.trim().chars().count());
    let sentence = ["ます。", "せん。", "ください。", "下さい。"].iter().any(|e| rest.contains(e));
    (short && sentence && topic(Folded::new(source, &[(spans.0.start, spans.0.end)]).view().chars)).then_some(spans)
}

/// Decides which lines are headings: first those without a marker, because a numbered line that stands right before one of
/// them is an entry.
fn headings(blocks: &mut [Block]) {
    let runs = runs(blocks);
    // Where blank lines are the rule between blocks, a line without one continues what stands before it.
    let gaps = blocks.iter().filter(|b| b.gap).count();
    let spaced = gaps * 100 >= blocks.len() * 35;
    // Where one stands before every line, it says nothing.
    let uniform = gaps * 100 >= blocks.len() * 95;
    let in_cell = in_cell(blocks, uniform);
    let cell = |i: usize| in_cell.get(i) == Some(&true);
    let (mut after_lead, mut announced) = (false, false);
    for i in 0..blocks.len() {
        let Some(b) = blocks.get(i) else { continue };
        if matches!(b.kind, BlockKind::Heading | BlockKind::Row) {
            (after_lead, announced) = (false, false);
            continue;
        }
        let before = i.checked_sub(1).and_then(|j| blocks.get(j));
        let continues = spaced && !b.gap && before.is_some_and(|x| x.kind != BlockKind::Heading);
        let heading =
            b.marker.is_none() && !continues && !(spaced && cell(i)) && unmarked_heading(before, b, blocks.get(i + 1), after_lead, uniform);
        let announces = !heading && announces(b);
        // The first entry may stand behind a blank line.
        let goes_on = !b.gap || announced || uniform && entry(b);
        after_lead = !heading && (announces || (after_lead && b.marker.is_none() && goes_on));
        announced = announces;
        if heading && let Some(b) = blocks.get_mut(i) {
            b.kind = BlockKind::Heading;
        }
    }
    for i in 0..blocks.len() {
        let (Some(b), in_run) = (blocks.get(i), runs.get(i).copied().unwrap_or(0)) else { continue };
        let Some(m) = b.marker.filter(|_| b.kind == BlockKind::Item) else { continue };
        let alone = in_run < 2 && m.family != Family::Note && !(cell(i) && matches!(m.family, Family::Bullet(_)));
        if ((alone && (marked_heading(b, blocks.get(i + 1), m) || category(b, blocks.get(i + 1), m))) || ends_run(blocks, i))
            && let Some(b) = blocks.get_mut(i)
        {
            b.kind = BlockKind::Heading;
        }
    }
    continued(blocks, &runs);
}

/// 「1. お伺いする場合」 above a paragraph, with 「2. 項目」 as the next heading: it is one of the same count, whatever its words.
fn continued(blocks: &mut [Block], runs: &[usize]) {
    let counted: Vec<(usize, Marker)> =
        blocks.iter().enumerate().filter_map(|(i, b)| b.marker.filter(|m| m.family.counts()).map(|m| (i, m))).collect();
    for at in 0..counted.len() {
        let Some(&(i, m)) = counted.get(at) else { continue };
        let heading = |j: Option<usize>, number: u32| {
            let near = j.and_then(|j| counted.get(j)).filter(|x| x.1.family == m.family && x.1.number == number);
            near.and_then(|x| blocks.get(x.0)).is_some_and(|b| b.kind == BlockKind::Heading)
        };
        let between = heading(at.checked_sub(1), m.number.saturating_sub(1)) || m.number == 1;
        let paragraph = blocks.get(i + 1).is_some_and(|n| n.kind == BlockKind::Text && n.folded.view().chars.contains(&'。'));
        let title = blocks.get(i).is_some_and(|b| {
            let words = bare(b).chars;
            b.kind == BlockKind::Item
                && (3..=HEADING).contains(&words.len())
                && !words.contains(&'。')
                && !cue::FULL_SENTENCE.is_match(words)
        });
        let promoted = title && paragraph && runs.get(i) == Some(&1) && between && heading(Some(at + 1), m.number + 1);
        if let Some(b) = blocks.get_mut(i).filter(|_| promoted) {
            b.kind = BlockKind::Heading;
        }
    }
}

/// Most lines of one cell.
const CELL: usize = 16;

/// Which lines go on in the last cell of a table's row: no blank line before them, and another row behind.
fn in_cell(blocks: &[Block], uniform: bool) -> Vec<bool> {
    let mut out = vec![false; blocks.len()];
    let mut row = None;
    for (i, b) in blocks.iter().enumerate() {
        let chapter = b.marker.is_some_and(|m| m.family.counts()) || cue::HEADING_END.is_match(bare(b).chars);
        if b.gap && (!uniform || chapter) {
            row = None;
        }
        if b.kind == BlockKind::Row {
            let lines = row.filter(|r| i - r <= CELL).and_then(|r| out.get_mut(r + 1..i));
            lines.unwrap_or_default().fill(true);
            row = Some(i);
        }
    }
    out
}

/// Some sentence of the block announces a list.
pub(super) fn announces(b: &Block) -> bool {
    let view = b.folded.view();
    sentences(view.chars).iter().any(|&(from, to)| {
        // The mark behind the sentence may be the colon that announces.
        let to = if view.chars.get(to) == Some(&'。') { to + 1 } else { to };
        cue::LEAD_IN.is_match(view.slice(from, to).chars)
    })
}

/// Length of the run of list entries each block stands in: same family, counting up, nothing but deeper entries between.
fn runs(blocks: &[Block]) -> Vec<usize> {
    let mut out = vec![0; blocks.len()];
    let mut i = 0;
    while i < blocks.len() {
        let Some(first) = blocks.get(i).and_then(|b| b.marker) else {
            i += 1;
            continue;
        };
        let (mut members, mut number, mut j) = (vec![i], first.number, i + 1);
        while let Some(m) = blocks.get(j).and_then(|b| b.marker) {
            if m.family != first.family || (first.family.counts() && m.number != number + 1) {
                break;
            }
            number = m.number;
            members.push(j);
            j += 1;
        }
        let len = members.len();
        for member in members {
            if let Some(x) = out.get_mut(member) {
                *x = len;
            }
        }
        i = j;
    }
    out
}

/// The words of a line without a closing bracket and a closing colon: 「共同利用する者の範囲（以下「共同利用会社」といいます。）」.
fn bare(b: &Block) -> View<'_> {
    let view = b.folded.view();
    let counted = b.marker.is_some_and(|m| m.family.counts());
    let closing = |c: &char| *c == ':' || counted && *c == '。';
    let view = if view.chars.last().is_some_and(closing) { view.slice(0, view.len() - 1) } else { view };
    match (view.chars.iter().position(|c| *c == '('), view.chars.last()) {
        (Some(open), Some(')')) if open > 3 => view.slice(0, open),
        // 「（組織的安全管理措置）」 is a heading in brackets; other lines in brackets are remarks.
        (Some(0), Some(')')) if topic(view.chars) => view.slice(1, view.len() - 1),
        _ => view,
    }
}

fn short(b: &Block) -> bool {
    let bare = bare(b).chars;
    !bare.is_empty()
        && bare.len() <= HEADING
        && !bare.contains(&'。')
        && !cue::NOT_HEADING.is_match(bare)
        && (b.marker.is_some() || !(cue::NOT_HEADING_UNMARKED.is_match(bare) || cue::LABEL_VALUE.is_match(bare)))
}

/// Both lines end alike: entries of one list, 「…に関する情報」 「…に関する情報」.
fn parallel(a: &Block, b: &Block) -> bool {
    let (a, b) = (bare(a).chars, bare(b).chars);
    matches!((a, b), ([.., x, y], [.., p, q]) if x == p && y == q)
}

/// The last entry of a run of long paragraphs is a heading when it reads like one and a paragraph follows:
/// 「(1)当社は、…共同して利用します。」 「(2)共同利用する項目」 「氏名、住所、…」
fn ends_run(blocks: &[Block], i: usize) -> bool {
    let (Some(b), Some(before), Some(next)) = (blocks.get(i), i.checked_sub(1).and_then(|j| blocks.get(j)), blocks.get(i + 1)) else {
        return false;
    };
    let family = |x: &Block| x.marker.map(|m| m.family);
    family(before) == family(b)
        && !short(before)
        && short(b)
        && topical(b)
        && next.folded.len() > 3
        && next.marker.is_none_or(|m| m.number == 1)
}

fn marked_heading(b: &Block, next: Option<&Block>, m: Marker) -> bool {
    let Some(next) = next else { return false };
    if !short(b) || (next.folded.len() < 2 && next.marker.is_none()) {
        return false;
    }
    // Right before the next chapter a numbered line is the only entry of its list.
    if next.kind == BlockKind::Heading && next.marker.is_none() && next.gap && m.family.counts() && m.family.rank() > 1 && !topical(b) {
        return false;
    }
    // A lone bullet is a heading only as a square or the like, or when its words are a heading's.
    let plain_bullet = matches!(m.family, Family::Bullet(c) if !"■□◆◇●○▼▲★◎".contains(c));
    if plain_bullet { topical(b) && next.marker.is_none() && next.folded.len() > 20 } else { true }
}

/// 「(1) 本人確認のため」, and behind a blank line 「ログイン管理」 「不正行為の防止」: the numbered line names what the lines below list.
fn category(b: &Block, next: Option<&Block>, m: Marker) -> bool {
    let plain = outside_brackets(b.folded.view().chars);
    m.family.counts()
        && plain.len() <= HEADING
        && !plain.contains(&'。')
        && next.is_some_and(|n| n.gap && n.marker.is_none() && n.folded.len() > 3 && entry(n) && entry_end(n))
}

fn topical(b: &Block) -> bool {
    // 「当社のサービスの提供（登録の手続を含みます。）」 is about no procedure.
    let chars = bare(b).chars;
    cue::HEADING_END.is_match(chars) || topic(chars)
}

fn topic(chars: &[char]) -> bool {
    TOPICS.iter().any(|t| t.heading.is_match(chars))
}

fn unmarked_heading(before: Option<&Block>, b: &Block, next: Option<&Block>, after_lead: bool, uniform: bool) -> bool {
    let words = b.folded.view().chars;
    let lists = cue::ENUMERATION.is_match(words) && !words.ends_with(&['つ', 'い', 'て']);
    if !short(b) || cue::DETAIL_LINE.is_match(words) || lists {
        return false;
    }
    let Some(next) = next else { return false };
    // 「（2）共同利用者の範囲」 「グループ各社」 「（3）利用目的」: all that stands between two numbered headings is content.
    if let (Some(a), Some(z)) = (before.and_then(|x| x.marker), next.marker)
        && a.family == z.family
        && a.number + 1 == z.number
    {
        return false;
    }
    // The chapter behind a list may begin without a blank line.
    let paragraph = next.folded.len() > HEADING && next.folded.view().chars.contains(&'。') && next.marker.is_none();
    if after_lead && (!b.gap || uniform) {
        let title = cue::HEADING_END.is_match(bare(b).chars) && before.is_some_and(entry);
        let most = if uniform { 16 } else { 8 };
        let label = words.len() <= most && topic(words) && !cue::ACTION_END.is_match(words) && !cue::ENTRY_END.is_match(words);
        // 「個人情報の利用目的」 above a sentence, or at least above no other of its kind.
        let chapter = topic(words) && cue::CHAPTER_TITLE.is_match(words) && !before.is_some_and(|x| parallel(x, b));
        let below = next.folded.view().chars;
        let sentence = next.marker.is_none() && below.len() > SENTENCE && cue::SENTENCE_END.is_match(below);
        let chapter = chapter && (sentence || uniform && !cue::CHAPTER_TITLE.is_match(below));
        return paragraph && (title || label) || sentence && title || chapter;
    }
    let content =
        next.marker.is_some() || next.kind == BlockKind::Row || next.folded.len() > HEADING || next.folded.view().chars.contains(&'。');
    if topical(b) {
        // Below an entry, two short lines are a list of its own unless the first is a label.
        let below_entry = before.is_some_and(|x| x.kind == BlockKind::Item && x.marker.is_some());
        let entry =
            parallel(b, next) || cue::ACTION_END.is_match(bare(b).chars) || (below_entry && !cue::LABEL_END.is_match(bare(b).chars));
        let titled = cue::HEADING_END.is_match(bare(b).chars);
        // 「共同利用について」 「項目：氏名、住所」: a label with its value is content.
        let value = cue::LABEL_VALUE.is_match(next.folded.view().chars);
        return content
            || value
            || next.gap && !uniform
            || (short(next) && !after_lead && b.gap && !entry && (titled || before.is_none_or(|x| x.kind != BlockKind::Heading)));
    }
    // Paragraphs are no entries: behind an announcement too, a line between blank lines is a heading above them.
    let paragraph = next.folded.len() > HEADING && next.folded.view().chars.contains(&'。');
    b.gap && next.gap && content && (!after_lead && !uniform || paragraph) && !cue::ENTRY_END.is_match(b.folded.view().chars)
}

/// Lines without markers that a paragraph such as 「次の場合を除き…」 announces become items, and so do lines right below a
/// heading that all end like entries.
fn unmarked_lists(blocks: &mut [Block]) {
    let mut i = 0;
    while i < blocks.len() {
        let Some(lead) = blocks.get(i) else { break };
        let announced = lead.kind != BlockKind::Heading && announces(lead);
        if lead.kind == BlockKind::Row || (!announced && lead.kind != BlockKind::Heading) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while let Some(b) = blocks.get(end) {
            // A gap inside the list ends it, unless every entry has one.
            let spaced = end > i + 2 && b.gap != blocks.get(i + 2).is_some_and(|x| x.gap);
            if !entry(b) || spaced || !announced && announces(b) {
                break;
            }
            end += 1;
        }
        // Below a heading most lines must end like entries, or the heading must announce things that are listed.
        let alone = if announced {
            end == i + 2 && !blocks.get(i + 1).is_some_and(entry_end)
        } else {
            let lines = blocks.get(i + 1..end).unwrap_or_default();
            let ends = lines.iter().filter(|b| entry_end(b)).count();
            let listed = lines.len() > 2 && cue::LISTING.is_match(bare(lead).chars) && lines.iter().all(|b| b.folded.len() <= HEADING);
            lines.len() < 2 || ends * 3 < lines.len() * 2 && !listed
        };
        if end > i + 1 && !alone {
            for b in blocks.iter_mut().take(end).skip(i + 1) {
                b.kind = BlockKind::Item;
            }
        }
        i = end.max(i + 1);
    }
}

/// A line without a marker that may be an entry of a list: no full sentence, no line of contact details.
fn entry(b: &Block) -> bool {
    let chars = b.folded.view().chars;
    // 「法令（条例を含みます。）に基づく場合」: what stands in brackets is no sentence of the line.
    let plain = outside_brackets(chars);
    b.kind == BlockKind::Text
        && b.marker.is_none()
        && chars.len() <= 220
        && (!cue::DETAIL_LINE.is_match(chars) || cue::BARE_FIELD.is_match(chars))
        && (!plain.contains(&'。') || cue::ENTRY_END.is_match(&plain))
        && !cue::FULL_SENTENCE.is_match(&plain)
}

fn entry_end(b: &Block) -> bool {
    let plain = outside_brackets(b.folded.view().chars);
    cue::ENTRY_END.is_match(&plain) || cue::BARE_FIELD.is_match(&plain)
}

/// The characters that do not stand in round brackets; all of them where a bracket stays open.
fn outside_brackets(chars: &[char]) -> Vec<char> {
    let mut depth = 0_usize;
    let out: Vec<char> = chars
        .iter()
        .filter(|c| match c {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .copied()
        .collect();
    if depth == 0 { out } else { chars.to_vec() }
}

/// Nesting of items and the block that introduces each list.
fn leads(blocks: &mut [Block]) {
    // Open lists: family of the markers, index of the lead, last entry.
    let mut open: Vec<(Option<Family>, Option<usize>, usize)> = Vec::new();
    let mut base: Option<usize> = None;
    for i in 0..blocks.len() {
        let Some((kind, marker)) = blocks.get(i).map(|b| (b.kind, b.marker)) else { continue };
        match kind {
            BlockKind::Item if marker.is_some_and(|m| m.family == Family::Note) => {
                if let Some(b) = blocks.get_mut(i) {
                    b.lead = open.last().map(|o| o.2).or(base);
                    b.depth = open.len();
                }
            }
            BlockKind::Item => {
                let family = marker.map(|m| m.family);
                match open.iter().rposition(|o| o.0 == family) {
                    Some(at) => open.truncate(at + 1),
                    None => {
                        let lead = open.last().map(|o| o.2).filter(|_| open.last().is_some_and(|o| deeper(o.0, family))).or_else(|| {
                            open.clear();
                            introduction(blocks, base)
                        });
                        open.push((family, lead, i));
                    }
                }
                let depth = open.len().saturating_sub(1);
                if let Some(o) = open.last_mut() {
                    o.2 = i;
                    let lead = o.1;
                    if let Some(b) = blocks.get_mut(i) {
                        b.lead = lead;
                        b.depth = depth;
                    }
                }
            }
            // A paragraph inside a list does not end it; a heading does.
            BlockKind::Heading => {
                open.clear();
                base = Some(i);
            }
            BlockKind::Text => {
                if blocks.get(i).is_some_and(announces) || open.is_empty() || blocks.get(i).is_some_and(|b| b.gap) {
                    open.clear();
                    base = Some(i);
                }
            }
            BlockKind::Row => {}
        }
    }
}

/// The paragraph that announces a list: usually the one before it, sometimes one further up, with remarks between.
fn introduction(blocks: &[Block], base: Option<usize>) -> Option<usize> {
    let at = base?;
    let above = (0..=at).rev().take(4).take_while(|&j| j == at || blocks.get(j + 1).is_none_or(|b| b.kind == BlockKind::Text));
    above.into_iter().find(|&j| blocks.get(j).is_some_and(|b| b.kind == BlockKind::Text && announces(b))).or(base)
}

fn deeper(outer: Option<Family>, inner: Option<Family>) -> bool {
    match (outer, inner) {
        (Some(a), Some(b)) => b.rank() >= a.rank(),
        (Some(_), None) => true,
        _ => inner.is_some(),
    }
}
