//! Facts: concrete security measures by kind.
//!
//! A sentence is cut into clauses; a clause with a cue is a measure of the cue's kind, a clause under the label of a category
//! (「人的安全管理措置」 as a table cell, a heading, the first words) is one of that kind. Slogans and others' measures are none.

use super::Summary;
use super::facts::Measure;
use super::rights::{own, under};
use crate::catalogue::cues::security as cue;
use crate::document::{BlockKind, Document, Sentence};
use crate::text::{Cues, View, fold::fold_str};

/// Kinds with their cues: the more telling first, because a clause has one kind.
const KINDS: [(&str, &Cues); 6] = [
    ("human", &cue::HUMAN),
    ("physical", &cue::PHYSICAL),
    ("technical", &cue::TECHNICAL),
    ("organizational", &cue::ORGANIZATIONAL),
    ("policy", &cue::POLICY),
    ("rules", &cue::RULES),
];

const LABELS: [(&str, &Cues); 7] = [
    ("policy", &cue::LABEL_POLICY),
    ("rules", &cue::LABEL_RULES),
    ("organizational", &cue::LABEL_ORGANIZATIONAL),
    ("human", &cue::LABEL_HUMAN),
    ("physical", &cue::LABEL_PHYSICAL),
    ("technical", &cue::LABEL_TECHNICAL),
    ("environment", &cue::LABEL_ENVIRONMENT),
];

/// Shortest clause that can be a measure under a label, and the longest line that can be a label.
const CLAUSE: usize = 4;
const LABEL: usize = 24;
/// Shortest of several clauses of one kind that stand side by side with 「・」; shorter ones are words of one entry.
const PART: usize = 7;
/// Longest clause that takes the topic before it with it.
const SHORT: usize = 7;
/// Longest entry that is one measure although it says two things of one kind.
const ENTRY: usize = 85;

/// A label that speaks for blocks below it.
#[derive(Clone, Copy)]
struct Open {
    kind: &'static str,
    block: usize,
    /// The label was all of its line.
    alone: bool,
}

pub fn extract(document: &Document<'_>, summary: &mut Summary) {
    let mut open: Option<Open> = None;
    let mut after_caption = false;
    for (index, block) in document.blocks.iter().enumerate() {
        let view = document.block_view(index);
        let (label, rest) = label(view);
        let alone = rest >= view.len();
        // 「台帳管理：」 under a category names what its next line says.
        let caption = label.is_none() && view.len() <= LABEL && view.chars.last() == Some(&':');
        if block.kind == BlockKind::Heading {
            let goes_on = open.filter(|o| o.alone && block.marker.is_none() && label.is_none() && (caption || is_of(view, o.kind)));
            open = label.filter(|_| alone).map(|kind| Open { kind, block: index, alone }).or(goes_on);
            after_caption = caption;
            // The first line of a list without markers may have been taken for a heading.
            // So may the sentence that introduces a list.
            let said = view.len() > LABEL && cue::VERB_END.is_match(view.chars);
            if said && goes_on.is_none() {
                measures(document, index, 0, None, summary);
            }
            if let (Some(o), false) = (goes_on, caption) {
                measures(document, index, 0, Some(o.kind), summary);
            }
            continue;
        }
        open = match label {
            Some(kind) => Some(Open { kind, block: index, alone }),
            None if in_brackets(view) => None,
            // A label alone speaks for the lines below it up to the next paragraph, one with text behind it for its entries.
            None => open.filter(|o| {
                let near = index == o.block + 1 || !block.gap || block.kind == BlockKind::Item;
                (o.alone && (near || caption || after_caption)) || block.lead == Some(o.block)
            }),
        };
        after_caption = caption;
        let bracket = label.is_none() && in_brackets(view);
        if !(alone || caption || bracket) {
            measures(document, index, rest, open.map(|o| o.kind), summary);
        }
    }
}

/// Does the line say a measure, which then is of this kind?
fn is_of(view: View<'_>, label: &'static str) -> bool {
    cue::ACTION_END.is_match(view.chars) && kind(view.chars, None).is_some() && kind(view.chars, Some(label)).is_some()
}

/// A line that is all one bracket is a label, of a category or of something else.
fn in_brackets(view: View<'_>) -> bool {
    let pairs = [('(', ')'), ('【', '】'), ('[', ']'), ('<', '>'), ('〈', '〉'), ('《', '》')];
    let ends = (view.chars.first(), view.chars.last());
    view.len() <= LABEL + LABEL && pairs.iter().any(|(a, b)| ends == (Some(a), Some(b)))
}

/// The label a block begins with, and the folded character behind it. Not one: 「人的、物理的…」, 「技術的に可能な」.
fn label(view: View<'_>) -> (Option<&'static str>, usize) {
    let found = LABELS.iter().find_map(|(kind, cues)| cues.find(view.chars, 0).filter(|m| m.from == 0).map(|m| (*kind, m.to)));
    let Some((kind, to)) = found else { return (None, 0) };
    let behind = view.chars.get(to).copied();
    let bracketed = to.checked_sub(1).and_then(|i| view.chars.get(i)).is_some_and(|c| ")】]」』〉>:".contains(*c));
    let short = view.chars.iter().take(to).filter(|c| !"(【[「『〈<■●◆・)】]」』〉>:".contains(**c)).count();
    let whole = behind.is_none() || behind == Some('\t');
    let text = !behind.is_some_and(|c| "、・及並又且かにをがはのもへとでなし".contains(c));
    let named = short >= 5;
    if to <= LABEL && (whole || ((bracketed || named) && text)) {
        return (Some(kind), to + usize::from(behind == Some('\t')));
    }
    (None, 0)
}

/// Measures of one block, from the folded character `from` on.
fn measures(document: &Document<'_>, block: usize, from: usize, label: Option<&'static str>, summary: &mut Summary) {
    // What stands under a label is of its matter, whatever its words look like as a heading.
    let own_security = label.is_some() || own(document, block, &["security"]);
    if own(document, block, &["purposes", "items", "joint-use", "entrustment"]) && !own_security {
        return;
    }
    // Of staff, of inquiries and among purposes an entry may be a purpose (「研修の実施」); a sentence says what is done.
    let said_only = !own_security
        && (own(document, block, &["contact", "recruiting", "foreign", "third-party"]) || under(document, block, &["purposes"]));
    let entry = document.blocks.get(block).is_some_and(|b| b.kind != BlockKind::Text) || label.is_some();
    for sentence in document.sentences_of(block) {
        let start = sentence.from.max(from);
        if start >= sentence.to {
            continue;
        }
        let view = unbracketed(document.block_view(block).slice(start, sentence.to));
        if (said_only && !cue::DONE.is_match(view.chars)) || cue::EXPLAINED.is_match(view.chars) {
            continue;
        }
        let beside = || summary.security.iter().any(|m| fold_str(m.quote.of(document.source)).contains("ssl"));
        if label.is_none() && cue::EXPLAINED_AGAIN.is_match(view.chars) && beside() {
            continue;
        }
        if label.is_none() && !any_cue(sentence, view) {
            continue;
        }
        // Knowing the law of another country is one statement, however long.
        if cue::ENVIRONMENT.find_in(view.chars, &sentence.filter).is_some() {
            put(document, summary, Measure { kind: "environment", quote: document.span_of(view, 0, view.len()) });
            continue;
        }
        // A rule and what it is about are one measure, whatever it lists.
        let one = label == Some("rules") && cue::RULES.find_all(view.chars).len() == 1 && !cue::NOT_OWN.is_match(view.chars);
        let clauses = if one { vec![(behind_end(view.chars), view.len())] } else { clauses(view) };
        let intro = cue::INTRO.is_match(view.chars);
        // 「6. 教育」 is the name of an entry; in a sentence such a word is a member of a list.
        let name = label.is_none() && document.block_view(block).len() < CLAUSE;
        let found: Vec<(&'static str, usize, usize)> = clauses
            .into_iter()
            .filter(|_| !name)
            .filter_map(|(a, b)| {
                let (a, b) = trim(view, a, b);
                kind(view.slice(a, b).chars, label).filter(|kind| *kind != "rules" || !intro).map(|kind| (kind, a, b))
            })
            .collect();
        // Beside the measures 「本方針を策定し」 says only that there is this text.
        let policy = label.is_some() || under(document, block, &["security"]);
        let found = encrypted(view, found);
        for (kind, a, b) in if entry { joined(view, found) } else { found } {
            if kind == "policy" && !policy {
                continue;
            }
            // What the basic policy is about stands before it, sometimes at length.
            let a = if kind == "policy" { a + about_policy(view.slice(a, b).chars) } else { a };
            put(document, summary, Measure { kind, quote: document.span_of(view, a, b) });
        }
    }
}

/// Entries that the text repeats are one.
fn put(document: &Document<'_>, summary: &mut Summary, measure: Measure) {
    let words = |m: &Measure| m.quote.of(document.source);
    if !summary.security.iter().any(|m| m.kind == measure.kind && words(m) == words(&measure)) {
        summary.security.push(measure);
    }
}

/// The text of a list in one bracket behind its label, 「人的安全管理措置（…、…）」, or behind the name of the measures,
/// 「技術的な安全管理措置（暗号化、アクセス制限等）を講じます」.
fn unbracketed(view: View<'_>) -> View<'_> {
    match (view.chars.first(), view.chars.last()) {
        (Some('('), Some(')')) => view.slice(1, view.len() - 1),
        _ => match cue::BRACKETED.find(view.chars, 0) {
            Some(m) if KINDS.iter().any(|k| k.1.is_match(view.slice(m.group.0, m.group.1).chars)) => view.slice(m.group.0, m.group.1),
            _ => view,
        },
    }
}

/// 「SSLに対応しており、通信を暗号化しています」: the technique and what it does are one measure.
fn encrypted(view: View<'_>, found: Vec<(&'static str, usize, usize)>) -> Vec<(&'static str, usize, usize)> {
    let mut out: Vec<(&'static str, usize, usize)> = Vec::new();
    for (kind, a, b) in found {
        let has = |cues: &Cues, from: usize, to: usize| cues.is_match(view.slice(from, to).chars);
        match out.last_mut() {
            Some(last)
                if a.saturating_sub(last.2) <= 2
                    && has(&cue::SSL, last.1, last.2)
                    && !has(&cue::ENCRYPTED, last.1, last.2)
                    && has(&cue::ENCRYPTED, a, b) =>
            {
                last.2 = b;
            }
            _ => out.push((kind, a, b)),
        }
    }
    out
}

/// Two things of one kind said in one short entry are one measure where the second belongs to the first (「…を制限し、…への
/// アクセスを管理」, 「自己点検を実施するとともに、監査を実施」); nouns in a row are several.
fn joined(view: View<'_>, found: Vec<(&'static str, usize, usize)>) -> Vec<(&'static str, usize, usize)> {
    let words = |from: usize, to: usize| view.slice(from, to).chars;
    if let [(kind, a, b), (other, c, d)] = found.as_slice()
        && kind == other
        && *kind != "policy"
        && d - a <= ENTRY
        && c.saturating_sub(*b) <= 8
        && cue::CLAUSAL.is_match(words(*a, *b))
        && !cue::APPOINTED.is_match(words(*a, *b))
        && (cue::TOGETHER.is_match(words(*b, *c)) || cue::BELONGS.is_match(words(*c, *d)) || cue::BELONGS.is_match(words(*a, *d)))
    {
        return vec![(kind, *a, *d)];
    }
    found
}

/// Where the words behind 「…のため、」 begin.
fn behind_end(chars: &[char]) -> usize {
    pieces(chars).iter().rev().find(|p| chars.get(p.0..p.1).is_some_and(|c| cue::END.is_match(c))).map_or(0, |p| p.1 + 1)
}

/// Where the words of the basic policy begin: at what it is said to be about, else at its last clause.
fn about_policy(chars: &[char]) -> usize {
    let pieces = pieces(chars);
    let quoted = pieces.iter().find(|p| chars.get(p.0) == Some(&'「'));
    quoted.or(pieces.last()).map_or(0, |p| p.0)
}

fn any_cue(sentence: &Sentence, view: View<'_>) -> bool {
    let whole = [&cue::ENVIRONMENT, &cue::ENUMERATED];
    KINDS.iter().map(|k| k.1).chain(whole).any(|cues| cues.find_in(view.chars, &sentence.filter).is_some())
}

/// Kind of a clause; `None` where nothing concrete stands in it, or where it is not the operator's.
fn kind(chars: &[char], label: Option<&'static str>) -> Option<&'static str> {
    if chars.first().is_none_or(|c| *c == '等') || cue::NOT_OWN.is_match(chars) || cue::CATEGORIES.is_match(chars) {
        return None;
    }
    let own = KINDS.iter().find(|k| k.1.is_match(chars)).map(|k| k.0);
    match label {
        Some(label) => {
            // 「…による教育（年2回）」
            let end = chars.iter().rposition(|c| *c == '(').filter(|at| *at > 0 && chars.last() == Some(&')'));
            let chars = end.and_then(|at| chars.get(..at)).unwrap_or(chars);
            let said = !matches!(label, "policy" | "environment")
                && chars.len() >= CLAUSE
                && !cue::SLOGAN.is_match(chars)
                && !cue::VAGUE.is_match(chars)
                && (cue::ACTION_END.is_match(chars) || cue::VERB_END.is_match(chars));
            let policy = label == "policy" && cue::POLICY_LABELLED.is_match(chars);
            (own.is_some() || said || policy).then_some(label)
        }
        None => own,
    }
}

/// Clauses of a sentence, cut at the commas where something has been said to be done.
fn clauses(view: View<'_>) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start: Option<usize> = None;
    let mut topic: Option<usize> = None;
    for (from, to) in pieces(view.chars) {
        let piece = view.slice(from, to).chars;
        let begin = start.unwrap_or(from);
        let so_far = view.slice(begin, to).chars;
        let done = (cue::VERB_END.is_match(piece) && !cue::ATTACH.is_match(piece))
            || cue::MEASURE_WORD.is_match(piece)
            || (cue::ACTION_END.is_match(piece) && (to - from >= CLAUSE || begin < from));
        let shares = |last: &(usize, usize)| start.is_none() && cue::SHARED.is_match(view.slice(last.0, last.1).chars);
        let follows = (cue::BARE.is_match(piece) && out.last().is_some_and(shares))
            || (start.is_none() && cue::OBJECT.is_match(piece) && !KINDS.iter().any(|k| k.1.is_match(piece)));
        if let Some(last) = out.last_mut().filter(|_| follows) {
            // 「従業者への周知徹底、教育及び訓練」: the nouns share what stands before the first. 「監査、モニタリング等を行い」: the verb.
            last.1 = to;
        } else if cue::DROP_PIECE.is_match(piece) && !cue::KEEP_PIECE.is_match(piece) && !KINDS.iter().any(|k| k.1.is_match(so_far)) {
            (start, topic) = (None, cue::TOPIC_PIECE.is_match(piece).then_some(from));
        } else if done {
            // 「個人情報の取扱いには、責任者を置き」: so short a clause says what for before it.
            let begin = topic.filter(|_| to - begin <= SHORT).unwrap_or(begin);
            parts(view, begin, to, &mut out);
            (start, topic) = (None, None);
        } else {
            start = Some(begin);
        }
    }
    if let Some(begin) = start {
        parts(view, begin, view.len(), &mut out);
    }
    out
}

/// Ranges between commas and tabs that stand outside brackets; 「…するほか」 ends one without a comma.
fn pieces(chars: &[char]) -> Vec<(usize, usize)> {
    let joints: Vec<usize> = cue::JOINT.find_all(chars).iter().map(|m| m.to).collect();
    let (mut out, mut from, mut depth) = (Vec::new(), 0, 0usize);
    for (i, &c) in chars.iter().enumerate() {
        if depth == 0 && c != '、' && joints.contains(&i) {
            out.push((from, i));
            from = i;
        }
        match c {
            '(' | '「' | '『' => depth += 1,
            ')' | '」' | '』' => depth = depth.saturating_sub(1),
            '、' | '\t' | ';' | '/' if cuts(c, chars.get(from..i).unwrap_or_default(), depth) => {
                if i > from {
                    out.push((from, i));
                }
                (from, depth) = (i + 1, 0);
            }
            _ => {}
        }
    }
    if chars.len() > from {
        out.push((from, chars.len()));
    }
    out
}

/// Does the mark behind `before` part two clauses? A slash only behind something done, not in 「SSL/TLS」.
fn cuts(mark: char, before: &[char], depth: usize) -> bool {
    mark == '\t' || (depth == 0 && (mark != '/' || cue::ACTION_END.is_match(before)))
}

/// 「…の維持・…の整備・…の徹底」 are three clauses, 「裁断・溶解」 is one.
fn parts(view: View<'_>, from: usize, to: usize, out: &mut Vec<(usize, usize)>) {
    let chars = view.slice(from, to).chars;
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut begin = from;
    for (i, _) in chars.iter().enumerate().filter(|(_, c)| **c == '・') {
        // 「…についての教育・啓発を行う」: the bare noun shares what stands before the first.
        if !(begin == from && cue::BARE.is_match(chars.get(i + 1..).unwrap_or_default()) && kind(chars, None) == Some("human")) {
            cuts.push((begin, from + i));
            begin = from + i + 1;
        }
    }
    // 「社員教育や監査の実施」 are two kinds.
    if let Some(m) = cue::TWO_KINDS.find(view.slice(begin, to).chars, 0) {
        out.append(&mut cuts);
        out.extend([(begin, begin + m.group.0), (begin + m.group.1, to)]);
        return;
    }
    cuts.push((begin, to));
    let acts = |(a, b): (usize, usize)| {
        let (a, b) = trim(view, a, b);
        b.saturating_sub(a) >= 4 && cue::ACTION_END.is_match(view.slice(a, b).chars)
    };
    let words = |c: &(usize, usize)| view.slice(c.0, c.1).chars;
    let first = cuts.first().and_then(|c| kind(words(c), None));
    let apart = cuts.iter().any(|c| c.1 - c.0 >= PART || kind(words(c), None) != first);
    // Of 「…の導入・…のバックアップを行っています」 the last part has the verb.
    let done =
        |(a, b): (usize, usize)| b == to && cue::DOES_END.is_match(view.slice(a, b).chars) && kind(view.slice(a, b).chars, None).is_some();
    if cuts.len() >= 2 && apart && cuts.iter().all(|c| acts(*c) || done(*c)) {
        out.append(&mut cuts);
    } else {
        out.push((from, to));
    }
}

/// Without 「また」 before it and 「等の必要な措置を講じ」 behind it.
fn trim(view: View<'_>, from: usize, to: usize) -> (usize, usize) {
    let from = from + cue::LEAD.find(view.slice(from, to).chars, 0).map_or(0, |m| m.group.1);
    let cut = cue::TAIL.find(view.slice(from, to).chars, 0).map_or(to, |m| from + m.from);
    // A tail that is the whole clause would leave nothing.
    (from, if cut > from { cut } else { to })
}

#[cfg(test)]
mod tests {
    use super::{Summary, extract};
    use crate::document::Document;

    fn measures(text: &str) -> Vec<(&'static str, String)> {
        let document = Document::read(text);
        let mut summary = Summary::default();
        extract(&document, &mut summary);
        summary.security.iter().map(|m| (m.kind, m.quote.of(text).to_string())).collect()
    }

    #[test]
    fn running_text() {
        let found =
            measures("漏えい等を防ぐため、社内規程の整備・従業員教育の徹底等の必要な措置を講じます。通信はSSLにより暗号化しています。");
        assert_eq!(
            found,
            [
                ("rules", "社内規程の整備".into()),
                ("human", "従業員教育の徹底".into()),
                ("technical", "通信はSSLにより暗号化しています".into())
            ]
        );
    }

    #[test]
    fn measures_among_other_matters() {
        let found = measures("お問い合わせについて\nお問い合わせフォームの通信はSSLで暗号化しています。\n従業員の教育\n研修の実施\n");
        assert_eq!(found, [("technical", "お問い合わせフォームの通信はSSLで暗号化しています".into())]);
        let found = measures("個人データへのアクセスは、業務上必要な職員に限定しています。書類の持ち出しは厳禁です。");
        assert_eq!(
            found,
            [
                ("technical", "個人データへのアクセスは、業務上必要な職員に限定しています".into()),
                ("physical", "書類の持ち出しは厳禁です".into())
            ]
        );
        assert!(measures("住民票は本籍を塗りつぶし、判読できない状態にして郵送してください。").is_empty());
    }

    #[test]
    fn labels_decide() {
        let found = measures("安全管理措置\n区分\t内容\n組織的安全管理措置\t責任者の設置、台帳の整備\n物理\t書類の施錠保管\n");
        assert_eq!(
            found,
            [("organizational", "責任者の設置".into()), ("organizational", "台帳の整備".into()), ("physical", "書類の施錠保管".into())]
        );
    }

    #[test]
    fn a_list_in_brackets_and_captions() {
        let found = measures("安全管理措置\n人的安全管理措置（従業者との非開示契約、教育及び訓練など）\n");
        assert_eq!(found, [("human", "従業者との非開示契約".into()), ("human", "教育及び訓練".into())]);
        let text = "安全管理措置\n（技術的安全管理措置）\n識別と認証：\n利用者を識別した結果に基づき認証します。\n\n漏えいの防止：\n通信を暗号化します。\n（委託先の監督）\n選定の基準を定めます。\n";
        let found = measures(text);
        assert_eq!(found, [("technical", "利用者を識別した結果に基づき認証します".into()), ("technical", "通信を暗号化します".into())]);
    }

    #[test]
    fn one_entry_one_measure() {
        let found =
            measures("安全管理\n・閲覧権限を絞り、名簿へのアクセスを厳格に管理\n・アクセス権限を制限し、顧客データへのアクセスを管理\n");
        assert_eq!(found.get(1), Some(&("technical", "アクセス権限を制限し、顧客データへのアクセスを管理".to_string())));
        let found = measures("組織的安全管理措置\n・取扱状況について自己点検を実施するとともに、外部の者による監査を実施しています。\n");
        assert_eq!(found.len(), 1);
        let found = measures("全社員に研修を実施するほか管理責任者を置き、漏えいを防ぎます。");
        assert_eq!(found, [("human", "全社員に研修を実施する".into()), ("organizational", "管理責任者を置き".into())]);
        // What the text repeats is said once.
        assert_eq!(measures("職員について\n職員の研修を行います。\n改善\n職員の研修を行います。\n").len(), 1);
    }

    #[test]
    fn a_technique_is_one_measure_and_its_explanation_none() {
        let text = "当サイトはSSLに対応しており、通信を暗号化しています。入力された情報は自動的に暗号化されます。\nSSLとは、通信を暗号化する仕組みのことです。\nSSLに対応していないブラウザではご利用いただけません。\n";
        assert_eq!(measures(text), [("technical", "当サイトはSSLに対応しており、通信を暗号化しています".into())]);
        let text = "漏えいを防ぐため、技術的な安全管理措置（通信の暗号化、アクセス制限等）を講じます。";
        assert_eq!(measures(text), [("technical", "通信の暗号化".into()), ("technical", "アクセス制限".into())]);
    }

    #[test]
    fn short_clauses_and_bare_names() {
        assert_eq!(
            measures("個人情報の取扱いには、責任者を置き、適切に扱います。"),
            [("organizational", "個人情報の取扱いには、責任者を置き".into())]
        );
        assert_eq!(measures("保管\n・区域の限定・入退室管理・持込制限\n").len(), 1);
        assert!(measures("6. 教育\n当社は企業向けの教材を販売しています。\n").is_empty());
    }

    #[test]
    fn slogans_and_others_are_none() {
        for text in [
            "組織的、人的、物理的、技術的安全管理措置を実施します。",
            "個人情報の漏えいの防止のために適切な安全管理措置を講じます。",
            "委託先には従業員教育の実施を求めます。",
            "IDとパスワードは会員ご自身で管理してください。",
            "提供の年月日を、個人情報保護委員会規則で定めるところにより記録します。",
            "当校には、生徒の教育活動を支援する後援会があります。",
            "利用目的\n(1)来訪者の情報\n・施設の入退館管理",
        ] {
            assert!(measures(text).is_empty(), "{text}: {:?}", measures(text));
        }
    }
}
