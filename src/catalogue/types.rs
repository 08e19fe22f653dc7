//! The shapes of the catalogue's entries, as the generated tables hold them. Field meanings: `CONTRIBUTING.md`.

use crate::text::Cues;
use serde::Serialize;

/// Japanese and English of one text.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    pub ja: &'static str,
    pub en: &'static str,
}

/// One requirement: `src/catalogue/*/<id>.toml`.
#[derive(Debug)]
pub struct Requirement {
    pub id: &'static str,
    pub group: &'static str,
    pub level: &'static str,
    pub standard: &'static [&'static str],
    pub basis: &'static [&'static str],
    pub title: Text,
    /// What satisfies it.
    pub what: Text,
    /// Why it matters.
    pub why: Text,
    pub advice: Text,
    pub traps: &'static [Text],
    /// Wordings looked for, shown where it is missing.
    pub terms: &'static [&'static str],
    pub valid_from: Option<&'static str>,
    pub valid_to: Option<&'static str>,
    pub status: &'static str,
    pub pending: &'static [Pending],
    /// `None`: applies always.
    pub applies: Option<Applies>,
    pub elements: &'static [Element],
    pub verdict: Verdict,
    /// Its own test sentences; no reader of a page needs them.
    #[cfg(not(target_arch = "wasm32"))]
    pub hits: &'static [Example],
    #[cfg(not(target_arch = "wasm32"))]
    pub misses: &'static [Example],
}

/// An enacted change of the law that is not in force.
#[derive(Debug, Serialize)]
pub struct Pending {
    pub act: &'static str,
    pub effective_latest: &'static str,
    pub note_ja: &'static str,
    pub note_en: &'static str,
}

/// When a conditional requirement applies.
#[derive(Debug)]
pub struct Applies {
    pub proof: Cues,
    pub exclude: Cues,
    /// The text says that the thing is not done.
    pub deny: Cues,
    /// Summary fields whose presence shows the condition.
    pub fact: &'static [&'static str],
    pub topics: &'static [usize],
    /// Without a cue the reader is asked, instead of "not applicable".
    pub ask: bool,
}

/// One thing a requirement asks for.
#[derive(Debug)]
pub struct Element {
    pub id: &'static str,
    pub title: Text,
    pub fact: &'static [&'static str],
    pub rule: Rule,
    pub hint: Cues,
    pub lacks: Text,
}

/// A cue rule on sentences.
#[derive(Debug)]
pub struct Rule {
    pub proof: Cues,
    pub exclude: Cues,
    pub required: Cues,
    /// Indices into the topics; empty: anywhere.
    pub topics: &'static [usize],
    pub reach: Reach,
}

/// Where `required` and `exclude` are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Sentence,
    Block,
    Section,
}

/// How the elements make a status.
#[derive(Debug)]
pub struct Verdict {
    pub satisfied: &'static [Logic],
    pub by_reference: &'static [Logic],
    pub partial: &'static [Logic],
    /// A named function of `assess/special.rs`; "" for none.
    pub special: &'static str,
}

/// A boolean expression over elements, in postfix order. An empty list is false.
#[derive(Clone, Copy, Debug)]
pub enum Logic {
    /// The element of this index is there.
    Element(usize),
    Not,
    /// At least `need` of the last `of` values.
    AtLeast {
        need: usize,
        of: usize,
    },
}

/// A sentence of the catalogue's own tests; in `text` the expected evidence stands between ⟦ and ⟧.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug)]
pub struct Example {
    /// "" for risks.
    pub element: &'static str,
    pub text: &'static str,
}

/// One risk: `src/catalogue/risks/<id>.toml`.
#[derive(Debug)]
pub struct RiskRule {
    pub id: &'static str,
    pub severity: &'static str,
    pub basis: &'static [&'static str],
    pub title: Text,
    pub why: Text,
    pub advice: Text,
    pub status: &'static str,
    pub trigger: Rule,
    pub special: &'static str,
    /// Fires only where this requirement has one of these statuses.
    pub when: Option<(&'static str, &'static [&'static str])>,
    /// Its own test sentences; no reader of a page needs them.
    #[cfg(not(target_arch = "wasm32"))]
    pub hits: &'static [Example],
    #[cfg(not(target_arch = "wasm32"))]
    pub misses: &'static [Example],
}

/// A topic of a section: `topics.toml`.
#[derive(Debug)]
pub struct Topic {
    pub id: &'static str,
    pub heading: Cues,
    /// Headings that look like it and are not.
    pub exclude: Cues,
}

/// An enacted change that a policy's own words make worth preparing for.
#[derive(Debug)]
pub struct Prepare {
    pub id: &'static str,
    pub title: Text,
    pub act: &'static str,
    pub effective_latest: &'static str,
    pub cues: Cues,
    /// Sentences that only look like it.
    pub exclude: Cues,
}

/// A law or guideline the catalogue was written from.
#[derive(Debug, Serialize)]
pub struct LawSource {
    pub name_ja: &'static str,
    pub name_en: &'static str,
    /// e-Gov law id; "" where the text has none.
    pub law_id: &'static str,
    pub revision: &'static str,
    pub as_of: &'static str,
}

/// A named third-party web service.
#[derive(Debug)]
pub struct Tool {
    pub name: &'static str,
    pub kind: &'static str,
    pub vendor: &'static str,
    pub cues: Cues,
    /// Names that are ordinary words too: they count only where `WEAK_TOOL_REQUIRES` matches the sentence.
    pub weak: Cues,
    /// Hosts, or beginnings of addresses, by which a page's source names it.
    pub hosts: &'static [&'static str],
}

/// A country a policy may name.
#[derive(Debug)]
pub struct Country {
    pub name: &'static str,
    /// Designated under 規則15条 (no 法28条 duty).
    pub designated: bool,
    pub cues: Cues,
}

/// A row of the table of article numbers through the versions of the law.
#[derive(Debug)]
pub struct Article {
    pub topic: &'static str,
    /// "appi" or "appi-order" (施行令).
    pub law: &'static str,
    pub cues: Cues,
    /// Numbers until 2017-05-29, until 2022-03-31, and today's: 23条4項3号.
    pub old_2003: &'static [&'static str],
    pub old_2017: &'static [&'static str],
    pub current: &'static [&'static str],
}

/// A term the law or the standards no longer use.
#[derive(Debug)]
pub struct OutdatedTerm {
    pub cues: Cues,
    pub severity: &'static str,
    pub exclude: Cues,
    pub required: Cues,
    /// Anywhere in the text.
    pub exclude_document: Cues,
    pub why: Text,
    pub current: &'static str,
    /// Date from which it is outdated; "" where not checked.
    pub since: &'static str,
}
