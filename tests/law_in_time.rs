//! The law changes: numbers and terms of earlier law are recognised by their subject and answered with today's; when a text
//! was written is told by its traces; what is enacted and not in force is shown apart; the date of the law stands everywhere.

use policy_lens::analyze;
use policy_lens::catalogue::{ARTICLES, LAW_AS_OF, OUTDATED_TERMS, PREPARE};
use policy_lens::report::words::Lang;
use policy_lens::report::{Report, Risk, listing, markdown, text, wire};

/// A subject of the law: a sentence that cites it (with {} for law and number), its numbers in the versions before
/// 2017-05-30 and before 2022-04-01, and today's.
struct Row {
    sentence: &'static str,
    old_2003: &'static str,
    old_2017: &'static str,
    today: &'static str,
}

const fn row(sentence: &'static str, old_2003: &'static str, old_2017: &'static str, today: &'static str) -> Row {
    Row { sentence, old_2003, old_2017, today }
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    row("当社は、{}に基づき、利用目的をできる限り特定します。", "第15条", "第15条", "第17条"),
    row("当社は、{}に従い、利用目的の範囲を超えた取扱いを行いません。", "第16条", "第16条", "第18条"),
    row("当社は、{}により、不適正な利用を行いません。", "", "第16条の2", "第19条"),
    row("当社は、{}のとおり、適正に取得し、不正の手段を用いません。", "第17条", "第17条", "第20条"),
    row("当社は、{}により、取得に際しての手順を定めています。", "第18条", "第18条", "第21条"),
    row("当社は、{}に基づき、データを正確かつ最新の内容に保ちます。", "第19条", "第19条", "第22条"),
    row("当社は、{}に基づき、安全管理のための措置を講じます。", "第20条", "第20条", "第23条"),
    row("当社は、{}に基づき、従業者の監督を行います。", "第21条", "第21条", "第24条"),
    row("当社は、{}に基づき、委託先の監督を行います。", "第22条", "第22条", "第25条"),
    row("当社は、{}に基づき、漏えい等の報告を行います。", "", "第22条の2", "第26条"),
    row("当社は、{}に定める場合を除き、お客様の情報を第三者に提供しません。", "第23条", "第23条", "第27条"),
    row("当社は、{}に基づき、次の会社と共同利用します。", "第23条第4項第3号", "第23条第5項第3号", "第27条第5項第3号"),
    row("当社は、{}に基づき、業務を委託する場合にお客様の情報を渡します。", "第23条第4項第1号", "第23条第5項第1号", "第27条第5項第1号"),
    row("当社は、{}に基づき、合併などによる事業の承継の際に情報を引き継ぎます。", "第23条第4項第2号", "第23条第5項第2号", "第27条第5項第2号"),
    row("当社は、{}に基づき、オプトアウトの届出をしています。", "第23条第2項", "第23条第2項", "第27条第2項"),
    row("当社は、{}に基づき、外国にある事業者など外国の第三者に渡すときは同意を得ます。", "", "第24条", "第28条"),
    row("当社は、{}に基づき、提供に係る記録を残します。", "", "第25条", "第29条"),
    row("当社は、{}に基づき、情報の提供を受ける際の確認を行います。", "", "第26条", "第30条"),
    row("当社は、{}に基づき、個人関連情報を取り扱います。", "", "第26条の2", "第31条"),
    row("当社は、{}に基づき、保有個人データに関する事項をお知らせします。", "第24条", "第27条", "第32条"),
    row("ご本人は、{}に基づき、個人情報の開示を求めることができます。", "第25条", "第28条", "第33条"),
    row("ご本人は、{}に基づき、内容の訂正を求めることができます。", "第26条", "第29条", "第34条"),
    row("ご本人は、{}に基づき、利用停止を求めることができます。", "第27条", "第30条", "第35条"),
    row("当社は、{}に基づき、応じない場合は理由を説明します。", "第28条", "第31条", "第36条"),
    row("当社は、{}に基づき、請求等に応じる手続を次のとおり定めます。", "第29条", "第32条", "第37条"),
    row("当社は、{}に基づき、次の手数料をいただきます。", "第30条", "第33条", "第38条"),
    row("当社は、{}に基づき、苦情の適切かつ迅速な処理に努めます。", "第31条", "第35条", "第40条"),
    row("当社は、{}に基づき、仮名加工情報を作成します。", "", "第35条の2", "第41条"),
    row("当社は、{}に基づき、仮名加工情報を第三者に渡しません。", "", "第35条の3", "第42条"),
    row("当社は、{}に基づき、匿名加工情報を作成したときの公表を行います。", "", "第36条", "第43条"),
    row("当社は、{}に基づき、匿名加工情報の照合を行いません。", "", "第38条", "第45条"),
    row("当社は、{}に基づく認定個人情報保護団体に加入しています。", "第37条", "", "第47条"),
];

/// The Cabinet Order.
#[rustfmt::skip]
const ORDER_ROWS: &[Row] = &[
    row("当社は、{}に基づき、安全管理のために講じた措置などを公表します。", "第5条", "第8条", "第10条"),
    row("当社は、{}に基づき、請求を受け付ける方法を次のとおり定めます。", "第7条", "第10条", "第12条"),
    row("当社は、{}に基づき、代理人による請求を受け付けます。", "第8条", "第11条", "第13条"),
];

const LAWS: [&str; 4] = ["個人情報の保護に関する法律", "個人情報保護法", "個人情報保護法（以下「法」といいます。）の", "法"];

fn risk(text: &str, id: &str) -> Option<Risk> {
    analyze(text).risks.into_iter().find(|r| r.id == id)
}

fn cite(row: &Row, law: &str, number: &str) -> String {
    format!("個人情報の取扱いについて\n\n{}\n", row.sentence.replace("{}", &format!("{law}{number}")))
}

/// 第23条第5項第3号 → 23条5項3号, as the advice gives it.
fn bare(number: &str) -> String {
    number.replace('第', "")
}

fn kanji(number: &str) -> String {
    let two = |n: u32| {
        let tens = ["", "十", "二十", "三十", "四十"][(n / 10) as usize];
        format!("{tens}{}", ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][(n % 10) as usize])
    };
    let mut out = String::new();
    let mut digits = String::new();
    // A digit behind の belongs to the article: it stays.
    for (i, c) in number.char_indices() {
        if c.is_ascii_digit() && !number[..i].ends_with('の') {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            out.push_str(&two(digits.parse().expect("digits")));
            digits.clear();
        }
        out.push(c);
    }
    out
}

const NUMBER: &str = "outdated-article-number";

#[test]
fn old_numbers_are_answered_with_those_of_today() {
    let (mut read, mut wrong) = (0, Vec::new());
    for (rows, laws, mark) in
        [(ROWS, &LAWS[..], "法"), (ORDER_ROWS, &["個人情報保護法施行令", "個人情報の保護に関する法律施行令"][..], "令")]
    {
        for row in rows {
            let mut old = vec![row.old_2017, row.old_2003];
            old.retain(|n| !n.is_empty());
            old.dedup();
            let written: Vec<String> = old.iter().flat_map(|n| [n.to_string(), kanji(n)]).collect();
            for (number, law) in written.iter().flat_map(|n| laws.iter().map(move |law| (n, law))) {
                read += 1;
                let text = cite(row, law, number);
                let expected = format!("{mark}{}", bare(row.today));
                match risk(&text, NUMBER) {
                    None => wrong.push(format!("silent: {text}")),
                    Some(r) => {
                        if !r.evidence.iter().any(|e| e.of(&text) == number)
                            || !r.advice_ja.contains(&expected)
                            || !r.advice_en.contains(&expected)
                        {
                            wrong.push(format!(
                                "{text}   {:?}, {}",
                                r.evidence.iter().map(|e| e.of(&text)).collect::<Vec<_>>(),
                                r.advice_ja
                            ));
                        }
                    }
                }
            }
        }
    }
    println!("{read} citations of old numbers, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{} of {read}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn numbers_of_today_of_other_laws_and_of_other_subjects_are_left_alone() {
    let (mut read, mut wrong) = (0, Vec::new());
    let mut silent = |text: String| {
        read += 1;
        if let Some(r) = risk(&text, NUMBER) {
            wrong.push(format!("{text}   {}", r.advice_ja));
        }
    };
    for row in ROWS {
        for law in LAWS {
            silent(cite(row, law, row.today));
            silent(cite(row, law, &kanji(row.today)));
        }
        for old in [row.old_2003, row.old_2017].into_iter().filter(|n| !n.is_empty()) {
            for law in ["古物営業法", "割賦販売法", "番号法", "貸金業法", "個人情報保護条例", "民法", "本規約", "会員規約", "GDPR"]
            {
                silent(cite(row, law, old));
            }
            // The same number is right for what it is about today, and says nothing where the subject is not named.
            let article = &old[..old.find('条').expect("an article") + '条'.len_utf8()];
            for other in ROWS.iter().filter(|o| o.today == article) {
                silent(cite(other, "個人情報保護法", article));
            }
            silent(format!("個人情報の取扱いについて\n\n個人情報保護法{old}もあわせてご覧ください。\n"));
        }
    }
    for row in ORDER_ROWS {
        silent(cite(row, "個人情報保護法施行令", row.today));
        silent(cite(row, "古物営業法施行令", row.old_2017));
        silent(cite(row, "法施行規則", row.old_2017));
    }
    println!("{read} citations that are right or none of ours, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{} of {read}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_row_of_the_table_is_cited_above() {
    for article in ARTICLES {
        let cited = ROWS.iter().chain(ORDER_ROWS).any(|row| {
            let old = [row.old_2003, row.old_2017].map(bare);
            article.current.contains(&bare(row.today).as_str())
                && article.old_2003.iter().chain(article.old_2017).any(|n| old.iter().any(|o| o == n))
        });
        assert!(cited, "no sentence cites {}", article.topic);
    }
}

/// A sentence with an outdated term, what is said today, and a sentence with the word that is right.
#[rustfmt::skip]
const TERMS: &[(&str, &str, &str)] = &[
    ("当社は、開示対象個人情報の開示に応じます。", "保有個人データ", "当社は、保有個人データの開示に応じます。"),
    ("当社は、主務大臣の定める個人情報の指針に従います。", "個人情報保護委員会", "古物営業の許可について、主務大臣の認可を受けた個人情報の管理者を置きます。"),
    ("当社は、主管省の定めるガイドラインに従い個人情報を取り扱います。", "個人情報保護委員会のガイドライン", "当社は、金融分野について所管官庁が定めるガイドラインに従います。"),
    ("当社は、経済産業分野を対象とするガイドラインに従い個人情報を守ります。", "通則編", "当社は、経済産業分野のうち信用分野における個人情報保護ガイドラインに従います。"),
    ("当社は、経済産業省の個人情報保護ガイドラインに従います。", "通則編", "当社は、経済産業省のクラウドサービスのガイドラインに沿って個人情報を守ります。"),
    ("当社は、国土交通省所管分野における個人情報保護に関するガイドラインに従います。", "通則編", "当社は、国土交通省が定める整備のガイドラインに従います。"),
    ("当社は、雇用管理分野における個人情報保護に関するガイドラインに従います。", "通則編", "当社は、雇用管理に関する個人情報のうち健康情報を取り扱うに当たっての留意事項（指針）に従います。"),
    ("当社は、個人情報保護のためのコンプライアンス・プログラムを定めます。", "個人情報保護マネジメントシステム", "当社は、役職員のコンプライアンス・プログラムを毎年見直します。"),
    ("当社は、JIS Q 15001:2006に準拠した個人情報の管理を行います。", "JIS Q 15001:2023", "当社は、JIS Q 15001:2023に準拠した個人情報の管理を行います。"),
    ("当社は、JIS Q 15001（1999年版）に準拠した個人情報の管理を行います。", "JIS Q 15001:2023", "当社は、JIS Q 15001に準拠した個人情報の管理を行います。"),
    ("6か月以内に消去する情報は保有個人データから除きます。", "保存期間を問わない", "ご応募の書類は6か月以内に消去します。"),
    ("取り扱う個人情報が5,000件以下の事業者は個人情報取扱事業者に当たりません。", "件数を問わない", "お預かりした個人情報は5,000件を単位に点検しています。"),
    ("利用目的は、相当の関連性がある範囲で変更することがあります。", "関連性", "利用目的は、関連性がある範囲で変更することがあります。"),
    ("情報主体からの個人情報の開示の求めに応じます。", "本人", "本人からの個人情報の開示の求めに応じます。"),
    ("当社は、機微な個人情報を取得しません。", "要配慮個人情報", "当社は、金融分野における機微な個人情報を取得しません。"),
    ("個人情報を漏らした従業員は懲役に処せられることがあります。", "拘禁刑", "個人情報を漏らした従業員は拘禁刑に処せられることがあります。"),
    ("ご本人の確認書類は、外国人登録証明書です。", "在留カード", "ご本人の確認書類は、在留カードです。"),
    ("ご本人の確認書類は、住民基本台帳カードです。", "マイナンバーカード", "ご本人の確認書類は、マイナンバーカードです。"),
    ("ご本人の確認書類は、健康保険証の写しです。", "資格確認書", "診療のご予約の際は、健康保険証の番号をお伺いします。"),
];

const TERM: &str = "outdated-term";

#[test]
fn outdated_terms_are_answered_with_those_of_today() {
    let mut wrong = Vec::new();
    for (old, today, right) in TERMS {
        let page = |sentence: &str| format!("個人情報の取扱いについて\n\n{sentence}\n");
        match risk(&page(old), TERM) {
            None => wrong.push(format!("silent: {old}")),
            Some(r) if !r.advice_ja.contains(today) || !r.advice_en.contains(today) => wrong.push(format!("{old}: {}", r.advice_ja)),
            Some(_) => {}
        }
        if let Some(r) = risk(&page(right), TERM) {
            wrong.push(format!("{right}: {}", r.advice_ja));
        }
    }
    // An older spelling, and the law of another place, are not outdated.
    for never in ["当社は、個人情報のき損を防ぎます。", "当社は、EU一般データ保護規則（GDPR）に従って個人データを取り扱います。"]
    {
        assert!(risk(never, TERM).is_none(), "{never}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_term_of_the_list_is_used_above() {
    for term in OUTDATED_TERMS {
        let said = |sentence: &str| {
            let r = risk(&format!("個人情報の取扱いについて\n\n{sentence}\n"), TERM);
            r.is_some_and(|r| r.why_ja.contains(term.why.ja) && r.advice_ja.contains(term.current))
        };
        assert!(TERMS.iter().any(|t| said(t.0)), "no sentence uses the term whose reason is: {}", term.why.ja);
    }
}

type Style = (&'static str, &'static str, Option<&'static str>, Option<&'static str>, &'static [&'static str]);

/// Name, text, from, to, and words that must be among the traces.
#[rustfmt::skip]
const STYLES: &[Style] = &[
    ("2005", "個人情報保護方針\n\n当社は、個人情報保護法第23条第4項第3号に基づき共同利用を行い、主務大臣の定める個人情報の指針に従います。\n個人情報保護法第24条に基づき、保有個人データに関する事項を次のとおりお知らせします。\n",
        None, Some("2017-05-29"), &["第23条第4項第3号", "主務大臣", "第24条"]),
    ("2015", "個人情報の取扱い\n\n経済産業分野を対象とするガイドラインに従い、個人情報を取り扱います。\nご本人は、個人情報保護法第25条に基づき、個人情報の開示を求めることができます。\n",
        None, Some("2017-05-29"), &["第25条"]),
    ("2017", "個人情報保護方針\n\n当社は、要配慮個人情報を同意なく取得しません。\n当社は、個人情報の保護に関する法律第23条第5項第3号に基づき共同利用を行います。\n",
        Some("2017-05-30"), Some("2022-03-31"), &["要配慮個人情報", "第23条第5項第3号"]),
    ("2017, by a number alone", "個人情報保護方針\n\nご本人は、個人情報保護法第28条に基づき、個人情報の開示を請求することができます。\n",
        Some("2017-05-30"), Some("2022-03-31"), &["第28条"]),
    ("2021", "プライバシーポリシー\n\n保有個人データ（6か月以内に消去するものを除きます。）の開示を求めることができます。匿名加工情報は作成しません。\n",
        Some("2017-05-30"), Some("2022-03-31"), &["匿名加工情報"]),
    ("2022", "プライバシーポリシー\n\nご本人は、個人データの開示、第三者提供記録の開示を求めることができます。\n当社は、個人情報保護法第27条第5項第3号に基づき共同利用を行います。\n",
        Some("2022-04-01"), None, &["第三者提供記録", "第27条第5項第3号"]),
    ("2023", "プライバシーポリシー\n\n当社は、電気通信事業法に基づく外部送信について、次のとおり公表します。個人情報は適切に取り扱います。\n",
        Some("2023-06-16"), None, &["外部送信"]),
    ("old with new pieces", "プライバシーポリシー\n\n主務大臣の定める個人情報の指針に従います。第三者提供記録の開示を求めることができます。\n",
        Some("2022-04-01"), None, &["主務大臣", "第三者提供記録"]),
];

#[test]
fn the_time_of_writing_is_told_by_its_traces() {
    for (name, text, from, to, traces) in STYLES {
        let vintage = analyze(text).document.vintage.unwrap_or_else(|| panic!("{name}: no vintage"));
        let quoted: Vec<&str> = vintage.traces.iter().map(|t| t.of(text)).collect();
        assert_eq!((vintage.from, vintage.to), (*from, *to), "{name}: {quoted:?}");
        for trace in *traces {
            assert!(quoted.iter().any(|q| q.contains(trace)), "{name}: {trace} is not among {quoted:?}");
        }
    }
    for text in [
        "個人情報保護方針\n\n当社は、お客様の個人情報を、商品の発送のために利用し、同意なく第三者に提供しません。\n",
        // Numbers of other laws, and of today and before alike, are no traces.
        "個人情報保護方針\n\n古物営業法第15条に基づき、本人確認を行います。個人情報は適切に取り扱います。\n",
        "",
        "This policy was written in 2005.",
    ] {
        assert!(analyze(text).document.vintage.is_none(), "{text}");
    }
}

/// Id, a sentence that makes it worth preparing for, and sentences that only look like it.
#[rustfmt::skip]
const PREPARED: &[(&str, &str, &[&str])] = &[
    ("under-16", "16歳未満のお客様は、保護者の同意を得たうえで個人情報をご登録ください。",
        &["未成年者の法定代理人が開示を請求する場合は、戸籍謄本をご提出ください。", "公衆衛生の向上又は児童の健全な育成の推進のために特に必要がある場合", "子ども向けの商品の個人情報は取り扱いません。"]),
    ("face-features", "店頭の防犯カメラで顔認証を行い、個人データとして取り扱います。", &["防犯カメラで撮影した映像を個人情報として保存します。"]),
    ("statistics", "個人情報を統計情報に加工し、研究機関などの第三者に提供します。", &["アクセス数を統計的に分析し、サイトの改善に利用します。個人情報は含みません。"]),
    ("entrustee-duties", "当社は、お取引先から委託を受けた個人データを取り扱うことがあります。",
        &["当社は、個人データの取扱いを委託する場合、委託先を監督します。", "国の機関若しくは地方公共団体又はその委託を受けた者が法令の定める事務を遂行することに対して協力する必要がある場合", "当社から委託を受けた会社が個人情報を取り扱います。"]),
    ("breach-notice", "個人データの漏えいが発生したときは、本人に通知し、個人情報保護委員会に報告します。", &["個人情報の漏えいを防ぐための措置を講じます。"]),
    ("contactable-information", "当サイトはCookieを使用し、個人情報と結びつけることがあります。", &["当社は個人情報を適切に管理します。"]),
    ("opt-out-verification", "本人の求めに応じて個人データの第三者への提供を停止することとして、個人データを提供します。",
        &["広告の配信を行う第三者のオプトアウトのページで、Cookieによる個人情報の利用を止めることができます。"]),
];

#[test]
fn what_is_not_in_force_is_shown_apart_and_where_it_matters() {
    assert_eq!(PREPARED.iter().map(|p| p.0).collect::<Vec<_>>(), PREPARE.iter().map(|p| p.id).collect::<Vec<_>>());
    let page = |sentence: &str| format!("個人情報の取扱いについて\n\n当社は、個人情報を適切に取り扱います。\n{sentence}\n");
    for (id, shows, looks) in PREPARED {
        let text = page(shows);
        let report = analyze(&text);
        let found = report.prepare.iter().find(|p| p.id == *id).unwrap_or_else(|| panic!("{id} is silent: {shows}"));
        assert!(found.evidence.iter().all(|e| shows.contains(e.of(&text))), "{id}");
        assert!(found.effective_latest > LAW_AS_OF, "{id} would be in force");
        never_counted(&report, &text);
        for sentence in *looks {
            assert!(analyze(&page(sentence)).prepare.iter().all(|p| p.id != *id), "{id}: {sentence}");
        }
    }
}

/// No status and no risk comes of a change that is not in force, and nothing of it is red.
fn never_counted(report: &Report, source: &str) {
    const RED: &str = "\u{1b}[31m";
    let ids: Vec<&str> = report.checklist.iter().map(|i| i.id).chain(report.risks.iter().map(|r| r.id)).collect();
    assert!(report.prepare.iter().all(|p| !ids.contains(&p.id)));
    let page = text::render(report, source, &text::Options { lang: Lang::Ja, color: true });
    let part = page.split("今後の改正に備える").nth(1).expect("the part on coming amendments");
    assert!(page.contains(RED) && !part.contains(RED) && part.contains("未施行"), "{part}");
    let without = Report { prepare: Vec::new(), ..report.clone() };
    let counts =
        |page: &str| page.lines().filter(|l| l.contains("確認できず") && l.contains("記載あり")).map(str::to_string).collect::<Vec<_>>();
    assert_eq!(counts(&page), counts(&text::render(&without, source, &text::Options { lang: Lang::Ja, color: true })));
}

#[test]
fn the_date_of_the_law_stands_in_every_rendering() {
    for source in ["", "個人情報保護方針\n\n当社は、個人情報を適切に取り扱います。\n", "This is a privacy policy."]
    {
        let report = analyze(source);
        assert_eq!(report.law_as_of, LAW_AS_OF);
        for lang in [Lang::Ja, Lang::En] {
            assert!(text::render(&report, source, &text::Options { lang, color: false }).contains(LAW_AS_OF), "terminal, {source:?}");
            assert!(markdown::render(&report, source, &markdown::Options { lang, file: None }).contains(LAW_AS_OF), "Markdown, {source:?}");
        }
        let json = serde_json::to_value(wire::wire(&report, source)).expect("plain data");
        assert_eq!(json["law_as_of"], LAW_AS_OF);
    }
    assert_eq!(listing::catalogue().law_as_of, LAW_AS_OF);
    for page in ["README.md", "docs/catalogue.md"] {
        let path = format!("{}/{page}", env!("CARGO_MANIFEST_DIR"));
        assert!(std::fs::read_to_string(path).expect(page).contains(LAW_AS_OF), "{page}");
    }
}
