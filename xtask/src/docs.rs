//! `cargo xtask docs`: writes the documents that say what the catalogue says. The writing is done by the test that also keeps
//! them fresh (`tests/docs.rs`), for only there is the catalogue at hand: `xtask` must build while the catalogue does not.

use crate::sh::{self, Result, cargo};

pub fn run() -> Result<()> {
    sh::execute(cargo().args(["test", "--quiet", "--package", "policy-lens", "--test", "docs"]).env("POLICY_LENS_WRITE", "1"))?;
    println!("docs/catalogue.md");
    Ok(())
}
