//! Facts: the sentence that says how special care-required personal information (要配慮個人情報, 機微情報) is handled.

use super::Summary;
use crate::catalogue::{cues::sensitive as cue, topic};
use crate::document::Document;

/// Fills `sensitive`: the first sentence that names the term and says what is done, else one of its chapter.
pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let chapter: Vec<usize> = topic("sensitive").into_iter().collect();
    let said = |i: usize| {
        document.sentences.get(i).filter(|s| {
            let chars = document.view(s).chars;
            cue::HANDLED.is_match(chars) && !cue::NOT_HANDLED.is_match(chars)
        })
    };
    let named = document.find_sentences(&cue::TERM).into_iter().find_map(|(i, _)| said(i));
    let below =
        || document.find_sentences(&cue::HANDLED).into_iter().filter_map(|(i, _)| said(i)).find(|s| document.under(s.block, &chapter));
    summary.sensitive = named.or_else(below).map(|s| s.span);
}
