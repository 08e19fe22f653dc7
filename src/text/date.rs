//! Dates in every notation policies use: 2023年4月1日, 2023/4/1, 2023.4.1, 2023-04-01, 令和5年4月1日, R5.4.1, 令和元年五月, 2023年4月.

use super::numeral;

/// A date with the folded characters `from..to` it was read from. Month and day may be absent (never a day without a month).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    pub from: usize,
    pub to: usize,
    pub year: u32,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

impl Date {
    /// YYYY-MM-DD, YYYY-MM or YYYY.
    pub fn iso(&self) -> String {
        match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{:04}-{m:02}-{d:02}", self.year),
            (Some(m), None) => format!("{:04}-{m:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }
}

/// Era name, its short form, and the year before its first.
const ERAS: [(&str, char, u32); 4] = [("令和", 'r', 2018), ("平成", 'h', 1988), ("昭和", 's', 1925), ("大正", 't', 1911)];

/// All dates in folded characters, from left to right.
pub fn dates(chars: &[char]) -> Vec<Date> {
    let (mut out, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        match read(chars, at) {
            Some(date) => {
                at = date.to;
                out.push(date);
            }
            None => at += 1,
        }
    }
    out
}

fn read(chars: &[char], at: usize) -> Option<Date> {
    let rest = chars.get(at..)?;
    let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    if before.is_ascii_digit() {
        return None;
    }
    for (name, short, base) in ERAS {
        if starts(rest, name) {
            return after_year(chars, at, at + 2, Some(base));
        }
        if rest.first() == Some(&short) && !before.is_ascii_alphabetic() {
            let dot = usize::from(rest.get(1) == Some(&'.'));
            // R5.4.1 and H17/4/1, never a lone letter and number.
            return after_year(chars, at, at + 1 + dot, Some(base)).filter(|d| d.month.is_some());
        }
    }
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    let western =
        digits == 4 || (rest.len() > 4 && rest.iter().take(4).all(|c| "〇一二三四五六七八九".contains(*c)) && rest.get(4) == Some(&'年'));
    // A bare number of the size of a year is none: phone numbers and clause numbers look alike.
    western.then(|| after_year(chars, at, at, None)).flatten().filter(|d| (1900..2200).contains(&d.year))
}

fn starts(chars: &[char], word: &str) -> bool {
    word.chars().enumerate().all(|(i, c)| chars.get(i) == Some(&c))
}

/// Reads year, mark, month, mark, day from `at`; `start` is where the date began.
fn after_year(chars: &[char], start: usize, at: usize, era: Option<u32>) -> Option<Date> {
    let (year, at) = number(chars, at, if era.is_some() { 2 } else { 4 })?;
    let year = year + era.unwrap_or(0);
    let mark = *chars.get(at)?;
    let whole = |to| Some(Date { from: start, to, year, month: None, day: None });
    if mark == '年' {
        let year_only = at + 1;
        // 「2023年(令和5年)4月1日」 names the year twice.
        let at = skip_bracket(chars, year_only);
        let Some((month, next)) = number(chars, at, 2).filter(|&(m, next)| (1..=12).contains(&m) && chars.get(next) == Some(&'月')) else {
            return whole(year_only);
        };
        let to = next + 1;
        return Some(match number(chars, to, 2).filter(|&(d, next)| (1..=31).contains(&d) && chars.get(next) == Some(&'日')) {
            Some((day, next)) => Date { from: start, to: next + 1, year, month: Some(month), day: Some(day) },
            None => Date { from: start, to, year, month: Some(month), day: None },
        });
    }
    if !matches!(mark, '/' | '.' | '-' | '‐' | '−') {
        return None;
    }
    let (month, next) = number(chars, at + 1, 2).filter(|(m, _)| (1..=12).contains(m))?;
    let day = (chars.get(next) == Some(&mark)).then(|| number(chars, next + 1, 2)).flatten().filter(|(d, _)| (1..=31).contains(d));
    let to = day.map_or(next, |(_, to)| to);
    if chars.get(to).is_some_and(char::is_ascii_digit) || (day.is_none() && chars.get(to) == Some(&mark)) {
        return None;
    }
    // 「2023.4」 alone may be a version or an amount; with a slash it is a month.
    (day.is_some() || mark == '/' || mark == '.').then_some(Date { from: start, to, year, month: Some(month), day: day.map(|(d, _)| d) })
}

fn skip_bracket(chars: &[char], at: usize) -> usize {
    if chars.get(at) != Some(&'(') {
        return at;
    }
    chars.iter().skip(at).take(10).position(|&c| c == ')').map_or(at, |n| at + n + 1)
}

/// A run of at most `longest` digits or of kanji numerals, with the position behind it.
fn number(chars: &[char], at: usize, longest: usize) -> Option<(u32, usize)> {
    let rest = chars.get(at..)?;
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    let len =
        if digits > 0 { digits } else { rest.iter().take(4).take_while(|c| "〇一二三四五六七八九十元".contains(**c)).count() };
    if len == 0 || digits > longest {
        return None;
    }
    numeral::value(rest.get(..len)?).map(|v| (v, at + len))
}

#[cfg(test)]
mod tests {
    use super::dates;
    use crate::text::fold::fold_str;

    fn iso(s: &str) -> Vec<String> {
        dates(&fold_str(s).chars().collect::<Vec<_>>()).iter().map(|d| d.iso()).collect()
    }

    #[test]
    fn notations() {
        assert_eq!(iso("2023年4月1日制定、２０２３年４月改定"), ["2023-04-01", "2023-04"]);
        assert_eq!(iso("令和5年4月1日 平成17年4月1日 令和元年5月"), ["2023-04-01", "2005-04-01", "2019-05"]);
        assert_eq!(iso("2023/4/1 2023.04.01 2023-04-01"), ["2023-04-01"; 3]);
        assert_eq!(iso("R5.4.1 H17/4/1"), ["2023-04-01", "2005-04-01"]);
        assert_eq!(iso("令和五年四月一日"), ["2023-04-01"]);
        assert_eq!(iso("2023年(令和5年)4月1日"), ["2023-04-01"]);
        assert_eq!(iso("2022/4/1～2023/4/13"), ["2022-04-01", "2023-04-13"]);
        assert_eq!(iso("2005 年 4 月 1 日"), ["2005-04-01"]);
    }

    #[test]
    fn not_dates() {
        assert!(iso("03-1234-5678 第2023号 1999円 12.5 TEL 2023-4567 iOS 2023.4567").is_empty());
    }
}
