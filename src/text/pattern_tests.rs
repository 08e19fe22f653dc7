//! Holds the patterns of the catalogue against the regex crate: same matches, on every sentence at hand.

use crate::catalogue::POOL;
use crate::document::Document;
use crate::text::Filter;
use std::collections::BTreeSet;

/// Sentences to try the patterns on: the catalogue's own examples and the fixtures, and the corpus when it is there.
fn sentences() -> Vec<Vec<char>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<String> = Vec::new();
    for r in crate::catalogue::REQUIREMENTS {
        texts.extend(r.hits.iter().chain(r.misses).map(|e| e.text.replace(['⟦', '⟧'], "")));
    }
    for r in crate::catalogue::RISKS {
        texts.extend(r.hits.iter().chain(r.misses).map(|e| e.text.replace(['⟦', '⟧'], "")));
    }
    for folder in ["tests/fixtures/policies", "tests/fixtures/other", "../shared/corpus/seeds", "../shared/corpus/dev"] {
        match std::fs::read_dir(root.join(folder)) {
            Ok(files) => texts.extend(files.flatten().filter_map(|f| std::fs::read_to_string(f.path()).ok())),
            Err(_) => eprintln!("SKIPPED: {folder} is not there"),
        }
    }
    let mut out = BTreeSet::new();
    for text in &texts {
        let document = Document::read(text);
        out.extend(document.sentences.iter().map(|s| document.view(s).chars.to_vec()));
    }
    out.into_iter().collect()
}

/// Same matches as the regex crate, on every sentence, for every pattern of the catalogue; and the filter never
/// rejects a sentence that matches. The bytes are static data: what holds here holds in the Wasm build.
#[test]
fn answers_are_those_of_the_regex_crate() {
    let (sentences, patterns) = (sentences(), POOL.patterns());
    assert!(sentences.len() > 300 && patterns.len() > 300, "{} sentences, {} patterns", sentences.len(), patterns.len());
    let strings: Vec<String> = sentences.iter().map(|s| s.iter().collect()).collect();
    let filters: Vec<Filter> = sentences.iter().map(|s| Filter::of(s)).collect();
    assert_eq!(POOL.sources.len(), patterns.len());
    let mut seen = BTreeSet::new();
    for (pattern, source) in patterns.iter().zip(POOL.sources).filter(|(_, source)| seen.insert(**source)) {
        let oracle = regex::Regex::new(source).expect("regex-syntax parsed it");
        for ((chars, string), filter) in sentences.iter().zip(&strings).zip(&filters) {
            let expected = oracle.captures(string).map(|c| {
                let m = c.name("q").or_else(|| c.get(0)).expect("group 0");
                (string[..m.start()].chars().count(), string[..m.end()].chars().count())
            });
            let got = pattern.find(chars, 0).map(|m| m.group);
            assert_eq!(got, expected, "{source} on {string}");
            assert!(got.is_none() || filter.allows(pattern), "filter rejects {source} on {string}");
        }
    }
}
