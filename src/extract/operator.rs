//! Facts: who the operator is: name, address, representative.
//!
//! Several places of a policy name it: the definition of 「当社」, labelled lines, the signature, the first sentence, the
//! title. Each gives a candidate with a weight; the name with the greatest sum wins. Address and representative are those
//! that stand near the name, never those of a joint user or of another body.

use super::Summary;
use super::address::addresses;
use crate::catalogue::{ACCREDITED, cues::people as cue};
use crate::document::{BlockKind, Document};
use crate::text::{Span, View};

/// Longest line that can be a signature or a label with its value, in folded characters.
const LINE: usize = 70;
/// Lines of a section that are read for the name of a body.
const SECTION: usize = 12;
/// Paragraphs at whose start the operator may be named; behind the fourth only one with a legal form.
const OPENING: usize = 8;

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let operator = name(document);
    let key = operator.as_ref().map(|n| n.key.as_str());
    summary.operator.representative = representative(document, key).map(|(person, title)| {
        summary.operator.representative_title = Some(title);
        person
    });
    summary.operator.address = operator_address(document, key);
    summary.operator.name = operator.map(|n| n.span);
}

/// A name with its place.
struct Name {
    /// Folded, without blanks.
    key: String,
    span: Span,
    weight: u32,
}

fn name(document: &Document<'_>) -> Option<Name> {
    let mut sums: Vec<Name> = Vec::new();
    let mut best: Vec<u32> = Vec::new();
    for n in candidates(document) {
        match sums.iter().position(|s| s.key == n.key) {
            Some(i) => {
                if let (Some(s), Some(b)) = (sums.get_mut(i), best.get_mut(i)) {
                    s.weight += n.weight;
                    if n.weight > *b {
                        *b = n.weight;
                        s.span = n.span;
                    }
                }
            }
            // Far more names than a policy has: the rest is a list.
            None if sums.len() >= 64 => {}
            None => {
                best.push(n.weight);
                sums.push(n);
            }
        }
    }
    with_department(&mut sums);
    with_kind(&mut sums);
    // The first of the heaviest.
    sums.into_iter().rev().max_by_key(|n| n.weight)
}

/// 「株式会社…お客様相談室」 speaks for 「株式会社…」 where that name stands elsewhere.
fn with_department(sums: &mut [Name]) {
    for i in 0..sums.len() {
        let Some((key, weight)) = sums.get(i).map(|n| (n.key.clone(), n.weight)) else { continue };
        let short = sums.iter().position(|s| {
            let rest: Option<Vec<char>> = key.strip_prefix(s.key.as_str()).map(|r| r.chars().collect());
            s.weight > 0 && is_formal(&s.key) && rest.is_some_and(|r| cue::NAME_DEPARTMENT.is_whole(&r))
        });
        if let Some(short) = short.and_then(|s| sums.get_mut(s)) {
            short.weight += weight;
            if let Some(long) = sums.get_mut(i) {
                long.weight = 0;
            }
        }
    }
}

/// A shop that calls itself 「オリーブ」 in the text and signs 「オリーブ美容室」: the signature is the whole name.
fn with_kind(sums: &mut [Name]) {
    for i in 0..sums.len() {
        let Some((key, weight)) = sums.get(i).map(|n| (n.key.clone(), n.weight)) else { continue };
        let kind = |s: &Name| s.key.strip_prefix(key.as_str()).is_some_and(|r| cue::SHOP_KIND.is_whole(&r.chars().collect::<Vec<_>>()));
        if !is_formal(&key)
            && let Some(whole) = sums.iter_mut().find(|s| s.weight > 0 && kind(s))
        {
            whole.weight += weight;
        }
    }
}

fn candidates(document: &Document<'_>) -> Vec<Name> {
    let mut out = Vec::new();
    let mut text_blocks = 0;
    let web: Vec<usize> = ["cookies", "credit"].iter().filter_map(|t| crate::catalogue::topic(t)).collect();
    for (b, block) in document.blocks.iter().enumerate() {
        let view = block.folded.view();
        let own = !of_another(document, b);
        let mut push = |from: usize, to: usize, weight: u32, formal: bool| {
            out.extend(checked(document, view, from, to, weight).filter(|n| !formal || is_formal(&n.key)));
        };
        for m in cue::DEFINED.find_all(view.chars) {
            if !cue::DEFINED_NOT.is_match(view.slice(m.from, m.to).chars) {
                push(m.group.0, m.group.1, 12, false);
            }
        }
        // 「お問い合わせ窓口 …オート 〒…」
        if let Some(m) = cue::NAME_AT_DESK.find(view.chars, 0).filter(|_| own) {
            let desk = cue::NAME_DEPARTMENT.is_whole(view.slice(m.group.0, m.group.1).chars);
            push(m.group.0, m.group.1, 2, desk);
        }
        // 「株式会社…（店名：…）（以下「当社」）」: the name stands before both brackets.
        for m in cue::DEFINED_TWICE.find_all(view.chars).into_iter().chain(cue::DEFINED_INSIDE.find(view.chars, 0)) {
            push(m.group.0, m.group.1, 12, m.group.0 > 0);
        }
        if let Some(m) = cue::DEFINED_GROUP.find(view.chars, 0).filter(|_| own) {
            push(m.group.0, m.group.1, 10, true);
        }
        for m in cue::ALIAS_FIRST.find_all(view.chars).into_iter().chain(cue::OPERATED_BY.find_all(view.chars)) {
            push(m.group.0, m.group.1, 5, true);
        }
        // 「コーティング…（愛知県…、代表 …）」
        if let Some(m) = cue::NAME_PLACED.find(view.chars, 0).filter(|_| own) {
            let named = is_formal(&key(view, m.group.0, m.group.1)) || person_in(view).is_some();
            push(m.group.0, m.group.1, 5, !named);
        }
        if let Some(m) = cue::ALIAS_FIRST_SHOP.find(view.chars, 0) {
            push(m.group.0, m.group.1, 4, false);
        }
        if let Some(m) = cue::OPERATED_BY_SHOP.find(view.chars, 0) {
            push(m.group.0, m.group.1, 2, false);
        }
        if let Some(m) = cue::COPYRIGHT.find(view.chars, 0).filter(|_| view.len() <= LINE) {
            push(m.group.0, m.group.1, 1, false);
        }
        // 「学校法人…個人情報保護規程」: internal rules are the operator's own.
        for m in cue::RULES_OF.find_all(view.chars) {
            push(m.group.0, m.group.1, 5, true);
        }
        for s in document.sentences_of(b).iter().take(2) {
            if let Some(m) = cue::SHORTENED.find(document.view(s).chars, 0) {
                push(s.from + m.group.0, s.from + m.group.1, 8, true);
            }
        }
        if view.len() <= LINE && own {
            if let Some(m) = cue::NAME_LABEL.find(view.chars, 0) {
                let formal =
                    !view.chars.get(m.from..m.group.0).is_some_and(|l| l.iter().any(|c| matches!(c, ':' | '\t' | ')' | '】' | '/')))
                        && !gap(view, m.group.0);
                push(m.group.0, m.group.1, 8, formal);
            } else if let Some((title, person, _)) = person_in(view) {
                // 「株式会社… 代表取締役 …」 in one line; a 院長 or 校長 may speak for a house of the company above.
                let head = ["代表", "取締", "理事"].iter().any(|w| view.slice(title, person).chars.iter().copied().take(2).eq(w.chars()));
                push(0, title, if head { 10 } else { 7 }, true);
                // 「…理容室　店主 …」
                if gap(view, title) && !is_formal(&key(view, 0, title)) && !cue::NOT_SHOP.is_match(view.slice(0, title).chars) {
                    push(0, title, 3, false);
                }
            } else if b.checked_sub(1).is_some_and(|p| cue::NAME_LABEL_ALONE.is_match(document.block_view(p).chars)) {
                push(0, view.len(), 8, view.chars.last() == Some(&':'));
            } else if let cell = last_cell(view)
                && is_name_line(view.slice(cell, view.len()))
            {
                // An insurer in the list of an agency is signed like a company of its own.
                let listed = cue::INSURER.is_match(view.chars);
                let weight = match (listed, signed(document, b)) {
                    (true, _) => 2,
                    (_, true) => 9,
                    _ if cell > 0 => 2,
                    _ => 4,
                };
                push(cell, view.len(), weight, true);
            } else if cue::ZIP_TAIL.find(view.chars, 0).is_some() || cue::ADDRESS.is_match(view.chars) || cue::PHONE.is_match(view.chars) {
                // 「〒… 東京都… 株式会社… 個人情報係 TEL …」: a name between blanks.
                let edges: Vec<usize> = (0..=view.len()).filter(|&at| at == 0 || at == view.len() || gap(view, at)).collect();
                for pair in edges.windows(2) {
                    if let [from, to] = *pair
                        && is_name_line(view.slice(from, to))
                    {
                        push(from, to, 4, true);
                    }
                }
            } else if is_shop_line(document, b, view) {
                push(0, view.len(), 3, false);
            } else if let Some(at) = shop_with_desk(document, b, view) {
                push(0, at, 2, false);
            } else if let Some(at) = (4..view.len().min(40)).find(|&at| {
                gap(view, at) && cue::NAME_DEPARTMENT.is_whole(view.slice(at, view.len()).chars) && is_formal(&key(view, 0, at))
            }) {
                // 「株式会社… 個人情報保護管理者：…」.
                push(0, at, 5, true);
            }
        }
        if b < 4
            && let Some(m) = cue::TITLED.find(view.chars, 0)
        {
            push(m.group.0, m.group.1, 3, true);
        }
        // 「個人情報保護方針 | 有限会社…」
        if b < 4
            && view.len() <= LINE
            && let Some(m) = cue::TITLE_MARK.find_all(view.chars).last()
            // No phone number.
            && !view.chars.get(m.to).is_some_and(char::is_ascii_digit)
        {
            push(m.to, view.len(), 3, true);
        }
        // A short first sentence may look like a heading.
        if block.kind != BlockKind::Heading || view.len() > 20 {
            text_blocks += 1;
            if text_blocks <= OPENING
                && let Some(m) = cue::OPENING.find(view.chars, 0)
            {
                let formal = is_formal(&key(view, m.group.0, m.group.1));
                push(m.group.0, m.group.1, if formal { 6 } else { 3 }, formal || text_blocks > 4);
            }
            if text_blocks <= 6
                && let Some(m) = cue::OPENING_LOOSE.find(view.chars, 0)
            {
                push(m.group.0, m.group.1, 1, false);
            }
            // Where nothing better stands: the company that a sentence says something of.
            for s in document.sentences_of(b).iter().filter(|_| own && !document.under(b, &web)) {
                let words = document.view(s);
                if let Some(m) = cue::NAME_ASKED.find(words.chars, 0) {
                    push(s.from + m.group.0, s.from + m.group.1, 1, true);
                }
                if let Some(m) = cue::SPEAKS.find(words.chars, 0).filter(|m| !cue::SPEAKS_NOT.is_match(words.slice(m.from, m.to).chars)) {
                    push(s.from + m.group.0, s.from + m.group.1, 1, true);
                }
            }
            // Behind a greeting.
            for s in document.sentences_of(b).iter().filter(|s| s.from > 0 && text_blocks <= 2) {
                if let Some(m) = cue::SHOP_SPEAKS.find(document.view(s).chars, 0) {
                    push(s.from + m.group.0, s.from + m.group.1, 3, false);
                }
            }
        }
    }
    out
}

fn key(view: View<'_>, from: usize, to: usize) -> String {
    view.slice(from, to).chars.iter().filter(|c| !c.is_whitespace()).collect()
}

fn is_formal(key: &str) -> bool {
    cue::LEGAL_FORM.is_match(&key.chars().collect::<Vec<_>>())
}

/// A name without the words around it, or nothing where no name stands there.
fn checked(document: &Document<'_>, view: View<'_>, from: usize, to: usize, weight: u32) -> Option<Name> {
    let (mut from, mut to) = (from, to);
    // 「平成20年1月10日　株式会社…」
    if view.chars.get(from).is_some_and(|c| c.is_ascii_digit() || "令平昭".contains(*c))
        && let Some(date) = crate::text::date::dates(view.slice(from, to).chars).first().filter(|d| d.from == 0)
    {
        from += date.to;
    }
    let begin = from;
    for _ in 0..4 {
        match cue::NAME_BEFORE.find(view.slice(from, to).chars, 0) {
            Some(m) if m.to > 0 && from + m.to < to => from += m.to,
            _ => break,
        }
    }
    // 「…する当社のシステムには」: what stood before was the subject.
    let particle = |at: usize| view.chars.get(at).is_some_and(|c| "のにをがはとでへも".contains(*c));
    if from > begin && particle(from) && view.chars.get(from + 1).is_some_and(|c| !('ぁ'..='ん').contains(c)) {
        return None;
    }
    // A particle ends the name where it stands between kana and something else: 「株式会社はなは、」.
    let mut at = 1;
    while let Some(m) = cue::NAME_AFTER.find(view.slice(from, to).chars, at) {
        let kana = |c: Option<&char>| c.is_some_and(|c| ('ぁ'..='ん').contains(c));
        let inside = m.to - m.from == 1 && (kana(view.chars.get(from + m.from - 1)) || kana(view.chars.get(from + m.to)));
        let after_form = cue::LEGAL_FORM.find_all(view.slice(from, to).chars).iter().any(|f| f.to == m.from);
        if !(inside || (after_form && m.to - m.from == 1 && m.to < to - from)) {
            to = from + m.from;
            break;
        }
        at = m.to;
    }
    // 「みどりビル2階 株式会社…」: the end of an address stands before the name.
    if let Some(at) = (from + 2..to).find(|&at| {
        gap(view, at)
            && cue::ADDRESS_TAIL.is_match(view.slice(from, at).chars)
            && cue::LEGAL_FORM.find(view.slice(at, to).chars, 0).is_some_and(|m| m.from == 0)
    }) {
        from = at;
    }
    // 「あおぞらカフェ（株式会社…）」: the company in the bracket is who speaks.
    if let Some(open) = view.slice(from, to).chars.iter().position(|c| *c == '(').map(|at| from + at)
        && view.chars.get(to - 1) == Some(&')')
        && !is_formal(&self::key(view, from, open))
        && is_formal(&self::key(view, open + 1, to - 1))
    {
        (from, to) = (open + 1, to - 1);
    }
    // 「株式会社…　　住所　長崎県…」: an address in the same line.
    if let Some(at) = (from + 4..to).find(|&at| {
        let starts = |cues: &crate::text::Cues| cues.find(view.slice(at, to).chars, 0).is_some_and(|m| m.from == 0);
        gap(view, at) && (starts(&cue::NAME_ADDRESS) || starts(&cue::ADDRESS) || starts(&cue::NAME_DESK)) && is_formal(&key(view, from, at))
    }) {
        to = at;
    }
    // 「医療法人… 医事課」: a department set off by a blank is none of the name.
    let mut weight = weight;
    while let Some(at) = (from + 2..to).rev().find(|&at| gap(view, at) && cue::NAME_DEPARTMENT.is_whole(view.slice(at, to).chars))
        && is_formal(&key(view, from, at))
        && !cue::LEGAL_FORM.is_whole(view.slice(from, at).chars)
    {
        to = at;
        weight = weight.min(5);
    }
    if let Some(m) = cue::NAME_SECRETARIAT.find(view.slice(from, to).chars, 3).filter(|m| is_formal(&key(view, from, from + m.from))) {
        to = from + m.from;
    }
    let slice = view.slice(from, to);
    let key = key(view, from, to);
    let length = key.chars().count();
    // 「…）」 without its opening: cut out of a longer bracket.
    let brackets = |c: char| key.chars().filter(|x| *x == c).count();
    if !(2..=40).contains(&length)
        || brackets('(') != brackets(')')
        || cue::NOT_NAME.is_match(slice.chars)
        || cue::LEGAL_FORM.is_whole(slice.chars)
        || cue::MASK.is_match(slice.chars)
    {
        return None;
    }
    let span = document.span_of(view, from, to).trim(document.source);
    (!span.is_empty()).then_some(Name { key, span, weight })
}

/// White space stands before that folded character in the source.
pub(super) fn gap(view: View<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| view.bytes(before, at).1 < view.bytes(at, at + 1).0)
}

/// Where the last cell of a row begins.
fn last_cell(view: View<'_>) -> usize {
    view.chars.iter().rposition(|c| *c == '\t').map_or(0, |i| i + 1)
}

/// The whole line is a formal name.
fn is_name_line(view: View<'_>) -> bool {
    view.len() <= 40
        && cue::LEGAL_FORM.is_match(view.chars)
        && !cue::COPYRIGHT.is_match(view.chars)
        && !view.chars.iter().any(|c| "、。:;「」\t".contains(*c))
}

/// A name without a legal form, as a shop signs: a short line right above its address.
fn is_shop_line(document: &Document<'_>, b: usize, view: View<'_>) -> bool {
    let words = |x: usize| document.block_view(x).chars;
    let address = |x: usize| words(x).len() <= LINE && (cue::ADDRESS.is_match(words(x)) || cue::ZIP.is_match(words(x)));
    // A licence, or the owner's name.
    let between = |next: View<'_>| next.len() <= LINE && (cue::LICENCE.is_match(next.chars) || person_in(next).is_some());
    (2..=20).contains(&view.len())
        && !view.chars.iter().any(|c| "、。:;「」?!/|\t@".contains(*c) || c.is_ascii_digit())
        && !cue::NOT_SHOP.is_match(view.chars)
        && (address(b + 1) || between(document.block_view(b + 1)) && (address(b + 2) || signature(document.block_view(b + 1))))
}

/// A line that begins with the representative's title.
fn signature(view: View<'_>) -> bool {
    view.len() <= LINE && person_in(view).is_some_and(|(title, ..)| title == 0)
}

/// 「…オート　個人情報お問い合わせ窓口」 right above its address or number: where the name ends.
fn shop_with_desk(document: &Document<'_>, b: usize, view: View<'_>) -> Option<usize> {
    let next = document.block_view(b + 1);
    let channel = next.len() <= LINE && [&cue::ADDRESS, &cue::ZIP_TAIL, &cue::PHONE, &cue::EMAIL].iter().any(|c| c.is_match(next.chars));
    let name = |at: usize| view.slice(0, at).chars;
    (3..view.len().min(30)).find(|&at| gap(view, at)).filter(|&at| {
        channel
            && cue::NAME_DEPARTMENT.is_whole(view.slice(at, view.len()).chars)
            && !cue::NOT_SHOP.is_match(name(at))
            && !cue::NAME_DEPARTMENT.is_whole(name(at))
            && !name(at).iter().any(|c| "、。:;「」".contains(*c))
    })
}

/// A line about the representative, an address or a number stands right before or behind: a signature or a contact.
fn signed(document: &Document<'_>, b: usize) -> bool {
    let near = |i: Option<usize>| {
        i.and_then(|i| document.blocks.get(i)).is_some_and(|x| {
            let view = x.folded.view();
            view.len() <= LINE
                && (person_in(view).is_some()
                    || cue::ADDRESS.is_match(view.chars)
                    || cue::PHONE.is_match(view.chars)
                    || cue::EMAIL.is_match(view.chars))
        })
    };
    near(b.checked_sub(1)) || near(Some(b + 1))
}

/// The block stands in a part that speaks of others: joint users, an accredited organisation, insurers, credit bureaus.
pub(super) fn of_another(document: &Document<'_>, b: usize) -> bool {
    let topics = |ids: &[&str]| ids.iter().filter_map(|t| crate::catalogue::topic(t)).collect::<Vec<_>>();
    let others = topics(&["joint-use", "third-party", "foreign"]);
    // 「保険代理店… 個人情報保護方針」 is the whole policy's title, no part on insurers.
    let title = document.section_of(b).and_then(|s| s.heading).is_some_and(|h| {
        cue::POLICY_TITLE.is_match(document.block_view(h).chars)
            || h == 0 && [&cue::TITLED, &cue::LEGAL_FORM].iter().any(|c| c.is_match(document.block_view(h).chars))
    });
    let trades = if title { Vec::new() } else { topics(&["insurance", "credit", "external"]) };
    // 「お問い合わせ窓口」 below the part on an accredited organisation is a part of its own.
    let accredited = topics(&["accredited"]);
    let own_contact = document.section_of(b).is_some_and(|s| {
        topics(&["contact", "officer", "operator"]).iter().any(|t| s.topics.contains(t)) && !accredited.iter().any(|t| s.topics.contains(t))
    });
    if document.outnumbers_heading(b) || foot(document, b) {
        return of_body(document, b);
    }
    document.under(b, &others)
        || document.under(b, &trades)
        || (!own_contact && !no_body(document, b) && document.under(b, &accredited))
        || of_body(document, b)
}

/// Behind 「以上」 or a date of its own: the signature of the whole, whatever part came last.
fn foot(document: &Document<'_>, b: usize) -> bool {
    let start = document.section_of(b).map_or(0, |s| s.blocks.0);
    let closes = |x: usize| {
        let chars = document.block_view(x).chars;
        chars == ['以', '上'] || chars.len() <= 40 && !chars.contains(&'。') && !crate::text::date::dates(chars).is_empty()
    };
    (b.saturating_sub(6).max(start)..=b).any(closes)
}

/// 「認定個人情報保護団体はありません」: what stands below is the operator's.
fn no_body(document: &Document<'_>, b: usize) -> bool {
    document.section_of(b).is_some_and(|s| (s.blocks.0..b).take(SECTION).any(|x| cue::BODY_NONE.is_match(document.block_view(x).chars)))
}

/// The block is one of the lines about an accredited organisation.
pub(super) fn of_body(document: &Document<'_>, b: usize) -> bool {
    if let Some(body) = lines_above(document, b) {
        return body;
    }
    let accredited = crate::catalogue::topic("accredited");
    let section = document.section_of(b).filter(|s| accredited.is_some_and(|t| s.topics.contains(&t)));
    // Its section begins to speak of it where the name of some body, or of its desk, stands.
    let said = |s: &crate::document::Section, cues: &crate::text::Cues| {
        (s.blocks.0..=b).take(SECTION).any(|x| cues.is_match(document.block_view(x).chars))
    };
    section.is_some_and(|s| said(s, &cue::BODY_DESK) && !said(s, &cue::BODY_NONE))
}

/// Whose details these are by the names in the lines above: those of a body, of a company, or unknown.
fn lines_above(document: &Document<'_>, b: usize) -> Option<bool> {
    let says = |x: usize, cues: &crate::text::Cues| cues.is_match(document.block_view(x).chars);
    let announced = |x: usize| (x.saturating_sub(2)..=x).any(|y| says(y, &cue::BODY_WORD) && !says(y, &cue::BODY_NONE));
    for x in (b.saturating_sub(SECTION)..=b).rev() {
        let block = document.blocks.get(x)?;
        let view = block.folded.view();
        let near = b - x <= 3;
        if view.len() <= LINE && ACCREDITED.is_match(view.chars) && (near || announced(x + 1)) {
            return Some(true);
        }
        // 「一般社団法人… 相談窓口 03-…」 right below 「下記の認定個人情報保護団体」.
        if view.len() <= LINE && !view.chars.contains(&'。') && cue::LEGAL_FORM.is_match(view.chars) {
            return Some(cue::BODY_NAME.is_match(view.chars) && announced(x)).filter(|body| *body || near);
        }
        // Another part begins, but that on a body may have headings of its own: 「苦情相談室」.
        if block.kind == BlockKind::Heading && !cue::BODY_PART.is_match(view.chars) {
            break;
        }
    }
    None
}

/// Start of the title, and the person behind it, as folded positions.
fn person_in(view: View<'_>) -> Option<(usize, usize, usize)> {
    let person = |from: usize, to: usize| {
        let title = view.slice(0, from).chars;
        // 「有限会社 長靴堂」 has no 社長.
        let split = ["限会社長", "式会社長", "同会社長"]
            .iter()
            .any(|form| title.iter().rev().zip(form.chars().rev()).filter(|(a, b)| **a == *b).count() == 4);
        to > from && !split && !cue::NOT_PERSON.is_match(view.slice(from, to).chars) && !cue::MASK.is_match(view.slice(from, to).chars)
    };
    // Each pattern by itself: a loose one must not hide a strict one.
    let named = cue::REPRESENTATIVE.patterns().iter().find_map(|p| {
        let m = p.find(view.chars, 0)?;
        // 「葵法律事務所 所長 …」: the title begins behind the name.
        let title = (m.from + 2..m.group.0).rev().find(|&at| gap(view, at)).filter(|_| m.from == 0).unwrap_or(m.from);
        person(m.group.0, m.group.1).then_some((title, m.group.0, m.group.1))
    });
    named.or_else(|| {
        let m = cue::REPRESENTATIVE_APART.find(view.chars, 0)?;
        let title = (2..m.group.0).rev().find(|&at| gap(view, at))?;
        (gap(view, m.group.0) && person(m.group.0, m.group.1)).then_some((title, m.group.0, m.group.1))
    })
}

/// The representative's name and title.
fn representative(document: &Document<'_>, operator: Option<&str>) -> Option<(Span, Span)> {
    let mut found: Vec<(u32, Span, Span)> = Vec::new();
    for (b, block) in document.blocks.iter().enumerate() {
        let view = block.folded.view();
        if view.len() > 160 {
            continue;
        }
        let hit = if let Some((title, from, to)) = person_in(view) {
            Some((document.span_of(view, title, from), document.span_of(view, from, to)))
        } else if b.checked_sub(1).is_some_and(|p| cue::REPRESENTATIVE_ALONE.is_match(document.block_view(p).chars)) {
            let person = cue::PERSON_ALONE.is_match(view.chars) && !cue::NOT_PERSON.is_match(view.chars) && !cue::MASK.is_match(view.chars);
            person.then(|| (document.blocks.get(b - 1).map_or(block.span, |p| p.span), block.span))
        } else if b.checked_sub(1).is_some_and(|p| cue::OWNER_ALONE.is_match(document.block_view(p).chars)) {
            // 「事業者」 may have a shop's name below it: a person's is written in two words.
            let person =
                (1..view.len()).any(|at| gap(view, at)) && cue::PERSON_ALONE.is_match(view.chars) && !cue::NOT_PERSON.is_match(view.chars);
            person.then(|| (document.blocks.get(b - 1).map_or(block.span, |p| p.span), block.span))
        } else {
            None
        };
        let Some((title, person)) = hit else { continue };
        let near = near_name(document, b, operator) && !beside_other(document, b, operator);
        if !near && (of_another(document, b) || view.len() > LINE) {
            continue;
        }
        found.push((if near { 2 } else { 1 }, title.trim(document.source), person.trim(document.source)));
    }
    let most = found.iter().map(|f| f.0).max()?;
    found.into_iter().find(|f| f.0 == most).map(|(_, title, person)| (person, without_label(document, title)))
}

/// 「代表者 代表取締役」 → the title alone, without its label and a closing colon. A label with nothing behind it stays.
fn without_label(document: &Document<'_>, title: Span) -> Span {
    let mark = |c: char| c.is_whitespace() || ":：()（）【】「」[]/／・".contains(c);
    let words = title.of(document.source).trim_end_matches(mark);
    let mut start = title.start;
    for label in ["代表者役職・氏名", "代表者の役職・氏名", "代表者の氏名", "代表者氏名", "代表者名", "代表者"]
    {
        let rest = words.strip_prefix(label).map(|r| r.trim_start_matches(mark)).filter(|r| !r.is_empty());
        if let Some(rest) = rest {
            start += words.len() - rest.len();
            break;
        }
    }
    Span::new(start, title.start + words.len())
}

/// The operator's name stands in the block or within three blocks of it.
fn near_name(document: &Document<'_>, b: usize, operator: Option<&str>) -> bool {
    let Some(operator) = operator else { return false };
    // 「… (ヴィラ…)」: the reading in brackets need not come again.
    let want: Vec<char> = operator.split('(').next().filter(|n| n.chars().count() > 2).unwrap_or(operator).chars().collect();
    (b.saturating_sub(3)..=b + 3).any(|x| {
        let chars = document.block_view(x).chars;
        chars.len() <= 160 && {
            let plain: Vec<char> = chars.iter().copied().filter(|c| !c.is_whitespace()).collect();
            plain.windows(want.len().max(1)).any(|w| w == want)
        }
    })
}

/// In a part on others, the nearest company named in the line or right above is not the operator.
fn beside_other(document: &Document<'_>, b: usize, operator: Option<&str>) -> bool {
    let start = document.section_of(b).map_or(0, |s| s.blocks.0);
    let named = || (b.saturating_sub(3).max(start)..=b).rev().find(|&x| cue::LEGAL_FORM.is_match(document.block_view(x).chars));
    of_another(document, b)
        && named().is_some_and(|x| operator.is_none_or(|o| !key(document.block_view(x), 0, document.block_view(x).len()).contains(o)))
}

fn operator_address(document: &Document<'_>, operator: Option<&str>) -> Option<Span> {
    let topic = |b: usize, ids: &[&str]| document.under(b, &ids.iter().filter_map(|t| crate::catalogue::topic(t)).collect::<Vec<_>>());
    let scored: Vec<(u32, Span)> = addresses(document)
        .into_iter()
        .filter_map(|a| {
            let near = near_name(document, a.block, operator) && !beside_other(document, a.block, operator);
            if of_body(document, a.block) || (!near && of_another(document, a.block)) {
                return None;
            }
            let score = u32::from(near) * 4
                + u32::from(topic(a.block, &["operator"])) * 2
                + u32::from(topic(a.block, &["contact"]))
                + u32::from(a.plain) * 2
                + u32::from(a.labelled) * 2;
            (score >= 2).then_some((score, a.span))
        })
        .collect();
    let most = scored.iter().map(|s| s.0).max()?;
    scored.into_iter().find(|s| s.0 == most).map(|s| s.1)
}
