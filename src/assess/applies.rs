//! Whether a conditional requirement applies to this text.

use super::{Reading, rule};
use crate::catalogue::{Applies, Reach};
use crate::text::Span;

/// The answer, with what shows it.
pub enum Applicability {
    Yes,
    /// Not at all, or said not to be done (then with the quotes).
    No(Vec<Span>),
    /// Cannot be seen in a text: the reader is asked.
    Ask,
}

/// A cue or a fact makes it apply; a statement that the thing is not done, with no cue elsewhere, makes it not apply.
pub fn applies(reading: &Reading<'_, '_>, condition: Option<&Applies>) -> Applicability {
    let Some(a) = condition else { return Applicability::Yes };
    let document = reading.document;
    if a.fact.iter().any(|f| reading.facts.field(f).is_some_and(|q| !q.is_empty())) {
        return Applicability::Yes;
    }
    let denied: Vec<(usize, Span)> = document
        .find_sentences(&a.deny)
        .into_iter()
        .filter_map(|(i, m)| document.sentences.get(i).map(|s| (i, document.span(document.view(s), m))))
        .collect();
    let shown = document.find_sentences(&a.proof).into_iter().any(|(i, _)| {
        let under = a.topics.is_empty() || document.sentences.get(i).is_some_and(|s| document.under(s.block, a.topics));
        under && !denied.iter().any(|d| d.0 == i) && !rule::within(document, &a.exclude, i, Reach::Sentence)
    });
    if shown {
        Applicability::Yes
    } else if !denied.is_empty() {
        Applicability::No(denied.into_iter().map(|d| d.1).collect())
    } else if a.ask {
        Applicability::Ask
    } else {
        Applicability::No(Vec::new())
    }
}
