//! Logical lines: trimmed, with their marker, and with the pieces of a hard-wrapped line joined again.

use super::marker::{Family, Marker, marker};
use crate::text::Span;
use std::collections::HashMap;

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
    /// A page ended before it in the middle of a sentence.
    cut: bool,
    /// Columns of white space before the text.
    indent: usize,
    /// Column at which the text ends.
    width: usize,
}

/// Logical lines of the source, and whether it is wrapped at a margin.
pub fn lines(source: &str) -> (Vec<Line>, bool) {
    let raw = without_furniture(raw_lines(source));
    let margin = margin(&raw);
    let mut out: Vec<Line> = Vec::new();
    // A marker on a line of its own, as some browsers copy lists, and whether a blank line stands before it.
    let mut bullet: Option<(Marker, bool)> = None;
    for (i, r) in raw.iter().enumerate() {
        let own = marker(r.text);
        let alone = lone_bullet(r.text).or_else(|| lone_number(&raw, i, own, margin));
        if let (Some(alone), Some(_)) = (alone, raw.get(i + 1)) {
            bullet = Some((alone, r.gap));
            continue;
        }
        let (found, gap) = match bullet.take() {
            Some((m, gap)) if own.is_none() => (Some(m), gap),
            _ => (own, r.gap),
        };
        let previous = i.checked_sub(1).and_then(|j| raw.get(j));
        if let (Some(p), Some(last)) = (previous, out.last_mut())
            && found.is_none_or(|m| m.len >= r.text.len() || margin.is_some() && inside_sentence(p, last.marker, m))
            && (continues(p, r, margin) || hangs(p, r, margin))
        {
            last.pieces.push(Span::new(r.start, r.start + r.text.len()));
            continue;
        }
        let skip = found.map_or(0, |m| m.len);
        let start = r.start + skip.min(r.text.len());
        out.push(Line { pieces: vec![Span::new(start, r.start + r.text.len())], marker: found, gap });
    }
    uncounted(&mut out);
    (out, margin.is_some())
}

/// 「一、…」 「一、…」: where every entry is the first, the number is a bullet.
fn uncounted(lines: &mut [Line]) {
    let kanji = |l: &Line| l.marker.filter(|m| m.family == Family::Kanji).map(|m| m.number);
    let ones = lines.iter().filter(|l| kanji(l) == Some(1)).count();
    if ones < 2 || lines.iter().any(|l| kanji(l).is_some_and(|n| n > 1)) {
        return;
    }
    for m in lines.iter_mut().filter_map(|l| l.marker.as_mut()).filter(|m| m.family == Family::Kanji) {
        (m.family, m.number) = (Family::Bullet('一'), 0);
    }
}

fn lone_bullet(text: &str) -> Option<Marker> {
    let mut chars = text.chars();
    let family = match (chars.next()?, chars.next()) {
        ('・' | '•' | '·' | '･', None) => Family::Bullet('・'),
        (c @ ('●' | '■' | '◆' | '▪' | '◼'), None) => Family::Bullet(c),
        _ => return None,
    };
    Some(Marker { family, number: 0, len: 0 })
}

/// 「第7項.」 or 「(2)」 and nothing else, with its words in the next line.
fn lone_number(raw: &[Raw<'_>], i: usize, own: Option<Marker>, margin: Option<usize>) -> Option<Marker> {
    let (line, next) = (raw.get(i)?, raw.get(i + 1)?);
    let m = own.filter(|m| m.len >= line.text.len() && m.family.counts() && marker(next.text).is_none())?;
    // 「…個人情報保護法第27条」 「第1項」 of a wrapped text is no marker.
    let starts = margin.is_none() || line.gap || i.checked_sub(1).and_then(|j| raw.get(j)).is_none_or(|p| ends(p.text));
    starts.then_some(Marker { len: 0, ..m })
}

/// In a wrapped text 「…訂正⏎・削除の…」 and 「不正アクセ⏎ス、…」 go on; they begin no entry of a list.
fn inside_sentence(previous: &Raw<'_>, list: Option<Marker>, found: Marker) -> bool {
    // An announced list begins anew; one that has begun goes on.
    let same = list.is_some_and(|m| m.family == found.family && (!m.family.counts() || m.number + 1 == found.number));
    let kanji = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let word = previous.text.chars().next_back().is_some_and(|c| kanji(c) || ('ァ'..='ー').contains(&c));
    word && !same && (found.family == Family::Bullet('・') || found.family == Family::Kana && found.number > 1)
}

fn raw_lines(source: &str) -> Vec<Raw<'_>> {
    let (mut out, mut start, mut gap) = (Vec::new(), 0, true);
    for piece in source.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}']) {
        let lead = piece.len() - piece.trim_start_matches(blank).len();
        let text = piece.trim_matches(blank);
        let indent = width(piece.get(..lead).unwrap_or_default());
        if text.is_empty() || rule(text) {
            // The second half of CR LF is no blank line; a drawn one is.
            gap |= !(piece == "\n" && start > 0 && source.as_bytes().get(start - 1) == Some(&b'\r'));
        } else {
            out.push(Raw { text, start: start + lead, gap, cut: false, indent, width: indent + width(text) });
            gap = false;
        }
        start += piece.len();
    }
    out
}

/// 「━━━━━」: a line drawn between two parts.
fn rule(text: &str) -> bool {
    text.chars().nth(2).is_some() && text.chars().all(|c| "━─―—–-－_＿=＝*＊~～・…".contains(c) || c.is_whitespace())
}

/// Leaves out page numbers, and the running heads beside them, of a text copied page by page: the sentence goes on behind them.
fn without_furniture(raw: Vec<Raw<'_>>) -> Vec<Raw<'_>> {
    let number: Vec<bool> = raw.iter().map(|r| page_number(r.text)).collect();
    let numbers = number.iter().filter(|n| **n).count();
    // A number alone in the text may be anything; at its end it is a page's.
    if numbers == 0 || (numbers == 1 && number.last() != Some(&true)) {
        return raw;
    }
    let is = |i: Option<usize>| i.and_then(|i| number.get(i)) == Some(&true);
    let beside = |i: usize| is(i.checked_sub(1)) || is(i.checked_add(1));
    let mut heads: HashMap<&str, usize> = HashMap::new();
    for r in &raw {
        *heads.entry(r.text).or_default() += 1;
    }
    let mut out: Vec<Raw<'_>> = Vec::with_capacity(raw.len());
    let mut left_out = false;
    for (i, mut r) in raw.into_iter().enumerate() {
        if is(Some(i)) || (beside(i) && heads.get(r.text).is_some_and(|n| *n > 1)) {
            left_out = true;
            continue;
        }
        if left_out && out.last().is_some_and(|p| !ends(p.text)) {
            (r.gap, r.cut) = (false, true);
        }
        left_out = false;
        out.push(r);
    }
    out
}

/// 「- 1 -」 「－ 2 －」 「3/5」 「4 / 5 ページ」 「5頁」: a line that is the number of a page.
fn page_number(text: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '－' | '−' | '–' | '—' | '‐' | 'ー' | '―') || c.is_whitespace();
    let inner = text.trim_matches(dash);
    let named = inner.trim_end_matches(['頁', 'ペ', 'ー', 'ジ', ' ', '　']).trim_start_matches(['P', 'p', 'Ｐ', '.', ' ']);
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let digits = |s: &str| (1..=3).contains(&s.trim().chars().count()) && s.trim().chars().all(digit);
    let marked = inner.len() < text.len() || named.len() < inner.len();
    named.split_once(['/', '／']).map_or(marked && digits(named), |(a, b)| digits(a) && digits(b))
}

/// A line that stands exactly under the words of the entry above, whose line was nearly full: 「・車検の時期のご案」 「内」.
fn hangs(previous: &Raw<'_>, line: &Raw<'_>, margin: Option<usize>) -> bool {
    let (Some(margin), Some(m)) = (margin, marker(previous.text)) else { return false };
    let words = previous.indent + width(previous.text.get(..m.len).unwrap_or_default());
    !line.gap
        && !ends(previous.text)
        && line.indent > previous.indent
        && line.indent.abs_diff(words) <= 1
        && previous.width * 5 >= margin * 3
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
    // Where most of a text is short lines, a few long ones that all break off at one column show the margin as well.
    let among_short_lines = cut >= 5 && cut * 5 >= all * 3 && widest >= 56;
    (cut >= 3 && cut * 8 >= widths.len() && cut * 5 >= all * 2 || among_short_lines).then_some(widest)
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
    if never_first || (line.cut && previous.width >= 40) {
        return true;
    }
    if let Some(margin) = margin {
        return !line.gap && previous.width + 6 >= margin && !label(line.text);
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

/// 「手 数 料：…」: a label begins a line of its own, however full the line above.
fn label(text: &str) -> bool {
    let mut words = text.chars().take(12).take_while(|c| !"、。，．（「".contains(*c));
    words.any(|c| matches!(c, ':' | '：'))
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
    use super::{Family, lines};

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
    fn page_numbers_and_running_heads_are_left_out() {
        let text = "取扱規程 第2版\n\n当社は、従業者に必要な教育を行い、顧客の名簿を施錠できる書庫に保\n\n－ 1 －\n\n取扱規程 第2版\n\n管します。\n\n以上\n\n－ 2 －";
        assert_eq!(read(text), ["取扱規程 第2版", "当社は、従業者に必要な教育を行い、顧客の名簿を施錠できる書庫に保|管します。", "以上"]);
    }

    #[test]
    fn numbers_that_are_no_pages_stay() {
        assert_eq!(read("手数料\n\n500\n\n円").len(), 3);
        assert_eq!(read("電話番号\n－ 3 －\n住所").len(), 3);
    }

    #[test]
    fn a_hanging_line_belongs_to_its_entry() {
        let text = "当社は、お客様の個人情報を次の目的の達成に必要な範囲内におい\nて利用し、その他の目的には利用しません。また、従業者に対して必\n要な教育を行います。お預かりした名簿は施錠できる書庫に保管し管\n理者を定めます。\n  ・点検や車検の時期、保険の満期のご案\n    内\n  ・登録の代行\n";
        assert_eq!(read(text).len(), 3, "{:?}", read(text));
    }

    #[test]
    fn what_looks_like_a_marker_may_go_on() {
        let text = "当社は、ご本人からお預かりした個人情報について、照会、訂正\n・削除のご請求を受け付けます。ただし、外部からのアクセ\nス、改ざんのおそれがあるときは、この限りではありませ\nん。次のものをお預かりします。\n・ご購入になった商品とお届け先の住所、電話番号\n・お問い合わせの内容\n当社は、個人情報の漏えいを防ぐために、社内の規程を整\nえ、従業員を教育します。また、委託先を監督し、必要が\nなくなった情報を消去します。\n";
        let read = read(text);
        assert_eq!(read.iter().filter(|l| l.starts_with("ご購入") || l.starts_with("お問い合わせ")).count(), 2, "{read:?}");
        assert_eq!(read.len(), 4, "{read:?}");
    }

    #[test]
    fn a_bullet_alone_belongs_to_the_next_line() {
        let text = "次の目的で利用します。\n\n●\n商品の発送\n●\nご案内\n";
        let (lines, _) = lines(text);
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().skip(1).all(|l| l.marker.is_some()));
        assert_eq!(read(text), ["次の目的で利用します。", "商品の発送", "ご案内"]);
    }

    #[test]
    fn a_number_alone_belongs_to_the_next_line() {
        let text = "次の目的で利用します。\n①\n商品の発送のため\n②\nご案内のため\n\n第2項.\n当店は、情報を守ります。\n";
        let (lines, _) = lines(text);
        assert_eq!(read(text), ["次の目的で利用します。", "商品の発送のため", "ご案内のため", "当店は、情報を守ります。"]);
        assert_eq!(lines.iter().map(|l| l.marker.map_or(0, |m| m.number)).collect::<Vec<_>>(), [0, 1, 2, 2]);
    }

    #[test]
    fn a_one_that_never_counts_up_is_a_bullet() {
        let families = |text: &str| lines(text).0.iter().filter_map(|l| l.marker).map(|m| m.family).collect::<Vec<_>>();
        assert_eq!(families("誓い\n一、法を守ります。\n一、情報を守ります。\n"), [Family::Bullet('一'); 2]);
        assert_eq!(families("誓い\n一、法を守ります。\n二、情報を守ります。\n"), [Family::Kanji; 2]);
    }

    #[test]
    fn carriage_returns_make_no_gap() {
        let (lines, _) = lines("一行目\r\n二行目\r\n\r\n三行目");
        assert_eq!(lines.iter().map(|l| l.gap).collect::<Vec<_>>(), [true, false, true]);
    }
}
