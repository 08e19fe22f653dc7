//! `analyze` answers every text: with every requirement once and in order, the same twice, in time that grows with the
//! text and no faster. Bounds are ratios, never seconds: this must hold on a slow machine too.

use policy_lens::report::wire::wire;
use policy_lens::report::words::Lang;
use policy_lens::report::{Report, Status, markdown, text};
use policy_lens::{analyze, catalogue};
use std::time::{Duration, Instant};

/// Large inputs are smaller where the compiler has not optimised.
const SCALE: usize = if cfg!(debug_assertions) { 1 } else { 10 };

const SENTENCE: &str =
    "当社は、お客様の個人情報を、次の目的の達成に必要な範囲で利用し、同意なく第三者に提供しません。ただし、法令に基づく場合を除きます。\n";

#[test]
fn any_text_has_an_answer() {
    let fixture = |name: &str| {
        let path = format!("{}/tests/fixtures/other/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("a fixture")
    };
    let controls: String = (0..=0x9F).filter_map(char::from_u32).collect();
    let texts = [
        String::new(),
        " \t\r\n　\u{3000}\u{A0}".repeat(100),
        "個".into(),
        "a".into(),
        "\u{FEFF}".into(),
        "\0".into(),
        "\u{3099}".into(),
        fixture("english"),
        fixture("not-policy-novel"),
        fixture("not-policy-terms"),
        fixture("not-policy-company-history"),
        fixture("html-source"),
        controls.repeat(20),
        format!("個人情報\0の取扱い\u{1b}[31mについて\n{controls}当社は利用目的を定めます。"),
        "\u{3099}".repeat(100_000),
        format!("個人情報か{}の利用目的", "\u{3099}".repeat(100_000)),
        "「（『【".repeat(20_000),
        format!("個人情報{}利用目的{}", "（".repeat(50_000), "）".repeat(20)),
        "当社は個人情報を利用します\u{2028}第三者に提供しません\u{2029}".repeat(50),
        SENTENCE.repeat(20).replace('\n', "\r"),
        "。、・：；｜|\t／「」".repeat(5_000),
        "\n".repeat(100_000),
        "1.\n".repeat(20_000),
        "・".repeat(50_000),
        "https://".repeat(10_000),
        "a@".repeat(20_000),
        "0120-".repeat(20_000),
        "2024年".repeat(20_000),
        "\u{202E}個人情報保護方針\u{2066}".repeat(50),
        "👨‍👩‍👧‍👦個人情報👩🏽‍💻".repeat(200),
        "個人情報".repeat(30_000),
    ];
    for text in &texts {
        check(text);
        // Most of these are not Japanese by themselves, and so are not judged.
        check(&format!("{}{text}{SENTENCE}", SENTENCE.repeat(3)));
    }
}

#[test]
fn texts_that_are_no_policy_get_no_verdict_or_a_banner() {
    for text in ["", " \n", "This is a privacy policy. We collect your name."] {
        let report = analyze(text);
        assert!(report.checklist.iter().all(|i| i.status == Status::NeedsInput), "{text:?}");
        assert!(report.risks.is_empty() && !report.document.notes.is_empty(), "{text:?}");
    }
    let novel = include_str!("fixtures/other/not-policy-novel.txt");
    let report = analyze(novel);
    assert_eq!((report.document.kind, report.document.language), ("other", "ja"));
    assert!(report.document.notes.iter().any(|n| n.code == "not-a-policy"));
}

#[test]
fn a_large_text_is_read() {
    // Ten megabytes where the compiler has optimised.
    let large = SENTENCE.repeat(SCALE * 1_000_000 / SENTENCE.len());
    check(&large);
}

#[test]
fn time_grows_with_the_text() {
    let policy = include_str!("fixtures/policies/aozora-dealer.txt");
    let growing: [(&str, &dyn Fn(usize) -> String); 19] = [
        ("policies", &|n| policy.repeat(n / 25)),
        ("one line", &|n| SENTENCE.trim_end().repeat(n)),
        ("one sentence", &|n| "当社は個人情報の利用目的について第三者に提供し、".repeat(2 * n)),
        ("headings", &|n| format!("個人情報の取扱い\n{}", "第1条\n".repeat(10 * n))),
        ("headings in order", &|n| (1..5 * n).map(|i| format!("第{i}条（利用の目的）\n")).collect()),
        ("deeper and deeper", &|n| (1..n).map(|i| format!("{}・個人情報の項目\n", "　".repeat(i % 40))).collect()),
        ("combining marks", &|n| format!("か{}", "\u{3099}".repeat(60 * n))),
        ("combining marks in a policy", &|n| format!("{policy}か{}{policy}", "\u{3099}".repeat(60 * n))),
        ("open brackets", &|n| format!("個人情報の取扱い{}", "（「".repeat(30 * n))),
        ("open brackets in lines", &|n| "個人情報の（「\n".repeat(10 * n)),
        ("delimiters", &|n| format!("個人情報の取扱い{}", "。、・：".repeat(20 * n))),
        ("blank lines", &|n| format!("{policy}{}", "\n　\n".repeat(30 * n))),
        ("lists", &|n| "・氏名、住所、電話番号\n".repeat(8 * n)),
        ("numbers", &|n| "電話は0120-123-456、改定の日は2024年4月1日です。\n".repeat(8 * n)),
        ("addresses", &|n| "お問い合わせはhttps://example.jp/a?b=cかinfo@example.jpまでお願いいたします。\n".repeat(6 * n)),
        ("dates in one line", &|n| format!("この方針の改定日は{}です", "2024年".repeat(12 * n))),
        ("names in one line", &|n| "株式会社ひばり販売（以下「当社」といいます。）は個人情報を守ります。".repeat(2 * n)),
        ("provision abroad", &|n| "個人データを海外の会社に提供するときは、同意を得ます。\n".repeat(4 * n)),
        ("tables", &|n| "氏名\t住所\tご利用の目的\n".repeat(8 * n)),
    ];
    for (name, make) in growing {
        assert_eq!(analyze(&make(START)).document.language, "ja", "{name} is not even judged");
        linear(name, make, |text| drop(std::hint::black_box(analyze(text))));
    }
}

#[test]
fn renderings_grow_with_the_text() {
    // One line all along: the places in it are the hard ones.
    let make = |n: usize| SENTENCE.trim_end().repeat(n);
    let reports = [START, START * FACTOR].map(|n| analyze(&make(n)));
    linear("renderings", &make, |text| {
        let report = &reports[usize::from(text.len() > make(START).len())];
        let page = text::render(report, text, &text::Options { lang: Lang::Ja, color: true });
        let table = markdown::render(report, text, &markdown::Options { lang: Lang::En, file: None });
        let wire = serde_json::to_string(&wire(report, text)).expect("plain data");
        assert!(!page.is_empty() && !table.is_empty() && !wire.is_empty());
    });
}

const START: usize = if cfg!(debug_assertions) { 100 } else { 640 };
const FACTOR: usize = 8;

/// What this thread has used of the processor, where the system says so: other programs make the clock run on.
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Times the work on a text and on one eight times as large.
fn linear(name: &str, make: &dyn Fn(usize) -> String, work: impl Fn(&str)) {
    let (small, large) = (make(START), make(START * FACTOR));
    let time = |text: &str| {
        let (start, used) = (Instant::now(), processor_time());
        work(text);
        processor_time().zip(used).map_or_else(|| start.elapsed(), |(now, before)| now - before)
    };
    // Several times, the best counts: others use the machine as well. Small times are mostly noise; some systems count by ticks.
    let best = |text: &str, times: usize| (0..times).map(|_| time(text)).min().unwrap_or_default().max(Duration::from_millis(4));
    let (short, long) = (best(&small, 4), best(&large, 2));
    // Quadratic growth would be eight times the growth of the text.
    let allowed = 3.0 * large.len() as f64 / small.len() as f64;
    let ratio = long.as_secs_f64() / short.as_secs_f64();
    println!("{name}: {} bytes {short:?}, {} bytes {long:?}, {ratio:.1} times (allowed {allowed:.1})", small.len(), large.len());
    assert!(ratio <= allowed, "{name}: {} bytes took {short:?}, {} bytes {long:?}: more than linear", small.len(), large.len());
}

#[test]
fn a_million_headings() {
    let report = check(&format!("個人情報の取扱い\n{}", "第1条\n".repeat(100_000 * SCALE)));
    assert_eq!(report.document.language, "ja");
}

/// What holds for every report, whatever the text.
fn check(text: &str) -> Report {
    let name: String = text.chars().take(20).collect();
    let report = analyze(text);
    let ids: Vec<&str> = report.checklist.iter().map(|i| i.id).collect();
    let expected: Vec<&str> = catalogue::REQUIREMENTS.iter().map(|r| r.id).collect();
    assert_eq!(ids, expected, "{name:?}");
    let known: Vec<&str> = catalogue::RISKS.iter().map(|r| r.id).collect();
    let mut risks: Vec<&str> = report.risks.iter().map(|r| r.id).collect();
    assert!(risks.iter().all(|id| known.contains(id)), "{name:?}: {risks:?}");
    risks.sort_unstable();
    risks.dedup();
    assert_eq!(risks.len(), report.risks.len(), "{name:?}: a risk twice");
    for item in &report.checklist {
        assert!(!item.status.stated() || !item.evidence.is_empty(), "{name:?}: {} is {:?} without evidence", item.id, item.status);
        assert!(item.status != Status::Missing || item.searched.is_some(), "{name:?}: {} is missing without proof", item.id);
        assert!(!item.why_ja.is_empty() && !item.why_en.is_empty(), "{name:?}: {} says no reason", item.id);
        for quote in item.evidence.iter().chain(item.elements.iter().flat_map(|e| &e.evidence)) {
            assert!(text.get(quote.start..quote.end).is_some_and(|words| !words.is_empty()), "{name:?}: {}: {quote:?}", item.id);
        }
    }
    let json = |report: &Report| serde_json::to_string(&wire(report, text)).expect("plain data");
    assert_eq!(json(&report), json(&analyze(text)), "{name:?}: not the same twice");
    report
}
