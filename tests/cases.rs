//! What a careful reader says of our own fixtures (`tests/cases/*.toml`, written by hand, never by the program) against what
//! the program says. Prints every difference; fails when too many there are, or when a named risk must not fire and does.

use policy_lens::catalogue::REQUIREMENTS;
use policy_lens::report::{Report, Status};
use policy_lens::{Span, analyze};
use std::collections::BTreeSet;
use std::fs;
use toml::{Table, Value};

/// Requirements without an expectation: judged by reading only.
const UNSCORED: [&str; 11] = [
    "purpose-covers-all-data",
    "purpose-includes-third-party-provision",
    "direct-collection-notice",
    "joint-use-change",
    "foreign-equivalent-system",
    "anonymized-provision",
    "anonymized-safety-measures",
    "antique-dealer-web-notice",
    "aml-identity-check",
    "email-marketing-consent",
    "manufacturer-distributor-sharing",
];

#[derive(Default)]
struct Score {
    agreed: usize,
    only_program: usize,
    only_reader: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        let all = 2 * self.agreed + self.only_program + self.only_reader;
        if all == 0 { 1.0 } else { 2.0 * self.agreed as f64 / all as f64 }
    }
}

fn strings(value: Option<&Value>) -> Vec<String> {
    value
        .and_then(Value::as_array)
        .map(|list| list.iter().filter_map(|v| v.as_str().or_else(|| v.get("quote")?.as_str())).map(str::to_string).collect())
        .unwrap_or_default()
}

fn squeezed(s: &str) -> String {
    s.chars().filter(|c| !c.is_whitespace() && !"、。，．・「」（）()：:".contains(*c)).collect()
}

/// Same words, or one holds the other and is at least 60 % as long.
fn agree(a: &str, b: &str) -> bool {
    let (a, b) = (squeezed(a), squeezed(b));
    let (short, long) = if a.chars().count() <= b.chars().count() { (&a, &b) } else { (&b, &a) };
    !short.is_empty() && long.contains(short.as_str()) && short.chars().count() * 10 >= long.chars().count() * 6
}

fn compare(what: &str, expected: Vec<String>, got: &[Span], text: &str, score: &mut Score, notes: &mut Vec<String>) {
    let mut left = expected;
    for span in got {
        match left.iter().position(|e| agree(e, span.of(text))) {
            Some(i) => {
                left.remove(i);
                score.agreed += 1;
            }
            None => {
                score.only_program += 1;
                notes.push(format!("{what}: only the program: {:?}", span.of(text)));
            }
        }
    }
    score.only_reader += left.len();
    notes.extend(left.iter().map(|l| format!("{what}: only the reader: {l:?}")));
}

fn fields(summary: &Table, report: &Report, text: &str, score: &mut Score, notes: &mut Vec<String>) {
    let s = &report.summary;
    let one = |key: &str| summary.get(key).and_then(Value::as_str).map(str::to_string).into_iter().collect::<Vec<_>>();
    let mut check = |what: &str, expected: Vec<String>, got: Vec<Span>| compare(what, expected, &got, text, score, notes);
    check("operator.name", one("operator_name"), s.operator.name.into_iter().collect());
    check("operator.address", one("operator_address"), s.operator.address.into_iter().collect());
    check("operator.representative", one("operator_representative"), s.operator.representative.into_iter().collect());
    check("phones", strings(summary.get("phones")), s.contacts.phone.clone());
    check("emails", strings(summary.get("emails")), s.contacts.email.clone());
    check("purposes", strings(summary.get("purposes")), s.purposes.iter().map(|p| p.quote).collect());
    check("exceptions", strings(summary.get("exceptions")), s.third_party.exceptions.iter().map(|e| e.quote).collect());
    check("dates", strings(summary.get("dates")), s.dates.iter().map(|d| d.quote).collect());
    check("countries", strings(summary.get("countries")), s.foreign.countries.clone());
    check("tools", strings(summary.get("tools")), s.web.tools.clone());
    let blocks = summary.get("joint_use").and_then(Value::as_array).cloned().unwrap_or_default();
    let all = |key: &str| blocks.iter().flat_map(|b| strings(b.get(key))).collect::<Vec<_>>();
    check("joint_use.scope", all("scope"), s.joint_use.iter().flat_map(|j| j.scope.clone()).collect());
    check("joint_use.items", all("items"), s.joint_use.iter().flat_map(|j| j.items.clone()).collect());
    check("joint_use.purposes", all("purposes"), s.joint_use.iter().flat_map(|j| j.purposes.clone()).collect());
}

#[test]
fn the_program_reads_as_a_careful_reader_does() {
    let (mut same, mut all) = (0usize, 0usize);
    let (mut field_score, mut risk_score) = (Score::default(), Score::default());
    let mut forbidden = Vec::new();
    let mut files: Vec<_> = fs::read_dir("tests/cases").expect("tests/cases is there").flatten().map(|f| f.path()).collect();
    files.sort();
    for path in files {
        let slug = path.file_stem().expect("a file name").to_string_lossy().into_owned();
        let case: Table = fs::read_to_string(&path).expect("readable").parse().expect("valid TOML");
        let text = fs::read_to_string(format!("tests/fixtures/policies/{slug}.txt")).expect("a fixture for every case");
        let report = analyze(&text);
        let mut notes = Vec::new();
        let expected = case["checklist"].as_table().expect("[checklist]");
        for (r, item) in REQUIREMENTS.iter().zip(&report.checklist).filter(|(r, _)| !UNSCORED.contains(&r.id)) {
            let default = if r.level == "C" { "not_applicable" } else { "missing" };
            let want = expected.get(r.id).and_then(Value::as_str).unwrap_or(default);
            // The reader leaves out what no text can show.
            let got = if item.status == Status::NeedsInput && want == "not_applicable" { want } else { item.status.word() };
            all += 1;
            same += usize::from(want == got);
            if want != got {
                notes.push(format!("{}: reader {want}, program {got}", r.id));
            }
        }
        fields(case["summary"].as_table().expect("[summary]"), &report, &text, &mut field_score, &mut notes);
        let risks = case["risks"].as_table().expect("[risks]");
        let must: BTreeSet<String> = strings(risks.get("ids")).into_iter().collect();
        let never: BTreeSet<String> = strings(risks.get("never")).into_iter().collect();
        let fired: BTreeSet<String> = report.risks.iter().map(|r| r.id.to_string()).collect();
        risk_score.agreed += must.intersection(&fired).count();
        risk_score.only_reader += must.difference(&fired).count();
        notes.extend(must.difference(&fired).map(|id| format!("risk {id}: only the reader")));
        for id in fired.intersection(&never) {
            risk_score.only_program += 1;
            forbidden.push(format!("{slug}: {id}"));
        }
        println!("== {slug}");
        notes.iter().for_each(|n| println!("   {n}"));
    }
    let statuses = same as f64 / all as f64;
    println!("statuses {statuses:.3} ({same}/{all})   fields F1 {:.3}   named risks F1 {:.3}", field_score.f1(), risk_score.f1());
    println!("risks that must not fire: {forbidden:?}");
    assert!(statuses >= 0.85, "statuses {statuses:.3}");
    assert!(field_score.f1() >= 0.80, "fields {:.3}", field_score.f1());
    assert!(risk_score.f1() >= 0.65, "risks {:.3}", risk_score.f1());
}
