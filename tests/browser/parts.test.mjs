// Parts of the page that need no browser: the judging of encodings, and the Markdown that takes a result along.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { toMarkdown } from '../../www/export.js';
import { decode } from '../../www/files.js';

it('tells the encodings of text files apart', () => {
  const text = '個人情報保護方針\n株式会社あおば自動車は、お客様の個人情報を適切に取り扱います。';
  // Shift_JIS and EUC-JP of 「個人情報の取扱いについて」, ISO-2022-JP of 「個人情報」.
  const bytes = {
    'UTF-8': new TextEncoder().encode(text),
    'UTF-16LE': new Uint8Array(Buffer.from(text, 'utf16le')),
    'UTF-16BE': new Uint8Array(Buffer.from(text, 'utf16le').swap16()),
    'Shift_JIS': new Uint8Array(Buffer.from('8cc2906c8fee95f182cc8ee688b582a282c982c282a282c4', 'hex')),
    'EUC-JP': new Uint8Array(Buffer.from('b8c4bfcdbef0caf3a4cebce8b0b7a4a4a4cba4c4a4a4a4c6', 'hex')),
    'ISO-2022-JP': new Uint8Array(Buffer.from('1b244238443f4d3e704a731b2842', 'hex')),
  };
  for (const name of ['UTF-8', 'UTF-16LE', 'UTF-16BE']) assert.deepEqual(decode(bytes[name]), { text, encoding: name });
  for (const name of ['Shift_JIS', 'EUC-JP']) assert.deepEqual(decode(bytes[name]), { text: '個人情報の取扱いについて', encoding: name });
  assert.deepEqual(decode(bytes['ISO-2022-JP']), { text: '個人情報', encoding: 'ISO-2022-JP' });
  assert.deepEqual(decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])), { text: 'a', encoding: 'UTF-8' });
  assert.deepEqual(decode(new Uint8Array([0xff, 0xfe, 0x61, 0x00])), { text: 'a', encoding: 'UTF-16LE' });
});

it('lets nothing of the text become markup in the Markdown', () => {
  const text = '[株式会社しらゆり](javascript:alert(1))は、<b>個人情報</b>を`利用`します。\n# 見出し | https://example.com/';
  const quote = { start: 0, end: text.length, text };
  const words = { title_ja: '利用目的', title_en: 'Purposes', why_ja: '理由', why_en: 'why', advice_ja: '助言', advice_en: 'advice' };
  const markdown = toMarkdown({
    analyzer: { name: 'policy-lens', version: '0', catalogue: '0' },
    law_as_of: '2026-01-01',
    document: { title: quote, notes: [] },
    risks: [{ id: 'r', severity: 'high', basis: ['法27条1項'], evidence: [quote], ...words }],
    checklist: [
      { id: 'a', group: 'purposes', level: 'M', basis: [], status: 'satisfied', evidence: [quote], searched: null, ...words },
      { id: 'b', group: 'purposes', level: 'M', basis: [], status: 'missing', evidence: [], searched: { terms: ['苦情', '窓口'] }, ...words },
    ],
    prepare: [],
  });
  assert.equal(markdown.match(/しらゆり/g)?.length, 3);
  assert.doesNotMatch(markdown, /(?<!\\)[<`|]|(?<!\\)\]\(|^# 見出し|(?<!\\)https?:\/\//m);
  assert.match(markdown, /苦情, 窓口/);
});
