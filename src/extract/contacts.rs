//! Facts: where to turn: desk, phone, fax, mail, postal address, form, hours.
//!
//! Read in the parts of the text that are about contact (by heading, by a sentence that announces it, or by their label);
//! the numbers of an accredited organisation are not the operator's.

use super::Summary;
use super::address::addresses;
use super::operator::{gap, of_another, of_body};
use crate::catalogue::{cues::people as cue, topic};
use crate::document::{BlockKind, Document};
use crate::text::{Cues, Span, View, fold::fold_str};

/// Longest line that can name a desk.
const LINE: usize = 90;
/// A line this near to a number or a mail address may name the desk that has it.
const NEAR: usize = 5;
/// Most entries of one kind; more is a directory, not a contact.
const MOST: usize = 40;

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let zone = zones(document);
    let mut with_channel = vec![false; document.blocks.len()];
    for (b, in_zone) in zone.iter().copied().enumerate() {
        if of_body(document, b) || other_topic(document, b) && !in_zone {
            continue;
        }
        let before = channels(summary);
        phones(document, b, in_zone, summary);
        mails(document, b, summary);
        pages(document, b, in_zone, summary);
        if let Some(x) = with_channel.get_mut(b) {
            // The same mail address again is a way to write there, too.
            let view = document.block_view(b);
            // A number not filled in still shows where the desk stands.
            let masked = cue::PHONE_LABEL.is_match(view.chars) && cue::MASK.is_match(view.chars);
            *x = channels(summary) > before || in_zone && (masked || cue::PHONE.is_match(view.chars) || cue::EMAIL.is_match(view.chars));
        }
    }
    for a in addresses(document) {
        // The company's particulars are a part of their own, where it has one.
        let own = document.section_of(a.block).filter(|s| topic("operator").is_some_and(|t| s.topics.contains(&t))).map(|s| s.blocks);
        let here = |x: &usize| own.is_none_or(|(from, to)| (from..to).contains(x));
        let near = (a.block.saturating_sub(4)..=a.block + 5).filter(here).any(|x| with_channel.get(x).copied().unwrap_or(false));
        let labelled = a.block.checked_sub(1).is_some_and(|p| cue::CONTACT_LABEL_ALONE.is_match(document.block_view(p).chars));
        let contact = zone.get(a.block).copied().unwrap_or(false) || labelled;
        let heading = document.section_of(a.block).and_then(|s| s.heading).map(|h| document.block_view(h).chars).unwrap_or_default();
        let responsible = cue::RESPONSIBLE.is_match(heading);
        if !of_body(document, a.block) && !responsible && a.plain && (contact || near && !other_topic(document, a.block)) {
            put(document, &mut summary.contacts.postal, a.full);
            if let Some(x) = with_channel.get_mut(a.block) {
                *x = true;
            }
        }
    }
    desks(document, &zone, &with_channel, summary);
    hours(document, &with_channel, summary);
}

fn channels(summary: &Summary) -> usize {
    let c = &summary.contacts;
    c.phone.len() + c.fax.len() + c.email.len() + c.url.len() + c.postal.len()
}

/// Adds a quote unless the same words stand there already.
fn put(document: &Document<'_>, list: &mut Vec<Span>, span: Span) {
    if list.len() >= MOST {
        return;
    }
    let span = span.trim(document.source);
    let plain = |s: Span| fold_str(s.of(document.source)).chars().filter(|c| c.is_alphanumeric() || *c == '@').collect::<String>();
    let new = plain(span);
    // The same address again, now with its postal code.
    if let Some(old) = list.iter_mut().find(|s| s.len() >= 12 && new.len() > plain(**s).len() && new.ends_with(&plain(**s))) {
        *old = span;
        return;
    }
    if !new.is_empty() && !list.iter().any(|s| plain(*s) == new || plain(*s).ends_with(&new)) {
        list.push(span);
    }
}

fn under(document: &Document<'_>, b: usize, ids: &[&str]) -> bool {
    document.under(b, &ids.iter().filter_map(|t| topic(t)).collect::<Vec<_>>())
}

/// Parts in which numbers belong to others or to something else.
fn other_topic(document: &Document<'_>, b: usize) -> bool {
    under(document, b, &["credit", "insurance", "external", "foreign"])
}

/// Which blocks are about contact: by heading, or in the lines behind a sentence that announces them.
fn zones(document: &Document<'_>) -> Vec<bool> {
    let mut announced = 0;
    (0..document.blocks.len())
        .map(|b| {
            let Some(block) = document.blocks.get(b) else { return false };
            let view = block.folded.view();
            if cue::CONTACT_LEAD.is_match(view.chars) {
                announced = 8;
            } else if block.kind == BlockKind::Heading
                && !under(document, b, &["contact"])
                && (block.marker.is_some() || under(document, b, &["operator"]))
            {
                announced = 0;
            }
            let here = announced > 0 || under(document, b, &["contact"]) || view.len() <= LINE && cue::CONTACT_LABEL.is_match(view.chars);
            announced -= usize::from(announced > 0);
            here
        })
        .collect()
}

/// Phone and fax numbers of a block.
fn phones(document: &Document<'_>, b: usize, in_zone: bool, summary: &mut Summary) {
    let view = document.block_view(b);
    let (mut ended, mut last) = (0, (false, false));
    for m in cue::PHONE.find_all(view.chars) {
        let number = view.slice(m.from, m.to).chars;
        let digits = number.iter().filter(|c| c.is_ascii_digit()).count();
        // 「00-0000-0000」, 「03-0000-0000」 of a template.
        if digits >= 9 && number.iter().rev().filter(|c| c.is_ascii_digit()).take(7).all(|c| *c == '0') {
            continue;
        }
        let edge = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || "第号_%=-".contains(*c));
        let before = m.from.checked_sub(1).and_then(|i| view.chars.get(i));
        let glued = edge(before) && !label_ends(view, m.from)
            || before == Some(&'/') && !in_zone && !whole_number(view.slice(m.from, m.to).chars)
            // 「id.0801234…」: the end of an account's name.
            || before == Some(&'.') && m.from >= 2 && view.chars.get(m.from - 2).is_some_and(char::is_ascii_alphabetic) && !label_ends(view, m.from - 1)
            || edge(view.chars.get(m.to));
        if !(9..=13).contains(&digits) || glued || (digits == 9 && view.chars.get(m.from) != Some(&'0')) {
            continue;
        }
        let mut window = view.slice(ended.max(m.from.saturating_sub(14)), m.from);
        if window.is_empty() && m.from == 0 && b > 0 && document.block_view(b - 1).len() <= 10 {
            // The label stands in a line of its own.
            window = document.block_view(b - 1);
        }
        let (tel, fax) = (cue::PHONE_LABEL.is_match(window.chars), cue::FAX_LABEL.is_match(window.chars));
        let alone = m.from <= 1 && view.len() <= m.to + 24;
        let (tel, fax) = if tel || fax {
            (tel, fax)
        } else if ended > 0 && m.from - ended <= 3 {
            last
        } else {
            // 「お客様センター 0570-…（ナビダイヤル）へ」
            // 「… 本店 0944-…」: three groups at the end of a line are nothing else.
            let ends = view.len() <= 40 && m.to == view.len() && whole_number(number) && !of_another(document, b);
            (in_zone || alone || ends || cue::PHONE_ASKED.is_match(view.slice(m.to, view.len()).chars), false)
        };
        (ended, last) = (m.to, (tel, fax));
        let mut from = m.from;
        // A bracket opened before the number is not part of it unless it closes inside.
        if view.chars.get(from) == Some(&'(') && !view.slice(m.from, m.to).chars.contains(&')') {
            from += 1;
        }
        let span = document.span_of(view, from, m.to);
        if tel {
            put(document, &mut summary.contacts.phone, span);
        }
        if fax {
            put(document, &mut summary.contacts.fax, span);
        }
    }
}

/// 090-1234-5678: three groups, the shape of nothing but a phone number.
fn whole_number(chars: &[char]) -> bool {
    chars.first() == Some(&'0') && chars.iter().filter(|c| matches!(c, '-' | '‐' | '‑' | '–' | '−' | 'ー' | '―')).count() == 2
}

/// 「tel0120…」: the letters before the number are its label.
fn label_ends(view: View<'_>, at: usize) -> bool {
    let before = view.slice(at.saturating_sub(8), at).chars;
    let before = before.strip_suffix(&['番', '号']).unwrap_or(before);
    let ends = |cues: &Cues| cues.find_all(before).last().is_some_and(|m| m.to == before.len());
    ends(&cue::PHONE_LABEL) || ends(&cue::FAX_LABEL)
}

fn mails(document: &Document<'_>, b: usize, summary: &mut Summary) {
    let view = document.block_view(b);
    for m in cue::EMAIL.find_all(view.chars) {
        if !cue::EMAIL_SAMPLE.is_match(view.slice(m.from, m.to).chars) {
            put(document, &mut summary.contacts.email, document.span_of(view, m.from, m.to));
        }
    }
}

/// Inquiry forms, and page addresses in lines about contact.
fn pages(document: &Document<'_>, b: usize, in_zone: bool, summary: &mut Summary) {
    for s in document.sentences_of(b) {
        let view = document.view(s);
        if let Some(m) = cue::FORM.find(view.chars, 0)
            && !cue::FORM_NOT.is_match(view.chars)
            && (cue::FORM_USE.is_match(view.slice(m.to, view.len()).chars) || in_zone && view.len() <= 40)
            && document.blocks.get(b).is_some_and(|x| x.kind != BlockKind::Heading)
            // The address behind it says more.
            && !(in_zone && view.len() <= LINE && cue::PAGE_ADDRESS.is_match(view.slice(m.to, view.len()).chars))
        {
            put(document, &mut summary.contacts.url, document.span(view, m));
        }
    }
    let Some(block) = document.blocks.get(b) else { return };
    // 「お問い合わせは、会社概要のページをご覧ください」
    for s in document.sentences_of(b).iter().filter(|_| block.kind != BlockKind::Heading) {
        let view = document.view(s);
        if let Some(m) = cue::NAMED_PAGE.find(view.chars, 0)
            && !cue::NAMED_PAGE_NOT.is_match(view.chars)
            && (cue::NAMED_PAGE_ASKED.is_match(view.chars) || under(document, b, &["contact"]))
        {
            put(document, &mut summary.contacts.url, document.span(view, m));
        }
    }
    let short = block.folded.len() <= LINE
        && block.folded.view().chars.iter().position(|c| *c == '。').is_none_or(|at| at + 1 == block.folded.len());
    // 「お問い合わせフォーム https://…」 is about contact wherever it stands.
    let view = block.folded.view();
    let form = cue::FORM.find(view.chars, 0).is_some_and(|m| cue::PAGE_ADDRESS.is_match(view.slice(m.to, view.len()).chars));
    if !(short && (form || in_zone && under(document, b, &["contact"]))) || under(document, b, &["cookies", "joint-use"]) {
        return;
    }
    let words = block.span.of(document.source);
    if let Some(start) = ["http://", "https://"].iter().filter_map(|p| words.find(p)).min() {
        let rest = words.get(start..).unwrap_or_default();
        let len = rest.find(|c: char| !c.is_ascii_graphic() || "<>\"|".contains(c)).unwrap_or(rest.len());
        let span = Span::new(block.span.start + start, block.span.start + start + len);
        put(document, &mut summary.contacts.url, span);
    }
}

/// Names of desks, near a channel or in the headings above one.
fn desks(document: &Document<'_>, zone: &[bool], with_channel: &[bool], summary: &mut Summary) {
    let operator = summary.operator.name.map(|n| fold_str(n.of(document.source)));
    let channel = |x: usize| with_channel.get(x).copied().unwrap_or(false);
    let mut found: Vec<Desk> = Vec::new();
    let mut fallback: Vec<(usize, Span)> = Vec::new();
    for (b, block) in document.blocks.iter().enumerate() {
        let view = block.folded.view();
        if of_body(document, b) || view.is_empty() {
            continue;
        }
        let near = (b.saturating_sub(NEAR)..=b + NEAR).any(channel);
        let short = view.len() <= LINE && !view.chars.contains(&'。');
        let company = company_length(view, operator.as_deref());
        // 「株式会社… お客様相談室」 right above or below a number.
        let signed = company > 0 && (b.saturating_sub(2)..=b + 2).any(channel);
        let in_zone = zone.get(b).copied().unwrap_or(false) || channel(b) || signed;
        if let Some(m) = cue::DESK_OFFICER.find(view.chars, 0).filter(|_| (b..=b + 3).any(channel)) {
            found.push(Desk { block: b, span: document.span(view, m), generic: false, line: true });
            continue;
        }
        // 「株式会社…」, 「個人情報保護管理者」, and a number.
        let below_name = || b.checked_sub(1).is_some_and(|p| company_at_head(document.block_view(p), operator.as_deref()));
        let plain = block.marker.is_none() && block.kind != BlockKind::Heading;
        if plain && cue::DESK_OFFICER_ALONE.is_match(view.chars) && (b + 1..=b + 3).any(channel) && below_name() {
            found.push(Desk { block: b, span: block.span, generic: true, line: false });
            continue;
        }
        let detail = short && near && in_zone && (block.kind != BlockKind::Heading || company > 0 || cue::DESK_LABEL.is_match(view.chars));
        if let Some(desk) = pair(document, b).filter(|_| short) {
            found.push(desk);
            continue;
        }
        if let Some(desk) = heading(document, b, channel)
            .filter(|_| company == 0)
            .or_else(|| detail.then(|| detail_line(document, b, company, operator.as_deref(), channel)).flatten())
        {
            found.push(desk);
            continue;
        }
        for s in document.sentences_of(b) {
            let view = document.view(s);
            let quoted = cue::DESK_QUOTED.find(view.chars, 0);
            let said = cue::DESK_SENTENCE.find(view.chars, 0).filter(|_| {
                in_zone || cue::DESK_ABOUT.is_match(view.chars) && !under(document, b, &["joint-use", "accredited", "entrustment"])
            });
            if let Some(m) = cue::DESK_FALLBACK.find(view.chars, 0).filter(|_| quoted.is_none() && !under(document, b, &["joint-use"])) {
                fallback.push((b, document.span(view, m)));
            }
            if let Some(mut m) = quoted.or(said) {
                // 「お取引店又はお客様センターまで」
                let group = view.slice(m.group.0, m.group.1).chars;
                if let Some(at) = group.windows(2).rposition(|w| w == ['又', 'は']) {
                    m.group.0 += at + 2;
                }
                // 「開示をご希望の方は医事課まで」: the subject is none of the name.
                let group = view.slice(m.group.0, m.group.1).chars;
                if let Some(at) =
                    group.windows(2).rposition(|w| w.first() == Some(&'は') && w.get(1).is_some_and(|c| !('ぁ'..='ん').contains(c)))
                {
                    m.group.0 += at + 1;
                }
                m.group.0 += company_length(view.slice(m.group.0, m.group.1), operator.as_deref());
                let group = view.slice(m.group.0, m.group.1).chars;
                if cue::DESK_OWNER.find(group, 0).is_some_and(|o| o.from == 0) {
                    m.group.0 += group.iter().position(|c| *c == 'の').map_or(0, |at| at + 1);
                }
                let group = view.slice(m.group.0, m.group.1).chars;
                if !cue::DESK_NOT.is_match(group) && (quoted.is_some() || !cue::DESK_GENERIC.is_match(group)) {
                    found.push(Desk { block: b, span: document.span(view, m), generic: false, line: false });
                }
            }
        }
    }
    // A heading 「お問い合わせ窓口」 names the desk only where no line below does.
    let named: Vec<usize> = found.iter().filter(|d| !d.generic || d.line).map(|d| d.block).collect();
    let desks_at: Vec<usize> = found.iter().map(|d| d.block).collect();
    for desk in found {
        if !(desk.generic && !desk.line && named.iter().any(|n| *n > desk.block && *n <= desk.block + 8)) {
            put(document, &mut summary.contacts.desk, desk.span);
        }
    }
    // 「…責任者までご連絡ください」: who is named there answers, where no desk stands.
    for (b, span) in fallback {
        if !desks_at.iter().any(|d| d.abs_diff(b) <= NEAR) {
            put(document, &mut summary.contacts.desk, span);
        }
    }
}

struct Desk {
    block: usize,
    span: Span,
    /// 「お問い合わせ窓口」: no name of its own.
    generic: bool,
    /// Read from a line with the operator's name before it, not from a heading.
    line: bool,
}

/// 「お客様相談窓口 あおぞらコールセンターへ…」: the names stand apart, and the first is the desk; where it says nothing of
/// its own (「苦情・相談窓口 お客様センター」) it is the label of the second.
fn pair(document: &Document<'_>, b: usize) -> Option<Desk> {
    let view = document.block_view(b);
    let (from, at) = cue::DESK_PAIR.find(view.chars, 0)?.group;
    let apart = view.bytes(at.checked_sub(1)?, at).1 < view.bytes(at, at + 1).0;
    let second = cue::DESK_SECOND.find(view.slice(at, view.len()).chars, 0).filter(|s| s.from == 0)?;
    let label = cue::DESK_GENERIC.is_match(view.slice(from, at).chars);
    let (from, to) = if label { (at, at + second.group.1) } else { (from, at) };
    let named = apart && !cue::DESK_NOT.is_match(view.slice(from, to).chars);
    named.then(|| Desk { block: b, span: document.span_of(view, from, to), generic: false, line: true })
}

/// A heading that names the desk whose channels stand below.
fn heading(document: &Document<'_>, b: usize, channel: impl Fn(usize) -> bool) -> Option<Desk> {
    let view = document.block_view(b);
    let m = cue::DESK_HEADING.find(view.chars, 0)?;
    let group = view.slice(m.group.0, m.group.1).chars;
    let end = document.section_of(b).map_or(b + 1, |s| s.blocks.1);
    let below = (b..(b + 9).min(end.max(b + 4))).any(channel);
    let linked = (b + 1..end.min(b + 9)).any(|x| cue::LINKED.is_match(document.block_view(x).chars));
    let generic = cue::DESK_GENERIC.is_match(group);
    let ok =
        (below || linked && !generic) && group.len() > 2 && !cue::DESK_HEADING_NOT.is_match(view.chars) && !cue::DESK_NOT.is_match(group);
    ok.then(|| Desk { block: b, span: document.span_of(view, m.group.0, m.group.1), generic, line: false })
}

/// A line beside the channels: 「担当：…」, 「総務部 お客様係 TEL…」, or another company that answers.
fn detail_line(document: &Document<'_>, b: usize, company: usize, operator: Option<&str>, channel: impl Fn(usize) -> bool) -> Option<Desk> {
    let view = document.block_view(b);
    let line = view.slice(company, view.len());
    // 「個人情報相談窓口：個人情報担当者」: the label is the name.
    if let Some(m) = cue::DESK_STAFFED.find(view.chars, 0) {
        return Some(Desk { block: b, span: document.span(view, m), generic: false, line: true });
    }
    // 「名称：株式会社… 個人情報管理責任者」
    let department = cue::NAME_DEPARTMENT.is_whole(line.chars) && line.chars.first() != Some(&'(');
    if company > 0 && department && !cue::ONLY_STAFF.is_match(line.chars) && line.len() > 2 {
        let open = line.chars.iter().position(|c| matches!(c, '(' | ':')).unwrap_or(line.len());
        let bare = line.slice(0, open).chars;
        let bare = ["行", "宛", "宛て", "御中", "あて"]
            .iter()
            .find_map(|w| bare.strip_suffix(w.chars().collect::<Vec<_>>().as_slice()))
            .unwrap_or(bare);
        let to = bracket_end(view, company + bare.len());
        return Some(Desk { block: b, span: document.span_of(view, company, to), generic: false, line: true });
    }
    // 「個人情報相談窓口（担当：総務課）」: the bracket only says whose it is.
    let labelled = cue::DESK_LABEL.find_all(line.chars).into_iter().filter(|m| {
        m.from < 2 || line.chars.get(m.from - 1) != Some(&'(') || !line.chars.get(m.from..).is_some_and(|w| w.starts_with(&['担', '当']))
    });
    for m in labelled.chain(cue::DESK_LINE.find(line.chars, 0)) {
        let group = line.slice(m.group.0, m.group.1);
        let skip = company_length(group, operator);
        let at = company + m.group.0 + skip;
        let end = company + m.group.1 - usize::from(group.chars.last() == Some(&'('));
        // 「個人情報保護管理者(総務部長)」: the bracket says who it is.
        let to = bracket_end(view, end);
        // 「開示等のご請求窓口　管理部」
        let at =
            (at + 3..end.saturating_sub(1)).find(|&g| gap(view, g) && cue::DESK_GENERIC.is_match(view.slice(at, g).chars)).unwrap_or(at);
        let words = view.slice(at, end).chars;
        // 「【個人情報相談窓口】 サポート担当」: the heading is the name, the line only its staff.
        let headed = || b.checked_sub(1).is_some_and(|p| cue::DESK_HEADING.is_match(document.block_view(p).chars));
        if company == 0 && words.len() <= 6 && words.ends_with(&['担', '当']) && headed() {
            continue;
        }
        if cue::ONLY_STAFF.is_match(words) && company > 0 {
            return Some(Desk { block: b, span: document.span_of(view, 0, to), generic: false, line: true });
        }
        let whole = at == 0 && operator.is_some_and(|o| words.iter().collect::<String>() == o.replace(char::is_whitespace, ""));
        if words.len() >= 2 && !whole && !cue::MASK.is_match(words) && !cue::DESK_NOT.is_match(words) && cue::DESK_WORD.is_match(words) {
            return Some(Desk {
                block: b,
                span: document.span_of(view, at, to),
                generic: cue::DESK_GENERIC.is_match(words),
                line: company > 0,
            });
        }
    }
    // 「株式会社…（グループの相談窓口）」 of another company.
    let m = cue::COMPANY_LINE.find(view.chars, 0).filter(|_| company == 0 && under(document, b, &["contact"]))?;
    let name: String = view.slice(m.group.0, m.group.1).chars.iter().collect();
    let own = operator.is_some_and(|o| name.contains(o) || o.contains(&name));
    ((b..=b + 1).any(channel) && !own).then(|| Desk { block: b, span: document.span(view, m), generic: false, line: false })
}

/// Where the operator's name ends that stands at the head of the line, or behind a label or an address in it.
fn company_length(view: View<'_>, operator: Option<&str>) -> usize {
    let name: Vec<char> = operator.unwrap_or_default().chars().collect();
    if name.len() < 2 || view.len() <= name.len() || view.len() > LINE {
        return 0;
    }
    let at = view.chars.windows(name.len()).position(|w| w == name).unwrap_or(view.len());
    let label = view.chars.get(..at).is_some_and(|w| !w.iter().any(|c| "、。「」".contains(*c)) && !cue::OF_OFFICER.is_match(w));
    if at == 0 || label && (gap(view, at) || view.chars.get(at.wrapping_sub(1)) == Some(&':')) && at < view.len() {
        let end = at + name.len();
        // 「株式会社…：苦情・相談窓口」
        end + usize::from(view.chars.get(end) == Some(&':'))
    } else {
        0
    }
}

/// The line is the operator's name and nothing else.
fn company_at_head(view: View<'_>, operator: Option<&str>) -> bool {
    operator.is_some_and(|o| view.chars.iter().copied().eq(o.chars().filter(|c| !c.is_whitespace())))
}

fn bracket_end(view: View<'_>, at: usize) -> usize {
    if view.chars.get(at) != Some(&'(') {
        return at;
    }
    let rest = view.slice(at, view.len()).chars;
    let inner = rest.iter().take_while(|c| **c != ')').count();
    if rest.starts_with(&['(', '担', '当', ':']) {
        return at;
    }
    if inner <= 16 && inner < rest.len() && !rest.iter().take(inner).any(|c| c.is_ascii_digit()) { at + inner + 1 } else { at }
}

fn hours(document: &Document<'_>, with_channel: &[bool], summary: &mut Summary) {
    for b in 0..document.blocks.len() {
        let near = (b.saturating_sub(3)..=b + 1).any(|x| with_channel.get(x).copied().unwrap_or(false));
        let view = document.block_view(b);
        if near
            && view.len() <= 120
            && let Some(m) = cue::HOURS.find(view.chars, 0)
        {
            put(document, &mut summary.contacts.hours, document.span(view, m));
        }
    }
}
