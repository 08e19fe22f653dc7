//! Build script's part: reads the TOML files and writes the Rust source of the tables.

use crate::{build_pattern, build_tables, logic, schema, words};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The generated source, or all that is wrong, one line each.
pub fn tables(root: &Path) -> Result<String, String> {
    words::load(root)?;
    let topics: schema::Topics = read(&root.join("topics.toml"))?;
    let topic_ids: Vec<String> = topics.topic.iter().map(|t| t.id.clone()).collect();
    let mut out = String::from("#[rustfmt::skip]\n");
    out.push_str("pub static TOPICS: &[Topic] = &[\n");
    for t in &topics.topic {
        let at = root.join("topics.toml");
        let _ = writeln!(out, "Topic {{ id: {:?}, heading: {}, exclude: {} }},", t.id, cues(&t.heading, &at)?, cues(&t.exclude, &at)?);
    }
    out.push_str("];\n");
    requirements(root, &topic_ids, &mut out)?;
    risks(root, &topic_ids, &mut out)?;
    lexicon(root, &mut out)?;
    build_tables::write(root, &mut out)?;
    out.push_str(&build_pattern::pool()?);
    Ok(out)
}

pub fn read<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

fn toml_files(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|x| x == "toml")).collect();
    files.sort();
    Ok(files)
}

fn id_of(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// `Cues { … }` of a list of patterns, which go into the pool.
pub fn cues(list: &[String], file: &Path) -> Result<String, String> {
    let from = build_pattern::count();
    for cue in list {
        words::expand(cue)
            .and_then(|cue| build_pattern::compile(&cue))
            .map_err(|e| format!("{}: pattern `{cue}`: {}", file.display(), e.replace('\n', " ")))?;
    }
    Ok(format!("Cues {{ pool: &POOL, from: {from}, to: {} }}", build_pattern::count()))
}

pub fn text(ja: &str, en: &str) -> String {
    format!("Text {{ ja: {ja:?}, en: {en:?} }}")
}

fn topic_list(topics: &[String], known: &[String], file: &Path) -> Result<String, String> {
    let indices: Result<Vec<usize>, String> =
        topics.iter().map(|t| known.iter().position(|k| k == t).ok_or(format!("{}: no topic `{t}`", file.display()))).collect();
    Ok(format!("&{:?}", indices?))
}

fn reach(value: Option<&str>, file: &Path) -> Result<&'static str, String> {
    match value {
        None | Some("sentence") => Ok("Reach::Sentence"),
        Some("block") => Ok("Reach::Block"),
        Some("section") => Ok("Reach::Section"),
        Some(other) => Err(format!("{}: unknown reach `{other}`", file.display())),
    }
}

fn one_of(value: &str, allowed: &[&str], what: &str, file: &Path) -> Result<(), String> {
    if allowed.contains(&value) { Ok(()) } else { Err(format!("{}: {what} `{value}` is none of {allowed:?}", file.display())) }
}

fn date(value: Option<&str>, file: &Path) -> Result<(), String> {
    let ok = value
        .is_none_or(|v| v.len() == 10 && v.chars().enumerate().all(|(i, c)| if i == 4 || i == 7 { c == '-' } else { c.is_ascii_digit() }));
    if ok { Ok(()) } else { Err(format!("{}: dates are written 2022-04-01", file.display())) }
}

fn examples(list: &[schema::Example], elements: Option<&[String]>, file: &Path) -> Result<String, String> {
    let mut out = String::from("&[");
    for e in list {
        if let Some(ids) = elements
            && !ids.contains(&e.element)
        {
            return Err(format!("{}: example for unknown element `{}`", file.display(), e.element));
        }
        let _ = write!(out, "Example {{ element: {:?}, text: {:?} }},", e.element, e.text);
    }
    out.push(']');
    Ok(out)
}

const STATUSES: [&str; 6] = ["satisfied", "partial", "by_reference", "missing", "not_applicable", "needs_input"];

fn requirements(root: &Path, topics: &[String], out: &mut String) -> Result<(), String> {
    let mut all = Vec::new();
    for folder in ["appi", "telecom", "trade"] {
        for file in toml_files(&root.join(folder))? {
            let r: schema::Requirement = read(&file)?;
            all.push((r.order, id_of(&file), file, r));
        }
    }
    all.sort_by_key(|r| r.0);
    let mut seen = BTreeSet::new();
    out.push_str("pub static REQUIREMENTS: &[Requirement] = &[\n");
    for (order, id, file, r) in &all {
        if !seen.insert(id.clone()) || !seen.insert(order.to_string()) {
            return Err(format!("{}: id or order used twice", file.display()));
        }
        one_of(&r.level, &["M", "C", "G"], "level", file)?;
        one_of(&r.status, &["trial", "stable", "retired"], "status", file)?;
        let groups = ["operator", "purposes", "collection", "management", "provision", "rights", "web", "document", "trade"];
        one_of(&r.group, &groups, "group", file)?;
        date(r.valid_from.as_deref(), file)?;
        date(r.valid_to.as_deref(), file)?;
        if r.traps_ja.len() != r.traps_en.len() {
            return Err(format!("{}: traps_ja and traps_en differ in number", file.display()));
        }
        let ids: Vec<String> = r.element.iter().map(|e| e.id.clone()).collect();
        let _ = write!(
            out,
            "Requirement {{ id: {id:?}, group: {:?}, level: {:?}, standard: &{:?}, basis: &{:?}, title: {}, what: {}, why: {}, advice: {}, traps: &[",
            r.group,
            r.level,
            r.standard,
            r.basis,
            text(&r.title_ja, &r.title_en),
            text(&r.what_ja, &r.what_en),
            text(&r.why_ja, &r.why_en),
            text(&r.advice_ja, &r.advice_en),
        );
        for (ja, en) in r.traps_ja.iter().zip(&r.traps_en) {
            let _ = write!(out, "{},", text(ja, en));
        }
        let _ = write!(
            out,
            "], terms: &{:?}, valid_from: {:?}, valid_to: {:?}, status: {:?}, pending: &[",
            r.terms, r.valid_from, r.valid_to, r.status
        );
        for p in &r.pending {
            let _ = write!(
                out,
                "Pending {{ act: {:?}, effective_latest: {:?}, note_ja: {:?}, note_en: {:?} }},",
                p.act, p.effective_latest, p.note_ja, p.note_en
            );
        }
        out.push_str("], applies: ");
        match &r.applies {
            None => out.push_str("None"),
            Some(a) => {
                one_of(a.otherwise.as_deref().unwrap_or("not_applicable"), &["not_applicable", "needs_input"], "otherwise", file)?;
                let _ = write!(
                    out,
                    "Some(Applies {{ proof: {}, exclude: {}, deny: {}, fact: &{:?}, topics: {}, ask: {} }})",
                    cues(&a.proof, file)?,
                    cues(&a.exclude, file)?,
                    cues(&a.deny, file)?,
                    a.fact,
                    topic_list(&a.topics, topics, file)?,
                    a.otherwise.as_deref() == Some("needs_input"),
                );
            }
        }
        out.push_str(", elements: &[");
        for e in &r.element {
            let _ = write!(
                out,
                "Element {{ id: {:?}, title: {}, fact: &{:?}, rule: Rule {{ proof: {}, exclude: {}, required: {}, topics: {}, reach: {} }}, hint: {}, lacks: {} }},",
                e.id,
                text(&e.title_ja, &e.title_en),
                e.fact,
                cues(&e.proof, file)?,
                cues(&e.exclude, file)?,
                cues(&e.required, file)?,
                topic_list(&e.topics, topics, file)?,
                reach(e.reach.as_deref(), file)?,
                cues(&e.hint, file)?,
                text(&e.lacks_ja, &e.lacks_en),
            );
        }
        let logic = |expression: &str| logic::compile(expression, &ids).map_err(|e| format!("{}: verdict: {e}", file.display()));
        let _ = writeln!(
            out,
            "], verdict: Verdict {{ satisfied: {}, by_reference: {}, partial: {}, special: {:?} }}, #[cfg(not(target_arch = \"wasm32\"))] hits: {}, #[cfg(not(target_arch = \"wasm32\"))] misses: {} }},",
            logic(&r.verdict.satisfied)?,
            logic(&r.verdict.by_reference)?,
            logic(&r.verdict.partial)?,
            r.verdict.special,
            examples(&r.hit, Some(&ids), file)?,
            examples(&r.miss, Some(&ids), file)?,
        );
    }
    out.push_str("];\n");
    Ok(())
}

fn risks(root: &Path, topics: &[String], out: &mut String) -> Result<(), String> {
    let mut all = Vec::new();
    for file in toml_files(&root.join("risks"))? {
        let r: schema::Risk = read(&file)?;
        all.push((r.order, id_of(&file), file, r));
    }
    all.sort_by_key(|r| r.0);
    let mut seen = BTreeSet::new();
    out.push_str("pub static RISKS: &[RiskRule] = &[\n");
    for (order, id, file, r) in &all {
        if !seen.insert(*order) {
            return Err(format!("{}: order used twice", file.display()));
        }
        one_of(&r.severity, &["high", "medium", "low", "info"], "severity", file)?;
        one_of(&r.status, &["trial", "stable", "retired"], "status", file)?;
        let when = match &r.when {
            None => "None".to_string(),
            Some(w) => {
                w.status.iter().try_for_each(|s| one_of(s, &STATUSES, "status", file))?;
                format!("Some(({:?}, &{:?}))", w.requirement, w.status)
            }
        };
        let _ = writeln!(
            out,
            "RiskRule {{ id: {id:?}, severity: {:?}, basis: &{:?}, title: {}, why: {}, advice: {}, status: {:?}, trigger: Rule {{ proof: {}, exclude: {}, required: {}, topics: {}, reach: {} }}, special: {:?}, when: {when}, #[cfg(not(target_arch = \"wasm32\"))] hits: {}, #[cfg(not(target_arch = \"wasm32\"))] misses: {} }},",
            r.severity,
            r.basis,
            text(&r.title_ja, &r.title_en),
            text(&r.why_ja, &r.why_en),
            text(&r.advice_ja, &r.advice_en),
            r.status,
            cues(&r.trigger.proof, file)?,
            cues(&r.trigger.exclude, file)?,
            cues(&r.trigger.required, file)?,
            topic_list(&r.trigger.topics, topics, file)?,
            reach(r.trigger.reach.as_deref(), file)?,
            r.trigger.special,
            examples(&r.hit, None, file)?,
            examples(&r.miss, None, file)?,
        );
    }
    out.push_str("];\n");
    Ok(())
}

/// Files of `lexicon/` that hold `name = ["pattern", …]`: cue lists of the extractors, as `cues::<file>::<NAME>`.
fn lexicon(root: &Path, out: &mut String) -> Result<(), String> {
    out.push_str("pub mod cues {\n");
    for file in toml_files(&root.join("lexicon"))? {
        if build_tables::FILES.contains(&id_of(&file).as_str()) || id_of(&file) == words::FILE {
            continue;
        }
        let lists: std::collections::BTreeMap<String, Vec<String>> = read(&file)?;
        let _ = writeln!(out, "pub mod {} {{ use super::super::POOL; use crate::text::Cues;", id_of(&file).replace('-', "_"));
        for (name, list) in lists {
            let _ = writeln!(out, "pub static {}: Cues = {};", name.to_uppercase().replace('-', "_"), cues(&list, &file)?);
        }
        out.push_str("}\n");
    }
    out.push_str("}\n");
    Ok(())
}
