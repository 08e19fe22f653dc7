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
        // 「…」 folds into full stops.
        let dots = matches!(mark, '…' | '.') && view.chars.get(i + 1).is_some_and(|c| matches!(c, '…' | '.'));
        let sign = matches!(mark, ':' | '\t' | '=' | '→' | '⇒') || dots;
        let topic = mark == 'は';
        if !sign && !topic && !gap(source, view, i) {
            return None;
        }
        // 「…、連絡先(2)共同利用者:」: the label begins behind its number.
        if (1..i).any(|j| number(source, view, j) > 0) {
            return None;
        }
        let label = whole(view.slice(0, i), below).filter(|l| !topic || *l != Label::Other)?;
        let mut from = if sign || topic { i + 1 } else { i };
        while view.chars.get(from).is_some_and(|c| "、:\t ".contains(*c) || dots && matches!(c, '…' | '.')) {
            from += 1;
        }
        Some(Labelled { label, from, to: end, topic })
    })
}

/// All labels of a sentence: 「範囲は…、目的は…、責任者は…です」. Empty where it does not start with one.
pub fn chain(source: &str, view: View<'_>, below: bool) -> Vec<Labelled> {
    let runs = run_together(view);
    let at_once = runs.first().filter(|r| r.0 == 0).map(|r| r.1);
    let Some(first) = at_once.or_else(|| cut(source, view, below)) else { return Vec::new() };
    let mut out = vec![first];
    let mut at = first.from;
    while at < view.len() {
        // 「(1)項目：氏名(2)範囲：…」 counts in one line.
        let number = number(source, view, at);
        let apart = if view.chars.get(at).is_some_and(|c| matches!(c, '、' | ';' | ' ')) { 1 } else { number };
        let run = runs.iter().find(|r| r.0 == at && at > first.from).map(|r| r.1);
        let next = run.or_else(|| {
            let rest = view.slice(at + apart, view.len());
            let next = cut(source, rest, false).filter(|n| apart > 0 && n.to > n.from && n.label != Label::Other);
            next.map(|n| Labelled { from: at + apart + n.from, to: view.len(), ..n })
        });
        if let Some(next) = next {
            if let Some(last) = out.last_mut() {
                last.to = at;
            }
            out.push(next);
            at = next.from;
        } else {
            at += apart.max(1);
        }
    }
    out
}

/// Labels of the statute's own words that nothing parts from their values: 「利用項目氏名、住所共同して利用する者の範囲当社」.
/// With the place where each begins.
fn run_together(view: View<'_>) -> Vec<(usize, Labelled)> {
    let value = |at: usize| view.chars.get(at).is_some_and(|c| !"はのをがにとでも、。:;/・)」』】内外\t ".contains(*c));
    let found = cue::RUN_LABEL.find_all(view.chars).into_iter().filter(|m| value(m.group.1));
    let found = found.filter_map(|m| {
        let label = whole(view.slice(m.group.0, m.group.1), false)?;
        Some((m.group.0, Labelled { label, from: m.group.1, to: view.len(), topic: false }))
    });
    found.collect()
}

/// Length of the list number at `i`: 「(1)」 or 「①」 inside a line; 0 for none.
pub fn number(source: &str, view: View<'_>, i: usize) -> usize {
    match view.chars.get(i..) {
        // 「上記2(1)から(3)に定める目的」 counts nothing.
        Some(['(', n, ')', ..]) if n.is_ascii_digit() => {
            let cited =
                i.checked_sub(1).and_then(|j| view.chars.get(j)).is_some_and(|c| c.is_ascii_digit() || "記条項第.~〜～-・ら".contains(*c));
            if cited { 0 } else { 3 }
        }
        Some([n, ..]) if n.is_ascii_digit() => {
            let (start, end) = view.bytes(i, i + 1);
            let circled = source.get(start..end).and_then(|s| s.chars().next()).is_some_and(|c| ('①'..='⑳').contains(&c));
            // ⑩ folds into two characters of one place.
            let len = (i..view.len()).take_while(|&j| view.bytes(j, j + 1).0 == start).count();
            if circled { len } else { 0 }
        }
        _ => 0,
    }
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
