//! Extraction from pages, measured: invented pages as messy as real ones, each beside the text that a person copied from it by hand.
//! F1 over characters in their order, white space left aside. And what must hold for any markup at all.

use policy_lens::html::{Page, native, read};
use std::fs;
use std::path::Path;

/// Fewest pages, and the least F1 of each and of all together.
const PAGES: usize = 20;
const EACH: f64 = 0.9;
const ALL: f64 = 0.97;

#[test]
fn the_policy_is_what_a_person_would_have_copied() {
    let (mut shared, mut both, mut worst, mut count) = (0, 0, 1.0f64, 0);
    for (name, page, copied) in pages() {
        let (a, b) = (letters(&page.main), letters(&copied));
        let common = common(&a, &b);
        let f1 = f1(common, a.len() + b.len());
        println!("{f1:.4}  {name} ({} of {} characters, {} copied by hand)", a.len(), letters(&page.whole).len(), b.len());
        if !page.found {
            println!("{name}: no policy found");
            worst = 0.0;
        }
        shared += common;
        both += a.len() + b.len();
        worst = worst.min(f1);
        count += 1;
    }
    let all = f1(shared, both);
    println!("{all:.4}  all {count} pages; worst {worst:.4}");
    assert!(count >= PAGES, "{count} pages");
    assert!(worst >= EACH, "worst page: {worst:.4}");
    assert!(all >= ALL, "all pages: {all:.4}");
}

/// A list right below its heading has no sentence that announces it.
#[test]
fn entries_of_a_list_stay_entries() {
    let list = "<h1>個人情報保護方針</h1><p>当社は、個人情報を適正に取り扱い、第三者に提供しません。</p><h2>利用目的</h2><ul><li>部品の発送と代金の請求<li>試乗会のお知らせ<li>契約の履行</ul>";
    let page = of(list);
    assert!(page.main.ends_with("利用目的\n\n・部品の発送と代金の請求\n・試乗会のお知らせ\n・契約の履行"), "{}", page.main);
    assert_eq!(policy_lens::analyze(&page.main).summary.purposes.len(), 3);
    let announced = of(&list.replace("</h2>", "</h2><p>次の目的で利用します。</p>"));
    assert!(
        announced.main.ends_with("次の目的で利用します。\n\n部品の発送と代金の請求\n試乗会のお知らせ\n契約の履行"),
        "{}",
        announced.main
    );
    assert_eq!(policy_lens::analyze(&announced.main).summary.purposes.len(), 3);
}

#[test]
fn any_markup_gives_an_answer() {
    let policy = "<h1>個人情報保護方針</h1><p>当社は、個人情報を利用目的の範囲で利用し、第三者に提供しません。安全管理に努め、開示、訂正に応じます。</p>";
    for html in [
        "",
        "\0",
        "<",
        "<!--",
        "個人情報",
        "<frameset><frame src=a></frameset>",
        "<template><p>x",
        "<table><tr><td rowspan=99999999><td colspan=0>",
        "<ol reversed><li value=-9223372036854775808>a<li>b",
    ] {
        let page = of(html);
        assert!(!page.found, "{html}");
        assert_eq!(page.main, page.whole);
    }
    // Deep nesting must not overflow the stack.
    for tag in ["div", "span", "ul><li", "blockquote", "b", "section", "x-y"] {
        let depth = if tag == "div" { 100_000 } else { 2_000 };
        let page = of(&format!("{}{policy}", format!("<{tag}>").repeat(depth)));
        assert!(page.found && page.main.starts_with("個人情報保護方針"), "{tag}: {}", page.main);
    }
}

/// A tree of any depth without a parser in between: the walk itself is what must bear it.
#[test]
fn the_walk_bears_any_depth() {
    use policy_lens::html::{Kind, Node};

    struct Deep(usize);
    const DEPTH: usize = 100_000;

    impl Node for Deep {
        fn kind(&self) -> Kind {
            if self.0 == DEPTH { Kind::Text } else { Kind::Element }
        }
        fn tag(&self) -> String {
            ["div", "section", "li", "td", "details", "a"][self.0 % 6].to_owned()
        }
        fn attributes(&self, each: &mut dyn FnMut(&str, &str)) {
            each("class", "box");
        }
        fn text(&self) -> String {
            "当社は、個人情報を利用目的の範囲で利用し、個人データを第三者に提供しません。安全管理に努め、開示、訂正に応じます。".to_owned()
        }
        fn first_child(&self) -> Option<Self> {
            (self.0 < DEPTH).then(|| Deep(self.0 + 1))
        }
        fn next_sibling(&self) -> Option<Self> {
            None
        }
    }

    let started = std::time::Instant::now();
    let page = read(Deep(0), "");
    println!("{DEPTH} levels: {:?}", started.elapsed());
    assert_eq!(page.main, Deep(DEPTH).text());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

fn pages() -> Vec<(String, Page, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let mut names: Vec<_> = fs::read_dir(&folder).expect("the folder of pages").map(|e| e.expect("an entry").path()).collect();
    names.retain(|p| p.extension().is_some_and(|e| e == "html"));
    names.sort();
    let only = std::env::var("PAGE").unwrap_or_default();
    let read = |path: &Path| {
        let bytes = fs::read(path).expect("a page");
        let source =
            if let Ok(text) = std::str::from_utf8(&bytes) { text.to_owned() } else { encoding_rs::SHIFT_JIS.decode(&bytes).0.into_owned() };
        let copied = fs::read_to_string(path.with_extension("txt")).expect("what a person copied from it");
        (path.file_stem().expect("a name").to_string_lossy().into_owned(), of(&source), copied)
    };
    let pages: Vec<_> = names.iter().map(|p| read(p)).filter(|p| p.0.contains(&only)).collect();
    if !only.is_empty() {
        for (name, page, copied) in &pages {
            println!("===== {name}\n{}\n----- copied by hand\n{copied}\n----- {:?}", page.main, page.notes);
        }
    }
    pages
}

fn of(html: &str) -> Page {
    read(native::parse(html).root(), "")
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn f1(common: usize, both: usize) -> f64 {
    if both == 0 { 1.0 } else { 2.0 * common as f64 / both as f64 }
}

/// Length of the longest common subsequence.
fn common(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}
