//! `Span`: a byte range of the source text. The only kind of position that leaves a function below `report/`.

/// A half-open range of **bytes** of the pasted text, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`; an inverted pair gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The words it covers; empty where the span does not fit the text.
    pub fn of(self, source: &str) -> &str {
        source.get(self.start..self.end).unwrap_or_default()
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// From the start of the first to the end of the last.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Shares at least one byte with `other`.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Lies wholly inside `other`.
    pub fn within(self, other: Span) -> bool {
        other.start <= self.start && self.end <= other.end
    }

    /// Without the white space at either end.
    pub fn trim(self, source: &str) -> Span {
        let words = self.of(source);
        let lead = words.len() - words.trim_start().len();
        Span::new(self.start + lead, self.start + lead + words.trim().len())
    }
}
