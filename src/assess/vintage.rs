//! From which state of the law a text seems to come, by traces in its own words: what did not exist before, or was renamed.

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

/// Marks of a text written after, or before, a change of the law came into force.
static AFTER: [(&str, &Cues); 3] = [("2022-04-01", &cue::AFTER_2022), ("2023-06-16", &cue::AFTER_2023), ("2017-05-30", &cue::AFTER_2017)];
static BEFORE: [(&str, &Cues); 2] = [("2022-03-31", &cue::BEFORE_2022), ("2017-05-29", &cue::BEFORE_2017)];

/// `None` without traces. The latest "after" and the earliest "before" win; when they contradict each other (an old text
/// with new pieces) only the "after" is given.
pub fn vintage(document: &Document<'_>) -> Option<Vintage> {
    let mut traces = Vec::new();
    let mut seen = |table: &[(&'static str, &Cues)]| -> Vec<&'static str> {
        let mut dates = Vec::new();
        for (date, cues) in table {
            if let Some((i, m)) = document.find_sentences(cues).first()
                && let Some(s) = document.sentences.get(*i)
            {
                traces.push(document.span(document.view(s), *m));
                dates.push(*date);
            }
        }
        dates
    };
    let (from, to) = (seen(&AFTER).into_iter().max(), seen(&BEFORE).into_iter().min());
    let to = to.filter(|to| from.is_none_or(|from| from <= *to));
    traces.sort();
    traces.dedup();
    (!traces.is_empty()).then_some(Vintage { from, to, traces })
}
