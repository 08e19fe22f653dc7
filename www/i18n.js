// Every word of the page in Japanese and English, and the words for the codes of a report. Words about findings come from the report.

import { state } from './state.js';

const ja = {
  tagline: 'プライバシーポリシーを、個人情報保護法に照らして読む',
  nothing_leaves: '送信しません',
  catalogue: '調べる項目',
  bookmarklet: 'ブックマークレット',
  other_language: 'English',
  skip_text: '本文の欄へ',
  views: '表示の切り替え',
  text: '本文',
  check: 'チェック',
  summary: '要約',
  mode: '本文の表示方法',
  edit: '編集',
  read: '根拠を表示',
  open_file: 'ファイルを開く',
  clear: '消去',
  text_label: 'プライバシーポリシーの本文',
  placeholder: 'ここにプライバシーポリシーの本文を貼り付けてください。\n\nボタンは要りません。貼り付けた時点で、書いてあること・確認できないこと・その根拠の文が並びます。\n\n.txt や .md、保存したウェブページ（.html）を落としても読めます。',
  viewer_label: '根拠の印を付けた本文',
  text_hint: '貼り付けるか入力すると、自動で読み取ります。本文はこのブラウザの外へ送信されません。',
  viewer_hint: 'N で次の根拠、P で前の根拠、Enter でその根拠を使う項目へ移ります。',
  places: '根拠の移動',
  previous_place: '前の根拠へ',
  next_place: '次の根拠へ',
  samples: '例で試す（架空の会社です）',
  disclaimer: '法的助言ではありません。',
  disclaimer_more: '本文に書かれていることだけを、決まった規則で読み取ります。実際の取扱いや、別のページ・書面に書かれたことは分かりません。',
  law_as_of: '法令の基準日',
  version: 'バージョン',
  quote_hint: '本文の該当箇所へ移動します',
  summary_empty: '本文を貼り付けると、ここに要約が出ます。',
  close: '閉じる',

  intro_heading: '貼り付けるだけで読み取ります',
  intro: [
    ['チェックリスト', '法律が求める事項ごとに、書いてあるか、どの文がその根拠かを示します。見当たらないときは、何を探し、どこまで近い文があったかを示します。'],
    ['気になる記載', '法の例外に収まらないおそれのある提供、古い条番号、雛形の消し忘れなどを、その文とともに挙げます。'],
    ['要約', '事業者、利用目的、第三者提供、共同利用、請求の手続、窓口、日付を一枚にまとめます。'],
  ],
  intro_private: '読み取りはこのブラウザの中だけで行います。本文の送信・保存はしません。',

  source: {
    part: { selection: '選択した部分', main: 'ポリシー本文', whole: 'ページ全体' },
    choose: '読む範囲',
    received: (/** @type {string} */ origin, /** @type {number} */ n) => `${origin} から ${n.toLocaleString('ja-JP')} 文字を受け取りました（通信は行っていません）`,
    taken: (/** @type {string} */ part, /** @type {number} */ n) => `${part} ${n.toLocaleString('ja-JP')} 文字を取り出しました。`,
    from_file: (/** @type {string} */ name, /** @type {string} */ encoding) => `${name}（${encoding}）から、`,
    from_markup: 'HTML のソースから、',
    markup: 'HTML のソースのようです。ポリシーの文章だけを取り出して読めます。',
    read_markup: '文章を取り出す',
    undo: '取り消す',
    notes: (/** @type {number} */ n) => `取り出すときの注意 ${n} 件`,
    beside: 'ページとの照合',
    beside_hint: '受け取ったページに見えるもの（入力欄、ソースに書かれたほかのホスト）と、本文の記載を並べて確かめる問いです。別のページや書面に答えがあることもあります。確かめるための通信は行っていません。',
    beside_none: '本文と並べて確かめたい点は、このページでは見つかりませんでした。',
    seen: 'ページに見えたもの',
  },

  busy: '読み取っています…',
  done: (/** @type {{ n: number, missing: number, partial: number, risks: number }} */ c) => `読み取りました。${c.n} 項目のうち、確認できない ${c.missing}、一部 ${c.partial}。気になる記載 ${c.risks}。`,
  idle: '本文は空です。',
  restarted: '読み取りの途中で問題が起きたため、読み取り部をやり直しました。',
  failed: '読み取れませんでした。読み取り部は作り直しました。本文を変えるか、もう一度貼り付けてください。',
  too_long: (/** @type {number} */ n) => `${n.toLocaleString('ja-JP')} 文字あります。20 万文字を超える本文は、編集欄に入れず表示だけします。`,
  pasted: '根拠に印を付けました。直すときは「編集」へ。',
  file_read: (/** @type {string} */ name, /** @type {string} */ encoding) => `${name} を読みました（${encoding}）。`,
  file_refused: (/** @type {string} */ name) => `${name} は読めません。.txt・.md・.html のファイル、または本文の貼り付けで試してください。`,
  cleared: '本文を消去しました。この画面のほかには残していません。',
  mark_gone: '本文が変わったため、この引用の場所は示せません。',

  document: '文書',
  no_title: '題名のない文書',
  kind: { privacy_policy: 'プライバシーポリシー', other: 'プライバシーポリシー以外の文書の可能性', empty: '本文なし' },
  kind_other: 'プライバシーポリシーではない可能性があります。以下は参考です。',
  language_other: '日本語の文書ではないため、項目を判定していません。',
  units: (/** @type {number} */ n) => `${n.toLocaleString('ja-JP')} 文字`,
  vintage: '書かれた時期の手がかり',
  vintage_range: (/** @type {string | null} */ from, /** @type {string | null} */ to) => (from && to ? `${from} から ${to} ごろの法令に沿った記載` : from ? `${from} 以降の法令に沿った記載` : to ? `${to} ごろまでの法令に沿った記載` : ''),
  notes: '読み取り上の注意',
  counts: '状態で絞り込む',
  all: 'すべて',
  copy_markdown: 'Markdown をコピー',
  copy_json: 'JSON をコピー',
  print: '印刷',
  copied: 'コピーしました。',
  copy_by_hand: 'コピーできませんでした。下の欄を選択してコピーしてください。',
  copy_heading: 'コピー',
  actions: '結果の持ち出し',

  risks: '気になる記載',
  risks_none: '気になる記載は見つかりませんでした。',
  checklist: 'チェックリスト',
  checklist_hint: '状態は、この文書に書かれていることだけから判断しています。',
  filtered_out: 'この分類には、選んだ状態の項目はありません。',
  prepare: '今後の改正に備える',
  prepare_hint: '成立済みで、まだ施行されていない改正に関わる項目です。不足としては数えていません。',
  effective_latest: (/** @type {string} */ date) => `遅くとも ${date} に施行`,

  why: '判定の理由',
  advice: '次にすること',
  basis: '根拠法令',
  elements: '確認した要素',
  evidence: '根拠の文',
  searched: '探したもの',
  searched_terms: '探した言葉',
  searched_sections: '読んだ範囲',
  searched_whole: '本文全体',
  nearest: '近い文と、足りないもの',
  nearest_none: '近い文もありませんでした。',
  untitled_section: (/** @type {number} */ n) => `見出しのない部分 ${n}`,
  more: (/** @type {number} */ n) => `ほか ${n} か所`,
  at_place: 'この箇所を根拠とするもの',
  none_at_place: 'この箇所を根拠とする項目はありません。',

  status: { satisfied: '記載あり', partial: '一部あり', by_reference: '参照のみ', missing: '確認できず', not_applicable: '該当なし', needs_input: '要確認' },
  level: { M: '義務', C: '条件付きの義務', G: '望ましい' },
  standard: { S1: '公表', S2: '容易に知り得る状態', S3: '知り得る状態（求めに応じた回答を含む）', S4: '明示・通知', S5: '公表義務なし' },
  severity: { high: '重要', medium: '注意', low: '軽微', info: '参考' },
  group: { operator: '事業者', purposes: '利用目的', collection: '取得', management: '管理', provision: '提供', rights: '本人の請求', web: 'ウェブ', document: '文書', trade: '業種・他の法律' },

  s_operator: '事業者',
  s_name: '名称', s_address: '住所', s_representative: '代表者', s_representative_title: '役職',
  s_contacts: '窓口',
  s_desk: '窓口名', s_phone: '電話', s_fax: 'FAX', s_email: 'メール', s_postal: '郵送先', s_url: 'URL', s_hours: '受付時間',
  s_purposes: '利用目的',
  s_items: '取得する情報',
  s_third_party: '第三者提供',
  s_principle: '原則', s_exceptions: '例外', s_lacks_qualifier: '法の要件の文言なし',
  s_joint_use: '共同利用',
  s_scope: '範囲', s_joint_items: '項目', s_joint_purposes: '目的', s_responsible: '管理責任者',
  s_entrustment: '委託',
  s_foreign: '外国への提供',
  s_statement: '記載', s_countries: '国・地域',
  s_security: '安全管理措置',
  s_sensitive: '要配慮個人情報',
  s_rights: '本人の請求',
  s_purpose_notification: '利用目的の通知', s_disclosure: '開示', s_provision_records: '第三者提供記録の開示', s_correction: '訂正・追加・削除', s_suspension_erasure: '利用停止・消去', s_stop_third_party: '第三者提供の停止',
  s_procedure: '手続',
  s_form: '請求の方法', s_identity: '本人確認', s_agent: '代理人',
  s_fee: '手数料', s_free: '無料', s_yen: (/** @type {number} */ n) => `${n.toLocaleString('ja-JP')} 円`,
  s_web: 'ウェブ',
  s_cookies: 'Cookie', s_tools: 'ツール', s_opt_out: '停止の方法',
  s_dates: '日付',
  s_links: 'リンク',
  s_sections: '文書の構成',
  s_none: 'この文書では確認できません',
  s_block: (/** @type {number} */ n) => `${n} つ目`,
  purpose: {
    contract: '契約', sales: '販売', notice: '案内', inspection: '点検・車検', insurance: '保険', credit: '与信', lease: 'リース', purchase: '買取・査定', survey: 'アンケート', analysis: '分析', advertising: '広告', support: 'サポート', provision: '提供', joint_use: '共同利用', recruiting: '採用', employment: '雇用', legal: '法令', requests: '問い合わせ', other: 'その他',
  },
  exception: {
    consent: '同意', law: '法令', life: '生命・財産', public_health: '公衆衛生', public_body: '公的機関', academic: '学術', entrustment: '委託', succession: '事業承継', joint_use: '共同利用', deidentified: '特定できない形', inquiry: '照会', affiliate: '関連会社', publication: '公開情報', vague: 'あいまい', other: 'その他',
  },
  security: { policy: '基本方針', rules: '規律', organizational: '組織的', human: '人的', physical: '物理的', technical: '技術的', environment: '外的環境' },
  date: { established: '制定', revised: '改定', effective: '施行', previous: '以前の版' },

  sample: {
    'aozora-dealer': ['整った小さな販売店', '求められる事項がひととおり書かれたもの'],
    'minato-pdf': ['PDF からの写し', '改行や字の乱れたまま貼り付けたもの'],
    'old-garage': ['古く短いもの', '2022 年の改正より前から直していないもの'],
  },

  privacy_heading: '文章は送信されません',
  privacy: [
    '本文の読み取りは、すべてこのブラウザの中で行います。本文も結果も、どこにも送信せず、保存もしません。タブを閉じれば消えます。',
    'このページは一つのファイルです。動くのはこのファイルのスクリプトだけで、そのスクリプトには通信の手段がありません。ブラウザの設定（Content Security Policy）が、読み込み・送信・フォームの送信をすべて禁じています。',
    'ブラウザの設定だけでは禁じきれないもの（ページの移動など）は、スクリプトに含めないことで防いでいます。例外は、ブックマークレットで受け取った文章の「元のページで見る」だけで、押したときにだけ元のページを開きます。ブラウザの拡張機能や翻訳機能が行うことは、このページでは止められません。',
  ],
  privacy_check_heading: '自分で確かめる方法',
  privacy_check: [
    '開発者ツール（F12）の「ネットワーク」を開いたまま本文を貼り付けると、通信が一件も増えないことが見えます。',
    '機内モードにする、またはこのページを保存して通信を切ってから開いても、同じように動きます。',
    'ページのソースを表示すると、先頭に禁止事項（Content-Security-Policy）が書かれています。スクリプトは読める形のままです。',
  ],
  privacy_count: (/** @type {number} */ n) => `このページが開いてからブラウザが記録した、ほかの資源の読み込み: ${n} 件`,
  wasm_hash: '動いている WebAssembly の SHA-256',

  catalogue_lead: (/** @type {number} */ requirements, /** @type {number} */ risks) => `このページが調べる ${requirements} 項目と、気になる記載 ${risks} 種類の一覧です。`,
  catalogue_busy: '一覧を読み込んでいます…',
  catalogue_failed: '一覧を読み込めませんでした。',
  catalogue_filter: '一覧を絞り込む',
  catalogue_none: '当てはまる項目はありません。',
  c_what: '満たすもの', c_why: '理由', c_advice: '書き方', c_terms: '探す言葉', c_traps: '似ているが違うもの', c_standard: '知らせ方', c_pending: '今後の改正', c_sources: 'もとにした法令',

  md_title: 'プライバシーポリシーの読み取り結果',
};

/** @type {typeof ja} */
const en = {
  tagline: 'Reads Japanese privacy policies against the APPI',
  nothing_leaves: 'Nothing sent',
  catalogue: 'All checks',
  bookmarklet: 'Bookmarklet',
  other_language: '日本語',
  skip_text: 'To the text field',
  views: 'Views',
  text: 'Text',
  check: 'Check',
  summary: 'Summary',
  mode: 'How the text is shown',
  edit: 'Edit',
  read: 'Show evidence',
  open_file: 'Open file',
  clear: 'Clear',
  text_label: 'Text of the privacy policy',
  placeholder: 'Paste the text of a Japanese privacy policy here.\n\nNo button needed: as soon as it is pasted you see what it says, what cannot be found in it, and the sentences that prove either.\n\nYou can also drop a .txt or .md file, or a saved web page (.html).',
  viewer_label: 'Text with the evidence marked',
  text_hint: 'The text is read as you paste or type. It does not leave this browser.',
  viewer_hint: 'N goes to the next piece of evidence, P to the previous one, Enter to the item it proves.',
  places: 'Move between pieces of evidence',
  previous_place: 'Previous evidence',
  next_place: 'Next evidence',
  samples: 'Try an example (the companies are invented)',
  disclaimer: 'This is not legal advice.',
  disclaimer_more: 'Fixed rules read what is written in the text, nothing else. Actual practice, and what other pages or papers say, cannot be seen from here.',
  law_as_of: 'Law as of',
  version: 'Version',
  quote_hint: 'Goes to the place in the text',
  summary_empty: 'Paste a text and its summary appears here.',
  close: 'Close',

  intro_heading: 'Paste, and it is read',
  intro: [
    ['Checklist', 'For everything the law asks for: whether it is stated, and by which sentence. Where it cannot be found: what was looked for, and how near the text comes.'],
    ['Points to look at', 'Provision that may not fit the law’s exceptions, outdated article numbers, left-over template text, each with its sentence.'],
    ['Summary', 'Operator, purposes, third-party provision, joint use, requests, contacts and dates on one sheet.'],
  ],
  intro_private: 'All reading happens inside this browser. The text is neither sent nor stored.',

  source: {
    part: { selection: 'Selection', main: 'Policy text', whole: 'Whole page' },
    choose: 'What to read',
    received: (/** @type {string} */ origin, /** @type {number} */ n) => `Received ${n.toLocaleString('en')} characters from ${origin} (nothing was requested)`,
    taken: (/** @type {string} */ part, /** @type {number} */ n) => `${part}: ${n.toLocaleString('en')} characters taken.`,
    from_file: (/** @type {string} */ name, /** @type {string} */ encoding) => `From ${name} (${encoding}). `,
    from_markup: 'From the HTML source. ',
    markup: 'This looks like HTML source. The text of the policy can be taken out of it.',
    read_markup: 'Take the text out',
    undo: 'Undo',
    notes: (/** @type {number} */ n) => `Notes on what was taken: ${n}`,
    beside: 'Beside the page',
    beside_hint: 'Questions that arise when what the page shows (form fields, other hosts in its source) is put beside the text. Another page or document may answer them. Nothing was requested to find out.',
    beside_none: 'Nothing on this page called for a question.',
    seen: 'Seen on the page',
  },

  busy: 'Reading…',
  done: (c) => `Read. Of ${c.n} items, ${c.missing} not found, ${c.partial} in part. ${c.risks} points to look at.`,
  idle: 'There is no text.',
  restarted: 'Something went wrong while reading; the reader was started anew.',
  failed: 'The text could not be read. The reader was started anew: change the text, or paste it again.',
  too_long: (n) => `${n.toLocaleString('en')} characters. A text of more than 200,000 is shown, not put into the edit field.`,
  pasted: 'The evidence is marked. Choose “Edit” to change the text.',
  file_read: (name, encoding) => `Read ${name} (${encoding}).`,
  file_refused: (name) => `${name} cannot be read. Try a .txt, .md or .html file, or paste the text.`,
  cleared: 'The text is cleared. It was kept nowhere but here.',
  mark_gone: 'The text has changed; the place of this quote cannot be shown.',

  document: 'Document',
  no_title: 'Untitled document',
  kind: { privacy_policy: 'Privacy policy', other: 'Possibly not a privacy policy', empty: 'No text' },
  kind_other: 'This may not be a privacy policy. Take what follows with care.',
  language_other: 'This is not a Japanese text, so no item was judged.',
  units: (n) => `${n.toLocaleString('en')} characters`,
  vintage: 'Traces of when it was written',
  vintage_range: (from, to) => (from && to ? `Worded after the law of about ${from} to ${to}` : from ? `Worded after the law since ${from}` : to ? `Worded after the law until about ${to}` : ''),
  notes: 'Notes on the reading',
  counts: 'Filter by status',
  all: 'All',
  copy_markdown: 'Copy Markdown',
  copy_json: 'Copy JSON',
  print: 'Print',
  copied: 'Copied.',
  copy_by_hand: 'Copying failed. Select the text below and copy it.',
  copy_heading: 'Copy',
  actions: 'Take the result along',

  risks: 'Points to look at',
  risks_none: 'No points to look at were found.',
  checklist: 'Checklist',
  checklist_hint: 'Every status rests on what this document says, on nothing else.',
  filtered_out: 'No item of this group has the chosen status.',
  prepare: 'Prepare for coming amendments',
  prepare_hint: 'Touched by amendments that are enacted and not yet in force. None of this is counted as missing.',
  effective_latest: (date) => `in force by ${date} at the latest`,

  why: 'Why this status',
  advice: 'What to do',
  basis: 'Legal basis',
  elements: 'Elements looked for',
  evidence: 'Evidence',
  searched: 'What was looked for',
  searched_terms: 'Terms',
  searched_sections: 'Sections read',
  searched_whole: 'the whole text',
  nearest: 'Nearest sentences, and what each lacks',
  nearest_none: 'There is no sentence near it.',
  untitled_section: (n) => `untitled part ${n}`,
  more: (n) => `and ${n} more`,
  at_place: 'Proven by this place',
  none_at_place: 'Nothing rests on this place.',

  status: { satisfied: 'Stated', partial: 'In part', by_reference: 'Pointer only', missing: 'Not found', not_applicable: 'Not applicable', needs_input: 'To be checked' },
  level: { M: 'Mandatory', C: 'Conditional', G: 'Good practice' },
  standard: { S1: 'publish', S2: 'easily accessible', S3: 'accessible (an answer on request will do)', S4: 'state or notify', S5: 'no duty to publish' },
  severity: { high: 'High', medium: 'Medium', low: 'Low', info: 'Info' },
  group: { operator: 'Operator', purposes: 'Purposes', collection: 'Collection', management: 'Management', provision: 'Provision', rights: 'Requests by the person', web: 'Web', document: 'Document', trade: 'Trade and other laws' },

  s_operator: 'Operator',
  s_name: 'Name', s_address: 'Address', s_representative: 'Representative', s_representative_title: 'Title',
  s_contacts: 'Contacts',
  s_desk: 'Desk', s_phone: 'Phone', s_fax: 'Fax', s_email: 'E-mail', s_postal: 'Post', s_url: 'URL', s_hours: 'Hours',
  s_purposes: 'Purposes of use',
  s_items: 'Data acquired',
  s_third_party: 'Third-party provision',
  s_principle: 'Principle', s_exceptions: 'Exceptions', s_lacks_qualifier: 'lacks the law’s qualifier',
  s_joint_use: 'Joint use',
  s_scope: 'Scope', s_joint_items: 'Items', s_joint_purposes: 'Purposes', s_responsible: 'Responsible',
  s_entrustment: 'Entrustment',
  s_foreign: 'Provision abroad',
  s_statement: 'Statement', s_countries: 'Countries',
  s_security: 'Security measures',
  s_sensitive: 'Sensitive data',
  s_rights: 'Requests by the person',
  s_purpose_notification: 'Notice of purposes', s_disclosure: 'Disclosure', s_provision_records: 'Disclosure of provision records', s_correction: 'Correction', s_suspension_erasure: 'Suspension, erasure', s_stop_third_party: 'Stop of provision',
  s_procedure: 'Procedure',
  s_form: 'How to request', s_identity: 'Identity check', s_agent: 'Agents',
  s_fee: 'Fee', s_free: 'free', s_yen: (n) => `${n.toLocaleString('en')} yen`,
  s_web: 'Web',
  s_cookies: 'Cookies', s_tools: 'Tools', s_opt_out: 'Opt-out',
  s_dates: 'Dates',
  s_links: 'Links',
  s_sections: 'Outline of the document',
  s_none: 'not found in this document',
  s_block: (n) => `No. ${n}`,
  purpose: {
    contract: 'contract', sales: 'sales', notice: 'notices', inspection: 'inspection', insurance: 'insurance', credit: 'credit', lease: 'lease', purchase: 'purchase', survey: 'survey', analysis: 'analysis', advertising: 'advertising', support: 'support', provision: 'provision', joint_use: 'joint use', recruiting: 'recruiting', employment: 'employment', legal: 'legal', requests: 'requests', other: 'other',
  },
  exception: {
    consent: 'consent', law: 'law', life: 'life or property', public_health: 'public health', public_body: 'public body', academic: 'academic', entrustment: 'entrustment', succession: 'succession', joint_use: 'joint use', deidentified: 'de-identified', inquiry: 'inquiry', affiliate: 'affiliate', publication: 'published', vague: 'vague', other: 'other',
  },
  security: { policy: 'policy', rules: 'rules', organizational: 'organizational', human: 'human', physical: 'physical', technical: 'technical', environment: 'external environment' },
  date: { established: 'established', revised: 'revised', effective: 'effective', previous: 'previous' },

  sample: {
    'aozora-dealer': ['A tidy small dealer', 'states nearly everything that is asked for'],
    'minato-pdf': ['Copied from a PDF', 'with broken lines and odd characters'],
    'old-garage': ['Old and short', 'untouched since before the 2022 amendment'],
  },

  privacy_heading: 'Nothing leaves this page',
  privacy: [
    'All reading happens inside this browser. Neither the text nor the result is sent or stored anywhere; closing the tab ends both.',
    'This page is one file. Only the script in this file runs, and it has no means to communicate: the browser’s rules for this page (its Content Security Policy) forbid every load, request and form.',
    'What those rules cannot forbid, such as leaving for another page, is kept out of the script itself, but for “See it on its page” for a text that the bookmark brought: it opens that page, and only when you press it. What browser extensions or translation services do is beyond this page’s reach.',
  ],
  privacy_check_heading: 'How to check it yourself',
  privacy_check: [
    'Open “Network” in the developer tools (F12) and paste a text: no request appears.',
    'Switch to flight mode, or save this page and open it without a connection: it works the same.',
    'View the page’s source: it begins with what is forbidden (Content-Security-Policy), and the script is left readable.',
  ],
  privacy_count: (n) => `Other resources the browser has loaded since this page was opened: ${n}`,
  wasm_hash: 'SHA-256 of the WebAssembly that is running',

  catalogue_lead: (requirements, risks) => `The ${requirements} items and ${risks} kinds of points that this page looks for.`,
  catalogue_busy: 'Loading the list…',
  catalogue_failed: 'The list could not be loaded.',
  catalogue_filter: 'Filter the list',
  catalogue_none: 'Nothing matches.',
  c_what: 'What satisfies it', c_why: 'Why', c_advice: 'Advice', c_terms: 'Terms looked for', c_traps: 'What looks like it but is not', c_standard: 'How it must be made known', c_pending: 'Coming amendments', c_sources: 'Laws this rests on',

  md_title: 'Reading of a privacy policy',
};

const texts = { ja, en };

/** The words of the page in the language chosen now. */
export function t() {
  return texts[state.lang];
}

/** A word for a code; the code itself where a newer analyzer knows one that this page does not. @param {Record<string, string>} words @param {string} code */
export function word(words, code) {
  return words[code] ?? code;
}

/**
 * The field of a report in the language chosen now: `pick(item, 'title')` is `item.title_ja` or `item.title_en`.
 * @template {string} F
 * @param {Record<`${F}_ja` | `${F}_en`, string>} item
 * @param {F} field
 * @returns {string}
 */
export function pick(item, field) {
  return state.lang === 'ja' ? item[/** @type {`${F}_ja`} */ (`${field}_ja`)] : item[/** @type {`${F}_en`} */ (`${field}_en`)];
}

/** Puts the words into the parts of the template that name them. */
export function translatePage() {
  const words = /** @type {Record<string, unknown>} */ (t());
  const say = (/** @type {string | undefined} */ key) => {
    const text = words[key ?? ''];
    if (typeof text !== 'string') throw new Error(`no words for ${key}`);
    return text;
  };
  document.documentElement.lang = state.lang;
  for (const node of document.querySelectorAll('[data-text]')) if (node instanceof HTMLElement) node.textContent = say(node.dataset['text']);
  for (const node of document.querySelectorAll('[data-label]')) if (node instanceof HTMLElement) node.setAttribute('aria-label', say(node.dataset['label']));
  for (const node of document.querySelectorAll('[data-placeholder]')) if (node instanceof HTMLTextAreaElement) node.placeholder = say(node.dataset['placeholder']);
  for (const node of document.querySelectorAll('[data-other-language]')) node.setAttribute('lang', state.lang === 'ja' ? 'en' : 'ja');
}
