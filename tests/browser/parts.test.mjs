// Parts of the page that need no browser: the judging of encodings, the Markdown that takes a result along, the address back to the
// page a text came from, the bookmark for where the page is, and what the receiver takes for a message of the courier.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { addressOfPlace } from '../../www/backlink.js';
import { courierAddress, hostOf } from '../../www/courier.js';
import { toMarkdown } from '../../www/export.js';
import { decode } from '../../www/files.js';
import { SIZE_LIMIT, unpackParcel } from '../../www/receiver.js';

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

it('makes the address of a place of the page', () => {
  const page = 'https://dealer.example/privacy';
  const place = (text, quote, at = text.indexOf(quote)) => addressOfPlace(page, text, at, at + quote.length);
  const directive = (address) => address.slice(`${page}#:~:text=`.length).split(',').map(decodeURIComponent);

  const text = '利用目的\n1. 販売・A-B, C & D のため\n利用目的\n\t個人情報を利用します。\n\n・当社は、自動車の販売、整備および点検のご案内、保険の取次ぎ、アンケートの実施、新しい商品のご案内のために利用します。ほかの目的では利用しません。';
  assert.equal(place(text, '販売・A-B, C & D のため'), `${page}#:~:text=${encodeURIComponent('販売・A').replace('-', '')}%2DB%2C%20C%20%26%20D%20%E3%81%AE%E3%81%9F%E3%82%81`);
  // List signs are drawn by the page, so they are no text of it.
  assert.deepEqual(directive(place(text, '1. 販売・A-B, C & D のため')), ['販売・A-B, C & D のため']);
  // The same words came earlier: what stands before tells them apart.
  assert.deepEqual(directive(place(text, '利用目的', text.lastIndexOf('利用目的'))), ['B, C & D のため-', '利用目的']);
  // Several lines, or a long one: by the two ends, cut between words.
  assert.deepEqual(directive(place(text, '利用目的\n1. 販売・A-B, C & D のため', 0)), ['利用目的', '販売・A-B, C & D のため']);
  const long = directive(place(text, text.slice(text.indexOf('当社は'))));
  assert.equal(long.length, 2);
  assert.ok(text.includes(long[0]) && long[0].startsWith('当社は、') && text.endsWith(long[1]) && long[0].length <= 24 && long[1].length <= 24, long.join());
  // A quote that begins or ends within a word takes the whole word along.
  assert.deepEqual(directive(place('当社は関連会社に提供します。', '連会社に提')), ['関連会社に提供']);
  assert.equal(addressOfPlace(page, '\n\n', 0, 2), page);
});

it('fills the bookmark with where the page is, and with nothing else of its address', () => {
  const code = '(()=>{const o="__ORIGIN__",a=`${o}__PATH__`;a#})()';
  assert.deepEqual(hostOf('http://127.0.0.1:4180/?q=1#x'), { origin: 'http://127.0.0.1:4180', path: '/' });
  assert.equal(hostOf('file:///home/someone/policy-lens.html'), null);
  assert.equal(decodeURIComponent(courierAddress(code, hostOf('https://例え.example/a%20b`$%7B1%7D"/lens.html'))), 'javascript:(()=>{const o="https://xn--r8jz45g.example",a=`${o}/a%20b%60%24%7B1%7D%22/lens.html`;a#})()');
  assert.equal(decodeURIComponent(courierAddress(code, null)), 'javascript:(()=>{const o="",a=`${o}`;a#})()');
});

it('takes nothing but sound messages of bearable size', () => {
  const origin = 'https://dealer.example';
  const message = (changed = {}) => ({ v: 1, url: `${origin}/privacy?q=1#x`, title: 't', lang: 'ja', selection: { text: '', html: '' }, text: 'x\ud800', html: '<p>x', frames: [{ title: '', text: 'y', html: '' }], ...changed });
  const taken = unpackParcel(message({ extra: 1 }), origin);
  assert.deepEqual(taken, { origin, address: `${origin}/privacy`, title: 't', lang: 'ja', selection: { text: '', html: '' }, text: 'x\ufffd', html: '<p>x', frames: [{ title: '', text: 'y', html: '' }] });
  for (const url of ['https://other.example/privacy', 'javascript:alert(1)', 'file:///etc/passwd', 'null/privacy', '', 'x'.repeat(5000)]) assert.equal(unpackParcel(message({ url }), origin).address, null);
  for (const data of [null, undefined, 'x', 1, [], {}, message({ v: 2 }), message({ text: 1 }), message({ selection: [] }), message({ frames: null }), message({ frames: [1] }), message({ lang: undefined })]) assert.equal(unpackParcel(data, origin), null);
  assert.equal(unpackParcel(message({ text: 'x'.repeat(SIZE_LIMIT) }), origin), 'too-big');
  assert.equal(unpackParcel(message({ frames: Array.from({ length: 5000 }, () => ({ title: '', text: 'x', html: '' })) }), origin).frames.length, 500);
});
