//! Cue patterns over folded characters: where and whether one of a list matches.
//!
//! Why not the regex crate in the Wasm: it costs a quarter of a megabyte there and about a millisecond for each
//! pattern it builds at start. The syntax is the crate's own (parsed by regex-syntax at build time) and a test holds the
//! answers against it. The way of a pattern: `tree.rs` reads what the build script wrote, `filter.rs` rejects most texts
//! before it runs, `program.rs` makes it ready to run, `machine.rs` runs it at one place; here is the search for the place.

use super::filter::{Filter, Filtered, filtered};
use super::machine::{Match, Search, in_class};
use super::program::{Lead, Program, Quoted};
use super::tree::{Bytes, Class, Needs, Node};
use std::rc::Rc;
use std::sync::OnceLock;

/// All patterns of the catalogue, as the build script wrote them: how many classes, the classes, the patterns.
#[derive(Debug)]
pub struct Pool {
    pub bytes: &'static [u8],
    /// The characters that the bytes stand for, the most frequent first.
    pub alphabet: &'static [u16],
    /// The folded regular expressions, pattern by pattern. Only tests need them.
    #[cfg(test)]
    pub sources: &'static [&'static str],
    pub unpacked: OnceLock<Vec<Pattern>>,
}

/// One pattern. It becomes a program when it first runs.
#[derive(Debug)]
pub struct Pattern {
    bytes: Bytes,
    classes: &'static [Class],
    /// Clauses for the filter.
    need: &'static [u16],
    program: OnceLock<Box<Program>>,
}

impl Pool {
    /// Every pattern, in the order of the catalogue. Made once and kept for good.
    pub fn patterns(&'static self) -> &'static [Pattern] {
        self.unpacked.get_or_init(|| {
            let mut bytes = Bytes { rest: self.bytes, alphabet: self.alphabet };
            let classes: &'static [Class] = Vec::leak(bytes.classes());
            let (mut needs, mut clauses, mut found) = (Needs::default(), Vec::new(), Vec::new());
            while !bytes.rest.is_empty() {
                let start = bytes;
                needs.read(&mut bytes, &mut clauses);
                found.push((start, clauses.len()));
            }
            let (clauses, mut from): (&'static [u16], _) = (Vec::leak(clauses), 0);
            let pattern = |(bytes, to)| Pattern {
                bytes,
                classes,
                need: clauses.get(std::mem::replace(&mut from, to)..to).unwrap_or_default(),
                program: OnceLock::new(),
            };
            found.into_iter().map(pattern).collect()
        })
    }
}

impl Filter {
    /// False: `pattern` cannot match a text of this filter.
    #[inline(always)]
    pub fn allows(&self, pattern: &Pattern) -> bool {
        self.meets(pattern.need)
    }
}

impl Pattern {
    fn program(&self) -> &Program {
        self.program.get_or_init(|| Box::new(Program::new(Node::read(&mut self.bytes.clone()), self.classes)))
    }

    /// Leftmost match at or after `from`.
    pub fn find(&self, chars: &[char], from: usize) -> Option<Match> {
        let program = self.program();
        if program.anchored {
            return (from == 0 && self.starts_at_all(program, chars))
                .then(|| Search::new(chars).run(program, self.classes, chars, 0))
                .flatten();
        }
        let Some(lead) = program.lead else { return self.find_code(program, chars, from, chars.len(), &mut Search::new(chars)) };
        // The leftmost start belongs to the first place where the rest matches with enough of the run before it.
        let mut at = from;
        loop {
            // What led to a match has been noted like a failure: every search that follows a match starts anew.
            let core = self.find_code(program, chars, at, chars.len(), &mut Search::new(chars))?;
            let before = chars.get(from..core.from).unwrap_or_default();
            let run = self.run_length(before.iter().rev(), lead);
            if run < lead.times.min.into() {
                at = core.from + 1;
                continue;
            }
            let start = core.from - run;
            let best = if lead.times.greedy {
                self.farthest(program, chars, start, core, lead)
            } else {
                self.nearest(program, chars, start, core, lead)
            };
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

    /// Of an anchored pattern: does the text begin as it must?
    fn starts_at_all(&self, program: &Program, chars: &[char]) -> bool {
        program.edge || chars.first().map_or(program.starts_anyhow(), |&c| program.can_start(c))
    }

    /// Leftmost match of the code with its start in `from..=last`.
    fn find_code(&self, program: &Program, chars: &[char], from: usize, last: usize, search: &mut Search) -> Option<Match> {
        let end = last.min(chars.len());
        for (at, &c) in (from..).zip(chars.get(from..end).unwrap_or_default()) {
            if (program.can_start(c) || (program.edge && at == 0))
                && let Some(found) = search.run(program, self.classes, chars, at)
            {
                return Some(found);
            }
        }
        // A pattern that starts with any character may still match at the very end (an edge alone).
        if program.starts_anyhow() && from <= end { search.run(program, self.classes, chars, end) } else { None }
    }

    /// How far the leading run can reach over these characters.
    fn run_length<'c>(&self, chars: impl Iterator<Item = &'c char>, lead: Lead) -> usize {
        chars.take(lead.times.max.into()).take_while(|c| in_class(self.classes, lead.class, **c)).count()
    }

    /// A greedy run reaches as far as its class and bound allow: the last place in reach where the rest matches.
    fn farthest(&self, program: &Program, chars: &[char], start: usize, first: Match, lead: Lead) -> Match {
        let mut search = Search::new(chars);
        let reach = self.run_length(chars.get(start..).unwrap_or_default().iter(), lead);
        (first.from + 1..=start + reach)
            .rev()
            .filter(|&at| chars.get(at).map_or(program.starts_anyhow(), |c| program.can_start(*c)))
            .find_map(|at| search.run(program, self.classes, chars, at))
            .unwrap_or(first)
    }

    /// A lazy run takes no more than its minimum needs.
    fn nearest(&self, program: &Program, chars: &[char], start: usize, first: Match, lead: Lead) -> Match {
        self.find_code(program, chars, start + usize::from(lead.times.min), first.from, &mut Search::new(chars))
            .filter(|m| m.from < first.from)
            .unwrap_or(first)
    }

    /// The match that starts at `at` and covers `chars` to the end, if there is one. For whole lines and cells.
    fn match_whole(&self, chars: &[char]) -> bool {
        let program = self.program();
        if program.lead.is_none() && !self.starts_at_all(program, chars) {
            return false;
        }
        self.find(chars, 0).is_some_and(|m| m.from == 0 && m.to == chars.len())
    }

    /// Is there a match?
    pub fn is_match(&self, chars: &[char]) -> bool {
        self.find(chars, 0).is_some()
    }

    /// May there be one? Looks first at what costs least; `filter` is that of `chars`, made when somebody needs it.
    fn may_match(&self, chars: &[char], filter: &mut Option<Rc<Filtered>>) -> bool {
        if self.need.is_empty() {
            return true;
        }
        let anchored = self.bytes.begins_with_start();
        if anchored && !self.starts_at_all(self.program(), chars) {
            return false;
        }
        filter.get_or_insert_with(|| filtered(chars)).filter.allows(self)
    }
}

/// The earliest of the matches; of several at one place the longest, and of those the first.
pub fn earliest<'p>(patterns: impl IntoIterator<Item = &'p Pattern>, mut find: impl FnMut(&'p Pattern) -> Option<Match>) -> Option<Match> {
    let mut best: Option<Match> = None;
    for pattern in patterns {
        if let Some(m) = find(pattern)
            && best.is_none_or(|b| (m.from, std::cmp::Reverse(m.to)) < (b.from, std::cmp::Reverse(b.to)))
        {
            best = Some(m);
        }
    }
    best
}

/// A list of patterns that serve one question: the patterns `from..to` of the pool.
#[derive(Clone, Copy, Debug)]
pub struct Cues {
    pub pool: &'static Pool,
    pub from: u16,
    pub to: u16,
}

static NOTHING: Pool = Pool {
    bytes: &[],
    alphabet: &[],
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

    /// The earliest match of any pattern; of several at one place the longest.
    pub fn find(&self, chars: &[char], from: usize) -> Option<Match> {
        let mut filter = None;
        earliest(self.patterns(), |p| if p.may_match(chars, &mut filter) { p.find(chars, from) } else { None })
    }

    /// Does any pattern match?
    pub fn is_match(&self, chars: &[char]) -> bool {
        let mut filter = None;
        self.patterns().iter().any(|p| p.may_match(chars, &mut filter) && p.is_match(chars))
    }

    /// Does any pattern match all of it?
    pub fn is_whole(&self, chars: &[char]) -> bool {
        let mut filter = None;
        self.patterns().iter().any(|p| p.may_match(chars, &mut filter) && p.match_whole(chars))
    }

    /// Like [`Cues::find`] from the start, with the filter of the text at hand.
    pub fn find_in(&self, chars: &[char], filter: &Filter) -> Option<Match> {
        earliest(self.patterns(), |p| if filter.allows(p) { p.find(chars, 0) } else { None })
    }

    /// All matches that do not overlap, from left to right.
    pub fn find_all(&self, chars: &[char]) -> Vec<Match> {
        // Every pattern with its next match: one that still lies ahead is not searched again, nor is one that has none.
        let mut filter = None;
        let live = self.patterns().iter().filter(|p| p.may_match(chars, &mut filter));
        let mut next: Vec<(&Pattern, Match)> = live.filter_map(|p| p.find(chars, 0).map(|m| (p, m))).collect();
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
#[path = "pattern_tests.rs"]
mod tests;
