//! Patterns as the catalogue carries them: bytes that say what the regular expression says, in the same order and about as
//! short. Read here into what a filter must find (at the first call, for all patterns) and into nodes (when one first runs).
//!
//! Why not programs ready to run: their jumps and tables are three times as large in the download, and cost little to make.
//! Also compiled into the build script, which writes these bytes. Total: any bytes give a tree.

use super::filter::{pair_bit, single_bit};

/// Bytes that are no characters. Operands follow where said; numbers are in groups of seven bits, the lowest first.
pub mod tag {
    /// Ends a pattern, and a class.
    pub const END: u8 = 0;
    /// Alternatives, up to CLOSE or CLOSE_MAYBE (then all of it may be left out).
    pub const OPEN: u8 = 1;
    pub const BAR: u8 = 2;
    pub const CLOSE: u8 = 3;
    pub const CLOSE_MAYBE: u8 = 4;
    /// The part to quote, up to CLOSE.
    pub const QUOTE: u8 = 5;
    /// These four say how often the part before them stands: at most once; not at all up to a number; a least and a most
    /// (0: no bound, else one more than it), as many as possible; the same, as few as possible.
    pub const MAYBE: u8 = 6;
    pub const UP_TO: u8 = 7;
    pub const REPEAT: u8 = 8;
    pub const REPEAT_LAZY: u8 = 9;
    pub const START: u8 = 10;
    pub const FINISH: u8 = 11;
    pub const ANY: u8 = 12;
    /// Then its number.
    pub const CLASS: u8 = 13;
    /// At the head of a class: all but what follows. In a class: a run, from the next character to the one after.
    pub const NOT: u8 = 14;
    pub const RUN: u8 = 15;
    /// A character that is not in the alphabet: its number follows.
    pub const RARE: u8 = 16;
    /// From here on, a character of the alphabet behind those of one byte, by this byte's distance from here and the next.
    pub const PAGE: u8 = 17;
    /// From here on, the first characters of the alphabet: the most frequent ones.
    pub const CHAR: u8 = 24;
    /// How many those are.
    pub const CHARS: usize = 256 - CHAR as usize;
    /// How many the alphabet can hold. Only the build script writes one.
    #[allow(dead_code)]
    pub const ALPHABET: usize = CHARS + (CHAR - PAGE) as usize * 256;
}

/// No bound.
pub const MANY: u16 = u16::MAX;

/// Bytes to be read one after the other; past the end there is nothing but END.
#[derive(Clone, Copy, Debug)]
pub struct Bytes {
    pub rest: &'static [u8],
    pub alphabet: &'static [u16],
}

impl Bytes {
    fn peek(&self) -> u8 {
        self.rest.first().copied().unwrap_or(tag::END)
    }

    /// Does what follows begin with ^?
    pub fn begins_with_start(&self) -> bool {
        self.peek() == tag::START
    }

    fn next(&mut self) -> u8 {
        let Some((&byte, after)) = self.rest.split_first() else { return tag::END };
        self.rest = after;
        byte
    }

    fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.next();
            number |= u32::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                return number;
            }
        }
    }

    /// The next character; where there is a tag instead, that, and it is behind us.
    fn character(&mut self) -> Result<char, u8> {
        let byte = self.next();
        let place = match byte {
            tag::CHAR.. => usize::from(byte - tag::CHAR),
            tag::PAGE.. => tag::CHARS + usize::from(byte - tag::PAGE) * 256 + usize::from(self.next()),
            tag::RARE => return char::from_u32(self.number()).ok_or(tag::RARE),
            _ => return Err(byte),
        };
        self.alphabet.get(place).and_then(|&unit| char::from_u32(unit.into())).ok_or(byte)
    }

    /// How often the part just read stands, where something says so.
    fn times(&mut self) -> Option<Times> {
        match self.peek() {
            tag::MAYBE => {
                self.next();
                Some(Times { min: 0, max: 1, greedy: true })
            }
            tag::UP_TO => {
                self.next();
                Some(Times { min: 0, max: self.number() as u16, greedy: true })
            }
            byte @ (tag::REPEAT | tag::REPEAT_LAZY) => {
                self.next();
                let min = self.number() as u16;
                Some(Times { min, max: (self.number() as u16).wrapping_sub(1), greedy: byte == tag::REPEAT })
            }
            _ => None,
        }
    }

    /// The classes at the head of all bytes: so many, one after the other.
    pub fn classes(&mut self) -> Vec<Class> {
        (0..self.number()).map(|_| self.class()).collect()
    }

    fn class(&mut self) -> Class {
        let negated = self.peek() == tag::NOT;
        if negated {
            self.next();
        }
        let mut runs = Vec::new();
        loop {
            match self.character() {
                Ok(c) => runs.push((c as u32, c as u32)),
                Err(tag::RUN) => match (self.character(), self.character()) {
                    (Ok(first), Ok(last)) => runs.push((first as u32, last as u32)),
                    _ => return Class { negated, runs },
                },
                Err(_) => return Class { negated, runs },
            }
        }
    }
}

/// How often a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    pub min: u16,
    /// `MANY`: no bound.
    pub max: u16,
    /// As many as possible, else as few.
    pub greedy: bool,
}

/// A set of characters.
#[derive(Debug, Default)]
pub struct Class {
    negated: bool,
    /// First and last of each run, sorted.
    runs: Vec<(u32, u32)>,
}

impl Class {
    /// Is the character in it?
    #[inline(always)]
    pub fn has(&self, c: char) -> bool {
        let code = c as u32;
        // Few runs as a rule: looking through them beats halving.
        for run in &self.runs {
            if code <= run.1 {
                return (run.0 <= code) != self.negated;
            }
        }
        self.negated
    }

    /// All of its characters, where they are no more than `most`.
    fn list(&self, most: u32) -> Option<impl Iterator<Item = char> + '_> {
        let size = self.runs.iter().fold(0u32, |sum, run| sum.saturating_add(run.1.saturating_sub(run.0)).saturating_add(1));
        (!self.negated && size <= most).then(|| self.runs.iter().flat_map(|run| run.0..=run.1).filter_map(char::from_u32))
    }
}

/// What every match must contain: an "and" of "or"s over the bits of a filter. Without building anything, since it is made for
/// all patterns before the first text is read.
#[derive(Default)]
pub struct Needs {
    /// Bits of the clauses in question, one after the other.
    bits: Vec<u16>,
    /// The clauses in question: cost, and where their bits lie.
    open: Vec<(usize, usize, usize)>,
}

/// A clause of more bits than this rejects too little.
const WIDEST: usize = 48;
/// A single character is met more often than a pair.
const SINGLE_COST: usize = 6;

impl Needs {
    /// Reads one pattern to its end and adds its clauses to `out`, each behind its length.
    pub fn read(&mut self, bytes: &mut Bytes, out: &mut Vec<u16>) {
        self.bits.clear();
        self.open.clear();
        self.sequence(bytes);
        bytes.next();
        self.open.sort_by_key(|clause| clause.0);
        // A second clause helps only where the first is a wide one.
        let enough = if self.open.first().is_some_and(|clause| clause.0 <= 2) { 1 } else { 2 };
        for &(_, from, to) in self.open.iter().take(enough) {
            let clause = self.bits.get(from..to).unwrap_or_default();
            out.push(clause.len() as u16);
            out.extend(clause);
        }
    }

    /// Up to what ends a sequence, leaving that. Every part that cannot be left out leaves its clause in `open`.
    fn sequence(&mut self, bytes: &mut Bytes) {
        let mut before = None;
        loop {
            match bytes.peek() {
                tag::END | tag::BAR | tag::CLOSE | tag::CLOSE_MAYBE => return,
                tag::OPEN | tag::QUOTE => {
                    bytes.next();
                    before = None;
                    self.group(bytes);
                }
                tag::START | tag::FINISH | tag::ANY | tag::CLASS => {
                    if bytes.next() == tag::CLASS {
                        bytes.number();
                    }
                    bytes.times();
                    before = None;
                }
                _ => {
                    let Ok(c) = bytes.character() else { continue };
                    let from = self.bits.len();
                    let times = bytes.times();
                    if times.is_some_and(|t| t.min == 0) {
                        before = None;
                        continue;
                    }
                    let cost = match before {
                        Some(b) => {
                            self.bits.push(pair_bit(b, c));
                            1
                        }
                        None => {
                            self.bits.push(single_bit(c));
                            SINGLE_COST
                        }
                    };
                    self.open.push((cost, from, from + 1));
                    before = Some(c).filter(|_| times.is_none());
                }
            }
        }
    }

    /// Alternatives behind their opening tag, with the closing one and what follows it: one clause for all of them together.
    fn group(&mut self, bytes: &mut Bytes) {
        let (first_bit, first_open) = (self.bits.len(), self.open.len());
        let (mut end, mut cost, mut known) = (first_bit, 0, true);
        let left_out = loop {
            self.sequence(bytes);
            let best = self.open.drain(first_open..).min_by_key(|clause| clause.0);
            known &= best.is_some();
            if let Some((more, from, to)) = best {
                self.bits.copy_within(from..to, end);
                end += to - from;
                cost += more;
            }
            self.bits.truncate(end);
            match bytes.next() {
                tag::BAR => {}
                closing => break closing == tag::CLOSE_MAYBE,
            }
        };
        let left_out = bytes.times().is_some_and(|t| t.min == 0) || left_out;
        if known && !left_out && end - first_bit <= WIDEST {
            self.open.push((cost, first_bit, end));
        } else {
            self.bits.truncate(first_bit);
        }
    }
}

/// A part of a pattern.
#[derive(Clone, Debug)]
pub enum Node {
    Char(char),
    /// By its number.
    Class(u16),
    Any,
    Start,
    Finish,
    Group(Vec<Vec<Node>>),
    /// The part to quote.
    Quote(Vec<Vec<Node>>),
    Repeat(Box<Node>, Times),
}

impl Node {
    /// The parts of a pattern, one after the other, up to its END.
    pub fn read(bytes: &mut Bytes) -> Vec<Node> {
        let mut out = Vec::new();
        loop {
            let mut node = match bytes.peek() {
                tag::END | tag::BAR | tag::CLOSE | tag::CLOSE_MAYBE => return out,
                byte @ (tag::OPEN | tag::QUOTE) => {
                    bytes.next();
                    let mut alternatives = vec![Self::read(bytes)];
                    let closing = loop {
                        match bytes.next() {
                            tag::BAR => alternatives.push(Self::read(bytes)),
                            closing => break closing,
                        }
                    };
                    let group = if byte == tag::QUOTE { Node::Quote(alternatives) } else { Node::Group(alternatives) };
                    let maybe = Times { min: 0, max: 1, greedy: true };
                    if closing == tag::CLOSE_MAYBE { Node::Repeat(Box::new(group), maybe) } else { group }
                }
                _ => match bytes.character() {
                    Ok(c) => Node::Char(c),
                    Err(tag::CLASS) => Node::Class(bytes.number() as u16),
                    Err(tag::START) => Node::Start,
                    Err(tag::FINISH) => Node::Finish,
                    Err(tag::ANY) => Node::Any,
                    Err(_) => continue,
                },
            };
            if let Some(times) = bytes.times() {
                node = Node::Repeat(Box::new(node), times);
            }
            out.push(node);
        }
    }

    /// Does every match of it take at least one character?
    pub fn takes(&self) -> bool {
        match self {
            Node::Char(_) | Node::Class(_) | Node::Any => true,
            Node::Start | Node::Finish => false,
            Node::Group(alternatives) | Node::Quote(alternatives) => alternatives.iter().all(|a| a.iter().any(Node::takes)),
            Node::Repeat(node, times) => times.min > 0 && node.takes(),
        }
    }
}

/// Most characters that are worth telling apart at the head of a pattern or an alternative.
const MOST_FIRST: usize = 60;
/// A class of more characters is as good as any.
const WIDE_CLASS: u32 = 40;

/// The characters that something can start with.
#[derive(Debug, Default)]
pub struct First {
    pub chars: Vec<char>,
    /// One of the alternatives at the head is ^: at the start of the text it may start with any.
    pub edge: bool,
}

impl First {
    /// Of a sequence of nodes; `None` where it may start with any character, or take none.
    pub fn of(nodes: &[Node], classes: &[Class]) -> Option<First> {
        let mut first = First::default();
        first.sequence(nodes, classes).then_some(())?;
        first.chars.sort_unstable();
        first.chars.dedup();
        (first.chars.len() <= MOST_FIRST).then_some(first)
    }

    fn sequence(&mut self, nodes: &[Node], classes: &[Class]) -> bool {
        for node in nodes {
            if matches!(node, Node::Start | Node::Finish) {
                continue;
            }
            if !self.node(node, classes) {
                return false;
            }
            if node.takes() || self.edge {
                return true;
            }
        }
        false
    }

    fn node(&mut self, node: &Node, classes: &[Class]) -> bool {
        match node {
            Node::Char(c) => self.chars.push(*c),
            Node::Class(class) => match classes.get(usize::from(*class)).and_then(|c| c.list(WIDE_CLASS)) {
                Some(chars) => self.chars.extend(chars),
                None => return false,
            },
            Node::Any | Node::Start | Node::Finish => return false,
            Node::Quote(alternatives) | Node::Group(alternatives) => {
                return alternatives.iter().all(|alternative| match alternative.as_slice() {
                    // (、|^)…: at the very start anything may follow.
                    [Node::Start] => {
                        self.edge = true;
                        true
                    }
                    [one] => self.node(one, classes),
                    several => self.sequence(several, classes),
                });
            }
            Node::Repeat(node, _) => return self.node(node, classes),
        }
        true
    }
}
