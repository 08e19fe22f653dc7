//! Runs a program at one place of a text: leftmost-first like the regex crate, by backtracking that visits no state twice once
//! it has lost patience, so its time is bounded by program times sentence.

use super::program::{Program, op};
use super::tree::{Class, MANY};
use std::cell::Cell;

/// Steps after which a search starts to note the states it has failed in. Most searches end long before.
const PATIENCE: u32 = 200;

/// A match in folded characters, `from..to`; `group` is the part named `(?P<q>…)`, else all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    pub from: usize,
    pub to: usize,
    pub group: (usize, usize),
}

/// What a search keeps between its starting places.
pub struct Search {
    stack: Vec<Choice>,
    steps: u32,
    /// One bit per (instruction, position): tried, and it led nowhere. What follows a state does not depend on how it was
    /// reached, so it need not be tried again, not even from another start. Empty until the search has lost patience.
    failed: Vec<u64>,
    width: usize,
}

thread_local! {
    /// The stack of the search before: thousands of searches a text need not ask for memory each.
    static SPARE: Cell<Vec<Choice>> = const { Cell::new(Vec::new()) };
}

impl Drop for Search {
    fn drop(&mut self) {
        SPARE.set(std::mem::take(&mut self.stack));
    }
}

#[derive(Clone, Copy)]
struct State {
    pc: u32,
    at: u32,
    /// Where the part to quote begins and ends; `NOWHERE` until it does.
    group: (u32, u32),
}

const NOWHERE: u32 = u32::MAX;

enum Choice {
    State(State),
    Lazy { state: State, class: u16, left: u32 },
    Greedy { state: State, floor: u32 },
}

impl Search {
    /// In a text of so many characters.
    pub fn new(chars: &[char]) -> Self {
        Search { stack: SPARE.take(), steps: 0, failed: Vec::new(), width: chars.len() + 1 }
    }

    /// The match that starts at `at`.
    pub fn run(&mut self, program: &Program, classes: &[Class], chars: &[char], at: usize) -> Option<Match> {
        self.stack.clear();
        let code = program.code.as_slice();
        let mut s = State { pc: 0, at: at as u32, group: (NOWHERE, NOWHERE) };
        let word = |pc: u32| code.get(pc as usize).copied().unwrap_or(op::FAIL);
        loop {
            self.steps = self.steps.saturating_add(1);
            let here = chars.get(s.at as usize).copied();
            let instruction = word(s.pc);
            if !op::WORDS.contains(&instruction) {
                if here.is_some_and(|c| c as u32 == u32::from(instruction)) {
                    s.at += 1;
                    s.pc += 1;
                } else {
                    s = self.resume(code.len(), classes, chars)?;
                }
                continue;
            }
            let goes_on = match instruction {
                op::ANY => {
                    s.pc += 1;
                    s.at += 1;
                    here.is_some()
                }
                op::CLASS => {
                    let class = word(s.pc + 1);
                    s.pc += 2;
                    s.at += 1;
                    here.is_some_and(|c| in_class(classes, class, c))
                }
                op::TRY => {
                    let from = s.pc as usize + 2;
                    let places = code.get(from..from + usize::from(word(s.pc + 1))).unwrap_or_default();
                    if let Some((&first, others)) = places.split_first() {
                        self.stack.extend(others.iter().rev().map(|&pc| Choice::State(State { pc: pc.into(), ..s })));
                        s.pc = first.into();
                    }
                    !places.is_empty()
                }
                op::SWITCH => {
                    let (count, from) = (usize::from(word(s.pc + 1)), s.pc as usize + 3);
                    let chars = code.get(from..from + count).unwrap_or_default();
                    let found = here.and_then(|c| u16::try_from(c as u32).ok()).and_then(|c| index_of(chars, c));
                    s.pc = word(found.map_or(s.pc + 2, |i| (from + count + i) as u32)).into();
                    true
                }
                op::MAYBE => {
                    let there = here.is_some_and(|c| c as u32 == u32::from(word(s.pc + 1)));
                    s.pc += 2;
                    if there {
                        self.stack.push(Choice::State(s));
                        s.at += 1;
                    }
                    true
                }
                op::JUMP => {
                    s.pc = word(s.pc + 1).into();
                    true
                }
                op::REPEAT | op::REPEAT_LAZY => {
                    let (class, min, max) = (word(s.pc + 1), u32::from(word(s.pc + 2)), word(s.pc + 3));
                    let max = if max == MANY { u32::MAX } else { max.into() };
                    let greedy = instruction == op::REPEAT;
                    let rest = chars.get(s.at as usize..).unwrap_or_default();
                    let got = run_length(classes, class, rest, if greedy { max } else { min });
                    let floor = s.at + min;
                    s.at += got;
                    s.pc += 4;
                    if got < min {
                        false
                    } else {
                        if greedy && s.at > floor {
                            self.stack.push(Choice::Greedy { state: s, floor });
                        } else if !greedy && max > min {
                            self.stack.push(Choice::Lazy { state: s, class, left: max - min });
                        }
                        true
                    }
                }
                op::START => {
                    s.pc += 1;
                    s.at == 0
                }
                op::FINISH => {
                    s.pc += 1;
                    here.is_none()
                }
                op::OPEN => {
                    s.group.0 = s.at;
                    s.pc += 1;
                    true
                }
                op::CLOSE => {
                    s.group.1 = s.at;
                    s.pc += 1;
                    true
                }
                op::MATCH => {
                    let to = s.at as usize;
                    let group = if s.group.1 == NOWHERE { (at, to) } else { (s.group.0 as usize, s.group.1 as usize) };
                    return Some(Match { from: at, to, group });
                }
                _ => false,
            };
            if !goes_on {
                s = self.resume(code.len(), classes, chars)?;
            }
        }
    }

    /// The next state worth trying: the latest choice that is open and has not failed before.
    fn resume(&mut self, code: usize, classes: &[Class], chars: &[char]) -> Option<State> {
        loop {
            let next = match self.stack.pop()? {
                Choice::State(saved) => saved,
                // A lazy repeat takes one more and offers itself again.
                Choice::Lazy { state, class, left } => {
                    if !chars.get(state.at as usize).is_some_and(|&c| in_class(classes, class, c)) {
                        continue;
                    }
                    let next = State { at: state.at + 1, ..state };
                    if left > 1 {
                        self.stack.push(Choice::Lazy { state: next, class, left: left - 1 });
                    }
                    next
                }
                // A greedy repeat gives one back.
                Choice::Greedy { state, floor } => {
                    if state.at <= floor {
                        continue;
                    }
                    let next = State { at: state.at - 1, ..state };
                    if next.at > floor {
                        self.stack.push(Choice::Greedy { state: next, floor });
                    }
                    next
                }
            };
            if self.is_new(code, next) {
                return Some(next);
            }
        }
    }

    fn is_new(&mut self, code: usize, state: State) -> bool {
        self.steps = self.steps.saturating_add(1);
        if self.steps < PATIENCE {
            return true;
        }
        // Notes cost a word for every 64 states, and every search begins its own: they must not cost more than the steps so
        // far, or a long text with many matches would pay for them again and again.
        let notes = (code * self.width).div_ceil(64);
        if self.steps < u32::try_from(notes).unwrap_or(u32::MAX) {
            return true;
        }
        if self.failed.is_empty() {
            self.failed = vec![0; notes];
        }
        let bit = state.pc as usize * self.width + state.at as usize;
        let Some(word) = self.failed.get_mut(bit / 64) else { return true };
        let new = *word >> (bit % 64) & 1 == 0;
        *word |= 1 << (bit % 64);
        new
    }
}

/// How many characters at the head of `chars` are in the class, at most `most`.
#[inline(always)]
fn run_length(classes: &[Class], class: u16, chars: &[char], most: u32) -> u32 {
    let most = most as usize;
    let head = chars.get(..most).unwrap_or(chars);
    if class == op::ANY_CLASS {
        return head.len() as u32;
    }
    let Some(class) = classes.get(usize::from(class)) else { return 0 };
    let mut length = 0;
    for &c in head {
        if !class.has(c) {
            break;
        }
        length += 1;
    }
    length
}

/// Is the character in the class of this number?
#[inline(always)]
pub fn in_class(classes: &[Class], class: u16, c: char) -> bool {
    class == op::ANY_CLASS || classes.get(usize::from(class)).is_some_and(|class| class.has(c))
}

/// Where a sorted list has the character.
#[inline(always)]
fn index_of(sorted: &[u16], c: u16) -> Option<usize> {
    if sorted.len() <= 8 { sorted.iter().position(|&x| x == c) } else { sorted.binary_search(&c).ok() }
}
