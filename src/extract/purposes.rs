//! Facts: the operator's own purposes of use, one per listed entry.
//!
//! A reader goes through the blocks once. A heading, a label or a sentence that announces purposes opens a zone; entries,
//! table cells and sentences of use are taken while it is open. Purposes of joint use, of cookies and of provision are not
//! the operator's own and open none.

mod category;
mod cut;
mod group;
mod loose;
mod place;
mod sentence;
mod table;

use self::category::category;
use self::cut::{listed, numbered, tidy};
use self::sentence::{full, starts};
use super::Summary;
use super::facts::Purpose;
use crate::catalogue::{cues::purposes as cue, cues::structure, topic};
use crate::document::{Block, BlockKind, Document, Family, Marker};
use crate::text::{Cues, Span};

/// Sections that say of other things what they are for.
const ELSEWHERE: &[&str] = &[
    "joint-use",
    "third-party",
    "cookies",
    "external",
    "anonymized",
    "pseudonymized",
    "personal-related",
    "foreign",
    "purpose-change",
    "definition",
];
/// Chapters that end a chapter of purposes, unless their heading names whose data they are about.
const OTHER_CHAPTER: &[&str] = &[
    "rights",
    "procedure",
    "fee",
    "contact",
    "officer",
    "operator",
    "change",
    "disclaimer",
    "accredited",
    "dates",
    "retention",
    "breach",
    "minors",
    "sensitive",
    "voluntary",
    "collection",
    "entrustment",
];
/// The same, but a numbered chapter that announced its purposes may have such a subheading (「セキュリティと不正対策」).
const PERHAPS: &[&str] = &["security", "compliance", "improvement", "items", "statistics"];

/// Fills `purposes`.
pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let mut reader = Reader { document, zone: None, found: Vec::new(), has_items: has_items(document) };
    for i in 0..document.blocks.len() {
        reader.block(i);
    }
    reader.close();
    reader.loose();
    let mut found = reader.found;
    found.sort();
    let mut last = 0;
    for span in found {
        if span.start < last || span.is_empty() {
            continue;
        }
        last = span.end;
        summary.purposes.push(Purpose { quote: span, category: category(document, span) });
    }
}

/// For each block: does it introduce a list? What stands behind a note (「付記」) is the note's.
fn has_items(document: &Document<'_>) -> Vec<bool> {
    let mut out = vec![false; document.blocks.len()];
    let note = |b: &Block| b.marker.is_some_and(|m| m.family == Family::Note);
    for lead in document.blocks.iter().filter(|b| !note(b)).filter_map(|b| b.lead) {
        if let Some(x) = out.get_mut(lead) {
            *x = !document.blocks.get(lead + 1).is_some_and(note);
        }
    }
    out
}

/// A stretch of the text that lists purposes.
#[derive(Default)]
struct Zone {
    /// Opened by a heading or label (else by a sentence, and then it ends with its list).
    chapter: bool,
    marker: Option<Marker>,
    /// A sentence in it announced purposes.
    announced: bool,
    entries: usize,
    /// The last heading of a group of purposes inside it.
    group: Option<Marker>,
    /// Some entry has the family of the chapter's own marker: its count starts anew inside.
    own_family_inside: bool,
    /// Column of the purposes, once a table's header named it.
    column: Option<usize>,
    /// The block before is a row, or a line of its last cell.
    in_cell: bool,
    /// Family of the entries that follow 「次の場合は、この限りではありません」 inside the list.
    other: Option<Family>,
    /// Sentences of use in a paragraph that announced a list: purposes only if no list follows.
    pending: Vec<Span>,
}

struct Reader<'d, 't> {
    document: &'d Document<'t>,
    zone: Option<Zone>,
    found: Vec<Span>,
    has_items: Vec<bool>,
}

impl<'t> Reader<'_, 't> {
    fn block(&mut self, i: usize) {
        let document = self.document;
        let Some(b) = document.blocks.get(i) else { return };
        if b.kind != BlockKind::Text
            && let Some(zone) = &mut self.zone
        {
            zone.in_cell = false;
        }
        match b.kind {
            BlockKind::Heading => self.heading(i, b),
            BlockKind::Row => self.row(i, b),
            _ if self.label(i, b) => {}
            BlockKind::Item => self.item(i, b),
            BlockKind::Text => self.text(i, b),
        }
    }

    fn close(&mut self) {
        if let Some(zone) = self.zone.take()
            && zone.entries == 0
        {
            self.found.extend(zone.pending);
        }
    }

    fn open(&mut self, chapter: bool, marker: Option<Marker>, announced: bool) {
        let outer = self.zone.as_ref().filter(|z| z.chapter && marker.is_none()).and_then(|z| z.marker);
        self.close();
        self.zone = Some(Zone { chapter, marker: marker.or(outer), announced, ..Zone::default() });
    }

    fn heading(&mut self, i: usize, b: &Block) {
        // The number of a page.
        if b.folded.len() < 3 {
            return;
        }
        let own = self.document.section_of(i).map_or(&[][..], |s| s.topics.as_slice());
        let has = |ids: &[&str]| ids.iter().filter_map(|id| topic(id)).any(|t| own.contains(&t));
        if self.zone.is_some() && (self.misread_entry(i, b, &has) || self.bare_run(i, b)) {
            self.push(b.span);
            return;
        }
        let titled = has(&["purposes"]) || cue::LABEL.is_match(b.folded.view().chars);
        if titled && !has(ELSEWHERE) && !has(&["statistics"]) && !self.elsewhere(i) {
            let announced = cue::LEAD.is_match(b.folded.view().chars);
            let behind = self.label_end(b).map(|e| Span::new(e, b.span.end)).filter(|rest| self.matches(&cue::TAIL, *rest, 400));
            self.open(true, b.marker, announced || behind.is_some());
            if let Some(rest) = behind {
                self.push(rest);
            }
        } else if self.zone.is_some() && !self.stays(i, b, &has) {
            self.close();
        } else if let Some(zone) = &mut self.zone {
            zone.group = b.marker;
        }
    }

    /// An entry that was taken for a heading: it continues a list, or ends like its neighbours.
    fn misread_entry(&self, i: usize, b: &Block, has: &dyn Fn(&[&str]) -> bool) -> bool {
        let Some(before) = i.checked_sub(1).and_then(|j| self.document.blocks.get(j)) else { return false };
        let words = b.folded.view().chars;
        // 「次の業務のために利用します。」 「保険の引受けに関する業務」: the first of a list of lines.
        let first = self.zone.as_ref().is_some_and(|z| z.announced) && cue::LEAD.is_match(before.folded.view().chars);
        let next = self.document.blocks.get(i + 1).filter(|n| !n.gap && n.marker == b.marker);
        if first
            && b.marker.is_none()
            && cue::TAIL.is_match(words)
            && next.is_some_and(|n| self.is_line(n) && cue::TAIL.is_match(n.folded.view().chars))
        {
            return true;
        }
        // 「利用目的は次の通りです。」 「a. お問い合わせへの返信」 「(2) 第三者提供」: the only entry.
        if first && b.marker.is_some() && !cue::SUBJECT.is_match(words) && !has(ELSEWHERE) {
            let outer = self.zone.as_ref().and_then(|z| z.marker).map_or(0, |m| m.family.rank());
            let bare = self.document.blocks.get(i + 1).is_none_or(|n| n.kind == BlockKind::Heading);
            return bare && b.marker.is_some_and(|m| m.family.rank() > outer);
        }
        let alone = b.marker.is_none() && self.document.blocks.get(i + 1).is_none_or(|n| n.kind == BlockKind::Heading);
        if alone && before.kind == BlockKind::Heading && before.marker.is_some() && cue::TAIL.is_match(words) && !cue::LABEL.is_match(words)
        {
            return self.zone.as_ref().is_some_and(|z| z.chapter && z.entries > 0);
        }
        if !self.is_entry(before) || cue::SUBJECT.is_match(words) || cue::LABEL.is_match(words) || !cue::TAIL.is_match(words) {
            return false;
        }
        match (before.marker, b.marker) {
            (Some(x), Some(y)) => {
                before.kind == BlockKind::Item && x.family == y.family && (!y.family.counts() || x.number + 1 == y.number)
            }
            (_, None) => {
                // 「各種お問い合わせへの対応」 between entries that end alike is one, whatever its topic.
                let between = next.is_some_and(|n| n.kind == before.kind && self.is_line(n) && cue::TAIL.is_match(n.folded.view().chars));
                b.gap == before.gap
                    && !has(ELSEWHERE)
                    && (between || !has(&["rights", "procedure", "contact", "security", "officer", "entrustment"]))
                    && cue::TAIL.is_match(before.folded.view().chars)
            }
            _ => false,
        }
    }

    fn is_entry(&self, b: &Block) -> bool {
        self.found.last().is_some_and(|s| s.within(b.span))
    }

    /// A line that is no full sentence.
    fn is_line(&self, b: &Block) -> bool {
        let sentences = self.document.sentences.get(b.sentences.0..b.sentences.1).unwrap_or_default();
        matches!(b.kind, BlockKind::Item | BlockKind::Text) && !sentences.iter().any(|s| full(self.document.view(s).chars))
    }

    /// A line that is a heading in all but form, or has the purposes behind its label; true: done with the block.
    fn label(&mut self, i: usize, b: &Block) -> bool {
        let words = b.folded.view().chars;
        if words.len() <= 20 && cue::OTHER_LABEL.is_match(words) && self.zone.is_some() {
            self.close();
            return true;
        }
        if words.len() <= 40 && cue::LABEL.is_match(words) {
            if self.elsewhere(i) && !cue::OWN_LABEL.is_match(words) {
                self.close();
            } else {
                self.open(true, b.marker, true);
            }
            return true;
        }
        let inline = self.label_end(b);
        if let Some(end) = inline
            && !self.elsewhere(i)
            && !cue::LEAD_NOT.is_match(words)
            && !cue::LEAD.is_match(words)
            && !self.has_items.get(i).copied().unwrap_or(false)
        {
            let rest = Span::new(end, b.span.end);
            if cue::ENTRY_NOT.is_match(words) || rest.of(self.document.source).trim().chars().count() < 4 {
                return false;
            }
            self.open(true, b.marker, true);
            self.push(rest);
            self.close();
            return true;
        }
        false
    }

    /// Where the label ends that has the purposes behind it.
    fn label_end(&self, b: &Block) -> Option<usize> {
        let words = b.folded.view().chars;
        let end = |to: usize| self.document.span_of(b.folded.view(), 0, to).end;
        let spaced = || {
            let end = end(cue::LABEL_SPACED.find(words, 0)?.to);
            self.document.source.get(end..)?.starts_with(char::is_whitespace).then_some(end)
        };
        cue::LABEL_INLINE.find(words, 0).map(|m| end(m.to)).or_else(spaced).filter(|e| *e < b.span.end)
    }

    fn item(&mut self, i: usize, b: &Block) {
        if self.zone.is_none() {
            self.announce(i, b);
            return;
        }
        if b.marker.is_some_and(|m| m.family == Family::Note) {
            let first = self.document.sentences_of(i).first().map(|s| self.document.view(s)).filter(|v| self.is_use(*v));
            if let Some(view) = first {
                self.push(self.without_subject(view));
            } else if self.listed_note(i, b) || (cue::TAIL_STRONG.is_match(b.folded.view().chars) && self.announced_by_last(i)) {
                self.push(b.span);
            }
            return;
        }
        let words = b.folded.view().chars;
        if let Some(zone) = &mut self.zone
            && let (Some(z), Some(m)) = (zone.marker, b.marker)
            && z.family == m.family
            && z.family.counts()
        {
            // 「(3) 利用目的」 「(4) 安全管理」: the next chapter, though it is no heading.
            if m.number == z.number + 1 && !zone.own_family_inside && !cue::TAIL_STRONG.is_match(words) {
                self.close();
                self.announce(i, b);
                return;
            }
            zone.own_family_inside = true;
        }
        if self.aside(i, b) || self.lead_is_other(b) || self.labels_lines(i, b) {
            return;
        }
        if cue::LEAD.is_match(words)
            && self.has_items.get(i).copied().unwrap_or(false)
            && let Some(zone) = &mut self.zone
        {
            zone.announced = true;
            return;
        }
        let parent = self.has_items.get(i).copied().unwrap_or(false);
        let child_of_purpose = b.depth > 0
            && b.lead
                .and_then(|l| self.document.blocks.get(l))
                .is_some_and(|p| p.kind == BlockKind::Item && cue::TAIL_STRONG.is_match(p.folded.view().chars));
        if (parent && !cue::TAIL_STRONG.is_match(words)) || (child_of_purpose && !cue::TAIL.is_match(words)) {
            return;
        }
        if let Some(span) = self.entry(i, b) {
            self.push(span);
        }
    }

    /// 「(1) 不正防止のため」 above two or more lines without markers that read like purposes: it names their group.
    fn labels_lines(&self, i: usize, b: &Block) -> bool {
        let line = |n: &Block| n.kind == BlockKind::Text && !n.gap && self.is_line(n) && cue::TAIL.is_match(n.folded.view().chars);
        b.marker.is_some() && b.folded.len() <= 40 && (1..=2).all(|n| self.document.blocks.get(i + n).is_some_and(line))
    }

    /// The block before announces a list of purposes.
    fn announced_by_last(&self, i: usize) -> bool {
        i.checked_sub(1).and_then(|j| self.document.blocks.get(j)).is_some_and(|b| cue::LEAD.is_match(b.folded.view().chars))
    }

    /// Several lines marked ※ in a row that read like purposes are entries; one is a remark.
    fn listed_note(&self, i: usize, b: &Block) -> bool {
        let note = |n: &Block| {
            let words = n.folded.view().chars;
            let marked = n.marker.is_some_and(|m| m.family == Family::Note);
            marked && self.is_line(n) && cue::TAIL.is_match(words) && !cue::ENTRY_NOT.is_match(words)
        };
        let beside = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().filter_map(|j| self.document.blocks.get(j)).any(note);
        note(b) && beside && self.zone.as_ref().is_some_and(|z| z.entries > 0 || z.announced)
    }

    /// Exceptions listed below an entry are no purposes.
    fn aside(&mut self, i: usize, b: &Block) -> bool {
        let words = b.folded.view().chars;
        let own = b.marker.map(|m| m.family);
        let next = self.document.blocks.get(i + 1).and_then(|n| n.marker).map(|m| m.family);
        let Some(zone) = &mut self.zone else { return false };
        if zone.other.is_some() && zone.other == own {
            return true;
        }
        zone.other = next.filter(|f| Some(*f) != own && cue::OTHER_LEAD.is_match(words) && !cue::LEAD.is_match(words));
        false
    }

    /// The entry's words: all sentences up to one that is no purpose; `None`: no purpose at all.
    fn entry(&self, i: usize, b: &Block) -> Option<Span> {
        let view = b.folded.view();
        let (mut from, mut end, mut used, mut leading_use) = (None, None, false, false);
        for s in self.document.sentences.get(b.sentences.0..b.sentences.1).unwrap_or_default() {
            let sentence = self.document.view(s);
            let full = full(sentence.chars);
            let ok = if full {
                let is_use = self.is_use(sentence);
                used |= is_use;
                is_use || (!cue::RUN_IN_NOT.is_match(sentence.chars) && !cue::ENTRY_NOT.is_match(sentence.chars) && from.is_none())
            } else {
                !cue::ENTRY_NOT.is_match(sentence.chars)
            };
            let remark = from.is_some() && starts(sentence.chars, &["なお", "ただし", "※", "詳し", "この", "ご希望"]);
            if !ok || remark {
                break;
            }
            // What leads to the sentence of use is no purpose: 「撮影することがあります。写真は広報に利用します。」
            if full && !leading_use && self.is_use(sentence) {
                from = None;
                leading_use = true;
            }
            from = from.or(Some(s.span.start));
            end = Some(s.span.end);
        }
        let span = Span::new(from?, end?);
        let listed_items =
            !used && crate::catalogue::cues::data_items::IDENTITY.is_match(view.chars) && !self.matches(&cue::TAIL, span, 400);
        // 「保険の引受け及びこれに関連する業務」 heads nothing, so it is an entry.
        let goes_on =
            !b.gap && self.found.last().is_some_and(|s| self.document.source.get(s.end..b.span.start).is_some_and(|t| t.trim().is_empty()));
        let heads_nothing = self.document.blocks.get(i + 1).is_none_or(|n| n.kind == BlockKind::Heading);
        let trade = view.chars.ends_with(&['業', '務']) && (b.kind == BlockKind::Item || goes_on || heads_nothing);
        let group = cue::SUBJECT.is_match(view.chars) && !cue::TAIL_STRONG.is_match(view.chars) && !trade;
        let other = group || listed_items || cue::SUBJECT_NOT.is_match(view.chars);
        (!other).then_some(span)
    }

    fn text(&mut self, i: usize, b: &Block) {
        let words = b.folded.view().chars;
        if self.zone.is_none() {
            self.announce(i, b);
            return;
        }
        let leads = self.has_items.get(i).copied().unwrap_or(false);
        if (leads && cue::BUSINESS.is_match(words)) || self.goes_on(b) {
            return;
        }
        let Some(zone) = &self.zone else { return };
        let announces = cue::LEAD.is_match(words);
        let line = words.len() <= 160 && !self.document.sentences_of(i).iter().any(|s| full(self.document.view(s).chars));
        if line {
            let tail = if zone.chapter { cue::TAIL.is_match(words) } else { cue::TAIL_STRONG.is_match(words) };
            let label = !words.ends_with(&['た', 'め'])
                && !i.checked_sub(1).and_then(|j| self.document.blocks.get(j)).is_some_and(|n| !b.gap && self.is_entry(n))
                && self.document.blocks.get(i + 1).is_some_and(|n| n.kind == BlockKind::Text && self.states(i + 1));
            let free = !leads || (cue::TAIL_STRONG.is_match(words) && !structure::LEAD_IN.is_match(words));
            // A line between entries is one, whatever it ends in: 「健康管理」 「総務（郵便物、文書）」 「経費の精算」.
            let plain = |n: &Block| !n.gap && n.marker.is_none() && n.kind == b.kind && self.is_line(n);
            let between = zone.chapter
                && plain(b)
                && i.checked_sub(1).and_then(|j| self.document.blocks.get(j)).is_some_and(|n| self.is_entry(n))
                && self.document.blocks.get(i + 1).is_some_and(|n| plain(n) && cue::TAIL.is_match(n.folded.view().chars));
            if (tail || between) && free && !announces && !label {
                if let Some(span) = self.entry(i, b) {
                    self.push(span);
                }
            } else if !zone.chapter && !leads {
                self.close();
                self.announce(i, b);
            }
            return;
        }
        let (mut sentences, mut own, mut behind) = (Vec::new(), Vec::new(), false);
        for s in self.document.sentences_of(i) {
            let view = self.document.view(s);
            // What stands behind the announcement is a purpose beside the list.
            let list = if behind { &mut own } else { &mut sentences };
            if self.is_deed(view) {
                list.push(s.span);
            } else if self.is_use(view) {
                list.push(self.without_subject(view));
            } else if behind && !leads && self.is_rest(view.chars) {
                list.push(s.span);
            }
            behind |= cue::LEAD.is_match(view.chars);
        }
        for span in own {
            self.push(span);
        }
        let Some(zone) = &self.zone else { return };
        if !zone.chapter && !announces && sentences.is_empty() {
            self.close();
            return;
        }
        if (announces || (leads && !sentences.is_empty()))
            && let Some(zone) = &mut self.zone
        {
            zone.announced |= announces;
            zone.pending.extend(sentences);
            return;
        }
        for span in sentences {
            self.push(span);
        }
    }

    /// An enumeration of purposes that is no sentence, as it may stand behind the announcement.
    fn is_rest(&self, chars: &[char]) -> bool {
        !full(chars) && cue::TAIL.is_match(chars) && !cue::LEAD.is_match(chars) && !cue::ENTRY_NOT.is_match(chars)
    }

    /// Opens a zone at a sentence that announces purposes.
    fn announce(&mut self, i: usize, b: &Block) {
        let words = b.folded.view().chars;
        let sentence = self.document.sentences_of(i).iter().map(|s| self.document.view(s).chars).find(|c| cue::LEAD.is_match(c));
        let Some(sentence) = sentence else { return };
        // Groups of purposes with headings of their own may follow: 「お客様の個人情報」 「採用応募者の個人情報」.
        let groups = self.document.blocks.get(i + 1).is_some_and(|n| n.kind == BlockKind::Heading && !self.elsewhere(i + 1));
        // 「2. 次の目的の範囲内で取り扱います。」 between other numbered principles announces nothing here.
        let next = self.document.blocks.get(i + 1).and_then(|n| n.marker);
        if b.marker.is_some_and(|m| m.family.counts() && next.is_some_and(|n| n.family == m.family && n.number == m.number + 1)) {
            return;
        }
        let own_list =
            groups || self.has_items.get(i).copied().unwrap_or(false) || words.ends_with(&[':']) || structure::LEAD_IN.is_match(words);
        // What another sentence of the block says of provision is no matter here.
        let other = cue::LEAD_NOT.is_match(sentence) || self.below_other(i);
        // 「…次の目的で利用します。ご予約の管理、お部屋のご用意。」
        let behind: Vec<Span> =
            self.document.sentences_of(i).iter().filter(|s| self.is_rest(self.document.view(s).chars)).map(|s| s.span).collect();
        if !own_list && !other && !behind.is_empty() {
            self.open(false, None, true);
            for span in behind {
                self.push(span);
            }
            self.close();
            return;
        }
        if own_list && !other {
            self.open(groups, b.marker.filter(|_| groups), true);
        }
    }

    /// Does the cue match these words, if they are no longer than `most`?
    fn matches(&self, cues: &Cues, span: Span, most: usize) -> bool {
        let folded = crate::text::Folded::new(self.document.source, &[(span.start, span.end)]);
        folded.len() <= most && cues.is_match(folded.view().chars)
    }

    /// Takes an entry: trimmed, and cut at inline numbers.
    fn push(&mut self, span: Span) {
        let source = self.document.source;
        for part in numbered(source, self.without_label(span)).into_iter().flat_map(|p| listed(source, p)) {
            let part = tidy(source, part);
            let len = part.of(source).chars().count();
            if len > 3 || (len == 3 && self.matches(&cue::TAIL, part, 3)) {
                self.found.push(part);
                if let Some(zone) = &mut self.zone {
                    zone.entries += 1;
                }
            }
        }
    }
}
