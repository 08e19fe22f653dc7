//! Floor 0: characters. Byte spans of the pasted text, folding with a map back to it, cue patterns over folded
//! characters, sentences, numerals and dates.
//!
//! Not here: anything about lines, lists, headings (floor 1) or the law (catalogue).
//! Invariant: a [`Span`] handed out by this floor always lies on character boundaries of the source.

pub mod date;
pub mod fold;
pub mod fold_table;
pub mod numeral;
pub mod pattern;
pub mod sentence;
mod span;
pub mod variants;

pub use fold::{Folded, View};
pub use pattern::{Cues, Filter, Match, Pattern, Pool};
pub use span::Span;
