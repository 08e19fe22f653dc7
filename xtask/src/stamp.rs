//! Where `pkg/` comes from: `stamp.json` names the tools and a hash over the named sources, `SHA256SUMS` what was made.
//! The hash is that of the listing `sha256sum` would print, so that anybody can repeat it; `tests/node/stamp.test.mjs` does.

use crate::sh::{self, Result, files_in, root};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Name and version of everything that decides bytes.
pub type Tools = BTreeMap<String, String>;

/// Files and folders that decide what the Wasm does, and those that are only the page's, the samples it offers among them.
const WASM: &[&str] = &["Cargo.lock", "Cargo.toml", "src", "xtask/src/pkg.rs"];
const PAGE: &[&str] = &[
    "package-lock.json",
    "tests/fixtures/policies/aozora-dealer.txt",
    "tests/fixtures/policies/minato-pdf.txt",
    "tests/fixtures/policies/old-garage.txt",
    "www",
];

#[derive(PartialEq)]
pub struct Sources {
    pub wasm: String,
    pub page: String,
}

impl Sources {
    pub fn read() -> Result<Sources> {
        Ok(Sources { wasm: hash_of(WASM)?, page: hash_of(PAGE)? })
    }
}

pub struct Stamp {
    pub tools: Tools,
    pub sources: Sources,
}

impl Stamp {
    pub fn read(pkg: &Path) -> Result<Stamp> {
        let path = pkg.join("stamp.json");
        let stamp: Value = serde_json::from_slice(&sh::read(&path)?)?;
        let hash = |part: &str| stamp["sources"][part]["sha256"].as_str().map(str::to_owned);
        let tools = stamp["tools"]
            .as_object()
            .map(|tools| tools.iter().filter_map(|(name, version)| Some((name.clone(), version.as_str()?.to_owned()))).collect());
        match (tools, hash("wasm"), hash("page")) {
            (Some(tools), Some(wasm), Some(page)) => Ok(Stamp { tools, sources: Sources { wasm, page } }),
            _ => Err(format!("{} is not a stamp", path.display()).into()),
        }
    }
}

/// Both papers, last of all: they speak about every other file in `pkg`.
pub fn write(pkg: &Path, tools: Tools, sources: Sources) -> Result<()> {
    let stamp = json!({
        "tools": tools,
        "sources": {
            "wasm": { "of": WASM, "sha256": sources.wasm },
            "page": { "of": PAGE, "sha256": sources.page },
        },
    });
    sh::write(&pkg.join("stamp.json"), format!("{stamp:#}\n"))?;

    let mut sums = String::new();
    for path in files_in(pkg)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name != "SHA256SUMS" {
            writeln!(sums, "{}  {name}", sha256(&sh::read(&path)?))?;
        }
    }
    sh::write(&pkg.join("SHA256SUMS"), sums)
}

pub fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hash_of(places: &[&str]) -> Result<String> {
    let mut paths = Vec::new();
    for place in places {
        collect(place, &mut paths)?;
    }
    paths.sort();
    let mut listing = String::new();
    for path in paths {
        writeln!(listing, "{}  {path}", sha256(&sh::read(&root().join(&path))?))?;
    }
    Ok(sha256(listing.as_bytes()))
}

/// Paths from the checkout's root, with `/`. What an editor leaves behind (`.x.swp`, `x~`) is no source.
fn collect(place: &str, paths: &mut Vec<String>) -> Result<()> {
    let path = root().join(place);
    if path.is_file() {
        paths.push(place.to_owned());
        return Ok(());
    }
    for entry in std::fs::read_dir(&path).map_err(|e| format!("{}: {e}", path.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !name.ends_with('~') {
            collect(&format!("{place}/{name}"), paths)?;
        }
    }
    Ok(())
}
