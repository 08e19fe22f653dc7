// pkg/ is what it says it is: made from these sources, complete, and without a trace of whoever built it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pkg, root, version } from './engine.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const stamp = JSON.parse(readFileSync(join(pkg, 'stamp.json'), 'utf8'));
const wasm = readFileSync(join(pkg, 'policy_lens_bg.wasm'));

/** Files under the named places, with `/`; what an editor leaves behind is no source. */
function files(place) {
  if (statSync(join(root, place)).isFile()) return [place];
  return readdirSync(join(root, place)).filter((name) => !name.startsWith('.') && !name.endsWith('~')).flatMap((name) => files(`${place}/${name}`));
}

for (const [part, { of: places, sha256: stamped }] of Object.entries(stamp.sources)) {
  test(`the ${part} was made from these sources (if not: cargo xtask pkg)`, () => {
    const listing = places.flatMap(files).sort().map((path) => `${sha256(readFileSync(join(root, path)))}  ${path}\n`).join('');
    assert.equal(sha256(listing), stamped);
  });
}

test('the stamp speaks of everything that goes into pkg/', () => {
  const named = Object.values(stamp.sources).flatMap(({ of: places }) => places);
  const samples = /const SAMPLES = \[([^\]]*)\]/.exec(readFileSync(join(root, 'www/build.mjs'), 'utf8'))[1];
  const offered = [...samples.matchAll(/'([^']+)'/g)].map(([, id]) => `tests/fixtures/policies/${id}.txt`);
  assert.ok(offered.length >= 3);
  for (const place of ['src', 'Cargo.toml', 'Cargo.lock', 'www', 'package-lock.json', ...offered]) assert.ok(named.includes(place), place);
  for (const tool of ['rustc', 'wasm-bindgen', 'wasm-opt', 'node', 'esbuild']) assert.match(stamp.tools[tool], /\d+/, tool);
});

test('SHA256SUMS names every other file, and rightly', () => {
  const sums = readFileSync(join(pkg, 'SHA256SUMS'), 'utf8').trimEnd().split('\n').map((line) => line.split('  '));
  assert.deepEqual(sums.map(([, name]) => name), readdirSync(pkg).filter((name) => name !== 'SHA256SUMS').sort());
  for (const [sum, name] of sums) assert.equal(sha256(readFileSync(join(pkg, name))), sum, name);
  assert.ok(existsSync(join(pkg, 'policy-lens.html')));
});

test('the types for embedding are the contract', () => {
  const types = readFileSync(join(pkg, 'policy_lens.d.ts'), 'utf8');
  assert.ok(types.includes(readFileSync(join(root, 'src/report/report.d.ts'), 'utf8').trim()));
  assert.match(types, /export function analyze\(text: string\): Report;/);
  assert.match(types, /export function catalogue\(\): Catalogue;/);
});

test('one version everywhere', () => {
  assert.equal(version(), /^version = "(.+)"$/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))[1]);
});

test('the Wasm has no names, no builder and no paths of a builder in it', async () => {
  const module = await WebAssembly.compile(wasm);
  for (const section of ['name', 'producers', '.debug_info', 'sourceMappingURL']) assert.equal(WebAssembly.Module.customSections(module, section).length, 0, section);
  const text = wasm.toString('latin1');
  for (const trace of ['/home/', '/root/', '/Users/', '/tmp/', '/usr/', '.cargo/registry', '.rustup']) assert.ok(!text.includes(trace), trace);
  assert.ok(!text.includes(root), 'the path of this checkout');
});

test('the Wasm asks JavaScript for nothing but plain values', async () => {
  const asked = WebAssembly.Module.imports(await WebAssembly.compile(wasm)).map(({ name }) => name);
  assert.ok(asked.length > 0);
  assert.deepEqual(asked.filter((name) => /fetch|request|socket|window|location|navigator|storage|date|random|crypto/i.test(name)), []);
});
