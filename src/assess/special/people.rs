//! Special functions: operator, contacts, dates.

use super::{RequirementFn, RiskFn};
use crate::assess::{Reading, Status, Verdict};
use crate::catalogue::{RiskRule, cues::people as cue, topic};
use crate::document::{BlockKind, Section};
use crate::text::{Span, fold::fold_str};

pub const REQUIREMENTS: &[(&str, RequirementFn)] =
    &[("accredited_organisation", accredited_organisation), ("privacy_officer", privacy_officer), ("privacy_mark", privacy_mark)];

pub const RISKS: &[(&str, RiskFn)] = &[
    ("absent", absent),
    ("no_contact", no_contact),
    ("contact_of_other_company", contact_of_other_company),
    ("old_revision", old_revision),
    ("operator_mismatch", operator_mismatch),
    ("inconsistent_names", inconsistent_names),
];

/// A section with that heading and entries shows membership also where no sentence says the word again.
fn accredited_organisation(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    if verdict.status == Status::Partial && verdict.element("settlement").is_empty() {
        let number = verdict.element("organisation").iter().find_map(|name| number_below(reading, *name));
        if let Some(number) = number {
            let quotes = verdict.element("organisation").iter().copied().chain([number]).collect();
            verdict.set(Status::Satisfied, quotes);
        }
        return;
    }
    if verdict.status != Status::NotApplicable || !verdict.evidence.is_empty() || verdict.element("organisation").is_empty() {
        return;
    }
    let listed: Vec<Span> = verdict.element("organisation").iter().chain(verdict.element("settlement")).copied().collect();
    let Some(t) = topic("accredited") else { return };
    let there = reading.document.sections.iter().any(|s| s.topics.contains(&t) && listed.iter().any(|q| q.within(s.span)));
    if there {
        let status = if verdict.element("settlement").is_empty() { Status::Partial } else { Status::Satisfied };
        verdict.set(status, listed);
    }
}

/// 「一般社団法人…協会」, and its number in one of the next lines, before any other name.
fn number_below(reading: &Reading<'_, '_>, name: Span) -> Option<Span> {
    let document = reading.document;
    let at = document.blocks.iter().position(|b| name.within(b.span))?;
    let line = |b: usize| Some(document.block_view(b)).filter(|v| v.len() <= 60 && !v.chars.contains(&'。'));
    line(at)?;
    (at + 1..at + 4)
        .map_while(|b| line(b).filter(|v| !cue::LEGAL_FORM.is_match(v.chars)))
        .find_map(|v| cue::PHONE.find(v.chars, 0).map(|m| document.span(v, m)))
}

/// The responsible party of a joint use is no privacy officer, however it is called.
fn privacy_officer(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    let Some(t) = topic("joint-use") else { return };
    let document = reading.document;
    // Flattened, the entries of a joint use are sections of their own; the last of them is 「管理責任者」.
    let follows = |i: usize| {
        let bare =
            document.sections.get(i).and_then(|s| s.heading).is_some_and(|h| cue::OFFICER_BARE.is_match(document.block_view(h).chars));
        bare && document.sections.iter().take(i).skip(i.saturating_sub(5)).any(|s| s.topics.contains(&t))
    };
    let of_joint = |i: usize, s: &Section| s.topics.contains(&t) || s.inherited.contains(&t) || follows(i);
    let joint = |q: &Span| document.sections.iter().enumerate().any(|(i, s)| q.within(s.span) && of_joint(i, s));
    for quotes in &mut verdict.elements {
        quotes.retain(|q| !joint(q));
    }
    // 「個人情報管理責任者　冬木立夏」 as a line of its own looks like a heading.
    let line = document.blocks.iter().find(|b| b.kind == BlockKind::Heading && officer_line(b.folded.view().chars));
    if let (Some(block), Some(named)) = (line, verdict.elements.first_mut()) {
        named.push(block.span);
    }
    let named = !verdict.element("named").is_empty() || !verdict.element("officer-section").is_empty();
    let status = if named {
        Status::Satisfied
    } else if verdict.element("appointed").is_empty() {
        Status::Missing
    } else {
        Status::Partial
    };
    let evidence = if status.stated() { verdict.elements.iter().flatten().copied().take(4).collect() } else { Vec::new() };
    verdict.set(status, evidence);
}

/// The officer that a heading names (「個人情報保護管理者　管理本部長」) is one for the standard too.
fn privacy_mark(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    let has = |id: &str| !verdict.element(id).is_empty();
    let rest = ["claim", "date", "top", "contact"].iter().all(|id| has(id)) && !has("old-standard") && !has("officer");
    if verdict.status == Status::Partial && rest && reading.status("privacy-officer") == Status::Satisfied {
        verdict.status = Status::Satisfied;
    }
}

fn officer_line(line: &[char]) -> bool {
    line.len() <= 40 && cue::OFFICER_LINE.is_match(line) && !cue::OFFICER_LINE_NOT.is_match(line)
}

/// An absence: `when` has already said that it fires.
fn absent(_: &Reading<'_, '_>, rule: &RiskRule) -> Option<Vec<Span>> {
    rule.when.is_some().then(Vec::new)
}

/// No channel at all: to the operator's address, wherever it stands, one can write.
fn no_contact(reading: &Reading<'_, '_>, rule: &RiskRule) -> Option<Vec<Span>> {
    if reading.facts.operator.address.is_some() { None } else { absent(reading, rule) }
}

/// Every way to write belongs to another company, and none to the operator.
fn contact_of_other_company(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let (document, contacts) = (reading.document, &reading.facts.contacts);
    let operator = plain(reading.facts.operator.name?.of(document.source));
    let channels: Vec<Span> = contacts.phone.iter().chain(&contacts.email).chain(&contacts.postal).chain(&contacts.fax).copied().collect();
    let joint = topic("joint-use")?;
    let foreign = |q: &Span| {
        let Some(b) = document.blocks.iter().position(|x| q.within(x.span) || q.overlaps(x.span)) else { return false };
        // The nearest company named in this line or the three above it.
        let company = (b.saturating_sub(3)..=b).rev().find_map(|x| {
            let view = document.block_view(x);
            let short = view.len() <= 80 && !view.chars.contains(&'。');
            (short && cue::LEGAL_FORM.is_match(view.chars)).then(|| view.text())
        });
        let other = company.map(|c| !plain(&c).contains(&operator));
        other.unwrap_or(false) && document.under(b, &[joint])
    };
    (!channels.is_empty() && contacts.url.is_empty() && channels.iter().all(foreign)).then(|| channels.into_iter().take(2).collect())
}

fn plain(words: &str) -> String {
    fold_str(words).chars().filter(|c| !c.is_whitespace()).collect()
}

/// The newest date of the policy lies before the last great amendment.
fn old_revision(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let newest = reading.facts.dates.iter().filter(|d| d.kind != "previous").max_by(|a, b| a.date.cmp(&b.date))?;
    (newest.date.as_str() < "2022-04").then(|| vec![newest.quote])
}

/// Two different names both call themselves 「当社」.
fn operator_mismatch(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let operator = plain(reading.facts.operator.name?.of(document.source));
    let mut out = Vec::new();
    for (b, block) in document.blocks.iter().enumerate() {
        if block.kind == BlockKind::Heading
            || !document.outnumbers_heading(b) && topic("joint-use").is_some_and(|t| document.under(b, &[t]))
        {
            continue;
        }
        let view = block.folded.view();
        for m in cue::ALIAS_FIRST.find_all(view.chars).into_iter().chain(cue::DEFINED.find_all(view.chars)) {
            let name: String = view.slice(m.group.0, m.group.1).chars.iter().filter(|c| !c.is_whitespace()).collect();
            let formal = cue::LEGAL_FORM.is_match(view.slice(m.group.0, m.group.1).chars);
            let group = cue::DEFINED_NOT.is_match(view.slice(m.from, m.to).chars)
                || name.starts_with("以下")
                || view.slice(m.from, m.to).chars.windows(2).any(|w| w == ['グ', 'ル']);
            // 「あおぞら株式会社(本店)」 and shortened forms are the same company.
            if formal
                && !group
                && !cue::MASK.is_match(view.slice(m.group.0, m.group.1).chars)
                && !name.contains(&operator)
                && !operator.contains(&name)
                && core(&name) != core(&operator)
                && !core(&name).contains(&core(&operator))
            {
                out.push(document.span(view, m));
            }
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The name without its legal form.
fn core(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let forms = cue::LEGAL_FORM.find_all(&chars);
    chars.iter().enumerate().filter(|(i, _)| !forms.iter().any(|m| m.from <= *i && *i < m.to)).map(|(_, c)| *c).collect()
}

/// The operator's name stands with two legal forms, or with its form on either side.
fn inconsistent_names(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let document = reading.document;
    let name = reading.facts.operator.name?;
    let operator = plain(name.of(document.source));
    let wanted = core(&operator);
    if wanted.chars().count() < 3 || wanted == operator {
        return None;
    }
    let mut out: Vec<Span> = Vec::new();
    for (b, block) in document.blocks.iter().enumerate() {
        let view = block.folded.view();
        if view.len() > 40 || topic("joint-use").is_some_and(|t| document.under(b, &[t])) || view.chars.contains(&'。') {
            continue;
        }
        let words = plain(&view.text());
        let forms = ["株式会社", "有限会社", "合同会社"];
        let variant = forms.iter().any(|f| {
            let other = [format!("{f}{wanted}"), format!("{wanted}{f}")];
            other.iter().any(|o| words.starts_with(o.as_str()) && *o != operator)
        });
        if variant {
            out.push(block.span);
        }
    }
    (!out.is_empty()).then(|| [vec![name], out].concat())
}
