//! Facts: cookies, named third-party services, ways to refuse.

use super::Summary;
use crate::catalogue::{TOOLS, Tool, WEAK_TOOL_REQUIRES, cues::web as cue};
use crate::document::{BlockKind, Document, Sentence};
use crate::text::{Cues, Match, Span, View};

/// Most services a summary shows.
const MOST: usize = 60;
/// Longest entry of a list of services.
const ENTRY: usize = 120;
/// Fewest companies that make a list of recipients.
const LEAST: usize = 2;
/// Key of a group's bare name, which stands once.
const LISTED: &str = "listed";

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    summary.web.cookies = cookies(document);
    summary.web.opt_out = opt_out(document);
    summary.web.tools = tools(document);
}

/// The first sentence that says what cookies are or what they are used for, else the first that speaks of them at all.
fn cookies(document: &Document<'_>) -> Option<Span> {
    let spoken: Vec<&Sentence> = document
        .find_sentences(&cue::COOKIE)
        .into_iter()
        .filter_map(|(i, _)| document.sentences.get(i))
        .filter(|s| s.to - s.from > 8)
        // A row of a table names what is sent, not what is done.
        .filter(|s| document.blocks.get(s.block).is_some_and(|b| b.kind != BlockKind::Row))
        .collect();
    let plain = |s: &&&Sentence| !cue::COOKIE_POINTER.is_match(document.view(s).chars);
    let used = |s: &&&Sentence| cue::COOKIE_USE.is_match(document.view(s).chars);
    let chapter = |s: &&&Sentence| in_web_chapter(document, s.block);
    let own = |s: &&&Sentence| cue::COOKIE_OWN_USE.is_match(document.view(s).chars);
    let best = spoken
        .iter()
        .find(|s| plain(s) && used(s) && chapter(s))
        .or_else(|| spoken.iter().find(|s| plain(s) && own(s)))
        .or_else(|| spoken.iter().find(|s| plain(s) && used(s)))
        .or_else(|| spoken.iter().find(plain))
        .or_else(|| spoken.first())?;
    Some(told(document, best))
}

/// The words of the sentence that tell of the use: no claim about persons behind them, no long naming of the place before.
fn told(document: &Document<'_>, s: &Sentence) -> Span {
    let view = document.view(s);
    let part = |from: usize, to: usize| view.chars.get(from..to).unwrap_or_default();
    let mut to = view.chars.len();
    if let Some(m) = cue::COOKIE_DENIAL.find(view.chars, 0)
        && cue::COOKIE.is_match(part(0, m.group.0))
    {
        to = m.group.0;
    }
    let place = cue::COOKIE_PLACE.find(view.chars, 0).map_or(0, |m| m.to);
    let from = if place * 2 > to && cue::COOKIE_USE.is_match(part(place, to)) { place } else { 0 };
    if from == 0 && to == view.chars.len() { s.span } else { document.span_of(view, from, to) }
}

/// The words that tell how to refuse.
fn opt_out(document: &Document<'_>) -> Option<Span> {
    document.find_sentences(&cue::OPT_OUT).into_iter().find_map(|(i, m)| {
        let s = document.sentences.get(i)?;
        let view = document.view(s);
        // About cookies, tracking or ads: the sentence says so, or the chapter does.
        let said = [&cue::COOKIE, &cue::THIRD_PARTY_TAGS, &cue::OPT_OUT_PAGE];
        let web = said.iter().any(|c| c.is_match(view.chars)) || in_web_chapter(document, s.block);
        if !web || cue::OPT_OUT_EXCLUDE.is_match(view.chars) {
            return None;
        }
        Some(document.span(view, m))
    })
}

fn in_web_chapter(document: &Document<'_>, block: usize) -> bool {
    let topics: Vec<usize> = ["cookies", "external"].iter().filter_map(|t| crate::catalogue::topic(t)).collect();
    document.under(block, &topics)
}

/// Named services, each once, at its first mention.
fn tools(document: &Document<'_>) -> Vec<Span> {
    let mut out: Vec<(Span, &'static str)> = Vec::new();
    // Headings last: a name stands in its sentence, and in a heading where no sentence has it.
    let heading = |s: &&Sentence| document.blocks.get(s.block).is_some_and(|b| b.kind == BlockKind::Heading);
    let (headings, texts): (Vec<&Sentence>, Vec<&Sentence>) = document.sentences.iter().partition(heading);
    let named = headings.into_iter().filter(|s| names_only(s, document.view(s)));
    let companies = companies(document);
    out.extend(companies.iter().map(|c| (*c, "")));
    // Neither the company's line nor the address below it names a second service.
    let there = |b: usize| document.blocks.get(b).is_some_and(|b| companies.iter().any(|c| c.overlaps(b.span)));
    let address = |b: usize| {
        let line = document.block_view(b).chars;
        line.len() <= ENTRY && cue::ADDRESS.find(line, 0).is_some_and(|m| m.from == 0)
    };
    let listed = |s: &&Sentence| !(there(s.block) || s.block.checked_sub(1).is_some_and(there) && address(s.block));
    for s in texts.into_iter().chain(named).filter(listed) {
        if out.len() >= MOST {
            break;
        }
        let view = document.view(s);
        let lead = lead(document, s);
        let mut found: Vec<(Match, &'static Tool)> = TOOLS.iter().filter_map(|t| mention(t, s, view, lead).map(|m| (m, t))).collect();
        // Of names that overlap the longest stays.
        found.sort_by_key(|(m, _)| (std::cmp::Reverse(m.to - m.from), m.from));
        let mut kept: Vec<(Match, &'static Tool)> = Vec::new();
        for (m, t) in found {
            if kept.iter().all(|(k, _)| m.to <= k.from || k.to <= m.from) {
                kept.push((m, t));
            }
        }
        // The company behind a service that the same line names is its provider, no second service.
        let provider = |m: &Match, t: &Tool| {
            let behind: String = view.chars.iter().skip(m.to).take(4).collect();
            let company = ["株式会社", ",inc", "inc", "llc"].iter().any(|c| behind.trim_start().starts_with(c));
            t.kind == "social" && company && kept.iter().any(|(_, k)| k.vendor == t.vendor && k.name != t.name)
        };
        let mut kept: Vec<(Match, &'static Tool)> = kept.iter().filter(|(m, t)| !provider(m, t)).copied().collect();
        kept.sort_by_key(|(m, _)| m.from);
        for (m, t) in kept {
            if out.iter().all(|o| o.1 != t.name) {
                out.push((document.span(view, m), t.name));
            }
        }
        let about = |cues: &Cues| cues.is_match(view.chars) || cues.is_match(lead.chars);
        for m in cue::TOOL_LISTED.patterns().iter().filter(|p| s.filter.allows(p)).filter_map(|p| p.find(view.chars, 0)) {
            let span = document.span(view, m);
            if about(&cue::TOOL_LISTED_USE)
                && out.iter().all(|o| o.1 != "Google Ads")
                && out.iter().all(|o| o.1 != LISTED && !o.0.overlaps(span))
            {
                out.push((span, LISTED));
            }
        }
        for m in cue::TOOL_OTHER.patterns().iter().filter(|p| s.filter.allows(p)).filter_map(|p| p.find(view.chars, 0)) {
            let span = document.span(view, m);
            let name = view.chars.get(m.group.0..m.group.1).unwrap_or_default();
            if !cue::TOOL_OTHER_EXCLUDE.is_match(name)
                && out.iter().all(|o| !o.0.overlaps(span) && o.0.of(document.source) != span.of(document.source))
            {
                out.push((span, ""));
            }
        }
    }
    out.sort();
    out.into_iter().map(|o| o.0).collect()
}

/// Companies listed with their addresses in a chapter on cookies: 「青空広告株式会社」 and, on the next line, 「https://…」.
fn companies(document: &Document<'_>) -> Vec<Span> {
    let address = |i: usize| {
        let view = document.block_view(i);
        cue::ADDRESS.find(view.chars, 0).map(|m| m.from)
    };
    let named = |i: usize| {
        let view = document.block_view(i);
        let name = cue::COMPANY_LINE.find(view.chars, 0)?;
        let here = address(i).is_some_and(|at| at >= name.to);
        let next = address(i + 1) == Some(0);
        (here || next).then(|| document.span(view, name))
    };
    let found: Vec<Span> = (0..document.blocks.len()).filter(|i| in_web_chapter(document, *i)).filter_map(named).take(MOST).collect();
    // One company with its address may be anybody; a list is one of recipients.
    if found.len() < LEAST { Vec::new() } else { found }
}

/// A heading that is a tool's name and nothing else: what is sent to whom stands under it.
fn names_only(s: &Sentence, view: View<'_>) -> bool {
    let name = |m: Match| m.from <= 2 && m.to + 2 >= view.chars.len();
    let spelt = |t: &Tool| t.cues.patterns().iter().filter(|p| s.filter.allows(p)).filter_map(|p| word(p, view)).any(name);
    view.chars.len() <= ENTRY && TOOLS.iter().any(spelt)
}

/// The paragraph that introduces the list of a short item: 「以下の広告配信会社に提供します」.
fn lead<'d>(document: &'d Document<'_>, s: &Sentence) -> View<'d> {
    let block = document.blocks.get(s.block).filter(|b| b.folded.len() <= ENTRY);
    let lead = block.and_then(|b| b.lead).unwrap_or(usize::MAX);
    document.block_view(lead)
}

/// The first mention of the tool that stands as a word of its own, in a sentence that may be about using it.
fn mention(tool: &'static Tool, s: &Sentence, view: View<'_>, lead: View<'_>) -> Option<Match> {
    let about = |cues: &Cues| cues.is_match(view.chars) || cues.is_match(lead.chars);
    let strong = tool.cues.patterns().iter().filter(|p| s.filter.allows(p)).filter_map(|p| word(p, view));
    let weak =
        tool.weak.patterns().iter().filter(|p| s.filter.allows(p)).filter_map(|p| word(p, view)).filter(|_| about(&WEAK_TOOL_REQUIRES));
    let found = strong.chain(weak).min_by_key(|m| (m.from, std::cmp::Reverse(m.to)))?;
    let used = match tool.kind {
        "analytics" | "ads" | "tag" | "consent" => true,
        "social" => about(&cue::SOCIAL_USE),
        _ => about(&cue::TOOL_USE),
    };
    used.then_some(found)
}

/// A match that no letter or digit touches where it begins or ends with one.
fn word(pattern: &crate::text::Pattern, view: View<'_>) -> Option<Match> {
    let letter = |i: Option<usize>| i.and_then(|i| view.chars.get(i)).is_some_and(char::is_ascii_alphanumeric);
    let mut from = 0;
    while let Some(m) = pattern.find(view.chars, from) {
        let left = letter(Some(m.from)) && letter(m.from.checked_sub(1));
        let right = letter(m.to.checked_sub(1)) && letter(Some(m.to));
        if !left && !right && m.to > m.from {
            return Some(m);
        }
        from = m.from + 1;
    }
    None
}
