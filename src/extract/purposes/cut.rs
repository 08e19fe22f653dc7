//! Cutting a purpose out of its line: table cells, bullets inside a cell, inline numbers, marks at either end.

use crate::document::Document;
use crate::text::Span;

/// Cells of a table row.
pub fn cells(document: &Document<'_>, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    for cell in span.of(document.source).split('\t') {
        let s = Span::new(start, start + cell.len()).trim(document.source);
        if !s.is_empty() {
            out.push(s);
        }
        start += cell.len() + 1;
    }
    out
}

/// Parts of a cell that begin with a bullet.
pub fn bullets(source: &str, span: Span) -> Vec<Span> {
    let words = span.of(source);
    let mut cuts = vec![0];
    let mut blank = true;
    for (at, c) in words.char_indices() {
        if blank && matches!(c, '・' | '･' | '●' | '■' | '○') {
            cuts.push(at);
        }
        blank = c.is_whitespace();
    }
    parts(span, &cuts, words.len())
}

/// Entries of a table's cell: at bullets, at 。, and at wide blanks where every part can be an entry.
pub fn entries(source: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    for part in bullets(source, span) {
        for sentence in split(source, part, |c| c == '。') {
            let words = split(source, sentence, |c| matches!(c, '\u{3000}' | '\u{2002}' | '\u{2003}'));
            let each = words.len() > 1 && words.iter().all(|w| w.of(source).chars().count() > 2);
            if each { out.extend(words) } else { out.push(sentence) }
        }
    }
    out
}

/// The parts between such characters, trimmed.
fn split(source: &str, span: Span, at: impl Fn(char) -> bool) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = span.start;
    for piece in span.of(source).split_inclusive(&at) {
        let words = Span::new(from, from + piece.trim_end_matches(&at).len()).trim(source);
        if !words.is_empty() {
            out.push(words);
        }
        from += piece.len();
    }
    out
}

/// Entries on one line: 「商品の発送のため。代金の請求のため。」, 「受注管理 / 商品の発送 / お問い合わせへの対応」.
pub fn listed(source: &str, span: Span) -> Vec<Span> {
    let ends = |s: &Span| s.of(source).trim_end_matches(['等', '。']).ends_with(['め', '為']) && s.of(source).chars().count() > 5;
    let whole = |s: &Span| {
        let words = s.of(source);
        let goes_on = ["又", "また", "及び", "および", "並び", "ならび", "もしく"].iter().any(|w| words.starts_with(w));
        !goes_on && words.chars().count() > 2 && words.matches(['(', '（']).count() == words.matches([')', '）']).count()
    };
    for mark in ['。', '、'] {
        let parts = split(source, span, |c| c == mark);
        if parts.len() > 1 && parts.iter().all(|p| ends(p) && whole(p)) {
            return parts;
        }
    }
    // Lines that all but the last end in 、 are a list.
    let lines = split(source, span, |c| c == '\n');
    if lines.len() > 2 && lines.iter().rev().skip(1).all(|l| l.of(source).ends_with('、')) {
        return lines;
    }
    let parts = split(source, span, |c| matches!(c, '/' | '／'));
    if parts.len() > 2 && parts.iter().all(whole) { parts } else { vec![span] }
}

/// Parts of an entry at ①②③ or (1)(2)(3), if there are several.
pub fn numbered(source: &str, span: Span) -> Vec<Span> {
    // The first number may have been taken for the line's marker.
    let before = source.get(..span.start).map_or("", str::trim_end);
    let span = if before.ends_with('①') && span.of(source).contains('②') {
        Span::new(before.len() - '①'.len_utf8(), span.end)
    } else {
        span
    };
    let words = span.of(source);
    let mut cuts = vec![0];
    let mut next = 1;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let circled = ('①'..='⑳').contains(&c).then(|| c as u32 - '①' as u32 + 1);
        let digit =
            chars.peek().map(|x| x.1).and_then(|d| d.to_digit(10).or_else(|| ('１'..='９').contains(&d).then(|| d as u32 - '０' as u32)));
        let closed = words.get(at..).and_then(|w| w.chars().nth(2)).is_some_and(|x| matches!(x, ')' | '）'));
        let number = circled.or(digit.filter(|_| closed && matches!(c, '(' | '（')));
        if number == Some(next) {
            cuts.push(at);
            next += 1;
        }
    }
    if next < 3 { vec![span] } else { parts(span, &cuts, words.len()) }
}

pub fn parts(span: Span, cuts: &[usize], len: usize) -> Vec<Span> {
    let ends = cuts.iter().skip(1).copied().chain([len]);
    cuts.iter().copied().zip(ends).map(|(a, b)| Span::new(span.start + a, span.start + b)).filter(|s| !s.is_empty()).collect()
}

/// Without marks at either end.
pub fn tidy(source: &str, span: Span) -> Span {
    let words = span.of(source);
    let start = words.trim_start_matches(|c: char| c.is_whitespace() || "・･●■○-:：、。，．)）".contains(c) || ('①'..='⑳').contains(&c));
    let start = match start.chars().next() {
        // 「（1）」 of an inline list.
        Some('(' | '（')
            if start.chars().nth(1).is_some_and(|c| c.is_numeric()) && start.chars().nth(2).is_some_and(|c| matches!(c, ')' | '）')) =>
        {
            let skip: usize = start.chars().take(3).map(char::len_utf8).sum();
            start.get(skip..).unwrap_or_default().trim_start()
        }
        _ => start,
    };
    let from = span.start + (words.len() - start.len());
    let end = start.trim_end_matches(|c: char| c.is_whitespace() || "。．.;；、，,：:".contains(c)).len();
    Span::new(from, from + end)
}
