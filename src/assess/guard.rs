//! What kind of text this is: empty, not Japanese, Japanese of another kind, or a privacy policy; and notes for the reader.

use crate::catalogue::{TOPICS, cues::guard as cue};
use crate::document::{BlockKind, Document};
use crate::text::{Cues, Pattern, Span, fold::invisible};

/// "privacy_policy", "other" or "empty" of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    PrivacyPolicy,
    Other,
    Empty,
}

/// A remark on the text as a whole.
#[derive(Clone, Debug)]
pub struct Note {
    pub code: &'static str,
    pub ja: &'static str,
    pub en: &'static str,
    pub at: Option<Span>,
}

/// What can be said of the text before it is judged.
#[derive(Debug)]
pub struct Guard {
    pub kind: Kind,
    pub japanese: bool,
    pub notes: Vec<Note>,
}

impl Guard {
    /// Why no verdict can be given at all, in Japanese and English.
    pub fn unreadable(&self) -> Option<(&'static str, &'static str)> {
        match (self.kind, self.japanese) {
            (Kind::Empty, _) => Some(("本文がありません。", "There is no text.")),
            (_, false) => Some(("日本語の文書ではないため判定していません。", "Not judged: this is not a Japanese text.")),
            _ => None,
        }
    }
}

/// Looks at the whole text.
pub fn guard(document: &Document<'_>) -> Guard {
    let source = document.source;
    let mut notes = Vec::new();
    let mut note = |code, ja, en, at| notes.push(Note { code, ja, en, at });
    let (mut letters, mut japanese, mut kana) = (0usize, 0usize, 0usize);
    for c in source.chars() {
        if matches!(c, '\u{3041}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9D}') {
            kana += 1;
        }
        japanese += usize::from(
            matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF66}'..='\u{FF9D}' | '\u{20000}'..='\u{2FFFF}'),
        );
        letters += usize::from(c.is_alphanumeric());
    }
    if letters == 0 {
        note(
            "empty",
            "本文がありません。プライバシーポリシーの本文を貼り付けてください。",
            "There is no text. Paste the text of a privacy policy.",
            None,
        );
        return Guard { kind: Kind::Empty, japanese: false, notes };
    }
    // Long text of kanji alone is Chinese, and so is one of almost nothing else in which Chinese pronouns and particles are
    // frequent: a Japanese name may stand in it. A line or two may be a name and an address.
    let chinese = source.chars().filter(|c| "您我们們这這的和或".contains(*c)).count();
    let speaks_japanese = kana > 0 && (kana * 20 >= japanese || chinese * 50 < japanese);
    let is_japanese = japanese * 5 >= letters && (speaks_japanese || letters < 60);
    if cue::HTML.is_match(&source.chars().take(4_000).map(|c| c.to_ascii_lowercase()).collect::<Vec<_>>()) {
        note(
            "html-source",
            "HTMLのソースのようです。ブラウザで表示した本文を選択してコピーしてください。",
            "This looks like HTML source. Copy the text as the browser shows it.",
            None,
        );
    }
    if let Some(at) = garbled(source) {
        note(
            "garbled",
            "文字化けしているようです。文字コードを選び直すか、ブラウザで表示した本文をコピーしてください。",
            "The characters seem to be garbled. Choose another encoding, or copy the text as a browser shows it.",
            Some(at),
        );
    }
    if !is_japanese {
        note(
            "not-japanese",
            "日本語の文書ではないようです。日本語のプライバシーポリシーを読むための道具です。",
            "This does not seem to be Japanese. The tool reads Japanese privacy policies.",
            None,
        );
        return Guard { kind: Kind::Other, japanese: false, notes };
    }
    if let Some(at) = find(source, |c| c != '\n' && c != '\r' && c != '\t' && c.is_control() && c != '\u{C}') {
        note(
            "control-characters",
            "制御文字が含まれています（読み飛ばしました）。",
            "The text holds control characters (skipped).",
            Some(at),
        );
    }
    if let Some(at) = find(source, |c| invisible(c) && !matches!(c, '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')) {
        note(
            "invisible-characters",
            "目に見えない文字（ゼロ幅文字・書字方向の制御など）が含まれています。",
            "The text holds invisible characters (zero width, direction marks).",
            Some(at),
        );
    }
    if let Some(at) = look_alike(source) {
        note(
            "look-alike-letters",
            "見た目の似た別の文字体系の文字が混ざっています。",
            "Letters of another script that look alike are mixed in.",
            Some(at),
        );
    }
    if document.hard_wrapped {
        note(
            "hard-wrapped",
            "行の途中で改行された文書のようです（PDFなど）。改行をつないで読みました。",
            "The text is wrapped at a margin (a PDF?); lines were joined for reading.",
            None,
        );
    }
    let said = |cues: &Cues| -> Vec<bool> {
        let sentence = |p: &Pattern| document.sentences.iter().any(|s| s.filter.allows(p) && p.is_match(document.view(s).chars));
        cues.patterns().iter().map(|p| sentence(p) || heading(document, p)).collect()
    };
    let count = |said: &[bool]| said.iter().filter(|x| **x).count();
    let cues = count(&said(&cue::POLICY));
    let asks = said(&cue::PROCEDURE);
    let procedure = asks.iter().take(2).all(|x| *x) && count(&asks) >= 4;
    let other = document.find_sentences(&cue::OTHER_DOCUMENT).len();
    // A company page names the words too: there, some party must say what it does with the data.
    let page = document.blocks.iter().take(6).any(|b| cue::OTHER_PAGE.is_whole(b.folded.view().chars));
    let says = || {
        document
            .find_sentences(&cue::SAYS)
            .into_iter()
            .any(|(i, _)| document.sentences.get(i).is_some_and(|s| !cue::SAYS_NOT.is_match(document.view(s).chars)))
    };
    let length = source.chars().count();
    let speaks = !page || cues >= 6 || title(document).is_some() || says();
    // A report or a guide about policies has no party of its own.
    let about = document.find_sentences(&cue::ABOUT).len() >= 2 && document.find_sentences(&cue::PARTY).is_empty();
    let banner = cookie_banner(document);
    let policy = speaks && !about && !banner && (cues >= 4 || procedure || (cues >= 2 && length < 1_500 && other == 0));
    if banner {
        note(
            "cookie-notice",
            "Cookieの使用についての表示だけのようです。プライバシーポリシーの本文を貼り付けてください。",
            "This seems to be no more than a notice on cookies. Paste the text of the privacy policy.",
            None,
        );
    } else if !policy {
        note(
            "not-a-policy",
            "プライバシーポリシーに特有の語（個人情報・利用目的・第三者提供など）がほとんど見当たりません。別の種類の文書かもしれません。",
            "Hardly any of the words of a privacy policy were found; this may be another kind of document.",
            None,
        );
    } else if length < 250 {
        note(
            "short",
            "とても短い文書です。全文を貼り付けたか確認してください。",
            "The text is very short. Check that all of it was pasted.",
            None,
        );
    }
    let titles: Vec<Span> = document
        .blocks
        .iter()
        .filter(|b| b.marker.is_none() && b.folded.len() <= 30 && cue::TITLE.is_whole(b.folded.view().chars))
        .map(|b| b.span)
        .collect();
    if let Some(second) = titles.iter().find(|t| titles.first().is_some_and(|f| t.start > f.start + 400)) {
        note(
            "several-documents",
            "複数の文書（基本方針と取扱いの告知など）が続いているようです。あわせて読みました。",
            "Several documents seem to stand here one after the other; they were read together.",
            Some(*second),
        );
    }
    if let Some(at) = cut_off(document).filter(|_| policy) {
        note(
            "cut-off",
            "文の途中で終わっているようです。続きがないか確認してください。",
            "The text seems to end in the middle of a sentence. Check whether there is more of it.",
            Some(at),
        );
    }
    if policy && other >= 2 {
        note(
            "site-terms",
            "サイトの利用規約など、個人情報以外の条項も含まれているようです。",
            "Terms of use or other clauses seem to be mixed in.",
            None,
        );
    }
    Guard { kind: if policy { Kind::PrivacyPolicy } else { Kind::Other }, japanese: true, notes }
}

/// A short text about cookies that has buttons and no word of personal information: the strip at the foot of a page.
fn cookie_banner(document: &Document<'_>) -> bool {
    let lines = document.blocks.iter().map(|b| b.folded.view().chars);
    document.source.len() < 1_800
        && !document.find_sentences(&cue::COOKIE).is_empty()
        && document.find_sentences(&cue::PERSONAL).is_empty()
        && lines.filter(|line| cue::COOKIE_BUTTON.is_whole(line)).count() >= 2
}

/// The last words, where they are the beginning of a sentence, or a numbered heading with nothing under it.
fn cut_off(document: &Document<'_>) -> Option<Span> {
    let sentence = document.sentences.last()?;
    let block = document.blocks.get(sentence.block)?;
    let (chars, all) = (document.view(sentence).chars, block.folded.view().chars);
    if sentence.to < all.len() || block.kind == BlockKind::Row {
        return None;
    }
    let broken = chars.len() >= 8 && cue::BROKEN_END.is_match(chars);
    // The sentences before it have their full stops, or it has begun; and it is none that could do without.
    let begun = sentence.from > 0 || cue::RUNNING.is_match(chars);
    let unfinished = begun && chars.len() >= 12 && !cue::WHOLE_END.is_match(chars) && !cue::TITLE_WORD.is_match(chars);
    let next_heading = block.marker.is_some_and(|last| {
        let before = document.blocks.iter().rev().skip(1).find_map(|b| b.marker.filter(|m| m.family == last.family).map(|m| (b.kind, m)));
        last.family.counts() && before.is_some_and(|(kind, m)| kind == BlockKind::Heading && m.number + 1 == last.number)
    });
    let topical = || chars.len() <= 20 && TOPICS.iter().any(|t| t.heading.is_match(chars));
    (broken || unfinished || next_heading && topical()).then_some(sentence.span)
}

/// Text read in another encoding than it was written in: UTF-8 taken for Shift_JIS (縺ゅｋ) or for Latin (ã\u{81}‚), Shift_JIS
/// or EUC taken for something narrow, characters that could not be read at all.
fn garbled(source: &str) -> Option<Span> {
    let odd = |c: char| matches!(c, '縺' | '繧' | '繝' | '\u{FFFD}' | 'ã' | '‚' | '\u{80}'..='\u{9F}');
    let (mut letters, mut odds) = (0usize, 0usize);
    for c in source.chars().filter(|c| !c.is_whitespace()) {
        letters += 1;
        odds += usize::from(odd(c));
    }
    // In running Japanese every second character is kana, and of garbled kana one of these is left.
    (odds >= 3 && odds * 12 >= letters).then(|| find(source, odd)).flatten()
}

fn heading(document: &Document<'_>, pattern: &Pattern) -> bool {
    document.blocks.iter().any(|b| b.kind == BlockKind::Heading && pattern.is_match(b.folded.view().chars))
}

fn find(source: &str, what: impl Fn(char) -> bool) -> Option<Span> {
    source.char_indices().find(|(_, c)| what(*c)).map(|(i, c)| Span::new(i, i + c.len_utf8()))
}

/// A Cyrillic or Greek letter beside a Japanese or Latin one.
fn look_alike(source: &str) -> Option<Span> {
    let foreign = |c: char| matches!(c, '\u{400}'..='\u{4FF}' | '\u{370}'..='\u{3FF}');
    let near = |c: char| matches!(c, '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}') || c.is_ascii_alphabetic();
    let chars: Vec<(usize, char)> = source.char_indices().collect();
    chars
        .windows(3)
        .find(|w| matches!(w, [a, b, c] if foreign(b.1) && (near(a.1) || near(c.1))))
        .and_then(|w| w.get(1))
        .map(|&(i, c)| Span::new(i, i + c.len_utf8()))
}

/// The document's title: its first heading or line that names a policy, else its first heading before any text.
pub fn title(document: &Document<'_>) -> Option<Span> {
    let early = document.blocks.iter().take(8);
    early
        .clone()
        .find(|b| b.folded.len() <= 60 && cue::TITLE_WORD.is_match(b.folded.view().chars) && !b.folded.view().chars.contains(&'。'))
        .map(|b| b.span)
}
