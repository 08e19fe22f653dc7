//! Floor 5: the command line. Everything it does is in `cli/`; this file only starts it.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
