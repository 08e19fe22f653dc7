//! The command line: `check` files, `extract` the text of a page, `serve` the page, `outline` a document for those who write extractors.
//!
//! `args.rs` what was asked, `help.rs` its description, `files.rs` bytes to text, `pages.rs` HTML to text, `check.rs` reading and printing,
//! `serve.rs` and `request.rs` the page on this computer's own address, `page.rs` the page itself.
//! Not here: any reading of a policy; that is the library's, and pure.

mod args;
mod check;
mod files;
mod help;
mod page;
mod pages;
mod request;
mod serve;

use args::Command;
use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

/// A file could not be read, or there was no way to answer.
const UNREADABLE: u8 = 1;
/// The command was not understood.
const WRONG_USE: u8 = 2;
/// `--fail-on` found what it was asked to look for.
const FOUND: u8 = 3;

/// Does what the arguments say.
pub fn run() -> ExitCode {
    let command = match args::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(message) => {
            eprintln!("policy-lens: {message}\n使い方 / usage: policy-lens --help");
            return ExitCode::from(WRONG_USE);
        }
    };
    let status = match command {
        Command::Check(options) => check::check(&options),
        Command::Extract { file, encoding, whole } => extract(&file, encoding, whole),
        Command::Outline { file, encoding } => outline(&file, encoding),
        Command::Serve { port, open } => serve::serve(port, open),
        Command::Help => print(help::HELP).map_or_else(|status| status, |()| 0),
        Command::Version => print(&help::version()).map_or_else(|status| status, |()| 0),
    };
    ExitCode::from(status)
}

/// The text that a page's policy was read from, as it can be kept beside the page.
fn extract(file: &std::ffi::OsStr, encoding: Option<&'static encoding_rs::Encoding>, whole: bool) -> u8 {
    match files::load(file, encoding) {
        Ok(decoded) => {
            let text = decoded.page.filter(|_| whole).map_or(decoded.text, |page| page.whole);
            print(&(text + "\n")).map_or_else(|status| status, |()| 0)
        }
        Err(trouble) => {
            eprintln!("policy-lens: {}: {}", files::name(file), trouble.ja());
            UNREADABLE
        }
    }
}

fn outline(file: &std::ffi::OsStr, encoding: Option<&'static encoding_rs::Encoding>) -> u8 {
    match files::load(file, encoding) {
        Ok(decoded) => print(&policy_lens::outline(&decoded.text)).map_or_else(|status| status, |()| 0),
        Err(trouble) => {
            eprintln!("policy-lens: {}: {}", files::name(file), trouble.ja());
            UNREADABLE
        }
    }
}

/// Writes to the standard output; the error is the exit status with which to stop. A reader that has gone away (`| head`)
/// has seen what it wanted.
fn print(text: &str) -> Result<(), u8> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| {
        if error.kind() == ErrorKind::BrokenPipe {
            0
        } else {
            eprintln!("policy-lens: {error}");
            UNREADABLE
        }
    })
}
