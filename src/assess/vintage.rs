//! From which state of the law a text seems to come, by traces in its own words: what did not exist before, what was renamed
//! or abolished, and the numbers under which it cites the law.

use super::earlier::{self, Version};
use crate::catalogue::cues::vintage as cue;
use crate::document::Document;
use crate::text::{Cues, Span};

/// Bounds (ISO dates) and the words that show them.
#[derive(Clone, Debug)]
pub struct Vintage {
    pub from: Option<&'static str>,
    pub to: Option<&'static str>,
    pub traces: Vec<Span>,
}

/// Main part of the Act in force as amended in 2015; as amended in 2020 and 2021.
const AMENDED_2017: &str = "2017-05-30";
const AMENDED_2022: &str = "2022-04-01";

/// Words that a text has only after a change of the law came into force.
static AFTER: [(&str, &Cues); 3] = [(AMENDED_2017, &cue::AFTER_2017), (AMENDED_2022, &cue::AFTER_2022), ("2023-06-16", &cue::AFTER_2023)];

/// From when a term is outdated (as `outdated_terms.toml` says it), and the last day before.
const LAST_DAYS: [(&str, &str); 4] =
    [("2017", "2017-12-31"), (AMENDED_2017, "2017-05-29"), (AMENDED_2022, "2022-03-31"), ("2025-06-01", "2025-05-31")];

/// Most traces that are quoted.
const MOST: usize = 6;

/// `None` without traces. The latest "from" and the earliest "to" win; when they contradict each other (an old text with
/// new pieces) only the "from" is given.
pub fn vintage(document: &Document<'_>) -> Option<Vintage> {
    let mut from: Vec<(&'static str, Span)> = Vec::new();
    let mut to: Vec<(&'static str, Span)> = Vec::new();
    for (date, cues) in AFTER {
        for (i, m) in document.find_sentences(cues).into_iter().take(2) {
            from.extend(document.sentences.get(i).map(|s| (date, document.span(document.view(s), m))));
        }
    }
    for (span, term) in earlier::terms(document) {
        to.extend(LAST_DAYS.iter().find(|d| d.0 == term.since).map(|d| (d.1, span)));
    }
    for c in earlier::citations(document) {
        match c.version {
            Version::Any => {}
            Version::Today => from.push((AMENDED_2022, c.span)),
            Version::Until2022 => to.push(("2022-03-31", c.span)),
            Version::Until2017 => to.push(("2017-05-29", c.span)),
            Version::Since2017Until2022 => {
                from.push((AMENDED_2017, c.span));
                to.push(("2022-03-31", c.span));
            }
        }
    }
    let first = from.iter().map(|x| x.0).max();
    let last = to.iter().map(|x| x.0).min().filter(|last| first.is_none_or(|first| first <= *last));
    let mut traces: Vec<Span> = from.iter().chain(&to).map(|x| x.1).collect();
    traces.sort();
    let mut words: Vec<&str> = Vec::new();
    traces.retain(|t| {
        let new = words.len() < MOST && !words.contains(&t.of(document.source));
        if new {
            words.push(t.of(document.source));
        }
        new
    });
    (!traces.is_empty()).then_some(Vintage { from: first, to: last, traces })
}
