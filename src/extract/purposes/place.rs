//! Where a block stands: among the operator's own purposes, or where other things have theirs.

use super::{ELSEWHERE, Reader};
use crate::catalogue::{cues::purposes as cue, topic};
use crate::document::{Block, Section};

impl Reader<'_, '_> {
    /// The list tells what the company does, exceptions, or what is taken or handed over.
    pub(super) fn lead_is_other(&self, b: &Block) -> bool {
        b.lead.and_then(|l| self.document.blocks.get(l)).is_some_and(|l| {
            let words = l.folded.view().chars;
            (cue::BUSINESS.is_match(words) || cue::OTHER_LEAD.is_match(words)) && !cue::LEAD.is_match(words)
        })
    }

    /// The block belongs to what others do, or to another kind of data.
    pub(super) fn elsewhere(&self, i: usize) -> bool {
        let words = self.document.block_view(i).chars;
        self.below_other(i) || cue::LEAD_NOT.is_match(words) && words.len() < 60
    }

    /// The same by the chapter alone.
    pub(super) fn below_other(&self, i: usize) -> bool {
        let topics: Vec<usize> = ELSEWHERE.iter().filter(|t| **t != "definition").filter_map(|id| topic(id)).collect();
        self.document.under(i, &topics) && !self.inherited_by_accident(i) && !self.mixed(i) || self.inside_joint_use(i)
    }

    /// A heading of its own that names purposes stands under nothing but joint use.
    pub(super) fn inherited_by_accident(&self, i: usize) -> bool {
        let Some(section) = self.document.section_of(i) else { return false };
        let own = |id| topic(id).is_some_and(|t| section.topics.contains(&t));
        let above = |id| topic(id).is_some_and(|t| section.inherited.contains(&t));
        let others = ["joint-use", "cookies", "external"].into_iter().any(above);
        // 「利用及び共同利用」 above is about the operator's own as well.
        own("purposes") && !ELSEWHERE.iter().any(|t| own(t)) && (above("purposes") || !others && section.level < 3)
    }

    /// 「個人情報の収集、利用及び提供について」: a chapter on use as well.
    pub(super) fn mixed(&self, i: usize) -> bool {
        let Some(at) = self.document.blocks.get(i).map(|b| b.section) else { return false };
        let sections = self.document.sections.get(..=at).unwrap_or_default();
        let Some(own) = sections.last() else { return false };
        let parent = sections.iter().rev().find(|s| s.level < own.level);
        let heading = |s: &Section| s.heading.and_then(|h| self.document.blocks.get(h));
        [Some(own), parent].into_iter().flatten().filter_map(heading).any(|h| cue::MIXED.is_match(h.folded.view().chars))
    }

    /// A bare 「利用目的」 between headings of joint use and of the responsible party.
    pub(super) fn inside_joint_use(&self, i: usize) -> bool {
        let blocks = &self.document.blocks;
        if blocks.get(i).is_none_or(|b| b.folded.len() > 16) {
            return false;
        }
        let words = |b: &Block| b.folded.view().text();
        let short = |b: &&Block| b.folded.len() <= 60;
        let joint = |w: String| (w.contains("共同利用") || w.contains("共同して利用")) && !w.contains("ません");
        let before = blocks.iter().take(i).rev().take(10).filter(short).any(|b| joint(words(b)));
        before && blocks.iter().skip(i + 1).take(10).filter(short).any(|b| words(b).contains("責任"))
    }
}
