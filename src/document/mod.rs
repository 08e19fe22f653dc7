//! Floor 1: structure. Lines → blocks (headings, paragraphs, list items, table rows) → sections with topics → sentences.
//!
//! Read from the original lines, because folding would kill the markers; then each block is folded.
//! Not here: what a sentence means (floor 2).
//! Invariants: blocks lie in the order of the text and do not overlap; every block belongs to one section; every
//! sentence to one block. Total: any string gives a document.

mod block;
mod line;
mod marker;
mod section;

pub use block::{Block, BlockKind};
pub use marker::{Family, Marker};
pub use section::Section;

use crate::text::pattern::earliest;
use crate::text::{Cues, Filter, Folded, Match, Span, View, sentence};

/// A text with its structure.
#[derive(Debug)]
pub struct Document<'t> {
    pub source: &'t str,
    pub blocks: Vec<Block>,
    pub sections: Vec<Section>,
    pub sentences: Vec<Sentence>,
    /// Character pairs of the whole text.
    pub filter: Filter,
    /// Lines were joined because the text is wrapped at a margin.
    pub hard_wrapped: bool,
}

/// One sentence: folded characters `from..to` of its block, without the closing mark.
#[derive(Debug)]
pub struct Sentence {
    pub block: usize,
    pub from: usize,
    pub to: usize,
    pub span: Span,
    pub filter: Filter,
}

impl<'t> Document<'t> {
    /// Reads the structure of any text.
    pub fn read(source: &'t str) -> Self {
        let (lines, hard_wrapped) = line::lines(source);
        let mut blocks = block::blocks(source, &lines);
        let sections = section::sections(&mut blocks);
        let mut sentences = Vec::new();
        let mut filter = Filter::default();
        for (index, block) in blocks.iter_mut().enumerate() {
            let first = sentences.len();
            let view = block.folded.view();
            for (from, to) in sentence::sentences(view.chars) {
                let (start, end) = view.bytes(from, to);
                let own = Filter::of(view.slice(from, to).chars);
                filter.join(&own);
                sentences.push(Sentence { block: index, from, to, span: Span::new(start, end), filter: own });
            }
            block.sentences = (first, sentences.len());
        }
        Document { source, blocks, sections, sentences, filter, hard_wrapped }
    }

    /// Folded characters of a sentence, with their map.
    pub fn view(&self, sentence: &Sentence) -> View<'_> {
        self.blocks.get(sentence.block).map_or_else(|| EMPTY.view(), |b| b.folded.view()).slice(sentence.from, sentence.to)
    }

    /// Folded characters of a block; empty for an unknown one.
    pub fn block_view(&self, block: usize) -> View<'_> {
        self.blocks.get(block).map_or_else(|| EMPTY.view(), |b| b.folded.view())
    }

    /// Sentences of a block.
    pub fn sentences_of(&self, block: usize) -> &[Sentence] {
        self.blocks.get(block).and_then(|b| self.sentences.get(b.sentences.0..b.sentences.1)).unwrap_or_default()
    }

    /// Source span of a match's group in a view.
    pub fn span(&self, view: View<'_>, m: Match) -> Span {
        self.span_of(view, m.group.0, m.group.1)
    }

    /// Source span of the folded characters `from..to` of a view.
    pub fn span_of(&self, view: View<'_>, from: usize, to: usize) -> Span {
        let (start, end) = view.bytes(from, to);
        Span::new(start, end)
    }

    /// The section a block belongs to.
    pub fn section_of(&self, block: usize) -> Option<&Section> {
        self.blocks.get(block).and_then(|b| self.sections.get(b.section))
    }

    /// Does the block stand under one of these topics (own heading or a parent's)? `topics`: indices of the catalogue.
    pub fn under(&self, block: usize, topics: &[usize]) -> bool {
        self.section_of(block).is_some_and(|s| topics.iter().any(|t| s.topics.contains(t) || s.inherited.contains(t)))
    }

    /// A later number of the count its section's heading belongs to: 「4. …」 as a paragraph below 「3. 共同利用」.
    pub fn outnumbers_heading(&self, block: usize) -> bool {
        let marker = |b: usize| self.blocks.get(b).and_then(|x| x.marker).filter(|m| m.family.counts());
        let heading = self.section_of(block).and_then(|s| s.heading).and_then(marker);
        marker(block).zip(heading).is_some_and(|(own, of)| own.family == of.family && own.number > of.number)
    }

    /// Sentences in which some cue matches, headings left out: (index, match), in order.
    pub fn find_sentences(&self, cues: &Cues) -> Vec<(usize, Match)> {
        let live: Vec<_> = cues.patterns().iter().filter(|p| self.filter.allows(p)).collect();
        if live.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (i, s) in self.sentences.iter().enumerate() {
            let first = earliest(live.iter().copied(), |p| if s.filter.allows(p) { p.find(self.view(s).chars, 0) } else { None });
            if let Some(m) = first
                && self.blocks.get(s.block).is_some_and(|b| b.kind != BlockKind::Heading)
            {
                found.push((i, m));
            }
        }
        found
    }

    /// Items of the list that `lead` introduces, nested ones left out. A heading ends every list.
    pub fn items_of(&self, lead: usize) -> Vec<usize> {
        let behind = self.blocks.iter().enumerate().skip(lead + 1).take_while(|(_, b)| b.kind != BlockKind::Heading);
        behind.filter(|(_, b)| b.lead == Some(lead)).map(|(i, _)| i).collect()
    }
}

static EMPTY: std::sync::LazyLock<Folded> = std::sync::LazyLock::new(Folded::default);
