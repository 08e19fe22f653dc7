//! Placeholder
fn main() {
    let arg = |n| std::env::args().nth(n).unwrap_or_default();
    let text = |f: String| std::fs::read_to_string(f).unwrap_or_default();
    if arg(1) == "outline" {
        print!("{}", policy_lens::outline(&text(arg(2))));
        return;
    }
    let text = text(arg(1));
    let report = policy_lens::analyze(&text);
    println!("{}", serde_json::to_string_pretty(&policy_lens::report::wire::wire(&report, &text)).unwrap_or_default());
}
