// Builds the one-file page: bundles www/, inlines styles, script, worker and Wasm, and writes the Content-Security-Policy with
// the hashes of exactly what was inlined. The same inputs give the same bytes.
//
//   node www/build.mjs --wasm <policy_lens_bg.wasm> --glue <policy_lens.js> --version <x.y.z> --out <policy-lens.html>
//
// The glue is wasm-bindgen's `--target web` module. Bundling drops its loader, which is the only place in it that could reach for
// the network: the worker hands it the bytes. The build fails if anything of the kind is left in the page.

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const www = dirname(fileURLToPath(import.meta.url));
const root = dirname(www);

/** The invented policies offered on the page: their file names are their ids, their titles are in i18n.js. */
const SAMPLES = ['aozora-dealer', 'minato-pdf', 'old-garage'];

/** What must not be in the finished page: it could speak to someone, run other code, or leave. `tests/floors.rs` scans the sources likewise. */
const FORBIDDEN = [
  /\bfetch\s*\(/, /XMLHttpRequest/, /WebSocket/, /EventSource/, /sendBeacon/, /RTCPeerConnection/, /WebTransport/, /serviceWorker/,
  /\bimportScripts\b/, /\bimport\s*\(/, /\.innerHTML/, /\.outerHTML/, /insertAdjacentHTML/, /document\.write/, /\beval\s*\(/, /new Function\b/,
  /window\.open/, /\blocation\s*(=[^=]|\.(href|assign|replace|hash|search)\b)/, /createElement\(\s*['"](a|iframe|link|script|form|img|object|embed)['"]/,
];

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

/** Modules that exist only here. @param {Record<string, string>} modules @returns {import('esbuild').Plugin} */
const virtual = (modules) => ({
  name: 'virtual',
  setup(b) {
    b.onResolve({ filter: /^policy-lens:/ }, (a) => (a.path in modules ? { path: a.path, namespace: 'virtual' } : null));
    b.onLoad({ filter: /.*/, namespace: 'virtual' }, (a) => ({ contents: modules[a.path] ?? '', loader: 'js' }));
  },
});

const { values: args } = parseArgs({
  options: { wasm: { type: 'string' }, glue: { type: 'string' }, version: { type: 'string' }, out: { type: 'string' } },
});
const { wasm: wasmPath, glue, version, out } = args;
if (!wasmPath || !glue || !version || !out) throw new Error('wanted: --wasm <file> --glue <file> --version <x.y.z> --out <file>');

const wasm = await readFile(wasmPath);
const packed = gzipSync(wasm, { level: 9 });
packed[9] = 255; // the operating system in the gzip header: "unknown", wherever this is built

const samples = [];
for (const id of SAMPLES) samples.push({ id, text: await readFile(resolve(root, 'tests/fixtures/policies', `${id}.txt`), 'utf8') });

// As a virtual module: the bundler writes the paths of real ones into its output, and the glue may come from anywhere.
const worker = await bundle('www/worker.js', [virtual({ 'policy-lens:engine': await readFile(glue, 'utf8') })]);
const assets = Object.entries({
  WORKER_SOURCE: worker,
  WASM_GZ_BASE64: packed.toString('base64'),
  BUILD: { version, wasm_sha256: sha256(wasm).toString('hex') },
  SAMPLES: samples,
}).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join('\n');
const script = `\n${await bundle('www/main.js', [virtual({ 'policy-lens:assets': assets })])}`;

for (const pattern of FORBIDDEN) {
  const found = pattern.exec(script) ?? pattern.exec(worker);
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

/** @type {Record<string, string>} */
const parts = {
  '<!-- csp -->': `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  '<!-- style -->': `<style>${style}</style>`,
  '<!-- script -->': `<script>${script}</script>`,
};
let page = await readFile(resolve(www, 'index.html'), 'utf8');
for (const [place, text] of Object.entries(parts)) {
  const pieces = page.split(place);
  if (pieces.length !== 2) throw new Error(`index.html must have ${place} exactly once`);
  page = pieces.join(text);
}
await writeFile(out, page);
