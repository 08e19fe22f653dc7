//! Addresses of the text: where one begins, how far it runs over lines, and whether it is more than a place in a sentence.

use super::operator::gap;
use crate::catalogue::cues::people as cue;
use crate::document::Document;
use crate::text::{Span, View};

/// An address of the text.
pub(super) struct Address {
    pub block: usize,
    /// From the prefecture on.
    pub span: Span,
    /// With the postal code before it, where there is one.
    pub full: Span,
    /// A label, a postal code or a line of its own: not just a place named in a sentence.
    pub plain: bool,
    /// 「住所」 or the like stands before it.
    pub labelled: bool,
}

/// All addresses, in order.
pub(super) fn addresses(document: &Document<'_>) -> Vec<Address> {
    let mut out: Vec<Address> = Vec::new();
    for (b, block) in document.blocks.iter().enumerate() {
        if out.last().is_some_and(|a| a.span.end > block.span.start) {
            continue;
        }
        let view = block.folded.view();
        let below_code = b
            .checked_sub(1)
            .map(|p| document.block_view(p).chars)
            .is_some_and(|p| p.len() <= 14 && (cue::ZIP.is_match(p) || cue::ADDRESS_LABEL.is_match(p)));
        let bare = if below_code { cue::ADDRESS_BARE.find(view.chars, 0) } else { cue::ADDRESS_PLACED.find(view.chars, 0) };
        let found = cue::ADDRESS.find_all(view.chars);
        // Looked for once: a line of many addresses must not be read from its start for each.
        let label = if found.is_empty() && bare.is_none() { None } else { cue::ADDRESS_LABEL.find(view.chars, 0).map(|m| m.to) };
        for m in found.into_iter().chain(bare) {
            if let Some(a) = address(document, b, view, m.group, label)
                && out.last().is_none_or(|last| !last.span.overlaps(a.span))
            {
                out.push(a);
            }
        }
    }
    out
}

/// Longest postal code with its mark, in folded characters.
const ZIP: usize = 10;

/// The address at `from..to`. `label`: where the first label of the line ends.
fn address(document: &Document<'_>, b: usize, view: View<'_>, (from, to): (usize, usize), label: Option<usize>) -> Option<Address> {
    let end = cue::ADDRESS_END.find(view.slice(from, to).chars, 3).map_or(to, |m| from + m.from);
    // 「…1-1 みなと水産株式会社」: the name began behind the blank.
    let cut_name = end < to && !gap(view, end) && cue::LEGAL_FORM.find(view.slice(end, to).chars, 0).is_some_and(|m| m.from == 0);
    let end = (from + 4..end).rev().find(|&at| cut_name && gap(view, at)).unwrap_or(end);
    let mut chars: Vec<char> = view.slice(from, end).chars.to_vec();
    let mut span = document.span_of(view, from, end);
    // It goes on in the next lines: the rest of the number, a building.
    if end == view.len() {
        for next in [b + 1, b + 2] {
            let Some(n) = document.blocks.get(next) else { break };
            let words = n.folded.view().chars;
            let number = cue::ADDRESS_NUMBER.is_match(&chars);
            let goes_on = n.marker.is_none()
                && words.len() <= 40
                && !cue::PHONE.is_match(words)
                && !words.contains(&':')
                && !cue::LEGAL_FORM.is_match(words)
                && !cue::ADDRESS_LABEL.is_match(words);
            if !(goes_on && ((!number && cue::ADDRESS_LINE.is_match(words)) || cue::BUILDING.is_match(words))) {
                break;
            }
            chars.extend(words);
            span = span.to(n.span);
        }
    }
    let ok = cue::ADDRESS_PLACE.is_match(&chars) && cue::ADDRESS_NUMBER.is_match(&chars) && !cue::ADDRESS_NOT.is_match(&chars);
    if !ok || cue::MASK.is_match(&chars) && chars.iter().any(|c| "○〇◯●△*×".contains(*c)) {
        return None;
    }
    let span = span.trim(document.source);
    let mut full = span;
    let before = view.slice(from.saturating_sub(ZIP), from);
    let tail = cue::ZIP_TAIL.find(before.chars, 0);
    if let Some(m) = tail {
        full = document.span_of(before, m.from, m.to).to(span);
    } else if let Some(previous) = b.checked_sub(1).and_then(|p| document.blocks.get(p)).filter(|_| from == 0)
        && let Some(m) = cue::ZIP_TAIL.find(previous.folded.view().chars, 0)
    {
        full = document.span_of(previous.folded.view(), m.from, m.to).to(span);
    }
    let label = label.is_some_and(|end| end <= from)
        || b.checked_sub(1).is_some_and(|p| document.block_view(p).len() < 12 && cue::ADDRESS_LABEL.is_match(document.block_view(p).chars));
    // 「代理店：…」, 「本店 …」: a short label of any kind, and nothing behind.
    let rest = view.slice(end, view.len()).chars;
    let ends = rest.is_empty() || cue::PHONE_LABEL.find(rest, 0).is_some_and(|m| m.from == 0);
    let set_off = label || from <= 12 && ends && !before.chars.iter().any(|c| "、。".contains(*c));
    Some(Address { block: b, span, full, plain: full != span || set_off, labelled: label })
}
