//! Proof of absence: the terms looked for, the sections read, and the nearest sentences with what each lacks.

use super::outcome::{Nearest, Searched};
use super::{Reading, Verdict};
use crate::catalogue::{Element, Text};
use crate::document::BlockKind;
use crate::text::pattern::pair;
use crate::text::{Span, fold::fold_str};

/// How the reader can check that an element is not there. `near`: the sentences of [`similar`].
pub fn element(reading: &Reading<'_, '_>, verdict: &Verdict, element: &Element, near: &[Span]) -> Searched {
    search(reading, verdict, &[element], near)
}

/// How the reader can check that a requirement is not met.
pub fn requirement(reading: &Reading<'_, '_>, verdict: &Verdict, near: &[Span]) -> Searched {
    let missing: Vec<&Element> =
        verdict.requirement.elements.iter().zip(&verdict.elements).filter(|(_, quotes)| quotes.is_empty()).map(|(e, _)| e).collect();
    search(reading, verdict, &missing, near)
}

fn search(reading: &Reading<'_, '_>, verdict: &Verdict, elements: &[&Element], near: &[Span]) -> Searched {
    let document = reading.document;
    let topics: Vec<usize> = elements.iter().flat_map(|e| e.rule.topics).copied().collect();
    // Rules without a topic read every section.
    let everywhere = elements.is_empty() || elements.iter().any(|e| e.rule.topics.is_empty());
    let sections = document
        .sections
        .iter()
        .enumerate()
        .filter(|(_, s)| s.blocks.1 > s.blocks.0 && (everywhere || topics.iter().any(|t| s.topics.contains(t) || s.inherited.contains(t))))
        .map(|(i, _)| i)
        .collect();
    let mut nearest: Vec<Nearest> = Vec::new();
    for e in elements {
        for (index, _) in document.find_sentences(&e.hint).into_iter().take(3) {
            if let Some(s) = document.sentences.get(index) {
                push(&mut nearest, s.span, e);
            }
        }
    }
    if nearest.is_empty() {
        for &span in near {
            if let Some(e) = elements.first() {
                push(&mut nearest, span, e);
            } else {
                let title = &verdict.requirement.title;
                nearest.push(Nearest { quote: span, lacks_ja: lacks_ja(title), lacks_en: lacks_en(title) });
            }
        }
    }
    nearest.truncate(3);
    Searched { terms: verdict.requirement.terms.iter().map(|t| t.to_string()).collect(), sections, nearest }
}

fn push(nearest: &mut Vec<Nearest>, quote: Span, element: &Element) {
    if nearest.iter().any(|n| n.quote == quote) {
        return;
    }
    let given = &element.lacks;
    let lacks_ja = if given.ja.is_empty() { lacks_ja(&element.title) } else { given.ja.to_string() };
    let lacks_en = if given.en.is_empty() { lacks_en(&element.title) } else { given.en.to_string() };
    nearest.push(Nearest { quote, lacks_ja, lacks_en });
}

fn lacks_ja(title: &Text) -> String {
    format!("「{}」を述べていません", title.ja)
}

fn lacks_en(title: &Text) -> String {
    format!("does not state “{}”", title.en)
}

/// The sentences that share most character pairs with the terms of a requirement, at least three.
pub fn similar(reading: &Reading<'_, '_>, terms: &[&str]) -> Vec<Span> {
    let document = reading.document;
    let pairs: Vec<u16> = terms
        .iter()
        .flat_map(|t| {
            let chars: Vec<char> = fold_str(t).chars().collect();
            chars.iter().zip(chars.iter().skip(1)).map(|(a, b)| pair(*a, *b)).collect::<Vec<_>>()
        })
        .collect();
    let mut scored: Vec<(usize, usize, Span)> = document
        .sentences
        .iter()
        .filter(|s| document.blocks.get(s.block).is_some_and(|b| b.kind != BlockKind::Heading))
        .map(|s| (pairs.iter().filter(|p| s.filter.has(**p)).count(), s.to - s.from, s.span))
        .filter(|x| x.0 >= 3)
        .collect();
    scored.sort_by_key(|x| (std::cmp::Reverse(x.0), x.1, x.2));
    scored.into_iter().take(3).map(|x| x.2).collect()
}
