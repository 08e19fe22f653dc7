//! The generated fold table against the crate it was made from: nothing missing, nothing extra, sorted for binary search.

#[path = "../src/text/fold_table.rs"]
mod fold_table;

use fold_table::{COMPOSE, SINGLE};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Said again here, not imported from the generator: a range lost there must be seen.
const RANGES: &[(u32, u32)] = &[(0x2000, 0x312F), (0x3190, 0x33FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF5F, 0xFF9F), (0xFFE0, 0xFFEF)];

/// The free-standing voicing marks; NFKC makes a space of them, so only `COMPOSE` knows them.
const LEFT_OUT: [char; 2] = ['\u{309B}', '\u{309C}'];

#[test]
fn single_is_nfkc_over_its_ranges() {
    let table: BTreeMap<u32, &str> = SINGLE.iter().map(|&(from, to)| (u32::from(from), to)).collect();
    for c in ('\u{0}'..='\u{FFFF}').filter(|c| !LEFT_OUT.contains(c)) {
        let inside = RANGES.iter().any(|&(first, last)| (first..=last).contains(&(c as u32)));
        let nfkc: String = c.nfkc().collect();
        let expected = (inside && !nfkc.chars().eq([c])).then_some(nfkc.as_str());
        assert_eq!(table.get(&(c as u32)).copied(), expected, "U+{:04X}", c as u32);
    }
    assert!(SINGLE.iter().all(|(from, _)| LEFT_OUT.iter().all(|&c| u32::from(*from) != c as u32)));
}

#[test]
fn compose_is_nfc_for_every_kana_and_mark() {
    let table: BTreeMap<(char, char), char> = COMPOSE.iter().map(|&(base, mark, one)| ((base, mark), one)).collect();
    let marks = [('\u{3099}', ["\u{3099}", "\u{309B}", "\u{FF9E}"]), ('\u{309A}', ["\u{309A}", "\u{309C}", "\u{FF9F}"])];
    for base in '\u{3041}'..='\u{30FF}' {
        for (combining, written) in marks {
            let composed: Vec<char> = [base, combining].into_iter().nfc().collect();
            let expected = (composed.len() == 1).then(|| composed[0]);
            for mark in written.iter().flat_map(|s| s.chars()) {
                assert_eq!(table.get(&(base, mark)).copied(), expected, "{base} + U+{:04X}", mark as u32);
            }
        }
    }
}

#[test]
fn sorted_without_doubles() {
    assert!(SINGLE.windows(2).all(|w| w[0].0 < w[1].0));
    assert!(COMPOSE.windows(2).all(|w| (w[0].0, w[0].1) < (w[1].0, w[1].1)));
}

#[test]
fn the_ones_that_policies_use() {
    let fold = |c: char| SINGLE.iter().find(|(from, _)| u32::from(*from) == c as u32).map(|(_, to)| *to);
    // Escaped where an editor or a paste might normalise the character away.
    let cases = [
        ('①', "1"),
        ('㈱', "(株)"),
        ('\u{2163}', "IV"),
        ('\u{FF76}', "\u{30AB}"),
        ('\u{FF61}', "。"),
        ('\u{3000}', " "),
        ('\u{2F08}', "\u{4EBA}"),
        ('\u{FA19}', "\u{795E}"),
    ];
    for (from, to) in cases {
        assert_eq!(fold(from), Some(to), "{from}");
    }
    let compose = |base, mark| COMPOSE.iter().find(|(b, m, _)| (*b, *m) == (base, mark)).map(|(.., one)| *one);
    assert_eq!(compose('か', '\u{3099}'), Some('が'));
    assert_eq!(compose('ハ', '\u{FF9F}'), Some('パ'));
    assert_eq!(compose('う', '゛'), Some('ゔ'));
}
