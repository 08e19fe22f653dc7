//! Floor 1: HTML. Nodes → the text that a reader would have copied, and what else the page shows.
//!
//! A [`Node`] is whatever a parser gives: the browser's inert document (`dom.rs`) or the native parser ([`native`]); both are read
//! into the same flat [`tree`], so both give the same text. `lines.rs` walks it into lines as a browser would show them,
//! `table.rs` tells tables that lay out from tables that say something, `furniture.rs` finds what belongs to the page and not to a
//! text, `part.rs` chooses the policy, `facts.rs` collects forms and other hosts.
//!
//! Not here: what the text means. Nothing is requested, no style sheet is applied: what is hidden by class stays, and is welcome.
//! Invariants: linear in the nodes; no recursion, however deep the nesting; any tree gives an answer.

mod facts;
mod furniture;
mod lines;
#[cfg(not(target_arch = "wasm32"))]
pub mod native;
mod part;
mod table;
mod tree;

pub use facts::{Facts, Field, FieldKind, Host};
pub use tree::{Kind, Node};

use lines::Line;
use serde::Serialize;
use tree::Tree;

/// What a page gave.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Page {
    /// The policy; all of the page where none was found.
    pub main: String,
    pub whole: String,
    /// A part that is a policy was found.
    pub found: bool,
    pub title: String,
    pub lang: String,
    pub notes: Vec<Note>,
    #[serde(rename = "page")]
    pub facts: Facts,
}

/// A remark for the reader, in words that stand by themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    pub code: &'static str,
    #[serde(rename = "message_ja")]
    pub ja: String,
    #[serde(rename = "message_en")]
    pub en: String,
}

/// Reads a document. `address`: where it was, origin and path, as far as known; it tells the page's own hosts from others.
pub fn read(document: impl Node, address: &str) -> Page {
    let tree = Tree::of(document);
    let lines = lines::lines(&tree);
    let part = part::choose(&tree, &lines);
    let whole = text(lines.iter());
    let main = part.as_ref().map(|part| text(part.lines.iter().filter_map(|&i| lines.get(i))));
    let facts = facts::facts(&tree, address);
    let notes = notes(&tree, &lines, part.as_ref(), &facts);
    let (title, lang) = (tree.title(), tree.lang());
    let found = part.is_some();
    Page { main: main.unwrap_or_else(|| whole.clone()), whole, found, title, lang, notes, facts }
}

/// All that the document says, without a choice: for a selection that a person has already made.
pub fn read_all(document: impl Node) -> String {
    text(lines::lines(&Tree::of(document)).iter())
}

/// Lines with blank lines where the page has space between paragraphs.
fn text<'l>(lines: impl Iterator<Item = &'l Line>) -> String {
    let mut out = String::new();
    for line in lines {
        if !out.is_empty() {
            out.push_str(if line.gap { "\n\n" } else { "\n" });
        }
        out.push_str(&line.text);
    }
    out
}

fn notes(tree: &Tree, lines: &[Line], part: Option<&part::Part>, facts: &Facts) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |code, ja: String, en: String| notes.push(Note { code, ja, en });
    match part {
        None => note(
            "no-policy-part",
            "ポリシーらしい部分が見つからなかったため、ページ全体を取り出しました。".into(),
            "No part that looks like a policy was found: this is the whole page.".into(),
        ),
        Some(part) => {
            let hidden: Vec<&Line> = part.lines.iter().filter_map(|&i| lines.get(i)).filter(|l| l.hidden).collect();
            if !hidden.is_empty() {
                let size: usize = hidden.iter().map(|l| l.size).sum();
                note(
                    "folded",
                    format!("画面では折りたたまれている、または隠れている部分（{size} 文字）も含めました。"),
                    format!("Parts that are folded away or hidden on the screen ({size} characters) are included."),
                );
            }
            if part.titles > 1 {
                let n = part.titles;
                note(
                    "several",
                    format!("題名が {n} つあります。複数の文書を続けて取り出しています。"),
                    format!("There are {n} titles: several documents were taken, one after the other."),
                );
            }
        }
    }
    let frames = tree.frames();
    if frames > 0 {
        note(
            "frames",
            format!(
                "このページには枠（フレーム）が {frames} つあり、中の文章は含まれていません。ポリシーが枠の中にあるときは、枠の中のページを開いてください。"
            ),
            format!("The page has {frames} frame(s) whose text is not included. If the policy stands in one, open that page itself."),
        );
    }
    if facts.images_only(lines.iter().map(|l| l.size).sum()) {
        note(
            "images",
            "文字がほとんどありません。本文が画像で載っている場合は読み取れません。".into(),
            "There are hardly any characters: a text shown as an image cannot be read.".into(),
        );
    }
    notes
}
