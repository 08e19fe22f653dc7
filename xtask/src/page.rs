//! `cargo xtask page`: the one-file page, from the Wasm and the sources in `www/`. The bundling is JavaScript's business
//! (`www/build.mjs`); this hands over the files.

use crate::pkg;
use crate::sh::{self, Result, ask, execute, root, target};
use crate::stamp::{self, Sources, Stamp, Tools};
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

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
    let packed = pack(&pkg::wasm_in(out))?;
    execute(
        sh::node("www/build.mjs")
            .arg("--wasm")
            .arg(pkg::wasm_in(out))
            .arg("--packed")
            .arg(packed)
            .arg("--glue")
            .arg(pkg::glue_in(out))
            .args(["--version", &version()?])
            .arg("--out")
            .arg(&page),
    )?;
    println!("{}: {} bytes", page.display(), std::fs::metadata(&page)?.len());

    let said = |command: &mut std::process::Command| ask(command).ok_or("a tool of the page does not say its version");
    Ok(Tools::from([
        ("node".to_owned(), said(sh::program("node").arg("--version"))?),
        ("esbuild".to_owned(), said(sh::node("node_modules/esbuild/bin/esbuild").arg("--version"))?),
    ]))
}

/// The Wasm gzipped as small as gzip can be: a twenty-fifth less than zlib makes it, for some seconds here, once. More rounds
/// than these gain next to nothing.
fn pack(wasm: &Path) -> Result<PathBuf> {
    let options = zopfli::Options { iteration_count: NonZeroU64::new(5).ok_or("no rounds")?, ..Default::default() };
    let mut packed = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, sh::read(wasm)?.as_slice(), &mut packed)?;
    let place = target().join("packed.wasm.gz");
    sh::write(&place, packed)?;
    Ok(place)
}

/// The package's version, out of its manifest.
fn version() -> Result<String> {
    let manifest = String::from_utf8(sh::read(&root().join("Cargo.toml"))?)?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = "));
    Ok(line.ok_or("Cargo.toml has no version")?.trim_matches('"').to_owned())
}
