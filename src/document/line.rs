//! Logical lines: trimmed, with their marker, and with the pieces of a hard-wrapped line joined again.

use super::marker::{Marker, marker};
use crate::text::Span;

/// A line as its author meant it. `pieces` are the source lines it was cut into, without marker and margins.
#[derive(Debug)]
pub struct Line {
    pub pieces: Vec<Span>,
    pub marker: Option<Marker>,
    /// Blank lines stand before it.
    pub gap: bool,
}

struct Raw<'t> {
    text: &'t str,
    start: usize,
    gap: bool,
    width: usize,
}

/// Logical lines of the source, and whether it is wrapped at a margin.
pub fn lines(source: &str) -> (Vec<Line>, bool) {
    let raw = raw_lines(source);
    let margin = margin(&raw);
    let mut out: Vec<Line> = Vec::new();
    for (i, r) in raw.iter().enumerate() {
        let found = marker(r.text);
        let previous = i.checked_sub(1).and_then(|j| raw.get(j));
        if let (Some(p), Some(last)) = (previous, out.last_mut())
            && found.is_none_or(|m| m.len >= r.text.len())
            && continues(p, r, margin)
        {
            last.pieces.push(Span::new(r.start, r.start + r.text.len()));
            continue;
        }
        let skip = found.map_or(0, |m| m.len);
        let start = r.start + skip.min(r.text.len());
        out.push(Line { pieces: vec![Span::new(start, r.start + r.text.len())], marker: found, gap: r.gap });
    }
    (out, margin.is_some())
}

fn raw_lines(source: &str) -> Vec<Raw<'_>> {
    let (mut out, mut start, mut gap) = (Vec::new(), 0, true);
    for piece in source.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}']) {
        let lead = piece.len() - piece.trim_start_matches(blank).len();
        let text = piece.trim_matches(blank);
        if text.is_empty() {
            // The second half of CR LF is no blank line.
            gap |= !(piece == "\n" && start > 0 && source.as_bytes().get(start - 1) == Some(&b'\r'));
        } else {
            out.push(Raw { text, start: start + lead, gap, width: width(text) });
            gap = false;
        }
        start += piece.len();
    }
    out
}

fn blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

/// Columns: two for a full-width character.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() || ('\u{FF61}'..='\u{FF9F}').contains(&c) { 1 } else { 2 }).sum()
}

/// The column at which the text is wrapped, if it is: several lines end there in the middle of a sentence and (almost)
/// none goes beyond.
fn margin(raw: &[Raw<'_>]) -> Option<usize> {
    if raw.len() < 6 {
        return None;
    }
    // The rows of a table are as wide as their cells.
    let mut widths: Vec<usize> = raw.iter().filter(|r| !r.text.contains('\t')).map(|r| r.width).collect();
    widths.sort_unstable();
    // One line in fifty may stick out: a long address of a page.
    let widest = *widths.get(widths.len().checked_sub(1)? - widths.len() / 50)?;
    if !(30..=160).contains(&widest) {
        return None;
    }
    let full = |r: &Raw<'_>| r.width + 6 >= widest && r.width <= widest + 6;
    let cut = raw.iter().zip(raw.iter().skip(1)).filter(|(a, b)| full(a) && !b.gap && !ends(a.text) && marker(b.text).is_none()).count();
    let all = raw.iter().filter(|r| full(r)).count();
    (cut >= 3 && cut * 8 >= raw.len() && cut * 5 >= all * 2).then_some(widest)
}

/// The line ends a sentence or announces something.
fn ends(text: &str) -> bool {
    text.chars().next_back().is_some_and(|c| "。．.！？!?：:」』】〉＞>;；".contains(c))
}

fn continues(previous: &Raw<'_>, line: &Raw<'_>, margin: Option<usize>) -> bool {
    if line.text.contains('\t') || previous.text.contains('\t') {
        return false;
    }
    let (Some(last), Some(first)) = (previous.text.chars().next_back(), line.text.chars().next()) else { return false };
    if ends(previous.text) && !(margin.is_some_and(|m| previous.width + 6 >= m) && open_bracket(previous.text)) {
        return false;
    }
    // Marks and small kana never start a line of their own.
    let never_first = "、。，．）」』】ーァィゥェォッャュョぁぃぅぇぉっゃゅょ・ン".contains(first) && first != '・' || first == 'ん';
    if never_first {
        return true;
    }
    if let Some(margin) = margin {
        return !line.gap && previous.width + 6 >= margin;
    }
    // No paragraph ends in a comma, and hardly one in a particle.
    if !line.gap && (last == '、' || (previous.width >= 40 && "のをにはがとや".contains(last))) {
        return true;
    }
    let kana = |c: char| ('ぁ'..='ん').contains(&c);
    let kanji = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    // A page break inside a word: a long line without an end, and a next line that starts with an inflection.
    let starter = [
        "お",
        "ご",
        "この",
        "その",
        "また",
        "なお",
        "ただし",
        "こちら",
        "あらかじめ",
        "いずれ",
        "すべて",
        "もしくは",
        "または",
        "および",
        "あるいは",
        "ならびに",
        "さらに",
        "それ",
        "これ",
        "ここ",
        "そ",
        "こ",
        "ど",
        "い",
        "わ",
        "よ",
        "はじめ",
        "ひ",
        "ま",
        "みな",
        "も",
        "た",
        "と",
        "か",
        "き",
        "く",
        "さ",
        "し",
        "つ",
        "な",
        "ほ",
    ];
    previous.width >= 50
        && kana(first)
        && (kanji(last) || ('ァ'..='ヶ').contains(&last))
        && !starter.iter().any(|s| line.text.starts_with(s))
}

/// A bracket opened on this line is still open at its end.
fn open_bracket(text: &str) -> bool {
    let depth = text.chars().fold(0i32, |d, c| match c {
        '（' | '(' | '「' | '『' => d + 1,
        '）' | ')' | '」' | '』' => d - 1,
        _ => d,
    });
    depth > 0
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn read(source: &str) -> Vec<String> {
        lines(source).0.iter().map(|l| l.pieces.iter().map(|p| p.of(source)).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn a_page_break_in_a_word_is_joined() {
        let text = "当社は、個人情報への不正なアクセス、紛失、破壊、改ざん及び漏\n\nえい等の防止並びに是正を行います。\n\nお問い合わせ";
        assert_eq!(read(text).len(), 2);
    }

    #[test]
    fn short_lines_are_not_joined() {
        assert_eq!(read("TEL:03-0000-0000\nFAX:03-0000-0001\n株式会社みなと\n代表取締役 海野 一郎").len(), 4);
    }

    #[test]
    fn a_wrapped_text_is_joined_at_its_margin() {
        let text = "当社は、お客様からお預かりした個人情報を、次に掲げる目的の達\n成に必要な範囲で利用し、それ以外の目的には利用いたしません。\n当社は、お客様の同意を得ることなく個人情報を第三者に提供する\nことはありません。ただし、法令に基づく場合はこの限りではあり\nません。\n１．商品の発送のため\n２．点検のご案内のため\n当社は、個人情報の漏えいを防ぐために、社内の規程を整え、従業\n員を教育します。\n";
        let (lines, wrapped) = lines(text);
        assert!(wrapped);
        assert_eq!(lines.len(), 5);
    }

    #[test]
    fn carriage_returns_make_no_gap() {
        let (lines, _) = lines("一行目\r\n二行目\r\n\r\n三行目");
        assert_eq!(lines.iter().map(|l| l.gap).collect::<Vec<_>>(), [true, false, true]);
    }
}
