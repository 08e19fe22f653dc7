//! Which patterns can match a text at all: the pairs of neighbouring characters that it holds, and what a pattern needs of them.
//!
//! Not here: matching. Invariant: a filter may allow too much, never too little.
//!
//! The Wasm is built for size; what runs for every character or pattern says so (`inline`), here and in the files beside.

use std::cell::Cell;
use std::rc::Rc;

/// A set of character pairs and of characters: what a text can hold at all.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Pairs first, then single characters.
    bits: [u64; Filter::WORDS],
}

impl Default for Filter {
    fn default() -> Self {
        Filter { bits: [0; Filter::WORDS] }
    }
}

impl Filter {
    const PAIRS: u16 = 4096;
    const SINGLES: u16 = 512;
    const WORDS: usize = (Filter::PAIRS + Filter::SINGLES) as usize / 64;
    /// `pair` is coarser than the bits, which keep one more: two bits of the filter are one pair of it.
    const COARSE: u16 = Filter::PAIRS / 2;

    /// Of all characters in `chars`, and all neighbouring pairs.
    pub fn of(chars: &[char]) -> Self {
        let mut filter = Filter::default();
        filter.fill(chars);
        filter
    }

    fn fill(&mut self, chars: &[char]) {
        let mut before: Option<char> = None;
        for &c in chars {
            if let Some(b) = before {
                self.put(pair_bit(b, c));
            }
            self.put(single_bit(c));
            before = Some(c);
        }
    }

    #[inline(always)]
    fn put(&mut self, bit: u16) {
        if let Some(word) = self.bits.get_mut(usize::from(bit / 64)) {
            *word |= 1 << (bit % 64);
        }
    }

    #[inline(always)]
    fn bit(&self, bit: u16) -> bool {
        self.bits.get(usize::from(bit / 64)).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// May the pair of this hash (`pair`) be in the text?
    pub fn has(&self, hash: u16) -> bool {
        self.bit(hash) || self.bit(hash + Filter::COARSE)
    }

    /// Both together.
    pub fn join(&mut self, other: &Filter) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(a, b)| *a |= b);
    }

    /// Has the text one bit of every clause? Each clause stands behind its length.
    pub fn meets(&self, clauses: &[u16]) -> bool {
        let mut rest = clauses;
        while let Some((&len, after)) = rest.split_first() {
            let Some((clause, after)) = after.split_at_checked(len.into()) else { return true };
            let mut met = false;
            for &bit in clause {
                if self.bit(bit) {
                    met = true;
                    break;
                }
            }
            if !met {
                return false;
            }
            rest = after;
        }
        true
    }
}

/// Hash of two neighbouring characters, for counting the pairs that two texts share.
pub fn pair(a: char, b: char) -> u16 {
    pair_bit(a, b) % Filter::COARSE
}

/// The bit of two neighbouring characters.
#[inline(always)]
pub fn pair_bit(a: char, b: char) -> u16 {
    let mixed = (a as u32).wrapping_mul(0x9E37_79B1) ^ (b as u32).wrapping_mul(0x85EB_CA6B);
    ((mixed >> 16) as u16 ^ mixed as u16) % Filter::PAIRS
}

/// The bit of one character.
#[inline(always)]
pub fn single_bit(c: char) -> u16 {
    Filter::PAIRS + ((c as u32).wrapping_mul(0x9E37_79B1) >> 23) as u16 % Filter::SINGLES
}

/// A text with its filter.
#[derive(Default)]
pub struct Filtered {
    chars: Vec<char>,
    pub filter: Filter,
}

thread_local! {
    static LAST: Cell<Option<Rc<Filtered>>> = const { Cell::new(None) };
}

/// The filter of `chars`. An extractor asks many questions about one text before it comes to the next, so the last one is kept;
/// that it is the same text is seen by its characters, not by where they lie.
pub fn filtered(chars: &[char]) -> Rc<Filtered> {
    let mut last = LAST.take().unwrap_or_default();
    if last.chars != chars {
        if Rc::get_mut(&mut last).is_none() {
            last = Rc::default();
        }
        if let Some(own) = Rc::get_mut(&mut last) {
            own.chars.clear();
            own.chars.extend_from_slice(chars);
            own.filter = Filter::of(chars);
        }
    }
    LAST.set(Some(Rc::clone(&last)));
    last
}
