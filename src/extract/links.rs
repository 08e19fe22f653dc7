//! Facts: addresses of pages the text points to.

use super::Summary;
use crate::document::Document;
use crate::text::Span;

/// Most links listed.
const MOST: usize = 100;

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let source = document.source;
    // Each beginning is looked for once in the whole text.
    let mut starts: Vec<usize> =
        ["http://", "https://", "www."].iter().flat_map(|p| source.match_indices(p)).map(|(start, _)| start).collect();
    starts.sort_unstable();
    let mut end = 0;
    for start in starts {
        // 「http://www.…」 is one address.
        if start < end {
            continue;
        }
        let rest = source.get(start..).unwrap_or_default();
        let run = rest.find(|c: char| !in_address(c)).map_or(rest, |n| rest.get(..n).unwrap_or_default());
        let words = run.trim_end_matches(['.', ',', ':', ';', ')', ']', '\'', '!', '?']);
        let span = Span::new(start, start + words.len());
        if words.len() > 10 && summary.links.len() < MOST && !summary.links.iter().any(|l| l.of(source) == words) {
            summary.links.push(span);
        }
        end = start + run.len();
    }
}

/// A character of an address as people write it in running text.
fn in_address(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '|' | '\\' | '^' | '`' | '{' | '}')
}
