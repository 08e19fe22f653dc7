//! Special functions: joint use. What a block has is judged block by block; the operator's own details count for 「当社」.

use super::{Reading, RequirementFn, RiskFn, Verdict};
use crate::assess::Status;
use crate::catalogue::{COUNTRIES, RiskRule, cues::joint_use as cue};
use crate::document::{Block, BlockKind, Sentence};
use crate::extract::facts::JointUse;
use crate::text::{Cues, Span, fold::fold_str};

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[("joint_use", joint_use)];

pub const RISKS: &[(&str, RiskFn)] = &[
    ("joint_use_incomplete", incomplete),
    ("joint_use_no_address", no_address),
    ("joint_use_open_scope", open_scope),
    ("joint_use_items_open", items_open),
    ("joint_use_circular", circular),
    ("joint_use_other_company", other_company),
    ("joint_use_foreign", foreign),
    ("joint_use_credit", credit),
    ("joint_use_income", income),
];

/// The verdict over all blocks: each must be complete; details elsewhere are a reference.
fn joint_use(reading: &Reading<'_, '_>, verdict: &mut Verdict) {
    let blocks = &reading.facts.joint_use;
    if blocks.is_empty() {
        if verdict.status == Status::NotApplicable && verdict.evidence.is_empty() && !headed(reading).is_empty() {
            verdict.set(Status::Missing, Vec::new());
        }
        return;
    }
    let (elsewhere, annex) = (matches(reading, &cue::DETAILS_ELSEWHERE), matches(reading, &cue::ANNEX));
    let states: Vec<Status> = blocks.iter().map(|b| state(reading, b, &elsewhere, &annex)).collect();
    let all = |s: Status| states.iter().all(|x| *x == s);
    let status = if all(Status::Satisfied) {
        Status::Satisfied
    } else if all(Status::Missing) {
        Status::Missing
    } else if states.iter().any(|s| matches!(s, Status::Partial | Status::Missing)) {
        Status::Partial
    } else {
        Status::ByReference
    };
    // The operator's own details prove the party's where it is the operator.
    if blocks.iter().any(|b| own(reading, b)) {
        let operator = &reading.facts.operator;
        for (id, value) in [("address", operator.address), ("representative", operator.representative)] {
            let at = verdict.requirement.elements.iter().position(|e| e.id == id);
            if let (Some(slot), Some(value)) = (at.and_then(|i| verdict.elements.get_mut(i)), value)
                && slot.is_empty()
            {
                slot.push(value);
            }
        }
    }
    let evidence = if status == Status::Missing {
        Vec::new()
    } else {
        let mut spans: Vec<Span> = blocks.iter().filter_map(|b| b.announced).collect();
        if status == Status::ByReference {
            spans.extend(blocks.iter().filter_map(|b| within(&elsewhere, b).or_else(|| within(&annex, b))));
        }
        spans.extend(verdict.elements.iter().flat_map(|e| e.iter().take(2)).copied());
        spans.sort();
        spans.dedup();
        spans
    };
    verdict.set(status, evidence);
}

/// `elsewhere`, `annex`: the sentences that point to details elsewhere, and to an annex.
fn state(reading: &Reading<'_, '_>, b: &JointUse, elsewhere: &[(Span, Span)], annex: &[(Span, Span)]) -> Status {
    let core = [!b.scope.is_empty(), !b.items.is_empty(), !b.purposes.is_empty(), b.responsible.name.is_some()];
    let there = core.iter().filter(|x| **x).count();
    if there == 4 && detailed(reading, b) {
        Status::Satisfied
    } else if within(if there == 4 { elsewhere } else { annex }, b).is_some() {
        Status::ByReference
    } else if there > 0 {
        Status::Partial
    } else {
        Status::Missing
    }
}

/// Address and representative of the party responsible are in the text.
fn detailed(reading: &Reading<'_, '_>, b: &JointUse) -> bool {
    let operator = &reading.facts.operator;
    let own = own(reading, b);
    (b.responsible.address.is_some() || (own && operator.address.is_some()))
        && (b.responsible.representative.is_some() || (own && operator.representative.is_some()))
}

/// The party responsible is the operator: 「当社」 or its name.
fn own(reading: &Reading<'_, '_>, b: &JointUse) -> bool {
    let Some(name) = b.responsible.name else { return false };
    let name = folded(reading, name);
    if cue::OWN.is_match(&name) {
        return true;
    }
    let Some(operator) = reading.facts.operator.name else { return false };
    // 「(株)やまびこ」 is 「株式会社やまびこ」.
    let (name, operator) = (without_form(&name), without_form(&folded(reading, operator)));
    // 「みどり総務部」 is its office, 「みどりチェーン本部」 another company.
    let other = |rest: &[char]| cue::OTHER_COMPANY.is_match(rest);
    (holds(&name, &operator) && !name.strip_prefix(operator.as_slice()).is_some_and(other)) || holds(&operator, &name)
}

/// The name without its legal form.
fn without_form(name: &[char]) -> Vec<char> {
    let m = cue::LEGAL_FORM.find(name, 0);
    name.iter().enumerate().filter(|(i, _)| m.is_none_or(|m| *i < m.from || *i >= m.to)).map(|(_, c)| *c).collect()
}

fn holds(long: &[char], short: &[char]) -> bool {
    short.len() >= 3 && long.windows(short.len()).any(|w| w == short)
}

fn folded(reading: &Reading<'_, '_>, span: Span) -> Vec<char> {
    fold_str(span.of(reading.document.source)).chars().collect()
}

/// Every sentence in which some cue matches, with its first match. Blocks may share a paragraph of many sentences: read once, it
/// is not read through again for each of them. A short line of a block may have been read as a heading: all sentences count.
fn matches(reading: &Reading<'_, '_>, cues: &Cues) -> Vec<(Span, Span)> {
    let document = reading.document;
    if reading.facts.joint_use.is_empty() || !cues.patterns().iter().any(|p| document.filter.allows(p)) {
        return Vec::new();
    }
    let hit = |s: &Sentence| {
        let view = document.view(s);
        cues.find_in(view.chars, &s.filter).map(|m| (s.span, document.span(view, m)))
    };
    document.sentences.iter().filter_map(hit).collect()
}

/// The first of them inside a block's range.
fn within(matches: &[(Span, Span)], b: &JointUse) -> Option<Span> {
    let first = matches.partition_point(|m| m.0.start < b.range.start);
    let near = matches.iter().skip(first).take_while(|m| m.0.start <= b.range.end);
    near.filter(|m| m.0.within(b.range)).map(|m| m.1).next()
}

fn fires(found: Vec<Span>) -> Option<Vec<Span>> {
    (!found.is_empty()).then_some(found)
}

/// Headings that announce joint use where no sentence of the text says a word of it.
fn headed(reading: &Reading<'_, '_>) -> Vec<Span> {
    let document = reading.document;
    let headings = document.blocks.iter().filter(|b| b.kind == BlockKind::Heading);
    let word = |b: &&Block| cue::WORD.is_match(b.folded.view().chars) && !cue::HYPOTHETICAL.is_match(b.folded.view().chars);
    let found: Vec<Span> = headings.filter(word).map(|b| b.span).collect();
    let said = document.sentences.iter().any(|s| {
        document.blocks.get(s.block).is_some_and(|b| b.kind != BlockKind::Heading)
            && cue::WORD.find_in(document.view(s).chars, &s.filter).is_some()
    });
    if said { Vec::new() } else { found }
}

/// Something among items, scope, purposes and the party's name is not there, and no annex is named.
fn incomplete(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    if reading.facts.joint_use.is_empty() {
        return fires(headed(reading)).filter(|_| reading.verdict("joint-use").is_some_and(|v| v.status == Status::Missing));
    }
    let lacking = |b: &&JointUse| b.scope.is_empty() || b.items.is_empty() || b.purposes.is_empty() || b.responsible.name.is_none();
    let annex = matches(reading, &cue::ANNEX);
    let open = reading.facts.joint_use.iter().filter(lacking).filter(|b| within(&annex, b).is_none());
    fires(open.filter_map(|b| b.announced).collect())
}

fn no_address(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    fires(reading.facts.joint_use.iter().filter(|b| !detailed(reading, b)).filter_map(|b| b.responsible.name).collect())
}

/// A user that opens the list or a category that nobody can count.
fn open_scope(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let open = |s: &Span| {
        let words = folded(reading, *s);
        let after = after(reading, *s, 60);
        !cue::LISTED.is_match(&after)
            && !cue::LISTED_INSIDE.is_match(&words)
            && (cue::OPEN_USER.is_match(&words) || cue::ET_CETERA.is_match(&after))
    };
    let lists = matches(reading, &cue::SCOPE_LIST);
    // A list of the group's companies counts only those.
    let listed = |b: &JointUse, s: &Span| {
        let list = within(&lists, b).map(|l| folded(reading, l));
        list.is_some_and(|l| !cue::GROUP.is_match(&l) || cue::GROUP.is_match(&folded(reading, *s)))
    };
    let blocks = reading.facts.joint_use.iter();
    fires(blocks.flat_map(|b| b.scope.iter().copied().filter(|s| open(s) && !listed(b, s))).collect())
}

fn items_open(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let open = |s: &Span| cue::OPEN_ITEM.is_match(&folded(reading, *s)) || cue::ET_CETERA.is_match(&after(reading, *s, 8));
    // Where an annex lists them, the words in the announcement need not.
    let annex = matches(reading, &cue::ANNEX);
    let blocks = reading.facts.joint_use.iter().filter(|b| b.items.len() > 1 || within(&annex, b).is_none());
    fires(blocks.flat_map(|b| b.items.iter()).copied().filter(open).collect())
}

/// What stands right behind a quote, folded, up to the end of its line.
fn after(reading: &Reading<'_, '_>, s: Span, most: usize) -> Vec<char> {
    let rest: String = reading.document.source.get(s.end..).unwrap_or_default().chars().take_while(|c| *c != '\n').take(most).collect();
    fold_str(&rest).chars().collect()
}

/// The purposes point to a list in which joint use is itself a purpose.
fn circular(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    if !reading.facts.purposes.iter().any(|p| cue::WORD.is_match(&folded(reading, p.quote))) {
        return None;
    }
    fires(
        reading
            .facts
            .joint_use
            .iter()
            .flat_map(|b| b.purposes.iter())
            .copied()
            .filter(|p| cue::PURPOSE_POINTER.is_match(&folded(reading, *p)))
            .collect(),
    )
}

fn other_company(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    reading.facts.operator.name?;
    let other = |b: &&JointUse| !own(reading, b) && b.responsible.name.is_some_and(|n| cue::COMPANY.is_match(&folded(reading, n)));
    fires(reading.facts.joint_use.iter().filter(other).filter_map(|b| b.responsible.name).collect())
}

/// A user in a country that is not designated, and no other basis said in the block.
fn foreign(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let abroad = |s: &Span| {
        let mut words = folded(reading, *s);
        if words.iter().filter(|c| **c == '(').count() == 0 {
            let after = after(reading, *s, 16);
            if matches!(after.first(), Some('(')) {
                words.extend(after.iter().take_while(|c| **c != ')'));
            }
        }
        !cue::ABROAD_NOT.is_match(&words)
            && (COUNTRIES.iter().any(|c| !c.designated && c.cues.is_match(&words)) || cue::ABROAD.is_match(&words))
    };
    let said = matches(reading, &cue::FOREIGN_BASIS);
    let blocks = reading.facts.joint_use.iter().filter(|b| within(&said, b).is_none());
    fires(blocks.flat_map(|b| b.scope.iter()).copied().filter(abroad).collect())
}

/// Credit data among the items, while the purposes go beyond credit.
fn credit(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    let narrow = |p: &Span| {
        let words = folded(reading, *p);
        cue::CREDIT_PURPOSE.is_match(&words) && !cue::CREDIT_BEYOND.is_match(&words)
    };
    let wide = |b: &&JointUse| b.purposes.is_empty() || !b.purposes.iter().all(narrow);
    fires(
        reading
            .facts
            .joint_use
            .iter()
            .filter(wide)
            .flat_map(|b| b.items.iter())
            .copied()
            .filter(|i| cue::CREDIT_ITEM.is_match(&folded(reading, *i)))
            .collect(),
    )
}

fn income(reading: &Reading<'_, '_>, _: &RiskRule) -> Option<Vec<Span>> {
    fires(
        reading
            .facts
            .joint_use
            .iter()
            .flat_map(|b| b.items.iter())
            .copied()
            .filter(|i| cue::INCOME_ITEM.is_match(&folded(reading, *i)))
            .collect(),
    )
}
