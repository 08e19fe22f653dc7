//! Elements and verdict of one requirement.

use super::applies::{Applicability, applies};
use super::{Reading, Status, Verdict, rule, special};
use crate::catalogue::{Element, Logic, Requirement};
use crate::text::Span;

/// Judges one requirement; its elements are judged also where it does not apply, so that a special function may look.
pub fn evaluate(reading: &Reading<'_, '_>, requirement: &'static Requirement) -> Verdict {
    let elements: Vec<Vec<Span>> = requirement.elements.iter().map(|e| evidence(reading, e)).collect();
    let mut verdict = Verdict { requirement, status: Status::Missing, evidence: Vec::new(), elements };
    match applies(reading, requirement.applies.as_ref()) {
        Applicability::No(quotes) => verdict.set(Status::NotApplicable, quotes),
        Applicability::Ask => verdict.status = Status::NeedsInput,
        Applicability::Yes => {
            let there = |logic: &[Logic]| holds(logic, &verdict.elements);
            let v = &requirement.verdict;
            let status = if there(v.satisfied) {
                Status::Satisfied
            } else if there(v.by_reference) {
                Status::ByReference
            } else if there(v.partial) {
                Status::Partial
            } else {
                Status::Missing
            };
            let quotes = if status.stated() { all(&verdict.elements) } else { Vec::new() };
            verdict.set(status, quotes);
        }
    }
    special::requirement(reading, &mut verdict);
    // A stated verdict without a quote would be a claim without proof.
    if verdict.status.stated() && verdict.evidence.is_empty() {
        verdict.evidence = all(&verdict.elements);
        if verdict.evidence.is_empty() {
            verdict.status = Status::Missing;
        }
    }
    verdict
}

/// Quotes that prove an element: facts first, then sentences.
fn evidence(reading: &Reading<'_, '_>, element: &Element) -> Vec<Span> {
    let mut out: Vec<Span> = element.fact.iter().filter_map(|f| reading.facts.field(f)).flatten().collect();
    if out.is_empty() {
        out = rule::quotes(reading.document, &element.rule);
    }
    out.dedup();
    out
}

fn all(elements: &[Vec<Span>]) -> Vec<Span> {
    let mut out: Vec<Span> = elements.iter().flat_map(|e| e.iter().take(3)).copied().collect();
    out.sort();
    out.dedup();
    out
}

/// Value of a postfix expression; an empty one is false.
fn holds(logic: &[Logic], elements: &[Vec<Span>]) -> bool {
    let mut stack: Vec<bool> = Vec::new();
    for step in logic {
        match *step {
            Logic::Element(i) => stack.push(elements.get(i).is_some_and(|e| !e.is_empty())),
            Logic::Not => {
                let x = stack.pop().unwrap_or(false);
                stack.push(!x);
            }
            Logic::AtLeast { need, of } => {
                let from = stack.len().saturating_sub(of);
                let count = stack.drain(from..).filter(|x| *x).count();
                stack.push(count >= need);
            }
        }
    }
    stack.pop().unwrap_or(false)
}

/// The elements that are not there and would have to be for "satisfied". Not among them: what must not be there, what
/// only a lesser status asks for, and one of several ways where another is there.
pub fn lacking(verdict: &Verdict) -> Vec<&'static Element> {
    // Per value: does it hold, and what is not there of it.
    let mut stack: Vec<(bool, Vec<usize>)> = Vec::new();
    for step in verdict.requirement.verdict.satisfied {
        match *step {
            Logic::Element(i) => {
                let there = verdict.elements.get(i).is_some_and(|e| !e.is_empty());
                stack.push((there, if there { Vec::new() } else { vec![i] }));
            }
            Logic::Not => {
                let there = stack.pop().is_some_and(|x| x.0);
                stack.push((!there, Vec::new()));
            }
            Logic::AtLeast { need, of } => {
                let from = stack.len().saturating_sub(of);
                let parts: Vec<_> = stack.drain(from..).collect();
                let holds = parts.iter().filter(|p| p.0).count() >= need;
                let lacking = if holds && need == 1 { Vec::new() } else { parts.into_iter().flat_map(|p| p.1).collect() };
                stack.push((holds, lacking));
            }
        }
    }
    let mut lacking = stack.pop().map_or_else(Vec::new, |x| x.1);
    lacking.sort_unstable();
    lacking.dedup();
    // Two ways of saying the same thing have one title, and are named once.
    let mut out: Vec<&'static Element> = Vec::new();
    for element in lacking.into_iter().filter_map(|i| verdict.requirement.elements.get(i)) {
        if out.iter().all(|e| e.title.ja != element.title.ja) {
            out.push(element);
        }
    }
    out
}
