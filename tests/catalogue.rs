//! The catalogue's own sentences: every `hit` gives the evidence marked ⟦so⟧, every `miss` gives none; every entry is
//! complete enough to be shown.

use policy_lens::catalogue::{Example, REQUIREMENTS, RISKS};
use policy_lens::{Span, analyze};
use std::fs;
use std::path::Path;

/// The example without its marks, and the place that was marked.
fn parse(example: &Example) -> (String, Option<Span>) {
    let text = example.text;
    match (text.find('⟦'), text.find('⟧')) {
        (Some(open), Some(close)) => {
            let plain = text.replace(['⟦', '⟧'], "");
            (plain, Some(Span::new(open, close - '⟦'.len_utf8())))
        }
        _ => (text.to_string(), None),
    }
}

/// The scorer's measure: two quotes agree when they share half or more of the longer.
fn agree(a: Span, b: Span) -> bool {
    let over = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    over > 0 && over * 2 >= a.len().max(b.len())
}

fn show(spans: &[Span], text: &str) -> String {
    spans.iter().map(|s| format!("「{}」", s.of(text))).collect()
}

#[test]
fn requirements_hit_and_miss() {
    let mut wrong = Vec::new();
    for r in REQUIREMENTS {
        for (examples, expected) in [(r.hits, true), (r.misses, false)] {
            for example in examples {
                let (text, mark) = parse(example);
                let report = analyze(&text);
                let item = report.checklist.iter().find(|c| c.id == r.id).expect("every id is in the checklist");
                let evidence = item.elements.iter().find(|e| e.id == example.element).map(|e| e.evidence.clone()).unwrap_or_default();
                let ok = if expected {
                    mark.map_or(!evidence.is_empty(), |m| evidence.iter().any(|e| agree(*e, m)))
                } else {
                    evidence.is_empty()
                };
                if !ok {
                    let kind = if expected { "hit" } else { "miss" };
                    wrong.push(format!(
                        "{} / {} {kind}: {}\n    evidence: {}",
                        r.id,
                        example.element,
                        example.text.replace('\n', "⏎"),
                        show(&evidence, &text)
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn risks_hit_and_miss() {
    let mut wrong = Vec::new();
    for r in RISKS {
        for (examples, expected) in [(r.hits, true), (r.misses, false)] {
            for example in examples {
                let (text, mark) = parse(example);
                let report = analyze(&text);
                let found = report.risks.iter().find(|x| x.id == r.id);
                let ok = match (found, expected, mark) {
                    (Some(risk), true, Some(m)) => risk.evidence.iter().any(|e| agree(*e, m)),
                    (found, expected, _) => found.is_some() == expected,
                };
                if !ok {
                    let kind = if expected { "hit" } else { "miss" };
                    let evidence = found.map(|f| show(&f.evidence, &text)).unwrap_or_default();
                    wrong.push(format!("{} {kind}: {}\n    evidence: {evidence}", r.id, example.text.replace('\n', "⏎")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_stable_entry_carries_its_examples() {
    let mut wrong = Vec::new();
    for r in REQUIREMENTS.iter().filter(|r| r.status == "stable") {
        if r.hits.len() < 3 || r.misses.len() < 3 || r.elements.is_empty() {
            wrong.push(format!("{}: {} elements, {} hits, {} misses", r.id, r.elements.len(), r.hits.len(), r.misses.len()));
        }
    }
    for r in RISKS.iter().filter(|r| r.status == "stable") {
        if r.hits.len() < 3 || r.misses.len() < 3 {
            wrong.push(format!("{} (risk): {} hits, {} misses", r.id, r.hits.len(), r.misses.len()));
        }
    }
    assert!(wrong.is_empty(), "{} entries are not complete:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn ids_are_those_of_the_law_file() {
    assert_eq!(REQUIREMENTS.len(), 69);
    assert_eq!(RISKS.len(), 71);
    let kebab = |id: &str| id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    assert!(REQUIREMENTS.iter().map(|r| r.id).chain(RISKS.iter().map(|r| r.id)).all(kebab));
}

#[test]
fn no_text_accuses() {
    let texts =
        REQUIREMENTS.iter().flat_map(|r| [r.title, r.what, r.why, r.advice]).chain(RISKS.iter().flat_map(|r| [r.title, r.why, r.advice]));
    for text in texts {
        assert!(!text.ja.contains("違反で") && !text.ja.contains("違法です"), "{}", text.ja);
        assert!(!text.en.to_lowercase().contains("violation") && !text.en.to_lowercase().contains("illegal"), "{}", text.en);
        assert!(!text.ja.is_empty() && !text.en.is_empty());
    }
}

/// A list of cues that nothing asks for still costs its kilobytes in every page.
#[test]
fn every_list_of_cues_has_a_reader() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).expect("src is there").flatten().map(|entry| entry.path()) {
            match path.extension().and_then(|x| x.to_str()) {
                None => folders.push(path),
                Some("rs") => code.push_str(&fs::read_to_string(&path).expect("a source file")),
                Some(_) => {}
            }
        }
    }
    // Tables with a shape of their own (build_tables.rs) and words for other cues (build_words.rs) are no lists.
    let tables = ["tools", "countries", "articles", "outdated_terms", "accredited", "words"];
    let mut unread = Vec::new();
    let mut lists = 0;
    for path in fs::read_dir(root.join("src/catalogue/lexicon")).expect("the lexicon").flatten().map(|entry| entry.path()) {
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if tables.contains(&file.as_str()) {
            continue;
        }
        let names: toml::Table = fs::read_to_string(&path).expect("a lexicon file").parse().expect("TOML");
        for name in names.keys() {
            lists += 1;
            let constant = name.to_uppercase().replace('-', "_");
            let read = code.match_indices(&constant).any(|(at, _)| {
                let beside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
                beside(code[..at].chars().next_back()) && beside(code[at + constant.len()..].chars().next())
            });
            if !read {
                unread.push(format!("{file}: {name}"));
            }
        }
    }
    assert!(lists > 100, "only {lists} lists were looked at");
    assert!(unread.is_empty(), "{unread:#?}");
}
