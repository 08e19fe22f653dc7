//! The walk: nodes → lines as a browser would show them, each with what it came from.
//!
//! White space collapses as on a screen; blocks and line breaks end a line; numbers of ordered lists, which the browser paints and
//! does not store, are written out; a table's row is one line with tabs between its cells. Left out is what nobody reads:
//! scripts, styles, form controls, pictures. What is hidden or folded away is kept and marked.

use super::table::{self, Row};
use super::tree::{Item, Tree, hides};
use std::collections::HashMap;

/// One line of the page.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub text: String,
    /// First node of its text.
    pub node: usize,
    /// Characters that are no white space, and how many of them stand in links; `away`: in links that lead to other hosts, to mail
    /// or telephone, and so are content.
    pub size: usize,
    pub linked: usize,
    /// In links that lead to a place of this page.
    pub anchors: usize,
    /// 1–6 for headings; 7 for terms, summaries, legends, tab titles; 0 for the rest.
    pub heading: u8,
    /// The innermost box that it stands in: paragraphs of one text share it.
    pub home: usize,
    /// There is space before it.
    pub gap: bool,
    /// Folded away or hidden on the screen.
    pub hidden: bool,
}

/// Before an entry that nothing else tells from a paragraph.
const DOT: &str = "・";

/// Never shown, with all that is in them.
const SKIPPED: [&str; 24] = [
    "script", "style", "noscript", "template", "svg", "math", "select", "datalist", "option", "textarea", "input", "object", "embed",
    "video", "audio", "canvas", "iframe", "frame", "head", "title", "rt", "rp", "rtc", "noframes",
];

/// End the line before and after them.
const BLOCKS: [&str; 43] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
    "td",
];

/// Hold a text or a part of a page.
const BOXES: [&str; 16] = [
    "article", "aside", "body", "center", "details", "dialog", "div", "fieldset", "figure", "footer", "form", "header", "main", "nav",
    "section", "search",
];

/// Have space around them.
const SPACED: [&str; 21] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "dt",
    "table",
    "pre",
    "blockquote",
    "figure",
    "section",
    "article",
    "details",
    "fieldset",
    "menu",
    "hr",
];

/// A node that is open during the walk, with what ends with it.
struct Open {
    end: usize,
    block: bool,
    spaced: bool,
    link: Option<Link>,
    hidden: bool,
    pre: bool,
    heading: u8,
    home: usize,
    list: bool,
    part: Part,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    None,
    Table,
    Row,
    Cell,
    Item,
}

#[derive(Clone, Copy, PartialEq)]
enum Link {
    /// To a place of this page.
    Anchor,
    Page,
}

/// A list that is open: its next number, the step, and how numbers are written.
struct List {
    ordered: bool,
    next: i64,
    step: i64,
    style: u8,
    /// Entries get a dot.
    dotted: bool,
}

struct Walk<'t> {
    tree: &'t Tree,
    runaway: Option<String>,
    data: Vec<bool>,
    out: Vec<Line>,
    open: Vec<Open>,
    lists: Vec<List>,
    /// Data tables that are open hold rows; the innermost table decides.
    tables: Vec<bool>,
    /// Cells that reach down from the rows above: rows left, columns.
    spans: Vec<(usize, usize)>,
    row: Option<(Row, Line)>,
    /// The line that is being written.
    line: Line,
    blank: bool,
    marker: Option<String>,
    gap: bool,
    /// Alternative texts of the pictures in a heading, in case it has no other words.
    alt: String,
}

/// A link that was never closed reaches to the end of the page: the address that holds a good part of all text is none.
fn runaway(tree: &Tree) -> Option<String> {
    let mut held: HashMap<&str, usize> = HashMap::new();
    let (mut all, mut until, mut href) = (0, 0, "");
    for (i, node) in tree.nodes.iter().enumerate() {
        if let (true, Some(to)) = (node.tag == "a", node.get("href")) {
            (until, href) = (node.end, to);
        }
        let size = node.text.as_deref().map_or(0, |t| t.trim().len());
        all += size;
        if i < until {
            *held.entry(href).or_default() += size;
        }
    }
    held.into_iter().find(|h| h.1 > 900 && h.1 * 3 > all).map(|h| h.0.to_owned())
}

/// The lines of the page.
pub fn lines(tree: &Tree) -> Vec<Line> {
    let mut walk = Walk {
        runaway: runaway(tree),
        tree,
        data: table::data_tables(tree),
        out: Vec::new(),
        open: Vec::new(),
        lists: Vec::new(),
        tables: Vec::new(),
        spans: Vec::new(),
        row: None,
        line: Line::default(),
        blank: false,
        marker: None,
        gap: false,
        alt: String::new(),
    };
    let body = tree.body();
    let end = tree.get(body).map_or(0, |n| n.end);
    let mut at = body;
    while at < end {
        walk.close(at);
        let Some(node) = tree.get(at) else { break };
        if let Some(text) = &node.text {
            walk.text(text, at);
            at += 1;
        } else if walk.skipped(node) {
            at = node.end;
        } else {
            walk.enter(node, at);
            at += 1;
        }
    }
    walk.close(end);
    walk.flush();
    walk.out
}

impl Walk<'_> {
    /// Not shown, or shown as a control.
    fn skipped(&self, node: &Item) -> bool {
        match node.tag.as_str() {
            "template" => node.get("shadowrootmode").is_none(),
            // A button that folds a part out is that part's heading; in a heading it is the heading's text.
            "button" => node.get("aria-expanded").is_none() && !self.in_heading(),
            tag => SKIPPED.contains(&tag),
        }
    }

    fn in_heading(&self) -> bool {
        self.open.last().is_some_and(|o| o.heading > 0)
    }

    fn enter(&mut self, node: &Item, index: usize) {
        let tag = node.tag.as_str();
        let style = node.get("style").unwrap_or_default();
        match tag {
            "br" => return self.line_break(),
            "hr" => {
                self.flush();
                self.gap = true;
                return;
            }
            "img" => {
                if let Some(alt) = node.get("alt").filter(|_| self.in_heading()) {
                    self.alt.push_str(alt);
                }
                return;
            }
            _ => {}
        }
        let in_data = self.tables.last() == Some(&true);
        let cell = matches!(tag, "td" | "th") && in_data;
        let block = BLOCKS.contains(&tag) || tag == "th" || tag == "button" || shown_as_block(style);
        let heading = self.heading_of(node);
        let spaced = (SPACED.contains(&tag) || (1..=6).contains(&heading))
            && self.row.is_none()
            && !(self.lists.len() > 1 && matches!(tag, "ul" | "ol"));
        let folded = self.tree.get(node.parent).is_some_and(|p| p.tag == "details" && p.get("open").is_none()) && tag != "summary";
        let hidden = folded || node.get("hidden").is_some() || hides(style) || self.open.last().is_some_and(|o| o.hidden);
        let link = match (tag, node.get("href")) {
            ("a", Some(href)) if self.runaway.as_deref() == Some(href) => None,
            ("a", Some(href)) => Some(if href.starts_with('#') && href.len() > 1 { Link::Anchor } else { Link::Page }),
            _ => self.open.last().and_then(|o| o.link),
        };
        let pre = tag == "pre" || (self.open.last().is_some_and(|o| o.pre)) || style.replace(' ', "").contains("white-space:pre");
        if block {
            self.flush();
        }
        self.gap |= spaced;
        let mut part = Part::None;
        match tag {
            "table" => {
                part = Part::Table;
                self.tables.push(self.data.get(index).copied().unwrap_or_default());
                self.spans.clear();
            }
            "tr" if in_data => {
                part = Part::Row;
                self.row = Some((Row::default(), Line { node: index, home: self.open.last().map_or(0, |o| o.home), ..Line::default() }));
                self.reach_down();
            }
            _ if cell => {
                part = Part::Cell;
                self.cell(node);
            }
            "li" => {
                part = Part::Item;
                self.marker = self.number(node);
            }
            _ => {}
        }
        let list = matches!(tag, "ol" | "ul" | "menu" | "dir");
        // Cells of tables that lay a page out are boxes; those of data tables, paragraphs and entries are not.
        let boxed = BOXES.contains(&tag) || tag.contains('-') || matches!(tag, "td" | "th") && !in_data;
        let home = if boxed { index } else { self.open.last().map_or(0, |o| o.home) };
        if list {
            self.lists.push(self.list(node, index));
        }
        self.open.push(Open { end: node.end, block, spaced, link, hidden, pre, heading, home, list, part });
    }

    /// Leaves all nodes that end before `at`.
    fn close(&mut self, at: usize) {
        while self.open.last().is_some_and(|o| o.end <= at) {
            let (block, alt) = (self.open.last().is_some_and(|o| o.block), std::mem::take(&mut self.alt));
            if self.open.last().is_some_and(|o| o.heading > 0) && self.line.text.is_empty() && !alt.trim().is_empty() {
                self.text(&alt, at.saturating_sub(1));
            } else {
                self.alt = alt;
            }
            if block {
                self.flush();
            }
            let Some(done) = self.open.pop() else { break };
            if done.heading > 0 {
                self.alt.clear();
            }
            self.gap |= done.spaced && done.heading != 7;
            if done.list {
                self.lists.pop();
            }
            match done.part {
                Part::Table => {
                    self.tables.pop();
                }
                Part::Row => self.end_row(),
                Part::Item => self.marker = None,
                Part::Cell | Part::None => {}
            }
        }
    }

    fn heading_of(&self, node: &Item) -> u8 {
        let above = self.open.last().map_or(0, |o| o.heading);
        match node.tag.as_str() {
            "h1" => 1,
            "h2" => 2,
            "h3" => 3,
            "h4" => 4,
            "h5" => 5,
            "h6" => 6,
            "dt" | "summary" | "legend" | "caption" | "button" if above == 0 => 7,
            _ if node.role() == "heading" => {
                node.get("aria-level").and_then(|l| l.parse().ok()).filter(|l| (1..=6).contains(l)).unwrap_or(2)
            }
            _ => above,
        }
    }

    fn text(&mut self, text: &str, index: usize) {
        let pre = self.open.last().is_some_and(|o| o.pre);
        for c in text.chars() {
            if pre && c == '\n' {
                self.line_break();
            } else if c == '\t' && pre {
                self.put('\t', index);
            } else if c.is_ascii_whitespace() {
                self.blank = true;
            } else if !c.is_control() {
                self.put(if c == '\u{A0}' { ' ' } else { c }, index);
            }
        }
    }

    fn put(&mut self, c: char, index: usize) {
        if self.line.text.is_empty() {
            if let Some(open) = self.open.last() {
                (self.line.heading, self.line.hidden, self.line.home) = (open.heading, open.hidden, open.home);
            }
            self.line.node = index;
        } else if self.blank {
            self.line.text.push(' ');
        }
        self.blank = false;
        self.line.text.push(c);
        if !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}') {
            self.line.size += 1;
            match self.open.last().and_then(|o| o.link) {
                Some(Link::Anchor) => {
                    self.line.linked += 1;
                    self.line.anchors += 1;
                }
                Some(Link::Page) => self.line.linked += 1,
                None => {}
            }
        }
    }

    fn line_break(&mut self) {
        if self.line.text.is_empty() {
            self.gap |= self.row.is_none();
        }
        self.flush();
    }

    /// Ends the line that is being written.
    fn flush(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        self.blank = false;
        line.text.truncate(line.text.trim_end_matches([' ', '\t', '\n']).len());
        if line.size == 0 {
            return;
        }
        let lead = line.text.len() - line.text.trim_start_matches(' ').len();
        line.text.drain(..lead);
        if let Some(marker) = self.marker.take()
            && !has_marker(&line.text)
            && (marker != DOT || (line.linked * 2 < line.size && line.heading == 0))
        {
            line.text.insert_str(0, &marker);
        }
        if let Some((row, whole)) = &mut self.row {
            match row.cells.last_mut() {
                Some(cell) => cell.push(line.text),
                None => row.cells.push(vec![line.text]),
            }
            whole.size += line.size;
            whole.linked += line.linked;
            whole.anchors += line.anchors;
            whole.hidden |= line.hidden;
            return;
        }
        line.gap = self.gap;
        self.gap = false;
        self.out.push(line);
    }

    fn cell(&mut self, node: &Item) {
        self.reach_down();
        let count = |name| node.get(name).and_then(|v| v.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, 1000);
        let rows = count("rowspan");
        if let Some((row, _)) = &mut self.row {
            if rows > 1 {
                self.spans.push((rows, row.cells.len()));
            }
            row.cells.push(Vec::new());
        }
    }

    /// Empty cells where one of a row above reaches down.
    fn reach_down(&mut self) {
        let Some((row, _)) = &mut self.row else { return };
        while self.spans.iter().any(|s| s.1 == row.cells.len()) && row.cells.len() < 64 {
            row.cells.push(Vec::new());
        }
    }

    fn end_row(&mut self) {
        for span in &mut self.spans {
            span.0 -= 1;
        }
        self.spans.retain(|s| s.0 > 0);
        let Some((row, whole)) = self.row.take() else { return };
        for text in row.lines() {
            let size = text.chars().filter(|c| !c.is_whitespace()).count();
            let share = |part: usize| (part * size).checked_div(whole.size).unwrap_or(0);
            let (linked, anchors) = (share(whole.linked), share(whole.anchors));
            self.out.push(Line { text, size, linked, anchors, gap: std::mem::take(&mut self.gap), ..whole.clone() });
        }
    }

    fn list(&self, node: &Item, index: usize) -> List {
        let ordered = node.tag == "ol";
        let bare = node
            .get("style")
            .is_some_and(|s| s.replace(' ', "").contains("list-style:none") || s.replace(' ', "").contains("list-style-type:none"));
        let number = |name: &str| node.get(name).and_then(|v| v.trim().parse::<i64>().ok());
        let reversed = node.get("reversed").is_some();
        let items = || self.tree.children(index).filter(|&c| self.tree.get(c).is_some_and(|n| n.tag == "li")).count();
        let next = number("start").unwrap_or_else(|| if reversed { i64::try_from(items()).unwrap_or(1) } else { 1 });
        let style = node.get("type").and_then(|t| t.trim().bytes().next()).unwrap_or(b'1');
        // A sentence that announces a list makes its lines entries by itself, and a person's copy has no dots. Right below a heading
        // or a label nothing would tell them from paragraphs.
        let told = |l: &Line| l.text.contains('。') || l.text.ends_with([':', '：']);
        let dotted = node.tag == "ul" && self.row.is_none() && self.out.last().is_some_and(|l| !told(l)) && items() > 1;
        List { dotted, ordered: ordered && !bare, next, step: if reversed { -1 } else { 1 }, style }
    }

    /// The number that the browser paints before the entry.
    fn number(&mut self, node: &Item) -> Option<String> {
        let list = self.lists.last_mut()?;
        if !list.ordered {
            return list.dotted.then(|| DOT.to_owned());
        }
        if let Some(value) = node.get("value").and_then(|v| v.trim().parse().ok()) {
            list.next = value;
        }
        let n = list.next;
        list.next = n.saturating_add(list.step);
        Some(match (list.style, u32::try_from(n)) {
            (b'a', Ok(n @ 1..=26)) => format!("{}. ", letter(n, b'a')),
            (b'A', Ok(n @ 1..=26)) => format!("{}. ", letter(n, b'A')),
            (b'i', Ok(n @ 1..=39)) => format!("{}. ", roman(n)),
            (b'I', Ok(n @ 1..=39)) => format!("{}. ", roman(n).to_ascii_uppercase()),
            _ => format!("{n}. "),
        })
    }
}

fn letter(n: u32, from: u8) -> char {
    char::from_u32(u32::from(from) + n - 1).unwrap_or('?')
}

fn roman(mut n: u32) -> String {
    let mut out = String::new();
    for (value, sign) in [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

/// The author wrote a number or sign of his own, so the style sheet will have taken the browser's away.
fn has_marker(text: &str) -> bool {
    let mut chars = text.chars();
    let (first, second, third) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let after = |c: char| ".．、)）:：".contains(c) || c.is_whitespace();
    match first {
        '①'..='⑳' | '❶'..='❿' | '⑴'..='⒇' | '㋐'..='㋾' | 'Ⅰ'..='ⅿ' | '・' | '■' | '●' | '○' | '◆' | '◇' | '□' | '※' | '-' | '－' | '•' => {
            true
        }
        '(' | '（' | '[' | '【' | '〔' | '<' | '＜' => {
            digit(second) || ((after(third) || ")）]】〕>＞".contains(third)) && (second.is_alphabetic()))
        }
        '第' => text.chars().take(8).any(|c| "条項章".contains(c)) && (digit(second) || "一二三四五六七八九十".contains(second)),
        _ if digit(first) => after(second) || (digit(second) && after(third)) || matches!(second, '-' | '－' | '‐'),
        '一'..='十' if "一二三四五六七八九十".contains(first) => {
            after(second) || after(third) && "一二三四五六七八九十".contains(second)
        }
        'ア'..='ン' | 'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' => ".．、)）".contains(second) && !third.is_ascii_alphanumeric(),
        _ => false,
    }
}

/// An inline element that its own style makes a block.
fn shown_as_block(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    ["display:block", "display:flex", "display:grid", "display:table", "display:list-item"].iter().any(|d| style.contains(d))
}

/// White space as a screen shows it.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{has_marker, roman};

    #[test]
    fn own_markers_are_seen() {
        for text in [
            "（1）氏名",
            "(ア) 氏名",
            "1. 氏名",
            "１．氏名",
            "10) 氏名",
            "①氏名",
            "第1条（目的）",
            "・氏名",
            "一、氏名",
            "ア．氏名",
            "1-2 氏名",
        ] {
            assert!(has_marker(text), "{text}");
        }
        for text in ["氏名", "（当社の）氏名", "3か月以内に", "AIの利用", "第三者への提供", "アンケート", "一部の", "2024年に"]
        {
            assert!(!has_marker(text), "{text}");
        }
    }

    #[test]
    fn roman_numbers() {
        assert_eq!((roman(4), roman(9), roman(38)), ("iv".into(), "ix".into(), "xxxviii".into()));
    }
}
