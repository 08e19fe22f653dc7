//! Build script's part: a cue's regular expression → the program that `text/pattern.rs` runs.
//!
//! The cue is folded like the text it will meet, parsed by regex-syntax, and written out as static data.

use crate::fold::{fold_char_str, fold_str};
use crate::pattern::{flag, op, pair};
use regex_syntax::hir::{Class, Hir, HirKind, Look};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Everything compiled so far.
#[derive(Default)]
struct Compiled {
    words: Vec<u16>,
    classes: Vec<Vec<(u32, u32)>>,
    sources: Vec<String>,
}

thread_local! {
    static POOL: std::cell::RefCell<Compiled> = std::cell::RefCell::new(Compiled::default());
}

/// Number of patterns so far: the index of the next one.
pub fn count() -> usize {
    POOL.with_borrow(|pool| pool.sources.len())
}

/// Rust source of the pool.
pub fn pool() -> String {
    POOL.with_borrow(|pool| {
        let mut classes = String::new();
        for class in &pool.classes {
            let _ = write!(classes, "&{class:?},");
        }
        format!(
            "pub static POOL: Pool = Pool {{ words: &{:?}, classes: &[{classes}], #[cfg(test)] sources: &{:?}, unpacked: std::sync::OnceLock::new() }};\n",
            pool.words, pool.sources
        )
    })
}

/// Compiles one cue into the pool, or says why it cannot be one.
pub fn compile(cue: &str) -> Result<(), String> {
    POOL.with_borrow_mut(|pool| compile_into(pool, cue))
}

fn compile_into(pool: &mut Compiled, cue: &str) -> Result<(), String> {
    let folded = fold_cue(cue);
    let hir = regex_syntax::ParserBuilder::new().build().parse(&folded).map_err(|e| e.to_string())?;
    let (lead, rest) = split_lead(&hir);
    let mut program = Program { code: Vec::new(), classes: &mut pool.classes };
    let (mut flags, mut words) = (0, Vec::new());
    if let Some(lead) = lead {
        let bound = |n: u32| u16::try_from(n).map_err(|_| "repetition too long".to_string());
        flags |= flag::LEAD | if lead.greedy { flag::GREEDY } else { 0 } | lead.quoted;
        words.extend([program.single(&lead.sub)?.unwrap_or(op::ANY_CLASS), bound(lead.min)?, bound(lead.max)?]);
    }
    rest.iter().try_for_each(|part| program.emit(part))?;
    program.code.push(Inst::Word(op::MATCH));
    let code = program.code;
    if code.len() > 6_000 {
        return Err("pattern too large: bound a gap with one class, as in [^。]{0,30}".into());
    }
    if hir.properties().minimum_len() == Some(0) && !hir.properties().look_set().contains_anchor() {
        return Err("pattern can match nothing at all".into());
    }
    if matches!(code.first(), Some(Inst::Word(op::START))) {
        flags |= flag::ANCHORED;
    }
    let (mut first, mut edge) = (BTreeSet::new(), false);
    let known = first_chars(&Hir::concat(rest), &mut first, &mut edge) && first.len() <= 60;
    // Sixteen bits hold the basic plane; a pattern that may start beyond it is tried everywhere.
    let starts: Option<Vec<u16>> = first.into_iter().map(|c| u16::try_from(c as u32).ok()).collect();
    let starts = starts.filter(|_| known).unwrap_or_default();
    if edge && !starts.is_empty() {
        flags |= flag::EDGE;
    }
    let mut need = clauses(&hir);
    need.sort_by_key(Vec::len);
    // A second clause helps only where the first is a wide one.
    let enough = if need.first().is_some_and(|c| c.len() <= 2) { 1 } else { 2 };
    need.truncate(enough);
    let mut clauses = Vec::new();
    for clause in need {
        let hashes: BTreeSet<u16> = clause.into_iter().map(|(a, b)| pair(a, b)).collect();
        clauses.push(hashes.len() as u16);
        clauses.extend(hashes);
    }
    words.insert(0, flags);
    for part in [starts, clauses, pack(&code)] {
        words.push(u16::try_from(part.len()).map_err(|_| "pattern too large")?);
        words.extend(part);
    }
    pool.words.extend(words);
    pool.sources.push(folded);
    Ok(())
}

/// Folds the literal parts of a cue and leaves its operators alone. A character with a quantifier behind it stays a
/// character of its own: in 取扱い? the い is optional, not the whole word.
fn fold_cue(cue: &str) -> String {
    let chars: Vec<char> = cue.chars().collect();
    let (mut out, mut run, mut i, mut in_class) = (String::new(), String::new(), 0, false);
    while let Some(&c) = chars.get(i) {
        let meta = "()[]{}|.*+?^$\\".contains(c);
        let ascii_twin =
            char::from_u32((c as u32).wrapping_sub(0xFEE0)).filter(|t| ('！'..='～').contains(&c) && "()[]{}|.*+?^$\\".contains(*t));
        if let Some(twin) = ascii_twin {
            flush(&mut run, &mut out);
            out.push('\\');
            out.push(twin);
        } else if in_class && !meta && c != '-' {
            // ~~ and && are operators inside a class, and what a full-width mark folds to may be one too.
            for folded in fold_char_str(c).chars() {
                if regex_syntax::is_meta_character(folded) {
                    out.push('\\');
                }
                out.push(folded);
            }
        } else if c == '{' {
            flush_before_quantifier(&mut run, &mut out);
            while let Some(&c) = chars.get(i) {
                out.push(c);
                if c == '}' {
                    break;
                }
                i += 1;
            }
        } else if c == '(' && chars.get(i + 1) == Some(&'?') {
            // (?:  (?P<q>  up to their end
            flush(&mut run, &mut out);
            while let Some(&c) = chars.get(i) {
                out.push(c);
                if c == ':' || c == '>' {
                    break;
                }
                i += 1;
            }
        } else if meta {
            if "?*+".contains(c) {
                flush_before_quantifier(&mut run, &mut out);
            } else {
                flush(&mut run, &mut out);
            }
            out.push(c);
            match c {
                '\\' => {
                    i += 1;
                    out.extend(chars.get(i));
                }
                '[' => in_class = true,
                ']' => in_class = false,
                _ => {}
            }
        } else if in_class {
            out.push(c);
        } else {
            run.push(c);
        }
        i += 1;
    }
    flush(&mut run, &mut out);
    out
}

fn flush(run: &mut String, out: &mut String) {
    // The fold drops a blank at either end; between ASCII words it is kept, and so it is here. What is an operator after
    // folding was none before: … folds to three full stops.
    for c in fold_str(run).chars() {
        if "()[]{}|.*+?^$\\".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    run.clear();
}

fn flush_before_quantifier(run: &mut String, out: &mut String) {
    if let Some(last) = run.pop() {
        flush(run, out);
        out.push_str(&if last == ' ' { " ".to_string() } else { fold_char_str(last) });
    }
}

/// The bounded run of one class that a pattern begins with.
struct LeadRun {
    sub: Hir,
    min: u32,
    max: u32,
    greedy: bool,
    /// Flag bits for what the run has to do with the part to quote.
    quoted: u16,
}

/// Splits `[^。]{0,40}rest` and `(?P<q>[^。]{0,40}rest)more` into the run and the rest. Only runs of a negated or wide class
/// are worth it, and only where the rest needs at least one character.
fn split_lead(hir: &Hir) -> (Option<LeadRun>, Vec<Hir>) {
    let whole = || (None, vec![hir.clone()]);
    let parts: Vec<Hir> = match hir.kind() {
        HirKind::Concat(parts) => parts.clone(),
        HirKind::Capture(_) => vec![hir.clone()],
        _ => return whole(),
    };
    let Some(head) = parts.first() else { return whole() };
    let (run, mut rest, quoted) = match head.kind() {
        HirKind::Repetition(_) => (head.clone(), parts[1..].to_vec(), 0),
        HirKind::Capture(group) if group.name.as_deref() == Some("q") => match group.sub.kind() {
            HirKind::Concat(inner) if matches!(inner[0].kind(), HirKind::Repetition(_)) => {
                let mut group = group.clone();
                group.sub = Box::new(Hir::concat(inner[1..].to_vec()));
                let mut rest = vec![Hir::capture(group)];
                rest.extend(parts[1..].iter().cloned());
                (inner[0].clone(), rest, flag::QUOTED_START)
            }
            HirKind::Repetition(_) => ((*group.sub).clone(), parts[1..].to_vec(), flag::QUOTED_RUN),
            _ => return whole(),
        },
        _ => return whole(),
    };
    let HirKind::Repetition(rep) = run.kind() else { return whole() };
    let (HirKind::Class(_), Some(max)) = (rep.sub.kind(), rep.max) else { return whole() };
    if max < 2 || Hir::concat(rest.clone()).properties().minimum_len().is_none_or(|n| n == 0) {
        return whole();
    }
    rest.retain(|part| !matches!(part.kind(), HirKind::Empty));
    (Some(LeadRun { sub: (*rep.sub).clone(), min: rep.min, max, greedy: rep.greedy, quoted }), rest)
}

/// An instruction before its place is known.
#[derive(Clone)]
enum Inst {
    /// A character, or an instruction without operands.
    Word(u16),
    Class(u16),
    /// An instruction that names another one by its index in this list.
    Far(u16, usize),
    Repeat {
        greedy: bool,
        class: u16,
        min: u16,
        max: u16,
    },
}

/// Instructions as words, with the places that the far ones name.
fn pack(code: &[Inst]) -> Vec<u16> {
    let mut places = Vec::with_capacity(code.len() + 1);
    let mut at = 0u16;
    for inst in code {
        places.push(at);
        at += match inst {
            Inst::Word(_) => 1,
            Inst::Class(_) | Inst::Far(..) => 2,
            Inst::Repeat { .. } => 4,
        };
    }
    places.push(at);
    let mut out = Vec::new();
    for inst in code {
        match *inst {
            Inst::Word(word) => out.push(word),
            Inst::Class(class) => out.extend([op::CLASS, class]),
            Inst::Far(code, to) => out.extend([code, places[to]]),
            Inst::Repeat { greedy, class, min, max } => out.extend([if greedy { op::REPEAT } else { op::REPEAT_LAZY }, class, min, max]),
        }
    }
    out
}

struct Program<'a> {
    code: Vec<Inst>,
    /// Shared by all patterns.
    classes: &'a mut Vec<Vec<(u32, u32)>>,
}

impl Program<'_> {
    fn emit(&mut self, hir: &Hir) -> Result<(), String> {
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(lit) => {
                let text = std::str::from_utf8(&lit.0).map_err(|e| e.to_string())?;
                for c in text.chars() {
                    let inst = self.literal(c);
                    self.code.push(inst);
                }
            }
            HirKind::Class(class) => {
                let class = self.class(class)?;
                self.code.push(if class == op::ANY_CLASS { Inst::Word(op::ANY) } else { Inst::Class(class) });
            }
            HirKind::Look(Look::Start) => self.code.push(Inst::Word(op::START)),
            HirKind::Look(Look::End) => self.code.push(Inst::Word(op::END)),
            HirKind::Look(other) => return Err(format!("{other:?} is not supported: only ^ and $")),
            HirKind::Capture(group) => {
                let named = group.name.as_deref() == Some("q");
                if named {
                    self.code.push(Inst::Word(op::OPEN));
                }
                self.emit(&group.sub)?;
                if named {
                    self.code.push(Inst::Word(op::CLOSE));
                }
            }
            HirKind::Concat(parts) => parts.iter().try_for_each(|p| self.emit(p))?,
            HirKind::Alternation(parts) => {
                let mut ends = Vec::new();
                for (i, part) in parts.iter().enumerate() {
                    if i + 1 == parts.len() {
                        self.emit(part)?;
                        break;
                    }
                    let split = self.reserve();
                    self.emit(part)?;
                    ends.push(self.reserve());
                    self.code[split] = Inst::Far(op::SPLIT, self.here());
                }
                for end in ends {
                    self.code[end] = Inst::Far(op::JUMP, self.here());
                }
            }
            HirKind::Repetition(rep) => self.repetition(&rep.sub, rep.min, rep.max, rep.greedy)?,
        }
        Ok(())
    }

    fn repetition(&mut self, sub: &Hir, min: u32, max: Option<u32>, greedy: bool) -> Result<(), String> {
        if let Some(class) = self.single(sub)? {
            let bound = |n: u32| u16::try_from(n).ok().filter(|n| *n < op::MANY).ok_or("repetition too long");
            let max = max.map_or(Ok(op::MANY), bound)?;
            self.code.push(Inst::Repeat { greedy, class, min: bound(min)?, max });
            return Ok(());
        }
        for _ in 0..min {
            self.emit(sub)?;
        }
        let split = if greedy { op::SPLIT } else { op::SPLIT_FAR };
        match max {
            Some(max) => {
                let mut splits = Vec::new();
                for _ in min..max {
                    splits.push(self.reserve());
                    self.emit(sub)?;
                }
                for at in splits {
                    self.code[at] = Inst::Far(split, self.here());
                }
            }
            None => {
                let start = self.reserve();
                self.emit(sub)?;
                self.code.push(Inst::Far(op::JUMP, start));
                self.code[start] = Inst::Far(split, self.here());
            }
        }
        Ok(())
    }

    /// The class index when `hir` is always exactly one character.
    fn single(&mut self, hir: &Hir) -> Result<Option<u16>, String> {
        Ok(match hir.kind() {
            HirKind::Class(class) => Some(self.class(class)?),
            HirKind::Literal(lit) => {
                let text = std::str::from_utf8(&lit.0).map_err(|e| e.to_string())?;
                let mut chars = text.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => Some(self.intern(vec![(c as u32, c as u32)])),
                    _ => None,
                }
            }
            HirKind::Capture(group) if group.name.is_none() => self.single(&group.sub)?,
            _ => None,
        })
    }

    fn class(&mut self, class: &Class) -> Result<u16, String> {
        let ranges: Vec<(u32, u32)> = match class {
            Class::Unicode(c) => c.ranges().iter().map(|r| (r.start() as u32, r.end() as u32)).collect(),
            Class::Bytes(c) => c.ranges().iter().map(|r| (u32::from(r.start()), u32::from(r.end()))).collect(),
        };
        if ranges.is_empty() {
            return Err("empty class".into());
        }
        // `.` is everything but a line feed, and folded text has none.
        if ranges.len() == 2 && ranges[0] == (0, 9) && ranges[1] == (11, 0x10_FFFF) {
            return Ok(op::ANY_CLASS);
        }
        Ok(self.intern(ranges))
    }

    fn intern(&mut self, ranges: Vec<(u32, u32)>) -> u16 {
        let at = self.classes.iter().position(|c| *c == ranges).unwrap_or_else(|| {
            self.classes.push(ranges);
            self.classes.len() - 1
        });
        at as u16
    }

    /// A character as a word of its own; private use and what lies beyond the basic plane as a class.
    fn literal(&mut self, c: char) -> Inst {
        match u16::try_from(c as u32) {
            Ok(word) if !(0xE000..=0xF8FF).contains(&word) => Inst::Word(word),
            _ => Inst::Class(self.intern(vec![(c as u32, c as u32)])),
        }
    }

    fn reserve(&mut self) -> usize {
        self.code.push(Inst::Word(0));
        self.code.len() - 1
    }

    fn here(&self) -> usize {
        self.code.len()
    }
}

/// Collects the characters a match can start with, `edge` for one that starts anyhow at the start of the text; false: cannot
/// tell.
fn first_chars(hir: &Hir, out: &mut BTreeSet<char>, edge: &mut bool) -> bool {
    match hir.kind() {
        HirKind::Literal(lit) => std::str::from_utf8(&lit.0).ok().and_then(|s| s.chars().next()).is_some_and(|c| {
            out.insert(c);
            true
        }),
        HirKind::Class(Class::Unicode(class)) => {
            let size: u32 = class.ranges().iter().map(|r| r.end() as u32 - r.start() as u32 + 1).sum();
            size <= 40 && {
                out.extend(class.ranges().iter().flat_map(|r| r.start()..=r.end()));
                true
            }
        }
        HirKind::Capture(group) => first_chars(&group.sub, out, edge),
        HirKind::Repetition(rep) => first_chars(&rep.sub, out, edge),
        HirKind::Alternation(parts) => parts.iter().all(|p| match p.kind() {
            // (、|^)…: at the very start anything may follow.
            HirKind::Look(Look::Start) => {
                *edge = true;
                true
            }
            _ => first_chars(p, out, edge),
        }),
        HirKind::Concat(parts) => {
            for part in parts {
                if matches!(part.kind(), HirKind::Look(_)) {
                    continue;
                }
                if !first_chars(part, out, edge) {
                    return false;
                }
                if part.properties().minimum_len().is_some_and(|n| n > 0) || *edge {
                    return true;
                }
            }
            false
        }
        _ => false,
    }
}

type Clause = Vec<(char, char)>;

/// Character pairs that every match must contain: an "and" of "or"s.
fn clauses(hir: &Hir) -> Vec<Clause> {
    match hir.kind() {
        HirKind::Literal(lit) => {
            let chars: Vec<char> = std::str::from_utf8(&lit.0).unwrap_or_default().chars().collect();
            chars.windows(2).map(|w| vec![(w[0], w[1])]).collect()
        }
        HirKind::Capture(group) => clauses(&group.sub),
        HirKind::Repetition(rep) if rep.min > 0 => clauses(&rep.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(clauses).collect(),
        HirKind::Alternation(parts) => {
            let mut joined = Clause::new();
            for part in parts {
                match clauses(part).into_iter().min_by_key(Vec::len) {
                    Some(clause) => joined.extend(clause),
                    None => return Vec::new(),
                }
            }
            if joined.len() > 32 { Vec::new() } else { vec![joined] }
        }
        _ => Vec::new(),
    }
}
