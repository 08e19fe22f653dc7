//! The yardstick of `cargo xtask score`: what a checker that only looks for words would answer. A requirement is "stated" when
//! any of the catalogue's own wordings for it occurs anywhere; a few risks have a telling phrase; fields it cannot cut out.
//! Written once and left alone: it is not tuned, neither up nor down.

use crate::sh::Result;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

/// Risks that one phrase suggests. The other risks speak of relations between statements, for which there is no keyword.
const RISKS: &[(&str, &[&str])] = &[
    ("abstract-purpose", &["サービスの向上", "事業活動のため"]),
    ("blanket-purpose-change", &["利用目的を変更することがあります", "利用目的を変更する場合があります"]),
    ("cookie-not-personal", &["個人情報は含まれません", "個人を特定する情報は含まれません"]),
    ("deemed-consent", &["同意したものとみなし", "同意いただいたものと", "同意したものとして"]),
    ("effort-for-duty", &["努めます"]),
    ("liability-disclaimer", &["一切の責任を負いません", "一切責任を負いません", "責任を負いかねます"]),
    ("open-ended-purpose", &["その他", "付随する業務", "等のため"]),
    ("outdated-term", &["開示対象個人情報", "主務大臣", "経済産業省ガイドライン"]),
    ("paper-only-disclosure", &["書面により開示", "書面にて開示", "書面で回答"]),
    ("placeholder-left", &["○○", "〇〇", "●●"]),
    ("policy-change-without-notice", &["予告なく変更", "予告なしに変更"]),
    ("retention-unlimited", &["無期限", "永久に"]),
    ("security-absolute", &["万全", "絶対に"]),
    ("vague-third-party-exception", &["正当な理由", "必要と判断した場合"]),
];

struct Requirement {
    id: String,
    mandatory: bool,
    words: Vec<String>,
}

pub struct Keywords(Vec<Requirement>);

impl Keywords {
    /// From the catalogue as the example `catalogue` prints it.
    pub fn of(catalogue: &Value) -> Result<Keywords> {
        let list = catalogue["requirements"].as_array().ok_or("the catalogue lists no requirements")?;
        let read = |r: &Value| {
            let terms = r["terms"].as_array()?.iter().filter_map(Value::as_str);
            // 「本社・本店」 is two words.
            let words = terms.flat_map(|term| term.split('・')).map(squeezed).collect();
            Some(Requirement { id: r["id"].as_str()?.to_owned(), mandatory: r["level"] != "C", words })
        };
        let requirements: Option<Vec<_>> = list.iter().map(read).collect();
        Ok(Keywords(requirements.ok_or("a requirement without id or terms")?))
    }

    /// A report that the scorer can read: statuses and risks, no quotes.
    pub fn report(&self, text: &str) -> Value {
        let text = squeezed(text);
        let status = |r: &Requirement| match r.words.iter().any(|word| text.contains(word)) {
            true => "satisfied",
            false if r.mandatory => "missing",
            false => "not_applicable",
        };
        let checklist: Vec<_> = self.0.iter().map(|r| json!({ "id": r.id, "status": status(r) })).collect();
        let suspected = RISKS.iter().filter(|(_, phrases)| phrases.iter().any(|phrase| text.contains(&squeezed(phrase))));
        let risks: Vec<_> = suspected.map(|(id, _)| json!({ "id": id })).collect();
        json!({ "checklist": checklist, "risks": risks, "summary": no_fields() })
    }
}

/// Full-width and half-width alike, and no white space: a word may be broken over two lines.
fn squeezed(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect()
}

fn no_fields() -> Value {
    json!({
        "operator": { "name": null, "address": null, "representative": null },
        "contacts": { "desk": [], "phone": [], "fax": [], "email": [], "postal": [], "url": [] },
        "purposes": [], "items": [], "third_party": { "exceptions": [] }, "joint_use": [], "entrustment": null,
        "foreign": { "quote": null, "countries": [] }, "security": [], "rights": {}, "procedure": {},
        "fee": { "amount_yen": null, "free": false, "quote": null },
        "web": { "cookies": null, "tools": [], "opt_out": null }, "dates": [],
    })
}
