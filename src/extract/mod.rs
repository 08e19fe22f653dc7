//! Floor 2: facts. What the text says, with polarity, before any requirement logic.
//!
//! One file per fact family; each is a function `(&Document, &mut Summary)`, listed in [`EXTRACTORS`] in the order they run:
//! a later one may use what an earlier one found (the operator's name resolves 「当社」).
//! Not here: what the law asks for (floor 3).

mod address;
mod contacts;
mod dates;
mod entrustment;
pub mod facts;
mod fee;
mod foreign;
mod items;
mod joint_use;
mod links;
mod operator;
pub mod polarity;
mod procedure;
mod purposes;
mod rights;
mod security;
mod sensitive;
mod third_party;
mod web;

pub use facts::Summary;

use crate::document::Document;

/// Reads one family of facts into the summary.
pub type Extractor = fn(&Document<'_>, &mut Summary);

/// All extractors, in order.
pub const EXTRACTORS: &[Extractor] = &[
    operator::extract,
    contacts::extract,
    dates::extract,
    links::extract,
    purposes::extract,
    items::extract,
    sensitive::extract,
    joint_use::extract,
    third_party::extract,
    entrustment::extract,
    foreign::extract,
    rights::extract,
    procedure::extract,
    fee::extract,
    security::extract,
    web::extract,
];

/// All facts of a document.
pub fn extract(document: &Document<'_>) -> Summary {
    let mut summary = Summary::default();
    for extractor in EXTRACTORS {
        extractor(document, &mut summary);
    }
    summary
}

/// The words without what stands in brackets.
pub(crate) fn without_brackets(chars: &[char]) -> Vec<char> {
    let mut depth = 0usize;
    chars
        .iter()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .copied()
        .collect()
}
