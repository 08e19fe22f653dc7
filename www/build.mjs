// Builds the one-file page: bundles www/, inlines styles, script, worker and Wasm, and writes the Content-Security-Policy with
// the hashes of exactly what was inlined. The same inputs give the same bytes.
//
//   node www/build.mjs --wasm <policy_lens_bg.wasm> --packed <the same, gzipped> --glue <policy_lens.js> --version <x.y.z> --out <policy-lens.html>
//
// The glue is wasm-bindgen's `--target web` module. Bundling drops its loader, which is the only place in it that could reach for
// the network: the worker hands it the bytes. The build fails if anything of the kind is left in the page.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { LENGTH_LIMIT, courierAddress } from './courier.js';

const www = dirname(fileURLToPath(import.meta.url));
const root = dirname(www);

/** The invented policies offered on the page: their file names are their ids, their titles are in i18n.js. */
const SAMPLES = ['aozora-dealer', 'minato-pdf', 'old-garage'];

/** What must not be in the finished page: it could speak to someone, run other code, or leave. `tests/floors.rs` scans the sources likewise. */
const FORBIDDEN = [
  /\bfetch\s*\(/, /XMLHttpRequest/, /WebSocket/, /EventSource/, /sendBeacon/, /RTCPeerConnection/, /WebTransport/, /serviceWorker/,
  /\bimportScripts\b/, /\bimport\s*\(/, /\.innerHTML/, /\.outerHTML/, /insertAdjacentHTML/, /document\.write/, /\beval\s*\(/, /new Function\b/,
  /window\.open\b/, /\blocation\s*(=[^=]|\.(href|assign|replace|hash|search)\b)/, /createElement\(\s*['"](a|iframe|link|script|form|img|object|embed)['"]/,
];

/** The one window that the page opens, when the reader asks for it (www/backlink.js): it learns nothing of this page. */
const OPENS = 'window.open(address, "_blank", "noopener,noreferrer")';

const sha256 = (/** @type {string | Uint8Array} */ bytes) => createHash('sha256').update(bytes).digest();

/**
 * @param {string} entry
 * @param {import('esbuild').Plugin[]} plugins
 */
async function bundle(entry, plugins) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    plugins,
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error(`${entry}: nothing came out of the bundler`);
  return file.text;
}

/** The design tokens that the styles use, and only those. @param {string} css */
async function tokens(css) {
  const source = await readFile(resolve(root, 'node_modules/@digital-go-jp/design-tokens/dist/tokens.css'), 'utf8');
  const known = new Map([...source.matchAll(/^\s*(--[\w-]+):\s*(.+);$/gm)].map((m) => [m[1] ?? '', m[2] ?? '']));
  const own = new Set([...css.matchAll(/(--[\w-]+)\s*:/g)].map((m) => m[1] ?? ''));
  /** @type {Set<string>} */
  const used = new Set();
  const collect = (/** @type {string} */ text) => {
    for (const [, name = ''] of text.matchAll(/var\((--[\w-]+)/g)) {
      if (own.has(name) || used.has(name)) continue;
      const value = known.get(name);
      if (value === undefined) throw new Error(`style.css uses ${name}, which is neither its own nor a design token`);
      used.add(name);
      collect(value);
    }
  };
  collect(css);
  const lines = [...known].filter(([name]) => used.has(name)).map(([name, value]) => `  ${name}: ${value};`);
  return `/* Design tokens of the Digital Agency, Government of Japan (MIT): those used here. */\n:root {\n${lines.join('\n')}\n}\n`;
}

/**
 * The bookmark's code. What is in people's bookmarks stays there, so the code of a version is kept as a file, and sources that make
 * another one need another version.
 * @returns {Promise<{ code: string, source: string }>}
 */
async function courier() {
  const source = await readFile(resolve(www, 'bookmarklet.js'), 'utf8');
  const version = /\bconst VERSION = (\d+);/.exec(source)?.[1];
  if (!version) throw new Error('bookmarklet.js must say its VERSION');
  const result = await build({ absWorkingDir: root, entryPoints: ['www/bookmarklet.js'], write: false, minify: true, target: 'es2022', charset: 'utf8', format: 'esm', logLevel: 'warning' });
  const code = (result.outputFiles[0]?.text ?? '').trim();
  const frozen = resolve(www, `bookmarklet.v${version}.txt`);
  if (!existsSync(frozen)) {
    await writeFile(frozen, `${code}\n`);
    console.log(`${frozen}: a new version of the bookmark`);
  }
  if ((await readFile(frozen, 'utf8')).trim() !== code) throw new Error(`bookmarklet.js does not make ${frozen}, which is published: give it a new VERSION`);
  const { length } = courierAddress(code, { origin: 'https://policy-lens.example', path: '/policy-lens.html' });
  if (length > LENGTH_LIMIT) throw new Error(`the bookmark has ${length} characters; the limit is ${LENGTH_LIMIT}`);
  return { code, source };
}

/** Text as the content of an element. @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Modules that exist only here. @param {Record<string, string>} modules @returns {import('esbuild').Plugin} */
const virtual = (modules) => ({
  name: 'virtual',
  setup(b) {
    b.onResolve({ filter: /^policy-lens:/ }, (a) => (a.path in modules ? { path: a.path, namespace: 'virtual' } : null));
    b.onLoad({ filter: /.*/, namespace: 'virtual' }, (a) => ({ contents: modules[a.path] ?? '', loader: 'js' }));
  },
});

const { values: args } = parseArgs({
  options: { wasm: { type: 'string' }, packed: { type: 'string' }, glue: { type: 'string' }, version: { type: 'string' }, out: { type: 'string' } },
});
const { wasm: wasmPath, packed: packedPath, glue, version, out } = args;
if (!wasmPath || !packedPath || !glue || !version || !out) throw new Error('wanted: --wasm <file> --packed <file> --glue <file> --version <x.y.z> --out <file>');

const wasm = await readFile(wasmPath);
const packed = await readFile(packedPath);
if (!gunzipSync(packed).equals(wasm)) throw new Error(`${packedPath} is not ${wasmPath}, gzipped`);

const samples = [];
for (const id of SAMPLES) samples.push({ id, text: await readFile(resolve(root, 'tests/fixtures/policies', `${id}.txt`), 'utf8') });

// As a virtual module: the bundler writes the paths of real ones into its output, and the glue may come from anywhere.
const engine = { 'policy-lens:engine': await readFile(glue, 'utf8') };
const worker = await bundle('www/worker.js', [virtual(engine)]);
const assets = Object.entries({
  WORKER_SOURCE: worker,
  WASM_GZ_BASE64: packed.toString('base64'),
  BUILD: { version, wasm_sha256: sha256(wasm).toString('hex') },
  SAMPLES: samples,
}).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join('\n');
const script = `\n${await bundle('www/main.js', [virtual({ ...engine, 'policy-lens:assets': assets })])}`;

const scanned = script.replace(OPENS, '');
for (const pattern of FORBIDDEN) {
  const found = pattern.exec(scanned) ?? pattern.exec(worker);
  if (found) throw new Error(`the page would contain ${found[0]}: …${found.input.slice(Math.max(0, found.index - 80), found.index + 80)}…`);
}
if (/<\/script|<!--/i.test(script)) throw new Error('the script would end, or change, its own element');

const css = await readFile(resolve(www, 'style.css'), 'utf8');
const style = `\n${await tokens(css)}${css}`;
if (/<\/style/i.test(style)) throw new Error('the styles would end their own element');

const hash = (/** @type {string} */ text) => `'sha256-${sha256(text).toString('base64')}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  'worker-src blob:',
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types policy-lens',
].join('; ');

const { code, source } = await courier();

/** @type {Record<string, string>} */
const parts = {
  '<!-- csp -->': `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  '<!-- style -->': `<style>${style}</style>`,
  '<!-- courier -->': `<template id="courier-code">${escaped(code)}</template>\n<template id="courier-source">${escaped(source)}</template>`,
  '<!-- script -->': `<script>${script}</script>`,
};
let page = await readFile(resolve(www, 'index.html'), 'utf8');
for (const [place, text] of Object.entries(parts)) {
  const pieces = page.split(place);
  if (pieces.length !== 2) throw new Error(`index.html must have ${place} exactly once`);
  page = pieces.join(text);
}
await writeFile(out, page);
