//! `cargo xtask test`: every check there is, in one order, on a desk and in continuous integration. A step that cannot run
//! here is skipped with its reason; where `CI` is set, that is a failure: a green run must mean that everything ran. Only
//! WebKit may be missing there too, for not every Debian carries its driver.

use crate::sh::{self, Result, cargo, execute, files_in, has, node, program, root, target};
use crate::stamp::{Sources, Stamp};
use crate::toolchain::Toolchain;
use crate::{pkg, setup};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

enum Outcome {
    Passed,
    Failed(String),
    /// In continuous integration that is a failure.
    Skipped(String),
    /// And here it is none.
    Spared(String),
}

use Outcome::{Failed, Passed, Skipped, Spared};

impl From<Result<()>> for Outcome {
    fn from(result: Result<()>) -> Outcome {
        result.map_or_else(|error| Failed(error.to_string()), |()| Passed)
    }
}

type Step = (&'static str, fn() -> Outcome);

const PLAN: &[Step] = &[
    ("format", || execute(cargo().args(["fmt", "--all", "--check"])).into()),
    ("lints", || execute(cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])).into()),
    ("native tests", || execute(cargo().args(["test", "--workspace", "--quiet", "--no-fail-fast"])).into()),
    ("native command line, release", || sh::build_cli().map(drop).into()),
    ("Wasm and page from these sources", build_scratch),
    ("lints of the Wasm build", lint_wasm),
    ("types of the page", types),
    ("pkg/ is made from these sources", compare_bytes),
    ("committed Wasm under Node: same answers as native", || node_tests(root().join("pkg"))),
    ("scratch Wasm under Node: same answers as native", scratch_answers),
    ("the page in Chromium", || browser_tests(setup::CHROMIUM)),
    ("the page in Firefox", || browser_tests(setup::FIREFOX)),
    ("the page in WebKitGTK", webkit_tests),
];

pub fn run() -> Result<()> {
    let started = Instant::now();
    let strict = std::env::var("CI").is_ok_and(|value| !["", "0", "false"].contains(&value.as_str()));
    println!("{} steps:", PLAN.len());
    for (name, _) in PLAN {
        println!("  {name}");
    }
    println!("\n== before: what is missing is installed, where that is possible");
    setup::everything();

    let mut results = Vec::new();
    for (number, (name, step)) in PLAN.iter().enumerate() {
        println!("\n== {}/{} {name}", number + 1, PLAN.len());
        let begun = Instant::now();
        let outcome = match step() {
            Skipped(reason) if strict => Failed(format!("could not run: {reason}")),
            outcome => outcome,
        };
        match &outcome {
            Passed => {}
            Failed(reason) => println!("{reason}"),
            Skipped(reason) | Spared(reason) => println!("*** NOT RUN: {reason} ***"),
        }
        results.push((*name, outcome, begun.elapsed()));
    }
    summary(&results, started.elapsed())
}

fn summary(results: &[(&str, Outcome, Duration)], whole: Duration) -> Result<()> {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    println!("\n== summary after {:.0} s", whole.as_secs_f64());
    for (name, outcome, time) in results {
        let (count, word, reason) = match outcome {
            Passed => (&mut passed, "passed ", String::new()),
            Failed(reason) => (&mut failed, "FAILED ", format!(": {reason}")),
            Skipped(reason) | Spared(reason) => (&mut skipped, "SKIPPED", format!(": {reason}")),
        };
        *count += 1;
        println!("{word} {:6.1} s  {name}{reason}", time.as_secs_f64());
    }
    println!("\n{passed} passed, {failed} failed, {skipped} skipped");
    if failed > 0 {
        std::process::exit(1); // without another word: the count is the last line
    }
    Ok(())
}

fn scratch() -> PathBuf {
    target().join("scratch/pkg")
}

fn build_scratch() -> Outcome {
    let out = scratch();
    // What an earlier run left must not stand for this one.
    if let Err(error) = std::fs::remove_dir_all(&out)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Failed(format!("{}: {error}", out.display()));
    }
    if !has("node") {
        return Skipped("Node is not installed".into());
    }
    if let Err(error) = Toolchain::find() {
        return Skipped(error.to_string());
    }
    pkg::build(&out).into()
}

/// After the build, whose warnings it reads.
fn lint_wasm() -> Outcome {
    if Toolchain::installed().is_none() {
        return Skipped("there is no compiler for Wasm".into());
    }
    pkg::lint().into()
}

fn types() -> Outcome {
    let tsc = root().join("node_modules/typescript/bin/tsc");
    if !has("node") || !tsc.is_file() {
        return Skipped("Node or the npm packages are not installed".into());
    }
    execute(node(tsc).arg("--noEmit")).into()
}

/// Byte for byte where the same tools built both; with other tools the hash of the sources and equal answers decide.
fn compare_bytes() -> Outcome {
    same_bytes().map_or_else(
        |error| Failed(error.to_string()),
        |same| {
            println!("{}", if same { "the same bytes" } else { "built by other tools: sources and answers decide" });
            Passed
        },
    )
}

fn same_bytes() -> Result<bool> {
    let pkg = root().join("pkg");
    let committed = Stamp::read(&pkg)?;
    if committed.sources != Sources::read()? {
        return Err("pkg/ was built from other sources: `cargo xtask pkg`".into());
    }
    if !scratch().is_dir() {
        return Ok(false); // that step has said why
    }
    let here = Stamp::read(&scratch())?.tools;
    if here != committed.tools {
        for (tool, version) in committed.tools.iter().filter(|&(tool, version)| here.get(tool) != Some(version)) {
            println!("  {tool}: committed with {version}; here {}", here.get(tool).map_or("none", String::as_str));
        }
        return Ok(false);
    }
    for built in files_in(&scratch())? {
        let name = built.file_name().unwrap_or_default();
        if sh::read(&built)? != sh::read(&pkg.join(name))? {
            return Err(format!("pkg/{} is not what these sources and tools make", name.to_string_lossy()).into());
        }
    }
    Ok(true)
}

fn node_tests(pkg: PathBuf) -> Outcome {
    if !has("node") {
        return Skipped("Node is not installed".into());
    }
    if !pkg.is_dir() {
        return Skipped(format!("{} was not built", pkg.display()));
    }
    execute(suite("tests/node").env("POLICY_LENS_PKG", pkg)).into()
}

/// Only where the bytes differ is there anything that the step before has not asked.
fn scratch_answers() -> Outcome {
    let wasm = |pkg: PathBuf| sh::read(&pkg::wasm_in(&pkg)).ok();
    if wasm(scratch()).is_some_and(|built| wasm(root().join("pkg")) == Some(built)) {
        println!("the same bytes as the committed Wasm");
        return Passed;
    }
    node_tests(scratch())
}

/// `names` of the program of which one must be there; the suite takes the hint from the first.
fn browser_tests(names: &[&str]) -> Outcome {
    let [browser, ..] = names else { return Failed("no browser is named".into()) };
    if !names.iter().any(|name| has(name)) {
        return Skipped(format!("{browser} is not installed"));
    }
    if !root().join("node_modules").is_dir() {
        return Skipped("the npm packages are not installed".into());
    }
    execute(suite("tests/browser").env("POLICY_LENS_BROWSER", browser)).into()
}

fn webkit_tests() -> Outcome {
    match browser_tests(setup::WEBKIT) {
        Skipped(reason) => Spared(reason),
        outcome => outcome,
    }
}

/// Node's own test runner over one folder; one file at a time, for browsers share the machine badly.
fn suite(folder: &str) -> Command {
    let mut command = program("node");
    command.args(["--test", "--test-reporter=spec", "--test-concurrency=1"]);
    let files = files_in(&root().join(folder)).unwrap_or_default();
    command.args(files.iter().filter(|path| path.to_string_lossy().ends_with(".test.mjs")));
    command.env("POLICY_LENS_CLI", sh::cli());
    command
}
