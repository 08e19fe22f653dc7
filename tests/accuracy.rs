//! The figures that are told are those that were measured: README quotes `docs/accuracy.md`, which names the program and
//! catalogue it is of; and where the corpus and its scorer lie beside the project, the scorer says the same today.
//!
//! Stale after a change of the reading: `cargo xtask score --write`, and the table in README.

mod texts;

use policy_lens::report::wire::wire;
use policy_lens::{analyze, catalogue};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A total: the scorer's key, the words of its row in `docs/accuracy.md`, and those in README, where it is quoted.
const TOTALS: &[(&str, &str, &str)] = &[
    ("stated_f1", "requirements stated, F1 over all pairs of text and requirement", "stated or not, F1"),
    ("stated_p", "— precision", ""),
    ("stated_r", "— recall", ""),
    ("macro_f1", "requirements stated, mean F1 of those found in three texts or more", ""),
    ("exact", "the very same status", "the very same status"),
    ("risks_f1", "risks, F1", "risks, F1"),
    ("fields_f1", "fields of the summary, F1 of quotes", "fields of the summary, F1 of quotes"),
];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

/// First cells and the rest of every table row under a heading; of rows with the same name the first counts.
fn rows(page: &str, heading: &str) -> BTreeMap<String, Vec<String>> {
    let part = page.split("\n## ").find(|p| p.starts_with(heading)).unwrap_or_else(|| panic!("no part {heading}"));
    let mut out = BTreeMap::new();
    for line in part.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| |")) {
        let cells: Vec<String> = line.trim_matches('|').split('|').map(|c| c.trim().to_string()).collect();
        out.entry(cells[0].clone()).or_insert_with(|| cells[1..].to_vec());
    }
    assert!(out.len() > 3, "{heading}: {out:?}");
    out
}

#[test]
fn readme_quotes_the_page_of_accuracy() {
    let (readme, page) = (read("README.md"), read("docs/accuracy.md"));
    let (told, measured) = (rows(&readme, "Accuracy"), rows(&page, "Totals"));
    let mut quoted = 0;
    for (name, cells) in &told {
        if name.starts_with("quotes that are") {
            assert!(page.contains(&format!("exactly where the report says: {}.", cells[0])), "{name}: {cells:?}");
        } else {
            // 「the very same status (839 pairs)」
            let bare = name.split(" (").next().unwrap_or(name);
            let (_, words, _) = TOTALS.iter().find(|t| t.2 == bare).unwrap_or_else(|| panic!("README tells of `{name}`"));
            let row = &measured[*words];
            assert_eq!(cells[0], row[0], "README, {name}");
            assert!(cells[1] == row[1] || cells[1] == "–", "README, {name}, keywords: {} is {}", cells[1], row[1]);
        }
        quoted += 1;
    }
    assert!(quoted >= 4);
    let texts = |page: &str, before: &str, after: &str| page.split(before).nth(1).and_then(|p| p.split(after).next()).map(str::to_string);
    assert_eq!(texts(&readme, "answers on ", " real policies"), texts(&page, "Measured on the ", " texts"));
}

#[test]
fn the_page_of_accuracy_names_what_was_measured() {
    let line = format!("\nPolicy Lens {}, catalogue {}.\n", env!("CARGO_PKG_VERSION"), catalogue::CATALOGUE_VERSION);
    assert!(read("docs/accuracy.md").contains(&line), "docs/accuracy.md is not of{line}: cargo xtask score --write");
}

/// The scorer is run as `cargo xtask score` runs it, over the reports of this very build.
#[test]
fn the_scorer_says_so_today() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let scorer = shared.join("eval/score.py");
    let corpus = texts::corpus();
    let python = Command::new("python3").arg("--version").output().is_ok_and(|o| o.status.success());
    if corpus.is_empty() || !scorer.is_file() || !python {
        println!("SKIPPED: no corpus, no scorer, or no python3 beside the project; docs/accuracy.md was not measured again");
        return;
    }
    let folder = std::env::temp_dir().join(format!("policy-lens-accuracy-{}", std::process::id()));
    let reports = folder.join("reports");
    fs::create_dir_all(&reports).expect("a folder");
    for policy in &corpus {
        // seeds/000_….txt is seed-000.
        let name = if policy.name.starts_with("dev-") { policy.name.clone() } else { format!("seed-{}", &policy.name[..3]) };
        let report = serde_json::to_string(&wire(&analyze(&policy.text), &policy.text)).expect("plain data");
        fs::write(reports.join(format!("{name}.json")), report).expect("a report");
    }
    let figures = folder.join("figures.json");
    let (gold, corpus) = (shared.join("corpus/gold"), shared.join("corpus"));
    let output = Command::new("python3").arg(&scorer).args([&gold, &reports, &corpus]).arg("--json").arg(&figures).output();
    let output = output.expect("python3 is there");
    let scored: Value = fs::read(&figures).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    fs::remove_dir_all(&folder).expect("the folder");
    assert!(scored.is_object(), "the scorer: {}", String::from_utf8_lossy(&output.stderr));

    let page = read("docs/accuracy.md");
    let mut wrong = Vec::new();
    let mut compare = |part: &str, name: &str, written: Option<&String>, today: &Value| {
        let today = today.as_f64().map_or_else(|| "nothing".to_string(), |x| format!("{x:.3}"));
        if written != Some(&today) {
            wrong.push(format!("{part}, {name}: written {written:?}, today {today}"));
        }
    };
    let totals = rows(&page, "Totals");
    for (key, words, _) in TOTALS {
        compare("Totals", words, totals.get(*words).and_then(|r| r.first()), &scored[*key]);
    }
    for (part, key, column) in [("Requirements", "requirements", 1), ("Risks", "risks", 1), ("Fields", "fields", 0)] {
        let table = rows(&page, part);
        for (name, today) in scored[key].as_object().expect(key) {
            compare(part, name, table.get(name).and_then(|r| r.get(column)), today);
        }
    }
    assert!(wrong.is_empty(), "docs/accuracy.md is stale: cargo xtask score --write\n{}", wrong.join("\n"));
}
