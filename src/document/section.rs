//! Sections: the outline that the headings make, with the topics each is about.

use super::block::{Block, BlockKind};
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
    for (i, block) in blocks.iter_mut().enumerate() {
        if block.kind == BlockKind::Heading {
            let (family, number) = block.marker.map_or((None, 0), |m| (Some(m.family), m.number));
            // 「3. 目的」 …unnumbered headings… 「4. 管理」: the count goes on past them.
            if outer.iter().any(|&(f, n)| family == Some(f) && n + 1 == number) {
                stack.clear();
            } else {
                place(&mut stack, family, number);
            }
            if let (Some(f), true) = (family, stack.iter().all(|o| o.family.is_none())) {
                outer.retain(|o| o.0 != f);
                outer.push((f, number));
            }
            let parent = stack.last().map(|o| o.section);
            let chars = block.folded.view().chars;
            let topics: Vec<usize> = (0..TOPICS.len())
                .filter(|&t| TOPICS.get(t).is_some_and(|t| t.heading.is_match(chars) && !t.exclude.is_match(chars)))
                .collect();
            let inherited =
                parent.and_then(|p| out.get(p)).map_or_else(Vec::new, |p| p.topics.iter().chain(&p.inherited).copied().collect());
            stack.push(Open { family, number, section: out.len() });
            out.push(Section { heading: Some(i), level: stack.len(), topics, inherited, blocks: (i, i), span: block.span });
        }
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

/// Closes the headings that a new one does not stand under.
fn place(stack: &mut Vec<Open>, family: Option<Family>, number: u32) {
    let Some(family) = family else {
        // An unmarked heading stands under nothing: below a numbered one it cannot be told from the next chapter.
        stack.clear();
        return;
    };
    if family.counts() {
        // The outermost heading whose count it continues.
        if let Some(at) = stack.iter().position(|o| o.family == Some(family) && o.number + 1 == number) {
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
