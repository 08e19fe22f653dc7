//! `cargo xtask score`: the reports of the real policies beside what careful readers found in them, and beside what a checker
//! of plain keywords would say. The texts are their owners' and stay outside the checkout; without them there is nothing to
//! score, and that is said loudly.

use crate::accuracy::{self, Gold};
use crate::baseline::Keywords;
use crate::sh::{self, Result, cargo, files_in, root, target};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Figures only, no word of anybody's text.
const PAGE: &str = "docs/accuracy.md";

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
    let documents = Document::all(&corpus)?;
    if documents.is_empty() || !scorer.is_file() {
        println!("*** NOTHING WAS SCORED: there is no corpus beside this checkout ({}). ***", corpus.display());
        return Ok(());
    }

    let scores = target().join("score");
    if scores.exists() {
        std::fs::remove_dir_all(&scores)?; // a report of yesterday would be scored as today's
    }
    let (ours, plain) = (scores.join("reports"), scores.join("keywords"));
    let cli = sh::build_cli()?;
    for document in &documents {
        let output = sh::program(&cli).args(["check", "--format", "json"]).arg(&document.text).output()?;
        if output.stdout.is_empty() {
            // Scored as an empty report, and named by the scorer.
            eprintln!("{}: no report: {}", document.name, String::from_utf8_lossy(&output.stderr).trim());
        } else {
            sh::write(&ours.join(format!("{}.json", document.name)), output.stdout)?;
        }
    }
    let judged = |reports: &Path, figures: &Path| {
        let mut python = sh::program("python3");
        python.arg(&scorer).arg(corpus.join("gold")).arg(reports).arg(&corpus).arg("--json").arg(figures);
        python
    };
    let figures = scores.join("reports.json");
    let mut python = judged(&ours, &figures);
    if let Some(show) = show {
        python.args(["--show", show]);
    }
    sh::execute(&mut python)?;
    if !keep {
        return Ok(());
    }

    let keywords = Keywords::of(&catalogue()?)?;
    for document in &documents {
        let text = String::from_utf8(sh::read(&document.text)?)?;
        sh::write(&plain.join(format!("{}.json", document.name)), keywords.report(&text).to_string())?;
    }
    let yardstick = scores.join("keywords.json");
    sh::capture(&mut judged(&plain, &yardstick))?; // its table is not the one that was asked for

    let read = |path: &Path| -> Result<Value> { Ok(serde_json::from_slice(&sh::read(path)?)?) };
    let gold = Gold::of(&documents.iter().map(|document| read(&document.gold)).collect::<Result<Vec<_>>>()?);
    let analyzer = match documents.first() {
        Some(document) => read(&ours.join(format!("{}.json", document.name)))?["analyzer"].clone(),
        None => Value::Null,
    };
    sh::write(&root().join(PAGE), accuracy::page(&read(&figures)?, &read(&yardstick)?, &gold, &analyzer)?)?;
    println!("{PAGE}");
    Ok(())
}

struct Document {
    name: String,
    gold: PathBuf,
    text: PathBuf,
}

impl Document {
    /// Those with a gold answer; none where there is no corpus.
    fn all(corpus: &Path) -> Result<Vec<Document>> {
        let answers = files_in(&corpus.join("gold"))?.into_iter().filter(|path| path.extension().is_some_and(|e| e == "json"));
        answers
            .filter_map(|gold| Some((gold.file_stem()?.to_str()?.to_owned(), gold.clone())))
            .map(|(name, gold)| Ok(Document { text: text_of(corpus, &name)?, name, gold }))
            .collect()
    }
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

fn catalogue() -> Result<Value> {
    let printed = sh::capture(cargo().args(["run", "--quiet", "--example", "catalogue"]))?;
    Ok(serde_json::from_slice(&printed)?)
}
