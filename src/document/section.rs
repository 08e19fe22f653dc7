//! Sections: the outline that the headings make, with the topics each is about.

use super::block::{Block, BlockKind, announces};
use super::marker::Family;
use crate::catalogue::TOPICS;
use crate::text::Span;

/// A heading with the blocks below it, up to the next heading. The text before the first heading is section 0, without one.
#[derive(Debug)]
pub struct Section {
    /// Block index of the heading.
    pub heading: Option<usize>,
    /// 1 for the outermost; 0 for the text before the first heading.
    pub level: usize,
    /// Topics of its own heading, indices of the catalogue.
    pub topics: Vec<usize>,
    /// Topics of the headings above.
    pub inherited: Vec<usize>,
    /// Block indices `from..to`, the heading included.
    pub blocks: (usize, usize),
    /// Source bytes, the heading included.
    pub span: Span,
}

/// Numbered headings that are looked at beyond the one in question.
const LOOK_AHEAD: usize = 200;

/// An open heading while the outline is read.
struct Open {
    family: Option<Family>,
    number: u32,
    section: usize,
}

/// Makes the outline and tells every block its section.
pub fn sections(blocks: &mut [Block]) -> Vec<Section> {
    let mut outline = Outline::new(blocks);
    let kinds: Vec<BlockKind> = blocks.iter().map(|b| b.kind).collect();
    let item = |i: Option<usize>| i.and_then(|i| kinds.get(i)) == Some(&BlockKind::Item);
    for (i, block) in blocks.iter_mut().enumerate() {
        if block.kind == BlockKind::Heading {
            outline.open(i, block, item(i.checked_sub(1)) && item(i.checked_add(1)));
        }
        outline.add(i, block);
    }
    outline.sections
}

/// The outline as far as it has been read.
struct Outline {
    sections: Vec<Section>,
    stack: Vec<Open>,
    /// Last number of each family that stood in the outermost place.
    outer: Vec<(Family, u32)>,
    /// The numbered headings of the whole text: block, family, number.
    counts: Vec<(usize, Family, u32)>,
    /// Topic of the paragraph right above.
    above: Option<usize>,
    /// Topic of a paragraph that announced numbered headings, while their count goes on.
    announced: Option<(Family, u32, usize)>,
}

impl Outline {
    fn new(blocks: &[Block]) -> Self {
        let numbered = |b: &Block| b.marker.filter(|m| b.kind == BlockKind::Heading && m.family.counts()).map(|m| (m.family, m.number));
        Outline {
            sections: vec![Section {
                heading: None,
                level: 0,
                topics: Vec::new(),
                inherited: Vec::new(),
                blocks: (0, 0),
                span: Span::default(),
            }],
            stack: Vec::new(),
            outer: Vec::new(),
            counts: blocks.iter().enumerate().filter_map(|(i, b)| numbered(b).map(|(f, n)| (i, f, n))).collect(),
            above: None,
            announced: None,
        }
    }

    /// Begins the section of a heading. `between_items`: list items stand right above and below it.
    fn open(&mut self, i: usize, block: &Block, between_items: bool) {
        let (family, number) = block.marker.map_or((None, 0), |m| (Some(m.family), m.number));
        self.close_for(i, family, number);
        let topics = topics(block.folded.view().chars);
        let inherited = self.inherited(family, number, between_items && topics.is_empty());
        self.stack.push(Open { family, number, section: self.sections.len() });
        self.sections.push(Section { heading: Some(i), level: self.stack.len(), topics, inherited, blocks: (i, i), span: block.span });
    }

    /// Puts the block into the last section.
    fn add(&mut self, i: usize, block: &mut Block) {
        // A short sentence with one subject, 「以下の目的で利用します」; a preamble names them all.
        let short = block.kind == BlockKind::Text && block.folded.len() <= 60 && announces(block);
        self.above = if short { topics(block.folded.view().chars) } else { Vec::new() }.try_into().ok().map(|[topic]: [usize; 1]| topic);
        block.section = self.sections.len() - 1;
        if let Some(s) = self.sections.last_mut() {
            if s.blocks.1 == 0 && s.heading.is_none() {
                s.blocks.0 = i;
                s.span = block.span;
            }
            s.blocks.1 = i + 1;
            s.span = s.span.to(block.span);
        }
    }

    /// Closes the headings that the new one does not stand under.
    fn close_for(&mut self, i: usize, family: Option<Family>, number: u32) {
        // 「3. 目的」 …unnumbered headings… 「4. 管理」: the count goes on past them.
        let innermost = inner(&self.stack, &self.counts, i, family, number);
        let open = self.stack.iter().any(|o| o.family == family && o.number + 1 == number);
        if !innermost && !open && self.outer.iter().any(|&(f, n)| family == Some(f) && n + 1 == number) {
            self.stack.clear();
        } else {
            if !self.starts_inside(i, family, number) {
                place(&mut self.stack, family, number, innermost);
            }
        }
        if let (Some(f), true) = (family, self.stack.iter().all(|o| o.family.is_none())) {
            self.outer.retain(|o| o.0 != f);
            self.outer.push((f, number));
        }
    }

    /// 「(1) 利用目的」 「1. お取引先」 … 「(2) 開示」: a count that begins below a heading and before the next of that heading's
    /// own count stands inside, whatever the usual nesting.
    fn starts_inside(&self, i: usize, family: Option<Family>, number: u32) -> bool {
        let bullet = family.is_some_and(|f| !f.counts());
        let Some(last) = self.stack.last().filter(|_| number == 1 || bullet) else { return false };
        let outer = self.outer.iter().map(|o| Some(o.0)).filter(|_| !bullet);
        let known = outer.chain(self.stack.iter().map(|o| o.family)).any(|f| f == family);
        let behind = self.counts.get(self.counts.partition_point(|c| c.0 <= i)..).unwrap_or_default();
        let next = behind.iter().take(LOOK_AHEAD).find(|c| Some(c.1) == last.family);
        family.is_some() && !known && next.is_some_and(|c| c.2 == last.number + 1)
    }

    /// The topics a new heading has from what stands above it. `goes_on`: it names no subject and stands inside a list.
    fn inherited(&mut self, family: Option<Family>, number: u32, goes_on: bool) -> Vec<usize> {
        let of = |s: &Section| s.topics.iter().chain(&s.inherited).copied().collect::<Vec<_>>();
        let mut out = self.stack.last().and_then(|o| self.sections.get(o.section)).map(of).unwrap_or_default();
        self.announced = match (self.announced, self.above.take(), family) {
            (Some((f, n, topic)), _, Some(g)) if f == g && n + 1 == number => Some((f, number, topic)),
            (_, Some(topic), Some(f)) if number == 1 && f.counts() => Some((f, 1, topic)),
            (kept, _, f) => kept.filter(|k| f.is_some_and(|f| f.rank() > k.0.rank())),
        };
        out.extend(self.announced.map(|a| a.2).filter(|t| !out.contains(t)));
        // 「利用目的」 list 「診療費の計算」 list: it goes on with the one before.
        if goes_on
            && family.is_none()
            && let Some(last) = self.sections.last().filter(|s| s.heading.is_some())
        {
            out.extend(of(last));
        }
        out
    }
}

/// Indices of the topics that the words name.
fn topics(chars: &[char]) -> Vec<usize> {
    (0..TOPICS.len()).filter(|&t| TOPICS.get(t).is_some_and(|t| t.heading.is_match(chars) && !t.exclude.is_match(chars))).collect()
}

/// The number continues an inner count as well as the outermost, and belongs to the inner one: further on the same number
/// comes again before the count starts anew, and that one is the outermost's.
fn inner(stack: &[Open], counts: &[(usize, Family, u32)], at: usize, family: Option<Family>, number: u32) -> bool {
    let same = stack.iter().filter(|o| o.family == family && o.number + 1 == number).count();
    let behind = counts.get(counts.partition_point(|c| c.0 <= at)..).unwrap_or_default();
    same > 1 && behind.iter().take(LOOK_AHEAD).filter(|c| Some(c.1) == family).map(|c| c.2).take_while(|n| *n > 1).any(|n| n == number)
}

/// Closes the headings that a new one does not stand under.
fn place(stack: &mut Vec<Open>, family: Option<Family>, number: u32, innermost: bool) {
    let Some(family) = family else {
        // An unmarked heading stands under nothing: below a numbered one it cannot be told from the next chapter.
        stack.clear();
        return;
    };
    if family.counts() {
        // The outermost heading whose count it continues, or the innermost.
        let continues = |o: &Open| o.family == Some(family) && o.number + 1 == number;
        if let Some(at) = if innermost { stack.iter().rposition(continues) } else { stack.iter().position(continues) } {
            stack.truncate(at);
            return;
        }
        // A count that starts anew inside a numbered chapter stands under it.
        if number == 1 && stack.last().is_some_and(|o| o.family == Some(family)) {
            return;
        }
    }
    // 「■ 項目」 and 「■ 管理責任者」 stand side by side, under whatever the first stands.
    if let Some(at) = stack.iter().rposition(|o| o.family == Some(family)).filter(|_| !family.counts()) {
        stack.truncate(at);
        return;
    }
    while stack.last().is_some_and(|o| o.family.is_some_and(|f| f.rank() >= family.rank())) {
        stack.pop();
    }
}
