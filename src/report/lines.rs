//! Places for people: lines and columns, how wide characters stand on a terminal, and what of a foreign text may be shown
//! there. The renderings use it; nothing here knows a report.

use crate::text::Span;

/// Lines of a text. They end at LF, CR LF or a lone CR, as editors count them.
pub struct Lines<'t> {
    source: &'t str,
    /// First byte of each line.
    starts: Vec<usize>,
    /// (byte, characters before it), at every `STEP` bytes or so: a column far into a long line costs no walk through it.
    marks: Vec<(usize, usize)>,
}

const STEP: usize = 256;

impl<'t> Lines<'t> {
    /// Looks through the text once.
    pub fn new(source: &'t str) -> Self {
        let (mut starts, mut marks) = (vec![0], Vec::new());
        let (mut next, mut before) = (0, None);
        for (count, (byte, c)) in source.char_indices().enumerate() {
            if byte >= next {
                marks.push((byte, count));
                next = byte + STEP;
            }
            match (before, c) {
                // Its CR has begun the line one byte too early.
                (Some('\r'), '\n') => {
                    if let Some(last) = starts.last_mut() {
                        *last = byte + 1;
                    }
                }
                (_, '\n' | '\r') => starts.push(byte + 1),
                _ => {}
            }
            before = Some(c);
        }
        Lines { source, starts, marks }
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub fn place(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        (line, self.chars_before(byte).saturating_sub(self.chars_before(start)) + 1)
    }

    /// The line that holds the byte, without its end.
    pub fn line(&self, byte: usize) -> Span {
        let number = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts.get(number - 1).copied().unwrap_or_default();
        let end = self.starts.get(number).copied().unwrap_or(self.source.len());
        let words = Span::new(start, end).of(self.source);
        Span::new(start, start + words.trim_end_matches(['\r', '\n']).len())
    }

    /// How many lines the span touches.
    pub fn count(&self, span: Span) -> usize {
        let last = span.end.saturating_sub(1).max(span.start);
        self.place(last).0 + 1 - self.place(span.start).0
    }

    fn chars_before(&self, byte: usize) -> usize {
        let at = self.marks.partition_point(|m| m.0 <= byte);
        let (from, count) = at.checked_sub(1).and_then(|i| self.marks.get(i)).copied().unwrap_or_default();
        count + self.source.get(from..byte).map_or(0, |s| s.chars().count())
    }
}

/// The words of a span on one line: line breaks and runs of white space become one space.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(shown).collect()
}

/// What stands for a character of a foreign text: nothing that moves the cursor or turns the writing direction.
pub fn shown(c: char) -> char {
    match c {
        '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }
}

/// Columns a text takes on a terminal.
pub fn width(words: &str) -> usize {
    words.chars().map(char_width).sum()
}

/// Columns of a character: East Asian Wide and Fullwidth take two, marks none. Ambiguous ones (①, ■) count as one, as
/// terminals do unless told otherwise.
pub fn char_width(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36F}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5BD}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{302A}'..='\u{302F}'
        | '\u{3099}'..='\u{309A}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}'
        | '\u{FEFF}'
        | '\u{E0000}'..='\u{E01EF}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{231A}'..='\u{231B}'
        | '\u{23E9}'..='\u{23EC}'
        | '\u{2614}'..='\u{2615}'
        | '\u{2648}'..='\u{2653}'
        | '\u{26A1}'
        | '\u{2705}'
        | '\u{270A}'..='\u{270B}'
        | '\u{2728}'
        | '\u{274C}'
        | '\u{274E}'
        | '\u{2753}'..='\u{2755}'
        | '\u{2757}'
        | '\u{2795}'..='\u{2797}'
        | '\u{2B1B}'..='\u{2B1C}'
        | '\u{2B50}'
        | '\u{2B55}'
        | '\u{2E80}'..='\u{303E}'
        | '\u{3041}'..='\u{A4CF}'
        | '\u{A960}'..='\u{A97C}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE10}'..='\u{FE19}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF01}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F200}'..='\u{1F320}'
        | '\u{1F32D}'..='\u{1F335}'
        | '\u{1F337}'..='\u{1F37C}'
        | '\u{1F37E}'..='\u{1F393}'
        | '\u{1F3A0}'..='\u{1F3CA}'
        | '\u{1F3E0}'..='\u{1F3F0}'
        | '\u{1F3F8}'..='\u{1F43E}'
        | '\u{1F440}'
        | '\u{1F442}'..='\u{1F4FC}'
        | '\u{1F4FF}'..='\u{1F53D}'
        | '\u{1F550}'..='\u{1F567}'
        | '\u{1F5FB}'..='\u{1F64F}'
        | '\u{1F680}'..='\u{1F6C5}'
        | '\u{1F6EB}'..='\u{1F6EC}'
        | '\u{1F900}'..='\u{1F9FF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}

/// Whether the words take no more than so many columns. Does not walk through a long text to find out.
pub fn fits(words: &str, columns: usize) -> bool {
    words.len() <= 4 * columns && width(words) <= columns
}

/// The words within so many columns; `…` tells that there was more.
pub fn cut(words: &str, columns: usize) -> String {
    if fits(words, columns) {
        return words.to_string();
    }
    let mut used = 1;
    let kept = words.chars().take_while(|c| {
        used += char_width(*c);
        used <= columns
    });
    kept.collect::<String>() + "…"
}

/// Breaks prose into lines of so many columns: Japanese between any two characters except before closing punctuation,
/// Latin words at spaces.
pub fn wrap(words: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let latin = rest.find(|c: char| c.is_whitespace() || char_width(c) == 2).unwrap_or(rest.len());
        let (token, after) = rest.split_at(if latin == 0 { first.len_utf8() } else { latin });
        rest = after;
        let wide = width(token);
        // Closing punctuation hangs over rather than begin a line.
        let hangs = "、。，．」』）)】〉》！？…ーっッゃャゅュょョ".contains(first);
        // An opening bracket goes along with what it opens.
        let needed = if "（「『【〈《([“".contains(first) { wide + 2 } else { wide };
        if used + needed > columns && used > 0 && !hangs {
            lines.push(line.trim_end().to_string());
            (line, used) = (String::new(), 0);
        }
        if used > 0 || !first.is_whitespace() {
            line.push_str(token);
            used += wide;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_as_editors_do() {
        let source = "一二\r\n三四\r五\n\n六";
        let lines = Lines::new(source);
        let at = |c: char| lines.place(source.find(c).expect("in the text"));
        assert_eq!([at('一'), at('二'), at('三'), at('四'), at('五'), at('六')], [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (5, 1)]);
        assert_eq!(lines.line(source.find('四').expect("in the text")).of(source), "三四");
        assert_eq!(lines.line(source.len()).of(source), "六");
        assert_eq!(lines.count(Span::new(0, source.find('五').expect("in the text"))), 2);
        assert_eq!(lines.count(Span::new(0, 0)), 1);
        assert_eq!(Lines::new("").place(0), (1, 1));
    }

    #[test]
    fn columns_agree_with_counting() {
        let source = format!("x\n{}", "個a😀".repeat(300));
        let lines = Lines::new(&source);
        for (column, (byte, _)) in source[2..].char_indices().enumerate() {
            assert_eq!(lines.place(byte + 2), (2, column + 1));
        }
    }

    #[test]
    fn widths() {
        assert_eq!(width("個人a"), 5);
        assert_eq!(width("ｶﾞ"), 2);
        assert_eq!(width("か\u{3099}"), 2);
        assert_eq!(width("Ａ〜①"), 2 + 2 + 1);
        assert_eq!(width("𠮷😀"), 4);
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(one_line("a\u{1b}[31m\n b\u{202E}c\t\u{2028}d"), "a\u{FFFD}[31m b\u{FFFD}c d");
        assert_eq!(('\0'..='\u{2FFFF}').find(|c| shown(*c).is_control()), None);
    }

    #[test]
    fn prose_is_broken_where_it_may_be() {
        assert_eq!(wrap("個人情報。保護、法", 8), ["個人情報。", "保護、法"]);
        assert_eq!(wrap("not found in this document", 10), ["not found", "in this", "document"]);
        assert_eq!(wrap("個人（情報）", 6), ["個人", "（情報）"]);
        assert!(wrap("", 10).is_empty());
        assert_eq!(cut("個人情報保護", 7), "個人情…");
        assert_eq!(cut("個人情報", 8), "個人情報");
    }
}
