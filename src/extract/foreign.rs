//! Facts: recipients or storage abroad.

use super::Summary;
use crate::catalogue::{COUNTRIES, cues::provision as cue};
use crate::document::{BlockKind, Document};
use crate::text::Span;

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let away: Vec<usize> = ["cookies", "external", "items", "accredited", "insurance"].iter().filter_map(|t| crate::catalogue::topic(t)).collect();
    let live: Vec<_> = COUNTRIES.iter().filter(|c| c.cues.0.iter().any(|p| document.filter.allows(p))).collect();
    let mut countries: Vec<(Span, String)> = Vec::new();
    let mut named: Option<Span> = None;
    let mut said: Option<Span> = None;
    for s in &document.sentences {
        let Some(block) = document.blocks.get(s.block).filter(|b| b.kind != BlockKind::Heading) else { continue };
        let view = document.view(s);
        let own_section = document.section_of(s.block).is_some_and(|x| x.topics.iter().any(|t| away.contains(t)));
        let excluded = cue::FOREIGN_EXCLUDE.is_match(view.chars) || own_section;
        if said.is_none() && !excluded && cue::FOREIGN.find_in(view.chars, &s.filter).is_some() {
            said = Some(s.span);
        }
        let inside_joint_use = summary.joint_use.iter().any(|j| s.span.within(j.range));
        let place = cue::FOREIGN_PLACE.is_match(view.chars) || inside_joint_use || block.kind == BlockKind::Row;
        if own_section || !place || cue::FOREIGN_PLACE_EXCLUDE.is_match(view.chars) {
            continue;
        }
        for country in &live {
            for m in country.cues.find_all(view.chars) {
                let words: String = view.chars.get(m.group.0..m.group.1).unwrap_or_default().iter().collect();
                named.get_or_insert(s.span);
                countries.push((document.span(view, m), words));
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
    summary.foreign.quote = said.or(named);
}
