//! `cargo xtask bench`: times the committed Wasm beside what a web developer would write instead. The measuring is done where
//! the readers are, in JavaScript engines: `benches/analyze.mjs`.

use crate::sh::{self, Result};

pub fn run() -> Result<()> {
    sh::execute(&mut sh::node("benches/analyze.mjs"))
}
