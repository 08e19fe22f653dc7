//! Joint-use blocks in the forms policies give them: headings, labels on the line, tables, one sentence; and what is none.

use super::extract;
use crate::document::Document;
use crate::extract::Summary;

/// scope | items | purposes | name, address, representative; one line per block.
fn read(text: &str) -> Vec<String> {
    let mut summary = Summary::default();
    extract(&Document::read(text), &mut summary);
    let words = |v: &[crate::text::Span]| v.iter().map(|s| s.of(text)).collect::<Vec<_>>().join("/");
    summary
        .joint_use
        .iter()
        .map(|j| {
            let r = &j.responsible;
            let party: Vec<&str> = [r.name, r.address, r.representative].iter().map(|x| x.map_or("-", |s| s.of(text))).collect();
            format!("{} | {} | {} | {}", words(&j.scope), words(&j.items), words(&j.purposes), party.join(","))
        })
        .collect()
}

#[test]
fn numbered_headings() {
    let text = "6. 共同利用\n当社は、個人データを共同利用します。\n(1) 共同利用する項目\n氏名、住所及び購入履歴等\n(2) 共同利用者の範囲\n・株式会社つくし\n・株式会社すみれ\n(3) 利用目的\n① 商品の発送のため\n② 催しのご案内のため\n(4) 管理責任者\n株式会社つくし\n東京都つくし市1-2-3\n代表取締役 春野 一郎\n7. 委託\n業務を委託します。";
    assert_eq!(
        read(text),
        [
            "株式会社つくし/株式会社すみれ | 氏名/住所/購入履歴 | 商品の発送のため/催しのご案内のため | 株式会社つくし,東京都つくし市1-2-3,春野 一郎"
        ]
    );
}

#[test]
fn labels_on_the_line_and_inline_numbers() {
    let text = "共同利用について\n【項目】①氏名②電話番号\n【利用者の範囲】当院及び医療法人すみれ会\n【利用目的】(1)予約の管理 (2)診療の連携\n【責任者】医療法人すみれ会（理事長 春野一郎）";
    assert_eq!(read(text), ["当院/医療法人すみれ会 | 氏名/電話番号 | 予約の管理/診療の連携 | 医療法人すみれ会,-,春野一郎"]);
}

#[test]
fn tables_across_and_down() {
    let down = "共同利用\n項目\t氏名、住所\n共同利用者の範囲\t株式会社つくし\n利用目的\t商品の発送\n管理責任者\t当社";
    assert_eq!(read(down), ["株式会社つくし | 氏名/住所 | 商品の発送 | 当社,-,-"]);
    let across = "共同利用\n当社は、次の表のとおり共同利用します。\n共同利用者\t項目\t目的\t管理責任者\n株式会社つくし\t氏名\t配送\t当社\n株式会社すみれ\t電話番号\t点検のご案内\t株式会社すみれ";
    assert_eq!(read(across), ["株式会社つくし | 氏名 | 配送 | 当社,-,-", "株式会社すみれ | 電話番号 | 点検のご案内 | 株式会社すみれ,-,-"]);
}

#[test]
fn one_sentence() {
    let text = "当社は、株式会社つくしとの間で、会員の氏名、住所を、商品の発送のために共同利用します。共同利用の管理責任者は、当社です。";
    assert_eq!(read(text), ["株式会社つくし | 氏名/住所 | 商品の発送のため | 当社,-,-"]);
}

#[test]
fn two_blocks() {
    let one = "項目：氏名\n範囲：株式会社つくし\n目的：配送\n責任者：当社\n";
    let two = one.replace("つくし", "すみれ");
    assert_eq!(read(&format!("A. 共同利用\n{one}B. 提携先との共同利用\n{two}")).len(), 2);
}

#[test]
fn none() {
    for text in [
        "共同利用\n当社は、個人データの共同利用を行っておりません。",
        "個人データを共同利用する場合は、共同利用する旨、項目、範囲、利用目的、責任者をあらかじめ公表します。",
        "次の場合は第三者に当たりません。\n(1) 委託する場合\n(2) 特定の者との間で共同して利用する場合であって、その旨並びに項目、範囲、利用目的及び責任者を公表しているとき",
        "利用目的\n・商品の発送のため\n・第5条に定める共同利用のため",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}

#[test]
fn masks_and_departments_are_no_names() {
    let text = "共同利用\n項目：氏名\n範囲：株式会社つくし\n目的：配送\n責任者：○○○○";
    assert_eq!(read(text), ["株式会社つくし | 氏名 | 配送 | -,-,-"]);
    assert_eq!(read(&text.replace("○○○○", "お客様相談室")), ["株式会社つくし | 氏名 | 配送 | -,-,-"]);
}

#[test]
fn entries_in_sentences_and_dotted_items() {
    let text = "個人情報の共同利用\n当社は、次の通り共同利用します。\n1.共同利用者の範囲\n当社及び株式会社つくしとします。\n2.利用目的\n「利用目的」に記載の目的と同じです。\n3.共同利用する項目\n氏名・住所・電話番号等の個人情報\n4.管理責任者\n・名称\n株式会社つくし\n・住所\n長野県つくし市1-2-3\n・代表者の氏名\n春野 一郎";
    assert_eq!(
        read(text),
        ["当社/株式会社つくし | 氏名/住所/電話番号 | 「利用目的」に記載の目的と同じ | 株式会社つくし,長野県つくし市1-2-3,春野 一郎"]
    );
}

#[test]
fn details_in_the_bracket_of_the_name() {
    let text = "共同利用\n項目：氏名\n範囲：株式会社つくし\n目的：配送（包装等）、受付\n責任者：株式会社つくし（住所：長野県つくし市1-2-3、代表者：代表取締役社長 春野一郎）";
    assert_eq!(read(text), ["株式会社つくし | 氏名 | 配送（包装等）/受付 | 株式会社つくし,長野県つくし市1-2-3,春野一郎"]);
}

#[test]
fn a_purpose_that_announces_it() {
    let text = "利用目的\n(1)商品の発送のため\n(2)グループ会社で修理の受付を行う目的でお客様の個人情報を共同利用するため\n①利用項目：氏名、住所\n②管理責任者：株式会社つくし";
    assert_eq!(read(text), ["グループ会社 | 氏名/住所 | 修理の受付を行う | 株式会社つくし,-,-"]);
    let none = "委託等\n個人情報を第三者との間で共同利用し、又は取扱いを委託する場合には、厳正な調査を行います。";
    assert!(read(none).is_empty(), "{:?}", read(none));
}

#[test]
fn wide_spaces_and_bullets_part_entries_on_one_line() {
    let text = "個人情報の共同利用\n当社は、次の通り共同利用します。\n(1) 共同利用者の範囲\nつくしグループ各社 ※各社の一覧はこちらをご覧ください。\n(2) 共同利用の目的\n・春の展示会　・点検のご案内\n(3) 共同利用の個人情報\n氏名　住所　電話番号\n(4) 管理責任者\n株式会社つくし 総務部長";
    assert_eq!(read(text), ["つくしグループ各社 | 氏名/住所/電話番号 | 春の展示会/点検のご案内 | 株式会社つくし,-,-"]);
}

#[test]
fn letters_count_and_a_table_has_a_corner() {
    let text = "共同利用について\n当社は、次の通り共同利用します。\nａ 共同利用者 ： 当社、株式会社つくし\nｂ 項 目 ： 氏名、住所\nｃ 目 的 ： 配送\nｄ 責任者 ： 当社 総務課長";
    assert_eq!(read(text), ["当社/株式会社つくし | 氏名/住所 | 配送 | 当社,-,-"]);
    let table = "共同利用について\n当社は、次の通り共同利用します。\n\t共同利用者の範囲\t共同利用する項目\t利用目的\t管理責任者\nA\t株式会社つくし\t氏名\t配送\t株式会社つくし";
    assert_eq!(read(table), ["株式会社つくし | 氏名 | 配送 | 株式会社つくし,-,-"]);
}

#[test]
fn subject_object_and_party_in_sentences() {
    let text = "当社と株式会社つくし、有限会社すみれは、会員の氏名、成績を、指導の改善を目的として共同で利用しています。情報の管理については株式会社つくしが責任を負います。";
    assert_eq!(read(text), ["当社/株式会社つくし/有限会社すみれ | 氏名/成績 | 指導の改善 | 株式会社つくし,-,-"]);
    let text = "審査のため、申込者の年収、勤務先を保証会社と共同して利用します。";
    assert_eq!(read(text), ["保証会社 | 年収/勤務先 | 審査のため | -,-,-"]);
}

#[test]
fn purposes_below_their_label_may_announce_it_again() {
    let text = "共同利用について\n当社は、次の通り共同利用します。\n・範囲\n株式会社つくし\n・利用目的\n上記2(1)に定める利用目的の範囲で共同利用いたします。\n・項目\n氏名\n・責任者\n当社";
    assert_eq!(read(text), ["株式会社つくし | 氏名 | 上記2(1)に定める利用目的 | 当社,-,-"]);
}

#[test]
fn items_in_a_bracket_and_a_public_body() {
    let text = "共同利用について\n当店は、配車に要る範囲で、グループ各社間で個人データ（氏名、電話番号、車種）を共同利用します。管理責任は株式会社つくしが負います。";
    assert_eq!(read(text), ["グループ各社 | 氏名/電話番号/車種 |  | 株式会社つくし,-,-"]);
    let text = "1. 取得：申込書で取得します。\n2. 利用目的：催しのご案内に利用します。\n3. 共同利用：ご記入の個人情報は以下のとおり、会館の設置者であるつくし市と第2項の目的で共同利用いたします。\n共同利用する内容：氏名、電話番号";
    assert_eq!(read(text), ["つくし市 | 氏名/電話番号 | 第2項の目的 | -,-,-"]);
}

#[test]
fn the_list_of_the_group_names_its_users() {
    let text = "＜共同利用について＞\n当社は、つくしグループ各社との間で次の通り共同利用します。\n1.共同利用者の範囲\n当社及びつくしグループ各社\n2.利用目的\n配送のため\n3.項目\n氏名\n4.管理責任者\n株式会社つくし\n\n＜グループ会社一覧＞\n・株式会社すみれ\n・有限会社なずな\n\n＜委託＞\n業務を委託します。";
    assert_eq!(read(text), ["当社/つくしグループ各社/株式会社すみれ/有限会社なずな | 氏名 | 配送のため | 株式会社つくし,-,-"]);
}

#[test]
fn announced_only_for_later() {
    let text = "預託と共同利用\n当社は、個人情報を委託先に預託し、又は共同利用することがあります。\n共同利用の場合には、項目、範囲及び管理責任者についてあらかじめ公表いたします。";
    assert!(read(text).is_empty(), "{:?}", read(text));
}

#[test]
fn labels_below_the_heading_alone() {
    let text = "（3）個人情報の共同利用\n■ 個人情報の項目\n氏名、住所\n■ 管理責任者\n株式会社つくし";
    assert_eq!(read(text), [" | 氏名/住所 |  | 株式会社つくし,-,-"]);
}
