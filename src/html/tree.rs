//! The document as one flat list in the order of its tags: a node's descendants are the nodes right behind it, so that every
//! question about a part is a question about a range, and nothing needs recursion.

use super::lines::squeeze;

/// What a node is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Element,
    Text,
    /// Documents, fragments: their children count. Comments have none.
    Other,
}

/// A node of some parser's document.
pub trait Node: Sized {
    fn kind(&self) -> Kind;
    /// Local name in lower case; "" for what is no element.
    fn tag(&self) -> String;
    /// Calls `each` with every attribute's name and value.
    fn attributes(&self, each: &mut dyn FnMut(&str, &str));
    fn text(&self) -> String;
    fn first_child(&self) -> Option<Self>;
    fn next_sibling(&self) -> Option<Self>;
}

/// Attributes that somebody here asks for.
const KEPT: [&str; 38] = [
    "accept",
    "action",
    "alt",
    "aria-controls",
    "aria-expanded",
    "aria-hidden",
    "aria-label",
    "aria-level",
    "aria-modal",
    "autocomplete",
    "border",
    "class",
    "colspan",
    "content",
    "data",
    "for",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "open",
    "placeholder",
    "property",
    "rel",
    "reversed",
    "role",
    "rowspan",
    "src",
    "srcdoc",
    "start",
    "style",
    "title",
    "type",
    "value",
    "data-src",
    "shadowrootmode",
];

/// Not a word of these is shown; scripts are kept for the hosts that they name.
const OPAQUE: [&str; 4] = ["style", "svg", "math", "object"];

/// One node, with the range of its descendants.
#[derive(Debug)]
pub struct Item {
    pub tag: String,
    pub attributes: Vec<(&'static str, String)>,
    /// Text of a text node.
    pub text: Option<String>,
    pub parent: usize,
    /// One past the last descendant.
    pub end: usize,
}

impl Item {
    /// The value of an attribute, if it is there.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.0 == name).map(|a| a.1.as_str())
    }

    /// Is the tag one of these?
    pub fn is(&self, tags: &[&str]) -> bool {
        tags.contains(&self.tag.as_str())
    }

    /// The role it declares, in lower case.
    pub fn role(&self) -> String {
        self.get("role").unwrap_or_default().trim().to_ascii_lowercase()
    }
}

/// The document. Node 0 is its root.
#[derive(Debug, Default)]
pub struct Tree {
    pub nodes: Vec<Item>,
}

impl Tree {
    pub fn of(root: impl Node) -> Self {
        let mut tree = Tree::default();
        tree.push(&root, 0);
        // Where the walk goes on when a list of siblings is through: the node whose children they are.
        let mut open = vec![0];
        let mut next = root.first_child();
        let mut above = vec![None];
        loop {
            let Some(node) = next.take() else {
                // Up: close the innermost open node, go on with its sibling.
                let Some(closed) = open.pop() else { break };
                let end = tree.nodes.len();
                if let Some(item) = tree.nodes.get_mut(closed) {
                    item.end = end;
                }
                match above.pop() {
                    Some(sibling) if !open.is_empty() => next = sibling,
                    _ => break,
                }
                continue;
            };
            let parent = open.last().copied().unwrap_or_default();
            let index = tree.push(&node, parent);
            let sibling = node.next_sibling();
            let child = if tree.nodes.get(index).is_some_and(|n| n.is(&OPAQUE)) { None } else { node.first_child() };
            match child {
                Some(child) => {
                    open.push(index);
                    above.push(sibling);
                    next = Some(child);
                }
                None => next = sibling,
            }
        }
        tree
    }

    fn push(&mut self, node: &impl Node, parent: usize) -> usize {
        let index = self.nodes.len();
        let mut item = Item { tag: String::new(), attributes: Vec::new(), text: None, parent, end: index + 1 };
        match node.kind() {
            Kind::Text => item.text = Some(node.text()),
            Kind::Element => {
                item.tag = node.tag();
                node.attributes(&mut |name, value| {
                    if let Some(kept) = KEPT.iter().find(|k| **k == name) {
                        item.attributes.push((kept, value.to_owned()));
                    }
                });
            }
            Kind::Other => {}
        }
        self.nodes.push(item);
        index
    }

    pub fn get(&self, index: usize) -> Option<&Item> {
        self.nodes.get(index)
    }

    /// Children of a node, in order.
    pub fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.get(index).map_or(0, |n| n.end);
        let mut at = index + 1;
        std::iter::from_fn(move || {
            let found = (at < end).then_some(at)?;
            at = self.get(found).map_or(end, |n| n.end);
            Some(found)
        })
    }

    /// Index of the element that holds what is shown; the root where there is none.
    pub fn body(&self) -> usize {
        self.nodes.iter().position(|n| n.is(&["body", "frameset"])).unwrap_or_default()
    }

    /// The page's title.
    pub fn title(&self) -> String {
        let at = self.nodes.iter().position(|n| n.tag == "title");
        squeeze(&at.map_or_else(String::new, |i| self.words(i)))
    }

    /// The language that the page declares.
    pub fn lang(&self) -> String {
        self.nodes.iter().find(|n| n.tag == "html").and_then(|n| n.get("lang")).unwrap_or_default().trim().to_owned()
    }

    /// All text below a node, as it stands in the source.
    pub fn words(&self, index: usize) -> String {
        let end = self.get(index).map_or(0, |n| n.end);
        self.nodes.get(index..end).unwrap_or_default().iter().filter_map(|n| n.text.as_deref()).collect()
    }

    /// Frames large enough to hold a text: those of one pixel are tags.
    pub fn frames(&self) -> usize {
        let shown = |n: &&Item| n.is(&["iframe", "frame"]) && n.get("style").is_none_or(|s| !hides(s)) && !super::facts::known_frame(n);
        let alive = |n: &&Item| self.get(n.parent).is_none_or(|p| p.tag != "noscript");
        self.nodes.iter().filter(shown).filter(alive).count()
    }
}

/// An inline style that takes the element off the screen.
pub fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}
