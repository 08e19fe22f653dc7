//! The summary as rows for people: a part, a label, quotes. The renderings print the same rows in their own ways.

use super::words::{DATE, EXCEPTION, Lang, PURPOSE, SECURITY};
use super::{Report, Summary};
use crate::text::Span;

/// One field of the summary that says something.
pub struct Row {
    /// The part it belongs to; rows of one part stand together.
    pub part: String,
    /// "" where the part has one row only.
    pub label: &'static str,
    pub values: Vec<Value>,
    /// The values are short words of a list.
    pub list: bool,
}

/// A quote, and what the reading adds to it ("" for nothing).
pub struct Value {
    pub quote: Span,
    pub remark: String,
}

/// The rows that are not empty, in the order of the contract.
pub fn rows(report: &Report, lang: Lang) -> Vec<Row> {
    let mut rows = Rows { lang, part: String::new(), rows: Vec::new() };
    facts(&mut rows, &report.summary);
    rows.rows
}

fn facts(r: &mut Rows, s: &Summary) {
    r.part("事業者", "Operator");
    r.one("名称", "Name", s.operator.name);
    r.one("住所", "Address", s.operator.address);
    r.one("役職", "Title", s.operator.representative_title);
    r.one("代表者", "Representative", s.operator.representative);
    r.part("窓口", "Contacts");
    r.list("窓口名", "Desk", &s.contacts.desk);
    r.list("電話", "Phone", &s.contacts.phone);
    r.list("FAX", "Fax", &s.contacts.fax);
    r.list("メール", "E-mail", &s.contacts.email);
    r.list("郵送先", "Post", &s.contacts.postal);
    r.list("URL", "URL", &s.contacts.url);
    r.list("受付時間", "Hours", &s.contacts.hours);
    r.part("利用目的", "Purposes of use");
    r.each("", "", s.purposes.iter().map(|p| (p.quote, r.lang.word(PURPOSE, p.category).to_string())).collect());
    r.part("取得する情報", "Data acquired");
    r.list("", "", &s.items);
    r.part("第三者提供", "Third-party provision");
    r.one("原則", "Principle", s.third_party.principle);
    let lacks = r.lang.pick("、法の要件の文言なし", ", lacks the law’s qualifier");
    let exceptions = s.third_party.exceptions.iter();
    let exceptions =
        exceptions.map(|e| (e.quote, r.lang.word(EXCEPTION, e.kind).to_string() + if e.lacks_qualifier { lacks } else { "" })).collect();
    r.each("例外", "Exceptions", exceptions);
    for (i, j) in s.joint_use.iter().enumerate() {
        r.part("共同利用", "Joint use");
        if s.joint_use.len() > 1 {
            r.part.push_str(&format!(" {}", i + 1));
        }
        r.list("範囲", "Scope", &j.scope);
        r.list("項目", "Items", &j.items);
        r.list("目的", "Purposes", &j.purposes);
        r.one("管理責任者", "Responsible", j.responsible.name);
        r.one("その住所", "Its address", j.responsible.address);
        r.one("その代表者", "Its representative", j.responsible.representative);
    }
    r.part("委託", "Entrustment");
    r.one("", "", s.entrustment);
    r.part("外国への提供", "Provision abroad");
    r.one("記載", "Statement", s.foreign.quote);
    r.list("国・地域", "Countries", &s.foreign.countries);
    r.part("安全管理措置", "Security measures");
    r.each("", "", s.security.iter().map(|m| (m.quote, r.lang.word(SECURITY, m.kind).to_string())).collect());
    r.part("要配慮個人情報", "Sensitive data");
    r.one("", "", s.sensitive);
    r.part("本人の請求", "Requests by the person");
    r.one("利用目的の通知", "Notice of purposes", s.rights.purpose_notification);
    r.one("開示", "Disclosure", s.rights.disclosure);
    r.one("第三者提供記録の開示", "Provision records", s.rights.provision_records);
    r.one("訂正・追加・削除", "Correction", s.rights.correction);
    r.one("利用停止・消去", "Suspension, erasure", s.rights.suspension_erasure);
    r.one("第三者提供の停止", "Stop of provision", s.rights.stop_third_party);
    r.part("手続", "Procedure");
    r.one("請求の方法", "How to request", s.procedure.form);
    r.one("本人確認", "Identity check", s.procedure.identity);
    r.one("代理人", "Agents", s.procedure.agent);
    r.part("手数料", "Fee");
    let amount = match s.fee.amount_yen {
        _ if s.fee.free => r.lang.pick("無料", "free").to_string(),
        Some(yen) => format!("{yen}{}", r.lang.pick("円", " yen")),
        None => String::new(),
    };
    r.each("", "", s.fee.quote.map(|q| (q, amount)).into_iter().collect());
    r.part("ウェブ", "Web");
    r.one("Cookie", "Cookies", s.web.cookies);
    r.list("ツール", "Tools", &s.web.tools);
    r.one("停止の方法", "Opt-out", s.web.opt_out);
    r.part("日付", "Dates");
    r.each("", "", s.dates.iter().map(|d| (d.quote, format!("{} {}", r.lang.word(DATE, d.kind), d.date))).collect());
    r.part("リンク", "Links");
    r.list("", "", &s.links);
}

struct Rows {
    lang: Lang,
    part: String,
    rows: Vec<Row>,
}

impl Rows {
    fn part(&mut self, ja: &str, en: &str) {
        self.part = self.lang.pick(ja, en).to_string();
    }

    fn one(&mut self, ja: &'static str, en: &'static str, quote: Option<Span>) {
        self.each(ja, en, quote.map(|q| (q, String::new())).into_iter().collect());
    }

    fn list(&mut self, ja: &'static str, en: &'static str, quotes: &[Span]) {
        self.push(ja, en, quotes.iter().map(|q| (*q, String::new())).collect(), true);
    }

    fn each(&mut self, ja: &'static str, en: &'static str, values: Vec<(Span, String)>) {
        self.push(ja, en, values, false);
    }

    fn push(&mut self, ja: &'static str, en: &'static str, values: Vec<(Span, String)>, list: bool) {
        if !values.is_empty() {
            let values = values.into_iter().map(|(quote, remark)| Value { quote, remark }).collect();
            self.rows.push(Row { part: self.part.clone(), label: self.lang.pick(ja, en), values, list });
        }
    }
}
