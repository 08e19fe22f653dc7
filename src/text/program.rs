//! A pattern ready to run: its nodes as words for the machine, with what tells early that it cannot start here.
//!
//! Made when a pattern first runs; most patterns of the catalogue never do, since the filter rejects their texts.

use super::tree::{Class, First, Node, Times};

/// Words of a program that are no characters: private-use code points, which folded text cannot match (a pattern that names
/// one names it as a class). The words behind some of them are operands; places are indices into the program.
pub mod op {
    /// Where the instructions lie.
    pub const WORDS: std::ops::RangeInclusive<u16> = 0xE000..=0xE0FF;
    pub const ANY: u16 = 0xE001;
    /// Then the number of the class.
    pub const CLASS: u16 = 0xE002;
    /// How many places, then the places, to be tried in this order.
    pub const TRY: u16 = 0xE003;
    /// By the next character. How many are told apart; the place for any other; the characters, sorted; their places.
    pub const SWITCH: u16 = 0xE004;
    /// Then the place.
    pub const JUMP: u16 = 0xE005;
    /// One class repeated: then its number or `ANY_CLASS`, the least number, the most (`MANY`: no bound). This one takes as
    /// many as it can, the next as few.
    pub const REPEAT: u16 = 0xE006;
    pub const REPEAT_LAZY: u16 = 0xE007;
    pub const START: u16 = 0xE008;
    pub const FINISH: u16 = 0xE009;
    /// The part to quote begins, ends.
    pub const OPEN: u16 = 0xE00A;
    pub const CLOSE: u16 = 0xE00B;
    pub const MATCH: u16 = 0xE00C;
    pub const FAIL: u16 = 0xE00D;
    /// Then a character that may stand here or not.
    pub const MAYBE: u16 = 0xE00E;
    pub const ANY_CLASS: u16 = 0xFFFF;
}

/// A pattern ready to run.
#[derive(Debug)]
pub struct Program {
    /// Characters, and instructions with their operands; see `op`.
    pub code: Vec<u16>,
    /// The characters a match (behind the lead) can start with, sorted; empty: any.
    starts: Vec<char>,
    /// The same by the low bits of the characters: rejects most without looking through them.
    mask: [u64; 4],
    /// A match can only start where the text starts: the pattern begins with ^.
    pub anchored: bool,
    /// At the start of the text a match may start with any character: one of the alternatives is ^.
    pub edge: bool,
    /// Most patterns of the catalogue begin with a bounded run of one class, as in `[^。]{0,40}同意`. Trying them at every
    /// character is what costs; so the run stands here, the code holds the rest, and the search looks for the rest first.
    pub lead: Option<Lead>,
}

/// The run of one class that a pattern begins with.
#[derive(Clone, Copy, Debug)]
pub struct Lead {
    /// Number of the class, or `op::ANY_CLASS`.
    pub class: u16,
    pub times: Times,
    pub quoted: Quoted,
}

/// What a leading run has to do with the part to quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoted {
    /// Nothing.
    Apart,
    /// The part starts with the run.
    Start,
    /// The run is the part.
    Run,
}

impl Program {
    /// Of the nodes of a whole pattern.
    pub fn new(nodes: Vec<Node>, classes: &[Class]) -> Self {
        let (lead, rest) = split_lead(nodes);
        let mut writer = Writer { code: Vec::new(), classes };
        writer.sequence(&rest);
        writer.code.push(op::MATCH);
        let code = writer.code;
        let first = First::of(&rest, classes).unwrap_or_default();
        let mut mask = [0; 4];
        for &c in &first.chars {
            if let Some(word) = mask.get_mut(c as usize / 64 % 4) {
                *word |= 1u64 << (c as usize % 64);
            }
        }
        Program {
            anchored: code.first() == Some(&op::START),
            edge: first.edge && !first.chars.is_empty(),
            starts: first.chars,
            code,
            mask,
            lead,
        }
    }

    /// Can a match (behind the lead) start with this character, away from the start of the text?
    #[inline(always)]
    pub fn can_start(&self, c: char) -> bool {
        if self.starts.is_empty() {
            return true;
        }
        let hit = self.mask.get(c as usize / 64 % 4).is_some_and(|word| word >> (c as usize % 64) & 1 == 1);
        hit && self.starts.binary_search(&c).is_ok()
    }

    /// Can it start with any character, or with none?
    #[inline(always)]
    pub fn starts_anyhow(&self) -> bool {
        self.starts.is_empty()
    }
}

/// Splits `[^。]{0,40}rest` and `(?P<q>[^。]{0,40}rest)more` into the run and the rest, where the rest takes at least one
/// character.
fn split_lead(mut nodes: Vec<Node>) -> (Option<Lead>, Vec<Node>) {
    let (head, quoted) = match nodes.first() {
        Some(Node::Quote(alternatives)) => match alternatives.as_slice() {
            [inner] => (inner.first(), if inner.len() == 1 { Quoted::Run } else { Quoted::Start }),
            _ => return (None, nodes),
        },
        head => (head, Quoted::Apart),
    };
    let Some(Node::Repeat(of, times)) = head else { return (None, nodes) };
    let class = match **of {
        Node::Class(class) => class,
        Node::Any => op::ANY_CLASS,
        _ => return (None, nodes),
    };
    let behind = nodes.iter().skip(1).any(Node::takes)
        || matches!(nodes.first(), Some(Node::Quote(alternatives)) if alternatives.iter().flatten().skip(1).any(Node::takes));
    if times.max < 2 || times.max == super::tree::MANY || !behind {
        return (None, nodes);
    }
    let lead = Lead { class, times: *times, quoted };
    match nodes.first_mut() {
        Some(Node::Quote(alternatives)) if quoted == Quoted::Start => {
            if let Some(inner) = alternatives.first_mut() {
                inner.remove(0);
            }
        }
        _ => {
            nodes.remove(0);
        }
    }
    (Some(lead), nodes)
}

/// Writes the code. A place that is not known yet is a hole, filled when it is.
struct Writer<'c> {
    code: Vec<u16>,
    classes: &'c [Class],
}

impl Writer<'_> {
    fn sequence(&mut self, nodes: &[Node]) {
        nodes.iter().for_each(|node| self.node(node));
    }

    fn node(&mut self, node: &Node) {
        match node {
            // The build script lets no other character through.
            Node::Char(c) => self.code.push(*c as u16),
            Node::Class(class) => self.code.extend([op::CLASS, *class]),
            Node::Any => self.code.push(op::ANY),
            Node::Start => self.code.push(op::START),
            Node::Finish => self.code.push(op::FINISH),
            Node::Quote(alternatives) => {
                self.code.push(op::OPEN);
                self.group(alternatives);
                self.code.push(op::CLOSE);
            }
            Node::Group(alternatives) => self.group(alternatives),
            Node::Repeat(node, times) => self.repeat(node, *times),
        }
    }

    fn group(&mut self, alternatives: &[Vec<Node>]) {
        if let [only] = alternatives {
            return self.sequence(only);
        }
        let firsts: Vec<_> = alternatives.iter().map(|a| First::of(a, self.classes).filter(|f| !f.edge)).collect();
        let holes = self.choice(&firsts);
        let mut ends = Vec::new();
        for (i, alternative) in alternatives.iter().enumerate() {
            self.fill(&holes, i);
            self.sequence(alternative);
            if i + 1 < alternatives.len() {
                self.code.push(op::JUMP);
                ends.push(self.hole());
            }
        }
        ends.iter().for_each(|&end| self.set(end));
    }

    /// Chooses among alternatives by the next character; gives the holes for the place of each.
    fn choice(&mut self, firsts: &[Option<First>]) -> Vec<(usize, usize)> {
        let mut chars: Vec<char> = firsts.iter().flatten().flat_map(|f| f.chars.iter().copied()).collect();
        chars.sort_unstable();
        chars.dedup();
        // What one word cannot hold (beyond the basic plane) is among the others, where every alternative is tried.
        let rare = chars.last().is_some_and(|&c| u32::from(c) > 0xFFFF);
        chars.retain(|&c| u32::from(c) <= 0xFFFF);
        let with = |c: Option<char>| -> Vec<usize> {
            let fits = |first: &Option<First>| match (first, c) {
                (None, _) => true,
                (Some(first), Some(c)) => first.chars.binary_search(&c).is_ok(),
                (Some(_), None) => rare,
            };
            firsts.iter().enumerate().filter(|(_, first)| fits(first)).map(|(i, _)| i).collect()
        };
        let other = with(None);
        let mut holes = Vec::new();
        if chars.is_empty() {
            self.list(&other, &mut holes);
            return holes;
        }
        self.code.extend([op::SWITCH, chars.len() as u16, 0]);
        let other_at = self.code.len() - 1;
        self.code.extend(chars.iter().map(|&c| c as u16));
        let places = self.code.len();
        self.code.extend(chars.iter().map(|_| 0));
        // One list for all characters that lead to the same alternatives.
        let mut lists: Vec<(Vec<usize>, Option<usize>)> = Vec::new();
        let rows = chars.iter().enumerate().map(|(i, &c)| (places + i, with(Some(c)))).chain([(other_at, other)]);
        for (at, row) in rows.collect::<Vec<_>>() {
            if let [only] = row.as_slice() {
                holes.push((*only, at));
                continue;
            }
            let place = match lists.iter().find(|list| list.0 == row) {
                Some((_, Some(place))) => *place,
                _ => {
                    let place = self.code.len();
                    self.list(&row, &mut holes);
                    lists.push((row, Some(place)));
                    place
                }
            };
            self.put(at, place);
        }
        holes
    }

    fn list(&mut self, row: &[usize], holes: &mut Vec<(usize, usize)>) {
        if row.is_empty() {
            return self.code.push(op::FAIL);
        }
        self.code.extend([op::TRY, row.len() as u16]);
        for &i in row {
            let hole = self.hole();
            holes.push((i, hole));
        }
    }

    fn repeat(&mut self, node: &Node, times: Times) {
        let Times { min, max, greedy } = times;
        let class = match node {
            Node::Class(class) => Some(*class),
            Node::Any => Some(op::ANY_CLASS),
            _ => None,
        };
        if let Some(class) = class {
            return self.code.extend([if greedy { op::REPEAT } else { op::REPEAT_LAZY }, class, min, max]);
        }
        if let (Node::Char(c), 0, 1, true) = (node, min, max, greedy) {
            return self.code.extend([op::MAYBE, *c as u16]);
        }
        (0..min).for_each(|_| self.node(node));
        let first = First::of(std::slice::from_ref(node), self.classes).filter(|f| !f.edge);
        // The part, or what follows; a lazy one the other way round.
        let (order, part, after) = if greedy { ([first, None], 0, 1) } else { ([None, first], 1, 0) };
        if max == super::tree::MANY {
            let again = self.code.len();
            let holes = self.choice(&order);
            self.fill(&holes, part);
            self.node(node);
            self.code.push(op::JUMP);
            let jump = self.hole();
            self.put(jump, again);
            self.fill(&holes, after);
            return;
        }
        let mut ends = Vec::new();
        for _ in min..max {
            let holes = self.choice(&order);
            self.fill(&holes, part);
            self.node(node);
            ends.push(holes);
        }
        ends.iter().for_each(|holes| self.fill(holes, after));
    }

    fn hole(&mut self) -> usize {
        self.code.push(0);
        self.code.len() - 1
    }

    /// The holes of alternative `which` lead here.
    fn fill(&mut self, holes: &[(usize, usize)], which: usize) {
        holes.iter().filter(|hole| hole.0 == which).for_each(|hole| self.set(hole.1));
    }

    fn set(&mut self, hole: usize) {
        self.put(hole, self.code.len());
    }

    /// The build script keeps programs so short that every place fits a word.
    fn put(&mut self, hole: usize, place: usize) {
        if let Some(word) = self.code.get_mut(hole) {
            *word = place as u16;
        }
    }
}
