//! The page `docs/accuracy.md`, from the scorer's figures. Numbers are written as they came, with what they do not show.

use crate::sh::Result;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// In how many texts the readers found a requirement stated, or a risk.
pub struct Gold {
    documents: usize,
    stated: BTreeMap<String, usize>,
    risks: BTreeMap<String, usize>,
}

impl Gold {
    pub fn of(answers: &[Value]) -> Gold {
        let mut gold = Gold { documents: answers.len(), stated: BTreeMap::new(), risks: BTreeMap::new() };
        for answer in answers {
            for (id, item) in answer["checklist"].as_object().into_iter().flatten() {
                if matches!(item["status"].as_str(), Some("satisfied" | "partial" | "by_reference")) {
                    *gold.stated.entry(id.clone()).or_default() += 1;
                }
            }
            let risks = answer["risks"].as_array().into_iter().flatten();
            for id in risks.filter_map(|risk| risk["id"].as_str()).collect::<BTreeSet<_>>() {
                *gold.risks.entry(id.to_owned()).or_default() += 1;
            }
        }
        gold
    }
}

const TOTALS: &[(&str, &str)] = &[
    ("stated_f1", "requirements stated, F1 over all pairs of text and requirement"),
    ("stated_p", "— precision"),
    ("stated_r", "— recall"),
    ("macro_f1", "requirements stated, mean F1 of those found in three texts or more"),
    ("missing_p", "“not found in this document” (levels M and C), precision"),
    ("missing_r", "— recall"),
    ("exact", "the very same status"),
    ("risks_f1", "risks, F1"),
    ("risks_p", "— precision"),
    ("risks_r", "— recall"),
    ("fields_f1", "fields of the summary, F1 of quotes"),
];

/// Names the program and the catalogue that the figures are of: `tests/accuracy.rs` compares them with today's.
pub fn page(ours: &Value, keywords: &Value, gold: &Gold, analyzer: &Value) -> Result<String> {
    let documents = gold.documents;
    let name = |key: &str| analyzer[key].as_str().ok_or("a report has lost its `analyzer`");
    let (version, catalogue) = (name("version")?, name("catalogue")?);
    if ours["documents"] != documents || keywords["documents"] != documents {
        return Err("the scorer has read other gold answers than these".into());
    }
    let mut out = format!(
        "<!-- Written by `cargo xtask score --write`; never by hand. -->\n\n\
         # Accuracy\n\n\
         Policy Lens {version}, catalogue {catalogue}.\n\n\
         Measured on the {documents} texts used in development, so these are **in-sample figures**: the rules were written and\n\
         mended while looking at these very texts, and a text nobody has looked at will fare worse. The texts are real policies\n\
         of Japanese businesses; they belong to their owners and are not part of this project. Careful readers wrote down what\n\
         each of them says, without the program; the columns below compare the program with them.\n\n\
         *Keywords* is the yardstick: a checker that calls a requirement stated when any of the catalogue's wordings for it occurs\n\
         (`xtask/src/baseline.rs`), scored by the same script. Of the risks it looks only for those that one phrase gives away,\n\
         and it cuts out no fields.\n\n\
         1.000 is full agreement. Where *texts* is small, a figure says little; where it is 0, anything below 1.000 is a false\n\
         alarm and 1.000 only means that there was none.\n\n\
         ## Totals\n\n\
         | | Policy Lens | keywords |\n|---|---:|---:|\n"
    );
    for (key, words) in TOTALS {
        writeln!(out, "| {words} | {} | {} |", figure(&ours[key])?, figure(&keywords[key])?)?;
    }
    writeln!(out, "\nQuotes that stand exactly where the report says: {}.", figure(&ours["proof"])?)?;

    out.push_str(
        "\n## Requirements\n\nF1 of “stated” (satisfied, partial or by reference). *Texts*: in how many the readers found it stated.\n\n",
    );
    table(&mut out, "requirement", &ours["requirements"], &keywords["requirements"], &gold.stated)?;
    out.push_str("\n## Risks\n\nF1. *Texts*: in how many the readers saw it. A dash: neither named, nor should it have been.\n\n");
    table(&mut out, "risk", &ours["risks"], &keywords["risks"], &gold.risks)?;

    out.push_str("\n## Fields\n\nF1 of quotes: two agree when they overlap by half or more of the longer, or are the same words.\n\n");
    out.push_str("| field | Policy Lens |\n|---|---:|\n");
    for (field, f1) in sorted(&ours["fields"])? {
        writeln!(out, "| {field} | {} |", figure(f1)?)?;
    }
    Ok(out)
}

fn table(out: &mut String, what: &str, ours: &Value, keywords: &Value, gold: &BTreeMap<String, usize>) -> Result<()> {
    writeln!(out, "| {what} | texts | Policy Lens | keywords |\n|---|---:|---:|---:|")?;
    for id in sorted(ours)?.keys().chain(sorted(keywords)?.keys()).collect::<BTreeSet<_>>() {
        let texts = gold.get(*id).copied().unwrap_or_default();
        let told = |figures: &Value| if figures[id].is_null() { Ok("–".to_owned()) } else { figure(&figures[id]) };
        writeln!(out, "| {id} | {texts} | {} | {} |", told(ours)?, told(keywords)?)?;
    }
    Ok(())
}

/// By name: the scorer's order follows the order of the texts.
fn sorted(figures: &Value) -> Result<BTreeMap<&String, &Value>> {
    Ok(figures.as_object().ok_or("the scorer's figures have changed their shape")?.iter().collect())
}

fn figure(value: &Value) -> Result<String> {
    Ok(format!("{:.3}", value.as_f64().ok_or("the scorer's figures have changed their shape")?))
}
