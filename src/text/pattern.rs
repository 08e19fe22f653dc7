//! Cue patterns: small programs over folded characters, compiled from regular expressions by the build script.
//!
//! Why not the regex crate in the Wasm: it costs a quarter of a megabyte there and about a millisecond for each
//! pattern it builds at start; these programs are static data and need no building. The syntax is the crate's own
//! (parsed by regex-syntax at build time) and a test holds the answers against it.
//! Matching is leftmost-first like there, by backtracking that visits no state twice, so its time is bounded by program
//! times sentence; sentences are short and a filter of character pairs rejects almost every pattern before it runs.

use std::sync::OnceLock;

/// One compiled cue, unpacked from the pool.
#[derive(Debug)]
pub struct Pattern {
    /// The folded regular expression. Only tests need it: in the Wasm it would double the catalogue's size.
    #[cfg(test)]
    pub source: &'static str,
    /// Characters, and instructions with their operands; see `op`.
    code: &'static [u16],
    /// Character classes that the instructions name by index.
    classes: &'static [&'static [(u32, u32)]],
    /// The characters a match (behind the lead) can start with, sorted; empty: any.
    starts: &'static [u16],
    /// A match can only start where the text starts: the pattern begins with ^.
    anchored: bool,
    /// At the start of the text a match may start with any character: one of the alternatives is ^.
    edge: bool,
    /// Most patterns of the catalogue begin with a bounded run of one class, as in `[^。]{0,40}同意`. Trying them at every
    /// character is what costs; so the run stands here, the code holds the rest, and the search looks for the rest first.
    lead: Option<Lead>,
    /// Clauses of hashed character pairs, each with its length before it: each needs one of its pairs in the text.
    need: &'static [u16],
}

/// All patterns of the catalogue as one run of words: no pointers, which compress badly, and nothing to build but slices.
#[derive(Debug)]
pub struct Pool {
    /// For each pattern: flags; the lead's class, least and most where the flags say so; then the starts, the need and the
    /// code, each with its length before it.
    pub words: &'static [u16],
    pub classes: &'static [&'static [(u32, u32)]],
    #[cfg(test)]
    pub sources: &'static [&'static str],
    pub unpacked: OnceLock<Vec<Pattern>>,
}

/// Bits of a pattern's first word. Shared with the build script.
pub mod flag {
    pub const ANCHORED: u16 = 1;
    pub const EDGE: u16 = 2;
    pub const LEAD: u16 = 4;
    pub const GREEDY: u16 = 8;
    /// The part to quote starts with the run, or is the run.
    pub const QUOTED_START: u16 = 16;
    pub const QUOTED_RUN: u16 = 32;
}

impl Pool {
    /// Every pattern, in the order of the catalogue.
    pub fn patterns(&'static self) -> &'static [Pattern] {
        self.unpacked.get_or_init(|| {
            let (mut out, mut rest) = (Vec::new(), self.words);
            while let Some((pattern, after)) = self.unpack(rest, out.len()) {
                out.push(pattern);
                rest = after;
            }
            out
        })
    }

    #[cfg_attr(not(test), allow(unused_variables))]
    fn unpack(&self, words: &'static [u16], index: usize) -> Option<(Pattern, &'static [u16])> {
        let (&flags, mut rest) = words.split_first()?;
        let mut lead = None;
        if flags & flag::LEAD != 0 {
            let (head, after) = rest.split_at_checked(3)?;
            let &[class, min, max] = head else { return None };
            let quoted = match flags & (flag::QUOTED_START | flag::QUOTED_RUN) {
                0 => Quoted::Apart,
                flag::QUOTED_START => Quoted::Start,
                _ => Quoted::Run,
            };
            lead = Some(Lead { class, min, max, greedy: flags & flag::GREEDY != 0, quoted });
            rest = after;
        }
        let mut part = || {
            let (&len, after) = rest.split_first()?;
            let (part, after) = after.split_at_checked(len.into())?;
            rest = after;
            Some(part)
        };
        let (starts, need, code) = (part()?, part()?, part()?);
        let pattern = Pattern {
            #[cfg(test)]
            source: self.sources.get(index).copied().unwrap_or_default(),
            code,
            classes: self.classes,
            starts,
            anchored: flags & flag::ANCHORED != 0,
            edge: flags & flag::EDGE != 0,
            lead,
            need,
        };
        Some((pattern, rest))
    }
}

/// The run of one class that a pattern begins with.
#[derive(Clone, Copy, Debug)]
pub struct Lead {
    /// Index into `classes`, or `op::ANY_CLASS`.
    pub class: u16,
    pub min: u16,
    pub max: u16,
    pub greedy: bool,
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

/// A match in folded characters, `from..to`; `group` is the part named `(?P<q>…)`, else all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    pub from: usize,
    pub to: usize,
    pub group: (usize, usize),
}

/// Words of a program that are no characters: private-use code points, which folded text cannot match. The words behind
/// some of them are operands. Shared with the build script.
pub mod op {
    /// Where the instructions lie.
    pub const WORDS: std::ops::RangeInclusive<u16> = 0xE000..=0xE0FF;
    pub const ANY: u16 = 0xE001;
    /// Then the index of the class.
    pub const CLASS: u16 = 0xE002;
    /// Try the next instruction, then the one at the operand.
    pub const SPLIT: u16 = 0xE003;
    /// Try the one at the operand, then the next.
    pub const SPLIT_FAR: u16 = 0xE004;
    /// Go to the operand.
    pub const JUMP: u16 = 0xE005;
    /// One class repeated: then its index or `ANY_CLASS`, the least number, the most (`MANY`: no bound). This one takes as
    /// many as it can, the next as few.
    pub const REPEAT: u16 = 0xE006;
    pub const REPEAT_LAZY: u16 = 0xE007;
    pub const START: u16 = 0xE008;
    pub const END: u16 = 0xE009;
    /// The part to quote begins, ends.
    pub const OPEN: u16 = 0xE00A;
    pub const CLOSE: u16 = 0xE00B;
    pub const MATCH: u16 = 0xE00C;
    pub const ANY_CLASS: u16 = 0xFFFF;
    pub const MANY: u16 = 0xFFFF;
}

/// Steps after which a search starts to note the states it has failed in. Most searches end long before.
const PATIENCE: u32 = 200;

/// A set of character pairs: what a sentence can hold at all.
#[derive(Clone, Debug)]
pub struct Filter {
    bits: [u64; Filter::BITS / 64],
}

impl Default for Filter {
    fn default() -> Self {
        Filter { bits: [0; Filter::BITS / 64] }
    }
}

impl Filter {
    const BITS: usize = 2048;

    /// Of all neighbouring pairs in `chars`.
    pub fn of(chars: &[char]) -> Self {
        let mut filter = Filter::default();
        let mut pairs = chars.iter();
        if let Some(mut a) = pairs.next() {
            for b in pairs {
                filter.put(pair(*a, *b));
                a = b;
            }
        }
        filter
    }

    fn put(&mut self, hash: u16) {
        let at = hash as usize % Self::BITS;
        if let Some(word) = self.bits.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// May the pair of this hash (`pair`) be in the text?
    pub fn has(&self, hash: u16) -> bool {
        let at = hash as usize % Self::BITS;
        self.bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Both together.
    pub fn join(&mut self, other: &Filter) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(a, b)| *a |= b);
    }

    /// False: `pattern` cannot match a text of this filter.
    pub fn allows(&self, pattern: &Pattern) -> bool {
        let mut rest = pattern.need;
        while let Some((&len, after)) = rest.split_first() {
            let Some((clause, after)) = after.split_at_checked(len.into()) else { return true };
            if !clause.iter().any(|&hash| self.has(hash)) {
                return false;
            }
            rest = after;
        }
        true
    }
}

/// Hash of two neighbouring characters, as wide as a filter and no wider: its bits do not compress. Shared with the build
/// script.
pub fn pair(a: char, b: char) -> u16 {
    let mixed = (a as u32).wrapping_mul(0x9E37_79B1) ^ (b as u32).wrapping_mul(0x85EB_CA6B);
    ((mixed >> 16) as u16 ^ mixed as u16) % Filter::BITS as u16
}

impl Pattern {
    /// Leftmost match at or after `from`.
    pub fn find(&self, chars: &[char], from: usize) -> Option<Match> {
        if self.anchored {
            return (from == 0).then(|| self.run(chars, 0, &mut Search::new(chars))).flatten();
        }
        let Some(lead) = self.lead else { return self.find_code(chars, from, chars.len(), &mut Search::new(chars)) };
        // The leftmost start belongs to the first place where the rest matches with enough of the run before it.
        let mut at = from;
        loop {
            // What led to a match has been noted like a failure: every search that follows a match starts anew.
            let mut search = Search::new(chars);
            let core = self.find_code(chars, at, chars.len(), &mut search)?;
            let before = chars.get(from..core.from).unwrap_or_default();
            let run = before.iter().rev().take(lead.max.into()).take_while(|c| self.in_class(lead.class, **c)).count();
            if run < lead.min.into() {
                at = core.from + 1;
                continue;
            }
            let start = core.from - run;
            let best = if lead.greedy { self.farthest(chars, start, core, lead) } else { self.nearest(chars, start, core, lead) };
            let named = best.group != (best.from, best.to);
            let group = match (lead.quoted, named) {
                (Quoted::Run, _) => (start, best.from),
                (Quoted::Start, true) => (start, best.group.1),
                (Quoted::Apart, true) => best.group,
                (_, false) => (start, best.to),
            };
            return Some(Match { from: start, to: best.to, group });
        }
    }

    /// Leftmost match of the code with its start in `from..=last`.
    fn find_code(&self, chars: &[char], from: usize, last: usize, search: &mut Search) -> Option<Match> {
        let end = last.min(chars.len());
        let places = chars.get(from..end).unwrap_or_default().iter().enumerate();
        places
            .filter(|(i, c)| self.can_start(**c) || (self.edge && from + i == 0))
            .find_map(|(i, _)| self.run(chars, from + i, search))
            // A pattern that starts with any character may still match at the very end (an edge alone).
            .or_else(|| (self.starts.is_empty() && from <= end).then(|| self.run(chars, end, search)).flatten())
    }

    fn can_start(&self, c: char) -> bool {
        match self.starts {
            [] => true,
            [only] => u32::from(*only) == c as u32,
            few => u16::try_from(c as u32).is_ok_and(|c| few.binary_search(&c).is_ok()),
        }
    }

    /// A greedy run reaches as far as its class and bound allow: the last place in reach where the rest matches.
    fn farthest(&self, chars: &[char], start: usize, first: Match, lead: Lead) -> Match {
        let mut search = Search::new(chars);
        let reach =
            chars.get(start..).unwrap_or_default().iter().take(lead.max.into()).take_while(|c| self.in_class(lead.class, **c)).count();
        (first.from + 1..=start + reach)
            .rev()
            .filter(|&at| chars.get(at).map_or(self.starts.is_empty(), |c| self.can_start(*c)))
            .find_map(|at| self.run(chars, at, &mut search))
            .unwrap_or(first)
    }

    /// A lazy run takes no more than its minimum needs.
    fn nearest(&self, chars: &[char], start: usize, first: Match, lead: Lead) -> Match {
        self.find_code(chars, start + usize::from(lead.min), first.from, &mut Search::new(chars))
            .filter(|m| m.from < first.from)
            .unwrap_or(first)
    }

    /// The match that starts at `at` and covers `chars` to the end, if there is one. For whole lines and cells.
    fn match_whole(&self, chars: &[char]) -> bool {
        if self.lead.is_none() && !self.edge && !chars.first().map_or(self.starts.is_empty(), |c| self.can_start(*c)) {
            return false;
        }
        self.find(chars, 0).is_some_and(|m| m.from == 0 && m.to == chars.len())
    }

    /// Is there a match?
    pub fn is_match(&self, chars: &[char]) -> bool {
        self.find(chars, 0).is_some()
    }

    fn run(&self, chars: &[char], at: usize, search: &mut Search) -> Option<Match> {
        search.stack.clear();
        let mut state = State { pc: 0, at, group: (usize::MAX, usize::MAX) };
        loop {
            search.steps = search.steps.saturating_add(1);
            match self.step(chars, &mut state, &mut search.stack) {
                Step::On => {}
                Step::Done => {
                    let group = if state.group.1 == usize::MAX { (at, state.at) } else { state.group };
                    return Some(Match { from: at, to: state.at, group });
                }
                Step::Fail => state = self.resume(chars, search)?,
            }
        }
    }

    /// The next state worth trying: the latest choice that is open and has not failed before.
    fn resume(&self, chars: &[char], search: &mut Search) -> Option<State> {
        loop {
            let next = match search.stack.pop()? {
                Choice::State(saved) => saved,
                // A lazy repeat takes one more and offers itself again.
                Choice::Lazy { state, class, left } => {
                    if !chars.get(state.at).is_some_and(|&c| self.in_class(class, c)) {
                        continue;
                    }
                    let next = State { at: state.at + 1, ..state };
                    if left > 1 {
                        search.stack.push(Choice::Lazy { state: next, class, left: left - 1 });
                    }
                    next
                }
                // A greedy repeat gives one back.
                Choice::Greedy { state, floor } => {
                    if state.at <= floor {
                        continue;
                    }
                    let next = State { at: state.at - 1, ..state };
                    search.stack.push(Choice::Greedy { state: next, floor });
                    next
                }
            };
            if search.is_new(self.code.len(), next) {
                return Some(next);
            }
        }
    }

    fn step(&self, chars: &[char], s: &mut State, stack: &mut Vec<Choice>) -> Step {
        let Some(&word) = self.code.get(s.pc) else { return Step::Fail };
        let here = chars.get(s.at).copied();
        if !op::WORDS.contains(&word) {
            let fits = here.is_some_and(|c| c as u32 == u32::from(word));
            s.at += 1;
            s.pc += 1;
            return if fits { Step::On } else { Step::Fail };
        }
        let operand = |n: usize| self.code.get(s.pc + n).copied().unwrap_or(0);
        let (fits, words) = match word {
            op::ANY => (here.is_some(), 1),
            op::CLASS => (here.is_some_and(|c| self.in_class(operand(1), c)), 2),
            op::SPLIT => {
                // Most alternatives begin with a character: one that is not here need not be tried and taken back.
                let near = operand(2);
                if !op::WORDS.contains(&near) && here.is_none_or(|c| c as u32 != u32::from(near)) {
                    s.pc = operand(1).into();
                    return Step::On;
                }
                stack.push(Choice::State(State { pc: operand(1).into(), ..*s }));
                s.pc += 2;
                return Step::On;
            }
            op::SPLIT_FAR => {
                stack.push(Choice::State(State { pc: s.pc + 2, ..*s }));
                s.pc = operand(1).into();
                return Step::On;
            }
            op::JUMP => {
                s.pc = operand(1).into();
                return Step::On;
            }
            op::REPEAT | op::REPEAT_LAZY => {
                let bounds = (operand(1), operand(2), operand(3));
                return self.repeat(chars, s, stack, word == op::REPEAT, bounds);
            }
            op::START | op::END => {
                let fits = if word == op::START { s.at == 0 } else { s.at == chars.len() };
                s.pc += 1;
                return if fits { Step::On } else { Step::Fail };
            }
            op::OPEN | op::CLOSE => {
                if word == op::OPEN {
                    s.group.0 = s.at;
                } else {
                    s.group.1 = s.at;
                }
                s.pc += 1;
                return Step::On;
            }
            op::MATCH => return Step::Done,
            _ => return Step::Fail,
        };
        s.at += 1;
        s.pc += words;
        if fits { Step::On } else { Step::Fail }
    }

    fn repeat(&self, chars: &[char], s: &mut State, stack: &mut Vec<Choice>, greedy: bool, (class, min, max): (u16, u16, u16)) -> Step {
        let (min, max) = (usize::from(min), if max == op::MANY { usize::MAX } else { max.into() });
        let want = if greedy { max } else { min };
        let rest = chars.get(s.at..).unwrap_or_default();
        let got = rest.iter().take(want).take_while(|&&c| self.in_class(class, c)).count();
        if got < min {
            return Step::Fail;
        }
        let floor = s.at + min;
        s.at += got;
        s.pc += 4;
        if greedy && s.at > floor {
            stack.push(Choice::Greedy { state: *s, floor });
        } else if !greedy && max > min {
            stack.push(Choice::Lazy { state: *s, class, left: max - min });
        }
        Step::On
    }

    fn in_class(&self, class: u16, c: char) -> bool {
        if class == op::ANY_CLASS {
            return true;
        }
        let code = c as u32;
        self.classes.get(usize::from(class)).is_some_and(|ranges| {
            ranges
                .binary_search_by(|&(from, to)| {
                    if to < code {
                        std::cmp::Ordering::Less
                    } else if from > code {
                        std::cmp::Ordering::Greater
                    } else {
                        std::cmp::Ordering::Equal
                    }
                })
                .is_ok()
        })
    }
}

/// What a search keeps between its starting places.
struct Search {
    stack: Vec<Choice>,
    steps: u32,
    /// One bit per (instruction, position): tried, and it led nowhere. What follows a state does not depend on how it was
    /// reached, so it need not be tried again, not even from another start. Empty until the search has lost patience.
    failed: Vec<u64>,
    width: usize,
}

impl Search {
    fn new(chars: &[char]) -> Self {
        Search { stack: Vec::new(), steps: 0, failed: Vec::new(), width: chars.len() + 1 }
    }

    fn is_new(&mut self, code: usize, state: State) -> bool {
        // Notes cost a word for every 64 states, and every search begins its own: they must not cost more than the steps so
        // far, or a long text with many matches would pay for them again and again.
        let notes = (code * self.width).div_ceil(64);
        if self.steps < PATIENCE.max(u32::try_from(notes).unwrap_or(u32::MAX)) {
            self.steps += 1;
            return true;
        }
        if self.failed.is_empty() {
            self.failed = vec![0; notes];
        }
        let bit = state.pc * self.width + state.at;
        let Some(word) = self.failed.get_mut(bit / 64) else { return true };
        let new = *word >> (bit % 64) & 1 == 0;
        *word |= 1 << (bit % 64);
        new
    }
}

#[derive(Clone, Copy)]
struct State {
    pc: usize,
    at: usize,
    group: (usize, usize),
}

enum Choice {
    State(State),
    Lazy { state: State, class: u16, left: usize },
    Greedy { state: State, floor: usize },
}

enum Step {
    On,
    Fail,
    Done,
}

/// A list of patterns that serve one question: the patterns `from..to` of the pool.
#[derive(Clone, Copy, Debug)]
pub struct Cues {
    pub pool: &'static Pool,
    pub from: u16,
    pub to: u16,
}

/// From this many patterns on it pays to make a filter of the text first.
const MANY_PATTERNS: usize = 4;

static NOTHING: Pool = Pool {
    words: &[],
    classes: &[],
    #[cfg(test)]
    sources: &[],
    unpacked: OnceLock::new(),
};

impl Cues {
    /// No pattern at all.
    pub const NONE: Cues = Cues { pool: &NOTHING, from: 0, to: 0 };

    /// The patterns of the list, in its order.
    pub fn patterns(&self) -> &'static [Pattern] {
        self.pool.patterns().get(self.from.into()..self.to.into()).unwrap_or_default()
    }

    /// An empty list.
    pub fn is_empty(&self) -> bool {
        self.from == self.to
    }

    /// The patterns that can match `chars` at all.
    fn live(&self, chars: &[char]) -> impl Iterator<Item = &'static Pattern> + use<> {
        let filter = (usize::from(self.to - self.from) >= MANY_PATTERNS).then(|| Filter::of(chars));
        self.patterns().iter().filter(move |p| filter.as_ref().is_none_or(|f| f.allows(p)))
    }

    /// The earliest match of any pattern; of several at one place the longest.
    pub fn find(&self, chars: &[char], from: usize) -> Option<Match> {
        self.live(chars).filter_map(|p| p.find(chars, from)).min_by_key(|m| (m.from, std::cmp::Reverse(m.to)))
    }

    /// Does any pattern match?
    pub fn is_match(&self, chars: &[char]) -> bool {
        self.live(chars).any(|p| p.is_match(chars))
    }

    /// Does any pattern match all of it?
    pub fn is_whole(&self, chars: &[char]) -> bool {
        self.live(chars).any(|p| p.match_whole(chars))
    }

    /// Like [`Cues::find`] from the start, with the filter of the text at hand.
    pub fn find_in(&self, chars: &[char], filter: &Filter) -> Option<Match> {
        self.patterns()
            .iter()
            .filter(|p| filter.allows(p))
            .filter_map(|p| p.find(chars, 0))
            .min_by_key(|m| (m.from, std::cmp::Reverse(m.to)))
    }

    /// All matches that do not overlap, from left to right.
    pub fn find_all(&self, chars: &[char]) -> Vec<Match> {
        // Every pattern with its next match: one that still lies ahead is not searched again, nor is one that has none.
        let mut next: Vec<(&Pattern, Match)> = self.live(chars).filter_map(|p| p.find(chars, 0).map(|m| (p, m))).collect();
        let mut out = Vec::new();
        while let Some(m) = next.iter().map(|n| n.1).min_by_key(|m| (m.from, std::cmp::Reverse(m.to))) {
            let from = m.to.max(m.from + 1);
            if m.to > m.from {
                out.push(m);
            }
            next.retain_mut(|(pattern, ahead)| {
                if ahead.from >= from {
                    return true;
                }
                pattern.find(chars, from).map(|m| *ahead = m).is_some()
            });
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;
    use crate::catalogue::POOL;
    use crate::document::Document;
    use std::collections::BTreeSet;

    /// Sentences to try the patterns on: the catalogue's own examples and the fixtures, and the corpus when it is there.
    fn sentences() -> Vec<Vec<char>> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut texts: Vec<String> = Vec::new();
        for r in crate::catalogue::REQUIREMENTS {
            texts.extend(r.hits.iter().chain(r.misses).map(|e| e.text.replace(['⟦', '⟧'], "")));
        }
        for r in crate::catalogue::RISKS {
            texts.extend(r.hits.iter().chain(r.misses).map(|e| e.text.replace(['⟦', '⟧'], "")));
        }
        for folder in ["tests/fixtures/policies", "tests/fixtures/other", "../shared/corpus/seeds", "../shared/corpus/dev"] {
            match std::fs::read_dir(root.join(folder)) {
                Ok(files) => texts.extend(files.flatten().filter_map(|f| std::fs::read_to_string(f.path()).ok())),
                Err(_) => eprintln!("SKIPPED: {folder} is not there"),
            }
        }
        let mut out = BTreeSet::new();
        for text in &texts {
            let document = Document::read(text);
            out.extend(document.sentences.iter().map(|s| document.view(s).chars.to_vec()));
        }
        out.into_iter().collect()
    }

    /// Same matches as the regex crate, on every sentence, for every pattern of the catalogue; and the filter never
    /// rejects a sentence that matches. The programs are static data: what holds here holds in the Wasm build.
    #[test]
    fn answers_are_those_of_the_regex_crate() {
        let (sentences, patterns) = (sentences(), POOL.patterns());
        assert!(sentences.len() > 300 && patterns.len() > 300, "{} sentences, {} patterns", sentences.len(), patterns.len());
        let strings: Vec<String> = sentences.iter().map(|s| s.iter().collect()).collect();
        let filters: Vec<Filter> = sentences.iter().map(|s| Filter::of(s)).collect();
        let mut seen = BTreeSet::new();
        for pattern in patterns.iter().filter(|p| seen.insert(p.source)) {
            let oracle = regex::Regex::new(pattern.source).expect("regex-syntax parsed it");
            for ((chars, string), filter) in sentences.iter().zip(&strings).zip(&filters) {
                let expected = oracle.captures(string).map(|c| {
                    let m = c.name("q").or_else(|| c.get(0)).expect("group 0");
                    (string[..m.start()].chars().count(), string[..m.end()].chars().count())
                });
                let got = pattern.find(chars, 0).map(|m| m.group);
                assert_eq!(got, expected, "{} on {string}", pattern.source);
                assert!(got.is_none() || filter.allows(pattern), "filter rejects {} on {string}", pattern.source);
            }
        }
    }
}
