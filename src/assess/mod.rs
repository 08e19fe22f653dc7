//! Floor 3: judgement. Facts + catalogue → checklist and risks, with proof, also of absence.
//!
//! `applies.rs` whether a requirement applies, `evaluate.rs` elements and verdicts, `special/` what data cannot say (named
//! functions, one file per family), `absence.rs` the proof of a "missing", `explain.rs` the sentences that say why,
//! `risks.rs` the risks, `earlier.rs` and `vintage.rs` what earlier law left in the text, `guard.rs` what kind of text this
//! is at all; `beside.rs` what a page shows beside its policy, as questions.
//! Not here: how facts are read (floor 2), positions in UTF-16 (floor 4).

mod absence;
mod applies;
pub mod beside;
mod earlier;
mod evaluate;
mod explain;
pub mod guard;
mod outcome;
mod risks;
pub mod rule;
mod special;
pub mod vintage;

pub use outcome::{ChecklistItem, ElementVerdict, Nearest, Risk, Searched, Status};

use crate::catalogue::Requirement;
use crate::document::Document;
use crate::extract::Summary;
use crate::text::Span;

/// What a judgement is made from.
pub struct Reading<'r, 't> {
    pub document: &'r Document<'t>,
    pub facts: &'r Summary,
    /// Verdicts so far, in catalogue order; complete when risks are judged.
    pub verdicts: Vec<Verdict>,
}

/// A verdict before it is put into words. A special function may change every part of it.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub requirement: &'static Requirement,
    pub status: Status,
    /// Evidence of the status; never empty for a stated one.
    pub evidence: Vec<Span>,
    /// Evidence per element, in catalogue order.
    pub elements: Vec<Vec<Span>>,
}

impl Verdict {
    /// Evidence of the element of that id; empty where it is not there.
    pub fn element(&self, id: &str) -> &[Span] {
        self.requirement.elements.iter().position(|e| e.id == id).and_then(|i| self.elements.get(i)).map_or(&[], Vec::as_slice)
    }

    /// Sets status and evidence at once.
    pub fn set(&mut self, status: Status, evidence: Vec<Span>) {
        self.status = status;
        self.evidence = evidence;
    }
}

impl Reading<'_, '_> {
    /// The verdict on a requirement judged before; `None` for one still to come.
    pub fn verdict(&self, id: &str) -> Option<&Verdict> {
        self.verdicts.iter().find(|v| v.requirement.id == id)
    }

    /// Status of a requirement judged before; `Missing` for one still to come.
    pub fn status(&self, id: &str) -> Status {
        self.verdict(id).map_or(Status::Missing, |v| v.status)
    }
}

/// Checklist (in catalogue order) and risks (by first quote, absences last). A text that cannot be read as a policy gets
/// "needs input" throughout: say so with `unreadable`, giving the reason in Japanese and English.
pub fn assess(document: &Document<'_>, facts: &Summary, unreadable: Option<(&str, &str)>) -> (Vec<ChecklistItem>, Vec<Risk>) {
    if let Some(reason) = unreadable {
        return (crate::catalogue::REQUIREMENTS.iter().map(|r| explain::unreadable(r, reason)).collect(), Vec::new());
    }
    let mut reading = Reading { document, facts, verdicts: Vec::new() };
    for requirement in crate::catalogue::REQUIREMENTS {
        let verdict = evaluate::evaluate(&reading, requirement);
        reading.verdicts.push(verdict);
    }
    let checklist = reading.verdicts.iter().map(|v| explain::item(&reading, v)).collect();
    (checklist, risks::risks(&reading))
}
