//! What the tests need and how to get it: Debian packages as root, rustup components, npm packages. Nothing is installed that
//! is there already, every download is bounded in time, and what could not be had is told in words a person can act on.

use crate::sh::{self, Result, execute_within, has, program, root};
use crate::toolchain::Toolchain;
use std::time::Duration;

const DOWNLOAD: Duration = Duration::from_secs(900);

/// The linker for Wasm, under the name it has on a current Debian 12.
const LLD: &str = "lld-19";

/// What browsers are called, Debian's name first; the same names as in `tests/browser/browsers.mjs`.
pub const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
pub const FIREFOX: &[&str] = &["firefox-esr", "firefox"];
pub const WEBKIT: &[&str] = &["WebKitWebDriver"];

/// Tries everything once. A failure is only told: what is missing shows again, as a result, in the step that needs it.
pub fn everything() {
    tell(debian_packages());
    for (component, tool) in [("rustfmt", "cargo-fmt"), ("clippy", "cargo-clippy")] {
        if !works(tool) {
            tell(execute_within(program("rustup").args(["component", "add", component]), Duration::from_secs(180)));
        }
    }
    tell(npm_packages());
}

fn tell(outcome: Result<()>) {
    if let Err(error) = outcome {
        println!("{error}");
    }
}

/// rustup leaves a stand-in for every tool in its folder, so being there proves nothing.
fn works(tool: &str) -> bool {
    sh::ask(program(tool).arg("--version")).is_some()
}

fn debian_packages() -> Result<()> {
    let groups = missing_packages();
    if groups.is_empty() {
        return Ok(());
    }
    let wanted = groups.iter().flat_map(|group| group.iter().copied()).collect::<Vec<_>>().join(" ");
    if os_release("ID").as_deref() != Some("debian") || !is_root() {
        return Err(format!("not installed, for this needs root on Debian: {wanted}").into());
    }
    apt(&["update", "-qq"])?;
    // In groups: one package that this mirror lacks must not keep the others away.
    let mut failed = Vec::new();
    for group in &groups {
        let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
        args.extend(group.iter().map(|&package| if package == LLD { newest_lld() } else { package }));
        if let Err(error) = apt(&args) {
            failed.push(format!("{} ({error})", group.join(" ")));
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("apt could not install {}", failed.join("; ")).into()) }
}

fn missing_packages() -> Vec<Vec<&'static str>> {
    let mut groups = Vec::new();
    if Toolchain::installed().is_none() {
        groups.push(vec!["rustc-web", "rust-web-src"]);
        groups.push(vec![LLD]);
    }
    let any = |names: &[&str]| names.iter().any(|name| has(name));
    if !any(CHROMIUM) {
        groups.push(vec!["chromium"]);
    }
    if !any(FIREFOX) {
        groups.push(vec!["firefox-esr"]);
    }
    if !(any(WEBKIT) && has("xvfb-run") && has("xauth")) {
        groups.push(vec!["webkit2gtk-driver", "xvfb", "xauth"]);
    }
    // A screen and a hand, for the bookmark that is clicked for real.
    if !(has("Xvfb") && has("xdotool")) {
        groups.push(vec!["xvfb", "xdotool"]);
    }
    if !has_japanese_fonts() {
        groups.push(vec!["fonts-noto-cjk"]);
    }
    groups
}

/// What is there is known only after `apt-get update`. The newest that Debian 12 has carried comes first: an older linker than
/// the compiler's LLVM may not read its objects.
fn newest_lld() -> &'static str {
    let known = |package: &&&str| {
        sh::capture(program("apt-cache").args(["policy", package]))
            .is_ok_and(|text| String::from_utf8_lossy(&text).lines().any(|l| l.contains("Candidate:") && !l.contains("(none)")))
    };
    [LLD, "lld-18", "lld-16"].iter().find(known).copied().unwrap_or("lld")
}

fn has_japanese_fonts() -> bool {
    std::path::Path::new("/usr/share/fonts/opentype/noto").is_dir()
}

fn apt(args: &[&str]) -> Result<()> {
    // Another apt at work is waited for, not a reason to fail.
    execute_within(program("apt-get").args(["-o", "DPkg::Lock::Timeout=300"]).args(args).env("DEBIAN_FRONTEND", "noninteractive"), DOWNLOAD)
}

/// `npm ci` where `node_modules` is older than the lock file; without the packages' own scripts, none of which we need.
fn npm_packages() -> Result<()> {
    let changed = |path: &str| std::fs::metadata(root().join(path)).and_then(|m| m.modified()).ok();
    let (wanted, there) = (changed("package-lock.json"), changed("node_modules/.package-lock.json"));
    if there.is_some() && there >= wanted {
        return Ok(());
    }
    if !has("npm") {
        return Err("Node 20.19 or later with npm is not installed: https://nodejs.org".into());
    }
    execute_within(program("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]), DOWNLOAD)
}

fn is_root() -> bool {
    sh::ask(program("id").arg("-u")).as_deref() == Some("0")
}

fn os_release(key: &str) -> Option<String> {
    let text = std::fs::read_to_string("/etc/os-release").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='))?;
    Some(line.trim_matches('"').to_owned())
}
