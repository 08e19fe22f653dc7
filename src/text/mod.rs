//! Floor 0: characters. Byte spans of the pasted text, folding with a map back to it, cue patterns over folded
//! characters, sentences, numerals and dates.
//!
//! Not here: anything about lines, lists, headings (floor 1) or the law (catalogue).
//! Invariant: a [`Span`] handed out by this floor always lies on character boundaries of the source.

pub mod date;
pub mod filter;
pub mod fold;
pub mod fold_table;
mod machine;
pub mod numeral;
pub mod pattern;
mod program;
pub mod sentence;
mod span;
mod tree;
pub mod variants;

pub use filter::Filter;
pub use fold::{Folded, View};
pub use machine::Match;
pub use pattern::{Cues, Pattern, Pool};
pub use span::Span;
