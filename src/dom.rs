//! Floor 5: the browser's own document. An inert `Document` (made by `DOMParser`: no script runs, nothing loads) is read through the
//! node trait of `html/`, so that the page takes out the same text as the command line.
//!
//! Not here: any choice or judgement. Documents cannot be sent to a worker, so this part runs on the page's main thread.

use crate::html::{self, Kind, Page};
use crate::wasm::plain;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlTemplateElement};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("html/page.d.ts");

/// A page that was read. It keeps what the page shows, so that texts can be compared with it; the document is not kept.
#[wasm_bindgen]
pub struct PageHandle {
    page: Page,
}

#[wasm_bindgen]
impl PageHandle {
    /// Reads a document. `address`: its origin and path as far as known, else "".
    #[wasm_bindgen(constructor)]
    pub fn new(inert: Document, address: &str) -> PageHandle {
        PageHandle { page: html::read(Node(inert.into()), address) }
    }

    /// What the page gave.
    #[wasm_bindgen(unchecked_return_type = "PageReading")]
    pub fn reading(&self) -> Result<JsValue, JsValue> {
        plain(&self.page)
    }

    /// What to ask about the page beside this policy.
    #[wasm_bindgen(unchecked_return_type = "PageQuestion[]")]
    pub fn questions(&self, text: &str) -> Result<JsValue, JsValue> {
        plain(&crate::questions(text, &self.page.facts))
    }
}

/// All that a piece of markup says, without a choice: for a selection that a person has made.
#[wasm_bindgen]
pub fn text_of(inert: Document) -> String {
    html::read_all(Node(inert.into()))
}

/// A node of the browser's document.
struct Node(web_sys::Node);

impl html::Node for Node {
    fn kind(&self) -> Kind {
        match self.0.node_type() {
            web_sys::Node::ELEMENT_NODE => Kind::Element,
            web_sys::Node::TEXT_NODE | web_sys::Node::CDATA_SECTION_NODE => Kind::Text,
            _ => Kind::Other,
        }
    }

    fn tag(&self) -> String {
        self.0.dyn_ref::<Element>().map_or_else(String::new, |e| e.local_name().to_ascii_lowercase())
    }

    fn attributes(&self, each: &mut dyn FnMut(&str, &str)) {
        let Some(element) = self.0.dyn_ref::<Element>().filter(|e| e.has_attributes()) else { return };
        let all = element.attributes();
        for attribute in (0..all.length()).filter_map(|i| all.item(i)) {
            each(&attribute.name(), &attribute.value());
        }
    }

    fn text(&self) -> String {
        self.0.node_value().unwrap_or_default()
    }

    fn first_child(&self) -> Option<Self> {
        match self.0.dyn_ref::<HtmlTemplateElement>() {
            Some(template) => template.content().first_child().map(Node),
            None => self.0.first_child().map(Node),
        }
    }

    fn next_sibling(&self) -> Option<Self> {
        self.0.next_sibling().map(Node)
    }
}
