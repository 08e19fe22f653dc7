//! HTML files: telling them apart, the encoding that they declare, and the walk that the page makes too.

use super::files;
use encoding_rs::{Encoding, UTF_8};
use policy_lens::html::{self, Page};
use std::ffi::OsStr;
use std::path::Path;

/// Saved pages go by their name; the standard input, and files that are called otherwise, by how they begin.
pub fn is_page(file: &OsStr, text: &str) -> bool {
    let extension = Path::new(file).extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    if matches!(extension.as_deref(), Some("html" | "htm" | "xhtml" | "shtml")) {
        return true;
    }
    let start: String = text.trim_start().chars().take(64).collect::<String>().to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<frameset"].iter().any(|s| start.starts_with(s))
}

/// The encoding that a page's first bytes declare. A page that is valid UTF-8 is UTF-8 whatever it says: a browser that saved
/// it may have left the old declaration in.
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let start = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    let mut rest = start.as_str();
    while let Some(at) = rest.find("charset").or_else(|| rest.find("encoding=")) {
        rest = rest.get(at..).unwrap_or_default().trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let label: String = rest
            .trim_start_matches([' ', '=', '"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
            .collect();
        // What declares UTF-8 and is not is judged by its bytes, like a text.
        match Encoding::for_label(label.as_bytes()) {
            Some(encoding) if encoding != UTF_8 => return Some(encoding),
            _ => {}
        }
    }
    None
}

/// Reads the page's source.
pub fn read(source: &str) -> Page {
    html::read(html::native::parse(source).root(), "")
}

/// The encoding of a file, judged as a page's where it is one.
pub fn encoding(file: &OsStr, bytes: &[u8], given: Option<&'static Encoding>) -> Option<&'static Encoding> {
    given.or_else(|| {
        let start = files::decode(bytes.get(..4096).unwrap_or(bytes), None).text;
        is_page(file, &start).then(|| declared(bytes)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_JP, SHIFT_JIS};

    #[test]
    fn a_page_says_its_encoding() {
        let page = |charset: &str| {
            format!("<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\"><title>個人情報")
        };
        for (label, encoding) in [("Shift_JIS", SHIFT_JIS), ("x-sjis", SHIFT_JIS), ("euc-jp", EUC_JP)] {
            assert_eq!(declared(&encoding.encode(&page(label)).0), Some(encoding), "{label}");
            assert_eq!(declared(page(label).as_bytes()), None, "saved as UTF-8");
        }
        assert_eq!(declared(&SHIFT_JIS.encode("<?xml version='1.0' encoding='Shift_JIS'?><html>個人").0), Some(SHIFT_JIS));
        assert_eq!(declared(&SHIFT_JIS.encode(&page("utf-8")).0), None);
    }

    #[test]
    fn pages_are_told_from_texts() {
        assert!(
            is_page(OsStr::new("a.HTM"), "")
                && is_page(OsStr::new("-"), "\n<!DOCTYPE html><p>")
                && is_page(OsStr::new("x"), "<html lang=ja>")
        );
        assert!(!is_page(OsStr::new("a.txt"), "個人情報保護方針 <html>") && !is_page(OsStr::new("-"), "<株式会社>"));
    }
}
