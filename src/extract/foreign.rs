//! Facts: recipients or storage abroad.

use super::Summary;
use crate::catalogue::{COUNTRIES, cues::provision as cue};
use crate::document::{BlockKind, Document};
use crate::text::{Cues, Span, View};

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let away: Vec<usize> =
        ["cookies", "external", "items", "accredited", "insurance"].iter().filter_map(|t| crate::catalogue::topic(t)).collect();
    // In the chapter on recipients abroad a country is one of theirs, whatever else is said.
    let chapter: Vec<usize> = crate::catalogue::topic("foreign").into_iter().collect();
    let live: Vec<_> = COUNTRIES.iter().filter(|c| c.cues.patterns().iter().any(|p| document.filter.allows(p))).collect();
    let mut countries: Vec<(Span, String)> = Vec::new();
    let mut named: Option<Span> = None;
    let mut said: Option<Span> = None;
    for s in &document.sentences {
        let Some(block) = document.blocks.get(s.block) else { continue };
        let view = document.view(s);
        // A heading proves nothing, but 「委託先の所在国：…」 may have been taken for one.
        if block.kind == BlockKind::Heading && !view.chars.contains(&':') {
            continue;
        }
        // A title 「プライバシーポリシー(保険代理店)」 is no chapter on insurance.
        let own_section = document.section_of(s.block).is_some_and(|x| {
            let title = || x.heading.is_some_and(|h| cue::HEADING_OF_ALL.is_match(document.block_view(h).chars));
            x.topics.iter().any(|t| away.contains(t)) && !title()
        });
        let has = |cues: &Cues| cues.find_in(view.chars, &s.filter).is_some();
        let in_chapter = document.under(s.block, &chapter);
        let thing = !in_chapter && has(&cue::FOREIGN_THING);
        let excluded = own_section || thing || has(&cue::FOREIGN_EXCLUDE) || has(&cue::FOREIGN_CONDITION);
        if said.is_none()
            && !excluded
            && block.kind != BlockKind::Heading
            && let Some(m) = cue::FOREIGN.find_in(view.chars, &s.filter)
        {
            let at = cue::FOREIGN_ABROAD.find(view.chars, m.from).map_or(m.from, |abroad| abroad.from);
            said = Some(clause(document, view, at));
        }
        let inside_joint_use = summary.joint_use.iter().any(|j| s.span.within(j.range));
        // 「アメリカ、シンガポール」: a line of nothing else, where the text speaks of places abroad.
        let list = || view.len() <= 40 && said.is_some() && only_countries(view.chars);
        let row = block.kind == BlockKind::Row && (in_chapter || said.is_some());
        let place = has(&cue::FOREIGN_PLACE) || inside_joint_use || row || list();
        if own_section || !in_chapter && (!place || has(&cue::FOREIGN_PLACE_EXCLUDE)) {
            continue;
        }
        for country in &live {
            // Pattern by pattern, so that the longer name of one country is found too.
            for m in country.cues.patterns().iter().filter(|p| s.filter.allows(p)).filter_map(|p| p.find(view.chars, 0)) {
                if has(&cue::FOREIGN_VERB) && !has(&cue::FOREIGN_EXCLUDE) {
                    named.get_or_insert(s.span);
                }
                if cue::COUNTRY_NOT.is_match(view.slice(m.group.1, view.len()).chars) {
                    continue;
                }
                let tail = cue::COUNTRY_TAIL.find(view.slice(m.group.1, view.len()).chars, 0).map_or(0, |t| t.to);
                let words: String = view.slice(m.group.0, m.group.1 + tail).text();
                countries.push((document.span_of(view, m.group.0, m.group.1 + tail), words));
            }
        }
    }
    countries.sort_by_key(|c| (c.0.start, std::cmp::Reverse(c.0.end)));
    let mut kept: Vec<(Span, String)> = Vec::new();
    for c in countries {
        let again = kept.iter().any(|k| k.0.overlaps(c.0) || k.1 == c.1 || k.1.starts_with(&c.1));
        if !again {
            kept.push(c);
        }
    }
    summary.foreign.countries = kept.into_iter().map(|c| c.0).collect();
    summary.foreign.quote = said.into_iter().chain(named).min_by_key(|s| s.start);
}

/// Countries with nothing but separators between them.
fn only_countries(chars: &[char]) -> bool {
    let name = |part: &[char]| COUNTRIES.iter().any(|c| c.cues.find(part, 0).is_some_and(|m| m.group == (0, part.len())));
    chars.split(|c| "、・/,。".contains(*c)).filter(|p| !p.is_empty()).all(name)
}

/// The sentence, from the clause of the match on where a long one leads up to it.
fn clause(document: &Document<'_>, view: View<'_>, at: usize) -> Span {
    const LEAD: usize = 40;
    let comma = view.chars.iter().take(at).rposition(|c| *c == '、').map_or(0, |i| i + 1);
    document.span_of(view, if comma > LEAD { comma } else { 0 }, view.len())
}
