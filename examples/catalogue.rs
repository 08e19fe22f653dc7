//! Prints what this build checks, as JSON (`Catalogue` in `src/report/report.d.ts`): an example for embedders, and the way by
//! which `cargo xtask score` learns the wordings for its keyword checker.

fn main() -> serde_json::Result<()> {
    println!("{}", serde_json::to_string_pretty(&policy_lens::report::listing::catalogue())?);
    Ok(())
}
