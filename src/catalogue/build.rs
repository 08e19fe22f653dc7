//! The package's build script: the TOML of the catalogue → Rust statics, with every cue folded and compiled.
//!
//! Fails with the file (and line, where TOML knows it) on an unknown field, a double id, an element or fact that is not
//! there, a pattern that cannot be compiled.

#[path = "../text/filter.rs"]
#[allow(dead_code)]
mod filter;
#[path = "../text/fold.rs"]
#[allow(dead_code)]
mod fold;
#[path = "../text/fold_table.rs"]
mod fold_table;
#[path = "../text/program.rs"]
#[allow(dead_code)]
mod program;
#[path = "../text/tree.rs"]
#[allow(dead_code)]
mod tree;
#[path = "../text/variants.rs"]
mod variants;

#[path = "build_pattern.rs"]
mod build_pattern;
#[path = "build_tables.rs"]
mod build_tables;
#[path = "build_emit.rs"]
mod emit;
#[path = "build_logic.rs"]
mod logic;
#[path = "build_schema.rs"]
mod schema;
#[path = "build_words.rs"]
mod words;

use std::path::Path;

fn main() {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("src/catalogue");
    for watched in ["src/catalogue", "src/text"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    match emit::tables(&root) {
        Ok(code) => {
            let out = std::env::var("OUT_DIR").unwrap_or_default();
            if let Err(e) = std::fs::write(Path::new(&out).join("catalogue.rs"), code) {
                fail(&format!("cannot write the generated tables: {e}"));
            }
        }
        Err(message) => fail(&message),
    }
}

fn fail(message: &str) -> ! {
    for line in message.lines() {
        println!("cargo::error={line}");
    }
    std::process::exit(1);
}
