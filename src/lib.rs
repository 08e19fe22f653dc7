//! Policy Lens reads a Japanese privacy policy: a checklist against the Act on the Protection of Personal Information
//! (APPI, 個人情報保護法), risks, and a structured summary, every line of it proven by the words of the text.
//!
//! The house has floors; a file imports from lower floors only (`tests/floors.rs` keeps it so):
//!
//! ```text
//! floor 5   wasm.rs dom.rs main.rs cli/   the edges: JavaScript, a page's document, the terminal and its small server
//! floor 4   report/                   the answer as plain data; UTF-16 lives here and nowhere below; renderings
//! floor 3   assess/                   facts + catalogue → checklist and risks, with proof, also of absence
//! floor 2   extract/                  document → facts
//! floor 1   document/  html/          lines → blocks → sections, with topics; nodes → the text a reader would copy
//! floor 0   text/   catalogue/        characters, folding, patterns, dates; the law as data
//! ```
//!
//! [`analyze`] is pure, total and deterministic: any string gives a report, the same string the same report.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod assess;
pub mod catalogue;
mod document;
#[cfg(target_arch = "wasm32")]
mod dom;
mod extract;
pub mod html;
pub mod report;
mod text;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use assess::beside::Question;
pub use text::Span;

use assess::guard;
use report::{Analyzer, DocumentInfo, Note, Prepare, Range, Report, Section, Vintage};

/// Reads a policy. Quotes are byte spans of `text`; [`report::wire::wire`] gives the form with UTF-16 positions.
///
/// ```
/// let report = policy_lens::analyze("個人情報保護方針\n\n当社は、利用目的を特定します。");
/// assert_eq!(report.schema, 1);
/// assert!(!report.checklist.is_empty());
/// ```
pub fn analyze(text: &str) -> Report {
    let document = document::Document::read(text);
    let guard = guard::guard(&document);
    let unreadable = guard.unreadable();
    let facts = if unreadable.is_some() { extract::Summary::default() } else { extract::extract(&document) };
    let (checklist, risks) = assess::assess(&document, &facts, unreadable);
    let prepare = if unreadable.is_some() { Vec::new() } else { prepare(&document) };
    let vintage = assess::vintage::vintage(&document).filter(|_| unreadable.is_none());
    Report {
        schema: 1,
        analyzer: Analyzer { name: "policy-lens", version: env!("CARGO_PKG_VERSION"), catalogue: catalogue::CATALOGUE_VERSION },
        law_as_of: catalogue::LAW_AS_OF,
        document: DocumentInfo {
            // The wire form counts; here positions are bytes.
            utf16_length: 0,
            language: if guard.japanese { "ja" } else { "other" },
            kind: match guard.kind {
                guard::Kind::PrivacyPolicy => "privacy_policy",
                guard::Kind::Other => "other",
                guard::Kind::Empty => "empty",
            },
            title: guard::title(&document).filter(|_| guard.kind != guard::Kind::Empty),
            vintage: vintage.map(|v| Vintage { from: v.from, to: v.to, traces: v.traces }),
            sections: sections(&document),
            notes: guard.notes.iter().map(|n| Note { code: n.code, message_ja: n.ja, message_en: n.en, at: n.at }).collect(),
        },
        summary: facts,
        checklist,
        risks,
        prepare,
    }
}

/// What a page shows beside this policy, as questions: forms and other hosts that the text does not speak of.
pub fn questions(text: &str, page: &html::Facts) -> Vec<Question> {
    assess::beside::questions(&document::Document::read(text), page)
}

fn sections(document: &document::Document<'_>) -> Vec<Section> {
    document
        .sections
        .iter()
        .map(|s| Section {
            heading: s.heading.and_then(|b| document.blocks.get(b)).map(|b| b.span),
            level: s.level,
            topics: s.topics.iter().filter_map(|t| catalogue::TOPICS.get(*t)).map(|t| t.id).collect(),
            range: Range::new(s.span.start, s.span.end),
        })
        .collect()
}

/// Enacted changes that the text's own words make worth preparing for.
fn prepare(document: &document::Document<'_>) -> Vec<Prepare> {
    catalogue::PREPARE
        .iter()
        .filter_map(|p| {
            let evidence: Vec<Span> = document
                .find_sentences(&p.cues)
                .into_iter()
                .filter_map(|(i, m)| document.sentences.get(i).map(|s| (document.view(s), m)))
                .filter(|(view, _)| !p.exclude.is_match(view.chars))
                .map(|(view, m)| document.span(view, m))
                .take(3)
                .collect();
            (!evidence.is_empty()).then_some(Prepare {
                id: p.id,
                title_ja: p.title.ja,
                title_en: p.title.en,
                act: p.act,
                effective_latest: p.effective_latest,
                evidence,
            })
        })
        .collect()
}

/// The structure as it was read, one block a line: for those who write extractors.
pub fn outline(text: &str) -> String {
    use std::fmt::Write as _;
    let document = document::Document::read(text);
    let mut out = String::new();
    for (i, block) in document.blocks.iter().enumerate() {
        let section = document.sections.get(block.section);
        let topics = |list: &[usize]| list.iter().filter_map(|t| catalogue::TOPICS.get(*t)).map(|t| t.id).collect::<Vec<_>>().join(",");
        if block.kind == document::BlockKind::Heading
            && let Some(s) = section
        {
            let _ = writeln!(out, "{} [{}] ({})", "#".repeat(s.level.max(1)), topics(&s.topics), topics(&s.inherited));
        }
        let marker = block.marker.map(|m| format!("{:?}/{}", m.family, m.number)).unwrap_or_default();
        let lead = block.lead.map(|l| format!(" <-{l}")).unwrap_or_default();
        let _ = writeln!(out, "{i:4} {:?} {marker} d{}{lead}: {}", block.kind, block.depth, block.span.of(text).replace('\n', "⏎"));
    }
    out
}
