//! STUB
use super::{Report, words::Lang};
pub struct Options<'a> {
    pub lang: Lang,
    pub file: Option<&'a str>,
}
pub fn render(_: &Report, _: &str, options: &Options) -> String {
    format!("{:?}{:?}", options.lang, options.file)
}
