//! The policies that tests read: our own fixtures, and the corpus of real policies where it lies beside the project.

#![allow(dead_code)] // Not every test reads all of them.

use std::fs;

/// A policy and the name of its file.
pub struct Policy {
    pub name: String,
    pub text: String,
}

/// Our own fixtures, by name.
pub fn fixtures() -> Vec<Policy> {
    let out = read("tests/fixtures/policies");
    assert!(out.len() >= 8, "tests/fixtures/policies has {} policies", out.len());
    out
}

/// The corpus, by name; empty, and said so aloud, where it is not there.
pub fn corpus() -> Vec<Policy> {
    let out: Vec<Policy> = ["../shared/corpus/seeds", "../shared/corpus/dev"].into_iter().flat_map(read).collect();
    if out.is_empty() {
        println!("SKIPPED: ../shared/corpus is not there; only our own fixtures were read");
    }
    out
}

fn read(folder: &str) -> Vec<Policy> {
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let mut out: Vec<Policy> = files
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .map(|path| Policy {
            name: path.file_stem().expect("a file name").to_string_lossy().into_owned(),
            text: fs::read_to_string(&path).expect("policies are UTF-8"),
        })
        .collect();
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out
}
