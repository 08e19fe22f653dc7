//! Proof of absence: the terms looked for, the sections read, and the nearest sentences with what each lacks.

use super::outcome::{Nearest, Searched};
use super::{Reading, Verdict};
use crate::catalogue::{Element, REQUIREMENTS, Requirement, Text};
use crate::document::{BlockKind, Document, Sentence};
use crate::text::filter::pair;
use crate::text::{Span, fold::fold_str};
use std::sync::LazyLock;

/// Most sentences shown as near.
const MOST: usize = 3;

/// How the reader can check that an element is not there. Near to it are only sentences that its own hints find.
pub fn element(reading: &Reading<'_, '_>, verdict: &Verdict, element: &Element) -> Searched {
    Searched {
        terms: terms(verdict.requirement),
        sections: sections(reading.document, &[element]),
        nearest: hinted(reading.document, &[element]),
    }
}

/// How the reader can check that a requirement is not met; `lacking`: its elements that are wanted and not there.
pub fn requirement(reading: &Reading<'_, '_>, verdict: &Verdict, lacking: &[&Element]) -> Searched {
    let document = reading.document;
    let mut nearest = hinted(document, lacking);
    if nearest.is_empty() {
        // A lone element says better than the title what is not there.
        let (ja, en) = match lacking {
            [e] => lacks(e),
            _ => (lacks_ja(&verdict.requirement.title), lacks_en(&verdict.requirement.title)),
        };
        nearest = similar(document, verdict.requirement)
            .into_iter()
            .map(|quote| Nearest { quote, lacks_ja: ja.clone(), lacks_en: en.clone() })
            .collect();
    }
    Searched { terms: terms(verdict.requirement), sections: sections(document, lacking), nearest }
}

fn terms(requirement: &Requirement) -> Vec<String> {
    requirement.terms.iter().map(|t| t.to_string()).collect()
}

/// The sections under the elements' topics. Facts are read everywhere, and so are elements without a topic, or whose
/// topic no heading has: then it is the whole text, the part before the first heading included.
fn sections(document: &Document<'_>, elements: &[&Element]) -> Vec<usize> {
    let topics: Vec<usize> = elements.iter().flat_map(|e| e.rule.topics).copied().collect();
    let everywhere = elements.is_empty() || elements.iter().any(|e| e.rule.topics.is_empty() || !e.fact.is_empty());
    let related = |topics: &[usize], list: &[usize]| topics.iter().any(|t| list.contains(t));
    let found: Vec<usize> = document
        .sections
        .iter()
        .enumerate()
        .filter(|(_, s)| !everywhere && (related(&topics, &s.topics) || related(&topics, &s.inherited)))
        .map(|(i, _)| i)
        .collect();
    if found.is_empty() { (0..document.sections.len()).collect() } else { found }
}

/// Sentences that the elements' hints find, a few of each element.
fn hinted(document: &Document<'_>, elements: &[&Element]) -> Vec<Nearest> {
    let mut out: Vec<Nearest> = Vec::new();
    for e in elements {
        for (index, _) in document.find_sentences(&e.hint).into_iter().take(MOST) {
            if let Some(s) = document.sentences.get(index)
                && out.iter().all(|n| n.quote.of(document.source) != s.span.of(document.source))
            {
                let (lacks_ja, lacks_en) = lacks(e);
                out.push(Nearest { quote: s.span, lacks_ja, lacks_en });
            }
        }
    }
    out.truncate(MOST);
    out
}

fn lacks(element: &Element) -> (String, String) {
    let given = &element.lacks;
    let ja = if given.ja.is_empty() { lacks_ja(&element.title) } else { given.ja.to_string() };
    let en = if given.en.is_empty() { lacks_en(&element.title) } else { given.en.to_string() };
    (ja, en)
}

fn lacks_ja(title: &Text) -> String {
    format!("「{}」を述べていません", title.ja)
}

fn lacks_en(title: &Text) -> String {
    format!("does not state “{}”", title.en)
}

/// A wording looked for, folded, without the words that every policy is full of, and its character pairs.
struct Term {
    chars: Vec<char>,
    pairs: Vec<u16>,
}

/// Words that make no sentence a near one.
const COMMON: [&str; 4] = ["個人情報", "個人データ", "お客様", "場合"];

/// Shortest sentence that says something, in folded characters.
const SENTENCE: usize = 10;

/// Fewest characters of the terms that a near sentence has.
const NEAR: usize = 4;

/// The terms of every requirement, in catalogue order.
static TERMS: LazyLock<Vec<Vec<Term>>> =
    LazyLock::new(|| REQUIREMENTS.iter().map(|r| r.terms.iter().filter_map(|t| term(t)).collect()).collect());

fn term(written: &str) -> Option<Term> {
    let chars: Vec<char> = COMMON.iter().fold(fold_str(written), |t, word| t.replace(word, "")).chars().collect();
    let pairs: Vec<u16> = chars.iter().zip(chars.iter().skip(1)).map(|(a, b)| pair(*a, *b)).collect();
    (!pairs.is_empty()).then_some(Term { chars, pairs })
}

/// The sentences that hold most of the wordings looked for, or most of one: what a person would have found by searching.
fn similar(document: &Document<'_>, requirement: &Requirement) -> Vec<Span> {
    let Some(terms) = REQUIREMENTS.iter().position(|r| r.id == requirement.id).and_then(|i| TERMS.get(i)) else { return Vec::new() };
    let terms: Vec<&Term> = terms.iter().filter(|t| t.pairs.iter().filter(|p| document.filter.has(**p)).count() >= t.least() - 1).collect();
    let mut scored: Vec<(usize, usize, Span)> = document
        .sentences
        .iter()
        .filter(|s| s.to - s.from >= SENTENCE && document.blocks.get(s.block).is_some_and(|b| b.kind != BlockKind::Heading))
        .map(|s| (terms.iter().map(|t| t.held(document, s)).sum::<usize>(), s.to - s.from, s.span))
        .filter(|x| x.0 >= NEAR)
        .collect();
    scored.sort_by_key(|x| (std::cmp::Reverse(x.0), x.1, x.2));
    let mut out: Vec<Span> = Vec::new();
    for (_, _, span) in scored {
        // A sentence that comes twice is shown once.
        if out.len() < MOST && out.iter().all(|o| o.of(document.source) != span.of(document.source)) {
            out.push(span);
        }
    }
    out
}

impl Term {
    /// Fewest characters of it, in one piece, that count: a short one whole, of a long one three in four.
    fn least(&self) -> usize {
        (self.chars.len() * 3).div_ceil(4).max(NEAR.min(self.chars.len()))
    }

    /// Characters of the longest piece of it that the sentence holds; 0 where that is too short.
    fn held(&self, document: &Document<'_>, sentence: &Sentence) -> usize {
        // The filter may have a pair that the sentence has not, never the other way round.
        if self.pairs.iter().filter(|p| sentence.filter.has(**p)).count() + 1 < self.least() {
            return 0;
        }
        let chars = document.view(sentence).chars;
        (self.least()..=self.chars.len())
            .rev()
            .find(|&n| self.chars.windows(n).any(|piece| chars.windows(n).any(|w| w == piece)))
            .unwrap_or(0)
    }
}
