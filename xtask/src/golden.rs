//! `cargo xtask bless <slug>`: what the program says today about one fixture, written down on purpose. One at a time, so that
//! every change of a golden file is somebody's decision.

use crate::sh::{self, Result, root};

pub fn bless(slug: &str) -> Result<()> {
    let fixture = root().join("tests/fixtures/policies").join(format!("{slug}.txt"));
    if !fixture.is_file() {
        return Err(format!("there is no {}", fixture.display()).into());
    }
    let cli = sh::build_cli()?;
    // Findings are no failure here; only a run without any output is.
    let output = sh::program(cli).args(["check", "--format", "text"]).arg(&fixture).output()?;
    if output.stdout.is_empty() {
        return Err(format!("no rendering: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let golden = root().join("tests/golden").join(format!("{slug}.txt"));
    let before = std::fs::read(&golden).unwrap_or_default();
    sh::write(&golden, &output.stdout)?;
    let verdict = if before == output.stdout { "as before" } else { "changed: read the difference before you commit it" };
    println!("{}: {verdict}", golden.display());
    Ok(())
}
