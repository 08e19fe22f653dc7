//! The report as Markdown: tables of summary and checklist, and below them what deserves a look, with every quote in full.
//!
//! Pure. Words of the document pass `escape`, so that they stay words: no table cell ends early, no markup, no links.

use super::lines::{Lines, shown};
use super::rows::{self, Row};
use super::words::{GROUP, KIND, LEVEL, Lang, SEVERITY, STATUS, STATUSES, icon, vintage};
use super::{ChecklistItem, Report, Searched, Status};
use crate::text::Span;
use std::fmt::Write as _;

/// How it is rendered.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    pub lang: Lang,
    /// Name of the file, where several are rendered.
    pub file: Option<&'a str>,
}

/// The report of `source` in Markdown (with the tables of GitHub's dialect).
pub fn render(report: &Report, source: &str, options: &Options<'_>) -> String {
    let mut page = Page { out: String::new(), source, lines: Lines::new(source), lang: options.lang };
    page.head(report, options.file);
    if report.checklist.iter().all(|i| i.status == Status::NeedsInput) {
        // Nothing was judged; the notes above say why.
        return page.out;
    }
    page.counts(report);
    page.summary(&rows::rows(report, options.lang));
    page.checklist(report);
    page.details(report);
    page.risks(report);
    page.prepare(report);
    page.out
}

struct Page<'t> {
    out: String,
    source: &'t str,
    lines: Lines<'t>,
    lang: Lang,
}

impl Page<'_> {
    fn head(&mut self, report: &Report, file: Option<&str>) {
        let d = &report.document;
        let title = d.title.map_or_else(
            || self.pick("題名のない文書", "Untitled document").to_string(),
            |t| escape(&t.of(self.source).split_whitespace().collect::<Vec<_>>().join(" ")),
        );
        self.line(&format!("# {}: {title}", self.pick("プライバシーポリシーの読み取り結果", "Reading of a privacy policy")));
        self.line("");
        if let Some(file) = file {
            self.line(&format!("- {}: {}", self.pick("ファイル", "File"), escape(file)));
        }
        let (kind, length) = (self.lang.word(KIND, d.kind), self.source.chars().count());
        let about = match self.lang {
            Lang::Ja => format!("- 文書: {kind}、{length} 文字"),
            Lang::En => format!("- Document: {kind}, {length} characters"),
        };
        self.line(&about);
        let (version, law) = (report.analyzer.version, report.law_as_of);
        let by = match self.lang {
            Lang::Ja => format!("- Policy Lens {version}、法令の基準日 {law}。法的助言ではありません。"),
            Lang::En => format!("- Policy Lens {version}, law as of {law}. This is not legal advice."),
        };
        self.line(&by);
        if let Some(v) = &d.vintage {
            let label = self.pick("書かれた時期の手がかり", "Traces of when it was written");
            self.line(&format!("- {label}: {} {}", vintage(self.lang, v), self.quotes(&v.traces)));
        }
        for note in &d.notes {
            let at = note.at.map(|s| format!(" ({})", self.place(s))).unwrap_or_default();
            let message = self.pick(note.message_ja, note.message_en);
            self.line(&format!("- {}: {message}{at}", self.pick("注意", "Note")));
        }
    }

    fn counts(&mut self, report: &Report) {
        self.line("");
        let titles: Vec<String> = STATUSES.iter().map(|s| self.status(*s)).collect();
        let numbers: Vec<String> =
            STATUSES.iter().map(|s| report.checklist.iter().filter(|i| i.status == *s).count().to_string()).collect();
        self.table(&titles, &[numbers]);
    }

    fn summary(&mut self, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        self.heading(2, self.pick("要約", "Summary"));
        let head = [self.pick("項目", "Field"), self.pick("記載（行:桁）", "Words (line:column)")].map(String::from);
        let cells: Vec<Vec<String>> = rows
            .iter()
            .map(|row| {
                let value = |v: &rows::Value| {
                    let remark = if v.remark.is_empty() { String::new() } else { format!(" [{}]", v.remark) };
                    format!("{}{remark}", self.quote(v.quote))
                };
                let label = if row.label.is_empty() { row.part.clone() } else { format!("{}: {}", row.part, row.label) };
                vec![label, row.values.iter().map(value).collect::<Vec<_>>().join("<br>")]
            })
            .collect();
        self.table(&head, &cells);
    }

    fn checklist(&mut self, report: &Report) {
        self.heading(2, self.pick("チェックリスト", "Checklist"));
        let mut group = "";
        let mut cells: Vec<Vec<String>> = Vec::new();
        let head = [
            ("状態", "Status"),
            ("項目", "Item"),
            ("水準・根拠法令", "Level, legal basis"),
            ("根拠の文（行:桁）", "Evidence (line:column)"),
        ]
        .map(|h| self.pick(h.0, h.1).to_string());
        for item in &report.checklist {
            if item.group != group {
                self.flush(&head, &mut cells);
                group = item.group;
                let word = self.lang.word(GROUP, group).to_string();
                self.heading(3, &word);
            }
            let law = std::iter::once(self.lang.word(LEVEL, item.level)).chain(item.basis.iter().copied()).collect::<Vec<_>>();
            cells.push(vec![
                self.status(item.status),
                self.title(item).to_string(),
                law.join("<br>"),
                item.evidence.iter().map(|q| self.quote(*q)).collect::<Vec<_>>().join("<br>"),
            ]);
        }
        self.flush(&head, &mut cells);
    }

    fn flush(&mut self, head: &[String], cells: &mut Vec<Vec<String>>) {
        if !cells.is_empty() {
            self.table(head, cells);
            cells.clear();
        }
    }

    /// What is not plainly stated: why, what was looked for, what comes near, what to do.
    fn details(&mut self, report: &Report) {
        let open = |i: &&ChecklistItem| matches!(i.status, Status::Partial | Status::ByReference | Status::Missing);
        let items: Vec<&ChecklistItem> = report.checklist.iter().filter(open).collect();
        if items.is_empty() {
            return;
        }
        self.heading(2, self.pick("確認が必要な項目", "Items to look at"));
        for item in items {
            self.heading(3, &format!("{}: {}", self.status(item.status), self.title(item)));
            self.line(self.pick(&item.why_ja, &item.why_en).to_string().as_str());
            self.line("");
            if item.status == Status::Partial {
                for e in &item.elements {
                    let title = self.pick(e.title_ja, e.title_en);
                    self.line(&format!("- {} {title} {}", icon(e.status), self.quotes(&e.evidence)));
                    if let Some(searched) = &e.searched {
                        self.nearest(searched, "  ");
                    }
                }
            }
            if let Some(searched) = &item.searched {
                let terms = searched.terms.join(self.pick("、", ", "));
                self.line(&format!("- {}: {terms}", self.pick("探した言葉", "Looked for")));
                self.line(&format!("- {}: {}", self.pick("読んだ範囲", "Sections read"), self.sections(report, &searched.sections)));
                self.nearest(searched, "");
            }
            let advice = self.pick(item.advice_ja, item.advice_en);
            self.line(&format!("- {}: {advice}", self.pick("次にすること", "What to do")));
        }
    }

    fn nearest(&mut self, searched: &Searched, indent: &str) {
        for near in &searched.nearest {
            let lacks = self.pick(&near.lacks_ja, &near.lacks_en);
            self.line(&format!("{indent}- {}: {} — {lacks}", self.pick("近い文", "Nearest"), self.quote(near.quote)));
        }
    }

    fn sections(&self, report: &Report, indices: &[usize]) -> String {
        let all = &report.document.sections;
        if indices.is_empty() {
            return self.pick("これを扱う見出しの部分はありません", "no part under a heading on it").to_string();
        }
        if indices.len() == all.len() {
            return self.pick("本文全体", "the whole text").to_string();
        }
        let names = indices.iter().filter_map(|i| all.get(*i)).map(|s| match s.heading {
            Some(heading) => self.quote(heading),
            None => format!("{} ({})", self.pick("見出しのない部分", "untitled part"), self.lines.place(s.range.start).0),
        });
        names.collect::<Vec<_>>().join(self.pick("、", ", "))
    }

    fn risks(&mut self, report: &Report) {
        self.heading(2, self.pick("気になる記載", "Points to look at"));
        if report.risks.is_empty() {
            self.line(self.pick("見つかりませんでした。", "None were found."));
        }
        for risk in &report.risks {
            let severity = self.lang.word(SEVERITY, risk.severity);
            self.heading(3, &format!("[{severity}] {}", self.pick(risk.title_ja, risk.title_en)));
            self.line(self.pick(&risk.why_ja, &risk.why_en));
            self.line("");
            if !risk.basis.is_empty() {
                self.line(&format!("- {}: {}", self.pick("根拠法令", "Legal basis"), risk.basis.join(self.pick("、", ", "))));
            }
            for quote in &risk.evidence {
                self.line(&format!("- {}", self.quote(*quote)));
            }
            self.line(&format!("- {}: {}", self.pick("次にすること", "What to do"), self.pick(&risk.advice_ja, &risk.advice_en)));
        }
    }

    fn prepare(&mut self, report: &Report) {
        if report.prepare.is_empty() {
            return;
        }
        self.heading(2, self.pick("今後の改正に備える", "Prepare for coming amendments"));
        self.line(self.pick(
            "成立済みで、まだ施行されていない改正に関わる項目です。不足としては数えていません。",
            "Touched by amendments that are enacted and not yet in force. None of this is counted as missing.",
        ));
        self.line("");
        for p in &report.prepare {
            let by = match self.lang {
                Lang::Ja => format!("遅くとも {} に施行", p.effective_latest),
                Lang::En => format!("in force by {} at the latest", p.effective_latest),
            };
            self.line(&format!("- {} ({}, {by}) {}", self.pick(p.title_ja, p.title_en), p.act, self.quotes(&p.evidence)));
        }
    }

    fn status(&self, status: Status) -> String {
        format!("{} {}", icon(status), self.lang.word(STATUS, status.word()))
    }

    fn title(&self, item: &ChecklistItem) -> &'static str {
        match self.lang {
            Lang::Ja => item.title_ja,
            Lang::En => item.title_en,
        }
    }

    fn quotes(&self, quotes: &[Span]) -> String {
        quotes.iter().map(|q| self.quote(*q)).collect::<Vec<_>>().join(self.pick("、", ", "))
    }

    /// The words in full, with their place.
    fn quote(&self, quote: Span) -> String {
        let words = escape(quote.of(self.source).trim());
        format!("{} ({})", self.pick("「%」", "“%”").replacen('%', &words, 1), self.place(quote))
    }

    fn place(&self, span: Span) -> String {
        let (line, column) = self.lines.place(span.start);
        format!("{line}:{column}")
    }

    fn heading(&mut self, level: usize, words: &str) {
        let gap = if self.out.ends_with("\n\n") { "" } else { "\n" };
        let _ = write!(self.out, "{gap}{} {words}\n\n", "#".repeat(level));
    }

    fn table(&mut self, head: &[String], rows: &[Vec<String>]) {
        self.line(&format!("| {} |", head.join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(head.len())));
        for row in rows {
            self.line(&format!("| {} |", row.join(" | ")));
        }
    }

    fn line(&mut self, words: &str) {
        self.out.push_str(words.trim_end());
        self.out.push('\n');
    }

    fn pick<'a>(&self, ja: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(ja, en)
    }
}

/// Words of the document, so that Markdown takes them for nothing else. Quotes never begin a line, so signs that mean
/// something only there (`#`, `-`, `1.`) may stay.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push_str("<br>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '!' | '$' | '@' => {
                out.push('\\');
                out.push(c);
            }
            // What would become a link by itself: https://…, www.…
            ':' if rest.peek() == Some(&'/') => out.push_str("\\:"),
            '.' if out.ends_with("www") || out.ends_with("WWW") => out.push_str("\\."),
            c => out.push(shown(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_document_stay_words() {
        assert_eq!(
            escape("a|b `c` <img> [x](https://e.test) www.e.test\r\n*d* \u{1b}"),
            "a\\|b \\`c\\` \\<img\\> \\[x\\](https\\://e.test) www\\.e.test<br>\\*d\\* \u{FFFD}"
        );
    }

    #[test]
    fn no_table_row_is_broken_by_a_quote() {
        let source = "個人情報保護方針\n\n株式会社|あおい`<b>商会\n\n個人情報を[第三者](https://e.test/)に提供しません。利用目的は次のとおりです。\n・商品|の発送\r\n・個人情報の開示の請求\n";
        let report = crate::analyze(source);
        for lang in [Lang::Ja, Lang::En] {
            let page = render(&report, source, &Options { lang, file: Some("a|b.txt") });
            let mut columns = 0;
            for line in page.lines() {
                let bars = line.replace("\\|", "").matches('|').count();
                assert!(!line.contains("<b>") && !line.replace("\\]", "").contains("]("), "{line}");
                columns = match (line.starts_with("| "), columns) {
                    (true, 0) => bars,
                    (true, expected) => {
                        assert_eq!(bars, expected, "{line}");
                        expected
                    }
                    (false, _) if line.starts_with("| ---") => columns,
                    _ => 0,
                };
            }
            assert!(page.contains("a\\|b.txt"));
        }
    }
}
