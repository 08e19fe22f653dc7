//! Cutting enumerations of data items: at the marks and conjunctions between items, at the edges of one item.

use crate::catalogue::cues::{data_items as words, items as cue};
use crate::document::Document;
use crate::text::{Cues, Filter, Match, View};

/// Longest item, in folded characters.
pub const LONGEST: usize = 48;

/// Parts of an enumeration at 、 ， / and ; outside brackets, and between 「氏名」「住所」.
pub fn segments(view: View<'_>) -> Vec<(usize, usize)> {
    let (mut out, mut from, mut depth) = (Vec::new(), 0, 0usize);
    for (i, c) in view.chars.iter().enumerate() {
        match c {
            '「' if depth == 0 && i > from && view.chars.get(i - 1) == Some(&'」') => {
                out.push((from, i));
                from = i;
                depth = 1;
            }
            '(' | '「' | '[' => depth += 1,
            ')' | '」' | ']' => depth = depth.saturating_sub(1),
            '、' | ',' | '/' | ';' | '。' if depth == 0 => {
                out.push((from, i));
                from = i + 1;
            }
            _ => {}
        }
    }
    out.push((from, view.len()));
    out.iter_mut().for_each(|s| *s = unquoted(view, s.0, s.1));
    out.retain(|s| s.1 > s.0);
    out
}

/// 「氏名」 without its quotation marks.
fn unquoted(view: View<'_>, from: usize, to: usize) -> (usize, usize) {
    match view.slice(from, to).chars {
        ['「', inner @ .., '」'] if !inner.contains(&'「') => (from + 1, to - 1),
        _ => (from, to),
    }
}

/// The same in a line of its own, where a blank divides too: 「氏名　住所　電話番号」.
pub fn segments_of_line(document: &Document<'_>, view: View<'_>) -> Vec<(usize, usize)> {
    let all = segments(view);
    let &[(start, end)] = all.as_slice() else { return all };
    let (mut out, mut from) = (Vec::new(), start);
    for i in start + 1..end {
        let (left, right) = (view.bytes(i - 1, i).1, view.bytes(i, i + 1).0);
        let wide = document
            .source
            .get(left..right)
            .is_some_and(|s| !s.is_empty() && s.chars().all(|c| matches!(c, '\u{3000}' | '\u{2003}' | ' ')));
        if wide {
            out.push((from, i));
            from = i;
        }
    }
    out.push((from, end));
    let items = out.iter().all(|&(from, to)| to - from > 1 && !split(view, from, to).is_empty());
    if items { out } else { all }
}

/// The items in one part: those inside its bracket, those joined by 及び, や, ・, or itself; none where it names no item.
/// `sure`: the part stands where only items stand, so a bracket may list words that the vocabulary does not know.
pub fn atoms(view: View<'_>, from: usize, to: usize, sure: bool) -> Vec<(usize, usize)> {
    let part = view.slice(from, to).chars;
    if let Some(open) = part.iter().position(|c| *c == '(')
        && let Some(close) = part.iter().rposition(|c| *c == ')')
        && close > open + 1
    {
        // 「車載器（GPS、通信モジュール）により記録される位置」: the bracket tells by what.
        let behind = (from + close + 1, to);
        if cue::MEANS.is_match(view.slice(behind.0, behind.1).chars) {
            return split(view, behind.0, behind.1);
        }
        let inner = view.slice(from + open + 1, from + close);
        let listed = segments(inner);
        let known = |s: &(usize, usize)| split(inner, s.0, s.1);
        let remark = cue::REMARK.is_match(inner.chars);
        let mut inside: Vec<(usize, usize)> = if remark { Vec::new() } else { listed.iter().flat_map(known).collect() };
        if sure && listed.len() >= 2 && !inside.is_empty() {
            let other = |s: &(usize, usize)| if plausible(inner.slice(s.0, s.1).chars) { vec![without_etc(inner, *s)] } else { Vec::new() };
            inside = listed.iter().flat_map(|s| Some(known(s)).filter(|k| !k.is_empty()).unwrap_or_else(|| other(s))).collect();
        }
        if inside.len() >= 2 {
            return inside.iter().map(|s| (s.0 + from + open + 1, s.1 + from + open + 1)).collect();
        }
        // A remark in brackets does not belong to the item.
        let head = if open > 1 { split(view, from, from + open) } else { Vec::new() };
        if !head.is_empty() || close + 1 >= part.len() {
            return head;
        }
    }
    split(view, from, to)
}

/// At the joints of one part where every piece names an item; else the part as a whole.
fn split(view: View<'_>, from: usize, to: usize) -> Vec<(usize, usize)> {
    let part = view.slice(from, to).chars;
    // No item is that long: hostile text must not cost its length squared.
    if part.len() > LONGEST * 4 {
        return Vec::new();
    }
    let skip = joint(part, 0).filter(|_| part.len() > 2).unwrap_or(0);
    let from = from + skip;
    let part = view.slice(from, to).chars;
    let outer = dotted(view, from, part);
    let several = outer.len() > 1;
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (a, b) in outer {
        let piece = view.slice(from + a, from + b).chars;
        let (mut start, mut cut) = (a, false);
        for (x, y) in joints(piece) {
            // 「や」 and 「と」 also occur inside words: a joint stands only where both sides name items.
            let sure = y - x > 1;
            if let Some(left) = one(view, from + start, from + a + x)
                && (sure || one(view, from + a + y, from + b).is_some())
            {
                out.push(left);
                start = a + y;
                cut = sure;
            }
        }
        let last = one(view, from + start, from + b);
        // 「運転免許の種類及び番号」 is one item.
        if cut
            && cue::HEAD.is_match(view.slice(from + start, from + b).chars)
            && let Some(before) = out.last_mut()
        {
            *before = (before.0, from + b);
            continue;
        }
        // 「急ブレーキの回数及び走行時間」: what stands beside an item is one.
        let beside = (cut || several) && last.is_none() && b - start <= 12 && plausible(view.slice(from + start, from + b).chars);
        out.extend(last.or(beside.then_some((from + start, from + b))));
    }
    out
}

/// The pieces between dots, where they name items: 「査定・販売・買取その他車両に関する情報」 is one.
fn dotted(view: View<'_>, from: usize, part: &[char]) -> Vec<(usize, usize)> {
    let mut dots = pieces(part, |i| matches!(part.get(i), Some('・' | '·')).then_some(1));
    // 「お見積り・お問合せフォームよりいただいたお名前・電話番号」: what leads to the items may hold a dot.
    let led = |p: &(usize, usize)| one(view, from + p.0, from + p.1).is_some_and(|item| item.0 > from + p.0);
    if let Some(at) = dots.iter().rposition(led) {
        dots.drain(..at);
    }
    // 「氏名・会社名・入退場時刻を記録」: the last piece without its verb.
    if let Some(last) = dots.last_mut().filter(|p| one(view, from + p.0, from + p.1).is_none()) {
        let words = part.get(last.0..last.1).unwrap_or_default();
        last.1 = last.0 + cue::AFTER.find(words, 1).map_or(words.len(), |m| m.group.0);
    }
    let known = dots.iter().filter(|p| one(view, from + p.0, from + p.1).is_some()).count();
    let short = |p: &(usize, usize)| p.1 - p.0 <= 8 && part.get(p.0..p.1).is_some_and(plausible);
    let rest = dots.iter().filter(|p| one(view, from + p.0, from + p.1).is_none());
    let all = known == dots.len() || (known >= 2 && known * 2 > dots.len() && rest.clone().all(short));
    let start = dots.first().map_or(0, |p| p.0);
    if dots.len() > 1 && all && !twins(part, &dots) { dots } else { vec![(if start > 0 && all { start } else { 0 }, part.len())] }
}

/// 「会社名・団体名」 is one item in two words: both end in the same character.
fn twins(part: &[char], pieces: &[(usize, usize)]) -> bool {
    let last = |p: &(usize, usize)| part.get(p.0..p.1).and_then(<[char]>::last);
    matches!(pieces, [a, b] if last(a).is_some() && last(a) == last(b))
}

/// A segment without the 等 behind it.
pub fn without_etc(view: View<'_>, (from, to): (usize, usize)) -> (usize, usize) {
    match view.slice(from, to).chars {
        [.., _, 'な', 'ど'] => (from, to - 2),
        [.., _, '等'] => (from, to - 1),
        _ => (from, to),
    }
}

/// Can words that the vocabulary does not know be an item?
pub fn plausible(chars: &[char]) -> bool {
    (2..=24).contains(&chars.len()) && !cue::ITEM_NOT.is_match(chars)
}

/// Without marks at either edge: a quotation mark, a bracket that opens or closes elsewhere.
fn bare(part: &[char], mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && part.get(start).is_some_and(|c| "「『・:)".contains(*c)) {
        start += 1;
    }
    // 「作成（お名前は…」: a bracket that closes behind what was cut off does not belong to the item.
    if let Some(words) = part.get(start..end)
        && let Some(at) = words.iter().rposition(|c| *c == '(').filter(|at| *at > 0 && !words.iter().skip(*at).any(|c| *c == ')'))
    {
        end = start + at;
    }
    let open = |end: usize| part.get(start..end).is_some_and(|p| p.contains(&'('));
    while start < end && part.get(end - 1).is_some_and(|c| "」』・:(".contains(*c) || (*c == ')' && !open(end))) {
        end -= 1;
    }
    (start, end)
}

/// Length of a conjunction of two nouns at `i`.
fn joint(part: &[char], i: usize) -> Option<usize> {
    match part.get(i..).unwrap_or_default() {
        ['若', 'し', 'く', 'は', ..] => Some(4),
        ['及', 'び', ..] | ['又', 'は', ..] => Some(2),
        ['や' | 'と', ..] if i > 0 => Some(1),
        _ => None,
    }
}

fn joints(part: &[char]) -> Vec<(usize, usize)> {
    (0..part.len()).filter_map(|i| joint(part, i).map(|len| (i, i + len))).collect()
}

fn pieces(part: &[char], cut: impl Fn(usize) -> Option<usize>) -> Vec<(usize, usize)> {
    let (mut out, mut from) = (Vec::new(), 0);
    for i in 0..part.len() {
        if let Some(len) = cut(i) {
            out.push((from, i));
            from = i + len;
        }
    }
    out.push((from, part.len()));
    out
}

/// The item in a run of words: without what leads to it and what follows it.
fn one(view: View<'_>, from: usize, to: usize) -> Option<(usize, usize)> {
    let part = view.slice(from, to).chars;
    let lists: [&Cues; 8] = [
        &words::IDENTITY,
        &words::CONTACT,
        &words::VEHICLE,
        &words::FINANCE,
        &words::EMPLOYMENT,
        &words::WEB,
        &words::SENSITIVE,
        &words::OTHER,
    ];
    let filter = Filter::of(part);
    let mut before: Option<Vec<Match>> = None;
    let mut at = 0;
    // At most three tries: a word of the vocabulary may turn out to be a verb's (「査定を希望する車の車種」).
    for _ in 0..3 {
        // One filter of the part serves all lists.
        let next = |cues: &&Cues| if at == 0 { cues.find_in(part, &filter) } else { cues.find(part, at) };
        let found = lists.iter().filter_map(next).min_by_key(|m| (m.from, std::cmp::Reverse(m.to)))?;
        // Most parts name nothing, and are not looked at again.
        let before = before.get_or_insert_with(|| cue::BEFORE.find_all(part));
        // 「お問い合わせの際にお寄せいただいたメールアドレス」: what leads to the item may itself hold a word of the vocabulary.
        let last = before.iter().rev().find_map(|m| {
            let later = lists.iter().filter_map(|cues| cues.find(part, m.to)).map(|v| v.to).min();
            // 「口座情報等を申込書」: 等を ends the items.
            let ended = part.get(found.to..m.to).is_some_and(|b| b.ends_with(&['等', 'を']) || b.ends_with(&['ど', 'を']));
            (m.to > found.from && !ended).then_some(later).flatten().map(|to| (m.to, to))
        });
        let near = before.iter().filter(|m| m.to <= found.from).map(|m| m.to).max().unwrap_or(0);
        let mut end = found.to;
        for (start, known) in last.into_iter().chain([(near, found.to)]) {
            end = cue::AFTER.find(part, known.saturating_sub(1)).map_or(part.len(), |m| m.group.0);
            let (start, end) = bare(part, start, end);
            let item = view.slice(from + start, from + end).chars;
            if item.len() <= LONGEST && item.len() > 1 && !cue::ITEM_NOT.is_match(item) {
                return Some((from + start, from + end));
            }
        }
        at = end.max(found.to).max(at + 1);
    }
    None
}
