//! The words for the codes of a report, Japanese and English; the renderings share them.

use super::{Status, Vintage};

/// Language of a rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    Ja,
    En,
}

impl Lang {
    /// One of the two.
    pub fn pick<'a>(self, ja: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// The word for a code; the code itself where the table does not know it.
    pub fn word<'a>(self, table: &[(&str, &'static str, &'static str)], code: &'a str) -> &'a str {
        table.iter().find(|row| row.0 == code).map_or(code, |row| self.pick(row.1, row.2))
    }
}

/// A sign that tells the statuses apart without colour.
pub fn icon(status: Status) -> &'static str {
    match status {
        Status::Satisfied => "✓",
        Status::Partial => "△",
        Status::ByReference => "→",
        Status::Missing => "✗",
        Status::NotApplicable => "−",
        Status::NeedsInput => "?",
    }
}

/// From which state of the law a text seems to come.
pub fn vintage<Q>(lang: Lang, vintage: &Vintage<Q>) -> String {
    match (lang, vintage.from, vintage.to) {
        (Lang::Ja, Some(from), Some(to)) => format!("{from} から {to} ごろの法令に沿った記載"),
        (Lang::Ja, Some(from), None) => format!("{from} 以降の法令に沿った記載"),
        (Lang::Ja, None, Some(to)) => format!("{to} ごろまでの法令に沿った記載"),
        (Lang::En, Some(from), Some(to)) => format!("worded after the law of about {from} to {to}"),
        (Lang::En, Some(from), None) => format!("worded after the law since {from}"),
        (Lang::En, None, Some(to)) => format!("worded after the law until about {to}"),
        (_, None, None) => String::new(),
    }
}

/// In the order in which counts are given.
pub const STATUSES: [Status; 6] =
    [Status::Satisfied, Status::Partial, Status::ByReference, Status::Missing, Status::NeedsInput, Status::NotApplicable];

/// A table of code, Japanese, English.
pub type Words = [(&'static str, &'static str, &'static str)];

pub const STATUS: &Words = &[
    ("satisfied", "記載あり", "Stated"),
    ("partial", "一部あり", "In part"),
    ("by_reference", "参照のみ", "Pointer only"),
    ("missing", "確認できず", "Not found"),
    ("not_applicable", "該当なし", "Not applicable"),
    ("needs_input", "要確認", "To be checked"),
];

pub const LEVEL: &Words = &[("M", "義務", "Mandatory"), ("C", "条件付きの義務", "Conditional"), ("G", "望ましい", "Good practice")];

pub const SEVERITY: &Words = &[("high", "重要", "High"), ("medium", "注意", "Medium"), ("low", "軽微", "Low"), ("info", "参考", "Info")];

pub const GROUP: &Words = &[
    ("operator", "事業者", "Operator"),
    ("purposes", "利用目的", "Purposes"),
    ("collection", "取得", "Collection"),
    ("management", "管理", "Management"),
    ("provision", "提供", "Provision"),
    ("rights", "本人の請求", "Requests by the person"),
    ("web", "ウェブ", "Web"),
    ("document", "文書", "Document"),
    ("trade", "業種・他の法律", "Trade and other laws"),
];

pub const KIND: &Words = &[
    ("privacy_policy", "プライバシーポリシー", "Privacy policy"),
    ("other", "プライバシーポリシー以外の文書の可能性", "Possibly not a privacy policy"),
    ("empty", "本文なし", "No text"),
];

pub const PURPOSE: &Words = &[
    ("contract", "契約", "contract"),
    ("sales", "販売", "sales"),
    ("notice", "案内", "notices"),
    ("inspection", "点検・車検", "inspection"),
    ("insurance", "保険", "insurance"),
    ("credit", "与信", "credit"),
    ("lease", "リース", "lease"),
    ("purchase", "買取・査定", "purchase"),
    ("survey", "アンケート", "survey"),
    ("analysis", "分析", "analysis"),
    ("advertising", "広告", "advertising"),
    ("support", "サポート", "support"),
    ("provision", "提供", "provision"),
    ("joint_use", "共同利用", "joint use"),
    ("recruiting", "採用", "recruiting"),
    ("employment", "雇用", "employment"),
    ("legal", "法令", "legal"),
    ("requests", "問い合わせ", "requests"),
    ("other", "その他", "other"),
];

pub const EXCEPTION: &Words = &[
    ("consent", "同意", "consent"),
    ("law", "法令", "law"),
    ("life", "生命・財産", "life or property"),
    ("public_health", "公衆衛生", "public health"),
    ("public_body", "公的機関", "public body"),
    ("academic", "学術", "academic"),
    ("entrustment", "委託", "entrustment"),
    ("succession", "事業承継", "succession"),
    ("joint_use", "共同利用", "joint use"),
    ("deidentified", "特定できない形", "de-identified"),
    ("inquiry", "照会", "inquiry"),
    ("affiliate", "関連会社", "affiliate"),
    ("publication", "公開情報", "published"),
    ("vague", "あいまい", "vague"),
    ("other", "その他", "other"),
];

pub const SECURITY: &Words = &[
    ("policy", "基本方針", "policy"),
    ("rules", "規律", "rules"),
    ("organizational", "組織的", "organizational"),
    ("human", "人的", "human"),
    ("physical", "物理的", "physical"),
    ("technical", "技術的", "technical"),
    ("environment", "外的環境", "external environment"),
];

pub const DATE: &Words = &[
    ("established", "制定", "established"),
    ("revised", "改定", "revised"),
    ("effective", "施行", "effective"),
    ("previous", "以前の版", "previous"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_catalogue_has_words() {
        let known = |table: &Words, code: &str| table.iter().any(|row| row.0 == code);
        for r in crate::catalogue::REQUIREMENTS {
            assert!(known(GROUP, r.group) && known(LEVEL, r.level), "{}: {} {}", r.id, r.group, r.level);
        }
        for r in crate::catalogue::RISKS {
            assert!(known(SEVERITY, r.severity), "{}: {}", r.id, r.severity);
        }
        for status in STATUSES {
            assert!(known(STATUS, status.word()));
        }
    }

    #[test]
    fn every_code_of_the_contract_has_words() {
        let contract = include_str!("report.d.ts");
        for (name, table) in [("PurposeCategory", PURPOSE), ("ExceptionKind", EXCEPTION)] {
            let (_, codes) = contract.split_once(&format!("export type {name} =")).expect(name);
            let codes: Vec<&str> = codes.split(';').next().expect("a type ends").split('"').skip(1).step_by(2).collect();
            assert!(codes.len() > 10);
            assert_eq!(codes, table.iter().map(|row| row.0).collect::<Vec<_>>());
        }
    }
}
