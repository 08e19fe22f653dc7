//! Facts: how requests are made: form, identity check, agent.
//!
//! The words occur elsewhere too (「本人確認」 at the counter, 「法定代理人の同意」), so a sentence counts only where requests are
//! the matter: by its section or by its own words.

use super::Summary;
use super::rights::{own, under};
use crate::catalogue::cues::rights as cue;
use crate::document::{BlockKind, Document, Sentence};
use crate::text::{Cues, Span};

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    // What stands under a heading on requests goes before what only sounds like them.
    let (mut about, mut loose): (Vec<&Sentence>, Vec<&Sentence>) = (Vec::new(), Vec::new());
    let mut asked = Asked::default();
    for sentence in document.sentences.iter().filter(|s| about_requests(document, s, &mut asked)) {
        if under(document, sentence.block, &["rights", "procedure"]) { about.push(sentence) } else { loose.push(sentence) }
    }
    let best = |lists: &[&Cues], not: &Cues| {
        let within = |about: &[&Sentence]| lists.iter().find_map(|cues| find(document, about, cues, not));
        within(&about).or_else(|| within(&loose))
    };
    // The form of the site is one for requests only where the sentence says so.
    let asks = |s: &&&Sentence| cue::ASKS.find_in(document.view(s).chars, &s.filter).is_some();
    let asking: Vec<&Sentence> = about.iter().chain(&loose).filter(asks).copied().collect();
    let none = Cues::NONE;
    let procedure = &mut summary.procedure;
    procedure.form = best(&[&cue::FORM_NAMED, &cue::FORM_PRESCRIBED], &none).or_else(|| find(document, &asking, &cue::FORM_CONTACT, &none));
    procedure.identity = best(&[&cue::IDENTITY_DOCUMENTS, &cue::IDENTITY_DATA, &cue::IDENTITY], &none);
    procedure.agent = best(&[&cue::AGENT], &cue::AGENT_NOT);
}

/// The first match that is more than a line of its own (「代理人による場合」); such a line only where there is nothing else.
fn find(document: &Document<'_>, about: &[&Sentence], cues: &Cues, not: &Cues) -> Option<Span> {
    let mut line = None;
    // Patterns stand in the order of what they tell; a later one never beats an earlier one.
    for pattern in cues.patterns() {
        for sentence in about.iter().filter(|s| s.filter.allows(pattern)) {
            let view = document.view(sentence);
            let Some(m) = pattern.find(view.chars, 0) else { continue };
            if not.find_in(view.chars, &sentence.filter).is_some() {
                continue;
            }
            // 「所定の請求書（以下「開示請求書」といいます）」: the form is what the short name stands for.
            let defined = cue::FORM_DEFINED.find_all(view.chars).iter().any(|d| d.from < m.to && m.from < d.to);
            if defined {
                let full = cue::FORM_PRESCRIBED.find(view.chars, 0).filter(|f| f.to <= m.from);
                if full.is_some() {
                    return full.map(|f| document.span(view, f));
                }
                continue;
            }
            let span = document.span(view, m);
            if m.to - m.from < view.len() || view.len() > 24 || !cue::NAMES_NEXT.is_match(view.chars) {
                return Some(span);
            }
            line = line.or(Some(span));
        }
    }
    line
}

/// Where a block first speaks of requests: looked for once a block, not once a sentence.
#[derive(Default)]
struct Asked {
    /// A block, and the place of its first such sentence.
    block: Option<(usize, Option<usize>)>,
}

impl Asked {
    fn before(&mut self, document: &Document<'_>, sentence: &Sentence) -> bool {
        let first = match self.block {
            Some((block, first)) if block == sentence.block => first,
            _ => {
                let mut sentences = document.sentences_of(sentence.block).iter();
                let first = sentences.find(|s| cue::ASKED.find_in(document.view(s).chars, &s.filter).is_some()).map(|s| s.from);
                self.block = Some((sentence.block, first));
                first
            }
        };
        first.is_some_and(|first| first < sentence.from)
    }
}

/// Is the sentence about requests of the person?
fn about_requests(document: &Document<'_>, sentence: &Sentence, asked: &mut Asked) -> bool {
    // The last entry of a list of papers may have been taken for a heading.
    let entry = || cue::MANDATE.find_in(document.view(sentence).chars, &sentence.filter).is_some();
    if document.blocks.get(sentence.block).is_none_or(|b| b.kind == BlockKind::Heading && !entry()) {
        return false;
    }
    if under(document, sentence.block, &["rights", "procedure"]) {
        // The identity check of the trade in used goods has a heading of the same words.
        let view = document.view(sentence);
        return cue::USED_GOODS.find_in(view.chars, &sentence.filter).is_none();
    }
    let chars = document.view(sentence).chars;
    let has = |cues: &Cues| cues.find_in(chars, &sentence.filter).is_some();
    let elsewhere =
        own(document, sentence.block, &["purposes", "items", "third-party", "joint-use", "entrustment", "collection", "cookies", "credit"]);
    // A sentence before may have said what it is about.
    let mut before = || asked.before(document, sentence);
    !elsewhere && !has(&cue::BUSINESS) && (has(&cue::CONTEXT) || before())
}

#[cfg(test)]
mod tests {
    use super::{Summary, extract};
    use crate::document::Document;

    fn procedure(text: &str) -> [String; 3] {
        let document = Document::read(text);
        let mut summary = Summary::default();
        extract(&document, &mut summary);
        let p = &summary.procedure;
        [p.form, p.identity, p.agent].map(|q| q.map_or(String::new(), |s| s.of(text).to_string()))
    }

    #[test]
    fn form_identity_and_agent() {
        let text = "開示のご請求は、当社所定の請求書に運転免許証の写しを添えてお送りください。代理人が請求される場合は、委任状も必要です。";
        let [form, identity, agent] = procedure(text);
        assert_eq!([form.as_str(), identity.as_str()], ["当社所定の請求書", "運転免許証の写し"]);
        assert!(agent.starts_with("代理人が請求される場合"), "{agent}");
        let text = "開示等の請求\n請求者（代理人を含む）の本人確認のための書類を添えて、当園所定の依頼票をお送りください。";
        assert_eq!(procedure(text), ["当園所定の依頼票", "本人確認のための書類を添えて", "代理人を含む"].map(String::from));
        let text = "開示等の請求\n所定の請求書（以下「開示請求書」といいます。）をお送りしますので、開示請求書にご記入ください。";
        assert_eq!(procedure(text)[0], "所定の請求書");
        let text = "開示等の請求\n必要書類\n・運転免許証の写し又は住民票の写し\n・代理人の場合、代理権を証する書面\n";
        assert_eq!(procedure(text), ["", "運転免許証の写し又は住民票の写し", "代理人の場合、代理権を証する書面"].map(String::from));
        // The words on the envelope are no form.
        assert_eq!(procedure("開示等の請求\n封筒に「開示等請求書類在中」とお書きください。")[0], "");
    }

    #[test]
    fn agents_by_what_they_show() {
        let agent = |text: &str| procedure(text)[2].clone();
        assert_eq!(agent("開示等の請求\n必要書類：①申請書　②代理人の場合は委任状と印鑑証明書"), "代理人の場合は委任状と印鑑証明書");
        assert_eq!(agent("開示のご請求には、ご本人又は代理権を有する方であることを確認のうえ応じます。"), "代理権を有する方");
        assert_eq!(agent("開示等の請求\n代理人の方の代理権が確認できないときは、応じられません。"), "");
    }

    #[test]
    fn other_checks_do_not_count() {
        assert_eq!(
            procedure("買取のときは、古物営業法により運転免許証の写しをいただき、ご本人確認を行います。"),
            [""; 3].map(String::from)
        );
        assert_eq!(procedure("未成年の方の会員登録には、法定代理人の同意が必要です。"), [""; 3].map(String::from));
    }
}
