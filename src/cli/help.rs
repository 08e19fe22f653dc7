//! What `--help` and `--version` print.

/// Japanese first, then the same in English.
pub const HELP: &str = "\
policy-lens — 日本語のプライバシーポリシーを個人情報保護法に照らして読む（法的助言ではありません）

  policy-lens check [ファイル…|-]   ファイル（- または省略時は標準入力）を読み、結果を表示する。
                              保存したウェブページ（.html）は、ポリシーの部分だけを取り出して読む
      --format text|markdown|json|jsonl   既定は text。json は一つのファイルだけ、jsonl は一行に {\"file\", \"report\"}
      --lang ja|en            表示の言語（既定は ja）
      --color auto|always|never
      --encoding 名前         文字コードを指定する（既定は自動: UTF-8、UTF-16、Shift_JIS、EUC-JP、ISO-2022-JP）
      --fail-on 水準[,水準]   high|medium|low|info: その重さ以上の「気になる記載」があれば、
                              missing: 義務の項目（水準 M）が確認できなければ、終了コード 3。
                              空の文書や日本語でない文書も、判定できないため 3
  policy-lens serve [--port 番号] [--open]   画面をこのパソコンの中だけで配る（127.0.0.1、既定は 4180）。引数なしでも同じ
  policy-lens extract ファイル [--whole]     ウェブページから取り出した本文（--whole: ページ全体の文章）
  policy-lens outline ファイル      読み取った文書の構造（開発者向け）
  policy-lens --help | --version

終了コード: 0 読んだ、1 読めないファイルがあった、2 使い方の誤り、3 --fail-on に当たった（読めないファイルがあれば 1）

--- English ---
policy-lens reads Japanese privacy policies against the APPI. Not legal advice.

  policy-lens check [FILE…|-]       read files (- or none: standard input) and print what was found; of a saved web page
                              (.html) the part that is the policy
      --format text|markdown|json|jsonl   default text; json takes one file, jsonl is {\"file\", \"report\"} a line
      --lang ja|en            language of the output (default ja)
      --color auto|always|never
      --encoding NAME         default: detected (UTF-8, UTF-16, Shift_JIS, EUC-JP, ISO-2022-JP)
      --fail-on LEVEL[,LEVEL] exit status 3 if: high|medium|low|info: there is a point to look at of that severity or
                              above; missing: a mandatory requirement (level M) was not found. A text that cannot be
                              judged (empty, not Japanese) counts as found
  policy-lens serve [--port N] [--open]      hand out the page on this computer only (127.0.0.1, port 4180); also without arguments
  policy-lens extract FILE [--whole]         the text taken out of a web page (--whole: all of its text)
  policy-lens outline FILE          the structure as it was read (for developers)

Exit status: 0 read, 1 a file could not be read, 2 wrong use, 3 --fail-on found something (1 if a file could not be read as well)
";

/// Name, version, and which state of the law it knows.
pub fn version() -> String {
    format!(
        "policy-lens {} (catalogue {}, law as of {})\n",
        env!("CARGO_PKG_VERSION"),
        policy_lens::catalogue::CATALOGUE_VERSION,
        policy_lens::catalogue::LAW_AS_OF
    )
}
