// What the page hears in few words is the report, to the last byte: the same keys in the same order, whatever was told before.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Listener } from '../../www/terse.js';
import { Teller, analyze, policies } from './engine.mjs';

/** A worker and its page. */
function pair() {
  const teller = new Teller();
  const listener = new Listener();
  return (text) => {
    const words = teller.analyze(text);
    const fresh = teller.fresh();
    return { report: listener.hear({ words, fresh }, text), fresh, words };
  };
}

const ODD = ['', '個', 'Privacy Policy. We collect your name.\n'.repeat(20), '個人情報\uD800の利用目的\n1. 🚗車検のご案内', '𠮷田は、個人情報を利用します。'.repeat(300)];
const TEXTS = [...policies().map(({ text }) => text), ...ODD];

test('each report by itself', () => {
  for (const text of TEXTS) assert.equal(JSON.stringify(pair()(text).report), JSON.stringify(analyze(text)));
});

test('one report after the other, twice', () => {
  const ask = pair();
  for (const text of [...TEXTS, ...TEXTS]) assert.equal(JSON.stringify(ask(text).report), JSON.stringify(analyze(text)));
});

test('no string is said twice', () => {
  const ask = pair();
  const said = TEXTS.flatMap((text) => ask(text).fresh);
  assert.ok(said.length > 500, `${said.length} strings`);
  assert.equal(new Set(said).size, said.length);
  assert.deepEqual(TEXTS.flatMap((text) => ask(text).fresh), []);
});

test('an answer in unknown words is an error, not a report', () => {
  assert.throws(() => new Listener().hear({ words: Uint32Array.of(7), fresh: [] }, ''), /unknown words/);
});
