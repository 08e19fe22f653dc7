//! Files to text: reading, and telling the encodings apart in which Japanese text still comes.

use super::pages;
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use std::ffi::OsStr;
use std::io::{self, ErrorKind, Read as _};

/// The text of a file, without its byte order mark, line ends kept.
#[derive(Debug)]
pub struct Decoded {
    pub text: String,
    pub encoding: &'static Encoding,
    /// Bytes had to be replaced by U+FFFD.
    pub damaged: bool,
    /// What else was read, if the file is a page; `text` is then its policy.
    pub page: Option<policy_lens::html::Page>,
}

/// Why a file could not be read.
#[derive(Debug)]
pub enum Trouble {
    Directory,
    /// A known format that is not text.
    NotText(&'static str),
    Io(io::Error),
}

impl Trouble {
    pub fn ja(&self) -> String {
        match self {
            Trouble::Directory => "フォルダーです。ファイルを指定してください".into(),
            Trouble::NotText(kind) => format!("{kind} は読めません。本文をコピーしてテキストファイルにしてください"),
            Trouble::Io(e) if e.kind() == ErrorKind::NotFound => "見つかりません".into(),
            Trouble::Io(e) if e.kind() == ErrorKind::PermissionDenied => "読む権限がありません".into(),
            Trouble::Io(e) => format!("読めません（{e}）"),
        }
    }

    pub fn en(&self) -> String {
        match self {
            Trouble::Directory => "is a folder; name a file".into(),
            Trouble::NotText(kind) => format!("{kind} files cannot be read; copy the text into a text file"),
            Trouble::Io(e) if e.kind() == ErrorKind::NotFound => "not found".into(),
            Trouble::Io(e) if e.kind() == ErrorKind::PermissionDenied => "no permission to read it".into(),
            Trouble::Io(e) => format!("cannot be read ({e})"),
        }
    }
}

/// The name of a file for people: a name can hold anything, also what would move a terminal's cursor.
pub fn name(file: &OsStr) -> String {
    let name = if file == "-" { "標準入力".into() } else { file.to_string_lossy() };
    name.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// Reads a file, or the standard input for `-`.
pub fn load(file: &OsStr, encoding: Option<&'static Encoding>) -> Result<Decoded, Trouble> {
    let mut bytes = Vec::new();
    if file == "-" {
        io::stdin().lock().read_to_end(&mut bytes).map_err(Trouble::Io)?;
    } else {
        // Asked first: what opening a folder answers differs between systems.
        if std::fs::metadata(file).map_err(Trouble::Io)?.is_dir() {
            return Err(Trouble::Directory);
        }
        bytes = std::fs::read(file).map_err(Trouble::Io)?;
    }
    for (start, kind) in [(&b"%PDF-"[..], "PDF"), (b"PK\x03\x04", "Office/ZIP"), (b"\xD0\xCF\x11\xE0", "Office")] {
        if bytes.starts_with(start) {
            return Err(Trouble::NotText(kind));
        }
    }
    let mut decoded = decode(&bytes, pages::encoding(file, &bytes, encoding));
    if pages::is_page(file, &decoded.text) {
        let page = pages::read(&decoded.text);
        decoded.text.clone_from(&page.main);
        decoded.page = Some(page);
    }
    Ok(decoded)
}

/// Bytes to text, in the given encoding or in the one they seem to be in.
pub fn decode(bytes: &[u8], given: Option<&'static Encoding>) -> Decoded {
    let encoding = given.unwrap_or_else(|| detect(bytes));
    let (text, damaged) = encoding.decode_with_bom_removal(bytes);
    Decoded { text: text.into_owned(), encoding, damaged, page: None }
}

/// First what proves itself (a byte order mark, escape sequences, valid UTF-8), then what gives the most ordinary Japanese.
fn detect(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    // Enough to judge by; a text does not change its encoding later.
    let sample = bytes.get(..65_536).unwrap_or(bytes);
    if let Some(encoding) = utf16_without_mark(sample) {
        return encoding;
    }
    // Seven-bit Japanese is valid UTF-8 as well, but announces itself by ESC $ B or ESC $ @.
    if sample.is_ascii() && sample.windows(3).any(|w| matches!(w, [0x1B, b'$', b'B' | b'@'])) {
        return ISO_2022_JP;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // The first of equals: a broken UTF-8 file stays UTF-8 where nothing speaks for another.
    let mut best = (ordinary(sample, UTF_8), UTF_8);
    for encoding in [SHIFT_JIS, EUC_JP] {
        let score = ordinary(sample, encoding);
        if score > best.0 {
            best = (score, encoding);
        }
    }
    best.1
}

/// UTF-16 without a mark: Japanese has 0x30 (kana, 、。) as its high byte all over, Latin text 0x00.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let half = sample.len() / 2;
    let high = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| matches!(b, 0x00 | 0x30)).count();
    let (even, odd) = (high(0), high(1));
    // ASCII zeros are 0x30 too, but stand at both places alike; eight characters are the least to judge by.
    if half < 8 {
        None
    } else if odd * 4 > half && even * 4 < odd {
        Some(UTF_16LE)
    } else if even * 4 > half && odd * 4 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// How much of the text is what Japanese prose is made of. Read in the wrong encoding, it turns into half-width kana, rare
/// signs and errors.
fn ordinary(sample: &[u8], encoding: &'static Encoding) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    text.chars()
        .map(|c| match c {
            '\u{3041}'..='\u{3093}' | '\u{30A1}'..='\u{30F6}' | 'ー' | '、' | '。' => 2,
            '\u{4E00}'..='\u{9FA0}' => 1,
            '\u{FF61}'..='\u{FF9F}' => -2,
            '\u{FFFD}' => -8,
            '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' => -4,
            _ => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "個人情報保護方針\r\n\r\n当社は、お客様の個人情報を次の目的で利用します。\r\n(1) 自動車の販売、車検・点検のご案内のため\r\n";

    #[test]
    fn every_encoding_is_recognised() {
        for encoding in [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP] {
            let (bytes, _, unmappable) = encoding.encode(TEXT);
            assert!(!unmappable);
            let decoded = decode(&bytes, None);
            assert_eq!((decoded.encoding, decoded.text.as_str(), decoded.damaged), (encoding, TEXT, false));
        }
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (mark, bytes, encoding) in [(&[0xFF, 0xFE][..], &little, UTF_16LE), (&[0xFE, 0xFF], &big, UTF_16BE)] {
            assert_eq!(decode(bytes, None).encoding, encoding, "without a mark");
            let decoded = decode(&[mark, bytes].concat(), None);
            assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, TEXT));
        }
    }

    #[test]
    fn the_mark_of_utf8_is_no_part_of_the_text() {
        assert_eq!(decode("\u{FEFF}個人情報".as_bytes(), None).text, "個人情報");
        assert_eq!(decode("\u{FEFF}個人情報".as_bytes(), Some(UTF_8)).text, "個人情報");
    }

    #[test]
    fn half_width_kana_and_short_lines_do_not_mislead() {
        for text in ["ﾌﾟﾗｲﾊﾞｼｰﾎﾟﾘｼｰ 個人情報の取扱いについて", "個人情報", "株式会社みなとモータース TEL 052-000-2345"]
        {
            for encoding in [SHIFT_JIS, EUC_JP] {
                let (bytes, _, _) = encoding.encode(text);
                assert_eq!(decode(&bytes, None).text, text, "{}", encoding.name());
            }
        }
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding() {
        for encoding in [UTF_8, SHIFT_JIS, EUC_JP] {
            let mut bytes = encoding.encode(TEXT).0.into_owned();
            bytes.push(0xFF);
            let decoded = decode(&bytes, None);
            assert_eq!((decoded.encoding, decoded.damaged), (encoding, true));
        }
    }

    #[test]
    fn digits_are_no_utf16() {
        assert_eq!(decode(b"00000000000000000000000000000000", None).encoding, UTF_8);
        assert_eq!(decode(&[0; 64], None).encoding, UTF_8);
        assert_eq!(decode(b"", None).text, "");
    }

    #[test]
    fn the_name_of_a_file_cannot_steer_a_terminal() {
        assert_eq!(name(OsStr::new("a\u{1b}[2Jb")), "a\u{FFFD}[2Jb");
    }
}
