//! Facts: addresses of pages the text points to.

use super::Summary;
use crate::document::Document;
use crate::text::Span;

/// Most links listed.
const MOST: usize = 100;

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let source = document.source;
    let mut at = 0;
    while let Some(found) = source.get(at..).and_then(next) {
        let start = at + found;
        let rest = source.get(start..).unwrap_or_default();
        let run = rest.find(|c: char| !in_address(c)).map_or(rest, |n| rest.get(..n).unwrap_or_default());
        let words = run.trim_end_matches(['.', ',', ':', ';', ')', ']', '\'', '!', '?']);
        let span = Span::new(start, start + words.len());
        if words.len() > 10 && summary.links.len() < MOST && !summary.links.iter().any(|l| l.of(source) == words) {
            summary.links.push(span);
        }
        at = start + run.len().max(1);
    }
}

/// Byte offset of the next address.
fn next(rest: &str) -> Option<usize> {
    ["http://", "https://", "www."].iter().filter_map(|p| rest.find(p)).min()
}

/// A character of an address as people write it in running text.
fn in_address(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '|' | '\\' | '^' | '`' | '{' | '}')
}
