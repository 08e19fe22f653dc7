//! `cargo xtask page`: the one-file page, from the Wasm and the sources in `www/`. The bundling is JavaScript's business
//! (`www/build.mjs`); this hands over the files.

use crate::pkg;
use crate::sh::{self, Result, ask, execute, root};
use crate::stamp::{self, Sources, Stamp, Tools};
use std::path::Path;

const NAME: &str = "policy-lens.html";

/// For who changes only `www/`: the Wasm in `pkg/` stays, which is right only while its sources do.
pub fn run_command() -> Result<()> {
    let out = root().join("pkg");
    let sources = Sources::read()?;
    let before = Stamp::read(&out)?;
    if before.sources.wasm != sources.wasm {
        return Err("the sources of the Wasm have changed since pkg/ was built: `cargo xtask pkg`".into());
    }
    let mut tools = before.tools;
    tools.extend(build(&out)?);
    stamp::write(&out, tools, sources)
}

/// Into `out`, where the Wasm already is. Says with what it was made.
pub fn build(out: &Path) -> Result<Tools> {
    let page = out.join(NAME);
    execute(
        sh::node("www/build.mjs")
            .arg("--wasm")
            .arg(pkg::wasm_in(out))
            .arg("--glue")
            .arg(pkg::glue_in(out))
            .args(["--version", &version()?])
            .arg("--out")
            .arg(&page),
    )?;
    println!("{}: {} bytes", page.display(), std::fs::metadata(&page)?.len());

    let said = |command: &mut std::process::Command| ask(command).ok_or("a tool of the page does not say its version");
    Ok(Tools::from([
        // Node's zlib packs the Wasm, so its version decides bytes too.
        ("node".to_owned(), said(sh::program("node").arg("--version"))?),
        ("esbuild".to_owned(), said(sh::node("node_modules/esbuild/bin/esbuild").arg("--version"))?),
    ]))
}

/// The package's version, out of its manifest.
fn version() -> Result<String> {
    let manifest = String::from_utf8(sh::read(&root().join("Cargo.toml"))?)?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = "));
    Ok(line.ok_or("Cargo.toml has no version")?.trim_matches('"').to_owned())
}
