//! Headings below which a stretch of purposes goes on: whose data, what kind of work.

use super::cut::numbered;
use super::{ELSEWHERE, OTHER_CHAPTER, PERHAPS, Reader, Zone};
use crate::catalogue::{cues::purposes as cue, topic};
use crate::document::{Block, BlockKind, Family};

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
        // 「(3) お問い合わせに関する個人情報の取扱いについて」 stays what its neighbours are, whatever its topic.
        let handled = cue::HANDLED_GROUP.is_match(words);
        let counted = zone.marker.is_none() && !has(OTHER_CHAPTER) && !has(PERHAPS) && !has(ELSEWHERE);
        let group = handled || counted || (zone.announced && !sibling && cue::USE_GROUP.is_match(words));
        if zone.chapter && next_group && group && self.heads_purposes(i, b, true) {
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

    /// 「1-1 出品の代行」 「1-2 船積書類の作成」 with no word below any of them: entries that were taken for headings. So is the
    /// first bullet below the heading of a group.
    pub(super) fn bare_run(&self, i: usize, b: &Block) -> bool {
        let Some(zone) = self.zone.as_ref().filter(|z| z.chapter) else { return false };
        let Some(own) = b.marker else { return false };
        if numbered(self.document.source, b.span).len() > 1 {
            return true;
        }
        let blocks = &self.document.blocks;
        let words = b.folded.view().chars;
        if cue::SUBJECT.is_match(words) || cue::LABEL.is_match(words) || cue::ENTRY_NOT.is_match(words) {
            return false;
        }
        let before = i.checked_sub(1).and_then(|j| blocks.get(j));
        let alike = |n: Option<&Block>| n.is_some_and(|n| n.kind == BlockKind::Heading && n.marker.is_some_and(|m| m.family == own.family));
        let nested = matches!(own.family, Family::Nested(_));
        let deeper = zone.marker.is_none_or(|z| own.family.rank() > z.family.rank() || (nested && own.family != z.family));
        let bullet = !own.family.counts()
            && cue::TAIL.is_match(words)
            && before.is_some_and(|n| n.kind == BlockKind::Heading && n.marker != b.marker);
        if bullet && deeper {
            return true;
        }
        let next = blocks.get(i + 1);
        let bare = next.is_none_or(|n| n.kind == BlockKind::Heading);
        deeper && bare && own.family.counts() && (alike(next) || (alike(before) && before.is_some_and(|n| self.is_entry(n))))
    }

    /// A heading inside the purposes with a list of them below, whatever topic its words suggest: 「お問い合わせへの対応」,
    /// 「診療費請求のための事務」.
    fn heads_purposes(&self, i: usize, b: &Block, inside: bool) -> bool {
        let words = b.folded.view().chars;
        let Some(next) = self.document.blocks.get(i + 1) else { return false };
        let below = next.folded.view().chars;
        // A list's first bullet may have been taken for a heading.
        let bullet = next.kind == BlockKind::Heading && next.marker.is_some_and(|m| !m.family.counts());
        if !(self.is_line(next) || bullet) || !cue::TAIL.is_match(below) || cue::ENTRY_NOT.is_match(below) {
            return false;
        }
        let next_group = |z: &Zone| matches!((z.group, b.marker), (Some(g), Some(m)) if g.family == m.family && m.number == g.number + 1);
        let alike = self.zone.as_ref().is_some_and(|z| z.marker.is_none() && (b.marker.is_none() || next_group(z)));
        let strong = cue::HANDLED_GROUP.is_match(words)
            || cue::TAIL_STRONG.is_match(below)
            || cue::TAIL.is_match(words)
            || cue::USE_GROUP.is_match(words);
        (inside && strong)
            || (cue::GROUP_DATA.is_match(words) && !cue::SUBJECT_NOT.is_match(words))
            || (alike && cue::GROUP.is_match(words) && !cue::GROUP_NOT.is_match(words))
    }
}
