//! Floor 4: the answer as plain data (`report.d.ts` is its contract), and its renderings.
//!
//! Inside the program a quote is a byte [`Span`]; `wire.rs` gives the form that leaves it, with UTF-16 positions and text.

mod lines;
pub mod listing;
pub mod markdown;
mod rows;
pub mod terse;
pub mod text;
pub mod wire;
pub mod words;

pub use crate::assess::{ChecklistItem, ElementVerdict, Nearest, Risk, Searched, Status};
pub use crate::extract::facts::*;
use crate::text::Span;
use serde::Serialize;

/// The whole answer. `Q`: how a quote is given.
#[derive(Clone, Debug, Serialize)]
pub struct Report<Q = Span> {
    pub schema: u32,
    pub analyzer: Analyzer,
    pub law_as_of: &'static str,
    pub document: DocumentInfo<Q>,
    pub summary: Summary<Q>,
    pub checklist: Vec<ChecklistItem<Q>>,
    pub risks: Vec<Risk<Q>>,
    pub prepare: Vec<Prepare<Q>>,
}

/// Who answered.
#[derive(Clone, Debug, Serialize)]
pub struct Analyzer {
    pub name: &'static str,
    pub version: &'static str,
    pub catalogue: &'static str,
}

/// What kind of text it is.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentInfo<Q = Span> {
    pub utf16_length: usize,
    pub language: &'static str,
    pub kind: &'static str,
    pub title: Option<Q>,
    pub vintage: Option<Vintage<Q>>,
    pub sections: Vec<Section<Q>>,
    pub notes: Vec<Note<Q>>,
}

/// From which state of the law the text seems to come.
#[derive(Clone, Debug, Serialize)]
pub struct Vintage<Q = Span> {
    pub from: Option<&'static str>,
    pub to: Option<&'static str>,
    pub traces: Vec<Q>,
}

/// A heading and what stands below it. `range` becomes `start` and `end` on the wire.
#[derive(Clone, Debug)]
pub struct Section<Q = Span> {
    pub heading: Option<Q>,
    pub level: usize,
    pub topics: Vec<&'static str>,
    pub range: Range<Q>,
}

/// A place without its words: in bytes here, in UTF-16 units on the wire.
#[derive(Clone, Debug)]
pub struct Range<Q = Span> {
    pub start: usize,
    pub end: usize,
    marker: std::marker::PhantomData<Q>,
}

impl<Q> Range<Q> {
    /// `start..end`, in the unit that goes with `Q`.
    pub fn new(start: usize, end: usize) -> Self {
        Range { start, end, marker: std::marker::PhantomData }
    }
}

/// A remark on the text as a whole.
#[derive(Clone, Debug, Serialize)]
pub struct Note<Q = Span> {
    pub code: &'static str,
    pub message_ja: &'static str,
    pub message_en: &'static str,
    pub at: Option<Q>,
}

/// An enacted change, not in force, that the text's own words make worth preparing for.
#[derive(Clone, Debug, Serialize)]
pub struct Prepare<Q = Span> {
    pub id: &'static str,
    pub title_ja: &'static str,
    pub title_en: &'static str,
    pub act: &'static str,
    pub effective_latest: &'static str,
    pub evidence: Vec<Q>,
}
