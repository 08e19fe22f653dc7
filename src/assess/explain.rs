//! A verdict in words: the checklist item with why, and the proof of what is missing.

use super::outcome::{ChecklistItem, ElementVerdict, Status};
use super::{Reading, Verdict, absence, evaluate};
use crate::catalogue::{Element, Requirement, Text};

/// The checklist item of a verdict.
pub fn item(reading: &Reading<'_, '_>, verdict: &Verdict) -> ChecklistItem {
    let applicable = !matches!(verdict.status, Status::NotApplicable | Status::NeedsInput);
    let lacking = evaluate::lacking(verdict);
    // Elements that stand for something better left out, or for a way out where a better one is there, are shown only
    // where the text has them.
    let elements = verdict
        .requirement
        .elements
        .iter()
        .zip(&verdict.elements)
        .filter(|(e, quotes)| !quotes.is_empty() || lacking.iter().any(|l| l.id == e.id))
        .map(|(e, quotes)| ElementVerdict {
            id: e.id,
            title_ja: e.title.ja,
            title_en: e.title.en,
            status: if !quotes.is_empty() {
                Status::Satisfied
            } else if applicable {
                Status::Missing
            } else {
                verdict.status
            },
            evidence: quotes.clone(),
            searched: (quotes.is_empty() && applicable).then(|| absence::element(reading, verdict, e)),
        })
        .collect();
    let searched = (verdict.status == Status::Missing).then(|| absence::requirement(reading, verdict, &lacking));
    let why = why(verdict, &lacking);
    build(verdict.requirement, verdict.status, elements, verdict.evidence.clone(), searched, why)
}

/// The item of a text that cannot be read as a policy.
pub fn unreadable(requirement: &'static Requirement, reason: (&str, &str)) -> ChecklistItem {
    build(requirement, Status::NeedsInput, Vec::new(), Vec::new(), None, (reason.0.to_string(), reason.1.to_string()))
}

fn build(
    r: &'static Requirement,
    status: Status,
    elements: Vec<ElementVerdict>,
    evidence: Vec<crate::text::Span>,
    searched: Option<super::Searched>,
    why: (String, String),
) -> ChecklistItem {
    ChecklistItem {
        id: r.id,
        group: r.group,
        title_ja: r.title.ja,
        title_en: r.title.en,
        level: r.level,
        standard: r.standard,
        basis: r.basis,
        status,
        elements,
        evidence,
        searched,
        why_ja: why.0,
        why_en: why.1,
        advice_ja: r.advice.ja,
        advice_en: r.advice.en,
    }
}

/// Why this status, in Japanese and English.
fn why(verdict: &Verdict, lacking: &[&Element]) -> (String, String) {
    let r = verdict.requirement;
    let ja = |list: &[&Text]| list.iter().map(|t| format!("「{}」", t.ja)).collect::<String>();
    let en = |list: &[&Text]| list.iter().map(|t| format!("“{}”", t.en)).collect::<Vec<_>>().join(", ");
    let there: Vec<&Text> = r.elements.iter().zip(&verdict.elements).filter(|(_, q)| !q.is_empty()).map(|(e, _)| &e.title).collect();
    let absent: Vec<&Text> = lacking.iter().map(|e| &e.title).collect();
    match verdict.status {
        Status::Satisfied => ("求められる内容が記載されています。".into(), "What it asks for is stated.".into()),
        Status::Partial if absent.is_empty() || there.is_empty() => {
            ("一部が記載されていますが、内容が十分とはいえません。".into(), "Part of it is stated, but not enough.".into())
        }
        Status::Partial => (
            format!("{}は記載されていますが、{}はこの文書では確認できません。", ja(&there), ja(&absent)),
            format!("{} is stated; {} was not found in this document.", en(&there), en(&absent)),
        ),
        Status::ByReference => (
            "内容そのものではなく、参照先（別のページ・窓口・文書）が示されています。".into(),
            "The text points elsewhere (another page, desk or document) instead of stating it.".into(),
        ),
        Status::Missing => missing(r, !verdict.evidence.is_empty()),
        Status::NotApplicable if verdict.evidence.is_empty() => {
            ("この文書には該当する取扱いが見当たりません。".into(), "Nothing in this document shows that it applies.".into())
        }
        Status::NotApplicable => ("該当する取扱いを行わない旨が記載されています。".into(), "The text says that this is not done.".into()),
        Status::NeedsInput => (
            "文書からは該当するかどうか判断できません。該当する場合は確認してください。".into(),
            "A text cannot show whether this applies; please check.".into(),
        ),
    }
}

/// "Not found" with the strength of the duty (who must be able to read it), never more than the law says.
fn missing(r: &Requirement, insufficient: bool) -> (String, String) {
    let found = if insufficient {
        ("関連する記述はありますが、この文書では十分な内容を確認できません。", "Related words are there, but not what is asked for.")
    } else {
        ("この文書では確認できません。", "Not found in this document.")
    };
    let strength = match (r.level, r.standard.first().copied()) {
        ("G", _) => ("（法律上の公表義務はありません。）", " (No duty to publish it.)"),
        (_, Some("S1")) => ("公表が必要な事項です。", " It must be made public."),
        (_, Some("S2")) => ("本人が容易に知り得る状態に置く必要がある事項です。", " It must be easily accessible to the person."),
        (_, Some("S3")) => {
            ("求めがあれば遅滞なく回答できる体制があるか確認してください。", " Check that you can answer without delay when asked.")
        }
        (_, Some("S4")) => {
            ("申込書やフォームなど、取得の場面での表示を確認してください。", " Check the form or counter where data are collected.")
        }
        _ => ("", ""),
    };
    (format!("{}{}", found.0, strength.0), format!("{}{}", found.1, strength.1))
}
