//! The form that leaves the program: quotes with UTF-16 positions and their words, as `report.d.ts` says.
//!
//! The only place that knows UTF-16. One pass over the text converts every position.

use super::{DocumentInfo, Note, Prepare, Range, Report, Section, Vintage};
use crate::text::Span;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// Positions in UTF-16 code units of the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Utf16Span {
    pub start: usize,
    pub end: usize,
}

/// A quote as the reader gets it: `text` is exactly what stands at `place`.
#[derive(Clone, Debug)]
pub struct Quote {
    pub place: Utf16Span,
    pub text: String,
}

impl Serialize for Quote {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Quote", 3)?;
        fields.serialize_field("start", &self.place.start)?;
        fields.serialize_field("end", &self.place.end)?;
        fields.serialize_field("text", &self.text)?;
        fields.end()
    }
}

impl<Q: Serialize> Serialize for Section<Q> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Section", 5)?;
        fields.serialize_field("heading", &self.heading)?;
        fields.serialize_field("level", &self.level)?;
        fields.serialize_field("topics", &self.topics)?;
        fields.serialize_field("start", &self.range.start)?;
        fields.serialize_field("end", &self.range.end)?;
        fields.end()
    }
}

/// The report of `source` with UTF-16 positions and words.
pub fn wire(report: &Report, source: &str) -> Report<Quote> {
    wire_with(report, source, &mut |place, words| Quote { place, text: words.to_string() })
}

/// The report of `source` with each quote as `give` makes it of its place and its words.
pub fn wire_with<Q>(report: &Report, source: &str, give: &mut dyn FnMut(Utf16Span, &str) -> Q) -> Report<Q> {
    let offsets = Offsets::new(source);
    let mut quote = |s: &Span| {
        let words = s.of(source);
        let start = offsets.utf16(source, s.start);
        let end = start + words.chars().map(char::len_utf16).sum::<usize>();
        give(Utf16Span { start, end }, words)
    };
    let q: &mut dyn FnMut(&Span) -> Q = &mut quote;
    let d = &report.document;
    Report {
        schema: report.schema,
        analyzer: report.analyzer.clone(),
        law_as_of: report.law_as_of,
        document: DocumentInfo {
            utf16_length: offsets.utf16(source, source.len()),
            language: d.language,
            kind: d.kind,
            title: d.title.as_ref().map(&mut *q),
            vintage: d.vintage.as_ref().map(|v| Vintage { from: v.from, to: v.to, traces: v.traces.iter().map(&mut *q).collect() }),
            sections: d
                .sections
                .iter()
                .map(|s| Section {
                    heading: s.heading.as_ref().map(&mut *q),
                    level: s.level,
                    topics: s.topics.clone(),
                    range: Range::new(offsets.utf16(source, s.range.start), offsets.utf16(source, s.range.end)),
                })
                .collect(),
            notes: d
                .notes
                .iter()
                .map(|n| Note { code: n.code, message_ja: n.message_ja, message_en: n.message_en, at: n.at.as_ref().map(&mut *q) })
                .collect(),
        },
        summary: report.summary.map(q),
        checklist: report.checklist.iter().map(|c| c.map(q)).collect(),
        risks: report.risks.iter().map(|r| r.map(q)).collect(),
        prepare: report
            .prepare
            .iter()
            .map(|p| Prepare {
                id: p.id,
                title_ja: p.title_ja,
                title_en: p.title_en,
                act: p.act,
                effective_latest: p.effective_latest,
                evidence: p.evidence.iter().map(&mut *q).collect(),
            })
            .collect(),
    }
}

/// UTF-16 positions at every 64th byte (or the character boundary before it).
struct Offsets {
    /// (byte, UTF-16 units before it)
    marks: Vec<(usize, usize)>,
}

const STEP: usize = 64;

impl Offsets {
    fn new(source: &str) -> Self {
        let mut marks = Vec::with_capacity(source.len() / STEP + 1);
        let (mut units, mut next) = (0, 0);
        for (byte, c) in source.char_indices() {
            if byte >= next {
                marks.push((byte, units));
                next = byte - byte % STEP + STEP;
            }
            units += c.len_utf16();
        }
        Offsets { marks }
    }

    fn utf16(&self, source: &str, byte: usize) -> usize {
        let at = self.marks.partition_point(|m| m.0 <= byte);
        let (from, units) = at.checked_sub(1).and_then(|i| self.marks.get(i)).copied().unwrap_or((0, 0));
        units + source.get(from..byte).map_or(0, |s| s.chars().map(char::len_utf16).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn offsets_agree_with_counting() {
        let source = "個人𠮷情報😀です".repeat(40);
        let offsets = Offsets::new(&source);
        for (byte, _) in source.char_indices() {
            assert_eq!(offsets.utf16(&source, byte), source[..byte].encode_utf16().count());
        }
        assert_eq!(offsets.utf16(&source, source.len()), source.encode_utf16().count());
    }
}
