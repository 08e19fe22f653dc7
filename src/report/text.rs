//! The report for a terminal: every verdict with its words, and carets under them.
//!
//! Pure: the caller prints. Nothing of the document reaches the terminal except by `lines.rs`, which takes the teeth out of
//! control characters.

use super::lines::{Lines, char_width, cut, fits, one_line, shown, width, wrap};
use super::rows::{self, Row};
use super::words::{GROUP, KIND, LEVEL, Lang, SEVERITY, STATUS, STATUSES, icon, vintage};
use super::{ChecklistItem, ElementVerdict, Report, Risk, Searched, Status};
use crate::text::Span;

/// How it is rendered.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    pub lang: Lang,
    /// With ANSI colours.
    pub color: bool,
}

/// Columns of a page.
const PAGE: usize = 100;
/// Columns before the words of an item.
const INDENT: usize = 4;
/// Columns of `行:桁 | `.
const GUTTER: usize = 12;
/// Most columns of a label that others line up with.
const LABEL: usize = 36;

const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";
const CYAN: &str = "36";
const DIM: &str = "2";
const BOLD: &str = "1";

/// The report of `source` as a terminal shows it.
pub fn render(report: &Report, source: &str, options: &Options) -> String {
    let mut page = Page { out: String::new(), source, lines: Lines::new(source), lang: options.lang, color: options.color };
    page.head(report);
    if report.checklist.iter().all(|i| i.status == Status::NeedsInput) {
        // Nothing was judged; the notes above say why.
        return page.out;
    }
    page.counts(report);
    page.summary(&rows::rows(report, options.lang));
    page.checklist(report);
    page.risks(report);
    page.prepare(report);
    page.out
}

struct Page<'t> {
    out: String,
    source: &'t str,
    lines: Lines<'t>,
    lang: Lang,
    color: bool,
}

impl Page<'_> {
    fn head(&mut self, report: &Report) {
        let d = &report.document;
        let title = d.title.map(|t| one_line(t.of(self.source))).unwrap_or_else(|| self.pick("題名のない文書", "Untitled document"));
        let title = self.paint(BOLD, &cut(&title, PAGE));
        self.line(&title);
        let kind = self.lang.word(KIND, d.kind).to_string();
        let length = self.source.chars().count();
        let version = report.analyzer.version;
        let law = report.law_as_of;
        let about = self.pick(
            &format!("{kind}、{length} 文字。Policy Lens {version}、法令の基準日 {law}。法的助言ではありません。"),
            &format!("{kind}, {length} characters. Policy Lens {version}, law as of {law}. This is not legal advice."),
        );
        self.prose(0, "", &about);
        if let Some(v) = &d.vintage {
            let traces: Vec<String> = v.traces.iter().map(|t| self.quoted(*t, 40)).collect();
            let label = self.pick("書かれた時期の手がかり: ", "Traces of when it was written: ");
            self.prose(0, &label, &format!("{} {}", vintage(self.lang, v), traces.join(self.lang.pick("、", ", "))));
        }
        for note in &d.notes {
            let at = note.at.map(|s| format!(" ({})", self.place(s))).unwrap_or_default();
            self.prose(0, "! ", &format!("{}{at}", self.lang.pick(note.message_ja, note.message_en)));
        }
    }

    fn counts(&mut self, report: &Report) {
        let number = |status| report.checklist.iter().filter(|i| i.status == status).count();
        let counts: Vec<String> = STATUSES
            .iter()
            .map(|s| format!("{} {} {}", self.paint(color_of(*s), icon(*s)), self.lang.word(STATUS, s.word()), number(*s)))
            .collect();
        self.line("");
        self.line(&counts.join("   "));
        let graded = |severity: &str| report.risks.iter().filter(|r| r.severity == severity).count();
        let risks: Vec<String> = SEVERITY.iter().map(|s| format!("{} {}", self.lang.pick(s.1, s.2), graded(s.0))).collect();
        let label = self.pick("気になる記載", "Points to look at");
        self.line(&format!("{label}: {}", risks.join("   ")));
    }

    fn summary(&mut self, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        self.heading("要約", "Summary");
        let label = |row: &Row| if row.label.is_empty() { row.part.clone() } else { format!("{} {}", row.part, row.label) };
        let column = rows.iter().map(|row| width(&label(row))).max().unwrap_or_default().min(LABEL - 4);
        for row in rows {
            let label = label(row);
            let pad = format!("  {label}{}  ", " ".repeat(column.saturating_sub(width(&label))));
            let values: Vec<String> = if row.list {
                let words: Vec<String> = row.values.iter().map(|v| cut(&one_line(v.quote.of(self.source)), 60)).collect();
                let place = row.values.first().map(|v| self.place(v.quote)).unwrap_or_default();
                vec![format!("{} ({place})", words.join(self.lang.pick("、", ", ")))]
            } else {
                let remark = |r: &str| if r.is_empty() { String::new() } else { format!(" [{r}]") };
                row.values
                    .iter()
                    .map(|v| {
                        format!("{}{} ({})", cut(&one_line(v.quote.of(self.source)), 2 * PAGE), remark(&v.remark), self.place(v.quote))
                    })
                    .collect()
            };
            let mut label = pad;
            for value in values {
                self.prose(0, &label, &value);
                label = " ".repeat(width(&label));
            }
        }
    }

    fn checklist(&mut self, report: &Report) {
        self.heading("チェックリスト", "Checklist");
        let folded = |i: &ChecklistItem| matches!(i.status, Status::NotApplicable | Status::NeedsInput);
        let mut group = "";
        for item in report.checklist.iter().filter(|i| !folded(i)) {
            if item.group != group {
                group = item.group;
                let word = self.lang.word(GROUP, group).to_string();
                let word = self.paint(BOLD, &format!("── {word} ──"));
                self.line(&word);
            }
            self.item(report, item);
        }
        for status in [Status::NeedsInput, Status::NotApplicable] {
            let items: Vec<&ChecklistItem> = report.checklist.iter().filter(|i| i.status == status).collect();
            if items.is_empty() {
                continue;
            }
            let titles: Vec<String> = items
                .iter()
                .map(|i| {
                    let place = i.evidence.first().map(|s| format!(" ({})", self.place(*s))).unwrap_or_default();
                    self.lang.pick(i.title_ja, i.title_en).to_string() + &place
                })
                .collect();
            let label = self.lang.word(STATUS, status.word()).to_string();
            self.line("");
            self.prose(0, &format!("{} {label} {}: ", icon(status), items.len()), &titles.join(self.lang.pick("、", "; ")));
        }
    }

    fn item(&mut self, report: &Report, item: &ChecklistItem) {
        let color = color_of(item.status);
        let status = self.paint(color, &format!("{} {}", icon(item.status), self.lang.word(STATUS, item.status.word())));
        let title = self.paint(BOLD, self.lang.pick(item.title_ja, item.title_en));
        let basis = item.basis.join(self.lang.pick("、", ", "));
        let level = self.lang.word(LEVEL, item.level).to_string();
        let law = if basis.is_empty() { level } else { format!("{level}: {basis}") };
        let law = self.paint(DIM, &format!("[{law}]"));
        self.line(&format!("{status}  {title}  {law}"));
        let advice = self.lang.pick(item.advice_ja, item.advice_en);
        match item.status {
            // That everything is stated needs no sentence; the words themselves do.
            Status::Satisfied => self.quotes(&item.evidence, 2, color, ""),
            Status::Partial => {
                self.prose(INDENT, "", self.lang.pick(&item.why_ja, &item.why_en));
                if item.elements.iter().any(|e| e.status.stated()) {
                    for element in &item.elements {
                        self.element(element);
                    }
                } else {
                    self.quotes(&item.evidence, 2, color, "");
                }
                self.advice(advice);
            }
            Status::Missing => {
                self.prose(INDENT, "", self.lang.pick(&item.why_ja, &item.why_en));
                self.quotes(&item.evidence, 2, color, "");
                if let Some(searched) = &item.searched {
                    self.searched(report, searched);
                }
                self.advice(advice);
            }
            _ => {
                self.prose(INDENT, "", self.lang.pick(&item.why_ja, &item.why_en));
                self.quotes(&item.evidence, 2, color, "");
                self.advice(advice);
            }
        }
    }

    fn element(&mut self, element: &ElementVerdict) {
        let color = color_of(element.status);
        let sign = self.paint(color, icon(element.status));
        self.line(&format!("{}{sign} {}", " ".repeat(INDENT), self.lang.pick(element.title_ja, element.title_en)));
        self.quotes(&element.evidence, 1, color, "");
        let nearest = element.searched.iter().flat_map(|s| &s.nearest).take(1);
        for near in nearest {
            self.quotes(&[near.quote], 1, DIM, self.lang.pick(&near.lacks_ja, &near.lacks_en));
        }
    }

    fn searched(&mut self, report: &Report, searched: &Searched) {
        if !searched.terms.is_empty() {
            let label = self.pick("探した言葉: ", "Looked for: ");
            self.prose(INDENT, &label, &searched.terms.join(self.lang.pick("、", ", ")));
        }
        let label = self.pick("読んだ範囲: ", "Sections read: ");
        let sections = self.sections(report, &searched.sections);
        self.prose(INDENT, &label, &sections);
        if !searched.nearest.is_empty() {
            let label = self.pick("近い文:", "Nearest sentences:");
            self.prose(INDENT, "", &label);
        }
        for near in &searched.nearest {
            self.quotes(&[near.quote], 1, DIM, self.lang.pick(&near.lacks_ja, &near.lacks_en));
        }
    }

    fn sections(&self, report: &Report, indices: &[usize]) -> String {
        let all = &report.document.sections;
        if indices.is_empty() {
            return self.pick("これを扱う見出しの部分はありません", "no part under a heading on it");
        }
        if indices.len() == all.len() {
            return self.pick("本文全体", "the whole text");
        }
        const SHOWN: usize = 4;
        let mut names: Vec<String> = indices
            .iter()
            .take(SHOWN)
            .filter_map(|i| all.get(*i))
            .map(|s| match s.heading {
                Some(heading) => self.quoted(heading, 40),
                None => format!("{} ({})", self.pick("見出しのない部分", "untitled part"), self.lines.place(s.range.start).0),
            })
            .collect();
        if let Some(more) = indices.len().checked_sub(SHOWN).filter(|n| *n > 0) {
            names.push(self.pick(&format!("ほか {more} か所"), &format!("{more} more")));
        }
        names.join(self.lang.pick("、", ", "))
    }

    fn advice(&mut self, advice: &str) {
        let label = self.pick("次にすること: ", "What to do: ");
        self.prose(INDENT, &label, advice);
    }

    fn risks(&mut self, report: &Report) {
        self.heading("気になる記載", "Points to look at");
        if report.risks.is_empty() {
            let none = self.pick("見つかりませんでした。", "None were found.");
            self.prose(0, "", &none);
        }
        for risk in &report.risks {
            self.risk(risk);
        }
    }

    fn risk(&mut self, risk: &Risk) {
        let color = match risk.severity {
            "high" => RED,
            "medium" => YELLOW,
            _ => CYAN,
        };
        let severity = self.paint(color, &format!("[{}]", self.lang.word(SEVERITY, risk.severity)));
        let title = self.paint(BOLD, self.lang.pick(risk.title_ja, risk.title_en));
        let basis = risk.basis.join(self.lang.pick("、", ", "));
        let basis = if basis.is_empty() { basis } else { self.paint(DIM, &format!("  [{basis}]")) };
        self.line(&format!("{severity} {title}{basis}"));
        self.prose(INDENT, "", self.lang.pick(&risk.why_ja, &risk.why_en));
        self.quotes(&risk.evidence, 3, color, "");
        self.advice(self.lang.pick(&risk.advice_ja, &risk.advice_en));
    }

    fn prepare(&mut self, report: &Report) {
        if report.prepare.is_empty() {
            return;
        }
        self.heading(
            "今後の改正に備える（成立済み・未施行。不足としては数えていません）",
            "Prepare for coming amendments (enacted, not in force; not counted as missing)",
        );
        for p in &report.prepare {
            let title = self.paint(BOLD, self.lang.pick(p.title_ja, p.title_en));
            let by =
                self.pick(&format!("遅くとも {} に施行", p.effective_latest), &format!("in force by {} at the latest", p.effective_latest));
            self.line(&format!("{title}  [{}, {by}]", p.act));
            self.quotes(&p.evidence, 2, CYAN, "");
        }
    }

    /// Lines of the source with carets under the quotes; quotes on the same line share it. `remark` stands after the carets.
    fn quotes(&mut self, quotes: &[Span], most: usize, color: &str, remark: &str) {
        let mut left: Vec<Span> = quotes.iter().map(|q| q.trim(self.source)).collect();
        let mut shown = 0;
        while shown < most && !left.is_empty() {
            let first = left.remove(0);
            let line = self.lines.line(first.start);
            let mut here = vec![first];
            if first.end <= line.end && fits(line.of(self.source), PAGE - GUTTER) {
                left.retain(|q| {
                    let same = q.start >= line.start && q.end <= line.end;
                    if same {
                        here.push(*q);
                    }
                    !same
                });
            }
            self.snippet(line, &here, color, remark);
            shown += 1;
        }
        if !left.is_empty() {
            const MOST: usize = 8;
            let mut places: Vec<String> = left.iter().take(MOST).map(|q| self.place(*q)).collect();
            if left.len() > MOST {
                places.push("…".into());
            }
            let label = self.pick("ほか ", "also ");
            self.line(&format!("{}{label}{}", " ".repeat(GUTTER), places.join(", ")));
        }
    }

    /// One line of the source. All `quotes` lie on it; a lone quote may go on over the following lines.
    fn snippet(&mut self, line: Span, quotes: &[Span], color: &str, remark: &str) {
        let Some(first) = quotes.first().copied() else { return };
        let room = PAGE - GUTTER;
        let (mut text, mut carets) = (String::new(), String::new());
        let window = if quotes.len() > 1 { line.trim(self.source) } else { window(self.source, line, first, room) };
        let mut put = |c: char, marked: bool| {
            text.push(c);
            carets.extend(std::iter::repeat_n(if marked { '^' } else { ' ' }, char_width(c)));
        };
        if window.start > line.trim(self.source).start {
            put('…', false);
        }
        for (at, c) in window.of(self.source).char_indices() {
            let at = window.start + at;
            put(shown(c), quotes.iter().any(|q| q.start <= at && at < q.end));
        }
        if window.end < line.trim(self.source).end {
            put('…', first.end > window.end);
        }
        let more = self.lines.count(first);
        if more > 1 {
            text.push_str(&self.pick(&format!("…（{more}行）"), &format!("… ({more} lines)")));
        }
        let bar = self.paint(DIM, "|");
        let place = format!("{:>width$}", self.place(first), width = GUTTER - 3);
        self.line(&format!("{place} {bar} {}", text.trim_end()));
        let carets = self.paint(color, carets.trim_end());
        let below = format!("{} {bar} {carets}", " ".repeat(GUTTER - 3));
        if remark.is_empty() {
            self.line(&below);
        } else if width(text.trim_end()) + width(remark) < room {
            self.line(&format!("{below} {remark}"));
        } else {
            // Carets under a whole line say nothing that the remark does not.
            if window.start < first.start || first.end < window.end {
                self.line(&below);
            }
            self.prose(GUTTER, "└ ", remark);
        }
    }

    fn quoted(&self, span: Span, columns: usize) -> String {
        format!("{} ({})", self.lang.pick("「{}」", "“{}”").replace("{}", &cut(&one_line(span.of(self.source)), columns)), self.place(span))
    }

    fn place(&self, span: Span) -> String {
        let (line, column) = self.lines.place(span.start);
        format!("{line}:{column}")
    }

    fn heading(&mut self, ja: &str, en: &str) {
        let words = self.paint(BOLD, &format!("■ {}", self.lang.pick(ja, en)));
        self.line("");
        self.line(&words);
    }

    /// Prose after a label, wrapped; further lines stand under its first word.
    fn prose(&mut self, indent: usize, label: &str, words: &str) {
        let hang = indent + width(label).min(LABEL);
        let mut before = " ".repeat(indent) + label;
        for line in wrap(words, PAGE - hang) {
            self.line(&format!("{before}{line}"));
            before = " ".repeat(hang);
        }
    }

    fn line(&mut self, words: &str) {
        self.out.push_str(words.trim_end());
        self.out.push('\n');
    }

    fn pick(&self, ja: &str, en: &str) -> String {
        self.lang.pick(ja, en).to_string()
    }

    fn paint(&self, color: &str, words: &str) -> String {
        if self.color && !words.is_empty() { format!("\u{1b}[{color}m{words}\u{1b}[0m") } else { words.to_string() }
    }
}

/// The part of a line to show: all of it where it fits, else the quote with as much around it as fits. Walks no further than
/// the page is wide, however long the line.
fn window(source: &str, line: Span, quote: Span, columns: usize) -> Span {
    let line = line.trim(source);
    let quote = Span::new(quote.start.clamp(line.start, line.end), quote.end.clamp(line.start, line.end));
    // How far the characters reach within so many columns, and how many columns they take.
    fn reach(chars: impl Iterator<Item = char>, columns: usize) -> (usize, usize) {
        let (mut bytes, mut used) = (0, 0);
        for c in chars {
            if used + char_width(c) > columns {
                break;
            }
            used += char_width(c);
            bytes += c.len_utf8();
        }
        (bytes, used)
    }
    // Room for `…` at both ends.
    let room = columns - 2;
    let before = Span::new(line.start, quote.start).of(source);
    let (bytes, used) = reach(quote.of(source).chars(), room);
    if bytes < quote.len() {
        // The head of a quote that does not fit, after a few words to know the line by.
        let (lead_bytes, lead) = reach(before.chars().rev(), 12);
        let (bytes, _) = reach(quote.of(source).chars(), room - lead);
        return Span::new(quote.start - lead_bytes, quote.start + bytes);
    }
    let after = Span::new(quote.end, line.end).of(source);
    let free = room - used;
    let (_, right) = reach(after.chars(), free);
    let (left_bytes, left) = reach(before.chars().rev(), free.saturating_sub(right).max(free / 2));
    let (right_bytes, _) = reach(after.chars(), free - left);
    Span::new(quote.start - left_bytes, quote.end + right_bytes)
}

fn color_of(status: Status) -> &'static str {
    match status {
        Status::Satisfied => GREEN,
        Status::Partial | Status::ByReference => YELLOW,
        Status::Missing => RED,
        Status::NeedsInput => CYAN,
        Status::NotApplicable => DIM,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(source: &str, color: bool) -> Page<'_> {
        Page { out: String::new(), source, lines: Lines::new(source), lang: Lang::Ja, color }
    }

    fn snippet(source: &str, quotes: &[&str]) -> Vec<String> {
        let mut page = page(source, false);
        let spans: Vec<Span> = quotes
            .iter()
            .map(|q| {
                let start = source.find(q).expect("the quote is in the text");
                Span::new(start, start + q.len())
            })
            .collect();
        page.quotes(&spans, 2, RED, "");
        page.out.lines().map(str::to_string).collect()
    }

    #[test]
    fn carets_stand_under_the_words() {
        assert_eq!(
            snippet("見出し\n　当社はABCを開示します。", &["ABC"]),
            ["      2:5 | 当社はABCを開示します。", "          |       ^^^"]
        );
        assert_eq!(snippet("ｶﾞと開示か\u{3099}", &["か\u{3099}"]), ["      1:6 | ｶﾞと開示か\u{3099}", "          |         ^^"]);
    }

    #[test]
    fn quotes_of_a_line_share_it() {
        let lines = snippet("開示、訂正、削除\n開示", &["開示", "削除"]);
        assert_eq!(lines, ["      1:1 | 開示、訂正、削除", "          | ^^^^        ^^^^"]);
    }

    #[test]
    fn long_lines_are_cut_around_the_quote() {
        let source = format!("{}開示します{}", "あ".repeat(3_000), "い".repeat(3_000));
        let lines = snippet(&source, &["開示します"]);
        assert!(lines[0].contains("…ああ") && lines[0].ends_with("い…"), "{lines:?}");
        assert!(lines.iter().all(|l| width(l) <= PAGE), "{lines:?}");
        let before = lines[0].split("開示").next().map(width);
        assert_eq!(before, lines[1].split('^').next().map(width));
        let whole = snippet(&source, &[&source]);
        assert!(whole[0].ends_with('…') && width(&whole[0]) <= PAGE && whole[1].ends_with("^^"), "{whole:?}");
    }

    #[test]
    fn quotes_over_several_lines_show_the_first() {
        let lines = snippet("一二三\r\n四五六\r\n七", &["二三\r\n四五六"]);
        assert_eq!(lines, ["      1:2 | 一二三…（2行）", "          |   ^^^^"]);
    }

    #[test]
    fn odd_quotes_are_harmless() {
        for (source, span) in [
            ("", Span::new(0, 0)),
            ("a", Span::new(5, 9)),
            ("あ", Span::new(1, 2)),
            ("\n\n", Span::new(0, 2)),
            ("あ\0\u{1b}[2J", Span::new(0, 8)),
        ] {
            let mut page = page(source, true);
            page.quotes(&[span], 1, RED, "x");
            assert!(!page.out.contains("\u{1b}[2J") && !page.out.contains('\0'));
        }
    }

    #[test]
    fn nothing_is_coloured_unless_asked() {
        let source = "個人情報保護方針\n\n当社は、個人情報を第三者に提供しません。利用目的は次のとおりです。開示の手数料は無料です。";
        let report = crate::analyze(source);
        for lang in [Lang::Ja, Lang::En] {
            let plain = render(&report, source, &Options { lang, color: false });
            let colored = render(&report, source, &Options { lang, color: true });
            assert!(!plain.contains('\u{1b}'));
            let bare: String =
                colored.split('\u{1b}').enumerate().map(|(i, s)| if i == 0 { s } else { s.split_once('m').map_or("", |x| x.1) }).collect();
            assert!(colored.len() > plain.len());
            assert_eq!(bare, plain);
        }
    }
}
