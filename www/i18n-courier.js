// The words around the bookmark, in Japanese and English: how to get it, what it brought, and the way back to the page.

import { state } from './state.js';

const ja = {
  title: 'ブックマークレット',
  lead: '見ているページの文章を、そのままここへ渡すブックマークです。プライバシーポリシーのページで押すと、この画面が開いて読み取りが始まります。',
  lead_private: '文章はタブからタブへ、ブラウザの中だけで渡ります。サーバーには送られず、アドレスや履歴にも残りません。',
  name: 'Policy Lens で読む',
  name_copying: '本文をコピー（Policy Lens 用）',
  drag: 'このボタンを、ブックマークバーまでドラッグしてください（ここで押しても動きません）。',
  not_here: 'この画面の安全のための設定（CSP）が、ここで動くことを禁じています。ブックマークバーまでドラッグするか、コードをコピーしてください。',
  copy_code: 'コードをコピー',
  opens: (/** @type {string} */ address) => `このブックマークが開く画面: ${address}`,
  opens_local: 'この画面を配信しているパソコンでだけ、配信している間だけ使えます。',
  from_file: 'この画面は、保存したファイルとして開かれています。ウェブのページからパソコンの中のファイルを開くことを、ブラウザは許しません。そのため、下のブックマークは画面を開かず、本文をコピーするだけです。コピーしたら、この画面に貼り付けてください。',
  how: '入れ方',
  picture: (/** @type {string} */ name) => `${name}で、ページの中のボタンを、アドレス欄の下のバーへ運ぶ図`,
  browsers: [
    { id: 'chromium', name: 'Chrome・Edge', steps: ['Ctrl+Shift+B（Mac は ⌘+Shift+B）で、ブックマーク バーを出します。', '上のボタンを、押したままバーまで運んで離します。', '読みたいページで、バーのボタンを押します。'] },
    { id: 'firefox', name: 'Firefox', steps: ['Ctrl+Shift+B（Mac は ⌘+Shift+B）で、ブックマークツールバーを出します。', '上のボタンを、押したままツールバーまで運んで離し、「保存」を押します。', '読みたいページで、ツールバーのボタンを押します。'] },
    { id: 'safari', name: 'Safari', steps: ['⌘+Shift+B で、お気に入りバーを出します。', '上のボタンを、押したままバーまで運び、名前を確かめます。', '読みたいページで、バーのボタンを押します。動かないときは、本文をコピーして貼り付けてください。'] },
  ],
  by_hand: 'ドラッグできないとき',
  by_hand_steps: ['「コードをコピー」を押します。', '好きなページをブックマークに追加し、そのブックマークの「編集」を開きます。', '名前を「Policy Lens で読む」に、URL をコピーしたコードに置き換えて保存します。'],
  phone: 'スマートフォンでは',
  phone_picture: '本文を選び、コピーして、この画面に貼り付ける図',
  phone_steps: ['ページの本文を長押しし、「すべてを選択」を選びます。', '「コピー」（または「共有」→「コピー」）を押します。', 'この画面を開き、本文の欄に貼り付けます。'],
  limits: 'うまく渡らないとき',
  limits_list: [
    'ページの設定によっては、画面は開いても文章が渡りません。2〜3 秒待つと、元のページに「本文をコピー」の窓が出ます。コピーして、この画面に貼り付けてください。コピーもできないページは、ファイルに保存（Ctrl+S、Mac は ⌘+S）して、この画面に落としてください。',
    'PDF や画像だけのページ、別のサイトの文章を枠で表示しているページからは、文章を取り出せません。枠の中だけを開き直すか、本文を選択してコピーしてください。',
    '文章を 200 文字以上選択してから押すと、選択した部分を読みます。',
    '元のページは、開いたこの画面を別のページへ移動させることができます。受け取った後にアドレス欄が変わっていないことを確かめてください。',
  ],
  source: 'ブックマークの中身（ソース）',
  source_lead: (/** @type {number} */ n) => `このブックマークは ${n.toLocaleString('ja-JP')} 文字のコードです。もとの読めるソースは次のとおりです。ページの中では何も読み込まず、何も送信しません。`,

  arrived_while_working: (/** @type {string} */ origin, /** @type {number} */ n) => `${origin} から ${n.toLocaleString('ja-JP')} 文字が届きました。いまの本文と置き換えますか？`,
  replace: '置き換える',
  keep: 'いまの本文を残す',
  own_page: 'これは Policy Lens の画面です。ブックマークは、プライバシーポリシーのページで押してください。',
  nothing_there: 'そのページからは文章を取り出せませんでした（PDF や画像だけのページなど）。本文を選択してコピーし、ここに貼り付けてください。',
  too_big: '届いた文章が大きすぎるため、受け取りませんでした。必要な部分を選択してコピーし、ここに貼り付けてください。',
  waiting: 'まだ文章が届いていません。元のページに戻ると「本文をコピー」の窓が出ています。コピーして、ここに貼り付けてください。',
  original: '元のページで見る',
  original_hint: '元のページを新しいタブで開き、この箇所を示します（ここで初めて通信します）',
  copy_original: '元のページのこの箇所のアドレスをコピー（開けないときに）',
};

/** @type {typeof ja} */
const en = {
  title: 'Bookmarklet',
  lead: 'A bookmark that brings the text of the page you are looking at. Click it on a privacy policy: this page opens and reads it.',
  lead_private: 'The text passes from tab to tab inside the browser. It is not sent to any server, and leaves no trace in the history or in addresses.',
  name: 'Read with Policy Lens',
  name_copying: 'Copy text (for Policy Lens)',
  drag: 'Drag this button to the bookmarks bar. (Clicked here, it does nothing.)',
  not_here: 'The safety rules of this page (its CSP) forbid it to run here. Drag it to the bookmarks bar, or copy the code.',
  copy_code: 'Copy the code',
  opens: (address) => `This bookmark opens: ${address}`,
  opens_local: 'It works on the computer that serves this page, while it does.',
  from_file: 'This page is open as a saved file. Browsers do not let a page of the web open a file of your computer. So the bookmark below opens nothing and only copies the text: paste it into this page.',
  how: 'How to get it',
  picture: (name) => `${name}: the button of the page is carried to the bar below the address`,
  browsers: [
    { id: 'chromium', name: 'Chrome, Edge', steps: ['Show the bookmarks bar: Ctrl+Shift+B (Mac: ⌘+Shift+B).', 'Drag the button above to the bar.', 'On the page you want to read, click it there.'] },
    { id: 'firefox', name: 'Firefox', steps: ['Show the bookmarks toolbar: Ctrl+Shift+B (Mac: ⌘+Shift+B).', 'Drag the button above to the toolbar and choose “Save”.', 'On the page you want to read, click it there.'] },
    { id: 'safari', name: 'Safari', steps: ['Show the favourites bar: ⌘+Shift+B.', 'Drag the button above to the bar and confirm its name.', 'On the page you want to read, click it there. If it does not work, copy the text and paste it.'] },
  ],
  by_hand: 'If it cannot be dragged',
  by_hand_steps: ['Press “Copy the code”.', 'Bookmark any page and edit that bookmark.', 'Name it “Read with Policy Lens”, put the code in place of the address, and save.'],
  phone: 'On a phone',
  phone_picture: 'The text is selected, copied, and pasted into this page',
  phone_steps: ['Press long on the text of the page and choose “Select all”.', 'Choose “Copy” (or “Share”, then “Copy”).', 'Open this page and paste it into the text field.'],
  limits: 'If the text does not arrive',
  limits_list: [
    'Some pages let this page open but cut it off. After two or three seconds they show a small window with “Copy”: copy, and paste here. If even that fails, save the page (Ctrl+S, Mac: ⌘+S) and drop the file here.',
    'PDF files, images, and frames of another site give no text. Open the frame by itself, or select and copy the text.',
    'If 200 characters or more are selected when you click, the selection is read.',
    'The page you came from can lead this tab to another address. See that the address has not changed after the text arrived.',
  ],
  source: 'What is in the bookmark (source)',
  source_lead: (n) => `The bookmark is ${n.toLocaleString('en')} characters of code, made of this readable source. In the page it loads nothing and sends nothing.`,

  arrived_while_working: (origin, n) => `${n.toLocaleString('en')} characters came from ${origin}. Replace the text you have?`,
  replace: 'Replace',
  keep: 'Keep mine',
  own_page: 'This is Policy Lens itself. Click the bookmark on the page of a privacy policy.',
  nothing_there: 'No text could be taken from that page (a PDF, or images only). Select and copy the text, and paste it here.',
  too_big: 'What came was too big and was not taken. Select and copy the part you need, and paste it here.',
  waiting: 'No text has come yet. The page you came from shows a small window with “Copy”: copy there, and paste here.',
  original: 'See it on its page',
  original_hint: 'Opens the page in a new tab at this place (only then anything is requested)',
  copy_original: 'Copy the address of this place on its page (for when it does not open)',
};

const texts = { ja, en };

/** In the language chosen now. */
export function words() {
  return texts[state.lang];
}
