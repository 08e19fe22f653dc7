//! Folding: a side copy of some text in one common spelling, with a map back to the source.
//!
//! NFKC for the characters that occur in Japanese text, lower-case ASCII, white space dropped (one blank is kept
//! between two ASCII words, one tab where the source has a tab), kana composed with their voicing marks, common
//! spelling variants unified ([`super::variants`]). Works by character cluster, so that a span never splits one.
//! Also compiled into the build script, which folds the cues with the very same function.

use super::fold_table::{COMPOSE, SINGLE};
use super::variants::VARIANTS;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Folded characters, each with the byte range of the source that it stands for.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    chars: Vec<char>,
    /// Same length as `chars`: (first byte, one past the last byte).
    places: Vec<(u32, u32)>,
}

/// A run of folded characters with its map; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    pub chars: &'a [char],
    places: &'a [(u32, u32)],
}

impl Folded {
    /// Folds the given byte ranges of `source`, one after the other, as if nothing stood between them but the blank at which
    /// a line of Latin words was wrapped.
    pub fn new(source: &str, pieces: &[(usize, usize)]) -> Self {
        let mut raw = Vec::new();
        for (i, &(from, to)) in pieces.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|j| pieces.get(j)).map_or(from, |p| p.1);
            if wrapped_at_blank(source.get(..before).unwrap_or_default()) {
                raw.push((' ', before as u32, from as u32));
            }
            clusters(source.get(from..to).unwrap_or_default(), from, &mut raw);
        }
        let raw = squeeze(raw);
        let mut out = Folded { chars: Vec::with_capacity(raw.len()), places: Vec::with_capacity(raw.len()) };
        let mut i = 0;
        while let Some(&(c, start, end)) = raw.get(i) {
            match longest_variant(&raw, i) {
                Some((len, common)) => {
                    let last = raw.get(i + len - 1).map_or(end, |x| x.2);
                    for c in common.chars() {
                        out.chars.push(c);
                        out.places.push((start, last));
                    }
                    i += len;
                }
                None => {
                    out.chars.push(c);
                    out.places.push((start, end));
                    i += 1;
                }
            }
        }
        out
    }

    /// All of it.
    pub fn view(&self) -> View<'_> {
        View { chars: &self.chars, places: &self.places }
    }

    /// Number of folded characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }
}

impl<'a> View<'a> {
    /// Part of this view, in folded characters; empty where the range does not fit.
    pub fn slice(self, from: usize, to: usize) -> View<'a> {
        View { chars: self.chars.get(from..to).unwrap_or_default(), places: self.places.get(from..to).unwrap_or_default() }
    }

    /// Bytes of the source that the folded characters `from..to` stand for; (0, 0) when there are none.
    pub fn bytes(self, from: usize, to: usize) -> (usize, usize) {
        match self.places.get(from..to).and_then(|p| p.first().zip(p.last())) {
            Some((a, b)) => (a.0 as usize, b.1 as usize),
            None => (0, 0),
        }
    }

    /// As a string, for tests and messages.
    pub fn text(self) -> String {
        self.chars.iter().collect()
    }

    /// Number of folded characters.
    pub fn len(self) -> usize {
        self.chars.len()
    }

    /// No characters at all.
    pub fn is_empty(self) -> bool {
        self.chars.is_empty()
    }
}

/// The text before a wrap ends in a word, and not in an address that goes on.
fn wrapped_at_blank(before: &str) -> bool {
    let mut last = before.chars().rev().take_while(char::is_ascii_graphic).take(200).peekable();
    last.peek().is_some() && !last.any(|c| "/@._?=&".contains(c))
}

/// The folded form of a short string, for cues and for comparing names.
pub fn fold_str(s: &str) -> String {
    Folded::new(s, &[(0, s.len())]).view().text()
}

/// One character folded without regard to its neighbours: what a character class of a cue needs.
#[allow(dead_code)] // Called by the build script only.
pub fn fold_char_str(c: char) -> String {
    let mut cells = Vec::new();
    clusters(c.encode_utf8(&mut [0; 4]), 0, &mut cells);
    cells.into_iter().map(|cell| cell.0).collect()
}

type Cell = (char, u32, u32);

/// Compatibility characters resolved, kana composed, nothing dropped but invisible characters.
fn clusters(text: &str, base: usize, out: &mut Vec<Cell>) {
    let floor = out.len();
    for (at, c) in text.char_indices() {
        let (start, end) = ((base + at) as u32, (base + at + c.len_utf8()) as u32);
        if c.is_ascii() {
            let c = if c.is_ascii_control() { if c == '\t' { '\t' } else { ' ' } } else { c.to_ascii_lowercase() };
            out.push((c, start, end));
            continue;
        }
        if invisible(c) {
            // Belongs to the character before it, so that a span covers both.
            if out.len() > floor
                && let Some(last) = out.last_mut()
            {
                last.2 = end;
            }
            continue;
        }
        if out.len() > floor
            && let Some(last) = out.last_mut()
            && let Some(joined) = compose(last.0, c)
        {
            *last = (joined, last.1, end);
            continue;
        }
        match c {
            '，' => out.push(('、', start, end)),
            '\u{FF01}'..='\u{FF5E}' => out.push((ascii_of(c), start, end)),
            '\u{3000}' | '\u{A0}' | '\u{85}' => out.push((' ', start, end)),
            // Kanji repeated by the iteration mark and kana proper need no table.
            '\u{3041}'..='\u{30FE}' | '\u{4E00}'..='\u{9FFF}' => out.push((c, start, end)),
            _ => match lookup(c) {
                Some(s) => out.extend(s.chars().map(|x| (x.to_ascii_lowercase(), start, end))),
                None => out.push((c, start, end)),
            },
        }
    }
}

/// Full-width ASCII by subtraction, lower-cased.
fn ascii_of(c: char) -> char {
    char::from_u32(c as u32 - 0xFEE0).unwrap_or(c).to_ascii_lowercase()
}

fn lookup(c: char) -> Option<&'static str> {
    let code = u16::try_from(c as u32).ok()?;
    SINGLE.binary_search_by_key(&code, |e| e.0).ok().and_then(|i| SINGLE.get(i)).map(|e| e.1)
}

fn compose(base: char, mark: char) -> Option<char> {
    if !matches!(mark, '\u{3099}' | '\u{309A}' | '\u{309B}' | '\u{309C}' | '\u{FF9E}' | '\u{FF9F}') {
        return None;
    }
    COMPOSE.iter().find(|e| e.0 == base && e.1 == mark).map(|e| e.2)
}

/// Characters that draw nothing: joiners, direction marks, variation selectors, the byte order mark.
pub fn invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

/// Drops white space except one blank between ASCII words and one tab between cells.
fn squeeze(raw: Vec<Cell>) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::with_capacity(raw.len());
    let mut gap: Option<Cell> = None;
    for cell in raw {
        if cell.0.is_whitespace() {
            gap = match gap {
                Some(g) if g.0 == '\t' => Some(g),
                Some(_) if cell.0 == '\t' => Some(cell),
                Some(g) => Some(g),
                None => Some(if cell.0 == '\t' { cell } else { (' ', cell.1, cell.2) }),
            };
            continue;
        }
        if let Some(g) = gap.take()
            && let Some(last) = out.last()
            && (g.0 == '\t' || (last.0.is_ascii_alphanumeric() && cell.0.is_ascii_alphanumeric()))
        {
            out.push(g);
        }
        out.push(cell);
    }
    out
}

/// Written form, its length in characters, common form.
type Variant = (&'static str, usize, &'static str);

fn longest_variant(raw: &[Cell], at: usize) -> Option<(usize, &'static str)> {
    static BY_INITIAL: OnceLock<HashMap<char, Vec<Variant>>> = OnceLock::new();
    let table = BY_INITIAL.get_or_init(|| {
        let mut map: HashMap<char, Vec<Variant>> = HashMap::new();
        for (written, common) in VARIANTS {
            if let Some(first) = written.chars().next() {
                map.entry(first).or_default().push((written, written.chars().count(), common));
            }
        }
        map.values_mut().for_each(|v| v.sort_by_key(|x| std::cmp::Reverse(x.1)));
        map
    });
    let candidates = table.get(&raw.get(at)?.0)?;
    candidates
        .iter()
        .find(|(written, len, _)| at + len <= raw.len() && written.chars().eq(raw.iter().skip(at).take(*len).map(|x| x.0)))
        .map(|&(_, len, common)| (len, common))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(source: &str, needle: &str) -> String {
        let folded = Folded::new(source, &[(0, source.len())]);
        let want: Vec<char> = needle.chars().collect();
        let at = folded.view().chars.windows(want.len()).position(|w| w == want).expect("needle is there");
        let (from, to) = folded.view().bytes(at, at + want.len());
        source[from..to].to_string()
    }

    #[test]
    fn widths_kana_and_variants_meet() {
        assert_eq!(fold_str("ＴＥＬ：０３"), "tel:03");
        assert_eq!(fold_str("ｶﾞｲﾄﾞ"), "ガイド");
        assert_eq!(fold_str("か\u{3099}"), "が");
        assert_eq!(fold_str("お取り扱い および 漏洩"), "取扱及び漏えい");
        assert_eq!(fold_str("Google  Analytics を"), "google analyticsを");
        assert_eq!(fold_str("⾃動⾞㈱"), "自動車(株)");
        // Lines that were wrapped: at a blank, inside an address, inside a Japanese word.
        let joined =
            |a: &str, b: &str| Folded::new(&format!("{a}\n{b}"), &[(0, a.len()), (a.len() + 1, a.len() + 1 + b.len())]).view().text();
        assert_eq!(joined("Google", "Analyticsを"), "google analyticsを");
        assert_eq!(joined("https://example.jp/a", "bc"), "https://example.jp/abc");
        assert_eq!(joined("個人", "情報"), "個人情報");
    }

    #[test]
    fn spans_cover_whole_clusters() {
        assert_eq!(back("この ｶﾞｲﾄﾞ です", "ガイド"), "ｶﾞｲﾄﾞ");
        assert_eq!(back("手数料 1,000 円", "手数料1,000円"), "手数料 1,000 円");
        assert_eq!(back("情報の漏\n洩防止", "漏えい"), "漏\n洩");
        assert_eq!(back("葛\u{E0100}飾区", "葛飾"), "葛\u{E0100}飾");
    }
}
