//! The house rules a machine can see: who may import whom, where the outside world may be touched, and what must never be
//! written in the page's sources. Each rule is first shown a snippet that breaks it: a guard that sleeps is worse than none.

use regex::Regex;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the ground up; a room may import those of the floors before its own, and nothing else but itself.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["catalogue"], // the same floor as text in the drawing; it folds its cues with text, never the other way round
    &["document", "html"],
    &["extract"],
    &["assess"],
    &["report"],
    &["lib"], // composes the floors below into `analyze`
    &["wasm"],
    &["dom", "main", "cli"], // dom hands its data over as wasm does
];

/// Only in these rooms, each with what it guards.
const OUTSIDE: &[(&str, &[&str])] = &[
    (r"\b(wasm_bindgen|web_sys|js_sys|serde_wasm_bindgen|console_error_panic_hook)\b", &["wasm", "dom"]),
    (r"\b(println|eprintln|print|eprint|dbg)!", &["main", "cli"]),
    (r"\bstd::(fs|env|net|process|io)\b", &["main", "cli"]),
    (r"\bstd::(time|thread|sync::mpsc)\b", &["main", "cli"]),
];

/// What the page's sources must not contain, so that "nothing leaves" is more than the browser's promise: the
/// Content-Security-Policy closes fetch-like channels, but not navigation, and not WebRTC everywhere.
const FORBIDDEN: &[(&str, &str)] = &[
    ("markup from text", r"\b(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|srcdoc)\b"),
    ("markup from text", r"\bdocument\s*\.\s*(write|writeln)\b"),
    ("markup from text", r"\bcreateHTML\b"),
    ("code from text", r"\beval\b|\bFunction\s*\(|\bimport\s*\(|\bimportScripts\b|\bset(Timeout|Interval)\s*\(\s*['\x22`]"),
    ("code from text", r"\bnew\s+(Worker|SharedWorker|Worklet)\b|\bserviceWorker\b|\bcreateScriptURL\b|\bcreateScript\b"),
    ("network", r"\b(fetch|fetchLater|XMLHttpRequest|WebSocket|WebSocketStream|EventSource|sendBeacon|WebTransport)\b"),
    ("network", r"\b(RTC\w+|webkitRTC\w+|FontFace|NotificationEvent|PushManager|BackgroundFetchManager)\b"),
    ("network", r"\bnew\s+(Image|Audio)\b"),
    ("navigation", r"\blocation\b|\bnavigation\s*\.|\bwindow\s*\.\s*open\b|\bopen\s*\(|\bhistory\s*\."),
    ("navigation", r"\brequestSubmit\b|\.submit\s*\("),
    (
        "an element that loads or leads away",
        r"\b(el|createElement|createElementNS)\s*\([^)'\x22`]*['\x22`](a|area|iframe|frame|link|script|form|img|image|object|embed|base|meta|audio|video|source|track|portal)['\x22`]",
    ),
];

/// The few places that need one of them, and how often: (file, the word found, times).
const ALLOWED: &[(&str, &str, usize)] = &[
    // The worker is a blob: made from a string inlined in this very page, by way of the Trusted Types policy.
    ("www/trusted.js", "createScriptURL", 2),
    ("www/analyzer.js", "new Worker", 1),
    // Markup becomes an inert document in one place: rule and use stand together, and www/html.js alone asks for it.
    ("www/trusted.js", "createHTML", 2),
    // Back to the page a text came from, for a click of the reader.
    ("www/backlink.js", "window.open", 1),
    // The bookmark, to be dragged: a click in the page itself is refused by its own policy.
    ("www/install.js", "el('a'", 1),
    // What the bookmark runs in another page, where none of this page's rules hold: it reads markup and never writes any, and opens
    // this page once, from an empty window that leads itself on.
    ("www/bookmarklet.js", "innerHTML", 3),
    ("www/bookmarklet.js", "location", 2),
    ("www/bookmarklet.js", "window.open", 1),
    ("www/bookmarklet.js", "createElement('a'", 1),
];

/// Build tools stand beside the page's sources and are no part of it; this one also scans what it has built.
const NOT_THE_PAGE: &[&str] = &["www/build.mjs", "www/virtual.d.ts"];

#[test]
fn rooms_import_from_below() {
    let breaches: Vec<_> = rust_sources().iter().flat_map(|(path, source)| import_breaches(path, source)).collect();
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn the_outside_world_stays_at_the_edges() {
    let breaches: Vec<_> = rust_sources().iter().flat_map(|(path, source)| outside_breaches(path, source)).collect();
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn the_page_speaks_to_nobody() {
    let pages = page_sources();
    assert!(pages.iter().any(|(path, _)| path.ends_with(".js")) && pages.iter().any(|(path, _)| path.ends_with(".html")));
    let breaches: Vec<_> = pages.iter().flat_map(|(path, source)| page_breaches(path, source)).collect();
    assert!(breaches.is_empty(), "{breaches:#?}");
    for (file, word, times) in ALLOWED {
        let source = &pages.iter().find(|(path, _)| path == file).unwrap_or_else(|| panic!("{file} is listed and gone")).1;
        let found = without_comments(source).matches(word).count();
        assert_eq!(found, *times, "{file}: {word} is listed {times} times");
    }
}

#[test]
fn the_guards_are_awake() {
    let upward = [
        ("src/text/fold.rs", "use crate::report::Report;"),
        ("src/text/fold.rs", "use crate::catalogue::Cue;"),
        ("src/html/mod.rs", "use crate::{text::Span, document::Block};"),
        ("src/extract/dates.rs", "let x = crate::assess::run();"),
        ("src/document/mod.rs", "use super::extract::Fact;"),
        ("src/assess/mod.rs", "use crate::analyze;"),
        ("src/report/mod.rs", "use policy_lens::wasm;"),
        ("src/lib.rs", "use crate::dom::read;"),
    ];
    for (path, line) in upward {
        assert_eq!(import_breaches(path, line).len(), 1, "{path}: {line}");
    }
    let fine = [
        ("src/text/fold.rs", "use crate::text::{Span, source::Source}; // not crate::report"),
        ("src/catalogue/mod.rs", "use crate::text::Pattern;"),
        ("src/assess/mod.rs", "use crate::{catalogue::{self, Requirement}, extract::{Facts, fee::Fee}};"),
        ("src/assess/risks.rs", "use super::evaluate; pub(crate) fn x() {}"),
        ("src/lib.rs", "pub fn analyze(t: &str) -> report::Report { crate::assess::run(t) }"),
        ("src/main.rs", "use policy_lens::{analyze, report::text};"),
    ];
    for (path, line) in fine {
        assert_eq!(import_breaches(path, line), Vec::<String>::new(), "{path}: {line}");
    }

    for line in ["use wasm_bindgen::prelude::*;", "println!();", "let t = std::time::Instant::now();", "std::fs::read(p)"] {
        assert_eq!(outside_breaches("src/report/text.rs", line).len(), 1, "{line}");
    }
    assert!(outside_breaches("src/main.rs", "println!(); std::fs::read(p)").is_empty());
    assert!(outside_breaches("src/wasm.rs", "use wasm_bindgen::prelude::*;").is_empty());

    let tested =
        "use crate::assess::X;\nfn f() {}\n#[cfg(test)]\nmod tests {\n    use crate::report::Report;\n    fn g() { println!(); }\n}\n";
    assert_eq!(import_breaches("src/text/fold.rs", tested), ["src/text/fold.rs: text imports assess"]);
    assert_eq!(outside_breaches("src/text/fold.rs", tested), Vec::<String>::new());

    let speaking = [
        ("www/x.js", "node.innerHTML = text;"),
        ("www/x.js", "new Function('x')"),
        ("www/x.js", "await fetch(url)"),
        ("www/x.js", "new RTCPeerConnection()"),
        ("www/x.js", "window.location = u"),
        ("www/x.js", "window.open(u)"),
        ("www/x.js", "el('a', { href: u })"),
        ("www/x.js", "document.createElement(\"iframe\")"),
        ("www/x.js", "const s = 'http://x'; eval(s)"),
        ("www/x.js", "await import('./y.js')"),
        ("www/x.html", "<a href=\"https://example.com\">"),
        ("www/x.html", "<link rel='preconnect' href='//example.com'>"),
        ("www/x.html", "<meta http-equiv=\"refresh\" content=\"0\">"),
        ("www/x.html", "<button onclick=\"x()\">"),
        ("www/x.css", "background: url(https://example.com/x.png)"),
        ("www/x.css", "@import 'x.css';"),
    ];
    for (path, line) in speaking {
        assert!(!page_breaches(path, line).is_empty(), "{path}: {line}");
    }
    let silent = [
        ("www/x.js", "// never fetch(), never innerHTML\n/* eval */ const openDialog = () => reopen(1);"),
        ("www/x.js", "/** @typedef {import('./y.js').Y} Y */ import { y } from './y.js'; el('article', null)"),
        ("www/x.html", "<a class=\"skip\" href=\"#policy-text\"></a><link rel=\"icon\" href=\"data:image/svg+xml,%3Csvg\">"),
        ("www/x.css", "mask: url('data:image/svg+xml,x') /* url(http://x) */"),
    ];
    for (path, line) in silent {
        assert_eq!(page_breaches(path, line), Vec::<String>::new(), "{path}: {line}");
    }
}

/// A file's own unit tests may look anywhere: they are no part of the house. (Clippy keeps them at the end of the file.)
fn without_tests(source: &str) -> &str {
    source.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// Every mention of another room that the file's floor does not allow.
fn import_breaches(path: &str, source: &str) -> Vec<String> {
    let own = room_of(path);
    let Some(floor) = floor_of(&own) else { return vec![format!("{path}: room `{own}` is on no floor")] };
    let source = without_comments(without_tests(source));
    let mut breaches = Vec::new();
    for import in imports(&source) {
        let allowed = match floor_of(&import) {
            Some(other) => import == own || other < floor,
            None => floor > floor_of("report").unwrap_or_default(), // an item of the crate's root, such as `analyze`
        };
        if !allowed {
            breaches.push(format!("{path}: {own} imports {import}"));
        }
    }
    breaches
}

/// First segments after `crate::`, `policy_lens::` and (where it can only be a room) `super::`, braces opened.
fn imports(source: &str) -> Vec<String> {
    let path = Regex::new(r"\b(crate|policy_lens|super)::(\{|\w+)").expect("a pattern of this file");
    let mut found = Vec::new();
    for hit in path.captures_iter(source) {
        let names = match &hit[2] {
            "{" => first_segments(&source[hit.get(0).map_or(0, |m| m.end())..]),
            name => vec![name.to_owned()],
        };
        let by_super = &hit[1] == "super";
        found.extend(names.into_iter().filter(|name| !by_super || (floor_of(name).is_some() && name != "text")));
    }
    found
}

/// `text::Span, report::{a, b}}…` → text, report.
fn first_segments(group: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut depth = 0;
    let mut in_first = true;
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(String::new());
                in_first = true;
            }
            c if in_first && (c.is_alphanumeric() || c == '_') => names.last_mut().expect("never empty").push(c),
            c if c.is_whitespace() && names.last().is_some_and(String::is_empty) => {}
            _ => in_first = false,
        }
    }
    names.retain(|name| !name.is_empty() && name != "self");
    names
}

fn outside_breaches(path: &str, source: &str) -> Vec<String> {
    let own = room_of(path);
    let source = without_comments(without_tests(source));
    let mut breaches = Vec::new();
    for (pattern, rooms) in OUTSIDE.iter().filter(|(_, rooms)| !rooms.contains(&own.as_str())) {
        let pattern = Regex::new(pattern).expect("a pattern of this file");
        breaches.extend(pattern.find_iter(&source).map(|hit| format!("{path}: {} belongs into {rooms:?}", hit.as_str())));
    }
    breaches
}

fn page_breaches(path: &str, source: &str) -> Vec<String> {
    let source = without_comments(source);
    let mut breaches = Vec::new();
    let mut look = |rule: &str, pattern: &str, fine: &dyn Fn(&str) -> bool| {
        let pattern = Regex::new(pattern).expect("a pattern of this file");
        for hit in pattern.captures_iter(&source) {
            let (whole, value) = (&hit[0], hit.name("value").map_or("", |m| m.as_str()));
            if !fine(value) && !ALLOWED.iter().any(|(file, word, _)| *file == path && *word == whole) {
                breaches.push(format!("{path}: {rule}: {whole}"));
            }
        }
    };
    let never = |_: &str| false;
    let inside = |value: &str| value.starts_with('#') || value.starts_with("data:");
    if path.ends_with(".html") {
        look(
            "leads away",
            r#"(?i)\s(src|srcset|href|action|formaction|poster|data|ping|background)\s*=\s*["']?(?P<value>[^\s>"']*)"#,
            &inside,
        );
        look("leads away", r#"(?i)http-equiv\s*=\s*["']?refresh|\brel\s*=\s*["']?(dns-prefetch|pre\w+|modulepreload|stylesheet)"#, &never);
        look("inline code", r"(?i)\son\w+\s*=|<script\b|<(iframe|frame|object|embed|form|base|portal)\b", &never);
    } else if path.ends_with(".css") {
        look("loads", r#"(?i)@import\b|url\(\s*["']?(?P<value>[^"')]*)"#, &inside);
    } else {
        for (rule, pattern) in FORBIDDEN {
            look(rule, pattern, &never);
        }
    }
    breaches
}

/// `src/text/fold.rs` → text; `src/main.rs` → main.
fn room_of(path: &str) -> String {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    inner.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned()
}

fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// Comments may speak of what code may not do. Strings are kept, and `//` inside one (an address) starts no comment.
fn without_comments(source: &str) -> String {
    let comment = Regex::new(r#"(?s)(?P<keep>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|//[^\n]*|/\*.*?\*/|<!--.*?-->"#);
    comment.expect("a pattern of this file").replace_all(source, "$keep").into_owned()
}

/// The crate's sources. The build script's files belong to cargo, and files of unit tests may look anywhere: both are no part of
/// the house.
fn rust_sources() -> Vec<(String, String)> {
    let sources = files("src", &["rs"]);
    let apart = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        (name.starts_with("build") && path.starts_with("src/catalogue/")) || name == "tests.rs" || name.ends_with("_tests.rs")
    };
    sources.into_iter().filter(|(path, _)| !apart(path)).collect()
}

fn page_sources() -> Vec<(String, String)> {
    let sources = files("www", &["js", "mjs", "ts", "html", "css", "svg"]);
    sources.into_iter().filter(|(path, _)| !NOT_THE_PAGE.contains(&path.as_str())).collect()
}

fn files(dir: &str, extensions: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![root.join(dir)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).expect("a folder of the checkout").map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|e| extensions.iter().any(|wanted| e == *wanted)) {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).expect("UTF-8")));
        }
    }
    found.sort();
    assert!(!found.is_empty(), "nothing in {dir}/");
    found
}
