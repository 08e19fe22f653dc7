//! The arguments as plain data. No side effects, so that every wrong use can be tested here.

use encoding_rs::Encoding;
use lexopt::prelude::*;
use policy_lens::report::words::Lang;
use std::ffi::OsString;

/// Port of `serve` unless told otherwise.
pub const PORT: u16 = 4180;

/// What was asked.
#[derive(Debug, PartialEq)]
pub enum Command {
    Check(Check),
    Serve { port: u16, open: bool },
    Extract { file: OsString, encoding: Option<&'static Encoding>, whole: bool },
    Outline { file: OsString, encoding: Option<&'static Encoding> },
    Help,
    Version,
}

/// What to check, and how to print it.
#[derive(Debug, PartialEq)]
pub struct Check {
    /// Never empty; `-` is the standard input.
    pub files: Vec<OsString>,
    pub format: Format,
    pub lang: Lang,
    pub color: Color,
    pub encoding: Option<&'static Encoding>,
    pub fail_on: FailOn,
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
    Json,
    Jsonl,
}

/// Whether text is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Where a person sees it.
    Auto,
    Always,
    Never,
}

/// What makes the exit status 3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FailOn {
    /// Risks of this rank ([`rank`]) or a graver one.
    pub severity: Option<usize>,
    /// Mandatory requirements that were not found.
    pub missing: bool,
}

/// Severities from the gravest.
const SEVERITIES: [&str; 4] = ["high", "medium", "low", "info"];

/// 0 for the gravest severity.
pub fn rank(severity: &str) -> Option<usize> {
    SEVERITIES.iter().position(|s| *s == severity)
}

/// Reads the arguments (without the program's name). The error is one line for the person.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = lexopt::Parser::from_args(args);
    command(&mut parser).map_err(|e| e.to_string())
}

fn command(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let name = match parser.next()? {
        None => return Ok(Command::Serve { port: PORT, open: false }),
        Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Short('V') | Long("version")) => return Ok(Command::Version),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    match name.as_str() {
        "check" => check(parser),
        "serve" => serve(parser),
        "extract" => extract(parser),
        "outline" => outline(parser),
        "help" => Ok(Command::Help),
        _ => Err(format!("unknown command \"{name}\"; to read a file: policy-lens check {name}").into()),
    }
}

fn check(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut check =
        Check { files: Vec::new(), format: Format::Text, lang: Lang::Ja, color: Color::Auto, encoding: None, fail_on: FailOn::default() };
    while let Some(arg) = parser.next()? {
        match arg {
            Long("format") => {
                check.format = choice(
                    &parser.value()?.string()?,
                    &[("text", Format::Text), ("markdown", Format::Markdown), ("json", Format::Json), ("jsonl", Format::Jsonl)],
                )?
            }
            Long("lang") => check.lang = choice(&parser.value()?.string()?, &[("ja", Lang::Ja), ("en", Lang::En)])?,
            Long("color") => {
                let colors = [("auto", Color::Auto), ("always", Color::Always), ("never", Color::Never)];
                check.color = choice(&parser.value()?.string()?, &colors)?
            }
            Long("encoding") => check.encoding = Some(encoding(&parser.value()?.string()?)?),
            Long("fail-on") => fail_on(&mut check.fail_on, &parser.value()?.string()?)?,
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(file) => check.files.push(file),
            other => return Err(other.unexpected()),
        }
    }
    if check.files.is_empty() {
        check.files.push("-".into());
    }
    if check.files.iter().filter(|f| *f == "-").count() > 1 {
        return Err("standard input (-) can be read only once".into());
    }
    if check.format == Format::Json && check.files.len() > 1 {
        return Err("--format json takes one file; use --format jsonl for several".into());
    }
    Ok(Command::Check(check))
}

fn serve(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut port, mut open) = (PORT, false);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("port") => port = parser.value()?.parse()?,
            Long("open") => open = true,
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Serve { port, open })
}

fn extract(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut file, mut charset, mut whole) = (None, None, false);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("encoding") => charset = Some(encoding(&parser.value()?.string()?)?),
            Long("whole") => whole = true,
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(value) if file.is_none() => file = Some(value),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Extract { file: file.unwrap_or_else(|| "-".into()), encoding: charset, whole })
}

fn outline(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut file, mut charset) = (None, None);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("encoding") => charset = Some(encoding(&parser.value()?.string()?)?),
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(value) if file.is_none() => file = Some(value),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Outline { file: file.unwrap_or_else(|| "-".into()), encoding: charset })
}

fn choice<T: Copy>(value: &str, choices: &[(&str, T)]) -> Result<T, lexopt::Error> {
    choices.iter().find(|c| c.0 == value).map(|c| c.1).ok_or_else(|| {
        let names: Vec<_> = choices.iter().map(|c| c.0).collect();
        format!("\"{value}\" is none of {}", names.join(", ")).into()
    })
}

fn encoding(label: &str) -> Result<&'static Encoding, lexopt::Error> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| format!("unknown encoding \"{label}\"").into())
}

fn fail_on(fail_on: &mut FailOn, levels: &str) -> Result<(), lexopt::Error> {
    for level in levels.split(',') {
        match rank(level) {
            Some(rank) => fail_on.severity = fail_on.severity.max(Some(rank)),
            None if level == "missing" => fail_on.missing = true,
            None => return Err(format!("--fail-on: \"{level}\" is none of {}, missing", SEVERITIES.join(", ")).into()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    fn checked(line: &str) -> Check {
        match of(line) {
            Ok(Command::Check(check)) => check,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn no_arguments_serve_the_page() {
        assert_eq!(of(""), Ok(Command::Serve { port: PORT, open: false }));
        assert_eq!(of("serve --port=0 --open"), Ok(Command::Serve { port: 0, open: true }));
    }

    #[test]
    fn check_reads_standard_input_where_no_file_is_named() {
        let check = checked("check --format markdown --lang en");
        assert_eq!((check.files, check.format, check.lang), (vec!["-".into()], Format::Markdown, Lang::En));
        assert_eq!(checked("check a -- --b").files, ["a", "--b"]);
    }

    #[test]
    fn the_weakest_level_decides() {
        assert_eq!(checked("check --fail-on high,low a").fail_on, FailOn { severity: rank("low"), missing: false });
        assert_eq!(checked("check --fail-on missing --fail-on info a").fail_on, FailOn { severity: rank("info"), missing: true });
    }

    #[test]
    fn wrong_use_is_said() {
        for (line, word) in [
            ("policy.txt", "policy-lens check policy.txt"),
            ("check --format xml a", "jsonl"),
            ("check --format json a b", "jsonl"),
            ("check --lang fr a", "ja, en"),
            ("check --encoding klingon a", "klingon"),
            ("check --fail-on severe a", "missing"),
            ("check - -", "only once"),
            ("check --loud a", "--loud"),
            ("serve --port 70000", "70000"),
            ("serve somewhere", "somewhere"),
            ("outline a b", "b"),
            ("--port 1", "--port"),
        ] {
            let error = of(line).expect_err(line);
            assert!(error.contains(word), "{line}: {error}");
        }
    }
}
