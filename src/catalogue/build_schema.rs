//! Build script's part: the shape of the TOML files. Unknown fields are errors.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    pub order: u32,
    pub group: String,
    pub level: String,
    pub standard: Vec<String>,
    pub basis: Vec<String>,
    pub title_ja: String,
    pub title_en: String,
    pub what_ja: String,
    pub what_en: String,
    pub why_ja: String,
    pub why_en: String,
    pub advice_ja: String,
    pub advice_en: String,
    #[serde(default)]
    pub traps_ja: Vec<String>,
    #[serde(default)]
    pub traps_en: Vec<String>,
    pub terms: Vec<String>,
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    pub status: String,
    #[serde(default)]
    pub pending: Vec<Pending>,
    pub applies: Option<Applies>,
    #[serde(default)]
    pub element: Vec<Element>,
    #[serde(default)]
    pub verdict: Verdict,
    #[serde(default)]
    pub hit: Vec<Example>,
    #[serde(default)]
    pub miss: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    pub act: String,
    pub effective_latest: String,
    pub note_ja: String,
    pub note_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applies {
    #[serde(default)]
    pub proof: Vec<String>,
    #[serde(default)]
    pub exclude: Vec<String>,
    #[serde(default)]
    pub deny: Vec<String>,
    #[serde(default)]
    pub fact: Vec<String>,
    #[serde(default)]
    pub topics: Vec<String>,
    #[serde(default)]
    pub otherwise: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    pub id: String,
    pub title_ja: String,
    pub title_en: String,
    #[serde(default)]
    pub fact: Vec<String>,
    #[serde(default)]
    pub proof: Vec<String>,
    #[serde(default)]
    pub exclude: Vec<String>,
    #[serde(default)]
    pub required: Vec<String>,
    #[serde(default)]
    pub topics: Vec<String>,
    #[serde(default)]
    pub reach: Option<String>,
    #[serde(default)]
    pub hint: Vec<String>,
    #[serde(default)]
    pub lacks_ja: String,
    #[serde(default)]
    pub lacks_en: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    #[serde(default)]
    pub satisfied: String,
    #[serde(default)]
    pub by_reference: String,
    #[serde(default)]
    pub partial: String,
    #[serde(default)]
    pub special: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    #[serde(default)]
    pub element: String,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    pub order: u32,
    pub severity: String,
    pub basis: Vec<String>,
    pub title_ja: String,
    pub title_en: String,
    pub why_ja: String,
    pub why_en: String,
    pub advice_ja: String,
    pub advice_en: String,
    pub status: String,
    #[serde(default)]
    pub trigger: Trigger,
    pub when: Option<When>,
    #[serde(default)]
    pub hit: Vec<Example>,
    #[serde(default)]
    pub miss: Vec<Example>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    #[serde(default)]
    pub proof: Vec<String>,
    #[serde(default)]
    pub exclude: Vec<String>,
    #[serde(default)]
    pub required: Vec<String>,
    #[serde(default)]
    pub topics: Vec<String>,
    #[serde(default)]
    pub reach: Option<String>,
    #[serde(default)]
    pub special: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    pub requirement: String,
    pub status: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topics {
    pub topic: Vec<Topic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: String,
    pub heading: Vec<String>,
    #[serde(default)]
    pub exclude: Vec<String>,
}
