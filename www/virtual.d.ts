// What the type checker cannot find by itself: the two modules that exist only while the page is built (www/build.mjs makes the
// first and points the second at the glue), and Trusted Types, which the DOM types do not have yet.

declare module 'policy-lens:assets' {
  /** The whole worker as one script: glue, and what answers the page. */
  export const WORKER_SOURCE: string;
  /** The Wasm module, gzipped, in base64. */
  export const WASM_GZ_BASE64: string;
  export const BUILD: { version: string; wasm_sha256: string };
  /** Invented policies to try, in the order in which they are offered. */
  export const SAMPLES: { id: string; text: string }[];
}

declare module 'policy-lens:engine' {
  import type { Catalogue, Report } from '../src/report/report.d.ts';
  export function initSync(options: { module: BufferSource }): unknown;
  export function analyze(text: string): Report;
  export function version(): string;
  export function catalogue(): Catalogue;
}

declare var trustedTypes: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): object } } | undefined;
