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

/// An open heading while the outline is read.
struct Open {
    family: Option<Family>,
    number: u32,
    section: usize,
}

/// Makes the outline and tells every block its section.
pub fn sections(blocks: &mut [Block]) -> Vec<Section> {
    let mut out =
        vec![Section { heading: None, level: 0, topics: Vec::new(), inherited: Vec::new(), blocks: (0, 0), span: Span::default() }];
    let mut stack: Vec<Open> = Vec::new();
    // Last number of each family that stood in the outermost place.
    let mut outer: Vec<(Family, u32)> = Vec::new();
    let counts: Vec<(usize, Family, u32)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(i, b)| b.marker.filter(|m| b.kind == BlockKind::Heading && m.family.counts()).map(|m| (i, m.family, m.number)))
        .collect();
    let listed: Vec<bool> = blocks.iter().map(|b| b.kind == BlockKind::Item).collect();
    // Topics of a paragraph that announces numbered headings, while their count goes on.
    let mut announced: Option<(Family, u32, Vec<usize>)> = None;
    let mut before: Option<Vec<usize>> = None;
    for (i, block) in blocks.iter_mut().enumerate() {
        if block.kind == BlockKind::Heading {
            let (family, number) = block.marker.map_or((None, 0), |m| (Some(m.family), m.number));
            // 「3. 目的」 …unnumbered headings… 「4. 管理」: the count goes on past them.
            let innermost = inner(&stack, &counts, i, family, number);
            if !innermost && outer.iter().any(|&(f, n)| family == Some(f) && n + 1 == number) {
                stack.clear();
            } else {
                place(&mut stack, family, number, innermost);
            }
            if let (Some(f), true) = (family, stack.iter().all(|o| o.family.is_none())) {
                outer.retain(|o| o.0 != f);
                outer.push((f, number));
            }
            let parent = stack.last().map(|o| o.section);
            let chars = block.folded.view().chars;
            let topics = topics(chars);
            let mut inherited =
                parent.and_then(|p| out.get(p)).map_or_else(Vec::new, |p| p.topics.iter().chain(&p.inherited).copied().collect());
            announced = match (announced.take(), before.take(), family) {
                (Some((f, n, topics)), _, Some(g)) if f == g && n + 1 == number => Some((f, number, topics)),
                (_, Some(topics), Some(f)) if number == 1 && f.counts() => Some((f, 1, topics)),
                (kept, _, f) => kept.filter(|k| f.is_some_and(|f| f.rank() > k.0.rank())),
            };
            if let Some((_, _, topics)) = &announced {
                let new: Vec<usize> = topics.iter().copied().filter(|t| !inherited.contains(t)).collect();
                inherited.extend(new);
            }
            // 「利用目的」 list 「診療費の計算」 list: a heading that names no subject goes on with the one before.
            if family.is_none()
                && topics.is_empty()
                && listed.get(i + 1) == Some(&true)
                && i.checked_sub(1).and_then(|j| listed.get(j)) == Some(&true)
                && let Some(last) = out.last().filter(|s| s.heading.is_some() && !s.topics.is_empty() | !s.inherited.is_empty())
            {
                inherited.extend(last.topics.iter().chain(&last.inherited));
            }
            stack.push(Open { family, number, section: out.len() });
            out.push(Section { heading: Some(i), level: stack.len(), topics, inherited, blocks: (i, i), span: block.span });
        }
        // A short sentence with one subject, 「以下の目的で利用します」; a preamble names them all.
        before = (block.kind == BlockKind::Text && block.folded.len() <= 60 && announces(block))
            .then(|| topics(block.folded.view().chars))
            .filter(|t| t.len() == 1);
        let section = out.len() - 1;
        block.section = section;
        if let Some(s) = out.last_mut() {
            if s.blocks.1 == 0 && s.heading.is_none() {
                s.blocks.0 = i;
                s.span = block.span;
            }
            s.blocks.1 = i + 1;
            s.span = s.span.to(block.span);
        }
    }
    out
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
    same > 1 && behind.iter().take(200).filter(|c| Some(c.1) == family).map(|c| c.2).take_while(|n| *n > 1).any(|n| n == number)
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
    while stack.last().is_some_and(|o| o.family.is_some_and(|f| f.rank() >= family.rank())) {
        stack.pop();
    }
}
