//! Floor 5: the door to JavaScript. One string in, plain data out; what the data look like stands in `report/report.d.ts`.
//!
//! Not here: anything that reads or judges. A call that panics leaves the instance in no state that anybody knows: its owner
//! throws it away and makes a new one.

use crate::report::{listing, wire};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("report/report.d.ts");

/// Reads a policy. Any string will do, and gets an answer. A lone surrogate counts as one U+FFFD, so offsets stay those of the
/// string that was given; quotes are those of `text.toWellFormed()`.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn analyze(text: &str) -> Result<JsValue, JsValue> {
    plain(&wire::wire(&crate::analyze(text), text))
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

/// Objects and `null` as JSON would have them: no `Map`, no `undefined`.
fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(Into::into)
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
