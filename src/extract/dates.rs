//! Facts: dates of the policy: established, revised, effective, previous versions.
//!
//! A date counts when a word right before or behind it says so, when it stands alone at the head or foot of the policy,
//! or in the list of past versions. Dates of laws, of the company, of campaigns do not.

use super::Summary;
use super::facts::PolicyDate;
use super::operator::gap;
use crate::catalogue::cues::dates as cue;
use crate::document::Document;
use crate::text::{Span, View, date};
use std::cell::LazyCell;

/// A date may stand at the end of a longer sentence only in an 附則 or the like; lists of facts are short.
const CLOSE: usize = 24;

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let dates = &mut summary.dates;
    for b in 0..document.blocks.len() {
        let known = dates.len();
        read(document, b, dates);
        // The same line above the text and below it is one date.
        let words = |d: &PolicyDate| d.quote.of(document.source);
        for i in (known..dates.len()).rev() {
            let again = dates.get(i).is_some_and(|d| dates.iter().take(known).any(|k| k.kind == d.kind && words(k) == words(d)));
            if again {
                dates.remove(i);
            }
        }
    }
}

fn read(document: &Document<'_>, b: usize, out: &mut Vec<PolicyDate>) {
    let view = document.block_view(b);
    let dates = date::dates(view.chars);
    let past = document.section_of(b).is_some_and(|s| s.heading.is_some_and(|h| cue::PAST.is_match(document.block_view(h).chars)));
    // What is asked about the whole block is asked once, however many dates it has.
    let listed = LazyCell::new(|| past || cue::PAST.is_match(view.chars));
    let alone = LazyCell::new(|| alone(document, b, view));
    let mut ended = 0;
    // 「改定 2017年…、2022年…」: what the date before this one was, and where it ended.
    let mut last: Option<(&'static str, usize)> = None;
    let mut i = 0;
    while let Some(d) = dates.get(i) {
        i += 1;
        // A range of a past version.
        if let Some(end) = dates.get(i)
            && cue::RANGE.is_match(view.slice(d.to, end.from).chars)
            && end.from - d.to <= 2
        {
            if *listed {
                out.push(entry(document, view, d.from, end.to, d, "previous"));
            }
            ended = end.to;
            i += 1;
            continue;
        }
        let next = dates.get(i).map_or(view.len(), |n| n.from);
        let before = view.slice(ended.max(d.from.saturating_sub(CLOSE)), d.from);
        let after = view.slice(d.to, next.min(d.to + CLOSE));
        ended = d.to;
        let other = cue::OTHER.is_match(before.chars) || cue::OTHER_AFTER.is_match(after.chars);
        // 「2023年4月1日改定」: the word behind wins, unless the line puts its words before the dates.
        let label = cue::BEFORE.find(before.chars, 0).filter(|m| m.group.1 > m.group.0);
        let behind = cue::AFTER.find(after.chars, 0);
        let (from, to, words) = match (label, behind) {
            (Some(m), _) => {
                let from = d.from - before.len() + m.group.0;
                (from, d.to, view.slice(from, d.from))
            }
            (None, Some(m)) => {
                ended = d.to + m.group.1;
                (d.from, d.to + m.group.1, view.slice(d.to, d.to + m.group.1))
            }
            (None, None) => {
                if let Some((kind, _)) = last.filter(|(_, end)| cue::NEXT.is_match(view.slice(*end, d.from).chars) && d.from > *end) {
                    out.push(entry(document, view, d.from, d.to, d, kind));
                    last = Some((kind, d.to));
                } else if past && d.from == 0 && view.len() <= 2 * CLOSE && !other {
                    // 「2022/4/1 法改正に伴う改定」 in the list of versions.
                    let words = view.chars;
                    let kind = match (cue::REVISED.is_match(words), cue::ESTABLISHED.is_match(words)) {
                        (true, _) => "revised",
                        (_, true) => "established",
                        _ => "previous",
                    };
                    out.push(entry(document, view, d.from, d.to, d, kind));
                } else if !other && (*alone || d.from == 0 && dates.len() == 1 && signs(document, b, view, d.to)) {
                    let kind = kind_above(document, b);
                    out.push(entry(document, view, d.from, d.to, d, kind));
                }
                continue;
            }
        };
        if other || d.month.is_none() && view.len() > CLOSE {
            continue;
        }
        if past && !cue::REVISED.is_match(words.chars) && !cue::ESTABLISHED.is_match(words.chars) {
            out.push(entry(document, view, from, to, d, "previous"));
            continue;
        }
        if cue::BOTH.is_match(words.chars) {
            // One date, two facts: the first quote ends with the first word.
            let established = cue::ESTABLISHED.find(view.slice(from, to).chars, 0).map_or(to, |m| (from + m.to).max(d.to));
            out.push(entry(document, view, from, established, d, "established"));
            out.push(entry(document, view, from, to, d, "effective"));
            continue;
        }
        let kind = if cue::REVISED.is_match(words.chars) {
            "revised"
        } else if cue::ESTABLISHED.is_match(words.chars) {
            "established"
        } else {
            "effective"
        };
        out.push(entry(document, view, from, to, d, kind));
        last = Some((kind, to)).filter(|_| to == d.to);
    }
}

fn entry(document: &Document<'_>, view: View<'_>, from: usize, to: usize, d: &date::Date, kind: &'static str) -> PolicyDate {
    let span: Span = document.span_of(view, from, to).trim(document.source);
    let words = span.of(document.source).trim_start_matches(['（', '(', '「', '[']);
    let start = span.end - words.len();
    let open = |s: &str| s.contains(['（', '(']);
    // 「(制定)2005年…」 keeps its bracket; one that closes the whole remark stays outside.
    let before = document.source.get(..start).unwrap_or_default();
    if !open(words) && words.contains(['）', ')']) && !words.ends_with(['）', ')']) && before.ends_with(['（', '(']) {
        let bracket = before.chars().next_back().map_or(0, char::len_utf8);
        return PolicyDate { quote: Span::new(start - bracket, span.end), date: d.iso(), kind };
    }
    let words = if open(words) { words } else { words.trim_end_matches(['）', ')']) };
    PolicyDate { quote: Span::new(start, start + words.len()), date: d.iso(), kind }
}

/// The line is a date alone, at the head or the foot of the document or of a policy in it, or below a line that says what it is.
fn alone(document: &Document<'_>, b: usize, view: View<'_>) -> bool {
    let place = b < 4 || b + 8 >= document.blocks.len();
    cue::ONLY.is_match(view.chars) && (place || label_above(document, b) || below_title(document, b) || above_signature(document, b))
}

/// 「2020年4月1日　…商店」 in one of the last lines.
fn signs(document: &Document<'_>, b: usize, view: View<'_>, end: usize) -> bool {
    let name = view.slice(end, view.len()).chars;
    let formal = cue::SIGNATURE.is_match(name) && is_name(name);
    (2..=40).contains(&name.len()) && gap(view, end) && (formal || is_name(name) && b + 3 >= document.blocks.len())
}

fn is_name(chars: &[char]) -> bool {
    !chars.iter().any(|c| "、。:;・".contains(*c))
}

/// 「個人情報の取扱いについて」, and the date.
fn below_title(document: &Document<'_>, b: usize) -> bool {
    b.checked_sub(1).is_some_and(|p| cue::TITLE.is_match(document.block_view(p).chars))
}

/// The date, and 「株式会社…」 or 「代表取締役…」.
fn above_signature(document: &Document<'_>, b: usize) -> bool {
    let next = document.block_view(b + 1).chars;
    next.len() <= 40 && !next.iter().any(|c| "、。:".contains(*c)) && cue::SIGNATURE.is_match(next)
}

fn label_above(document: &Document<'_>, b: usize) -> bool {
    b.checked_sub(1).is_some_and(|p| cue::LABEL_LINE.is_match(document.block_view(p).chars))
}

fn kind_above(document: &Document<'_>, b: usize) -> &'static str {
    let above = b.checked_sub(1).map(|p| document.block_view(p).chars).filter(|_| label_above(document, b)).unwrap_or_default();
    // 「制定」, a date, and another below it.
    if cue::REVISED.is_match(above) || b.checked_sub(1).is_some_and(|p| cue::ONLY.is_match(document.block_view(p).chars)) {
        "revised"
    } else if cue::EFFECTIVE.is_match(above) {
        "effective"
    } else {
        "established"
    }
}
