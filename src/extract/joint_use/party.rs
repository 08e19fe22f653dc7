//! The party responsible for managing jointly used data: name, address, representative, from lines in any of the usual forms.

use super::label::{self, Label};
use crate::catalogue::cues::joint_use as cue;
use crate::extract::facts::Responsible;
use crate::text::{Span, View};

/// Reads one line of the part into `party`; what is there already stays.
pub fn read(source: &str, view: View<'_>, party: &mut Responsible) {
    let mut rest = Vec::new();
    // A table flattened into one line: each cell for itself.
    let mut start = 0;
    for i in 0..=view.len() {
        if i == view.len() || view.chars.get(i) == Some(&'\t') {
            rest.push(view.slice(start, i));
            start = i + 1;
        }
    }
    for line in rest.into_iter().filter(|l| !l.is_empty()) {
        match label::cut(source, line, true) {
            Some(l) if l.from < l.to => field(source, l.label, line.slice(l.from, l.to), party),
            Some(_) => {}
            None => free(source, line, party),
        }
    }
}

/// A value whose label says what it is.
pub fn field(source: &str, label: Label, value: View<'_>, party: &mut Responsible) {
    let value = trim(value);
    if value.is_empty() || masked(value) {
        return;
    }
    match label {
        Label::Address | Label::Representative if cue::REFERENCE.is_match(value.chars) => {}
        Label::Address => set(&mut party.address, address(value).or_else(|| whole(until_bracket(value)))),
        Label::Representative => {
            set(&mut party.representative, representative(value).or_else(|| whole(until_bracket(value)).filter(|_| value.len() <= 16)))
        }
        Label::Name | Label::Responsible => {
            if label == Label::Responsible && label::cut(source, value, true).is_some_and(|l| l.from < l.to) {
                read(source, value, party);
            } else {
                free(source, value, party);
            }
        }
        _ => {}
    }
}

/// A line without a label: 「○○株式会社（東京都…、代表取締役 …）」.
fn free(source: &str, view: View<'_>, party: &mut Responsible) {
    if masked(view) {
        return;
    }
    set(&mut party.address, address(view));
    set(&mut party.representative, representative(view));
    if party.name.is_some() {
        return;
    }
    let mut v = trim(view);
    if let Some(m) = cue::DETAILS_TAIL.find(v.chars, 0) {
        v = v.slice(0, m.from);
    }
    if let Some(m) = cue::NAME_END.find(v.chars, 0).filter(|m| m.from == 0 && m.to == v.len()) {
        v = v.slice(m.group.0, m.group.1);
    }
    // 「株式会社みどり 総務部長」: the office is not the party.
    let office = (2..v.len()).find(|&i| label::gap(source, v, i) && cue::OFFICE.is_match(v.slice(i, v.len()).chars));
    if let Some(i) = office.filter(|&i| cue::COMPANY.is_match(v.slice(0, i).chars)) {
        v = v.slice(0, i);
    }
    v = until_bracket(v);
    let stops = [cue::ADDRESS.patterns().iter().find_map(|p| p.find(v.chars, 0)), cue::REPRESENTATIVE.find(v.chars, 0)];
    let stop = stops.iter().flatten().map(|m| m.from).min().unwrap_or(v.len());
    v = v.slice(0, stop);
    v = trim(v);
    // 「…を取得し、共同利用に供した各社」 is one name, 「A社、住所…」 is not.
    let comma = (0..v.len())
        .find(|&i| v.chars.get(i) == Some(&'、') && !i.checked_sub(1).and_then(|j| v.chars.get(j)).is_some_and(|c| "しりび".contains(*c)));
    v = trim(v.slice(0, comma.unwrap_or(v.len())));
    // 「当社とし、…」
    if v.len() > 3 && v.chars.ends_with(&['と', 'し']) {
        v = v.slice(0, v.len() - 2);
    }
    if v.len() < 2 || v.len() > 45 || cue::NOT_NAME.is_match(v.chars) || cue::REFERENCE.is_match(v.chars) || cue::RUNNING.is_match(v.chars)
    {
        return;
    }
    set(&mut party.name, whole(v));
}

fn set(slot: &mut Option<Span>, value: Option<Span>) {
    if slot.is_none() {
        *slot = value;
    }
}

fn whole(view: View<'_>) -> Option<Span> {
    let view = trim(view);
    let (start, end) = view.bytes(0, view.len());
    (view.len() >= 2 && end > start).then(|| Span::new(start, end))
}

fn address(view: View<'_>) -> Option<Span> {
    let m = cue::ADDRESS.patterns().iter().find_map(|p| p.find(view.chars, 0))?;
    let mut v = view.slice(m.group.0, m.group.1);
    if let Some(r) = cue::REPRESENTATIVE.find(v.chars, 0) {
        v = v.slice(0, r.from);
    }
    whole(v)
}

fn representative(view: View<'_>) -> Option<Span> {
    let m = cue::REPRESENTATIVE.find(view.chars, 0)?;
    let v = view.slice(m.group.0, m.group.1);
    // 「代表者：代表取締役社長 …」: the title again.
    let v = cue::REPRESENTATIVE.find(v.chars, 0).filter(|m| m.from == 0).map_or(v, |m| v.slice(m.group.0, m.group.1));
    let v = cue::ADDRESS.patterns().iter().find_map(|p| p.find(v.chars, 0)).filter(|a| a.from > 1).map_or(v, |a| v.slice(0, a.from));
    let v = cue::IS_VALUE_END.find(v.chars, 0).filter(|e| e.to == v.len() && e.from > 1).map_or(v, |e| v.slice(0, e.from));
    if v.chars.starts_with(&['の'])
        || v.chars.starts_with(&['氏', '名'])
        || v.chars.starts_with(&['及', 'び'])
        || cue::REFERENCE.is_match(v.chars)
        || v.chars.contains(&'は')
    {
        return None;
    }
    whole(v)
}

fn until_bracket(view: View<'_>) -> View<'_> {
    let open = view.chars.iter().position(|c| *c == '(').filter(|i| *i > 1 && *i + 6 < view.len());
    open.map_or(view, |i| view.slice(0, i))
}

fn masked(view: View<'_>) -> bool {
    let mask = |c: char| matches!(c, '○' | '〇' | '●' | '△' | '×' | '□' | '*' | '_');
    view.chars.iter().zip(view.chars.iter().skip(1)).any(|(a, b)| mask(*a) && mask(*b))
}

fn trim(view: View<'_>) -> View<'_> {
    let mut v = view;
    while v.chars.first().is_some_and(|c| "、。:;/・\t -「".contains(*c)) {
        v = v.slice(1, v.len());
    }
    while v.chars.last().is_some_and(|c| "、。:;/\t (".contains(*c)) {
        v = v.slice(0, v.len() - 1);
    }
    v
}
