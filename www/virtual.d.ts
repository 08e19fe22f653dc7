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
  import type { PageQuestion, PageReading } from '../src/html/page.d.ts';
  import type { Catalogue, Report } from '../src/report/report.d.ts';
  export function initSync(options: { module: BufferSource | WebAssembly.Module }): unknown;
  export function analyze(text: string): Report;
  /** Tells reports in few words; `terse.js` understands them. */
  export class Teller {
    constructor();
    analyze(text: string): Uint32Array<ArrayBuffer>;
    fresh(): string[];
  }
  export function version(): string;
  export function catalogue(): Catalogue;
  /** A page that was read: what it gave, and what to ask about it. */
  export class PageHandle {
    constructor(inert: Document, address: string);
    reading(): PageReading;
    questions(text: string): PageQuestion[];
    free(): void;
  }
}

interface TrustedTypePolicyLike { createScriptURL(url: string): object; createHTML(html: string): object }
declare var trustedTypes: { createPolicy(name: string, rules: { createScriptURL(url: string): string; createHTML(html: string): string }): TrustedTypePolicyLike } | undefined;
