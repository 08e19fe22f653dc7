//! Which compiler builds the Wasm: the rustup target that is installed, else Debian's compiler with its library sources,
//! else a bounded `rustup target add`.

use crate::sh::{self, Result, ask};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

pub struct Toolchain {
    /// `rustc --version`, and where it comes from: part of the stamp.
    pub rustc: String,
    /// The linker of Debian's way; the rustup target brings its own.
    pub linker: Option<PathBuf>,
    /// Where the standard library's sources are: their path goes into panic messages unless it is remapped.
    pub library: Option<PathBuf>,
}

impl Toolchain {
    /// A toolchain that needs no download, if there is one.
    pub fn installed() -> Option<Toolchain> {
        rustup_target().or_else(debian)
    }

    pub fn find() -> Result<Toolchain> {
        if let Some(found) = Toolchain::installed() {
            return Ok(found);
        }
        eprintln!("no compiler for {TARGET} is installed; asking rustup");
        // Without network rustup may wait for ever instead of failing.
        sh::execute_within(sh::program("rustup").args(["target", "add", TARGET]), Duration::from_secs(180)).map_err(|e| {
            format!("{e}\ninstall the target with `rustup target add {TARGET}`, or on Debian the packages rustc-web rust-web-src lld-19")
        })?;
        rustup_target().ok_or_else(|| format!("rustup has added {TARGET}, but rustc does not see it").into())
    }

    /// `cargo build` for the Wasm, with the compiler chosen and everything said that this choice needs.
    pub fn cargo(&self) -> Command {
        let mut cargo = sh::cargo();
        cargo.arg("build");
        if let Some(linker) = &self.linker {
            // rustup's own variables would bring its compiler back into the build scripts.
            cargo.env("RUSTC", DEBIAN_RUSTC).env("RUSTC_BOOTSTRAP", "1").env_remove("RUSTUP_TOOLCHAIN");
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            // Its sorts alone are a tenth of the code, once for every type; the small ones do for the few things that are sorted.
            cargo.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        }
        cargo.args(["--target", TARGET]);
        cargo
    }

    /// `cargo clippy` for the Wasm. Debian's compiler has none of its own, and another's cannot read its library.
    pub fn clippy(&self) -> Option<Command> {
        let mut cargo = sh::cargo();
        cargo.args(["clippy", "--target", TARGET]);
        self.linker.is_none().then_some(cargo)
    }
}

fn rustup_target() -> Option<Toolchain> {
    let sysroot = ask(Command::new("rustc").args(["--print", "sysroot"]))?;
    Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib").is_dir().then_some(())?;
    let rustc = format!("{}, target installed", ask(Command::new("rustc").arg("--version"))?);
    Some(Toolchain { rustc, linker: None, library: library_of(&sysroot) })
}

fn debian() -> Option<Toolchain> {
    let rustc = ask(Command::new(DEBIAN_RUSTC).arg("--version"))?;
    let library = library_of(&ask(Command::new(DEBIAN_RUSTC).args(["--print", "sysroot"]))?)?;
    let linker = wasm_ld()?;
    let lld = ask(Command::new(&linker).arg("--version"))?;
    Some(Toolchain { rustc: format!("{rustc}, std built, {lld}"), linker: Some(linker), library: Some(library) })
}

fn library_of(sysroot: &str) -> Option<PathBuf> {
    let library = Path::new(sysroot).join("lib/rustlib/src/rust/library");
    library.join("std/Cargo.toml").is_file().then_some(library)
}

/// Debian names the linker by its version; the newest will do.
fn wasm_ld() -> Option<PathBuf> {
    let names = (11..=30).rev().map(|version| format!("wasm-ld-{version}")).chain(["wasm-ld".to_owned()]);
    names.map(|name| Path::new("/usr/bin").join(name)).find(|path| path.is_file())
}
