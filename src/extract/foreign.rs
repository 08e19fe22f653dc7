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
        let own_section = document.section_of(s.block).is_some_and(|x| x.topics.iter().any(|t| away.contains(t)));
        let has = |cues: &Cues| cues.find_in(view.chars, &s.filter).is_some();
        let excluded = own_section || has(&cue::FOREIGN_EXCLUDE) || has(&cue::FOREIGN_CONDITION);
        if said.is_none()
            && !excluded
            && block.kind != BlockKind::Heading
            && let Some(m) = cue::FOREIGN.find_in(view.chars, &s.filter)
        {
            let at = cue::FOREIGN_ABROAD.find(view.chars, m.from).map_or(m.from, |abroad| abroad.from);
            said = Some(clause(document, view, at));
        }
        let in_chapter = document.under(s.block, &chapter);
        let inside_joint_use = summary.joint_use.iter().any(|j| s.span.within(j.range));
        let place = has(&cue::FOREIGN_PLACE) || inside_joint_use || block.kind == BlockKind::Row;
        if own_section || !in_chapter && (!place || has(&cue::FOREIGN_PLACE_EXCLUDE)) {
            continue;
        }
        for country in &live {
            // Pattern by pattern, so that the longer name of one country is found too.
            for m in country.cues.patterns().iter().filter(|p| s.filter.allows(p)).filter_map(|p| p.find(view.chars, 0)) {
                if has(&cue::FOREIGN_VERB) {
                    named.get_or_insert(s.span);
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

/// The sentence, from the clause of the match on where a long one leads up to it.
fn clause(document: &Document<'_>, view: View<'_>, at: usize) -> Span {
    const LEAD: usize = 40;
    let comma = view.chars.iter().take(at).rposition(|c| *c == '、').map_or(0, |i| i + 1);
    document.span_of(view, if comma > LEAD { comma } else { 0 }, view.len())
}
