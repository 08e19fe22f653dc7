//! `cargo xtask score`: the reports of the real policies beside what careful readers found in them. The texts are their
//! owners' and stay outside the checkout; without them there is nothing to score, and that is said loudly.

use crate::sh::{self, Result, files_in, root, target};
use std::path::{Path, PathBuf};

/// Figures only, no word of anybody's text: these may be committed, so that a change shows what it did to them.
const FIGURES: &str = "docs/score.json";

pub fn run(args: &[&str]) -> Result<()> {
    let mut keep = false;
    let mut show = None;
    let mut args = args.iter();
    while let Some(&arg) = args.next() {
        match arg {
            "--write" => keep = true,
            "--show" => show = Some(*args.next().ok_or("--show wants a field or an id")?),
            _ => return Err(format!("score does not know `{arg}`").into()),
        }
    }

    let shared = root().join("../shared");
    let (corpus, scorer) = (shared.join("corpus"), shared.join("eval/score.py"));
    let gold = corpus.join("gold");
    let documents = files_in(&gold)?.into_iter().filter(|path| path.extension().is_some_and(|e| e == "json"));
    let documents: Vec<String> = documents.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    if documents.is_empty() || !scorer.is_file() {
        println!("*** NOTHING WAS SCORED: there is no corpus beside this checkout ({}). ***", corpus.display());
        return Ok(());
    }

    let cli = sh::build_cli()?;
    let reports = target().join("score");
    if reports.exists() {
        std::fs::remove_dir_all(&reports)?; // a report of yesterday would be scored as today's
    }
    std::fs::create_dir_all(&reports)?;
    for document in &documents {
        let text = text_of(&corpus, document)?;
        let output = sh::program(&cli).args(["check", "--format", "json"]).arg(&text).output()?;
        if output.stdout.is_empty() {
            // Scored as an empty report, and named by the scorer.
            eprintln!("{document}: no report: {}", String::from_utf8_lossy(&output.stderr).trim());
        } else {
            sh::write(&reports.join(format!("{document}.json")), output.stdout)?;
        }
    }

    let mut python = sh::program("python3");
    python.arg(&scorer).args([&gold, &reports, &corpus]);
    if let Some(show) = show {
        python.args(["--show", show]);
    }
    if keep {
        python.arg("--json").arg(root().join(FIGURES));
    }
    sh::execute(&mut python)?;
    if keep {
        println!("the figures are in {FIGURES}");
    }
    Ok(())
}

/// `dev-01` is `dev/dev-01.txt`; `seed-000` is the only `seeds/000_….txt`.
fn text_of(corpus: &Path, document: &str) -> Result<PathBuf> {
    let found = match document.strip_prefix("seed-") {
        Some(number) => files_in(&corpus.join("seeds"))?
            .into_iter()
            .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&format!("{number}_")))),
        None => Some(corpus.join("dev").join(format!("{document}.txt"))).filter(|path| path.is_file()),
    };
    found.ok_or_else(|| format!("the gold answer {document} has no text in {}", corpus.display()).into())
}
