//! The command line as it is used: through the real program, its output streams and its exit status.

use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const POLICY: &str = "個人情報保護方針\r\n\r\n株式会社あおぞら商会は、お客様の個人情報を次の目的で利用します。\r\n・自動車の販売、車検・点検のご案内のため\r\n第三者に提供しません。\r\n";

#[test]
fn json_is_the_report_of_the_library() {
    let folder = Folder::new("json");
    let file = folder.write("policy.txt", POLICY.as_bytes());
    let output = run(&["check", "--format", "json", &file]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let report = policy_lens::analyze(POLICY);
    let expected = serde_json::to_string_pretty(&policy_lens::report::wire::wire(&report, POLICY)).expect("plain data");
    assert_eq!(text(&output.stdout), expected + "\n");
}

#[test]
fn every_encoding_gives_the_same_report() {
    let folder = Folder::new("encodings");
    let expected = run(&["check", "--format", "json", &folder.write("utf-8", POLICY.as_bytes())]).stdout;
    let mut files = vec![
        ("utf-8-mark", [b"\xEF\xBB\xBF", POLICY.as_bytes()].concat()),
        ("utf-16le", [&[0xFF, 0xFE][..], &POLICY.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat()),
        ("utf-16be", [&[0xFE, 0xFF][..], &POLICY.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()].concat()),
    ];
    for (name, encoding) in
        [("shift_jis", encoding_rs::SHIFT_JIS), ("euc-jp", encoding_rs::EUC_JP), ("iso-2022-jp", encoding_rs::ISO_2022_JP)]
    {
        files.push((name, encoding.encode(POLICY).0.into_owned()));
    }
    for (name, bytes) in files {
        let file = folder.write(name, &bytes);
        let output = run(&["check", "--format=json", &file]);
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{name}");
        assert!(output.stdout == expected, "{name} gives another report");
    }
}

#[test]
fn of_a_page_the_policy_is_read() {
    let folder = Folder::new("page");
    let html = "<!DOCTYPE html><meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'><nav><a href=/>ホーム</a></nav><h1>個人情報保護方針</h1><p>株式会社あおぞら商会は、お客様の個人情報を次の目的で利用します。<ul><li>車検のご案内</ul><p>第三者に提供しません。開示、訂正に応じます。<footer>© Aozora</footer>";
    let policy = "個人情報保護方針\n\n株式会社あおぞら商会は、お客様の個人情報を次の目的で利用します。\n\n車検のご案内\n\n第三者に提供しません。開示、訂正に応じます。";
    let file = folder.write("page.html", &encoding_rs::SHIFT_JIS.encode(html).0);
    let output = run(&["extract", &file]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), &*format!("{policy}\n")));
    assert!(text(&run(&["extract", "--whole", &file]).stdout).contains("© Aozora"));
    let checked = run(&["check", "--format", "json", &file]);
    assert!(text(&checked.stderr).contains("文字"), "{}", text(&checked.stderr));
    let report = policy_lens::analyze(policy);
    let expected = serde_json::to_string_pretty(&policy_lens::report::wire::wire(&report, policy)).expect("plain data");
    assert_eq!(text(&checked.stdout), expected + "\n");
    // A text stays a text, whatever it speaks of.
    let plain = folder.write("policy.txt", "個人情報保護方針 <html>".as_bytes());
    assert_eq!(text(&run(&["extract", &plain]).stdout), "個人情報保護方針 <html>\n");
}

#[test]
fn the_encoding_can_be_told() {
    let folder = Folder::new("told");
    // Valid UTF-8 and valid Shift_JIS: nothing in the bytes says which.
    let file = folder.write("short", &encoding_rs::SHIFT_JIS.encode("ﾃｰ").0);
    assert_eq!(json(&run(&["check", "--format", "json", &file]).stdout)["document"]["utf16_length"], 1);
    let told = run(&["check", "--encoding", "shift_jis", "--format", "json", &file]);
    assert_eq!(json(&told.stdout)["document"]["utf16_length"], 2);
    let wrong = run(&["check", "--encoding", "utf-8", "--format", "json", &folder.write("sjis", &encoding_rs::SHIFT_JIS.encode(POLICY).0)]);
    assert_eq!(wrong.status.code(), Some(0));
    assert!(text(&wrong.stderr).contains("UTF-8") && text(&wrong.stderr).lines().count() == 1, "{}", text(&wrong.stderr));
    assert_eq!(run(&["check", "--encoding", "klingon", &file]).status.code(), Some(2));
}

#[test]
fn an_unreadable_file_does_not_stop_the_others() {
    let folder = Folder::new("unreadable");
    let (one, two) = (folder.write("one", POLICY.as_bytes()), folder.write("two", POLICY.as_bytes()));
    let (gone, dir) = (folder.path("gone"), folder.path(""));
    let pdf = folder.write("x.pdf", b"%PDF-1.7 ...");
    let output = run(&["check", "--format", "jsonl", &one, &gone, &dir, &pdf, &two]);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<Value> = text(&output.stdout).lines().map(|l| json(l.as_bytes())).collect();
    assert_eq!(lines.iter().map(|l| l["file"].as_str().expect("a name")).collect::<Vec<_>>(), [&one, &two]);
    assert_eq!(lines[0]["report"], lines[1]["report"]);
    let errors: Vec<&str> = text(&output.stderr).lines().collect();
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert!(errors[0].contains(&gone) && errors[1].contains(&dir) && errors[2].contains(&pdf), "{errors:?}");
    let alone = run(&["check", "--format", "json", "--lang", "en", &gone]);
    assert_eq!((alone.status.code(), text(&alone.stdout)), (Some(1), ""));
    assert!(text(&alone.stderr).contains("not found"));
}

#[test]
fn standard_input_is_read() {
    let folder = Folder::new("stdin");
    let expected = run(&["check", "--format", "json", &folder.write("policy", POLICY.as_bytes())]).stdout;
    for args in [&["check", "--format", "json", "-"][..], &["check", "--format", "json"]] {
        let output = run_with(args, POLICY.as_bytes());
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stdout == expected, "{args:?}");
    }
}

#[test]
fn text_shows_the_words_and_marks_them() {
    let folder = Folder::new("text");
    let file = folder.write("policy", POLICY.as_bytes());
    let plain = run(&["check", &file]);
    let page = text(&plain.stdout);
    assert!(page.contains("法的助言ではありません") && page.contains("^^^^") && page.contains("この文書では確認できません"), "{page}");
    assert!(!page.contains('\u{1b}') && !page.contains(&file));
    assert!(text(&run(&["check", "--color", "always", &file]).stdout).contains("\u{1b}["));
    let english = run(&["check", "--lang", "en", &file]);
    assert!(text(&english.stdout).contains("This is not legal advice"));
    let several = run(&["check", &file, &file]);
    assert_eq!(text(&several.stdout).matches(&format!("==> {file} <==")).count(), 2);
}

#[test]
fn markdown_has_tables() {
    let folder = Folder::new("markdown");
    let output = run(&["check", "--format", "markdown", &folder.write("policy", POLICY.as_bytes())]);
    let page = text(&output.stdout);
    assert!(page.starts_with("# ") && page.contains("\n| --- |") && page.contains("## チェックリスト"), "{page}");
}

#[test]
fn fail_on_says_what_the_report_says() {
    let levels = ["high", "medium", "low", "info"];
    let mut seen = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(fixtures("policies")).expect("fixtures") {
        let file = entry.expect("an entry").path().to_string_lossy().into_owned();
        let plain = run(&["check", "--format", "json", &file]);
        assert_eq!(plain.status.code(), Some(0), "{file}");
        let report = json(&plain.stdout);
        let list = |name: &str| report[name].as_array().expect("a list").clone();
        for (rank, level) in levels.iter().enumerate() {
            let found = list("risks").iter().any(|r| levels[..=rank].contains(&r["severity"].as_str().expect("a word")));
            let output = run(&["check", "--format", "json", "--fail-on", level, &file]);
            assert_eq!(output.status.code(), Some(if found { 3 } else { 0 }), "{file} {level}");
            assert!(output.stdout == plain.stdout);
            seen.insert(found);
        }
        let missing = list("checklist").iter().any(|i| i["level"] == "M" && i["status"] == "missing");
        let output = run(&["check", "--format", "json", "--fail-on", "missing", &file]);
        assert_eq!(output.status.code(), Some(if missing { 3 } else { 0 }), "{file} missing");
    }
    assert_eq!(seen.len(), 2, "the fixtures show one side only");
    // What cannot be judged does not pass a gate; without one it is no failure.
    assert_eq!(run_with(&["check", "--fail-on", "high"], b"").status.code(), Some(3));
    assert_eq!(run_with(&["check"], b"").status.code(), Some(0));
    assert_eq!(run(&["check", "--fail-on", "high", "no-such-file"]).status.code(), Some(1));
}

#[test]
fn wrong_use_is_said_on_the_error_stream() {
    for args in [&["policy.txt"][..], &["check", "--format", "xml"], &["check", "--format", "json", "a", "b"], &["serve", "x"], &["--port"]]
    {
        let output = run(args);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""), "{args:?}");
        assert!(text(&output.stderr).contains("--help"), "{args:?}");
    }
}

#[test]
fn help_and_version() {
    for (args, words) in [
        (&["--help"][..], &["policy-lens check", "--fail-on", "法的助言", "Not legal advice"][..]),
        (&["--version"], &[env!("CARGO_PKG_VERSION")]),
    ] {
        let output = run(args);
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
        assert!(words.iter().all(|w| text(&output.stdout).contains(w)), "{args:?}");
    }
}

#[test]
fn outline_shows_the_structure() {
    let output = run_with(&["outline"], POLICY.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), policy_lens::outline(POLICY));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new("pipe");
    let file = folder.write("policy", POLICY.as_bytes());
    let files = vec![file.as_str(); 40];
    let mut child = command(&[&["check"][..], &files].concat()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut first = [0; 1];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("output");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[test]
fn serve_hands_out_the_page_and_nothing_else() {
    let server = Server::start();
    let page = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("pkg/policy-lens.html")).expect("the page");
    let own = format!("127.0.0.1:{}", server.port);

    // Somebody who says nothing must not keep the others waiting.
    let _silent = TcpStream::connect(&own).expect("a connection");
    let (head, body) = server.ask(&format!("GET / HTTP/1.1\r\nHost: {own}\r\n\r\n"));
    assert!(head.starts_with("HTTP/1.1 200 ") && body == page, "{head}");
    for header in [
        "frame-ancestors 'none'",
        "Connection-Allowlist: ()",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
        "Permissions-Policy: ",
    ] {
        assert!(head.contains(header), "{header}: {head}");
    }
    assert!(!head.contains("Cross-Origin-Opener-Policy"), "{head}");
    let html = String::from_utf8(page.clone()).expect("UTF-8");
    let policy = head.lines().find_map(|l| l.strip_prefix("Content-Security-Policy: ")).expect("a policy");
    assert!(html.contains(policy.strip_suffix("; frame-ancestors 'none'").expect("the page's own and one more")), "{policy}");

    let (head, body) = server.ask(&format!("HEAD / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port));
    assert!(head.starts_with("HTTP/1.1 200 ") && head.contains(&format!("Content-Length: {}", page.len())) && body.is_empty());
    for (request, status) in [
        (format!("GET /favicon.ico HTTP/1.1\r\nHost: {own}\r\n\r\n"), "404"),
        ("GET / HTTP/1.1\r\nHost: attacker.example\r\n\r\n".into(), "403"),
        (format!("POST / HTTP/1.1\r\nHost: {own}\r\nContent-Length: 5\r\n\r\nhello"), "405"),
        (format!("GET / HTTP/1.1\r\nHost: {own}\r\nX: {}\r\n\r\n", "x".repeat(20_000)), "431"),
        ("\x16\x03\x01\r\n\r\n".into(), "400"),
    ] {
        let (head, _) = server.ask(&request);
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{head}");
    }

    let second = run(&["serve", "--port", &server.port.to_string()]);
    assert_eq!(second.status.code(), Some(1));
    assert!(text(&second.stderr).contains("--port") && text(&second.stderr).contains(&server.port.to_string()));
}

/// A running `serve`, ended when the test ends.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start() -> Self {
        let mut child = command(&["serve", "--port", "0"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
        let port = line.trim().strip_prefix("http://127.0.0.1:").and_then(|rest| rest.strip_suffix('/')).and_then(|p| p.parse().ok());
        Server { child, port: port.unwrap_or_else(|| panic!("no address: {line:?}")) }
    }

    /// Head and body of the answer.
    fn ask(&self, request: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let end = answer.windows(4).position(|w| w == b"\r\n\r\n").expect("a head");
        let body = answer.split_off(end + 4);
        (String::from_utf8(answer).expect("ASCII").replace("\r\n", "\n"), body)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder of its own for each test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("policy-lens-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    fn write(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_policy-lens"));
    command.args(args).stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    command(args).output().expect("the program runs")
}

fn run_with(args: &[&str], input: &[u8]) -> Output {
    let mut child = command(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(input).expect("taken");
    child.wait_with_output().expect("it ends")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("JSON")
}
