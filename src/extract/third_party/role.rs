//! What a sentence does in the clause on provision: states the principle, goes on to its exceptions, gives data to somebody.

use super::lists::Lists;
use crate::catalogue::cues::provision as cue;
use crate::document::{BlockKind, Document};
use crate::extract::polarity::{Polarity, polarity};
use crate::text::Cues;
use std::borrow::Cow;

/// What a sentence does in the clause on provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    None,
    /// 「…第三者に提供しません」
    Principle,
    /// Goes on from the principle to its exceptions.
    GoesOn,
    /// Says that data are given without consent.
    Without,
    /// Says that the recipient is no third party.
    NoThird,
    /// Says that data are given to someone, under the topic.
    Gives,
    /// Says that data which identify nobody are given away.
    Deidentified,
}

/// The roles of all sentences. `topic`: third parties.
pub fn roles(document: &Document<'_>, topic: &[usize], lists: &Lists<'_, '_>) -> Vec<Role> {
    let mut out: Vec<Role> = Vec::with_capacity(document.sentences.len());
    // Distance from the last sentence of the clause, and its section.
    let mut last: Option<(usize, usize)> = None;
    for (index, s) in document.sentences.iter().enumerate() {
        let role = role(document, index, topic, last, lists);
        let section = document.blocks.get(s.block).map_or(0, |b| b.section);
        if matches!(role, Role::Principle | Role::GoesOn) {
            last = Some((index, section));
        } else if last.is_some_and(|l| l.1 != section) {
            last = None;
        }
        out.push(role);
    }
    out
}

fn role(document: &Document<'_>, index: usize, topic: &[usize], last: Option<(usize, usize)>, lists: &Lists<'_, '_>) -> Role {
    let Some(s) = document.sentences.get(index) else { return Role::None };
    let Some(block) = document.blocks.get(s.block) else { return Role::None };
    let plain = without_asides(document.view(s).chars);
    let chars = plain.as_ref();
    let has = |cues: &Cues| cues.find_in(chars, &s.filter).is_some();
    let sensitive = crate::catalogue::topic("sensitive").is_some_and(|t| document.under(s.block, &[t]));
    if block.kind == BlockKind::Heading || sensitive || has(&cue::SENSITIVE) || has(&cue::OWN_LAW) {
        return Role::None;
    }
    if has(&cue::PRINCIPLE) && !has(&cue::PRINCIPLE_EXCLUDE) {
        return Role::Principle;
    }
    let behind = last.is_some_and(|l| index.saturating_sub(l.0) == 1 && block.section == l.1);
    let tail = has(&cue::EXCEPTION_TAIL) || behind && has(&cue::WITHOUT_CONSENT) && has(&cue::USES_ANYWAY);
    let no_third = has(&cue::NO_THIRD);
    let under = document.under(s.block, topic);
    let home = under || last.is_some_and(|l| l.1 == block.section && index.saturating_sub(l.0) <= 6);
    let gives = (has(&cue::GIVES_AFFILIATE) || has(&cue::GIVES_TO) && home) && !has(&cue::GIVES_TO_EXCLUDE);
    let gives = gives || has(&cue::LAW_GIVES) && under;
    let nobody = has(&cue::DEIDENTIFIED_GIVES);
    // 「…場合、情報を開示することがあります」, behind the principle or under 「以下の場合は開示することがあります」.
    let case = tail && has(&cue::CASE_THEN_GIVES) && !has(&cue::CASE_THEN_GIVES_EXCLUDE);
    let other_clause = has(&cue::NOT_EXCEPTIONS) && !(case && has(&cue::KIND_AUTHORITY));
    let but = last.is_some() && has(&cue::BUT_ENTRUSTS);
    if !(tail || no_third || gives || nobody || but) || other_clause && !but {
        return Role::None;
    }
    if no_third {
        return Role::NoThird;
    }
    let near = last.is_some_and(|l| index.saturating_sub(l.0) <= 3 && block.section == l.1);
    let announced = || {
        let heading = document.section_of(s.block).and_then(|x| x.heading);
        heading.is_some_and(|h| cue::HEADING_OF_EXCEPTIONS.is_match(document.block_view(h).chars))
    };
    if case && (near || has(&cue::KIND_AUTHORITY) || announced()) || near && has(&cue::BUT_ENTRUSTS) {
        return Role::GoesOn;
    }
    // 「なお、関連会社に提供することがあります」: neither a list nor a case, but a recipient.
    let itself = gives && !lists.hang_on(s.block);
    if itself && !has(&cue::CASE_END) {
        return Role::Gives;
    }
    let listing = (under || has(&cue::THIRD) || last.is_some_and(|l| l.1 == block.section))
        && has(&cue::LIST_FOLLOWS)
        && !has(&cue::GIVES_TO_EXCLUDE);
    if near && tail && (has(&cue::GOES_ON) || has(&cue::POINTS_ON)) || listing {
        return Role::GoesOn;
    }
    if matches!(polarity(document.view(s)), Polarity::Denied | Polarity::Excepted) {
        return Role::None;
    }
    let provides = has(&cue::PROVIDE);
    if provides && tail && has(&cue::WITHOUT_CONSENT) {
        return Role::Without;
    }
    if tail && (provides || near) && !itself && under && has(&cue::POINTS_ON) {
        return Role::GoesOn;
    }
    match (gives, nobody) {
        (true, _) => Role::Gives,
        (_, true) => Role::Deidentified,
        _ => Role::None,
    }
}

/// Without the asides that hold a sentence of their own: 「個人データ（番号については、下記をご覧ください。）を」 is one
/// clause for every cue that stops at a full stop.
fn without_asides(chars: &[char]) -> Cow<'_, [char]> {
    if !chars.contains(&'(') || !chars.contains(&'。') {
        return Cow::Borrowed(chars);
    }
    let (mut out, mut open) = (Vec::with_capacity(chars.len()), Vec::new());
    for &c in chars {
        match c {
            '(' => open.push(out.len()),
            ')' => {
                if let Some(from) = open.pop()
                    && out.get(from..).is_some_and(|inside: &[char]| inside.contains(&'。'))
                {
                    out.truncate(from);
                    continue;
                }
            }
            _ => {}
        }
        out.push(c);
    }
    Cow::Owned(out)
}
