// The built page as a file, without a browser: its policy is the promised one, its hashes are those of what it holds, and it names
// nothing that could speak to anyone.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { PAGE } from './browsers.mjs';

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
  // One window opens when the reader asks for it, and learns nothing of this page.
  const script = only(/<script>([\s\S]*?)<\/script>/g).replace('window.open(address, "_blank", "noopener,noreferrer")', '');
  for (const name of ['fetch(', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon', 'RTCPeerConnection', 'WebTransport', 'serviceWorker', 'importScripts', 'innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document.write', 'eval(', 'new Function', 'window.open(', 'location.href', 'location.assign', 'location.replace']) {
    assert.ok(!script.includes(name), name);
  }
});

it('carries a fallback text for where its script does not run', () => {
  const fallback = only(/<div id="fallback">([\s\S]*?)<\/div>/g);
  assert.match(fallback, /[ぁ-ん]{3}/);
  assert.match(fallback, /lang="en"/);
});

it('offers the bookmark as it was published, and shows the source it is made of', async () => {
  const plain = (text) => text.replaceAll('&lt;', '<').replaceAll('&amp;', '&');
  const source = plain(only(/<template id="courier-source">([\s\S]*?)<\/template>/g));
  const code = plain(only(/<template id="courier-code">([\s\S]*?)<\/template>/g));
  const www = new URL('../../www/', import.meta.url);
  assert.equal(source, await readFile(new URL('bookmarklet.js', www), 'utf8'));
  assert.equal(code, (await readFile(new URL('bookmarklet.v1.txt', www), 'utf8')).trim());
  const { build } = await import('esbuild');
  const made = await build({ stdin: { contents: source }, write: false, minify: true, target: 'es2022', charset: 'utf8', format: 'esm' });
  assert.equal(made.outputFiles[0].text.trim(), code);
});
