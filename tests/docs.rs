//! `docs/catalogue.md` says what is checked, for people who read no TOML. It is written from the catalogue by
//! `cargo xtask docs` (this test with `POLICY_LENS_WRITE` set), and must be what the catalogue says today.

use policy_lens::report::listing::{self, Catalogue, RequirementEntry, RiskEntry};
use policy_lens::report::words::{GROUP, LEVEL, Lang, SEVERITY, Words};
use std::fmt::{Result, Write};
use std::fs;
use std::path::Path;

/// How near to the reader the law wants a statement to be.
const STANDARD: &Words = &[
    ("S1", "公表", "published"),
    ("S2", "本人が容易に知り得る状態", "easily accessible to the person"),
    ("S3", "本人の知り得る状態（求めに応じた回答を含む）", "accessible to the person (an answer on request will do)"),
    ("S4", "明示・通知", "stated or notified to the person"),
    ("S5", "公表の義務なし", "no duty to publish"),
];

#[test]
fn the_list_of_requirements_is_what_the_catalogue_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/catalogue.md");
    let today = page(&listing::catalogue()).expect("writing to a String");
    if std::env::var_os("POLICY_LENS_WRITE").is_some() {
        fs::write(&path, today).expect("docs/ of the checkout");
        return;
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let differs = committed.lines().zip(today.lines()).find(|(old, new)| old != new);
    assert!(committed == today, "docs/catalogue.md is stale: cargo xtask docs\nfirst difference: {differs:?}");
}

fn page(catalogue: &Catalogue) -> std::result::Result<String, std::fmt::Error> {
    let mut out = String::new();
    let Catalogue { version, law_as_of, sources, requirements, risks } = catalogue;
    writeln!(out, "<!-- Written by `cargo xtask docs` from src/catalogue/; changes go there. -->\n")?;
    writeln!(out, "# 調べる項目 / What is checked\n")?;
    writeln!(out, "カタログ {version}、{law_as_of} 現在の法令による。法的助言ではありません。  ")?;
    writeln!(out, "Catalogue {version}, law as of {law_as_of}. Not legal advice.\n")?;
    writeln!(out, "項目 {} 件、気になる記載 {} 件。  ", requirements.len(), risks.len())?;
    writeln!(out, "{} requirements, {} risks.\n", requirements.len(), risks.len())?;
    legend(&mut out, "水準", "Level", LEVEL)?;
    legend(&mut out, "公表の水準", "Standard", STANDARD)?;
    legend(&mut out, "重さ", "Severity", SEVERITY)?;

    writeln!(out, "## 出典 / Sources\n")?;
    for source in *sources {
        writeln!(out, "- {} / {} ({}; {})", source.name_ja, source.name_en, source.revision, source.as_of)?;
    }
    for &(group, ja, en) in GROUP {
        let members: Vec<_> = requirements.iter().filter(|r| r.group == group).collect();
        if !members.is_empty() {
            writeln!(out, "\n## {ja} / {en}")?;
        }
        for entry in members {
            requirement(&mut out, entry)?;
        }
    }
    writeln!(out, "\n## 気になる記載 / Risks")?;
    for entry in risks {
        risk(&mut out, entry)?;
    }
    Ok(out)
}

fn legend(out: &mut String, ja: &str, en: &str, words: &Words) -> Result {
    writeln!(out, "{ja} / {en}:\n")?;
    for (code, ja, en) in words {
        writeln!(out, "- `{code}` {ja} / {en}")?;
    }
    writeln!(out)
}

fn requirement(out: &mut String, r: &RequirementEntry) -> Result {
    title(out, r.id, r.title_ja, r.title_en)?;
    let level = format!("`{}` {} / {}", r.level, Lang::Ja.word(LEVEL, r.level), Lang::En.word(LEVEL, r.level));
    let standard = r.standard.iter().map(|code| format!("`{code}` {}", Lang::Ja.word(STANDARD, code))).collect::<Vec<_>>().join("、");
    writeln!(out, "| 水準 Level | 公表の水準 Standard | 根拠 Basis | 状態 Status |\n|---|---|---|---|")?;
    writeln!(out, "| {level} | {standard} | {} | {} |\n", basis(r.basis), r.status)?;

    both(out, "満たすもの / What satisfies it", r.what_ja, r.what_en)?;
    both(out, "理由 / Why it matters", r.why_ja, r.why_en)?;
    if r.elements.len() > 1 {
        writeln!(out, "- 要素 / Elements")?;
        for element in &r.elements {
            writeln!(out, "  - `{}` {} / {}", element.id, element.title_ja, element.title_en)?;
        }
    }
    writeln!(out, "- 探す言葉 / Wordings looked for: {}", quoted(r.terms))?;
    if !r.traps_ja.is_empty() {
        writeln!(out, "- 注意 / Traps")?;
        for (ja, en) in r.traps_ja.iter().zip(&r.traps_en) {
            writeln!(out, "  - {ja}  \n    {en}")?;
        }
    }
    both(out, "助言 / What to do", r.advice_ja, r.advice_en)?;
    if let Some(from) = r.valid_from {
        writeln!(out, "- {from} から / since {from}")?;
    }
    if let Some(to) = r.valid_to {
        writeln!(out, "- {to} まで / until {to}")?;
    }
    for pending in r.pending {
        let note = format!("{}（遅くとも {} まで）: {}", pending.act, pending.effective_latest, pending.note_ja);
        both(out, "施行前の改正 / Enacted, not in force", &note, pending.note_en)?;
    }
    Ok(())
}

fn risk(out: &mut String, r: &RiskEntry) -> Result {
    title(out, r.id, r.title_ja, r.title_en)?;
    let severity = format!("`{}` {} / {}", r.severity, Lang::Ja.word(SEVERITY, r.severity), Lang::En.word(SEVERITY, r.severity));
    writeln!(out, "| 重さ Severity | 根拠 Basis | 状態 Status |\n|---|---|---|")?;
    writeln!(out, "| {severity} | {} | {} |\n", basis(r.basis), r.status)?;
    both(out, "理由 / Why it matters", r.why_ja, r.why_en)?;
    both(out, "助言 / What to do", r.advice_ja, r.advice_en)
}

fn title(out: &mut String, id: &str, ja: &str, en: &str) -> Result {
    writeln!(out, "\n### {id}\n\n**{ja}** / {en}\n")
}

/// Japanese first, the same in English below it.
fn both(out: &mut String, what: &str, ja: &str, en: &str) -> Result {
    writeln!(out, "- {what}: {ja}  \n  {en}")
}

fn basis(articles: &[&str]) -> String {
    if articles.is_empty() { "–".to_owned() } else { articles.join("、") }
}

fn quoted(terms: &[&str]) -> String {
    terms.iter().map(|term| format!("「{term}」")).collect()
}
