// `cargo xtask bench`: the committed Wasm beside the checker of regexps.mjs, in Node and in Chromium. Numbers of one run on one
// machine: the ratio travels, the milliseconds do not.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from './measure.mjs';
import { COUNT, check } from './regexps.mjs';
import { Listener } from '../www/terse.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '..');
const wasm = readFileSync(join(root, 'pkg/policy_lens_bg.wasm'));
const texts = (dir) => (existsSync(join(root, dir)) ? readdirSync(join(root, dir)).filter((name) => name.endsWith('.txt')).sort().map((name) => readFileSync(join(root, dir, name), 'utf8')) : []);

/** Real policies, where they lie beside the checkout, are the better measure. */
const SETS = { fixtures: texts('tests/fixtures/policies'), 'real policies': ['seeds', 'dev'].flatMap((dir) => texts(`../shared/corpus/${dir}`)) };

for (const [name, set] of Object.entries(SETS)) {
  if (set.length === 0) {
    console.log(`${name}: none here`);
    continue;
  }
  // A module of its own each time: the cold start is part of what is measured.
  const engine = await import(`../pkg/policy_lens.js?${encodeURIComponent(name)}`);
  show('Node', name, measure(engine, Listener, wasm, check, set));
  const found = await inChromium(set);
  if (found) show('Chromium', name, found);
}

function show(where, name, { texts: count, units, cold, coldOpponent, ours, page, theirs }) {
  console.log(`${where}, ${name} (${count} texts of ${units} UTF-16 units on average):`);
  console.log(`  analyze ${ours.toFixed(3)} ms a text; as the page does it ${page.toFixed(3)} ms; ${COUNT} regular expressions ${theirs.toFixed(3)} ms; ratio ${(page / theirs).toFixed(2)}`);
  console.log(`  first call, from bytes to report ${cold.toFixed(1)} ms; of the expressions ${coldOpponent.toFixed(1)} ms`);
}

async function inChromium(set) {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  if (!executablePath) {
    console.log('Chromium: not installed');
    return null;
  }
  const { default: puppeteer } = await import('puppeteer-core');
  const browser = await puppeteer.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
  try {
    const page = await browser.newPage();
    const source = (path) => readFileSync(join(root, path), 'utf8');
    const modules = ['pkg/policy_lens.js', 'benches/measure.mjs', 'benches/regexps.mjs', 'www/terse.js'].map(source);
    return await page.evaluate(async (sources, base64, set) => {
      const load = (text) => import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
      const [engine, { measure }, { check }, { Listener }] = await Promise.all(sources.map(load));
      return measure(engine, Listener, Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)), check, set);
    }, modules, wasm.toString('base64'), set);
  } finally {
    await browser.close();
  }
}
