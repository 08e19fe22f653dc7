//! Plain data as words, for JavaScript: each value of a report is one number, and every string is said once.
//!
//! A report has some 10,000 values, and most of its strings are the catalogue's own, the same in every report. Handed over
//! one by one they cost half as much as the reading. A reader that keeps what it has heard gets the words ([`Teller`];
//! `www/terse.js` makes the objects of them), every other one gets JSON made of them, and its own engine parses that.
//! Works on whatever serde can walk, so a new field of the report needs no line here.
//!
//! A word has its kind in the low three bits:
//! 0 constant (null, false, true) · 1 number · 2 number, in the next word · 3 string, by its number · 4 array of so many ·
//! 5 object, its keys joined by commas being the string of that number · 6 quote from here on, to the next word.

use super::Report;
use super::wire::{Utf16Span, wire_with};
use serde::ser::{self, Serialize};
use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::hash::{BuildHasherDefault, Hasher};

mod kind {
    pub const CONSTANT: u32 = 0;
    pub const NUMBER: u32 = 1;
    pub const WIDE_NUMBER: u32 = 2;
    pub const STRING: u32 = 3;
    pub const ARRAY: u32 = 4;
    pub const OBJECT: u32 = 5;
    pub const QUOTE: u32 = 6;
}

const NULL: u32 = 0;

/// What has been said to one reader so far.
#[derive(Default)]
pub struct Teller {
    known: HashMap<Box<str>, u32, BuildHasherDefault<Quick>>,
}

/// One report for that reader.
#[derive(Debug, Default)]
pub struct Told {
    pub words: Vec<u32>,
    /// Strings said for the first time; their numbers go on from those before.
    pub fresh: Vec<String>,
}

impl Teller {
    /// The report of `source`. Every answer must reach the reader, in this order.
    pub fn tell(&mut self, report: &Report, source: &str) -> Told {
        let mut told = Told::default();
        let places = wire_with(report, source, &mut |place: Utf16Span, _: &str| Place(place));
        // Nothing in a report can fail: every kind of value it has is one of those below.
        let _ = places.serialize(&mut Writer { known: &mut self.known, told: &mut told });
        told
    }
}

/// The report of `source` as JSON.
pub fn report_json(report: &Report, source: &str) -> String {
    let mut quotes: HashMap<(usize, usize), String, BuildHasherDefault<Quick>> = HashMap::default();
    let places = wire_with(report, source, &mut |place: Utf16Span, words: &str| {
        quotes.entry((place.start, place.end)).or_insert_with(|| words.to_owned());
        Place(place)
    });
    json_with(&places, &|start, end| quotes.get(&(start as usize, end as usize)).map_or("", String::as_str))
}

/// Any other plain data as JSON.
pub fn json(value: &impl Serialize) -> String {
    json_with(value, &|_, _| "")
}

fn json_with<'q>(value: &impl Serialize, quote: &dyn Fn(u32, u32) -> &'q str) -> String {
    let (mut known, mut told) = (HashMap::default(), Told::default());
    let _ = value.serialize(&mut Writer { known: &mut known, told: &mut told });
    let mut json = Json { words: told.words.iter(), strings: &told.fresh, quote, out: String::with_capacity(told.words.len() * 32) };
    json.value();
    json.out
}

/// Words on their way to JSON.
struct Json<'w, 'q> {
    words: std::slice::Iter<'w, u32>,
    strings: &'w [String],
    quote: &'w dyn Fn(u32, u32) -> &'q str,
    out: String,
}

impl Json<'_, '_> {
    fn next(&mut self) -> u32 {
        self.words.next().copied().unwrap_or_default()
    }

    fn value(&mut self) {
        let word = self.next();
        let low = word >> 3;
        match word & 7 {
            kind::NUMBER => self.number(low),
            kind::WIDE_NUMBER => {
                let number = self.next();
                self.number(number);
            }
            kind::STRING => self.string(self.strings.get(low as usize).map_or("", String::as_str)),
            kind::ARRAY => {
                self.out.push('[');
                for i in 0..low {
                    if i > 0 {
                        self.out.push(',');
                    }
                    self.value();
                }
                self.out.push(']');
            }
            kind::OBJECT => {
                let keys = self.strings.get(low as usize).map_or("", String::as_str);
                for (i, key) in keys.split(',').filter(|key| !key.is_empty()).enumerate() {
                    self.out.push(if i > 0 { ',' } else { '{' });
                    self.string(key);
                    self.out.push(':');
                    self.value();
                }
                self.out.push_str(if keys.is_empty() { "{}" } else { "}" });
            }
            kind::QUOTE => {
                let end = self.next();
                self.out.push_str("{\"start\":");
                self.number(low);
                self.out.push_str(",\"end\":");
                self.number(end);
                self.out.push_str(",\"text\":");
                self.string((self.quote)(low, end));
                self.out.push('}');
            }
            _ => self.out.push_str(["null", "false", "true"].get(low as usize).unwrap_or(&"null")),
        }
    }

    fn number(&mut self, number: u32) {
        self.out.push_str(&number.to_string());
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
            let (plain, from) = rest.split_at(at);
            self.out.push_str(plain);
            let mut chars = from.chars();
            match chars.next() {
                Some('\n') => self.out.push_str("\\n"),
                Some('\r') => self.out.push_str("\\r"),
                Some('\t') => self.out.push_str("\\t"),
                Some(c @ ('"' | '\\')) => self.out.extend(['\\', c]),
                Some(c) => {
                    let _ = write!(self.out, "\\u{:04x}", c as u32);
                }
                None => {}
            }
            rest = chars.as_str();
        }
        self.out.push_str(rest);
        self.out.push('"');
    }
}

/// A quote without its words: the reader has the text.
struct Place(Utf16Span);

/// What tells a quote from everything else.
const PLACE: &str = "\0place";

impl Serialize for Place {
    fn serialize<S: ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(PLACE, &(self.0.start, self.0.end))
    }
}

struct Writer<'a> {
    known: &'a mut HashMap<Box<str>, u32, BuildHasherDefault<Quick>>,
    told: &'a mut Told,
}

impl Writer<'_> {
    fn word(&mut self, kind: u32, value: u32) {
        self.told.words.push(value << 3 | kind);
    }

    fn string(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.known.get(text) {
            return number;
        }
        let number = self.known.len() as u32;
        self.known.insert(text.into(), number);
        self.told.fresh.push(text.to_owned());
        number
    }

    fn number(&mut self, number: u64) -> Result<(), Unsayable> {
        let number = u32::try_from(number).map_err(|_| Unsayable)?;
        if number < 1 << 29 {
            self.word(kind::NUMBER, number);
        } else {
            self.word(kind::WIDE_NUMBER, 0);
            self.told.words.push(number);
        }
        Ok(())
    }

    /// The word of what has parts; it is known when they are.
    fn head(&mut self) -> usize {
        self.told.words.push(0);
        self.told.words.len() - 1
    }

    fn fill(&mut self, head: usize, kind: u32, value: u32) {
        if let Some(word) = self.told.words.get_mut(head) {
            *word = value << 3 | kind;
        }
    }
}

/// A value of a kind that no report has.
#[derive(Debug)]
pub struct Unsayable;

impl fmt::Display for Unsayable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no value of a report")
    }
}

impl std::error::Error for Unsayable {}

impl ser::Error for Unsayable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Unsayable
    }
}

/// Something with parts, while they are written.
struct Parts<'w, 'a> {
    writer: &'w mut Writer<'a>,
    head: usize,
    count: u32,
    keys: String,
}

impl<'w, 'a> Parts<'w, 'a> {
    fn new(writer: &'w mut Writer<'a>) -> Self {
        Parts { head: writer.head(), writer, count: 0, keys: String::new() }
    }

    fn key(&mut self, key: &str) {
        if !self.keys.is_empty() {
            self.keys.push(',');
        }
        self.keys.push_str(key);
    }

    fn object(self) -> Result<(), Unsayable> {
        let keys = self.writer.string(&self.keys);
        self.writer.fill(self.head, kind::OBJECT, keys);
        Ok(())
    }

    fn array(self) -> Result<(), Unsayable> {
        self.writer.fill(self.head, kind::ARRAY, self.count);
        Ok(())
    }

    fn element(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Unsayable> {
        self.count += 1;
        value.serialize(&mut *self.writer)
    }
}

impl<'w, 'a> ser::Serializer for &'w mut Writer<'a> {
    type Ok = ();
    type Error = Unsayable;
    type SerializeSeq = Parts<'w, 'a>;
    type SerializeTuple = Parts<'w, 'a>;
    type SerializeStruct = Parts<'w, 'a>;
    type SerializeMap = ser::Impossible<(), Unsayable>;
    type SerializeTupleStruct = ser::Impossible<(), Unsayable>;
    type SerializeTupleVariant = ser::Impossible<(), Unsayable>;
    type SerializeStructVariant = ser::Impossible<(), Unsayable>;

    fn serialize_bool(self, value: bool) -> Result<(), Unsayable> {
        self.word(kind::CONSTANT, 1 + u32::from(value));
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Unsayable> {
        self.number(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Unsayable> {
        self.number(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Unsayable> {
        self.number(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Unsayable> {
        self.number(value)
    }

    fn serialize_str(self, text: &str) -> Result<(), Unsayable> {
        let number = self.string(text);
        self.word(kind::STRING, number);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Unsayable> {
        self.word(kind::CONSTANT, NULL);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unsayable> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unsayable> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Unsayable> {
        let head = self.told.words.len();
        value.serialize(&mut *self)?;
        if name == PLACE {
            // Written as an array of two numbers: three words where two will do.
            let read = |at: usize| self.told.words.get(at).map_or(0, |word| word >> 3);
            let (start, end) = (read(head + 1), read(head + 2));
            self.told.words.truncate(head);
            self.word(kind::QUOTE, start);
            self.told.words.push(end);
        }
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'w, 'a>, Unsayable> {
        Ok(Parts::new(self))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'w, 'a>, Unsayable> {
        Ok(Parts::new(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'w, 'a>, Unsayable> {
        Ok(Parts::new(self))
    }

    fn serialize_i8(self, _: i8) -> Result<(), Unsayable> {
        Err(Unsayable)
    }

    fn serialize_i16(self, _: i16) -> Result<(), Unsayable> {
        Err(Unsayable)
    }

    fn serialize_i32(self, _: i32) -> Result<(), Unsayable> {
        Err(Unsayable)
    }

    fn serialize_i64(self, _: i64) -> Result<(), Unsayable> {
        Err(Unsayable)
    }

    fn serialize_f32(self, _: f32) -> Result<(), Unsayable> {
        Err(Unsayable)
    }

    fn serialize_f64(self, _: f64) -> Result<(), Unsayable> {
        Err(Unsayable)
    }

    fn serialize_char(self, _: char) -> Result<(), Unsayable> {
        Err(Unsayable)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unsayable> {
        Err(Unsayable)
    }

    fn serialize_unit(self) -> Result<(), Unsayable> {
        Err(Unsayable)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unsayable> {
        Err(Unsayable)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, _: &'static str, _: &T) -> Result<(), Unsayable> {
        Err(Unsayable)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Unsayable> {
        Err(Unsayable)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Unsayable> {
        Err(Unsayable)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self::SerializeTupleVariant, Unsayable> {
        Err(Unsayable)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unsayable> {
        Err(Unsayable)
    }
}

impl ser::SerializeSeq for Parts<'_, '_> {
    type Ok = ();
    type Error = Unsayable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsayable> {
        self.element(value)
    }

    fn end(self) -> Result<(), Unsayable> {
        self.array()
    }
}

impl ser::SerializeTuple for Parts<'_, '_> {
    type Ok = ();
    type Error = Unsayable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsayable> {
        self.element(value)
    }

    fn end(self) -> Result<(), Unsayable> {
        self.array()
    }
}

impl ser::SerializeStruct for Parts<'_, '_> {
    type Ok = ();
    type Error = Unsayable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unsayable> {
        self.key(key);
        self.element(value)
    }

    fn end(self) -> Result<(), Unsayable> {
        self.object()
    }
}

/// Eight bytes at a time; the strings are the program's own, nobody chooses them to collide.
#[derive(Default)]
pub struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut mix = |word: u64| self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95);
        let (words, rest) = bytes.as_chunks();
        words.iter().for_each(|word| mix(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            mix(rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)));
        }
    }

    fn finish(&self) -> u64 {
        // The table takes its places from the low bits, and the high ones are well mixed.
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use super::{json, report_json};
    use crate::report::wire::wire;

    #[test]
    fn json_is_what_everybody_calls_json() {
        let texts = [
            String::new(),
            "個人情報保護方針\n\n株式会社「青空\"\\」は、お客様の個人情報を\t𠮷田が利用します。\n1. 🚗車検のご案内\u{1}\n".repeat(3),
            "Privacy Policy. We collect your name.\n".repeat(30),
        ];
        for text in &texts {
            let report = crate::analyze(text);
            assert_eq!(report_json(&report, text), serde_json::to_string(&wire(&report, text)).expect("plain data"));
        }
        let catalogue = crate::report::listing::catalogue();
        assert_eq!(json(&catalogue), serde_json::to_string(&catalogue).expect("plain data"));
    }
}
