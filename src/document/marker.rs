//! List and heading markers at the start of a line: ①, 1., １．, (1), （１）, [1], 1), （ア）, a), ・, ■, 一、, 第1条, 方針1, 1-1, ※ …

/// What kind of marker: markers of one list are of one family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// 第1章, 第1編
    Chapter,
    /// 第1条, 第一条
    Article,
    /// 方針1, 第1項, 附則1: a word with a number.
    Word,
    /// 1. １．1、1: 1．
    Dotted,
    /// 1-1, 1.2, 3-1-2: with the number of parts.
    Nested(u8),
    /// (1) （１）
    Paren,
    /// 1) １）
    HalfParen,
    /// [1] 【1】 〔1〕 <1>
    Bracket,
    /// ① ❶
    Circled,
    /// 1 followed by a blank.
    Plain,
    /// （ア） ア. ㋐ イ、
    Kana,
    /// a. A. a) (a) — upper and lower case apart.
    Alpha(bool, bool),
    /// ⅰ. (ii) Ⅰ
    Roman,
    /// 一、 一.
    Kanji,
    /// （一）
    KanjiParen,
    /// ・ - ● ■ …: the character, brought to one of a few.
    Bullet(char),
    /// ※ ＊1: a note, not an entry.
    Note,
}

impl Family {
    /// Rank in the usual nesting of markers; smaller stands outside.
    pub fn rank(self) -> u8 {
        match self {
            Family::Chapter => 0,
            Family::Article | Family::Word => 1,
            Family::Dotted | Family::Plain | Family::Kanji | Family::Roman => 2,
            Family::Nested(n) => 2 + n.min(3),
            Family::Bracket => 3,
            Family::Paren | Family::KanjiParen => 4,
            Family::HalfParen => 5,
            Family::Circled | Family::Alpha(..) | Family::Kana => 6,
            Family::Bullet(c) if "■◆●▼□◇○".contains(c) => 3,
            Family::Bullet(_) => 7,
            Family::Note => 8,
        }
    }

    /// Counts up: (1) (2) (3); bullets and notes do not.
    pub fn counts(self) -> bool {
        !matches!(self, Family::Bullet(_) | Family::Note)
    }
}

/// A marker at the start of a line: `len` bytes with the white space behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    pub family: Family,
    /// 1 for ①, (1), ア, a, 一; 0 where it does not count.
    pub number: u32,
    pub len: usize,
}

/// Reads the marker at the start of `line` (already trimmed); a bullet before a number (「- ①」) counts as the number.
pub fn marker(line: &str) -> Option<Marker> {
    let found = bullet(line).or_else(|| counted(line))?;
    let rest = line.get(found.len..).unwrap_or_default();
    if matches!(found.family, Family::Bullet(_))
        && let Some(inner) = counted(rest).or_else(|| bullet(rest))
    {
        return Some(Marker { len: found.len + inner.len, ..inner });
    }
    Some(found)
}

/// Kana that count, in their order; their half-width twins stand in the same order.
const KANA: [char; 20] =
    ['ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト'];

/// Longest title behind 「第2条、」, in characters with the number.
const TITLE: usize = 32;

/// A character in plain form: full-width ASCII and hyphen variants by their twin.
fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' => ' ',
        '‐' | '‑' | '–' | '−' | '—' => '-',
        // 「ｱ）」
        'ｱ'..='ﾄ' => KANA.get(c as usize - 'ｱ' as usize).copied().unwrap_or(c),
        _ => c,
    }
}

fn bullet(line: &str) -> Option<Marker> {
    let mut chars = line.char_indices();
    let (_, first) = chars.next()?;
    let (next_at, next) = chars.next()?;
    let family = match first {
        '・' | '·' | '•' | '･' | '∙' | '◦' | '⚫' | '\u{F0B7}' => Family::Bullet('・'),
        '●' | '○' | '■' | '□' | '◆' | '◇' | '▼' | '▽' | '▲' | '△' | '◎' | '★' | '☆' | '►' | '▶' | '▪' | '◼' | '➤' | '✓' | '✔' | '☑'
        | '》' | '≫' => {
            // ○○株式会社 is a placeholder.
            if next == first {
                return None;
            }
            Family::Bullet(first)
        }
        '※' | '＊' | '*' | '†' => {
            let digits = line
                .get(next_at..)
                .unwrap_or_default()
                .chars()
                .take_while(|c| plain(*c).is_ascii_digit())
                .map(char::len_utf8)
                .sum::<usize>();
            let family = if first == '*' && digits == 0 && next == ' ' { Family::Bullet('*') } else { Family::Note };
            return Some(with_blank(line, family, 0, next_at + digits));
        }
        '-' | '－' | '‐' | '–' | '—' | '−' | 'ー' | '―'
            if plain(next).is_whitespace() || plain(next).is_ascii_alphabetic() || !plain(next).is_ascii() =>
        {
            Family::Bullet('-')
        }
        '>' | '＞' | '→' | '⇒' | '»' if plain(next).is_whitespace() || !plain(next).is_ascii() => Family::Bullet('>'),
        _ => return None,
    };
    Some(with_blank(line, family, 0, next_at))
}

fn with_blank(line: &str, family: Family, number: u32, len: usize) -> Marker {
    let rest = line.get(len..).unwrap_or_default();
    Marker { family, number, len: len + (rest.len() - rest.trim_start().len()) }
}

fn counted(line: &str) -> Option<Marker> {
    let chars: Vec<(usize, char)> = line.char_indices().take(14).map(|(i, c)| (i, plain(c))).collect();
    let at = |i: usize| chars.get(i).map(|x| x.1);
    // Byte offset of the character of that index, the end of the line included.
    let byte =
        |i: usize| chars.get(i).map_or(if i >= chars.len() { line.len().min(chars.last().map_or(0, |x| x.0 + 4)) } else { 0 }, |x| x.0);
    let first = at(0)?;
    // ①, ❶, ⑴, ⒈, ㋐
    if let Some((family, number)) = enclosed(first) {
        return Some(with_blank(line, family, number, byte(1)));
    }
    if first == '第' {
        let (number, next) = number_at(&chars, 1)?;
        // 「第1　利用の目的」
        if at(next).is_some_and(char::is_whitespace) {
            return Some(with_blank(line, Family::Word, number, byte(next + 1)));
        }
        let family = match at(next)? {
            '条' => Family::Article,
            '章' | '編' | '部' | '節' => Family::Chapter,
            '項' => Family::Word,
            _ => return None,
        };
        // 「第27条の規定により」 is a sentence; a marker is followed by a blank, a bracket or nothing.
        let after = at(next + 1).unwrap_or(' ');
        // 「第2条、収集の方法」, but not 「第2条、第3条の定めにより…」.
        let title = after == '、' && line.chars().count() <= TITLE && !line.ends_with('。') && line.matches('第').count() == 1;
        return (after.is_whitespace() || "(（「【:.".contains(after) || title)
            .then(|| with_blank(line, family, number, byte(next + if matches!(after, ':' | '.' | '、') { 2 } else { 1 })));
    }
    if line.starts_with("方針") || line.starts_with("附則") || line.starts_with("項目") {
        let (number, next) = number_at(&chars, 2)?;
        let after = at(next).unwrap_or(' ');
        return (after.is_whitespace() || ".:、)".contains(after))
            .then(|| with_blank(line, Family::Word, number, byte(next + usize::from(!after.is_whitespace()))));
    }
    if matches!(first, '(' | '[' | '【' | '〔' | '<' | '〈' | '{') {
        // 「( 1 )」
        let (number, next, family) = inside(&chars, if at(1) == Some(' ') { 2 } else { 1 })?;
        let next = if at(next) == Some(' ') { next + 1 } else { next };
        let close = at(next)?;
        let family = match (first, close) {
            ('(', ')') => family,
            ('[', ']') | ('【', '】') | ('〔', '〕') | ('<', '>') | ('〈', '〉') => Family::Bracket,
            _ => return None,
        };
        return Some(with_blank(line, family, number, byte(next + 1)));
    }
    if first.is_ascii_digit() {
        return digits(line, &chars, &byte);
    }
    if let Some((number, next)) = kanji_at(&chars, 0) {
        let sep = at(next)?;
        let ok = matches!(sep, '、' | '.' | ')' | '．') || (sep.is_whitespace() && number < 30);
        return ok.then(|| with_blank(line, Family::Kanji, number, byte(next + 1)));
    }
    let (number, next, family) = inside(&chars, 0)?;
    // 「b ) 委任状」
    let next = if at(next) == Some(' ') && at(next + 1) == Some(')') { next + 1 } else { next };
    let sep = at(next)?;
    let family = match (family, sep) {
        (Family::Alpha(upper, _), '.' | ')' | '、' | ':') => Family::Alpha(upper, sep == ')'),
        (Family::Kana, '.' | ')' | '、' | '．') | (Family::Kana, ' ') => Family::Kana,
        (Family::Roman, '.' | ')' | '、' | ' ') => Family::Roman,
        _ => return None,
    };
    // An abbreviation or a name (e.mail, A.B社) is no marker.
    if at(next + 1).is_some_and(|c| c.is_ascii_alphanumeric()) && sep == '.' {
        return None;
    }
    Some(with_blank(line, family, number, byte(next + 1)))
}

fn digits(line: &str, chars: &[(usize, char)], byte: &dyn Fn(usize) -> usize) -> Option<Marker> {
    let at = |i: usize| chars.get(i).map(|x| x.1);
    let (number, mut next) = number_at(chars, 0)?;
    if next > 3 {
        return None;
    }
    let mut parts = 1u8;
    while matches!(at(next), Some('-' | '.')) && at(next + 1).is_some_and(|c| c.is_ascii_digit()) {
        let (_, after) = number_at(chars, next + 1)?;
        next = after;
        parts += 1;
        if parts > 4 {
            return None;
        }
    }
    let sep = at(next)?;
    if parts > 1 {
        // 2023.4.1, 03-1234, 1.5倍: a nested number is short and followed by a blank, a full stop or a Japanese word.
        let small = chars.iter().take(next).collect::<Vec<_>>().split(|c| !c.1.is_ascii_digit()).all(|run| run.len() <= 2);
        let end = matches!(sep, '.' | ')' | '、') || sep.is_whitespace() || !sep.is_ascii();
        let unit = "年月日円件名社%倍時分".contains(sep);
        let dots = usize::from(matches!(sep, '.' | ')' | '、'));
        return (small && end && !unit).then(|| with_blank(line, Family::Nested(parts), number, byte(next + dots)));
    }
    let (family, skip) = match sep {
        ')' => (Family::HalfParen, 1),
        '.' | '、' | ':' | '．' | ',' | '・' => (Family::Dotted, 1),
        _ if sep.is_whitespace() && next <= 2 => (Family::Plain, 1),
        _ => return None,
    };
    let after = at(next + skip).unwrap_or(' ');
    // 1,000円 and 12:30 and 1.5 are no markers.
    if after.is_ascii_digit() || (family == Family::Plain && (after.is_ascii_alphanumeric() || "年月日円件名社%時分回".contains(after)))
    {
        return None;
    }
    Some(with_blank(line, family, number, byte(next + skip)))
}

fn number_at(chars: &[(usize, char)], from: usize) -> Option<(u32, usize)> {
    let run: String = chars.iter().skip(from).map(|x| x.1).take_while(char::is_ascii_digit).take(4).collect();
    if run.is_empty() {
        return kanji_at(chars, from);
    }
    Some((run.parse().ok()?, from + run.len()))
}

fn kanji_at(chars: &[(usize, char)], from: usize) -> Option<(u32, usize)> {
    let run: Vec<char> = chars.iter().skip(from).map(|x| x.1).take_while(|c| "一二三四五六七八九十".contains(*c)).take(4).collect();
    Some((crate::text::numeral::value(&run)?, from + run.len()))
}

/// Number, next index and family of what can stand in brackets: digits, kanji, kana, letters, roman.
fn inside(chars: &[(usize, char)], from: usize) -> Option<(u32, usize, Family)> {
    let c = chars.get(from)?.1;
    let next_is = |s: &str| chars.get(from + 1).is_some_and(|x| s.contains(x.1));
    if c.is_ascii_digit() {
        let (n, next) = number_at(chars, from)?;
        return (n < 100).then_some((n, next, Family::Paren));
    }
    if let Some((n, next)) = kanji_at(chars, from) {
        return Some((n, next, Family::KanjiParen));
    }
    if let Some(n) = ('Ⅰ'..='Ⅻ').position(|x| x == c).or_else(|| ('ⅰ'..='ⅻ').position(|x| x == c)) {
        return Some((n as u32 + 1, from + 1, Family::Roman));
    }
    // イロハニホヘ counts like アイウエオカ; their first letter is the same イ, so ロ follows it.
    let kana = KANA.iter().position(|x| *x == c).or_else(|| "ロハニホヘ".chars().position(|x| x == c).map(|n| n + 2));
    if let Some(n) = kana {
        return next_is(").、． ").then_some((n as u32 + 1, from + 1, Family::Kana));
    }
    if c.is_ascii_alphabetic() {
        let run: String = chars.iter().skip(from).map(|x| x.1).take_while(char::is_ascii_alphabetic).take(5).collect();
        if run.len() == 1 {
            let base = if c.is_ascii_uppercase() { 'A' } else { 'a' };
            return Some((c as u32 - base as u32 + 1, from + 1, Family::Alpha(c.is_ascii_uppercase(), true)));
        }
        let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
        let n = roman.iter().position(|r| *r == run)?;
        return Some((n as u32 + 1, from + run.len(), Family::Roman));
    }
    None
}

fn enclosed(c: char) -> Option<(Family, u32)> {
    let ranges = [
        ('①', '⑳', Family::Circled),
        ('❶', '❿', Family::Circled),
        ('⓵', '⓾', Family::Circled),
        ('➀', '➉', Family::Circled),
        ('⑴', '⒇', Family::Paren),
        ('⒈', '⒛', Family::Dotted),
        ('㋐', '㋾', Family::Kana),
        ('ⓐ', 'ⓩ', Family::Circled),
        ('㈠', '㈩', Family::KanjiParen),
    ];
    ranges.into_iter().find(|(from, to, _)| (*from..=*to).contains(&c)).map(|(from, _, family)| (family, c as u32 - from as u32 + 1))
}

#[cfg(test)]
mod tests {
    use super::{Family, marker};

    fn read(s: &str) -> Option<(Family, u32, String)> {
        marker(s).map(|m| (m.family, m.number, s[m.len..].to_string()))
    }

    #[test]
    fn markers_of_every_kind() {
        let cases = [
            ("① 目的", Family::Circled, 1),
            ("1. 目的", Family::Dotted, 1),
            ("２．目的", Family::Dotted, 2),
            ("3、目的", Family::Dotted, 3),
            ("(1) 目的", Family::Paren, 1),
            ("（１２）目的", Family::Paren, 12),
            ("[1] 目的", Family::Bracket, 1),
            ("1) 目的", Family::HalfParen, 1),
            ("（ア）目的", Family::Kana, 1),
            ("イ. 目的", Family::Kana, 2),
            ("a) 目的", Family::Alpha(false, true), 1),
            ("B. 目的", Family::Alpha(true, false), 2),
            ("・目的", Family::Bullet('・'), 0),
            ("•\t目的", Family::Bullet('・'), 0),
            ("- 目的", Family::Bullet('-'), 0),
            ("■目的", Family::Bullet('■'), 0),
            ("一、目的", Family::Kanji, 1),
            ("第1条 目的", Family::Article, 1),
            ("第十二条（目的）", Family::Article, 12),
            ("方針1 目的", Family::Word, 1),
            ("1-2 目的", Family::Nested(2), 1),
            ("3.1.2 目的", Family::Nested(3), 3),
            ("- ② 目的", Family::Circled, 2),
            ("- 1.目的", Family::Dotted, 1),
            ("※ 目的", Family::Note, 0),
            ("ⅱ. 目的", Family::Roman, 2),
            ("1 目的", Family::Plain, 1),
        ];
        for (line, family, number) in cases {
            let (f, n, rest) = read(line).unwrap_or_else(|| panic!("no marker in {line}"));
            assert_eq!((f, n), (family, number), "{line}");
            assert!(rest.trim_start_matches(['（', '）']).starts_with("目的"), "{line} left {rest}");
        }
    }

    #[test]
    fn no_markers() {
        for line in [
            "1,000円",
            "12:30",
            "2023年4月1日",
            "03-1234-5678",
            "2023.4.1",
            "○○株式会社",
            "A社は",
            "第27条の規定により",
            "1.5倍",
            "-3度",
            "個人情報",
            "e-mail:x@example.jp",
            "アンケート",
            "一般的な",
            "三菱は",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
