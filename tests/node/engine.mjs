// The built Wasm under Node, and the native command line beside it. `cargo xtask test` says which build of each; by hand it is the
// committed pkg/ and `cargo build --release`.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const pkg = resolve(root, process.env.POLICY_LENS_PKG ?? 'pkg');
const cli = resolve(root, process.env.POLICY_LENS_CLI ?? 'target/release/policy-lens');

const glue = await import(pathToFileURL(join(pkg, 'policy_lens.js')).href);
glue.initSync({ module: readFileSync(join(pkg, 'policy_lens_bg.wasm')) });

export const { Teller, analyze, catalogue, version } = glue;

/** The fixtures, as a reader would paste them: without a byte order mark. */
export function policies() {
  const dir = join(root, 'tests/fixtures/policies');
  return readdirSync(dir).sort().filter((name) => name.endsWith('.txt'))
    .map((name) => ({ name, text: readFileSync(join(dir, name), 'utf8').replace(/^\uFEFF/, '') }));
}

/** What the native build answers to the same text. */
export function native(text) {
  if (!existsSync(cli)) throw new Error(`${cli} is not there: cargo build --release`);
  const dir = mkdtempSync(join(tmpdir(), 'policy-lens-'));
  try {
    const file = join(dir, 'policy.txt');
    writeFileSync(file, text);
    return JSON.parse(output([ 'check', '--format', 'json', file ]));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** Findings may set an exit status; only a silent failure is one here. */
function output(args) {
  try {
    return execFileSync(cli, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  } catch (error) {
    if (error.stdout) return error.stdout;
    throw error;
  }
}

/** Every {start, end, text} in a report. */
export function* quotes(value) {
  if (value === null || typeof value !== 'object') return;
  if ('start' in value && 'end' in value && 'text' in value) yield value;
  for (const inner of Object.values(value)) yield* quotes(inner);
}
