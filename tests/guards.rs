//! What kind of text it is, said by the codes of the notes: no Japanese, no policy, several documents, only a part of a
//! policy, garbled, cut off; and what can be read of it is read all the same.

mod texts;

use policy_lens::analyze;
use policy_lens::report::{Report, Status};

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/fixtures/other/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect(name)
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.document.notes.iter().map(|n| n.code).collect()
}

fn status(report: &Report, id: &str) -> Status {
    report.checklist.iter().find(|i| i.id == id).expect(id).status
}

/// Kind, language, codes of the notes.
#[track_caller]
fn says(text: &str, kind: &str, language: &str, expected: &[&str]) -> Report {
    let report = analyze(text);
    assert_eq!((report.document.kind, report.document.language), (kind, language), "{:?}", codes(&report));
    assert_eq!(codes(&report), expected);
    for note in &report.document.notes {
        assert!(!note.message_ja.is_empty() && !note.message_en.is_empty());
        assert!(note.at.is_none_or(|at| !at.of(text).is_empty()));
    }
    report
}

/// Nothing is judged, and every item says why.
#[track_caller]
fn unjudged(report: &Report) {
    assert!(report.checklist.iter().all(|i| i.status == Status::NeedsInput && i.evidence.is_empty() && !i.why_ja.is_empty()));
    assert!(report.risks.is_empty() && report.prepare.is_empty() && report.document.vintage.is_none());
}

#[test]
fn other_languages_are_not_judged() {
    unjudged(&says(&fixture("english"), "other", "other", &["not-japanese"]));
    unjudged(&says(&fixture("chinese"), "other", "other", &["not-japanese"]));
    // In traditional characters, and with a Japanese name in it.
    unjudged(&says(&fixture("chinese-traditional"), "other", "other", &["not-japanese"]));
    unjudged(&says(
        "개인정보 처리방침\n\n회사는 이용자의 개인정보를 중요하게 생각하며 관련 법령을 준수합니다.",
        "other",
        "other",
        &["not-japanese"],
    ));
}

#[test]
fn no_text_and_garbage_are_not_judged() {
    unjudged(&says("", "empty", "other", &["empty"]));
    unjudged(&says(" \n\t\u{3000}\n……―・", "empty", "other", &["empty"]));
    unjudged(&says("asdf qwer 1234 zxcv lkjh 9999 poiu", "other", "other", &["not-japanese"]));
    unjudged(&says("9f8a7c6d5e4b3a2f1e0d9c8b7a6f5e4d3c2b1a0f9e8d7c6b", "other", "other", &["not-japanese"]));
    // The same key struck for a while.
    says(&"ああああ".repeat(100), "other", "ja", &["not-a-policy"]);
}

#[test]
fn garbled_text_is_told() {
    let policy = fixture("short-policy");
    // UTF-8 read as Latin, byte by byte; as Shift_JIS; and with characters that could not be read.
    let latin: String = policy.bytes().map(char::from).collect();
    assert!(codes(&analyze(&latin)).contains(&"garbled"), "{:?}", codes(&analyze(&latin)));
    let (as_shift_jis, _, _) = encoding_rs::SHIFT_JIS.decode(policy.as_bytes());
    assert!(codes(&analyze(&as_shift_jis)).contains(&"garbled"), "{as_shift_jis}");
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(&policy);
    let as_utf8 = String::from_utf8_lossy(&bytes);
    assert!(codes(&analyze(&as_utf8)).contains(&"garbled"), "{as_utf8}");
    let (bytes, _, _) = encoding_rs::EUC_JP.encode(&policy);
    let as_latin: String = bytes.iter().map(|b| char::from(*b)).collect();
    unjudged(&analyze(&as_latin));
}

#[test]
fn japanese_texts_of_another_kind_are_read_under_a_banner() {
    for name in ["not-policy-terms", "not-policy-company-history", "not-policy-novel", "not-policy-recruiting"] {
        println!("{name}");
        says(&fixture(name), "other", "ja", &["not-a-policy"]);
    }
    // The postal address of a page of recruiting is read as any.
    assert!(!analyze(&fixture("not-policy-recruiting")).summary.contacts.phone.is_empty());
}

#[test]
fn a_notice_on_cookies_alone_is_no_policy() {
    let text = fixture("cookie-banner");
    let report = says(&text, "other", "ja", &["cookie-notice"]);
    assert!(report.summary.web.cookies.is_some_and(|c| c.of(&text).contains("Cookie")));
    // A policy on cookies that a party speaks in sentences is one.
    let policy = "クッキーポリシー\n\n当社は、ウェブサイトの利用状況を分析するため、Cookieにより情報を取得し、利用目的の範囲で利用します。\n取得した個人情報は、第三者に提供しません。Cookieはブラウザの設定で拒否できます。\n";
    assert_eq!(analyze(policy).document.kind, "privacy_policy");
}

#[test]
fn a_policy_and_a_notice_in_one_text_are_read_together() {
    let text = fixture("policy-and-notice");
    let report = says(&text, "privacy_policy", "ja", &["several-documents"]);
    assert_eq!(report.document.notes[0].at.map(|at| at.of(&text)), Some("個人情報の取扱いについて"));
    // What only the first says, what only the second says.
    assert_eq!(status(&report, "continuous-improvement"), Status::Satisfied);
    assert_eq!(status(&report, "right-correction"), Status::Satisfied);
}

#[test]
fn terms_of_a_site_with_a_policy_in_them_are_read() {
    let report = says(&fixture("terms-with-policy"), "privacy_policy", "ja", &["site-terms"]);
    assert_eq!(status(&report, "third-party-consent-principle"), Status::Satisfied);
    assert_eq!(status(&report, "purpose-specified"), Status::Satisfied);
}

#[test]
fn the_page_on_disclosure_alone_is_part_of_a_policy() {
    let text = fixture("disclosure-procedure");
    let report = says(&text, "privacy_policy", "ja", &[]);
    for id in ["right-disclosure", "right-correction", "request-procedure", "agent-requests", "fee"] {
        assert_eq!(status(&report, id), Status::Satisfied, "{id}");
    }
    // A long one that names neither purposes nor provision: its forms fill the page.
    let forms = "ご記入の例は窓口でお渡しします。ご不明な点は電話でおたずねください。\n".repeat(50);
    let long = format!(
        "開示請求の手続\n\n個人情報の開示のご請求には、所定の請求書をご提出ください。\nご本人の確認のため、免許証の写しを同封してください。\n代理人の方は委任状をお持ちください。\n手数料は1件につき800円です。\n{forms}"
    );
    assert!(long.chars().count() > 1_500);
    assert_eq!(analyze(&long).document.kind, "privacy_policy", "{:?}", codes(&analyze(&long)));
    // A counter that asks for papers is none.
    let counter = format!(
        "免許証の再交付の手続\n\n所定の申請書をご提出ください。代理人の方は委任状をお持ちください。手数料は1件につき800円です。\n{forms}"
    );
    assert_eq!(analyze(&counter).document.kind, "other");
}

#[test]
fn a_very_short_policy_is_read_and_told() {
    let text = fixture("short-policy");
    let report = says(&text, "privacy_policy", "ja", &["short"]);
    assert_eq!(report.summary.operator.name.map(|n| n.of(&text)), Some("株式会社つばめ整備"));
    assert!(!report.summary.purposes.is_empty() && report.summary.third_party.principle.is_some());
}

#[test]
fn a_text_that_breaks_off_is_told() {
    let text = fixture("cut-off-policy");
    let report = says(&text, "privacy_policy", "ja", &["cut-off"]);
    assert!(report.document.notes[0].at.is_some_and(|at| text.trim_end().ends_with(at.of(&text))));
    assert_eq!(status(&report, "purpose-specified"), Status::Satisfied);
    // Cut anywhere behind the first words of a running sentence, it is told mostly; whole, never.
    let whole = texts::fixtures().into_iter().chain(texts::corpus());
    for policy in whole {
        let report = analyze(&policy.text);
        assert!(!codes(&report).contains(&"cut-off"), "{}: {:?}", policy.name, report.document.notes);
    }
    let sentence =
        "当社は、個人データの漏えい、滅失又は毀損を防ぐため、責任者を置き、従業者に研修を行い、書類を施錠できる棚に保管しています。";
    let head = &text[..text.find("4. 安全管理措置").expect("the fourth chapter")];
    let chars: Vec<char> = sentence.chars().collect();
    let cuts = 12..chars.len() - 1;
    let told = cuts.clone().filter(|&n| {
        let cut: String = chars[..n].iter().collect();
        codes(&analyze(&format!("{head}4. 安全管理措置\n{cut}"))).contains(&"cut-off")
    });
    let (told, all) = (told.count(), cuts.len());
    println!("told of {told} of {all} cuts");
    assert!(told * 10 >= all * 8, "{told} of {all}");
    assert!(!codes(&analyze(&format!("{head}4. 安全管理措置\n{sentence}"))).contains(&"cut-off"));
}

#[test]
fn policies_are_policies() {
    for policy in texts::fixtures().into_iter().chain(texts::corpus()) {
        let report = analyze(&policy.text);
        assert_eq!((report.document.kind, report.document.language), ("privacy_policy", "ja"), "{}", policy.name);
        let odd: Vec<&str> = codes(&report)
            .into_iter()
            .filter(|c| ["not-a-policy", "garbled", "short", "cookie-notice", "html-source"].contains(c))
            .collect();
        assert!(odd.is_empty(), "{}: {odd:?}", policy.name);
    }
}
