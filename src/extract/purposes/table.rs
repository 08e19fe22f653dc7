//! Tables of purposes, flattened by copying: rows with tabs between the cells, and lines of a cell that had several.

use super::Reader;
use super::cut::{cells, entries};
use crate::catalogue::cues::purposes as cue;
use crate::document::{Block, BlockKind};

impl Reader<'_, '_> {
    pub(super) fn row(&mut self, i: usize, b: &Block) {
        let cells = cells(self.document, b.span);
        let column = cells.iter().position(|c| self.matches(&cue::TABLE_COLUMN, *c, 24));
        if let Some(column) = column
            && cells.len() > 1
        {
            if cells.iter().any(|c| self.matches(&cue::TABLE_NOT, *c, 40)) || self.elsewhere(i) {
                self.close();
                return;
            }
            // 「利用目的<tab>商品の発送のため」 is a row of its own, not a header.
            let single = cells.len() == 2 && column == 0 && self.document.blocks.get(i + 1).is_none_or(|n| n.kind != BlockKind::Row);
            if self.zone.is_none() {
                self.open(false, None, true);
            }
            if single {
                self.push(cells.get(1).copied().unwrap_or_default());
            } else if let Some(zone) = &mut self.zone {
                zone.column = Some(column);
                zone.announced = true;
            }
            return;
        }
        let Some(zone) = &mut self.zone else { return };
        zone.in_cell = zone.column.is_some();
        let at = zone.column.filter(|c| *c < cells.len());
        let cell = match at {
            Some(c) => cells.get(c),
            None if zone.column.is_some() || cells.len() == 2 => cells.last(),
            None => None,
        };
        let Some(&cell) = cell else { return };
        let known = zone.column.is_some();
        for part in entries(self.document.source, cell) {
            if (known || self.matches(&cue::TAIL, part, 400)) && !self.matches(&cue::ENTRY_NOT, part, 400) {
                self.push(part);
            }
        }
    }

    /// A line that belongs to what stands before it: a further line of a table's cell, or 「（統計の公表を含みます）」 below an
    /// entry; true: done with the block.
    pub(super) fn goes_on(&mut self, b: &Block) -> bool {
        let words = b.folded.view().chars;
        if b.gap || self.zone.is_none() {
            return false;
        }
        if let (['(', .., ')'], Some(last)) = (words, self.found.last_mut())
            && !words.contains(&'。')
            && self.document.source.get(last.end..b.span.start).is_some_and(|s| s.trim().is_empty())
        {
            last.end = b.span.end;
            return true;
        }
        let in_cell = self.zone.as_ref().is_some_and(|z| z.in_cell);
        if in_cell && self.is_line(b) && words.len() <= 120 && !cue::ENTRY_NOT.is_match(words) {
            for part in entries(self.document.source, b.span) {
                self.push(part);
            }
            if let Some(zone) = &mut self.zone {
                zone.in_cell = true;
            }
            return true;
        }
        false
    }
}
