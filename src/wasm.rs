//! Floor 5: the door to JavaScript. One string in, plain data out; what the data look like stands in `report/report.d.ts`.
//!
//! Not here: anything that reads or judges. A call that panics leaves the instance in no state that anybody knows: its owner
//! throws it away and makes a new one.

use crate::report::{listing, terse};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("report/report.d.ts");

/// Reads a policy. Any string will do, and gets an answer. A lone surrogate counts as one U+FFFD, so offsets stay those of the
/// string that was given; quotes are those of `text.toWellFormed()`.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn analyze(text: &str) -> Result<JsValue, JsValue> {
    parse(&terse::report_json(&crate::analyze(text), text))
}

/// The same reports in few words, for one reader that hears all of them and keeps what it has heard (`www/terse.js`).
#[wasm_bindgen(skip_typescript)]
#[derive(Default)]
pub struct Teller {
    teller: terse::Teller,
    fresh: Vec<String>,
}

#[wasm_bindgen]
impl Teller {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a policy.
    #[wasm_bindgen(skip_typescript)]
    pub fn analyze(&mut self, text: &str) -> Vec<u32> {
        let told = self.teller.tell(&crate::analyze(text), text);
        self.fresh = told.fresh;
        told.words
    }

    /// The strings that the report just given says for the first time.
    #[wasm_bindgen(skip_typescript)]
    pub fn fresh(&mut self) -> Vec<String> {
        std::mem::take(&mut self.fresh)
    }
}

/// The law as this build knows it: every requirement and every risk, with what they mean and what to do.
#[wasm_bindgen(unchecked_return_type = "Catalogue")]
pub fn catalogue() -> Result<JsValue, JsValue> {
    plain(&listing::catalogue())
}

/// The version of the analyzer.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Plain data as JavaScript's own objects. Its engine makes them faster out of one text than call by call.
pub fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    parse(&terse::json(value))
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = JSON)]
    fn parse(text: &str) -> Result<JsValue, JsValue>;
}

/// A panic message can carry the reader's text (`unwrap` prints what it held), and whoever catches the error may log it. So a
/// release build says where, and nothing else. Debug builds, which no reader meets, say everything.
#[wasm_bindgen(start, skip_typescript)]
fn start() {
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
        return;
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        wasm_bindgen::throw_str(&format!("policy-lens {} stopped{place}", env!("CARGO_PKG_VERSION")));
    }));
}
