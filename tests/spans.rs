//! Every quote of a report is the exact words at its UTF-16 place: for every fixture, for the real policies where they are at
//! hand, and for the same texts written in all the ways in which text gets written and broken.

use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization as _;

type Rewrite = (&'static str, fn(&str) -> String);

const REWRITES: &[Rewrite] = &[
    ("as it is", str::to_string),
    ("full-width ASCII", full_width),
    ("half-width kana", half_width),
    ("decomposed", |t| t.nfd().collect()),
    ("CR LF", |t| t.replace('\n', "\r\n")),
    ("CR", |t| t.replace('\n', "\r")),
    ("wrapped", wrapped),
    ("beyond the basic plane", |t| every(t, 50, "😀𠮷")),
    ("NULs", |t| every(t, 40, "\0")),
    ("zero-width spaces", |t| every(t, 7, "\u{200B}")),
    ("all of it", |t| every(&wrapped(&half_width(&full_width(t))).nfd().collect::<String>(), 30, "\0𠮷\u{200B}").replace('\n', "\r\n")),
];

#[test]
fn quotes_of_the_fixtures_are_exact() {
    let mut texts = texts("tests/fixtures/policies");
    texts.extend(self::texts("tests/fixtures/other"));
    assert!(texts.len() >= 12, "only {} fixtures", texts.len());
    check(&texts, 1);
}

#[test]
fn quotes_of_real_policies_are_exact() {
    let corpus = ["../shared/corpus/seeds", "../shared/corpus/dev"];
    let texts: Vec<_> = corpus.iter().flat_map(|dir| texts(dir)).collect();
    if texts.is_empty() {
        eprintln!("SKIPPED: ../shared/corpus is not there");
        return;
    }
    check(&texts, 1);
}

#[test]
fn the_check_is_awake() {
    let wrong = serde_json::json!({ "a": [{ "start": 1, "end": 3, "text": "報𠮷" }] });
    let units: Vec<u16> = "報𠮷".encode_utf16().collect();
    assert_eq!(wrong_quotes(&wrong, &units), (1, vec!["1..3 \"報𠮷\"".to_string()]));
    let right = serde_json::json!({ "a": { "start": 1, "end": 3, "text": "𠮷" } });
    assert_eq!(wrong_quotes(&right, &units), (1, Vec::new()));
    let blank = serde_json::json!({ "start": 0, "end": 0, "text": "" });
    assert_eq!(wrong_quotes(&blank, &units).1.len(), 1);
    assert_eq!(half_width("ガパア。"), "ｶﾞﾊﾟｱ｡");
    assert_eq!(wrapped(&"あ".repeat(80)).lines().map(|l| l.chars().count()).collect::<Vec<_>>(), [35, 35, 10]);
    assert_eq!(every("abcd", 2, "-"), "ab-cd-");
}

/// `least`: quotes that a text must have at the very least where it is Japanese, lest nothing be checked.
fn check(texts: &[(String, String)], least: usize) {
    let mut broken = Vec::new();
    for (name, original) in texts {
        for (rewrite, write) in REWRITES {
            let text = write(original);
            let report = policy_lens::analyze(&text);
            let japanese = report.document.language == "ja";
            let wire = serde_json::to_value(policy_lens::report::wire::wire(&report, &text)).expect("plain data");
            let units: Vec<u16> = text.encode_utf16().collect();
            let (quotes, wrong) = wrong_quotes(&wire, &units);
            broken.extend(wrong.iter().map(|w| format!("{name}, {rewrite}: {w}")));
            if japanese && quotes < least {
                broken.push(format!("{name}, {rewrite}: {quotes} quotes"));
            }
            let length = wire["document"]["utf16_length"].as_u64().expect("a number");
            assert_eq!(length, units.len() as u64, "{name}, {rewrite}");
            let mut before = 0;
            for section in wire["document"]["sections"].as_array().expect("a list") {
                let (start, end) = (section["start"].as_u64().expect("a number"), section["end"].as_u64().expect("a number"));
                assert!(before <= start && start <= end && end <= length, "{name}, {rewrite}: section {section}");
                before = start;
            }
        }
    }
    assert!(broken.is_empty(), "{} wrong quotes:\n{}", broken.len(), broken[..broken.len().min(40)].join("\n"));
}

/// How many quotes there are, and those that are not what they say or say nothing.
fn wrong_quotes(value: &Value, units: &[u16]) -> (usize, Vec<String>) {
    let (mut count, mut wrong) = (0, Vec::new());
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(list) => open.extend(list),
            Value::Object(fields) => {
                if let (Some(start), Some(end), Some(text)) = (fields.get("start"), fields.get("end"), fields.get("text")) {
                    count += 1;
                    let (start, end) = (start.as_u64().unwrap_or(u64::MAX), end.as_u64().unwrap_or(u64::MAX));
                    let text = text.as_str().unwrap_or_default();
                    let there = units.get(start as usize..end as usize).map(String::from_utf16);
                    if !matches!(there, Some(Ok(there)) if there == text) || text.trim().is_empty() {
                        wrong.push(format!("{start}..{end} {text:?}"));
                    }
                }
                open.extend(fields.values());
            }
            _ => {}
        }
    }
    (count, wrong)
}

fn full_width(text: &str) -> String {
    let wide = |c: char| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c);
    text.chars().map(|c| if c.is_ascii_graphic() { wide(c) } else { c }).collect()
}

fn half_width(text: &str) -> String {
    let mut table: HashMap<String, String> = HashMap::new();
    for half in '\u{FF61}'..='\u{FF9D}' {
        for form in [format!("{half}ﾞ"), format!("{half}ﾟ"), half.to_string()] {
            let full: String = form.nfkc().collect();
            if full.chars().count() == 1 {
                table.insert(full, form);
            }
        }
    }
    text.chars().map(|c| table.get(&c.to_string()).cloned().unwrap_or_else(|| c.to_string())).collect()
}

/// As a PDF breaks lines: after 35 characters, wherever that is.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let chars: Vec<char> = line.chars().collect();
        for part in chars.chunks(35) {
            out.extend(part);
            out.push('\n');
        }
        if chars.is_empty() {
            out.push('\n');
        }
    }
    out
}

fn every(text: &str, step: usize, between: &str) -> String {
    let mut out = String::new();
    for (i, c) in text.chars().enumerate() {
        out.push(c);
        if (i + 1) % step == 0 {
            out.push_str(between);
        }
    }
    out
}

fn texts(dir: &str) -> Vec<(String, String)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join(dir);
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        entries.map(|e| e.expect("an entry").path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|p| (p.file_name().expect("a name").to_string_lossy().into_owned(), std::fs::read_to_string(&p).expect("UTF-8")))
        .collect()
}
