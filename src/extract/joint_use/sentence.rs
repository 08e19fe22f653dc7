//! The announcing sentence: 「当社は、A社との間で、…の目的のため、氏名、住所を共同して利用します」.

use super::entries;
use crate::catalogue::cues::joint_use as cue;
use crate::extract::facts::JointUse;
use crate::text::{Span, View};

/// Users, items and purposes that the sentence names, into empty fields.
pub fn read(source: &str, view: View<'_>, into: &mut JointUse) {
    let body = cue::SUBJECT.find(view.chars, 0).filter(|m| m.from == 0).map_or(0, |m| m.to);
    // 「当社とA社、B社は、…を共同で利用します」: the subject names the users.
    if let Some(m) = cue::SUBJECT_USERS.find(view.chars, 0).filter(|_| into.scope.is_empty()) {
        let subject = view.slice(m.group.0, m.group.1);
        let and = cue::SUBJECT_AND.find(subject.chars, 0).map_or((0, 0), |a| (a.group.0, a.group.1));
        let parts = [subject.slice(0, and.0), subject.slice(and.1, subject.len())];
        into.scope = parts.into_iter().flat_map(|p| entries::users(source, p)).map(span).collect();
    }
    let verb = cue::WORD.find(view.chars, body).map_or(view.len(), |m| m.from);
    let with = cue::WITH.find(view.chars, body).filter(|m| m.from >= body);
    if let Some(m) = with
        && into.scope.is_empty()
    {
        let parties = view.slice(body, noun_end(view, m.from));
        into.scope = entries::users(source, nouns(parties)).into_iter().map(span).collect();
    }
    if into.purposes.is_empty()
        && let Some(goal) = purposes(view.slice(body, verb), with.map(|m| behind(view, noun_end(view, m.from)).saturating_sub(body)))
    {
        into.purposes = entries::purposes(source, goal, false).into_iter().map(span).collect();
    }
    // 「…各社で共有し、商品のご案内に利用します」
    if into.purposes.is_empty()
        && let Some(m) = cue::SHARED_FOR.find(view.chars, body)
    {
        into.purposes = entries::purposes(source, view.slice(m.group.0, m.group.1), false).into_iter().map(span).collect();
    }
    if into.items.is_empty() {
        // 「お客様の情報は、…で共有し」: no item is named, all of it is meant.
        let all = || cue::GENERIC_ITEM.find(view.chars, 0).filter(|m| m.from < verb).map(|m| view.slice(m.group.0, m.group.1));
        into.items = object(view.slice(body, verb))
            .or_else(all)
            .map(|o| entries::items(source, o).into_iter().map(span).collect())
            .unwrap_or_default();
    }
}

fn span(v: View<'_>) -> Span {
    let (start, end) = v.bytes(0, v.len());
    Span::new(start, end)
}

/// The cue may begin inside the last user's name (「各社で」): the name ends behind it.
fn noun_end(view: View<'_>, at: usize) -> usize {
    let mut end = at;
    while view.chars.get(end).is_some_and(|c| !"とのでにが間内、".contains(*c)) && end < at + 16 {
        end += 1;
    }
    end
}

/// Behind the words that close the list of users: 「との間において、」, 「と」, 「内で」.
fn behind(view: View<'_>, at: usize) -> usize {
    let rest = view.chars.get(at..).unwrap_or_default();
    let closing: Vec<Vec<char>> =
        ["が", "との間において", "との間で", "との間に", "の間で", "において", "にて", "内で", "間で", "とで", "と", "で"]
            .iter()
            .map(|w| w.chars().collect())
            .collect();
    closing.iter().find(|w| rest.starts_with(w)).map_or(at, |w| at + w.len())
}

/// The run of nouns at the end: clauses before it (「…のため、」, 「個人情報を、」) are left out.
fn nouns(view: View<'_>) -> View<'_> {
    let mut start = view.len();
    let (mut end, mut depth) = (view.len(), 0usize);
    for i in (0..view.len()).rev() {
        match view.chars.get(i) {
            Some(')' | '」') => depth += 1,
            Some('(' | '「') => depth = depth.saturating_sub(1),
            Some('、') if depth == 0 => {
                let piece = view.slice(i + 1, end);
                if cue::NOT_PARTY.is_match(piece.chars) {
                    return view.slice(start, view.len());
                }
                // 「年収、家族構成を保証会社と」: the object ends here.
                if let Some(object) = piece.chars.iter().rposition(|c| *c == 'を').map(|o| o + 1)
                    && piece.chars.get(object..).is_some_and(|c| !c.is_empty() && cue::OF_WHICH.find(c, 0).is_none_or(|m| m.from != 0))
                {
                    return view.slice(i + 1 + object, view.len());
                }
                start = i + 1;
                end = i;
            }
            _ => {}
        }
    }
    let whole = !cue::NOT_PARTY.is_match(view.slice(0, end).chars);
    // 「お客様の情報をグループ会社」: what stands before を is the object.
    let object = view.chars.iter().take(end).rposition(|c| *c == 'を').map(|i| i + 1);
    // 「…を行う事業者」: を belongs to the clause that tells which users.
    let object = object.filter(|i| view.chars.get(*i..end).is_none_or(|c| cue::OF_WHICH.find(c, 0).is_none_or(|m| m.from != 0)));
    let from = if whole { object.unwrap_or(0) } else { start };
    view.slice(from, view.len())
}

/// What stands before 「の目的で」 or 「ため」, from the last clause of another kind on.
fn purposes(view: View<'_>, after: Option<usize>) -> Option<View<'_>> {
    // 「利用目的」 + 「達成のため」 are one.
    let goals = cue::GOAL.find_all(view.chars);
    let (last, before) = (goals.last().copied()?, goals.len().checked_sub(2).and_then(|i| goals.get(i)).copied());
    let goal = before.filter(|b| b.to + 3 >= last.from).unwrap_or(last);
    let own = view.chars.get(goal.from..goal.to)?;
    // 「利用目的達成のため」: the word itself belongs to the reference; 「…するため」 belongs to the purpose.
    let end = if own.starts_with(&['利', '用', '目', '的']) {
        goal.from + 4
    } else if own.starts_with(&['た', 'め']) {
        goal.from + 2
    } else {
        goal.from
    };
    let mut from = after.filter(|a| *a < goal.from).unwrap_or(0);
    while view.chars.get(from).is_some_and(|c| "、でにて".contains(*c)) {
        from += 1;
    }
    let end = if view.chars.get(end.saturating_sub(1)) == Some(&'を') { end - 1 } else { end };
    let v = view.slice(from.min(end), end);
    // The object, where it stands first: 「お客様の個人情報を、…のため」, 「氏名、住所を、…のために」.
    let named = v
        .chars
        .windows(2)
        .rposition(|w| w == ['を', '、'])
        .filter(|i| v.chars.get(..*i).is_some_and(|c| cue::DATA_WORD.is_match(c)))
        .map(|i| i + 2);
    let object =
        ["個人情報を、", "個人データを、", "個人データについて、", "個人情報について、", "以下の通り、", "次の通り、", "下記の通り、"]
            .iter()
            .filter_map(|w| {
                let w: Vec<char> = w.chars().collect();
                v.chars.windows(w.len()).rposition(|x| x == w.as_slice()).map(|i| i + w.len())
            })
            .chain(named)
            .max()
            .unwrap_or(0);
    let v = v.slice(object, v.len());
    // 「第2条の目的で」: the reference is the purpose.
    if v.chars.first() == Some(&'第') && v.len() <= 6 && own.starts_with(&['の', '目', '的']) {
        let from = goal.from - v.len();
        return Some(view.slice(from, goal.from + 3));
    }
    let v = cue::ITEMS_THEN_GOAL.find(v.chars, 0).map_or(v, |m| v.slice(m.group.0, m.group.1));
    (v.len() >= 4 && !cue::NOT_GOAL.is_match(v.chars)).then_some(v)
}

/// The object of the verb, if it names items: 「会員の氏名、メールアドレスを」.
fn object(view: View<'_>) -> Option<View<'_>> {
    // 「氏名、成績を、…の改善を目的として」: the first を behind an item.
    let first = cue::DATA_WORD.find(view.chars, 0)?;
    // 「氏名、住所は、…と共同で利用し」 puts it first.
    let rest = view.chars.get(first.to..)?;
    let end = first.to + rest.iter().position(|c| *c == 'を').or_else(|| rest.windows(2).position(|w| w == ['は', '、']))?;
    let v = view.slice(0, end);
    let first = cue::DATA_WORD.find(v.chars, 0)?;
    // From the clause in which the first item stands.
    let from = v.chars.iter().take(first.from).rposition(|c| "、でとに".contains(*c)).map_or(0, |i| i + 1);
    let whole = v.slice(from, v.len());
    (!whole.chars.contains(&'を')).then_some(whole)
}
