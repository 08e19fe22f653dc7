//! Build script's part: the data files with a shape of their own (sources, tools, countries, articles, outdated terms, bodies).

use crate::emit::{cues, read, text};
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::Path;

/// Lexicon files read here, and not as plain cue lists.
pub const FILES: [&str; 5] = ["tools", "countries", "articles", "outdated_terms", "accredited"];

pub fn write(root: &Path, out: &mut String) -> Result<(), String> {
    sources(root, out)?;
    tools(root, out)?;
    countries(root, out)?;
    articles(root, out)?;
    outdated(root, out)?;
    organisations(root, out)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    law_as_of: String,
    catalogue_version: String,
    source: Vec<Source>,
    prepare: Vec<Prepare>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    name_ja: String,
    name_en: String,
    law_id: String,
    revision: String,
    as_of: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Prepare {
    id: String,
    title_ja: String,
    title_en: String,
    act: String,
    effective_latest: String,
    cues: Vec<String>,
    #[serde(default)]
    exclude: Vec<String>,
}

fn sources(root: &Path, out: &mut String) -> Result<(), String> {
    let file = root.join("sources.toml");
    let s: Sources = read(&file)?;
    let _ =
        writeln!(out, "pub static LAW_AS_OF: &str = {:?}; pub static CATALOGUE_VERSION: &str = {:?};", s.law_as_of, s.catalogue_version);
    out.push_str("pub static SOURCES: &[LawSource] = &[\n");
    for x in &s.source {
        let _ = writeln!(
            out,
            "LawSource {{ name_ja: {:?}, name_en: {:?}, law_id: {:?}, revision: {:?}, as_of: {:?} }},",
            x.name_ja, x.name_en, x.law_id, x.revision, x.as_of
        );
    }
    out.push_str("];\npub static PREPARE: &[Prepare] = &[\n");
    for x in &s.prepare {
        let _ = writeln!(
            out,
            "Prepare {{ id: {:?}, title: {}, act: {:?}, effective_latest: {:?}, cues: {}, exclude: {} }},",
            x.id,
            text(&x.title_ja, &x.title_en),
            x.act,
            x.effective_latest,
            cues(&x.cues, &file)?,
            cues(&x.exclude, &file)?
        );
    }
    out.push_str("];\n");
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tools {
    #[allow(dead_code)]
    checked_on: String,
    weak_required: Vec<String>,
    tool: Vec<Tool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tool {
    name: String,
    kind: String,
    vendor: String,
    #[serde(default)]
    patterns: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    #[serde(default)]
    hosts: Vec<String>,
}

fn tools(root: &Path, out: &mut String) -> Result<(), String> {
    let file = root.join("lexicon/tools.toml");
    let t: Tools = read(&file)?;
    let _ = writeln!(out, "pub static WEAK_TOOL_REQUIRES: Cues = {};", cues(&t.weak_required, &file)?);
    out.push_str("pub static TOOLS: &[Tool] = &[\n");
    for x in &t.tool {
        let _ = writeln!(
            out,
            "Tool {{ name: {:?}, kind: {:?}, vendor: {:?}, cues: {}, weak: {}, hosts: &{:?} }},",
            x.name,
            x.kind,
            x.vendor,
            cues(&x.patterns, &file)?,
            cues(&x.weak, &file)?,
            x.hosts
        );
    }
    out.push_str("];\n");
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Countries {
    #[allow(dead_code)]
    checked_on: String,
    country: Vec<Country>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Country {
    code: String,
    name_ja: String,
    name_en: String,
    designated: bool,
    #[serde(default)]
    group: String,
    patterns: Vec<String>,
}

fn countries(root: &Path, out: &mut String) -> Result<(), String> {
    let file = root.join("lexicon/countries.toml");
    let c: Countries = read(&file)?;
    out.push_str("pub static COUNTRIES: &[Country] = &[\n");
    for x in &c.country {
        let _ = writeln!(out, "Country {{ name: {:?}, designated: {}, cues: {} }},", x.name_ja, x.designated, cues(&x.patterns, &file)?);
    }
    out.push_str("];\n");
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Articles {
    checked_on: String,
    current_since: String,
    law_names: std::collections::BTreeMap<String, Vec<String>>,
    other_laws: Names,
    own_document: Names,
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    topic_ja: String,
    law: String,
    cues: Vec<String>,
    #[serde(default)]
    old_2003: Vec<String>,
    #[serde(default)]
    old_2017: Vec<String>,
    current: Vec<String>,
}

fn articles(root: &Path, out: &mut String) -> Result<(), String> {
    let file = root.join("lexicon/articles.toml");
    let a: Articles = read(&file)?;
    for (name, list) in [("OTHER_LAWS", &a.other_laws.names), ("OWN_DOCUMENT", &a.own_document.names)] {
        let _ = writeln!(out, "pub static {name}: Cues = {};", cues(list, &file)?);
    }
    for (law, list) in &a.law_names {
        let _ = writeln!(out, "pub static LAW_NAMES_{}: Cues = {};", law.replace('-', "_").to_uppercase(), cues(list, &file)?);
    }
    out.push_str("pub static ARTICLES: &[Article] = &[\n");
    for x in &a.row {
        let _ = writeln!(
            out,
            "Article {{ topic: {:?}, law: {:?}, cues: {}, old_2003: &{:?}, old_2017: &{:?}, current: &{:?} }},",
            x.topic_ja,
            x.law,
            cues(&x.cues, &file)?,
            x.old_2003,
            x.old_2017,
            x.current
        );
    }
    out.push_str("];\n");
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Terms {
    #[allow(dead_code)]
    checked_on: String,
    term: Vec<Term>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    pattern: String,
    severity: String,
    #[serde(default)]
    exclude: Vec<String>,
    #[serde(default)]
    required: Vec<String>,
    #[serde(default)]
    exclude_document: Vec<String>,
    why_ja: String,
    why_en: String,
    current_ja: String,
    #[serde(default)]
    since: String,
}

fn outdated(root: &Path, out: &mut String) -> Result<(), String> {
    let file = root.join("lexicon/outdated_terms.toml");
    let t: Terms = read(&file)?;
    out.push_str("pub static OUTDATED_TERMS: &[OutdatedTerm] = &[\n");
    for x in &t.term {
        let _ = writeln!(
            out,
            "OutdatedTerm {{ cues: {}, severity: {:?}, exclude: {}, required: {}, exclude_document: {}, why: {}, current: {:?}, since: {:?} }},",
            cues(std::slice::from_ref(&x.pattern), &file)?,
            x.severity,
            cues(&x.exclude, &file)?,
            cues(&x.required, &file)?,
            cues(&x.exclude_document, &file)?,
            text(&x.why_ja, &x.why_en),
            x.current_ja,
            x.since
        );
    }
    out.push_str("];\n");
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Organisations {
    checked_on: String,
    list_url: String,
    organisation: Vec<Organisation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Organisation {
    name_ja: String,
    name_en: String,
    patterns: Vec<String>,
    known_accredited: bool,
    relevance_ja: String,
    relevance_en: String,
}

fn organisations(root: &Path, out: &mut String) -> Result<(), String> {
    let file = root.join("lexicon/accredited.toml");
    let o: Organisations = read(&file)?;
    let all: Vec<String> = o.organisation.iter().flat_map(|x| x.patterns.clone()).collect();
    let _ = writeln!(out, "pub static ACCREDITED: Cues = {};", cues(&all, &file)?);
    Ok(())
}
