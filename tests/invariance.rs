//! The same policy in other clothes gets the same statuses: widths, normal forms, line ends, hard wraps, other list markers,
//! other words for "we", kana for kanji, a navigation bar around it.
//!
//! Over our own fixtures, and the corpus when it is there. The share that stays is printed per transformation.

use policy_lens::analyze;
use std::fs;
use unicode_normalization::UnicodeNormalization;

fn policies() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for folder in ["tests/fixtures/policies", "../shared/corpus/seeds", "../shared/corpus/dev"] {
        match fs::read_dir(folder) {
            Ok(files) => out.extend(
                files.flatten().map(|f| f.path()).map(|p| (p.display().to_string(), fs::read_to_string(&p).expect("fixtures are UTF-8"))),
            ),
            Err(_) => eprintln!("SKIPPED: {folder} is not there"),
        }
    }
    out.sort();
    assert!(!out.is_empty());
    out
}

type Transformation = (&'static str, fn(&str) -> String, f64);

/// Name, function, and the least share of statuses that must stay.
const TRANSFORMATIONS: &[Transformation] = &[
    ("full width", full_width, 0.97),
    ("half-width kana", half_width_kana, 0.97),
    ("NFD", |t| t.nfd().collect(), 0.98),
    ("CRLF", |t| t.replace('\n', "\r\n"), 0.999),
    ("hard wraps", hard_wraps, 0.93),
    ("circled to bracketed numbers", circled_to_brackets, 0.96),
    ("bullets changed", |t| t.replace("\n・", "\n- ").replace("\n•", "\n● "), 0.96),
    ("当社 to 弊社", |t| t.replace("弊社", "当社").replace("当社", "弊社"), 0.97),
    ("kanji to kana", kanji_to_kana, 0.97),
    ("navigation around it", navigation, 0.95),
];

fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() || "()".contains(c) { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c })
        .collect()
}

fn half_width_kana(text: &str) -> String {
    let table: Vec<(char, String)> =
        ('\u{FF66}'..='\u{FF9D}').map(|half| (half.to_string().nfkc().next().unwrap_or(half), half.to_string())).collect();
    text.nfd()
        .map(|c| match c {
            '\u{3099}' => "ﾞ".to_string(),
            '\u{309A}' => "ﾟ".to_string(),
            c if ('ァ'..='ヶ').contains(&c) || c == 'ー' => table.iter().find(|t| t.0 == c).map_or(c.to_string(), |t| t.1.clone()),
            c => c.to_string(),
        })
        .collect::<String>()
        // Voiced hiragana has no half-width form: composed again.
        .replace('ﾞ', "\u{3099}")
        .replace('ﾟ', "\u{309A}")
        .nfc()
        .collect::<String>()
        .replace('\u{3099}', "ﾞ")
        .replace('\u{309A}', "ﾟ")
}

fn hard_wraps(text: &str) -> String {
    text.lines()
        .map(|line| line.chars().collect::<Vec<_>>().chunks(36).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join("\n"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn circled_to_brackets(text: &str) -> String {
    text.chars().map(|c| if ('①'..='⑳').contains(&c) { format!("({})", c as u32 - '①' as u32 + 1) } else { c.to_string() }).collect()
}

fn kanji_to_kana(text: &str) -> String {
    [
        ("及び", "および"),
        ("又は", "または"),
        ("若しくは", "もしくは"),
        ("予め", "あらかじめ"),
        ("全て", "すべて"),
        ("頂", "いただ"),
        ("致し", "いたし"),
        ("下さい", "ください"),
    ]
    .iter()
    .fold(text.to_string(), |t, (a, b)| t.replace(a, b))
}

fn navigation(text: &str) -> String {
    format!(
        "ホーム\n事業案内\n店舗一覧\nよくある質問\n採用情報\n\n{text}\n\nページトップへ戻る\nサイトマップ\nCopyright (C) All Rights Reserved.\n"
    )
}

#[test]
fn statuses_stay() {
    let policies = policies();
    let mut low = Vec::new();
    for (name, transform, least) in TRANSFORMATIONS {
        let (mut same, mut all, mut changed) = (0usize, 0usize, Vec::new());
        for (file, text) in &policies {
            let (before, after) = (analyze(text), analyze(&transform(text)));
            for (a, b) in before.checklist.iter().zip(&after.checklist) {
                all += 1;
                same += usize::from(a.status == b.status);
                if a.status != b.status {
                    changed.push(format!(
                        "{} {}: {} → {}",
                        file.rsplit('/').next().unwrap_or_default(),
                        a.id,
                        a.status.word(),
                        b.status.word()
                    ));
                }
            }
        }
        let share = same as f64 / all as f64;
        println!("{name:30} {share:.4}  ({same}/{all})");
        if share < *least {
            low.push(format!("{name}: {share:.4} < {least}\n  {}", changed.join("\n  ")));
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}
