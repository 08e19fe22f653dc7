//! `policy-lens check`: reads each file, prints its report, and remembers the exit status.

use super::args::{Check, Color, FailOn, Format, rank};
use super::{FOUND, UNREADABLE, files, print};
use policy_lens::report::{Report, Status, markdown, text, wire};
use serde::Serialize;
use std::ffi::OsStr;
use std::io::IsTerminal as _;

/// One line of `--format jsonl`.
#[derive(Serialize)]
struct Line<'a> {
    file: String,
    report: &'a Report<wire::Quote>,
}

/// Checks every file; the answer is the exit status.
pub fn check(options: &Check) -> u8 {
    let (mut unreadable, mut found) = (false, false);
    for (index, file) in options.files.iter().enumerate() {
        if file == "-" && std::io::stdin().is_terminal() {
            eprintln!(
                "{}",
                options.lang.pick(
                    "本文を貼り付け、Ctrl+D（Windows は Ctrl+Z）で終えてください。",
                    "Paste the text and end it with Ctrl+D (Windows: Ctrl+Z)."
                )
            );
        }
        let decoded = match files::load(file, options.encoding) {
            Ok(decoded) => decoded,
            Err(trouble) => {
                say(options, file, &trouble.ja(), &trouble.en());
                unreadable = true;
                continue;
            }
        };
        if decoded.damaged {
            let encoding = decoded.encoding.name();
            let ja = format!("{encoding} として読めない箇所があります（--encoding で指定できます）");
            say(options, file, &ja, &format!("parts of it are not {encoding} (see --encoding)"));
        }
        if let Some(page) = &decoded.page {
            let (taken, all) = (page.main.chars().count(), page.whole.chars().count());
            let ja = format!("ページの {all} 文字のうち、ポリシーの {taken} 文字を読みました（policy-lens extract で見られます）");
            say(options, file, &ja, &format!("read the {taken} characters of the policy, of {all} on the page (see policy-lens extract)"));
            for note in &page.notes {
                say(options, file, &note.ja, &note.en);
            }
        }
        let report = policy_lens::analyze(&decoded.text);
        found |= fails(&report, options.fail_on);
        if let Err(status) = print(&render(&report, &decoded.text, options, file, index == 0)) {
            return status;
        }
    }
    match (unreadable, found) {
        (true, _) => UNREADABLE,
        (_, true) => FOUND,
        _ => 0,
    }
}

fn say(options: &Check, file: &OsStr, ja: &str, en: &str) {
    eprintln!("policy-lens: {}: {}", files::name(file), options.lang.pick(ja, en));
}

fn render(report: &Report, source: &str, options: &Check, file: &OsStr, first: bool) -> String {
    let several = options.files.len() > 1;
    match options.format {
        Format::Text => {
            let color = match options.color {
                Color::Always => true,
                Color::Never => false,
                // https://no-color.org
                Color::Auto => std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
            };
            let head = if several { format!("{}==> {} <==\n", if first { "" } else { "\n" }, files::name(file)) } else { String::new() };
            head + &text::render(report, source, &text::Options { lang: options.lang, color })
        }
        Format::Markdown => {
            let name = several.then(|| files::name(file));
            let gap = if first { "" } else { "\n---\n\n" };
            gap.to_string() + &markdown::render(report, source, &markdown::Options { lang: options.lang, file: name.as_deref() })
        }
        Format::Json => json(serde_json::to_string_pretty(&wire::wire(report, source))),
        Format::Jsonl => {
            let report = &wire::wire(report, source);
            json(serde_json::to_string(&Line { file: file.to_string_lossy().into_owned(), report }))
        }
    }
}

/// Plain data with text keys always has a JSON form; should that ever end, the words of the error say so.
fn json(text: serde_json::Result<String>) -> String {
    text.unwrap_or_else(|error| error.to_string()) + "\n"
}

/// What `--fail-on` looks for is there, or cannot be looked for: a gate that lets an empty file pass is none.
fn fails(report: &Report, fail_on: FailOn) -> bool {
    if fail_on == FailOn::default() {
        return false;
    }
    let unjudged = report.document.kind == "empty" || report.document.language != "ja";
    let missing = || report.checklist.iter().any(|item| item.level == "M" && item.status == Status::Missing);
    let grave = |worst| report.risks.iter().any(|risk| rank(risk.severity).is_some_and(|rank| rank <= worst));
    unjudged || (fail_on.missing && missing()) || fail_on.severity.is_some_and(grave)
}
