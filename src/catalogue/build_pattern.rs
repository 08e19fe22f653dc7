//! Build script's part: a cue's regular expression → the bytes that `text/tree.rs` reads.
//!
//! The cue is folded like the text it will meet, parsed by regex-syntax, and written out in the order of its parts.

use crate::fold::{fold_char_str, fold_str};
use crate::program::Program;
use crate::tree::{Bytes, MANY, Node, tag};
use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Look};
use std::collections::{BTreeMap, HashMap};

/// Everything compiled so far.
#[derive(Default)]
struct Compiled {
    /// All patterns, one after the other.
    tokens: Vec<Token>,
    classes: Vec<ClassUnicode>,
    sources: Vec<String>,
}

/// Bytes, before it is known which characters and classes are frequent.
#[derive(Clone, Copy)]
enum Token {
    Tag(u8),
    Number(u32),
    Char(char),
    Class(usize),
}

thread_local! {
    static POOL: std::cell::RefCell<Compiled> = std::cell::RefCell::new(Compiled::default());
}

/// Number of patterns so far: the index of the next one.
pub fn count() -> usize {
    POOL.with_borrow(|pool| pool.sources.len())
}

/// Compiles one cue into the pool, or says why it cannot be one.
pub fn compile(cue: &str) -> Result<(), String> {
    let folded = fold_cue(cue);
    let hir = regex_syntax::ParserBuilder::new().build().parse(&folded).map_err(|e| e.to_string())?;
    if hir.properties().minimum_len() == Some(0) && !hir.properties().look_set().contains_anchor() {
        return Err("pattern can match nothing at all".into());
    }
    POOL.with_borrow_mut(|pool| {
        let mut writer = Writer { tokens: Vec::new(), classes: &mut pool.classes };
        writer.part(&hir)?;
        writer.tag(tag::END);
        let tokens = writer.tokens;
        pool.tokens.extend(tokens);
        pool.sources.push(folded);
        Ok(())
    })
}

/// Rust source of the pool.
pub fn pool() -> Result<String, String> {
    POOL.with_borrow(|pool| {
        let (bytes, alphabet) = pool.bytes();
        check(pool, &bytes, &alphabet)?;
        let escaped: String = bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect();
        Ok(format!(
            "pub static POOL: Pool = Pool {{ bytes: b\"{escaped}\", alphabet: &{alphabet:?}, #[cfg(test)] sources: &{:?}, unpacked: std::sync::OnceLock::new() }};\n",
            pool.sources
        ))
    })
}

/// What the readers of the bytes take for granted: every place of a program fits one word.
fn check(pool: &Compiled, bytes: &[u8], alphabet: &[u16]) -> Result<(), String> {
    let mut bytes = Bytes { rest: bytes.to_vec().leak(), alphabet: alphabet.to_vec().leak() };
    let classes = bytes.classes();
    for source in &pool.sources {
        let program = Program::new(Node::read(&mut bytes), &classes);
        bytes.rest = bytes.rest.split_first().filter(|next| *next.0 == tag::END).ok_or(format!("cannot read back `{source}`"))?.1;
        if program.code.len() > 20_000 {
            return Err(format!("pattern too large: bound a gap with one class, as in [^。]{{0,30}}: `{source}`"));
        }
    }
    if bytes.rest.is_empty() { Ok(()) } else { Err("more bytes than patterns".into()) }
}

impl Compiled {
    /// Classes and patterns as bytes, and their alphabet.
    fn bytes(&self) -> (Vec<u8>, Vec<u16>) {
        let mut used: Vec<(usize, usize)> = (0..self.classes.len()).map(|i| (0, i)).collect();
        for token in &self.tokens {
            if let Token::Class(class) = token {
                used[*class].0 += 1;
            }
        }
        used.sort_by_key(|&(times, class)| (std::cmp::Reverse(times), class));
        let mut tokens = vec![Token::Number(self.classes.len() as u32)];
        let mut number = vec![0; self.classes.len()];
        for (i, &(_, class)) in used.iter().enumerate() {
            number[class] = i as u32;
            write_class(&self.classes[class], &mut tokens);
        }
        tokens.extend(self.tokens.iter().map(|token| match *token {
            Token::Class(class) => Token::Number(number[class]),
            other => other,
        }));

        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        for token in &tokens {
            if let Token::Char(c) = token {
                *counts.entry(*c).or_default() += 1;
            }
        }
        let mut frequent: Vec<(char, usize)> = counts.into_iter().filter(|(c, _)| u16::try_from(*c as u32).is_ok()).collect();
        frequent.sort_by_key(|&(c, times)| (std::cmp::Reverse(times), c));
        frequent.truncate(tag::ALPHABET);
        let place: HashMap<char, usize> = frequent.iter().enumerate().map(|(i, &(c, _))| (c, i)).collect();
        let mut bytes = Vec::new();
        for token in tokens {
            match token {
                Token::Tag(tag) => bytes.push(tag),
                Token::Number(number) => write_number(number, &mut bytes),
                Token::Char(c) => match place.get(&c) {
                    Some(&at) if at < tag::CHARS => bytes.push(tag::CHAR + at as u8),
                    Some(&at) => bytes.extend([tag::PAGE + ((at - tag::CHARS) / 256) as u8, ((at - tag::CHARS) % 256) as u8]),
                    None => {
                        bytes.push(tag::RARE);
                        write_number(c as u32, &mut bytes);
                    }
                },
                Token::Class(_) => {}
            }
        }
        (bytes, frequent.into_iter().map(|(c, _)| c as u16).collect())
    }
}

fn write_number(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// The class or its opposite, whichever is shorter to say.
fn write_class(class: &ClassUnicode, out: &mut Vec<Token>) {
    let mut opposite = class.clone();
    opposite.negate();
    let length = |class: &ClassUnicode| class.ranges().iter().map(|r| if r.start() == r.end() { 1 } else { 3 }).sum::<usize>();
    let class = if length(&opposite) < length(class) {
        out.push(Token::Tag(tag::NOT));
        &opposite
    } else {
        class
    };
    for run in class.ranges() {
        if run.start() == run.end() {
            out.push(Token::Char(run.start()));
        } else {
            out.extend([Token::Tag(tag::RUN), Token::Char(run.start()), Token::Char(run.end())]);
        }
    }
    out.push(Token::Tag(tag::END));
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

struct Writer<'a> {
    tokens: Vec<Token>,
    /// Shared by all patterns.
    classes: &'a mut Vec<ClassUnicode>,
}

impl Writer<'_> {
    fn tag(&mut self, tag: u8) {
        self.tokens.push(Token::Tag(tag));
    }

    /// The inside of a group.
    fn branches(&mut self, hir: &Hir) -> Result<(), String> {
        match hir.kind() {
            HirKind::Alternation(parts) => {
                for (i, part) in parts.iter().enumerate() {
                    if i > 0 {
                        self.tag(tag::BAR);
                    }
                    self.part(part)?;
                }
                Ok(())
            }
            HirKind::Capture(group) if !quoted(hir) => self.branches(&group.sub),
            _ => self.part(hir),
        }
    }

    fn part(&mut self, hir: &Hir) -> Result<(), String> {
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(lit) => {
                let text = std::str::from_utf8(&lit.0).map_err(|e| e.to_string())?;
                text.chars().for_each(|c| self.char(c));
            }
            HirKind::Class(class) => self.class(class)?,
            HirKind::Look(Look::Start) => self.tag(tag::START),
            HirKind::Look(Look::End) => self.tag(tag::FINISH),
            HirKind::Look(other) => return Err(format!("{other:?} is not supported: only ^ and $")),
            HirKind::Capture(group) if quoted(hir) => {
                self.tag(tag::QUOTE);
                self.branches(&group.sub)?;
                self.tag(tag::CLOSE);
            }
            HirKind::Capture(group) => self.part(&group.sub)?,
            HirKind::Concat(parts) => parts.iter().try_for_each(|p| self.part(p))?,
            HirKind::Alternation(_) => {
                self.tag(tag::OPEN);
                self.branches(hir)?;
                self.tag(tag::CLOSE);
            }
            HirKind::Repetition(rep) => {
                if rep.max.is_none() && rep.sub.properties().minimum_len() == Some(0) {
                    return Err("what may be nothing cannot be repeated without end".into());
                }
                let maybe = (rep.min, rep.max, rep.greedy) == (0, Some(1), true);
                if single(&rep.sub) {
                    self.part(&rep.sub)?;
                } else {
                    self.tag(tag::OPEN);
                    self.branches(&rep.sub)?;
                    self.tag(if maybe { tag::CLOSE_MAYBE } else { tag::CLOSE });
                    if maybe {
                        return Ok(());
                    }
                }
                let bound = |n: u32| if n < u32::from(MANY) { Ok(Token::Number(n)) } else { Err("repetition too long") };
                match (rep.min, rep.max, rep.greedy) {
                    (0, Some(1), true) => self.tag(tag::MAYBE),
                    (0, Some(max), true) => self.tokens.extend([Token::Tag(tag::UP_TO), bound(max)?]),
                    (min, max, greedy) => {
                        self.tag(if greedy { tag::REPEAT } else { tag::REPEAT_LAZY });
                        self.tokens.extend([bound(min)?, bound(max.map_or(0, |max| max + 1))?]);
                    }
                }
            }
        }
        Ok(())
    }

    fn class(&mut self, class: &Class) -> Result<(), String> {
        let Class::Unicode(class) = class else { return Err("a class of bytes".into()) };
        let ranges: Vec<(char, char)> = class.ranges().iter().map(|r| (r.start(), r.end())).collect();
        match ranges.as_slice() {
            [] => return Err("empty class".into()),
            // `.` is everything but a line feed, and folded text has none.
            [('\0', '\x09'), ('\x0b', char::MAX)] => self.tag(tag::ANY),
            _ => self.intern(class.clone()),
        }
        Ok(())
    }

    fn intern(&mut self, class: ClassUnicode) {
        let at = self.classes.iter().position(|c| *c == class).unwrap_or_else(|| {
            self.classes.push(class);
            self.classes.len() - 1
        });
        self.tokens.extend([Token::Tag(tag::CLASS), Token::Class(at)]);
    }

    /// A character as itself; private use, where the instructions of a program lie, and what lies beyond the basic plane as a
    /// class.
    fn char(&mut self, c: char) {
        match u16::try_from(c as u32) {
            Ok(word) if !(0xE000..=0xF8FF).contains(&word) => self.tokens.push(Token::Char(c)),
            _ => self.intern(ClassUnicode::new([regex_syntax::hir::ClassUnicodeRange::new(c, c)])),
        }
    }
}

fn quoted(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Capture(group) if group.name.as_deref() == Some("q"))
}

/// Is it always exactly one character, of a class or a certain one?
fn single(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(_) => true,
        HirKind::Literal(lit) => std::str::from_utf8(&lit.0).is_ok_and(|text| text.chars().count() == 1),
        HirKind::Capture(group) => !quoted(hir) && single(&group.sub),
        _ => false,
    }
}
