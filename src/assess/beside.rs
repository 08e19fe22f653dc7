//! A page beside its policy: what the handed-over page itself shows (forms, other hosts in its source), compared with what the
//! text says. What comes out are questions: another page, another document, or a plan may answer them.

use crate::catalogue::{TOOLS, Tool, cues::web as cue};
use crate::document::Document;
use crate::html::{Facts, FieldKind, Host};
use crate::text::Cues;
use serde::Serialize;

/// A question to whoever knows the page and its policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    pub code: &'static str,
    pub title_ja: &'static str,
    pub title_en: &'static str,
    pub text_ja: String,
    pub text_en: String,
    /// What on the page led to it.
    pub seen: Vec<String>,
}

/// The questions that a page raises about a policy.
pub fn questions(document: &Document<'_>, facts: &Facts) -> Vec<Question> {
    let mut out = Vec::new();
    out.extend(items(document, facts));
    out.extend(uploads(document, facts));
    out.extend(services(document, facts));
    out.extend(cookies(document, facts));
    out.extend(receiver(facts));
    out
}

fn says(document: &Document<'_>, cues: &Cues) -> bool {
    document.blocks.iter().any(|b| cues.is_match(b.folded.view().chars))
}

/// Fields whose kind the policy does not speak of.
fn items(document: &Document<'_>, facts: &Facts) -> Option<Question> {
    let said = |kind: FieldKind| FieldKind::ALL.iter().find(|k| k.0 == kind).is_some_and(|k| says(document, k.2));
    let open: Vec<String> = facts.fields.iter().filter(|f| f.kind != FieldKind::File && !said(f.kind)).map(|f| f.label.clone()).collect();
    if open.is_empty() {
        return None;
    }
    let list = open.join("」「");
    Some(Question {
        code: "form-items",
        title_ja: "入力欄と、取得する項目",
        title_en: "Form fields and the items collected",
        text_ja: format!(
            "このページの入力欄に「{list}」があります。この文書では、この項目についての記載を確認できません。取得する項目や利用目的に加えますか、それとも別の文書で示していますか。"
        ),
        text_en: format!(
            "The page has fields for 「{list}」. The policy does not mention them, as far as this document shows. Should they be added to the items and purposes, or does another document cover them?"
        ),
        seen: open,
    })
}

/// Files are asked for, and the policy speaks of no documents or pictures.
fn uploads(document: &Document<'_>, facts: &Facts) -> Option<Question> {
    let said = FieldKind::ALL.iter().any(|k| k.0 == FieldKind::File && says(document, k.2));
    let open: Vec<String> = facts.fields.iter().filter(|f| f.kind == FieldKind::File).map(|f| f.label.clone()).collect();
    if said || open.is_empty() {
        return None;
    }
    Some(Question {
        code: "form-files",
        title_ja: "ファイルの添付",
        title_en: "File uploads",
        text_ja: format!(
            "ファイルを添付する欄（{}）があります。書類や画像として受け取る情報の扱いと、保存の期間は、どこに書かれていますか。",
            open.join("、")
        ),
        text_en: format!(
            "There is a field for files ({}). Where does it say what happens to the documents or pictures received, and how long they are kept?",
            open.join(", ")
        ),
        seen: open,
    })
}

fn known(host: &Host) -> Option<&'static Tool> {
    TOOLS.iter().find(|t| t.name == host.tool)
}

/// The text names the service, or another one of the same group.
fn named(document: &Document<'_>, tool: &Tool) -> bool {
    TOOLS.iter().filter(|t| t.vendor == tool.vendor).any(|t| says(document, &t.cues))
}

/// Known services in the page's source that the policy does not name.
fn services(document: &Document<'_>, facts: &Facts) -> Option<Question> {
    let mut open: Vec<(String, String)> = Vec::new();
    for host in &facts.hosts {
        let Some(tool) = known(host).filter(|t| t.kind != "consent" && !named(document, t)) else { continue };
        if open.iter().all(|o| o.0 != tool.name) {
            open.push((tool.name.to_owned(), format!("{}（{}）", tool.name, host.host)));
        }
    }
    if open.is_empty() {
        return None;
    }
    let names: Vec<String> = open.iter().map(|o| o.0.clone()).collect();
    let list = names.join("、");
    Some(Question {
        code: "external-services",
        title_ja: "外部のサービスと、その説明",
        title_en: "Services of others, and where they are explained",
        text_ja: format!(
            "ページのソースに {list} の宛先が書かれています。この文書では、その名前を確認できません。閲覧者の情報がそこへ送られる場合、送る内容・送り先・目的は、どのページで示していますか。"
        ),
        text_en: format!(
            "The page's source names hosts of {}. The policy does not name them, as far as this document shows. If data of visitors goes there, on which page are the data, the recipient and the purpose given?",
            names.join(", ")
        ),
        seen: open.into_iter().map(|o| o.1).collect(),
    })
}

/// Services that usually set cookies, and a policy without a word on them.
fn cookies(document: &Document<'_>, facts: &Facts) -> Option<Question> {
    let set: Vec<String> = facts
        .hosts
        .iter()
        .filter(|h| known(h).is_some_and(|t| matches!(t.kind, "analytics" | "ads" | "tag")))
        .map(|h| format!("{}（{}）", h.tool, h.host))
        .collect();
    if set.is_empty() || says(document, &cue::COOKIE) {
        return None;
    }
    Some(Question {
        code: "cookies",
        title_ja: "Cookie の説明",
        title_en: "An explanation of cookies",
        text_ja: "アクセス解析・広告・タグ管理のサービスは、Cookie などの識別子を使うことがあります。この文書では Cookie についての記載を確認できません。使っている場合、その説明と止め方は、どこにありますか。".into(),
        text_en: "Services for analytics, advertising or tags may use cookies or similar identifiers. This document does not mention cookies. If they are used, where are they explained, and how can one refuse?".into(),
        seen: set,
    })
}

/// A form that sends to another host.
fn receiver(facts: &Facts) -> Option<Question> {
    let hosts: Vec<String> = facts.hosts.iter().filter(|h| h.used.contains(&"form")).map(|h| h.host.clone()).collect();
    if hosts.is_empty() || facts.fields.is_empty() {
        return None;
    }
    Some(Question {
        code: "form-receiver",
        title_ja: "フォームの送信先",
        title_en: "Where the form sends to",
        text_ja: format!(
            "フォームの送信先は、このページとは別のホスト（{}）です。外部のサービスに預けている場合、委託や外国での取扱いの説明はどこにありますか。",
            hosts.join("、")
        ),
        text_en: format!(
            "The form sends to another host ({}). If a service of others takes the data, where are the entrustment and any handling abroad explained?",
            hosts.join(", ")
        ),
        seen: hosts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::{Field, native, read};

    fn asked(html: &str, text: &str) -> Vec<&'static str> {
        let page = read(native::parse(html).root(), "https://www.komorebi.example/privacy");
        questions(&Document::read(text), &page.facts).iter().map(|q| q.code).collect()
    }

    const FORM: &str = "<form action='/send'><label for=n>お名前</label><input id=n><table><tr><th>運転免許証番号<td><input name=x2></table><input type=hidden name=address></form>";
    const TAG: &str = "<script>(function(w){j.src='https://www.googletagmanager.com/gtm.js?id='+i})(window)</script><script src=/own.js></script><script src='https://cdn.komorebi.example/a.js'></script>";

    #[test]
    fn what_the_policy_names_raises_no_question() {
        assert_eq!(asked(FORM, "氏名、運転免許証の番号を取得します。"), Vec::<&str>::new());
        assert_eq!(asked(TAG, "当サイトはGoogleアナリティクスを利用し、Cookieを使用します。"), Vec::<&str>::new());
    }

    #[test]
    fn what_it_does_not_name_does() {
        assert_eq!(asked(FORM, "氏名を取得します。"), ["form-items"]);
        assert_eq!(asked(TAG, "氏名を取得します。"), ["external-services", "cookies"]);
        let file = "<form action='https://form.example.net/x'><p>車検証の画像<input type=file></p></form>";
        assert_eq!(asked(file, "自動車の情報を取得します。"), ["form-files", "form-receiver"]);
    }

    #[test]
    fn labels_are_what_people_read() {
        let page = read(native::parse(FORM).root(), "");
        let field = |kind, label: &str| Field { kind, label: label.into() };
        assert_eq!(page.facts.fields, [field(FieldKind::Name, "お名前"), field(FieldKind::Licence, "運転免許証番号")]);
    }
}
