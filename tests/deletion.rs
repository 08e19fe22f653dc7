//! Every "stated" rests on words: when all that an item lists as its evidence is taken out of the text, and the text is
//! read again, until nothing is listed any more, the item is missing (or does not apply), and the "missing" is explained.
//!
//! Taken out are whole sentences: a quote may be a cue inside one, and a sentence without its cue still speaks. Our own
//! fixtures are also read with only the quotes taken out, which is the harder text: what is left of a sentence must prove
//! nothing without giving evidence.

mod texts;

use policy_lens::report::{ChecklistItem, Report, Searched, Status};
use policy_lens::{Span, analyze};
use texts::Policy;

/// Most rounds of deletion and reading: a rule gives up to twelve quotes at a time, a fact only one.
const ROUNDS: usize = 30;

/// What is taken out for a quote.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cut {
    Quote,
    Sentence,
}

#[derive(Default)]
struct Count {
    items: usize,
    readings: usize,
    most_rounds: usize,
    missing: usize,
    not_applicable: usize,
    needs_input: usize,
    wrong: Vec<String>,
}

impl Count {
    fn print(&self, what: &str) {
        let Count { items, readings, most_rounds, missing, not_applicable, needs_input, wrong } = self;
        println!(
            "{what}: {items} items, {readings} readings, at most {most_rounds} rounds; at the end missing {missing}, \
             not applicable {not_applicable}, asked {needs_input}; wrong {}",
            wrong.len()
        );
    }
}

#[test]
fn fixtures_without_their_sentences() {
    run("fixtures, sentences", &texts::fixtures(), Cut::Sentence, 1);
}

#[test]
fn fixtures_without_their_quotes() {
    run("fixtures, quotes", &texts::fixtures(), Cut::Quote, 1);
}

/// Every second item of each policy, the others in the next one: all of them take too long on a busy machine.
#[test]
fn corpus_without_its_sentences() {
    run("corpus, sentences", &texts::corpus(), Cut::Sentence, 2);
}

fn run(what: &str, policies: &[Policy], cut: Cut, every: usize) {
    let mut count = Count::default();
    for (p, policy) in policies.iter().enumerate() {
        let report = analyze(&policy.text);
        explained(&report, &policy.name, &policy.text, &mut count.wrong);
        for (i, item) in report.checklist.iter().enumerate() {
            if (p + i) % every == 0 && !evidence(item).is_empty() {
                count.items += 1;
                delete(policy, i, evidence(item), cut, &mut count);
            }
        }
    }
    count.print(what);
    assert!(policies.is_empty() || count.items >= 100, "{what}: only {} items had evidence", count.items);
    assert!(count.wrong.is_empty(), "{what}:\n{}", count.wrong.join("\n"));
}

/// Takes out what the item lists, and reads again, until it lists nothing.
fn delete(policy: &Policy, index: usize, first: Vec<Span>, cut: Cut, count: &mut Count) {
    let (mut text, mut quotes) = (policy.text.clone(), first);
    for round in 1..=ROUNDS {
        text = without(&text, &quotes, cut);
        let report = analyze(&text);
        count.readings += 1;
        count.most_rounds = count.most_rounds.max(round);
        let Some(item) = report.checklist.get(index) else { return count.wrong.push(format!("{}: item {index} is gone", policy.name)) };
        let name = format!("{} {}", policy.name, item.id);
        quotes = evidence(item);
        if !quotes.is_empty() {
            continue;
        }
        // Of a text that is all taken out nothing can be said.
        let readable = report.document.kind != "empty" && report.document.language == "ja";
        match item.status {
            Status::Missing => count.missing += 1,
            Status::NotApplicable => count.not_applicable += 1,
            Status::NeedsInput => count.needs_input += 1,
            stated => count.wrong.push(format!("{name}: {} with no evidence left", stated.word())),
        }
        if item.level != "C" && readable && item.status != Status::Missing {
            count.wrong.push(format!("{name}: {} of level {} with all evidence gone", item.status.word(), item.level));
        }
        return item_explained(&report, item, &name, &text, &mut count.wrong);
    }
    let left: Vec<&str> = quotes.iter().take(3).map(|q| q.of(&text)).collect();
    count.wrong.push(format!("{} item {index}: still lists {left:?} after {ROUNDS} rounds", policy.name));
}

/// All quotes of an item and of its elements.
fn evidence(item: &ChecklistItem) -> Vec<Span> {
    let mut out: Vec<Span> = item.evidence.iter().chain(item.elements.iter().flat_map(|e| &e.evidence)).copied().collect();
    out.sort();
    out.dedup();
    out
}

/// The text with the quotes taken out, or the sentences around them.
fn without(text: &str, quotes: &[Span], cut: Cut) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for quote in quotes {
        let Span { start, end } = if cut == Cut::Sentence { sentence(text, *quote) } else { *quote };
        if start > at {
            out.push_str(&text[at..start]);
        }
        at = at.max(end);
    }
    out.push_str(&text[at..]);
    out
}

/// From the end of the sentence or line before the quote to the end of its own.
fn sentence(text: &str, quote: Span) -> Span {
    let ends = ['。', '\n', '\r'];
    let start = text[..quote.start].rfind(ends).map_or(0, |i| i + text[i..].chars().next().map_or(0, char::len_utf8));
    // A quote that holds its own full stop goes no further.
    let end = if text[..quote.end].ends_with('。') {
        quote.end
    } else {
        text[quote.end..].find(ends).map_or(text.len(), |i| quote.end + i + if text[quote.end + i..].starts_with('。') { 3 } else { 0 })
    };
    Span::new(start, end)
}

/// Every "missing" of a report, of items and of elements, can be checked by its reader.
fn explained(report: &Report, name: &str, text: &str, wrong: &mut Vec<String>) {
    for item in &report.checklist {
        item_explained(report, item, &format!("{name} {}", item.id), text, wrong);
    }
}

fn item_explained(report: &Report, item: &ChecklistItem, name: &str, text: &str, wrong: &mut Vec<String>) {
    // What is absent inside of something stated is shown too.
    let judged = item.status.stated() || item.status == Status::Missing;
    let mut places = vec![(String::new(), item.status == Status::Missing, item.searched.as_ref())];
    places.extend(item.elements.iter().map(|e| (format!(" / {}", e.id), judged && e.evidence.is_empty(), e.searched.as_ref())));
    for (what, absent, searched) in places {
        match searched {
            None if absent => wrong.push(format!("{name}{what}: missing without proof")),
            Some(s) => wrong.extend(flaws(report, s, text).into_iter().map(|flaw| format!("{name}{what}: {flaw}"))),
            None => {}
        }
    }
}

/// What makes a proof of absence useless.
fn flaws(report: &Report, searched: &Searched, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    if searched.terms.is_empty() {
        out.push("no terms".to_string());
    }
    let mut sorted = searched.sections.clone();
    sorted.sort_unstable();
    sorted.dedup();
    if searched.sections.is_empty() || sorted != searched.sections || sorted.iter().any(|s| *s >= report.document.sections.len()) {
        out.push(format!("sections {:?} of {}", searched.sections, report.document.sections.len()));
    }
    if searched.nearest.len() > 3 {
        out.push(format!("{} nearest sentences", searched.nearest.len()));
    }
    for near in &searched.nearest {
        let words = near.quote.of(text);
        if words.trim().is_empty() || words.contains('\u{FFFD}') || near.lacks_ja.is_empty() || near.lacks_en.is_empty() {
            out.push(format!("nearest {words:?} lacks {:?} / {:?}", near.lacks_ja, near.lacks_en));
        }
    }
    out
}
