//! Headings below which a stretch of purposes goes on: whose data, what kind of work.

use super::{ELSEWHERE, OTHER_CHAPTER, PERHAPS, Reader};
use crate::catalogue::{cues::purposes as cue, topic};
use crate::document::Block;

impl Reader<'_, '_> {
    /// Does the zone go on below this heading?
    pub(super) fn stays(&self, i: usize, b: &Block, has: &dyn Fn(&[&str]) -> bool) -> bool {
        let Some(zone) = &self.zone else { return false };
        let words = b.folded.view().chars;
        let subject = cue::SUBJECT.is_match(words) && !cue::SUBJECT_NOT.is_match(words);
        let nested = self.document.section_of(i).is_some_and(|s| topic("purposes").is_some_and(|t| s.inherited.contains(&t)));
        let inside = match (zone.marker, b.marker) {
            (Some(z), Some(m)) => {
                nested || m.family.rank() > z.family.rank() || (m.family == z.family && m.number == 1 && z.number > 0 && m.family.counts())
            }
            (Some(z), None) => z.family.counts(),
            (None, Some(m)) => m.family.rank() > 2 || zone.entries == 0,
            (None, None) => false,
        };
        let sibling =
            matches!((zone.marker, b.marker), (Some(z), Some(m)) if m.family == z.family && m.family.counts() && m.number == z.number + 1);
        let ads = inside && cue::ADS.is_match(words) && !cue::ADS_NOT.is_match(words);
        let elsewhere = ELSEWHERE.iter().any(|id| !(ads && matches!(*id, "cookies" | "external")) && has(&[*id]));
        // 「1. 院内での利用」 「2. 院外への情報提供としての利用」: groups that a sentence announced, told by their count.
        let next_group = matches!((zone.group, b.marker), (Some(g), Some(m)) if g.family == m.family && m.number == g.number + 1);
        if zone.chapter && zone.announced && next_group && !sibling && cue::USE_GROUP.is_match(words) && self.heads_purposes(i, b, true) {
            return true;
        }
        if !zone.chapter || (sibling && !(nested && subject)) || elsewhere || cue::BUSINESS.is_match(words) {
            return false;
        }
        if subject || self.heads_purposes(i, b, inside) {
            return true;
        }
        inside && !has(OTHER_CHAPTER) && !cue::SUBJECT_NOT.is_match(words) && (!has(PERHAPS) || (zone.announced && zone.marker.is_some()))
    }

    /// A heading inside the purposes with a list of them below, whatever topic its words suggest: 「お問い合わせへの対応」,
    /// 「診療費請求のための事務」.
    fn heads_purposes(&self, i: usize, b: &Block, inside: bool) -> bool {
        let words = b.folded.view().chars;
        let Some(next) = self.document.blocks.get(i + 1) else { return false };
        let below = next.folded.view().chars;
        if !self.is_line(next) || !cue::TAIL.is_match(below) || cue::ENTRY_NOT.is_match(below) {
            return false;
        }
        let alike = self.zone.as_ref().is_some_and(|z| z.marker.is_none()) && b.marker.is_none();
        let strong = cue::TAIL_STRONG.is_match(below) || cue::TAIL.is_match(words) || cue::USE_GROUP.is_match(words);
        (inside && strong)
            || (cue::GROUP_DATA.is_match(words) && !cue::SUBJECT_NOT.is_match(words))
            || (alike && cue::GROUP.is_match(words) && !cue::GROUP_NOT.is_match(words))
    }
}
