//! Golden renderings: what the program says today about the invented policies, as a person sees it. They change only on
//! purpose, one at a time: `cargo xtask bless <slug>`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn renderings_are_as_blessed() {
    let mut changed = Vec::new();
    for slug in slugs("fixtures/policies") {
        let policy = folder("fixtures/policies").join(format!("{slug}.txt"));
        let output = Command::new(env!("CARGO_BIN_EXE_policy-lens"))
            .args(["check", "--format", "text"])
            .arg(&policy)
            .env("NO_COLOR", "1")
            .output()
            .expect("the program runs");
        assert!(output.status.success() && output.stderr.is_empty(), "{slug}: {output:?}");
        let now = String::from_utf8(output.stdout).expect("UTF-8");
        let blessed = std::fs::read_to_string(folder("golden").join(format!("{slug}.txt"))).unwrap_or_default();
        if now != blessed {
            changed.push(format!("{slug}: {}\n    if that is right: cargo xtask bless {slug}", first_difference(&blessed, &now)));
        }
    }
    assert!(changed.is_empty(), "renderings changed:\n{}", changed.join("\n"));
}

#[test]
fn every_rendering_has_its_policy() {
    let policies = slugs("fixtures/policies");
    assert!(policies.len() >= 8, "{policies:?}");
    assert_eq!(slugs("golden"), policies, "tests/golden/ against tests/fixtures/policies/");
}

fn first_difference(blessed: &str, now: &str) -> String {
    let line = blessed.lines().zip(now.lines()).take_while(|(a, b)| a == b).count();
    let show = |text: &str| text.lines().nth(line).map_or("(end)".to_string(), str::to_string);
    format!("line {}:\n    - {}\n    + {}", line + 1, show(blessed), show(now))
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn slugs(name: &str) -> BTreeSet<String> {
    let Ok(entries) = std::fs::read_dir(folder(name)) else { return BTreeSet::new() };
    entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect()
}
