//! Where sentences end: at 。 ！ ？ outside brackets, in folded characters.

/// Longest sentence that is kept whole, in characters. Longer ones (text without any 。) are cut at 、 or hard.
const LONGEST: usize = 1_200;

/// Ranges of `chars`, one per sentence, without the closing mark; blank ones are left out.
pub fn sentences(chars: &[char]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut start, mut depth) = (0, 0usize);
    for (i, &c) in chars.iter().enumerate() {
        match c {
            '(' | '「' | '『' | '〔' => depth += 1,
            ')' | '」' | '』' | '〕' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let inside = depth > 0 && closes_soon(chars, i);
        // 「Yahoo!広告」 and 「…/list?id=1」 go on.
        let in_name = c != '。'
            && i > 0
            && chars.get(i - 1).is_some_and(char::is_ascii_alphanumeric)
            && chars.get(i + 1).is_some_and(|n| n.is_alphanumeric());
        let ends = matches!(c, '。' | '!' | '?') && !inside && !in_name;
        let long = i - start >= LONGEST && (c == '、' || i - start >= LONGEST + 200);
        if ends || long {
            push(chars, start, if ends { i } else { i + 1 }, &mut out);
            start = i + 1;
            depth = 0;
        }
    }
    push(chars, start, chars.len(), &mut out);
    out
}

/// A bracket that never closes must not swallow the rest of the block.
fn closes_soon(chars: &[char], at: usize) -> bool {
    chars.iter().skip(at).take(160).any(|c| matches!(c, ')' | '」' | '』' | '〕'))
}

fn push(chars: &[char], mut from: usize, mut to: usize, out: &mut Vec<(usize, usize)>) {
    while from < to && chars.get(from).is_some_and(|c| c.is_whitespace()) {
        from += 1;
    }
    while to > from && chars.get(to - 1).is_some_and(|c| c.is_whitespace()) {
        to -= 1;
    }
    if to > from {
        out.push((from, to));
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn cut(s: &str) -> Vec<String> {
        let chars: Vec<char> = s.chars().collect();
        sentences(&chars).into_iter().map(|(a, b)| chars[a..b].iter().collect()).collect()
    }

    #[test]
    fn brackets_hold_a_sentence_together() {
        assert_eq!(cut("提供します(別紙参照。)。次です。"), ["提供します(別紙参照。)", "次です"]);
        assert_eq!(cut("開いたまま(閉じない。次です。").len(), 2);
    }

    #[test]
    fn endless_text_is_cut() {
        assert!(cut(&"あ".repeat(10_000)).len() > 5);
    }
}
