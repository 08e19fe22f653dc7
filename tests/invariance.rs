//! The same policy in other clothes gets the same statuses: widths, normal forms, line ends, hard wraps, other list markers
//! or none, kanji numerals, sections in another order, other words for "we", kana for kanji and kanji for kana, a navigation
//! bar around it.
//!
//! Over our own fixtures, and the corpus when it is there. The share that stays is printed per transformation.

mod texts;

use policy_lens::analyze;
use regex::{Captures, Regex};
use texts::Policy;
use unicode_normalization::UnicodeNormalization;

type Transformation = (&'static str, fn(&str) -> String, f64);

/// Name, function, and the least share of statuses that must stay.
const TRANSFORMATIONS: &[Transformation] = &[
    ("full width", full_width, 0.98),
    ("half-width kana", half_width_kana, 0.98),
    ("NFD", |t| t.nfd().collect(), 0.98),
    ("CRLF", |t| t.replace('\n', "\r\n"), 0.999),
    ("hard wraps at 30", |t| hard_wraps(t, 30), 0.98),
    ("hard wraps at 36", |t| hard_wraps(t, 36), 0.98),
    ("hard wraps at 40", |t| hard_wraps(t, 40), 0.98),
    ("circled to bracketed numbers", circled_to_brackets, 0.98),
    ("bullets changed", |t| t.replace("\n・", "\n- ").replace("\n•", "\n● "), 0.98),
    ("list markers to none", no_markers, 0.98),
    ("no blank lines", |t| lines(t, "\n"), 0.98),
    ("a blank line before every line", |t| lines(t, "\n\n"), 0.98),
    ("kanji numerals", kanji_numerals, 0.98),
    ("sections in another order", moved_sections, 0.98),
    ("当社 to 弊社", |t| t.replace("弊社", "当社").replace("当社", "弊社"), 0.98),
    ("kanji to kana", |t| KANA.iter().fold(t.to_string(), |t, (kanji, kana)| t.replace(kanji, kana)), 0.98),
    ("kana to kanji", |t| KANA.iter().fold(t.to_string(), |t, (kanji, kana)| t.replace(kana, kanji)), 0.98),
    ("navigation around it", navigation, 0.98),
];

/// Two spellings of the same words.
const KANA: &[(&str, &str)] = &[
    ("及び", "および"),
    ("又は", "または"),
    ("若しくは", "もしくは"),
    ("並びに", "ならびに"),
    ("予め", "あらかじめ"),
    ("全て", "すべて"),
    ("頂", "いただ"),
    ("致し", "いたし"),
    ("下さい", "ください"),
    ("但し", "ただし"),
    ("出来", "でき"),
    ("行なう", "行う"),
    ("お問合せ", "お問い合わせ"),
];

fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() || "()".contains(c) { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c })
        .collect()
}

fn half_width_kana(text: &str) -> String {
    let table: Vec<(char, String)> =
        ('\u{FF66}'..='\u{FF9D}').map(|half| (half.to_string().nfkc().next().unwrap_or(half), half.to_string())).collect();
    text.nfd()
        .map(|c| match c {
            '\u{3099}' => "ﾞ".to_string(),
            '\u{309A}' => "ﾟ".to_string(),
            c if ('ァ'..='ヶ').contains(&c) || c == 'ー' => table.iter().find(|t| t.0 == c).map_or(c.to_string(), |t| t.1.clone()),
            c => c.to_string(),
        })
        .collect::<String>()
        // Voiced hiragana has no half-width form: composed again.
        .replace('ﾞ', "\u{3099}")
        .replace('ﾟ', "\u{309A}")
        .nfc()
        .collect::<String>()
        .replace('\u{3099}', "ﾞ")
        .replace('\u{309A}', "ﾟ")
}

/// Every line cut at a width (in full-width characters), as a PDF does, words of Latin letters at their start where that is
/// not far; not a text that is wrapped already, nor the rows of a table.
fn hard_wraps(text: &str, width: usize) -> String {
    if analyze(text).document.notes.iter().any(|n| n.code == "hard-wrapped") {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        let chars: Vec<char> = line.chars().collect();
        let (mut from, mut columns) = (0, 0);
        for (i, c) in chars.iter().enumerate().filter(|_| !line.contains('\t')) {
            columns += if c.is_ascii() { 1 } else { 2 };
            if columns > 2 * width {
                let word = chars[from..i].iter().rev().take_while(|c| c.is_ascii_alphanumeric()).count();
                let at = if c.is_ascii_alphanumeric() && word < 12 { i - word } else { i };
                out.extend(&chars[from..at]);
                out.push('\n');
                (from, columns) = (at, chars[at..=i].iter().map(|c| if c.is_ascii() { 1 } else { 2 }).sum());
            }
        }
        out.extend(&chars[from..]);
        out.push('\n');
    }
    out
}

fn circled_to_brackets(text: &str) -> String {
    text.chars().map(|c| if ('①'..='⑳').contains(&c) { format!("({})", c as u32 - '①' as u32 + 1) } else { c.to_string() }).collect()
}

/// Bullets and circled numbers at the start of a line taken away. Numbers stay: they may be those of headings.
fn no_markers(text: &str) -> String {
    let marker = |c: char| "・•‐-●○◦*".contains(c) || ('①'..='⑳').contains(&c);
    text.lines()
        .map(|line| {
            let bare = line.trim_start();
            let rest = bare.strip_prefix(marker).map(str::trim_start);
            rest.filter(|r| r.chars().next().is_some_and(|c| !c.is_ascii_digit() && !marker(c))).unwrap_or(line)
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// 12 → 十二.
fn kanji(number: u32) -> String {
    let digit = |n: u32| ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][n as usize];
    match number {
        0..10 => digit(number).to_string(),
        10..20 => format!("十{}", digit(number % 10)),
        20..100 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => format!("{}百{}", if number < 200 { "" } else { digit(number / 100) }, kanji(number % 100)),
    }
}

/// 第3条 → 第三条, 「4. 」 at the start of a line → 「四、」, 2023年4月1日 → 令和五年四月一日.
fn kanji_numerals(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c) } else { c })
        .collect();
    let date = Regex::new("((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日").expect("a pattern");
    let text = date.replace_all(&text, |c: &Captures| {
        let n = |i: usize| c[i].parse::<u32>().expect("digits");
        let (era, year) = if n(1) >= 2019 { ("令和", n(1) - 2018) } else { ("平成", n(1).saturating_sub(1988)) };
        format!("{era}{}年{}月{}日", kanji(year), kanji(n(2)), kanji(n(3)))
    });
    let article = Regex::new("第([0-9]{1,3})(条|章|項|号)").expect("a pattern");
    let text = article.replace_all(&text, |c: &Captures| format!("第{}{}", kanji(c[1].parse().expect("digits")), &c[2]));
    let item = Regex::new(r"(?m)^([0-9]{1,2})(?:[.．、]) ?([^0-9\s])").expect("a pattern");
    item.replace_all(&text, |c: &Captures| format!("{}、{}", kanji(c[1].parse().expect("digits")), &c[2])).into_owned()
}

/// The chapters in reverse order, under the numbers that stood there: the outermost sections below the title. Sections that
/// speak of their neighbours, and what stands before the first and after the last heading, stay where they are.
fn moved_sections(text: &str) -> String {
    let sections = analyze(text).document.sections;
    let at_level = |level: usize| sections.iter().filter(|s| s.level == level).count();
    let level = if at_level(1) < 3 && at_level(2) > at_level(1) { 2 } else { 1 };
    let tops: Vec<(usize, usize)> = sections
        .iter()
        .filter(|s| s.level == level)
        .filter_map(|s| s.heading.map(|h| (text[..h.start].rfind('\n').map_or(0, |i| i + 1), h.start)))
        .collect();
    let neighbours = ["前項", "前条", "次項", "次条", "前記", "上記", "下記", "後記", "以下", "本項", "以上", "別紙", "各号"];
    let mut slots = Vec::new();
    for (i, &(_, start)) in tops.iter().enumerate().skip(1) {
        let Some(&(end, _)) = tops.get(i + 1) else { break };
        if end > start && text[start..end].ends_with('\n') && !neighbours.iter().any(|n| text[start..end].contains(n)) {
            slots.push((start, end));
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (slot, moved) in slots.iter().zip(slots.iter().rev()) {
        out.push_str(&text[at..slot.0]);
        out.push_str(&text[moved.0..moved.1]);
        at = slot.1;
    }
    out.push_str(&text[at..]);
    out
}

/// The lines that hold something, with `between` between them.
fn lines(text: &str, between: &str) -> String {
    text.lines().filter(|l| !l.trim().is_empty()).collect::<Vec<_>>().join(between)
}

fn navigation(text: &str) -> String {
    format!(
        "ホーム\n事業案内\n店舗一覧\nよくある質問\n採用情報\n\n{text}\n\nページトップへ戻る\nサイトマップ\nCopyright (C) All Rights Reserved.\n"
    )
}

#[test]
fn statuses_stay() {
    let policies: Vec<Policy> = texts::fixtures().into_iter().chain(texts::corpus()).collect();
    let before: Vec<_> = policies.iter().map(|p| analyze(&p.text).checklist).collect();
    let mut low = Vec::new();
    for (name, transform, least) in TRANSFORMATIONS {
        let (mut same, mut all, mut touched, mut changed) = (0usize, 0usize, 0usize, Vec::new());
        for (policy, before) in policies.iter().zip(&before) {
            let text = transform(&policy.text);
            touched += usize::from(text.trim_end() != policy.text.trim_end());
            for (a, b) in before.iter().zip(&analyze(&text).checklist) {
                all += 1;
                same += usize::from(a.status == b.status);
                if a.status != b.status {
                    changed.push(format!("{} {}: {} → {}", policy.name, a.id, a.status.word(), b.status.word()));
                }
            }
        }
        let share = same as f64 / all as f64;
        println!("{name:30} {share:.4}  ({same}/{all}, {touched} of {} texts differ)", policies.len());
        if std::env::var_os("POLICY_LENS_SHOW").is_some() {
            changed.iter().for_each(|c| println!("    {c}"));
        }
        // A transformation that changes no text would prove nothing.
        assert!(touched >= 3, "{name}: only {touched} texts differ");
        if share < *least {
            low.push(format!("{name}: {share:.4} < {least}\n  {}", changed.join("\n  ")));
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}

#[test]
fn numerals_and_sections_are_changed_as_said() {
    assert_eq!(
        kanji_numerals("第3条（目的）\n4. 管理\n２０２３年４月１日改定、第27条、2005年12月25日"),
        "第三条（目的）\n四、管理\n令和五年四月一日改定、第二十七条、平成十七年十二月二十五日"
    );
    let text = "方針\n\n1. 取得\n当社は個人情報を適正に取得します。\n\n2. 利用\n当社は個人情報を目的の範囲で利用します。\n\n3. 管理\n当社は個人情報を安全に管理します。\n\n4. 窓口\nお問い合わせは窓口で承ります。\n";
    let moved = moved_sections(text);
    assert!(moved.contains("2. 管理") && moved.contains("3. 利用") && moved.len() == text.len(), "{moved}");
    assert_eq!(no_markers("・氏名\n① 住所\n1. 目的\n-5度"), "氏名\n住所\n1. 目的\n-5度");
}
