//! Facts: the rights of the person, by the shortest words that grant them.
//!
//! A sentence grants what it names where someone asks in it (請求, 求め, 希望 …), or where it stands in a list of requests.
//! An umbrella word (開示等) grants what it lists; a heading counts only where its text leaves the list to it.

use super::Summary;
use crate::catalogue::{cues::rights as cue, topic};
use crate::document::{BlockKind, Document, Sentence};
use crate::text::{Cues, Filter, Match, Span, View};

/// One kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Right {
    Purposes,
    Disclosure,
    Records,
    Correction,
    Suspension,
    Erasure,
    Stop,
}

/// Words that name a right, in folded characters of their sentence.
#[derive(Clone, Copy, Debug)]
struct Named {
    right: Right,
    from: usize,
    to: usize,
    /// A word that has other meanings too (照会, 確認, 修正).
    weak: bool,
}

/// A granting passage with what it names.
struct Grant {
    named: Vec<(Named, Span)>,
    block: usize,
}

/// Longest line that can be an entry of a list of requests.
const ENTRY: usize = 80;

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let mut grants: Vec<Grant> = document.sentences.iter().filter_map(|s| grant(document, s)).collect();
    let listed_by_headings = headings(document, &grants);
    grants.extend(listed_by_headings);
    grants.extend(document.sentences.iter().filter_map(|s| stopped_on_request(document, s)));
    abbreviated(document, &mut grants);
    let rights = &mut summary.rights;
    rights.purpose_notification = first(&grants, Right::Purposes);
    rights.disclosure = first(&grants, Right::Disclosure);
    rights.provision_records = first(&grants, Right::Records);
    rights.correction = fullest(document, &grants).or_else(|| first(&grants, Right::Correction));
    rights.stop_third_party = plainest(document, &grants, Right::Stop, "第三者").or_else(|| first(&grants, Right::Stop));
    rights.suspension = first(&grants, Right::Suspension);
    rights.erasure = first(&grants, Right::Erasure);
    let pairs: Vec<Span> = grants.iter().filter_map(|g| both(document, g)).collect();
    let pair = pairs.iter().find(|words| words.of(document.source).contains("消去")).or(pairs.first());
    rights.suspension_erasure = pair.copied().or(rights.suspension).or(rights.erasure);
    rights.list = longest(&listed(document, grants));
}

/// One right an entry: the entries of a list are one passage.
fn listed(document: &Document<'_>, grants: Vec<Grant>) -> Vec<Grant> {
    let list = |block: usize| document.blocks.get(block).filter(|b| b.kind == BlockKind::Item).and_then(|b| b.lead);
    let mut out: Vec<Grant> = Vec::new();
    for grant in grants {
        match out.last_mut() {
            Some(last) if grant.block.wrapping_sub(last.block) <= 1 && list(grant.block).is_some_and(|l| list(last.block) == Some(l)) => {
                last.named.extend(grant.named);
                last.block = grant.block;
            }
            _ => out.push(grant),
        }
    }
    out
}

/// The first words for a right; plain ones before those with other meanings.
fn first(grants: &[Grant], right: Right) -> Option<Span> {
    let of = |weak: bool| grants.iter().flat_map(|g| &g.named).find(|n| n.0.right == right && n.0.weak == weak).map(|n| n.1);
    of(false).or_else(|| of(true))
}

/// The first words for a right that hold `word`: 「第三者への提供の停止」 before 「提供の停止」.
fn plainest(document: &Document<'_>, grants: &[Grant], right: Right, word: &str) -> Option<Span> {
    let found = grants.iter().flat_map(|g| &g.named).filter(|n| n.0.right == right && !n.0.weak);
    found.map(|n| n.1).find(|words| words.of(document.source).contains(word))
}

/// The fullest words for correction, 訂正・追加・削除 rather than 訂正; of equals the first.
fn fullest(document: &Document<'_>, grants: &[Grant]) -> Option<Span> {
    let found: Vec<&(Named, Span)> = grants.iter().flat_map(|g| &g.named).filter(|n| n.0.right == Right::Correction && !n.0.weak).collect();
    let words = |s: Span| ["追加", "削除"].iter().filter(|w| s.of(document.source).contains(**w)).count();
    found.iter().rev().max_by_key(|n| words(n.1)).map(|n| n.1)
}

/// Where the text knows 訂正・追加・削除, a later 「訂正・削除」 is short for it and no erasure.
fn abbreviated(document: &Document<'_>, grants: &mut [Grant]) {
    let corrections = grants.iter().flat_map(|g| &g.named).filter(|n| n.0.right == Right::Correction);
    if !corrections.map(|n| n.1.of(document.source)).any(|words| words.contains("削除")) {
        return;
    }
    for grant in grants {
        let ends: Vec<usize> = grant.named.iter().filter(|n| n.0.right == Right::Correction).map(|n| n.0.to).collect();
        let short = |n: &Named| ends.iter().any(|end| *end <= n.from && n.from - end <= 4);
        grant.named.retain(|(n, words)| n.right != Right::Erasure || !words.of(document.source).contains("削除") || !short(n));
    }
}

/// Suspension and erasure named side by side: the words of both. A bracket between them parts them.
fn both(document: &Document<'_>, grant: &Grant) -> Option<Span> {
    let mut found: Vec<&(Named, Span)> = grant.named.iter().filter(|n| matches!(n.0.right, Right::Suspension | Right::Erasure)).collect();
    found.sort_by_key(|n| n.0.from);
    found
        .iter()
        .zip(found.iter().skip(1))
        .filter(|(a, b)| a.0.right != b.0.right && b.0.from.saturating_sub(a.0.to) <= 8)
        .map(|(a, b)| a.1.to(b.1))
        .find(|words| !words.of(document.source).contains([')', '）']))
}

/// The passage that names most rights, from the first of them to the last; at least two.
fn longest(grants: &[Grant]) -> Option<Span> {
    let best = grants.iter().rev().max_by_key(|g| kinds(g.named.iter().map(|n| &n.0)))?;
    if kinds(best.named.iter().map(|n| &n.0)) < 2 {
        return None;
    }
    best.named.iter().map(|n| n.1).reduce(Span::to)
}

/// Number of different rights.
fn kinds<'a>(named: impl Iterator<Item = &'a Named>) -> usize {
    named.fold(0u32, |set, n| set | 1 << n.right as u32).count_ones() as usize
}

fn grant(document: &Document<'_>, sentence: &Sentence) -> Option<Grant> {
    let block = document.blocks.get(sentence.block)?;
    if block.kind == BlockKind::Heading {
        return None;
    }
    let view = document.view(sentence);
    let mut named = names(view, &sentence.filter);
    if named.is_empty() || !grants(document, sentence, &mut named) {
        return None;
    }
    Some(with_spans(document, sentence.block, view, named))
}

/// 「お客様からのお申し出により、提供を停止します」, said in the clause on provision itself.
fn stopped_on_request(document: &Document<'_>, sentence: &Sentence) -> Option<Grant> {
    if document.blocks.get(sentence.block).is_none_or(|b| b.kind == BlockKind::Heading) {
        return None;
    }
    let view = document.view(sentence);
    let found = matches(view.chars, &sentence.filter, &cue::STOP_ON_REQUEST, &cue::STOP_THIRD_PARTY_NOT);
    let about = || {
        under(document, sentence.block, &["third-party", "joint-use"]) || cue::THIRD_PARTY.find_in(view.chars, &sentence.filter).is_some()
    };
    let m = found.first().filter(|_| about())?;
    let named = Named { right: Right::Stop, from: m.group.0, to: m.group.1, weak: false };
    Some(with_spans(document, sentence.block, view, vec![named]))
}

fn with_spans(document: &Document<'_>, block: usize, view: View<'_>, named: Vec<Named>) -> Grant {
    Grant { named: named.into_iter().map(|n| (n, document.span_of(view, n.from, n.to))).collect(), block }
}

/// All words for rights in a sentence.
fn names(view: View<'_>, filter: &Filter) -> Vec<Named> {
    let mut out = Vec::new();
    let mut put =
        |right, weak, found: Vec<Match>| out.extend(found.into_iter().map(|m| Named { right, from: m.group.0, to: m.group.1, weak }));
    let chars = view.chars;
    put(Right::Purposes, false, matches(chars, filter, &cue::PURPOSE_NOTIFICATION, &cue::PURPOSE_NOTIFICATION_NOT));
    put(Right::Disclosure, false, matches(chars, filter, &cue::DISCLOSURE, &cue::DISCLOSURE_NOT));
    put(Right::Disclosure, true, matches(chars, filter, &cue::DISCLOSURE_WEAK, &Cues::NONE));
    put(Right::Suspension, false, matches(chars, filter, &cue::SUSPENSION, &cue::SUSPENSION_NOT));
    put(Right::Stop, false, matches(chars, filter, &cue::STOP_THIRD_PARTY, &cue::STOP_THIRD_PARTY_NOT));
    put(Right::Records, false, matches(chars, filter, &cue::PROVISION_RECORDS, &Cues::NONE));
    put(Right::Records, true, matches(chars, filter, &cue::PROVISION_RECORDS_LOOSE, &Cues::NONE));
    let correction = matches(chars, filter, &cue::CORRECTION, &cue::CORRECTION_NOT);
    // 削除 inside 訂正・追加・削除 is correction.
    let outside = |m: &Match| correction.iter().all(|c| m.from < c.from || m.to > c.to);
    put(Right::Erasure, false, matches(chars, filter, &cue::ERASURE, &cue::ERASURE_NOT).into_iter().filter(outside).collect());
    put(Right::Correction, false, correction);
    put(Right::Correction, true, matches(chars, filter, &cue::CORRECTION_WEAK, &cue::CORRECTION_NOT));
    out
}

/// Matches of `cues` that touch no match of `not`.
fn matches(chars: &[char], filter: &Filter, cues: &Cues, not: &Cues) -> Vec<Match> {
    if cues.find_in(chars, filter).is_none() {
        return Vec::new();
    }
    let not = if not.find_in(chars, filter).is_some() { not.find_all(chars) } else { Vec::new() };
    cues.find_all(chars).into_iter().filter(|m| not.iter().all(|n| m.group.1 <= n.from || n.to <= m.group.0)).collect()
}

/// Does the sentence grant what it names? Words with other meanings are dropped where only a list speaks for them.
fn grants(document: &Document<'_>, sentence: &Sentence, named: &mut Vec<Named>) -> bool {
    let (view, filter) = (document.view(sentence), &sentence.filter);
    let has = |cues: &Cues| cues.find_in(view.chars, filter).is_some();
    if has(&cue::ELSEWHERE) {
        return false;
    }
    let many = kinds(named.iter()) >= 2;
    let rights = under(document, sentence.block, &["rights", "procedure"]);
    if own(document, sentence.block, &["purposes"]) && !rights && has(&cue::PURPOSE_ENTRY) {
        return false;
    }
    if !many
        && (has(&cue::OUTSIDE)
            || (own(document, sentence.block, &["third-party", "joint-use", "entrustment", "retention"])
                && !rights
                && !has(&cue::BY_PERSON)))
    {
        return false;
    }
    let alone = |right| named.iter().all(|n| n.right == right);
    if (alone(Right::Suspension) || alone(Right::Erasure)) && has(&cue::MARKETING) {
        return false;
    }
    if has(&cue::REQUEST) || ((many || rights) && has(&cue::TOLD)) {
        return true;
    }
    named.retain(|n| !n.weak);
    let entry = view.len() <= ENTRY || document.blocks.get(sentence.block).is_some_and(|b| b.kind != BlockKind::Text);
    !named.is_empty() && entry && ((rights && !has(&cue::OUTSIDE)) || lead_asks(document, sentence.block))
}

/// The paragraph that introduces the list of the entry speaks of requests.
fn lead_asks(document: &Document<'_>, block: usize) -> bool {
    let lead = document.blocks.get(block).and_then(|b| b.lead);
    lead.is_some_and(|l| {
        own(document, l, &["rights"])
            || document.sentences_of(l).iter().any(|s| {
                let chars = document.view(s).chars;
                cue::UMBRELLA.find_in(chars, &s.filter).is_some() && cue::OUTSIDE.find_in(chars, &s.filter).is_none()
            })
    })
}

/// Rights that a heading lists, where the text below speaks of requests without naming them.
fn headings(document: &Document<'_>, grants: &[Grant]) -> Vec<Grant> {
    // 「訂正・削除」 in a heading is short for what the text knows as 訂正・追加・削除.
    let corrections = grants.iter().flat_map(|g| &g.named).filter(|n| n.0.right == Right::Correction);
    let triple = corrections.map(|n| n.1.of(document.source)).any(|words| words.contains("削除"));
    let asks = |from: usize, to: usize| {
        (from..to).flat_map(|b| document.sentences_of(b)).any(|s| {
            let chars = document.view(s).chars;
            cue::UMBRELLA.find_in(chars, &s.filter).is_some() && cue::ELSEWHERE.find_in(chars, &s.filter).is_none()
        })
    };
    let mut out = Vec::new();
    for (i, section) in document.sections.iter().enumerate() {
        let Some(heading) = section.heading else { continue };
        let below = section.blocks.1.max(heading + 1);
        // A heading right under it (the desk) belongs to the same text.
        let to = if below == heading + 1 { document.sections.get(i + 1).map_or(below, |s| s.blocks.1) } else { below };
        for sentence in document.sentences_of(heading) {
            let view = document.view(sentence);
            let mut named = names(view, &sentence.filter);
            named.retain(|n| !triple || n.right != Right::Erasure || view.slice(n.from, n.to).chars != ['削', '除']);
            let skip = cue::ELSEWHERE.find_in(view.chars, &sentence.filter).is_some();
            if kinds(named.iter()) >= 2 && !skip && asks(heading + 1, to) {
                out.push(with_spans(document, heading, view, named));
            }
        }
    }
    out
}

/// Does the block stand under one of these topics?
pub(super) fn under(document: &Document<'_>, block: usize, ids: &[&str]) -> bool {
    let topics: Vec<usize> = ids.iter().filter_map(|id| topic(id)).collect();
    document.under(block, &topics)
}

/// Is one of these the topic of the block's own heading?
pub(super) fn own(document: &Document<'_>, block: usize, ids: &[&str]) -> bool {
    document.section_of(block).is_some_and(|s| ids.iter().filter_map(|id| topic(id)).any(|t| s.topics.contains(&t)))
}

#[cfg(test)]
mod tests {
    use super::{Summary, extract};
    use crate::document::Document;

    fn rights(text: &str) -> [String; 6] {
        let document = Document::read(text);
        let mut summary = Summary::default();
        extract(&document, &mut summary);
        let r = &summary.rights;
        [r.purpose_notification, r.disclosure, r.provision_records, r.correction, r.suspension_erasure, r.stop_third_party]
            .map(|q| q.map_or(String::new(), |s| s.of(text).to_string()))
    }

    #[test]
    fn deletion_belongs_to_correction_only_in_the_triple() {
        assert_eq!(rights("お客様は、個人情報の開示、訂正、削除を求めることができます。"), ["", "開示", "", "訂正", "削除", ""]);
        assert_eq!(rights("開示、内容の訂正・追加または削除のご請求に応じます。"), ["", "開示", "", "内容の訂正・追加または削除", "", ""]);
    }

    #[test]
    fn all_of_them() {
        let text = "利用目的の通知、開示、第三者提供記録の開示、訂正、追加、削除、利用の停止、消去、第三者への提供の停止を請求できます。";
        assert_eq!(
            rights(text),
            ["利用目的の通知", "開示", "第三者提供記録の開示", "訂正、追加、削除", "利用の停止、消去", "第三者への提供の停止"]
        );
    }

    #[test]
    fn a_definition_and_own_disposal_grant_nothing() {
        for text in [
            "保有個人データとは、当社が開示、内容の訂正、追加又は削除、利用の停止、消去及び第三者への提供の停止を行うことのできる権限を有する個人データをいいます。",
            "個人情報の破棄・削除\n個人情報を破棄、削除又は消去する場合は、復元できない方法で行います。",
            "請求書の入力\n入力した内容に訂正がある場合は、「戻る」を押してください。",
        ] {
            assert_eq!(rights(text), [""; 6].map(String::from), "{text}");
        }
    }

    #[test]
    fn brackets_part_or_join() {
        let text = "訂正等（変更、追加または削除）、利用停止等（利用の停止または消去）をご請求いただけます。";
        assert_eq!(rights(text), ["", "", "", "訂正", "利用の停止または消去", ""]);
        let text = "「利用目的通知」「開示」「訂正」「追加」「削除」「利用の停止」「消去」の請求を承ります。";
        assert_eq!(rights(text), ["利用目的通知", "開示", "", "訂正」「追加」「削除", "利用の停止」「消去", ""]);
    }

    #[test]
    fn disclosure_to_others_is_none() {
        for text in [
            "法令に基づき開示を求められた場合を除き、第三者に開示しません。",
            "警察から開示の請求を受けた場合",
            "個人情報を開示・提供することを求める場合があります。",
        ] {
            assert_eq!(rights(text), [""; 6].map(String::from), "{text}");
        }
    }

    #[test]
    fn stopped_in_the_clause_on_provision() {
        let stop = |text: &str| rights(text)[5].clone();
        let text = "第三者への提供\n次の者に提供します。お客様のお申し出により、提供を取りやめます。";
        assert_eq!(stop(text), "提供を取りやめ");
        assert_eq!(stop("第三者への提供\n次の事項を公表します。\n・本人の求めに応じて個人データの提供を停止すること"), "");
        assert_eq!(stop("メールマガジン\nお客様のお申し出により、お得な情報の提供を停止します。"), "");
    }

    #[test]
    fn a_heading_that_leaves_the_list_to_itself() {
        let text =
            "7. 個人情報の開示及び訂正、利用の停止等の申出\n各種お問い合わせ及びご相談の窓口は下記のとおりです。\nTEL 03-0000-0000\n";
        assert_eq!(rights(text), ["", "開示", "", "訂正", "利用の停止", ""]);
    }

    #[test]
    fn disposal_and_orders_are_none() {
        for text in [
            "個人情報の削除\n退会後は、お客様の個人情報を速やかに削除いたします。",
            "情報の訂正\nご注文内容の訂正は発送前に限り承ります。",
            "個人情報の開示\n当サイトの一部では、個人情報の開示を求める場合があります。",
        ] {
            assert_eq!(rights(text), [""; 6].map(String::from), "{text}");
        }
    }

    #[test]
    fn in_plain_words() {
        let text = "ご自身の情報\nご自分の情報を見たい、直したい、消してほしいときは、お申し出ください。";
        assert_eq!(rights(text), ["", "情報を見たい", "", "直したい", "消してほしい", ""]);
    }

    #[test]
    fn a_list_under_its_lead() {
        let text =
            "9. 開示等のご請求\n次のことを請求できます。\n・利用目的の通知\n・開示\n・内容の訂正、追加、削除\n・利用の停止\n・消去\n";
        assert_eq!(rights(text), ["利用目的の通知", "開示", "", "内容の訂正、追加、削除", "利用の停止", ""]);
    }
}
