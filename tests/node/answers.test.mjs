// The Wasm that readers get answers exactly what the native build answers: the same keys in the same order, the same offsets.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, catalogue, native, policies, quotes } from './engine.mjs';

const ENGLISH = 'Privacy Policy. We collect your name and e-mail address. Contact: privacy@example.com\n'.repeat(20);

/** Inputs that no policy is, and every analyzer meets. Well-formed: a file cannot hold anything else. */
const ODD = {
  'nothing': '',
  'blank': ' \t\r\n\u3000\n',
  'one character': '個',
  'one line end': '\n',
  'English': ENGLISH,
  'NUL inside': '個人情報\0の利用\0目的\n1. 車検の\0ご案内',
  'emoji and ideographs beyond the basic plane': '👨‍👩‍👧‍👦𠮷野家🚗個人情報保護方針🚗\n𠮷田 一郎の氏名、住所を取得します。👍🏽',
  'combining marks': 'か\u3099い\u3099しゃ ｶﾞｲﾄﾞ ﾎﾟﾘｼｰ プライハ\u3099シーホ\u309Aリシー',
  'old line ends': '個人情報保護方針\r第1条\r\n氏名を取得します。\u2028終わり\u2029\u0085',
  'one endless line': `個人情報の利用目的は${'車検のご案内、'.repeat(2000)}です。`,
  'brackets that never close': '「（【『'.repeat(500),
  'only headings': Array.from({ length: 300 }, (_, i) => `第${i + 1}条（利用目的）`).join('\n'),
};

for (const { name, text } of policies()) {
  test(`${name}: as native`, () => same(text));
}

for (const [name, text] of Object.entries(ODD)) {
  test(`${name}: as native`, () => same(text));
}

test('a megabyte: as native, with every quote in its place', () => {
  const all = policies().map(({ text }) => text).join('\n\n');
  same(all.repeat(Math.ceil(1_000_000 / all.length)).slice(0, 1_000_000).toWellFormed());
});

test('a lone surrogate is one unit that no quote can hold', () => {
  const [{ text }] = policies();
  const middle = text.length >> 1;
  for (const broken of ['\uD800', '\uDC00', `\uD83D${text}`, `${text.slice(0, middle)}\uDFFF${text.slice(middle)}`, '個人情報\uD800\uD800保護方針']) {
    assert.deepEqual(analyze(broken), analyze(broken.toWellFormed()));
    assert.equal(analyze(broken).document.utf16_length, broken.length);
  }
});

test('the same text gives the same report, whatever was read in between', () => {
  const texts = policies().map(({ text }) => text);
  const first = texts.map((text) => JSON.stringify(analyze(text)));
  for (const [i, text] of [...texts.entries()].reverse()) assert.equal(JSON.stringify(analyze(text)), first[i]);
});

test('every id of the catalogue is in every report', () => {
  const listed = catalogue().requirements.map(({ id }) => id);
  assert.ok(listed.length > 50, `${listed.length} requirements`);
  assert.equal(new Set(listed).size, listed.length);
  for (const text of ['', policies()[0].text]) {
    assert.deepEqual(analyze(text).checklist.map(({ id }) => id), listed);
    assert.deepEqual(native(text).checklist.map(({ id }) => id), listed);
  }
});

test('every risk that is found is in the catalogue', () => {
  const known = new Set(catalogue().risks.map(({ id }) => id));
  const found = policies().flatMap(({ text }) => analyze(text).risks.map(({ id }) => id));
  assert.ok(found.length > 0);
  assert.deepEqual(found.filter((id) => !known.has(id)), []);
});

function same(text) {
  const here = analyze(text);
  const there = native(text);
  // The reports are long; where they part is what helps, not both of them.
  assert.equal(difference(here, there), null);
  assert.ok(JSON.stringify(here) === JSON.stringify(there), 'the same values, but in another order');
  for (const { start, end, text: words } of quotes(here)) assert.equal(text.slice(start, end), words);
}

/** The first place where two values part, in words; null where they do not. */
function difference(wasm, native, path = 'report') {
  if (Object.is(wasm, native)) return null;
  if (!(wasm instanceof Object && native instanceof Object)) return `${path}: Wasm says ${short(wasm)}, native ${short(native)}`;
  for (const key of new Set([...Object.keys(wasm), ...Object.keys(native)])) {
    const inner = difference(wasm[key], native[key], `${path}.${key}`);
    if (inner) return inner;
  }
  return null;
}

function short(value) {
  return String(JSON.stringify(value)).slice(0, 120);
}
