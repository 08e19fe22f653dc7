//! `cargo xtask pkg`: the Wasm, its glue and types, the page, and the papers that say where they come from.
//! The flags here decide the bytes, so this file is one of the stamped sources.

use crate::page;
use crate::sh::{self, Result, execute, root, target};
use crate::stamp::{self, Sources, Tools};
use crate::toolchain::Toolchain;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const NAME: &str = "policy_lens";

/// What Wasm engines of 2023 and later have; wasm-opt must be told, or it refuses the file.
const WASM_OPT: &[&str] = &[
    "-O3",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
];

/// Into `pkg/`, as a developer calls it.
pub fn run() -> Result<()> {
    build(&root().join("pkg"))
}

/// Only the Wasm: for a look at sizes and types while the page does not build. The papers wait for the page.
pub fn run_wasm_only() -> Result<()> {
    build_wasm(&root().join("pkg"))?;
    Ok(())
}

/// Everything, into `out`. The sources are hashed first: a file saved during the build makes the stamp stale, not wrong.
pub fn build(out: &Path) -> Result<()> {
    let sources = Sources::read()?;
    let mut tools = build_wasm(out)?;
    tools.extend(page::build(out)?);
    stamp::write(out, tools, sources)
}

/// The module that embedders import; the page's bundle takes it too, without its loader.
pub fn glue_in(out: &Path) -> PathBuf {
    out.join(format!("{NAME}.js"))
}

pub fn wasm_in(out: &Path) -> PathBuf {
    out.join(format!("{NAME}_bg.wasm"))
}

fn build_wasm(out: &Path) -> Result<Tools> {
    let toolchain = Toolchain::find()?;
    execute(&mut compiler(&toolchain)?)?;
    let module = sh::read(&target().join(format!("wasm/wasm32-unknown-unknown/release/{NAME}.wasm")))?;

    let mut bindings = bind(&module)?;
    sh::write(&glue_in(out), bindings.js())?;
    sh::write(&out.join(format!("{NAME}.d.ts")), bindings.ts().ok_or("wasm-bindgen wrote no types")?)?;
    let raw = target().join("wasm").join("before-wasm-opt.wasm");
    let wasm = bindings.wasm_mut().emit_wasm();
    sh::write(&raw, &wasm)?;
    let optimised = wasm_in(out);
    execute(wasm_opt()?.arg(&raw).arg("-o").arg(&optimised).args(WASM_OPT))?;
    println!("{}: {} bytes, {} before wasm-opt", optimised.display(), std::fs::metadata(&optimised)?.len(), wasm.len());

    let wasm_opt = sh::ask(wasm_opt()?.arg("--version")).ok_or("wasm-opt does not say its version")?;
    Ok(Tools::from([
        ("rustc".to_owned(), toolchain.rustc),
        ("wasm-bindgen".to_owned(), wasm_bindgen_version()?),
        ("wasm-opt".to_owned(), wasm_opt),
    ]))
}

/// Fails where the compiler warns: what is only built for Wasm (`src/wasm.rs`) is seen by no native lint. Cargo repeats the
/// warnings of a build that is done, so after `build` this costs nothing. Clippy comes on top where it knows the target.
pub fn lint() -> Result<()> {
    let toolchain = Toolchain::find()?;
    // Colours would hide the word that is looked for.
    let output = compiler(&toolchain)?.env("CARGO_TERM_COLOR", "never").output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() || said.contains("warning: `policy-lens`") {
        eprint!("{said}");
        return Err("the compiler of the Wasm complains".into());
    }
    match toolchain.clippy() {
        Some(mut clippy) => execute(clippy.args(["--package", "policy-lens", "--lib", "--quiet", "--", "-D", "warnings"])),
        None => Ok(()),
    }
}

/// The builder's own paths must not enter the file: it would carry names, and differ from desk to desk.
fn compiler(toolchain: &Toolchain) -> Result<Command> {
    let dir = target().join("wasm");
    let mut flags = Vec::new();
    let mut remap = |from: &Path, to: &str| {
        for from in [Some(from.to_owned()), from.canonicalize().ok()].into_iter().flatten() {
            flags.push(format!("--remap-path-prefix={}={to}", from.display()));
        }
    };
    // The last one that fits wins: from the widest to the narrowest.
    remap(&root(), ".");
    remap(&dir, "target");
    remap(&cargo_home()?, "cargo");
    for registry in directories_in(&cargo_home()?.join("registry/src")) {
        remap(&registry, "crates");
    }
    if let Some(library) = &toolchain.library {
        remap(library, "library");
    }

    let mut cargo = toolchain.cargo();
    cargo
        .args(["--package", "policy-lens", "--lib", "--release", "--locked"])
        .arg("--target-dir")
        .arg(&dir)
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        // Every reader downloads it, and the tables are data: size first.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "s")
        // wasm-bindgen finds its functions by name; the names go afterwards.
        .env("CARGO_PROFILE_RELEASE_STRIP", "none")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
    Ok(cargo)
}

fn bind(module: &[u8]) -> Result<wasm_bindgen_cli_support::Output> {
    let mut bindgen = Bindgen::new();
    bindgen
        .web(true)?
        .input_bytes(NAME, module.to_vec())
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        // Who embeds it says where it is; a default would make every bundler look for a second file.
        .omit_default_module_path(true);
    Ok(bindgen.generate_output()?)
}

fn wasm_opt() -> Result<Command> {
    let script = root().join("node_modules/binaryen/bin/wasm-opt");
    if !script.is_file() {
        return Err("wasm-opt is not there: run `npm ci` first".into());
    }
    Ok(sh::node(script))
}

/// Out of the lock file, which holds the library and its command-line half to one version.
fn wasm_bindgen_version() -> Result<String> {
    let lock = String::from_utf8(sh::read(&root().join("Cargo.lock"))?)?;
    let entry = lock.split("name = \"wasm-bindgen\"\nversion = \"").nth(1).and_then(|rest| rest.split('"').next());
    Ok(entry.ok_or("Cargo.lock has no wasm-bindgen")?.to_owned())
}

fn cargo_home() -> Result<PathBuf> {
    match std::env::var_os("CARGO_HOME") {
        Some(dir) => Ok(dir.into()),
        None => Ok(std::env::home_dir().ok_or("no CARGO_HOME and no home directory")?.join(".cargo")),
    }
}

fn directories_in(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}
