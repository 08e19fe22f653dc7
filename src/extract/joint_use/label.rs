//! Labels of the parts of a joint-use block: 「(2) 共同利用する者の範囲」, 「項目：…」, 「利用目的　…」, 「責任者は、…です」.

use crate::catalogue::cues::joint_use as cue;
use crate::text::View;

/// What part a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Scope,
    Items,
    Purposes,
    /// 範囲とその利用目的: one sentence with both.
    ScopeAndPurposes,
    Responsible,
    /// Sub-labels of the party responsible; they mean something below [`Label::Responsible`] only, unless they say 責任者 themselves.
    Name,
    Address,
    Representative,
    /// 取得方法, 問合せ先 …: ends the part before it.
    Other,
}

/// A label with the folded range of its value. `topic`: 「…は、」 and not a label of its own.
#[derive(Clone, Copy, Debug)]
pub struct Labelled {
    pub label: Label,
    pub from: usize,
    pub to: usize,
    pub topic: bool,
}

/// Longest label in folded characters.
const LONGEST: usize = 64;

/// The label a whole line is, brackets and closing marks aside. `below`: inside the part of the party responsible.
pub fn whole(view: View<'_>, below: bool) -> Option<Label> {
    let chars = bare(view).chars;
    if chars.is_empty() || chars.len() > LONGEST || chars.iter().any(|c| matches!(c, ':' | '\t')) {
        return None;
    }
    // 「みどり株式会社(住所」: the colon behind it stands inside the bracket of a value.
    if chars.contains(&'(') && !chars.contains(&')') {
        return None;
    }
    if below {
        let own =
            [(&cue::LABEL_NAME, Label::Name), (&cue::LABEL_REPRESENTATIVE, Label::Representative), (&cue::LABEL_ADDRESS, Label::Address)];
        if let Some(found) = own.iter().find(|(cues, _)| cues.is_match(chars)) {
            return Some(found.1);
        }
    }
    if cue::LABEL_RESPONSIBLE.is_match(chars) && !cue::LABEL_NAMED.is_match(chars) {
        if cue::LABEL_ADDRESS.is_match(chars) {
            return Some(Label::Address);
        }
        return Some(if cue::LABEL_REPRESENTATIVE.is_match(chars) { Label::Representative } else { Label::Responsible });
    }
    if cue::LABEL_NOT.is_match(chars) {
        return None;
    }
    let all = [
        (&cue::LABEL_BOTH, Label::ScopeAndPurposes),
        (&cue::LABEL_PURPOSES, Label::Purposes),
        (&cue::LABEL_ITEMS, Label::Items),
        (&cue::LABEL_SCOPE, Label::Scope),
        (&cue::LABEL_OTHER, Label::Other),
    ];
    all.iter().find(|(cues, _)| cues.is_match(chars)).map(|x| x.1).filter(|l| *l != Label::Other || chars.len() <= 24)
}

/// The label at the start of a line or sentence, with its value: 「項目：氏名、住所」, 「項目　氏名」, 「（項目）氏名」, 「項目は、氏名です」.
pub fn cut(source: &str, view: View<'_>, below: bool) -> Option<Labelled> {
    let end = view.len();
    if let Some(label) = whole(view, below) {
        return Some(Labelled { label, from: end, to: end, topic: false });
    }
    if let Some((close, label)) = bracketed(view, below) {
        return Some(Labelled { label, from: close, to: end, topic: false });
    }
    // 「ｂ 項目：氏名」 counts with a letter.
    if view.chars.first().is_some_and(|c| c.is_ascii_lowercase() || ('ア'..='ン').contains(c)) && end > 2 && gap(source, view, 1) {
        let from = if view.chars.get(1) == Some(&' ') { 2 } else { 1 };
        return cut(source, view.slice(from, end), below).map(|l| Labelled { from: l.from + from, to: l.to + from, ..l });
    }
    (1..end.min(LONGEST)).find_map(|i| {
        let mark = view.chars.get(i).copied().unwrap_or(' ');
        let sign = matches!(mark, ':' | '\t' | '=' | '→' | '⇒');
        let topic = mark == 'は';
        if !sign && !topic && !gap(source, view, i) {
            return None;
        }
        let label = whole(view.slice(0, i), below).filter(|l| !topic || *l != Label::Other)?;
        let mut from = if sign || topic { i + 1 } else { i };
        while view.chars.get(from).is_some_and(|c| "、:\t ".contains(*c)) {
            from += 1;
        }
        Some(Labelled { label, from, to: end, topic })
    })
}

/// All labels of a sentence: 「範囲は…、目的は…、責任者は…です」. Empty where it does not start with one.
pub fn chain(source: &str, view: View<'_>, below: bool) -> Vec<Labelled> {
    let Some(first) = cut(source, view, below) else { return Vec::new() };
    let mut out = vec![first];
    let mut at = first.from;
    while let Some(comma) = view.chars.iter().enumerate().skip(at).find(|(_, c)| matches!(c, '、' | ';' | ' ')).map(|x| x.0) {
        at = comma + 1;
        let rest = view.slice(at, view.len());
        if let Some(next) = cut(source, rest, false).filter(|n| n.to > n.from && n.label != Label::Other) {
            if let Some(last) = out.last_mut() {
                last.to = comma;
            }
            out.push(Labelled { from: at + next.from, to: view.len(), ..next });
            at += next.from;
        }
    }
    out
}

/// Without closing marks and a bracket at the end, without brackets around all of it.
fn bare(view: View<'_>) -> View<'_> {
    let mut v = view;
    while v.chars.last().is_some_and(|c| "。:.、;】〕〉》>\t ".contains(*c)) {
        v = v.slice(0, v.len() - 1);
    }
    while v.chars.first().is_some_and(|c| "【〔〈《<「■●・\t ".contains(*c)) {
        v = v.slice(1, v.len());
    }
    if v.chars.last() == Some(&')')
        && let Some(open) = v.chars.iter().position(|c| *c == '(').filter(|open| *open > 1)
    {
        v = v.slice(0, open);
    }
    while v.chars.last().is_some_and(|c| "」".contains(*c)) && !v.chars.contains(&'「') {
        v = v.slice(0, v.len() - 1);
    }
    v
}

/// 「（項目）…」 or 「［項目］…」: the label and where its value starts.
fn bracketed(view: View<'_>, below: bool) -> Option<(usize, Label)> {
    let close = match view.chars.first()? {
        '(' => ')',
        '[' => ']',
        '【' => '】',
        '<' => '>',
        '「' => '」',
        _ => return None,
    };
    let end = view.chars.iter().take(LONGEST).position(|c| *c == close)?;
    let mut from = end + 1;
    // 「「2.利用目的」に記載の…」 quotes a heading, it is no label.
    if close == '」' && view.chars.get(from).is_some_and(|c| "にのとをはが".contains(*c)) {
        return None;
    }
    while view.chars.get(from).is_some_and(|c| "、:\t ".contains(*c)) {
        from += 1;
    }
    whole(view.slice(1, end), below).map(|label| (from, label))
}

/// White space that folding dropped stands before the character at `i`.
pub fn gap(source: &str, view: View<'_>, i: usize) -> bool {
    let (before, here) = (view.bytes(i - 1, i), view.bytes(i, i + 1));
    source.get(before.1..here.0).is_some_and(|s| !s.is_empty() && s.chars().all(char::is_whitespace)) || view.chars.get(i) == Some(&' ')
}
