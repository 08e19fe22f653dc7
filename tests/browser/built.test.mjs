// The built page as a file, without a browser: its policy is the promised one, its hashes are those of what it holds, and it names
// nothing that could speak to anyone.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { PAGE } from './browsers.mjs';
import { decode } from '../../www/files.js';

const page = await readFile(PAGE, 'utf8');
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const only = (pattern) => {
  const found = [...page.matchAll(pattern)];
  assert.equal(found.length, 1, `${pattern} occurs ${found.length} times`);
  return found[0][1];
};

it('begins with its policy, which is the promised one, with the hashes of its own script and styles', () => {
  const policy = only(/<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">/g);
  const script = only(/<script>([\s\S]*?)<\/script>/g);
  const style = only(/<style>([\s\S]*?)<\/style>/g);
  assert.equal(policy, `default-src 'none'; script-src ${hash(script)} 'wasm-unsafe-eval'; style-src ${hash(style)}; worker-src blob:; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types policy-lens`);
});

it('names no address to load from, and nothing that could speak to anyone', () => {
  const [markup] = page.split('<script>');
  assert.doesNotMatch(markup, /\s(src|href|action|poster|srcset|data)="(?!#|data:image\/svg\+xml,)/);
  const script = only(/<script>([\s\S]*?)<\/script>/g);
  for (const name of ['fetch(', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon', 'RTCPeerConnection', 'WebTransport', 'serviceWorker', 'importScripts', 'innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document.write', 'eval(', 'new Function', 'window.open', 'location.href', 'location.assign', 'location.replace']) {
    assert.ok(!script.includes(name), name);
  }
});

it('carries a fallback text for where its script does not run', () => {
  const fallback = only(/<div id="fallback">([\s\S]*?)<\/div>/g);
  assert.match(fallback, /[ぁ-ん]{3}/);
  assert.match(fallback, /lang="en"/);
});

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
