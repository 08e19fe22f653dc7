//! What earlier law left in a text: terms and article numbers that are no longer today's, with what stands in their place.
//! Both the risks (`special/earlier_law.rs`) and the traces of when a text was written (`vintage.rs`) come from here.

use crate::catalogue::{
    ARTICLES, Article, LAW_NAMES_APPI, LAW_NAMES_APPI_ORDER, OTHER_LAWS, OUTDATED_TERMS, OWN_DOCUMENT, OutdatedTerm, cues::document as cue,
};
use crate::document::{BlockKind, Document};
use crate::text::{Cues, Match, Span, View, numeral};

/// An article cited from the APPI or its Cabinet Order.
pub struct Citation {
    pub span: Span,
    pub row: &'static Article,
    pub version: Version,
    /// Today's number of the same provision.
    pub today: &'static str,
}

/// In which versions of the law the provision had the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// Today and before.
    Any,
    Today,
    Until2022,
    Since2017Until2022,
    Until2017,
}

impl Citation {
    /// The number was the provision's once, and is not today.
    pub fn outdated(&self) -> bool {
        !matches!(self.version, Version::Any | Version::Today)
    }
}

/// Longest entry of a list of documents, in folded characters.
const ENTRY: usize = 24;

/// Terms of earlier law and abolished schemes, with the entry of each.
pub fn terms(document: &Document<'_>) -> Vec<(Span, &'static OutdatedTerm)> {
    let mut out = Vec::new();
    for term in OUTDATED_TERMS {
        if !document.find_sentences(&term.exclude_document).is_empty() {
            continue;
        }
        for s in &document.sentences {
            let view = document.view(s);
            let Some(m) = term.cues.find_in(view.chars, &s.filter) else { continue };
            let required = term.required.is_empty() || term.required.is_match(view.chars) || {
                // An entry of a list, one thing a line: the entries beside it say what kind of list it is.
                let entry = |b: usize| document.block_view(b).len() <= ENTRY;
                let beside = [s.block.wrapping_sub(2), s.block.wrapping_sub(1), s.block + 1, s.block + 2];
                entry(s.block) && beside.into_iter().any(|b| entry(b) && term.required.is_match(document.block_view(b).chars))
            };
            if required && !term.exclude.is_match(view.chars) {
                out.push((document.span(view, m), term));
            }
        }
    }
    out
}

/// The articles cited whose number the table knows for a subject of their sentence.
pub fn citations(document: &Document<'_>) -> Vec<Citation> {
    let mut out = Vec::new();
    for s in &document.sentences {
        let view = document.view(s);
        if !view.chars.contains(&'条') {
            continue;
        }
        let heading = document.blocks.get(s.block).is_some_and(|b| b.kind == BlockKind::Heading);
        for m in cue::ARTICLE.find_all(view.chars) {
            let Some(law) = law_before(view, m) else { continue };
            let Some(cited) = number(view.slice(m.from, m.to).chars) else { continue };
            let section = document
                .section_of(s.block)
                .and_then(|x| x.heading)
                .filter(|_| !heading)
                .map(|h| document.block_view(h).chars)
                .unwrap_or_default();
            let span = document.span_of(view, m.from, m.to);
            out.extend(dated(law, &cited, view.chars, section).map(|(row, version, today)| Citation { span, row, version, today }));
        }
    }
    out
}

/// The law named right before a number: "appi", "appi-order", or none of ours.
fn law_before(view: View<'_>, m: Match) -> Option<&'static str> {
    let before = view.slice(m.from.saturating_sub(32), m.from).chars;
    // The name may be followed by a bracket, a particle or the like, never by another sentence part.
    let reach = |cues: &Cues, byelaws: bool| {
        let found = *cues.find_all(before).last()?;
        let rest = before.get(found.to..).unwrap_or_default();
        // The order and the rules of another law are none of ours either; 「法施行規則」 is not the Act.
        let byelaw = ["施行令", "施行規則"].into_iter().find(|word| word.chars().eq(rest.iter().copied().take(word.chars().count())));
        let to = match byelaw {
            Some(word) if byelaws => found.to + word.chars().count(),
            Some(_) => return None,
            None => found.to,
        };
        let rest = before.get(to..).unwrap_or_default();
        (rest.len() <= 4 || cue::BRIDGE.is_whole(rest)).then_some((to, to - found.from))
    };
    let other = reach(&OTHER_LAWS, true).max(reach(&OWN_DOCUMENT, true));
    let order = reach(&LAW_NAMES_APPI_ORDER, false);
    let appi = reach(&LAW_NAMES_APPI, false);
    let best = [other, order, appi].into_iter().flatten().max()?;
    if other == Some(best) {
        return None;
    }
    Some(if order == Some(best) { "appi-order" } else { "appi" })
}

/// 第23条の2第1項 → ["23条の2", "1項"].
fn number(chars: &[char]) -> Option<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    let mut digits: Vec<char> = Vec::new();
    // Digits behind の belong to the article: they end at 第 or at the end.
    let close = |out: &mut Vec<String>, digits: &mut Vec<char>| {
        if let (Some(last), Some(sub)) = (out.last_mut(), numeral::value(digits)) {
            last.push_str(&format!("の{sub}"));
        }
        digits.clear();
    };
    for &c in chars {
        match c {
            '条' | '項' | '号' => {
                out.push(format!("{}{c}", numeral::value(&digits)?));
                digits.clear();
            }
            '第' => close(&mut out, &mut digits),
            'の' => {}
            _ => digits.push(c),
        }
    }
    close(&mut out, &mut digits);
    Some(out)
}

/// The row of a subject of the sentence in which the number stands, whether it is old there, and today's number. A number
/// that is today's for one subject is not old for another.
fn dated(law: &str, cited: &[String], sentence: &[char], section: &[char]) -> Option<(&'static Article, Version, &'static str)> {
    let about = |cues: &Cues| cues.is_match(sentence) || cues.is_match(section);
    let rows = || ARTICLES.iter().filter(|r| r.law == law && about(&r.cues));
    let at = |list: &[&str]| list.iter().position(|n| fits(cited, n));
    if let Some((row, i)) = rows().find_map(|r| at(r.current).map(|i| (r, i))) {
        let version = if at(row.old_2017).or(at(row.old_2003)).is_some() { Version::Any } else { Version::Today };
        return row.current.get(i).map(|today| (row, version, *today));
    }
    rows().find_map(|row| {
        let (version, i) = match (at(row.old_2003), at(row.old_2017)) {
            (Some(_), Some(i)) => (Version::Until2022, i),
            (None, Some(i)) => (Version::Since2017Until2022, i),
            (Some(i), None) => (Version::Until2017, i),
            (None, None) => return None,
        };
        // Articles that moved together stand in the same order.
        row.current.get(i).or(row.current.first()).map(|today| (row, version, *today))
    })
}

/// A number of the table fits when the citation has all its parts: 「23条」 fits 23条5項3号, not the other way round.
fn fits(cited: &[String], number: &str) -> bool {
    // A mark behind each part, so that 23条1 never begins 23条12; 35条の2 is no part of 35条.
    let full = |n: &str| n.replace('条', "条|").replace('項', "項|").replace('号', "号|");
    let (whole, number) = (full(&cited.concat()), full(number));
    whole.strip_prefix(&number).is_some_and(|rest| !rest.starts_with('の'))
}
