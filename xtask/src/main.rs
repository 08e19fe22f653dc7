//! The project's own commands, the same on a desk and in continuous integration. One module per command; this file only
//! chooses. Standard library where it serves: `cargo xtask` is compiled before anything else can run.

mod accuracy;
mod baseline;
mod bench;
mod docs;
mod fold_table;
mod golden;
mod page;
mod pkg;
mod score;
mod setup;
mod sh;
mod skeleton;
mod stamp;
mod test;
mod toolchain;

use sh::{Result, root};

const HELP: &str = "\
cargo xtask <command>

  test                    everything: format, lints, native tests, types, the committed Wasm, real browsers;
                          installs what is missing where it may (root on Debian), says what it could not run elsewhere
  pkg [--wasm-only]       build the Wasm, its glue and types, and the page into pkg/, with the stamp and SHA256SUMS
  page                    build only the page, from the Wasm that is in pkg/
  score [--write] [--show X]
                          score the reports against the gold answers of ../shared/corpus; --write makes docs/accuracy.md
  docs                    write docs/catalogue.md anew from the catalogue
  bless <slug>            write tests/golden/<slug>.txt anew from tests/fixtures/policies/<slug>.txt, one at a time
  new-requirement <id>    a skeleton in src/catalogue/appi/
  fold-table              write src/text/fold_table.rs anew
  bench                   time the committed Wasm beside a checker of plain regular expressions, in Node and Chromium
";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args[..] {
        ["test"] => test::run(),
        ["pkg"] => pkg::run(),
        ["pkg", "--wasm-only"] => pkg::run_wasm_only(),
        ["page"] => page::run_command(),
        ["score", ref rest @ ..] => score::run(rest),
        ["docs"] => docs::run(),
        ["bless", slug] => golden::bless(slug),
        ["new-requirement", id] => skeleton::new_requirement(id),
        ["fold-table"] => write_fold_table(),
        ["bench"] => bench::run(),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => {
            eprint!("{HELP}");
            std::process::exit(2);
        }
    };
    if let Err(error) = outcome {
        eprintln!("xtask: {error}");
        std::process::exit(1);
    }
}

fn write_fold_table() -> Result<()> {
    let path = root().join("src/text/fold_table.rs");
    sh::write(&path, fold_table::generate())?;
    println!("{}", path.display());
    Ok(())
}
