//! Cue rules on sentences: `proof`, `exclude`, `required`, `topics`, `reach` of the catalogue.

use crate::catalogue::{Reach, Rule};
use crate::document::Document;
use crate::text::{Cues, Span};

/// Most quotes a rule gives.
const MOST: usize = 12;

/// The quotes that prove a rule, in the order of the text; empty where it does not hold.
pub fn quotes(document: &Document<'_>, rule: &Rule) -> Vec<Span> {
    let mut excluded = Reached::default();
    let mut required = Reached::default();
    document
        .find_sentences(&rule.proof)
        .into_iter()
        .filter_map(|(index, m)| {
            let sentence = document.sentences.get(index)?;
            if !rule.topics.is_empty() && !document.under(sentence.block, rule.topics) {
                return None;
            }
            if excluded.by(document, &rule.exclude, index, rule.reach)
                || (!rule.required.is_empty() && !required.by(document, &rule.required, index, rule.reach))
            {
                return None;
            }
            Some(document.span(document.view(sentence), m))
        })
        .take(MOST)
        .collect()
}

/// [`within`] for sentence after sentence: those of one block or section have the same answer, and a long list must not
/// be read through for each of its items.
#[derive(Default)]
struct Reached {
    last: Option<(usize, bool)>,
}

impl Reached {
    fn by(&mut self, document: &Document<'_>, cues: &Cues, sentence: usize, reach: Reach) -> bool {
        let block = document.sentences.get(sentence).map(|s| s.block);
        let shared = match reach {
            Reach::Sentence => None,
            Reach::Block => block,
            Reach::Section => block.and_then(|b| document.blocks.get(b)).map(|b| b.section),
        };
        match (self.last, shared) {
            (Some((key, answer)), Some(now)) if key == now => answer,
            _ => {
                let answer = within(document, cues, sentence, reach);
                self.last = shared.map(|key| (key, answer));
                answer
            }
        }
    }
}

/// Do the cues match within reach of the sentence? `Block` includes the paragraph that introduces the list of an item,
/// `Section` the section's heading.
pub fn within(document: &Document<'_>, cues: &Cues, sentence: usize, reach: Reach) -> bool {
    let Some(s) = document.sentences.get(sentence) else { return false };
    if cues.is_empty() {
        return false;
    }
    if cues.find_in(document.view(s).chars, &s.filter).is_some() {
        return true;
    }
    let block_has = |b: usize| document.sentences_of(b).iter().any(|s| cues.find_in(document.view(s).chars, &s.filter).is_some());
    match reach {
        Reach::Sentence => false,
        Reach::Block => {
            let mut block = Some(s.block);
            while let Some(b) = block {
                if block_has(b) {
                    return true;
                }
                block = document.blocks.get(b).and_then(|x| x.lead).filter(|lead| *lead < b);
            }
            false
        }
        Reach::Section => document.section_of(s.block).is_some_and(|section| (section.blocks.0..section.blocks.1).any(block_has)),
    }
}
