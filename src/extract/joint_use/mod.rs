//! Facts: joint-use blocks: scope, items, purposes, who is responsible.
//!
//! One pass over the blocks. A region opens at a heading on joint use, at a sentence that announces it, or at a label that
//! names it; inside, labels (`label.rs`) switch the part that lines belong to, `entries.rs` cuts lines into entries and
//! `party.rs` reads who is responsible. `sentence.rs` reads the announcing sentence itself for what no label gives.
//! Not here: whether what stands there is enough (floor 3).

mod entries;
mod label;
mod party;
mod sentence;

use super::Summary;
use super::facts::JointUse;
use super::polarity::{Polarity, polarity};
use crate::catalogue::{cues::joint_use as cue, topic};
use crate::document::{Block, BlockKind, Document, Family, Sentence};
use crate::text::{Span, View};
use label::{Label, Labelled};

/// Most entries of one part.
const MOST: usize = 150;
/// Blocks a region without a heading of its own may have, and how far ahead a further label is looked for.
const WITHOUT_HEADING: usize = 60;
const AHEAD: usize = 12;

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let mut reader = Reader { document, topic: topic("joint-use"), region: None, found: Vec::new() };
    for index in 0..document.blocks.len() {
        reader.block(index);
    }
    reader.close();
    // A bare 「共同利用します」 beside blocks with contents only points to them; of several bare ones the first stands for all.
    let told = |j: &JointUse| !(j.scope.is_empty() && j.items.is_empty() && j.purposes.is_empty() && j.responsible.name.is_none());
    if reader.found.iter().any(told) {
        reader.found.retain(told);
    } else {
        reader.found.truncate(1);
    }
    summary.joint_use = reader.found;
}

/// An open region.
#[derive(Default)]
struct Region {
    /// Block of its heading on joint use.
    heading: Option<usize>,
    start: usize,
    announced: Option<Span>,
    /// By labels, and by the announcing sentence where no label gives it.
    labelled: JointUse,
    said: JointUse,
    part: Option<Label>,
    /// Block of a label whose value must stand on the next line.
    awaits: Option<usize>,
    /// A label of the party's details whose value must stand on the next line.
    sub: Option<(Label, usize)>,
    /// Marker of the last label.
    marker: Option<(Family, u32)>,
    /// The last counted line of any kind.
    counted: Option<(Family, u32)>,
    /// Numbered lines inside a part.
    nested: Option<(Family, u32)>,
    /// What each column of a table holds.
    columns: Vec<Option<Label>>,
    rows: usize,
    end: usize,
}

struct Reader<'d, 't> {
    document: &'d Document<'t>,
    topic: Option<usize>,
    region: Option<Region>,
    found: Vec<JointUse>,
}

impl<'d> Reader<'d, '_> {
    fn block(&mut self, index: usize) {
        let Some(block) = self.document.blocks.get(index) else { return };
        if block.kind == BlockKind::Heading {
            self.heading(index, block);
            return;
        }
        if self.ends_before(index, block) {
            self.close();
        }
        if let Some(r) = self.region.as_mut() {
            r.end = block.span.end;
            r.counted = block.marker.filter(|m| m.family.counts()).map(|m| (m.family, m.number)).or(r.counted);
        }
        if block.marker.is_some_and(|m| m.family == Family::Note) {
            return;
        }
        if block.kind == BlockKind::Row && self.row(index, block) {
            return;
        }
        for (n, s) in self.document.sentences_of(index).iter().enumerate() {
            self.sentence(index, block, n, s);
        }
    }

    fn heading(&mut self, index: usize, block: &'d Block) {
        let view = block.folded.view();
        let joint = self.joint(index);
        let found = label::cut(self.document.source, view, false).filter(|l| !l.topic);
        if self.next_chapter(block) {
            self.close();
        }
        if self.region.is_some() {
            // 「グループ会社一覧」 behind the parts names those whom the category meant.
            if cue::LIST_OF_USERS.is_match(view.chars)
                && let Some(r) = self.region.as_mut().filter(|r| !r.labelled.scope.is_empty() || !r.said.scope.is_empty())
            {
                (r.part, r.awaits, r.end) = (Some(Label::Scope), Some(index), r.end.max(block.span.end));
                return;
            }
            if let Some(l) = found.filter(|l| block.marker.is_some() || joint || !self.other_chapter(index, l.label)) {
                self.part(index, block, view, l);
                return;
            }
            // A short value on a line of its own looks like a heading.
            let value = block.marker.is_none() && index > 0 && self.region.as_ref().is_some_and(|r| r.awaits == Some(index - 1));
            if value || self.nests(block) {
                if let Some(r) = self.region.as_mut() {
                    r.end = r.end.max(block.span.end);
                }
                self.content(index, view, block.marker.is_some());
                return;
            }
            if self.goes_on(index) {
                // One of several lines without marks: 「氏名」「住所」「連絡先」.
                let line = |i: usize| self.document.blocks.get(i).is_some_and(|b| b.marker.is_none() && b.folded.view().len() <= 20);
                let among = self.region.as_ref().is_some_and(|r| r.part.is_some() && r.start + 1 < index);
                if among && line(index) && index.checked_sub(1).is_some_and(|i| line(i) && self.kind(i) == Some(BlockKind::Text)) {
                    self.content(index, view, true);
                }
                return;
            }
            self.close();
        }
        if joint {
            self.open(index, block);
            if let Some(r) = self.region.as_mut() {
                r.heading = Some(index);
            }
            if let Some(l) = found.filter(|l| l.label != Label::Other) {
                self.part(index, block, view, l);
            } else if affirmed(view) {
                // A heading may be a whole sentence.
                self.announce(index, view);
            }
        }
    }

    /// The heading itself is about joint use.
    fn joint(&self, index: usize) -> bool {
        self.document.section_of(index).is_some_and(|s| s.heading == Some(index) && self.topic.is_some_and(|t| s.topics.contains(&t)))
    }

    /// A heading without marker on another topic: 「利用目的」 as the next chapter, not as a part.
    fn other_chapter(&self, index: usize, label: Label) -> bool {
        let filled =
            self.region.as_ref().is_some_and(|r| r.labelled.responsible.name.is_some() || (r.part.is_none() && label == Label::Purposes));
        // 「責任者」 may come first.
        let lacking = matches!(label, Label::Scope | Label::Items) && self.region.as_ref().is_some_and(|r| !r.holds(label));
        filled && !lacking && !self.goes_on(index)
    }

    /// A numbered heading inside a part: its count is its own, not that of the labels or the chapter.
    fn nests(&mut self, block: &Block) -> bool {
        let (Some(r), Some(m)) = (self.region.as_mut(), block.marker) else { return false };
        let chapter = r.heading.and_then(|h| self.document.blocks.get(h)).and_then(|b| b.marker);
        if r.part.is_none()
            || !m.family.counts()
            || r.marker.is_some_and(|l| l.0 == m.family)
            || chapter.is_some_and(|c| c.family == m.family && c.number + 1 == m.number)
        {
            return false;
        }
        let next = m.number == 1 || r.nested.is_some_and(|n| n == (m.family, m.number.saturating_sub(1)));
        if next {
            r.nested = Some((m.family, m.number));
        }
        next
    }

    /// Counts on from the heading of the region, while its labels count otherwise.
    fn next_chapter(&self, block: &Block) -> bool {
        let Some(r) = &self.region else { return false };
        let heading = r.heading.and_then(|h| self.document.blocks.get(h)).and_then(|b| b.marker);
        let chapter = heading.filter(|m| m.family.counts() && r.marker.is_none_or(|l| l.0 != m.family));
        // 「3. 共同利用」 with its own 1. to 4.: the fourth is the last of these.
        let among =
            block.kind != BlockKind::Heading && r.counted.zip(block.marker).is_some_and(|(c, m)| c.0 == m.family && c.1 + 1 == m.number);
        !among && chapter.is_some_and(|c| block.marker.is_some_and(|m| m.family == c.family && m.number == c.number + 1))
    }

    /// A label that continues the count of the last one stands a little further down.
    fn goes_on(&self, index: usize) -> bool {
        let Some((family, number)) = self.region.as_ref().and_then(|r| r.marker).filter(|m| m.0.counts()) else { return false };
        self.document.blocks.iter().skip(index + 1).take(AHEAD).any(|b| {
            b.marker.is_some_and(|m| m.family == family && m.number == number + 1)
                && label::cut(self.document.source, b.folded.view(), false).is_some_and(|l| l.label != Label::Other)
        })
    }

    /// The region cannot hold this block.
    fn ends_before(&self, index: usize, block: &Block) -> bool {
        let Some(r) = &self.region else { return false };
        if let Some(heading) = r.heading {
            // The last chapter of a text is a line without anything below it.
            return heading < index && self.next_chapter(block);
        }
        let is_label = || label::cut(self.document.source, self.first_view(index), r.part == Some(Label::Responsible)).is_some();
        if index > r.start + WITHOUT_HEADING {
            return true;
        }
        let started = self.document.blocks.get(r.start).and_then(|b| b.marker);
        let sibling =
            started.is_some_and(|s| block.marker.is_some_and(|m| m.family == s.family && s.family.counts() && m.number == s.number + 1));
        let paragraph =
            block.kind == BlockKind::Text && (block.gap || r.part.is_none()) && cue::RUNNING.is_match(self.first_view(index).chars);
        (sibling || paragraph) && index > r.start && !is_label() && !affirmed(self.first_view(index))
    }

    fn kind(&self, index: usize) -> Option<BlockKind> {
        self.document.blocks.get(index).map(|b| b.kind)
    }

    fn labelled(&self, block: &Block) -> bool {
        label::cut(self.document.source, block.folded.view(), false).is_some()
    }

    fn first_view(&self, index: usize) -> View<'d> {
        let document = self.document;
        document.sentences_of(index).first().map_or_else(|| document.block_view(index), |s| document.view(s))
    }

    fn open(&mut self, index: usize, block: &Block) {
        self.close();
        self.region = Some(Region { start: index, end: block.span.end, ..Region::default() });
    }

    fn sentence(&mut self, index: usize, block: &'d Block, n: usize, s: &Sentence) {
        let view = self.document.view(s);
        let below = self.region.as_ref().is_some_and(|r| r.part == Some(Label::Responsible));
        let mut labels = label::chain(self.document.source, view, below);
        // 「・ご利用目的」 among bulleted items is one of them.
        let bullet = block.marker.is_some_and(|m| matches!(m.family, Family::Bullet(_)));
        let counted = self.region.as_ref().is_some_and(|r| r.part.is_some() && r.marker.is_none_or(|m| !matches!(m.0, Family::Bullet(_))));
        if bullet && counted && !below && labels.iter().all(|l| l.from >= l.to) && !cue::WORD.is_match(view.chars) {
            labels.clear();
        }
        // Without a region only a label that names joint use opens one.
        let named = |l: &Labelled| l.label != Label::Other && cue::WORD.is_match(view.slice(0, l.from).chars) && n == 0;
        if self.region.is_none()
            && labels.first().is_some_and(named)
            && !cue::HYPOTHETICAL.is_match(view.chars)
            && !cue::RUNNING.is_match(view.chars)
        {
            self.open(index, block);
        }
        if self.region.is_some() && !labels.is_empty() {
            for l in labels {
                self.part(index, block, view, l);
            }
            return;
        }
        if let Some(r) = self.region.as_mut().filter(|r| r.labelled.responsible.name.is_none())
            && let Some(m) = cue::RESPONSIBLE_SAYS.patterns().iter().find_map(|p| p.find(view.chars, 0))
        {
            party::read(self.document.source, view.slice(m.group.0, m.group.1), &mut r.labelled.responsible);
            return;
        }
        // 「利用目的」 as a label, and below it 「…のために共同利用します」: the purposes in a sentence.
        if affirmed(view) && self.region.as_ref().is_some_and(|r| r.part == Some(Label::Purposes) && r.labelled.purposes.is_empty()) {
            let mut said = JointUse::default();
            sentence::read(self.document.source, view, &mut said);
            if let Some(r) = self.region.as_mut().filter(|_| !said.purposes.is_empty()) {
                r.labelled.purposes = said.purposes;
                return;
            }
        }
        // In its paragraph or as the next one.
        let next = || {
            self.document
                .blocks
                .get(index + 1)
                .filter(|b| b.kind != BlockKind::Heading)
                .map_or(&[][..], |_| self.document.sentences_of(index + 1))
        };
        let later = || {
            let own = self.document.sentences_of(index).get(n + 1).into_iter();
            own.chain(next().first()).any(|s| cue::NOT_YET.is_match(self.document.view(s).chars))
        };
        let of_data = || self.region.is_some() || cue::OF_DATA.is_match(view.chars) || self.document.under(s.block, self.topic.as_slice());
        if affirmed(view) && !later() && of_data() {
            let new = self.region.as_ref().is_none_or(|r| r.filled() >= 2);
            if new {
                let heading = self.region.as_ref().and_then(|r| r.heading);
                self.open(index, block);
                if let Some(r) = self.region.as_mut() {
                    r.heading = heading;
                }
            }
            self.announce(index, view);
            return;
        }
        if self.region.is_some() && !refused(view) {
            // A single line without a bullet below its label is a paragraph, of several each is an entry.
            let single = block.marker.is_none()
                && self.region.as_ref().is_some_and(|r| r.awaits == index.checked_sub(1))
                && self.document.blocks.get(index + 1).is_none_or(|b| b.kind != BlockKind::Item || self.labelled(b));
            let list = block.kind == BlockKind::Item && !single;
            if list && let (Some(r), Some(m)) = (self.region.as_mut(), block.marker) {
                r.nested = Some((m.family, m.number));
            }
            self.content(index, view, list);
        }
    }

    /// Reads the announcing sentence; under a label of both parts at once it gives both.
    fn announce(&mut self, index: usize, view: View<'d>) {
        let (start, end) = view.bytes(0, view.len());
        let Some(r) = self.region.as_mut() else { return };
        r.announced.get_or_insert(Span::new(start, end));
        sentence::read(self.document.source, view, &mut r.said);
        // 「下記の施設の間で共同利用します」: the lines below name them.
        if r.part.is_none() && r.labelled.scope.is_empty() && r.said.scope.is_empty() && cue::SCOPE_FOLLOWS.is_match(view.chars) {
            (r.part, r.awaits) = (Some(Label::Scope), Some(index));
        }
    }

    /// A label: switches the part and takes the value on the same line.
    fn part(&mut self, index: usize, block: &'d Block, view: View<'d>, l: Labelled) {
        let again = self.region.as_ref().is_some_and(|r| !l.topic && r.filled() >= 2 && r.holds(l.label) && r.columns.is_empty());
        if again {
            let (heading, announced) = self.region.as_ref().map_or((None, None), |r| (r.heading, r.announced));
            self.open(index, block);
            if let Some(r) = self.region.as_mut() {
                (r.heading, r.announced) = (heading, announced);
            }
        }
        let Some(r) = self.region.as_mut() else { return };
        r.end = r.end.max(block.span.end);
        let sub = matches!(l.label, Label::Name | Label::Address | Label::Representative);
        if !(l.topic || (sub && r.part == Some(Label::Responsible))) {
            r.marker = block.marker.map(|m| (m.family, m.number));
            r.nested = None;
        }
        let before = r.part;
        r.part = Some(if sub { Label::Responsible } else { l.label });
        let value = view.slice(l.from, l.to);
        r.sub = None;
        if sub {
            if value.is_empty() {
                // 「住所」 alone on its line: the next line is its value.
                r.sub = Some((l.label, index));
                return;
            }
            party::field(self.document.source, l.label, value, &mut r.labelled.responsible);
            return;
        }
        if !l.topic && affirmed(value) && cue::RUNNING.is_match(value.chars) {
            // 「共同利用者の範囲　次の者との間で共同利用します。」: the list follows.
            self.announce(index, value);
        } else if l.topic && cue::NO_VALUE.is_match(value.chars) {
            // 「利用目的は次の通りです」: the list follows; 「利用者は、変更されることがあります」: nothing does.
            r.awaits = Some(index);
        } else if l.from < l.to {
            self.value(value, false);
        } else {
            r.awaits = Some(index);
        }
        if l.topic
            && l.label == Label::Other
            && let Some(r) = self.region.as_mut()
        {
            r.part = before;
        }
    }

    /// A line of the current part.
    fn content(&mut self, index: usize, view: View<'d>, list: bool) {
        let Some(part) = self.region.as_ref().and_then(|r| r.part) else { return };
        // 「グループ各社 ※各社の一覧はこちらをご覧ください」
        let note = view.chars.iter().position(|c| *c == '※').filter(|i| *i > 1);
        let view = note.map_or(view, |i| view.slice(0, i));
        if let Some(r) = self.region.as_mut()
            && let Some((label, at)) = r.sub.take()
            && at + 1 == index
            && part == Label::Responsible
        {
            party::field(self.document.source, label, view, &mut r.labelled.responsible);
            return;
        }
        // 「※1」 behind an entry.
        if cue::NOTE_MARK.is_match(view.chars) {
            return;
        }
        // 「当社及びその子会社とします。」 is an entry in the form of a sentence.
        if matches!(part, Label::Scope | Label::Items | Label::Purposes)
            && let Some(m) = cue::AS_VALUE.find(view.chars, 0).filter(|m| m.from == 0)
            && !cue::TELLS.is_match(view.chars)
        {
            self.value(view.slice(m.group.0, m.group.1), list);
            return;
        }
        if part == Label::Purposes
            && let Some(m) = cue::SAME_PURPOSES.find(view.chars, 0).filter(|m| m.from == 0)
        {
            self.value(view.slice(m.group.0, m.group.1), list);
            return;
        }
        // 「利用者の範囲は以下をご参照ください」: what follows is the name of a page, not of a user.
        let points = part == Label::Scope && cue::RUNNING.is_match(view.chars) && cue::LOOK_THERE.is_match(view.chars);
        let users_follow = self.kind(index + 1) == Some(BlockKind::Item)
            || self.document.blocks.get(index + 1).is_some_and(|b| cue::COMPANY.is_match(b.folded.view().chars));
        if points && !users_follow {
            if let Some(r) = self.region.as_mut().filter(|r| !r.labelled.scope.is_empty()) {
                r.part = None;
            }
            return;
        }
        if cue::RUNNING.is_match(view.chars) || (cue::ASIDE.is_match(view.chars) && part != Label::Responsible) {
            // 「尚、各社のホームページに掲載してあります。」 ends the part unless its list goes on.
            if !list && part != Label::Responsible && part != Label::ScopeAndPurposes && cue::ASIDE.is_match(view.chars) {
                if let Some(r) = self.region.as_mut() {
                    r.part = None;
                }
            } else if part == Label::Responsible
                && let Some(r) = self.region.as_mut()
            {
                party::read(self.document.source, view, &mut r.labelled.responsible);
            }
            return;
        }
        // A numbered sub-heading of items is followed by the items themselves.
        let heading = self.document.blocks.get(index).is_some_and(|b| b.kind == BlockKind::Heading);
        let next_lists = self.document.blocks.get(index + 1).is_some_and(|b| {
            let v = b.folded.view();
            b.kind == BlockKind::Text
                && v.chars.contains(&'、')
                && !cue::RUNNING.is_match(self.first_view(index + 1).chars)
                && !cue::ASIDE.is_match(v.chars)
        });
        if part == Label::Items && (heading || list) && next_lists {
            return;
        }
        // 「A社は、…の会員です」 tells about a user, it names none.
        if part != Label::Responsible && cue::TELLS.is_match(view.chars) {
            return;
        }
        self.value(view, list);
    }

    /// Entries of the current part.
    fn value(&mut self, view: View<'d>, list: bool) {
        let document = self.document;
        let span = |v: View<'_>| document.span_of(v, 0, v.len());
        let words = |s: &Span| s.of(document.source).to_string();
        let Some(r) = self.region.as_mut() else { return };
        let put = |slot: &mut Vec<Span>, found: Vec<View<'_>>| {
            let room = MOST.saturating_sub(slot.len());
            slot.extend(found.into_iter().map(span).filter(|s| !s.is_empty()).take(room));
        };
        match r.part {
            Some(Label::Scope) => {
                put(&mut r.labelled.scope, entries::users(document.source, view));
                // A user named for two kinds of data is one user.
                let mut seen = std::collections::HashSet::new();
                r.labelled.scope.retain(|s| seen.insert(words(s)));
            }
            Some(Label::Items) => put(&mut r.labelled.items, entries::items(document.source, view)),
            Some(Label::Purposes) => put(&mut r.labelled.purposes, entries::purposes(document.source, view, list)),
            Some(Label::Responsible) => party::read(document.source, view, &mut r.labelled.responsible),
            Some(Label::ScopeAndPurposes) => sentence::read(self.document.source, view, &mut r.said),
            _ => {}
        }
    }

    /// A table row; false: read it like any line.
    fn row(&mut self, index: usize, block: &'d Block) -> bool {
        let view = block.folded.view();
        if self.region.is_none() || view.len() > 4_000 {
            return false;
        }
        let mut cells = Vec::new();
        let mut start = 0;
        for i in 0..=view.len() {
            if i == view.len() || view.chars.get(i) == Some(&'\t') {
                cells.push(view.slice(start, i));
                start = i + 1;
            }
        }
        let labels: Vec<Option<Label>> = cells.iter().map(|c| label::whole(*c, false)).collect();
        if labels.iter().flatten().count() >= 2 {
            if let Some(r) = self.region.as_mut() {
                (r.columns, r.rows) = (labels, 0);
            }
            return true;
        }
        let Some(mut columns) = self.region.as_ref().map(|r| r.columns.clone()) else { return false };
        // The corner of the table is empty, and folding dropped it.
        if !columns.is_empty() && columns.len() + 1 == cells.len() {
            columns.insert(0, None);
        }
        if columns.is_empty() || columns.len() != cells.len() {
            return false;
        }
        if self.region.as_ref().is_some_and(|r| r.rows > 0) {
            let (heading, announced) = self.region.as_ref().map_or((None, None), |r| (r.heading, r.announced));
            self.open(index, block);
            if let Some(r) = self.region.as_mut() {
                (r.heading, r.announced, r.columns) = (heading, announced, columns.clone());
            }
        }
        for (cell, column) in cells.into_iter().zip(columns) {
            if let Some(r) = self.region.as_mut() {
                r.part = column;
                r.rows = 1;
            }
            self.value(cell, false);
        }
        true
    }

    /// Ends the region; it is a block when joint use was announced, or when its labels have contents.
    fn close(&mut self) {
        let Some(mut r) = self.region.take() else { return };
        // Who is responsible counts below a heading on joint use: elsewhere it is who is responsible for anything.
        let responsible = usize::from(r.heading.is_some() && r.labelled.responsible.name.is_some());
        let labelled = [&r.labelled.scope, &r.labelled.items, &r.labelled.purposes].iter().filter(|x| !x.is_empty()).count();
        if r.announced.is_none() && labelled + responsible < 2 {
            return;
        }
        let take = |own: &mut Vec<Span>, said: Vec<Span>| {
            if own.is_empty() {
                *own = said;
            }
        };
        take(&mut r.labelled.scope, r.said.scope);
        take(&mut r.labelled.items, r.said.items);
        take(&mut r.labelled.purposes, r.said.purposes);
        let blocks = &self.document.blocks;
        let start = blocks.get(r.start).map_or(0, |b| b.span.start);
        r.labelled.announced = r.announced.or_else(|| r.heading.or(Some(r.start)).and_then(|b| blocks.get(b)).map(|b| b.span));
        r.labelled.range = Span::new(start, r.end);
        self.found.push(r.labelled);
    }
}

impl Region {
    /// How many of the parts have contents.
    fn filled(&self) -> usize {
        let l = &self.labelled;
        [!l.scope.is_empty(), !l.items.is_empty(), !l.purposes.is_empty(), l.responsible.name.is_some()].iter().filter(|x| **x).count()
    }

    fn holds(&self, label: Label) -> bool {
        match label {
            Label::Scope => !self.labelled.scope.is_empty(),
            Label::Items => !self.labelled.items.is_empty(),
            Label::Purposes => !self.labelled.purposes.is_empty(),
            Label::Responsible => self.labelled.responsible.name.is_some(),
            _ => false,
        }
    }
}

/// The sentence says that data are used jointly, not only in some case.
fn affirmed(view: View<'_>) -> bool {
    cue::ANNOUNCE.is_match(view.chars)
        && !cue::HYPOTHETICAL.is_match(view.chars)
        && !cue::OTHERS_SHARE.is_match(view.chars)
        && !matches!(polarity(view), Polarity::Denied | Polarity::Excepted | Polarity::Hypothetical)
}

/// The sentence says that joint use is not done, or only that it would be announced.
fn refused(view: View<'_>) -> bool {
    cue::WORD.is_match(view.chars)
        && (cue::HYPOTHETICAL.is_match(view.chars) || matches!(polarity(view), Polarity::Denied | Polarity::Hypothetical))
}

#[cfg(test)]
mod tests;
