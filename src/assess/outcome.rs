//! The verdicts as plain data: checklist items and risks of `report.d.ts`, generic over how a quote is given.

use crate::text::Span;
use serde::Serialize;

/// The status of a requirement or of one of its elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Satisfied,
    Partial,
    ByReference,
    Missing,
    NotApplicable,
    NeedsInput,
}

impl Status {
    /// As the report writes it.
    pub fn word(self) -> &'static str {
        match self {
            Status::Satisfied => "satisfied",
            Status::Partial => "partial",
            Status::ByReference => "by_reference",
            Status::Missing => "missing",
            Status::NotApplicable => "not_applicable",
            Status::NeedsInput => "needs_input",
        }
    }

    /// Something of it stands in the text.
    pub fn stated(self) -> bool {
        matches!(self, Status::Satisfied | Status::Partial | Status::ByReference)
    }
}

/// One line of the checklist.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistItem<Q = Span> {
    pub id: &'static str,
    pub group: &'static str,
    pub title_ja: &'static str,
    pub title_en: &'static str,
    pub level: &'static str,
    pub standard: &'static [&'static str],
    pub basis: &'static [&'static str],
    pub status: Status,
    pub elements: Vec<ElementVerdict<Q>>,
    pub evidence: Vec<Q>,
    pub searched: Option<Searched<Q>>,
    pub why_ja: String,
    pub why_en: String,
    pub advice_ja: &'static str,
    pub advice_en: &'static str,
}

/// One element of a requirement.
#[derive(Clone, Debug, Serialize)]
pub struct ElementVerdict<Q = Span> {
    pub id: &'static str,
    pub title_ja: &'static str,
    pub title_en: &'static str,
    pub status: Status,
    pub evidence: Vec<Q>,
    pub searched: Option<Searched<Q>>,
}

/// How a reader can check a "missing".
#[derive(Clone, Debug, Serialize)]
pub struct Searched<Q = Span> {
    pub terms: Vec<String>,
    pub sections: Vec<usize>,
    pub nearest: Vec<Nearest<Q>>,
}

/// A sentence that comes close, and what it lacks.
#[derive(Clone, Debug, Serialize)]
pub struct Nearest<Q = Span> {
    pub quote: Q,
    pub lacks_ja: String,
    pub lacks_en: String,
}

/// A risk that the text shows.
#[derive(Clone, Debug, Serialize)]
pub struct Risk<Q = Span> {
    pub id: &'static str,
    pub severity: &'static str,
    pub title_ja: &'static str,
    pub title_en: &'static str,
    pub basis: &'static [&'static str],
    pub evidence: Vec<Q>,
    pub why_ja: String,
    pub why_en: String,
    pub advice_ja: String,
    pub advice_en: String,
}

impl<Q> Searched<Q> {
    /// The same with every quote given another way.
    pub fn map<R>(&self, f: &mut dyn FnMut(&Q) -> R) -> Searched<R> {
        Searched {
            terms: self.terms.clone(),
            sections: self.sections.clone(),
            nearest: self
                .nearest
                .iter()
                .map(|n| Nearest { quote: f(&n.quote), lacks_ja: n.lacks_ja.clone(), lacks_en: n.lacks_en.clone() })
                .collect(),
        }
    }
}

impl<Q> ChecklistItem<Q> {
    /// The same with every quote given another way.
    pub fn map<R>(&self, f: &mut dyn FnMut(&Q) -> R) -> ChecklistItem<R> {
        ChecklistItem {
            id: self.id,
            group: self.group,
            title_ja: self.title_ja,
            title_en: self.title_en,
            level: self.level,
            standard: self.standard,
            basis: self.basis,
            status: self.status,
            elements: self
                .elements
                .iter()
                .map(|e| ElementVerdict {
                    id: e.id,
                    title_ja: e.title_ja,
                    title_en: e.title_en,
                    status: e.status,
                    evidence: e.evidence.iter().map(&mut *f).collect(),
                    searched: e.searched.as_ref().map(|s| s.map(f)),
                })
                .collect(),
            evidence: self.evidence.iter().map(&mut *f).collect(),
            searched: self.searched.as_ref().map(|s| s.map(f)),
            why_ja: self.why_ja.clone(),
            why_en: self.why_en.clone(),
            advice_ja: self.advice_ja,
            advice_en: self.advice_en,
        }
    }
}

impl<Q> Risk<Q> {
    /// The same with every quote given another way.
    pub fn map<R>(&self, f: &mut dyn FnMut(&Q) -> R) -> Risk<R> {
        Risk {
            id: self.id,
            severity: self.severity,
            title_ja: self.title_ja,
            title_en: self.title_en,
            basis: self.basis,
            evidence: self.evidence.iter().map(f).collect(),
            why_ja: self.why_ja.clone(),
            why_en: self.why_en.clone(),
            advice_ja: self.advice_ja.clone(),
            advice_en: self.advice_en.clone(),
        }
    }
}
