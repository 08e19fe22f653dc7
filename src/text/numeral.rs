//! Numbers as policies write them: 12, 一, 十二, 二十, in folded characters.

/// Value of a run of folded digits or kanji numerals (〇一二…九十百千), up to 99,999; `None` for anything else or empty.
pub fn value(chars: &[char]) -> Option<u32> {
    if chars.is_empty() || chars.len() > 9 {
        return None;
    }
    if chars.iter().all(char::is_ascii_digit) {
        return chars.iter().collect::<String>().parse().ok();
    }
    kanji(chars)
}

fn kanji(chars: &[char]) -> Option<u32> {
    let (mut total, mut digit, mut plain) = (0u32, None, true);
    for &c in chars {
        if let Some(d) = kanji_digit(c) {
            // 二〇二三 is written by place, 二十三 by unit.
            digit = Some(digit.filter(|_| plain).map_or(d, |x: u32| x * 10 + d));
            continue;
        }
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            '万' => 10_000,
            _ => return None,
        };
        plain = false;
        total += digit.take().unwrap_or(1) * unit;
    }
    Some(total + digit.unwrap_or(0))
}

fn kanji_digit(c: char) -> Option<u32> {
    "〇一二三四五六七八九".chars().position(|x| x == c).map(|d| d as u32).or(match c {
        '元' => Some(1),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn digits_and_kanji() {
        let v = |s: &str| value(&s.chars().collect::<Vec<_>>());
        assert_eq!(v("12"), Some(12));
        assert_eq!(v("十二"), Some(12));
        assert_eq!(v("二十"), Some(20));
        assert_eq!(v("二〇二三"), Some(2023));
        assert_eq!(v("元"), Some(1));
        assert_eq!(v("あ"), None);
        assert_eq!(v(""), None);
    }
}
