//! The native parser: html5ever's tree builder, which reads broken pages as browsers do, into an arena of our own.
//!
//! Native only: in a browser the browser's parser has done it.

use super::tree::{Kind, Node as Look};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, EndTag, StartTag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, QualName};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

type Id = usize;

enum Data {
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
    /// The document, a template's contents, comments.
    Other,
}

struct Entry {
    data: Data,
    parent: Option<Id>,
    children: Vec<Id>,
    /// Its place among the parent's children; may be too small after an insertion, never too large.
    contents: Option<Id>,
}

/// A parsed document.
pub struct Document {
    entries: Vec<Entry>,
    /// For every entry the sibling behind it.
    next: Vec<Option<Id>>,
}

/// Parses any text as a browser would parse a page.
pub fn parse(html: &str) -> Document {
    let sink = Sink {
        entries: RefCell::new(vec![Entry { data: Data::Other, parent: None, children: Vec::new(), contents: None }]),
        quirks: Cell::new(QuirksMode::NoQuirks),
    };
    // Without scripts, as an inert document is.
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let capped = Capped { builder: TreeBuilder::new(sink, options), depth: Cell::new(0), dropped: Cell::new(0) };
    let tokenizer = Tokenizer::new(capped, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // It stops at every end of a script, to have it run; nobody does.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// Boxes deeper than this are no page's. The builder looks through all open elements at every tag, so that a file of nothing but
/// opening tags would take it time by the square of its length.
const DEEPEST: usize = 1_000;

/// Boxes, whose ends nobody leaves out in masses.
const COUNTED: [&str; 12] = ["div", "section", "article", "span", "ul", "ol", "dl", "table", "blockquote", "details", "b", "font"];

/// The builder without the boxes beyond [`DEEPEST`].
struct Capped {
    builder: TreeBuilder<Id, Sink>,
    depth: Cell<usize>,
    dropped: Cell<usize>,
}

impl TokenSink for Capped {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        if let TagToken(tag) = &token
            && COUNTED.contains(&&*tag.name)
        {
            match tag.kind {
                StartTag if self.depth.get() >= DEEPEST => {
                    self.dropped.set(self.dropped.get() + 1);
                    return TokenSinkResult::Continue;
                }
                StartTag => self.depth.set(self.depth.get() + 1),
                EndTag if self.dropped.get() > 0 => {
                    self.dropped.set(self.dropped.get() - 1);
                    return TokenSinkResult::Continue;
                }
                EndTag => self.depth.set(self.depth.get().saturating_sub(1)),
            }
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Document {
    /// The document's node.
    pub fn root(&self) -> Handle<'_> {
        Handle { document: self, id: 0 }
    }
}

/// A node of a parsed document.
#[derive(Clone, Copy)]
pub struct Handle<'d> {
    document: &'d Document,
    id: Id,
}

impl<'d> Handle<'d> {
    fn entry(&self) -> Option<&'d Entry> {
        self.document.entries.get(self.id)
    }
}

impl Look for Handle<'_> {
    fn kind(&self) -> Kind {
        match self.entry().map(|e| &e.data) {
            Some(Data::Element(..)) => Kind::Element,
            Some(Data::Text(_)) => Kind::Text,
            _ => Kind::Other,
        }
    }

    fn tag(&self) -> String {
        match self.entry().map(|e| &e.data) {
            Some(Data::Element(name, _)) => name.local.to_ascii_lowercase().to_string(),
            _ => String::new(),
        }
    }

    fn attributes(&self, each: &mut dyn FnMut(&str, &str)) {
        if let Some(Data::Element(_, attributes)) = self.entry().map(|e| &e.data) {
            for attribute in attributes {
                each(&attribute.name.local, &attribute.value);
            }
        }
    }

    fn text(&self) -> String {
        match self.entry().map(|e| &e.data) {
            Some(Data::Text(text)) => text.to_string(),
            _ => String::new(),
        }
    }

    fn first_child(&self) -> Option<Self> {
        let entry = self.entry()?;
        let children = entry.contents.and_then(|c| self.document.entries.get(c)).map_or(&entry.children, |c| &c.children);
        children.first().map(|&id| Handle { document: self.document, id })
    }

    fn next_sibling(&self) -> Option<Self> {
        let id = self.document.next.get(self.id).copied().flatten()?;
        Some(Handle { document: self.document, id })
    }
}

struct Sink {
    entries: RefCell<Vec<Entry>>,
    quirks: Cell<QuirksMode>,
}

impl Sink {
    fn add(&self, data: Data) -> Id {
        let mut entries = self.entries.borrow_mut();
        entries.push(Entry { data, parent: None, children: Vec::new(), contents: None });
        entries.len() - 1
    }

    fn detach(&self, id: Id) {
        let mut entries = self.entries.borrow_mut();
        let Some(parent) = entries.get_mut(id).and_then(|e| e.parent.take()) else { return };
        if let Some(parent) = entries.get_mut(parent)
            && let Some(at) = parent.children.iter().rposition(|&c| c == id)
        {
            parent.children.remove(at);
        }
    }

    /// Puts a node or text at a place among the children; text next to text becomes one.
    fn insert(&self, parent: Id, at: usize, child: NodeOrText<Id>) {
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(text) => {
                let mut entries = self.entries.borrow_mut();
                let before = at.checked_sub(1).and_then(|i| entries.get(parent)?.children.get(i).copied());
                if let Some(Data::Text(old)) = before.and_then(|id| entries.get_mut(id)).map(|e| &mut e.data) {
                    old.push_tendril(&text);
                    return;
                }
                drop(entries);
                self.add(Data::Text(text))
            }
        };
        let mut entries = self.entries.borrow_mut();
        if let Some(entry) = entries.get_mut(id) {
            entry.parent = Some(parent);
        }
        if let Some(entry) = entries.get_mut(parent) {
            let at = at.min(entry.children.len());
            entry.children.insert(at, id);
        }
    }

    fn size(&self, id: Id) -> usize {
        self.entries.borrow().get(id).map_or(0, |e| e.children.len())
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Document;
    type ElemName<'a> = Name;

    fn finish(self) -> Document {
        let entries = self.entries.into_inner();
        let mut next = vec![None; entries.len()];
        for entry in &entries {
            for pair in entry.children.windows(2) {
                if let [a, b] = *pair
                    && let Some(slot) = next.get_mut(a)
                {
                    *slot = Some(b);
                }
            }
        }
        Document { entries, next }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name {
        match self.entries.borrow().get(*target).map(|e| &e.data) {
            Some(Data::Element(name, _)) => Name(name.clone()),
            _ => Name(QualName::new(None, html5ever::ns!(), html5ever::local_name!(""))),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Id {
        let id = self.add(Data::Element(name, attributes));
        if flags.template {
            let contents = self.add(Data::Other);
            if let Some(entry) = self.entries.borrow_mut().get_mut(id) {
                entry.contents = Some(contents);
            }
        }
        id
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.insert(*parent, self.size(*parent), child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let parent = self.entries.borrow().get(*element).and_then(|e| e.parent);
        if parent.is_some() { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(id) = &child {
            self.detach(*id);
        }
        let entries = self.entries.borrow();
        let Some(parent) = entries.get(*sibling).and_then(|e| e.parent) else { return };
        let at = entries.get(parent).and_then(|e| e.children.iter().rposition(|c| c == sibling)).unwrap_or_default();
        drop(entries);
        self.insert(parent, at, child);
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        self.entries.borrow().get(*target).and_then(|e| e.contents).unwrap_or(*target)
    }

    fn same_node(&self, a: &Id, b: &Id) -> bool {
        a == b
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.quirks.set(mode);
    }

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        if let Some(Data::Element(_, attributes)) = self.entries.borrow_mut().get_mut(*target).map(|e| &mut e.data) {
            for attribute in more {
                if attributes.iter().all(|a| a.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let children = self.entries.borrow_mut().get_mut(*node).map(|e| std::mem::take(&mut e.children)).unwrap_or_default();
        let mut entries = self.entries.borrow_mut();
        for &child in &children {
            if let Some(entry) = entries.get_mut(child) {
                entry.parent = Some(*new_parent);
            }
        }
        if let Some(entry) = entries.get_mut(*new_parent) {
            entry.children.extend(children);
        }
    }
}

/// A name by value: the arena is behind a cell, and cannot lend it.
#[derive(Debug)]
pub struct Name(QualName);

impl html5ever::interface::ElemName for Name {
    fn ns(&self) -> &html5ever::Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &html5ever::LocalName {
        &self.0.local
    }
}
