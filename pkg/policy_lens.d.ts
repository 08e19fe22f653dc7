/* tslint:disable */
/* eslint-disable */
// The report: the one answer of the analyzer. The Wasm call, the command line (`--format json`), the export of the page and
// the scoring script all speak exactly this shape. Fields may be added; none of these may be renamed or removed without
// raising `schema`.
//
// Every Quote is proof: `text === input.slice(start, end)`, in UTF-16 code units of the input: in the browser the string after
// toWellFormed() (a textarea's value has LF only), on the command line the decoded file without its byte order mark, line ends kept.
// A report is deterministic: the same text and the same analyzer version give the same bytes.

export interface Quote { start: number; end: number; text: string }

export type Status =
  | "satisfied"        // everything the requirement asks for is stated
  | "partial"          // some of its elements are stated
  | "by_reference"     // a pointer stands where the content should be ("ask our desk", "see that page")
  | "missing"          // looked for and not found in this document, or found and not sufficient (then evidence shows what); never called a violation
  | "not_applicable"   // the condition does not hold, or the text says that it is not done
  | "needs_input";     // the condition cannot be seen in any policy text; the reader is asked

export interface Report {
  schema: 1;
  analyzer: { name: string; version: string; catalogue: string };
  law_as_of: string;                       // ISO date of the law the catalogue describes
  document: {
    utf16_length: number;
    language: "ja" | "other";
    kind: "privacy_policy" | "other" | "empty";   // "other": Japanese text that is no privacy policy, with the reason in notes
    title: Quote | null;
    vintage: { from: string | null; to: string | null; traces: Quote[] } | null;   // from which state of the law the text seems to come, by its own traces
    sections: Section[];
    notes: { code: string; message_ja: string; message_en: string; at: Quote | null }[];  // too short, cut off, hard-wrapped, look-alike characters …
  };
  summary: Summary;
  checklist: ChecklistItem[];              // every requirement of the catalogue, in catalogue order
  risks: Risk[];                           // one per id, by first quote; absences last
  prepare: { id: string; title_ja: string; title_en: string; act: string; effective_latest: string; evidence: Quote[] }[];   // enacted, not in force: never counted as missing
}

export interface Section { heading: Quote | null; level: number; topics: string[]; start: number; end: number }

export interface Summary {
  operator: { name: Quote | null; address: Quote | null; representative: Quote | null; representative_title: Quote | null };
  contacts: { desk: Quote[]; phone: Quote[]; fax: Quote[]; email: Quote[]; postal: Quote[]; url: Quote[]; hours: Quote[] };
  purposes: { quote: Quote; category: PurposeCategory }[];   // the operator's own purposes, one per listed entry
  items: Quote[];                                        // data items said to be acquired or used, atomic
  third_party: {
    principle: Quote | null;                             // the sentence "not without consent"
    exceptions: { quote: Quote; kind: ExceptionKind; lacks_qualifier: boolean }[];
  };
  joint_use: {                                           // one per joint-use block
    scope: Quote[]; items: Quote[]; purposes: Quote[];
    responsible: { name: Quote | null; address: Quote | null; representative: Quote | null };
  }[];
  entrustment: Quote | null;
  foreign: { quote: Quote | null; countries: Quote[] };
  security: { kind: "policy" | "rules" | "organizational" | "human" | "physical" | "technical" | "environment"; quote: Quote }[];
  sensitive: Quote | null;
  rights: {
    purpose_notification: Quote | null; disclosure: Quote | null; provision_records: Quote | null;
    correction: Quote | null; suspension_erasure: Quote | null; stop_third_party: Quote | null;
  };
  procedure: { form: Quote | null; identity: Quote | null; agent: Quote | null };
  fee: { amount_yen: number | null; free: boolean; quote: Quote | null };
  web: { cookies: Quote | null; tools: Quote[]; opt_out: Quote | null };
  dates: { quote: Quote; date: string; kind: "established" | "revised" | "effective" | "previous" }[]; // YYYY-MM-DD, YYYY-MM or YYYY
  links: Quote[];
}

export type PurposeCategory =
  | "contract" | "sales" | "notice" | "inspection" | "insurance" | "credit" | "lease" | "purchase" | "survey" | "analysis" | "advertising"
  | "support" | "provision" | "joint_use" | "recruiting" | "employment" | "legal" | "requests" | "other";

export type ExceptionKind =
  | "consent" | "law" | "life" | "public_health" | "public_body" | "academic" | "entrustment" | "succession" | "joint_use"
  | "deidentified" | "inquiry" | "affiliate" | "publication" | "vague" | "other";

export interface ChecklistItem {
  id: string;                              // permanent, kebab-case
  group: string;                           // operator, purposes, collection, management, provision, rights, web, document, trade
  title_ja: string; title_en: string;
  level: "M" | "C" | "G";                  // mandatory / mandatory under a condition / good practice
  standard: ("S1" | "S2" | "S3" | "S4" | "S5")[];   // strictest first
  basis: string[];                         // 法32条1項1号 …
  status: Status;
  elements: { id: string; title_ja: string; title_en: string; status: Status; evidence: Quote[]; searched: Searched | null }[];
  evidence: Quote[];                       // never empty for satisfied, partial, by_reference
  searched: Searched | null;               // never null for missing
  why_ja: string; why_en: string;          // why this status
  advice_ja: string; advice_en: string;    // what to do, one sentence
}

export interface Searched {                // how a "missing" can be checked by the reader
  terms: string[];                         // what was looked for
  sections: number[];                      // which sections (indices) were read for it
  nearest: { quote: Quote; lacks_ja: string; lacks_en: string }[];   // up to three closest sentences and what each lacks
}

export interface Risk {
  id: string; severity: "high" | "medium" | "low" | "info";
  title_ja: string; title_en: string; basis: string[];
  evidence: Quote[];                       // empty only for absences (no-contact, no-policy-date …)
  why_ja: string; why_en: string; advice_ja: string; advice_en: string;
}

// What is checked: `catalogue()` of the Wasm. The report carries of it what its reader needs; this is the whole.

export interface Catalogue {
  version: string;
  law_as_of: string;
  sources: { name_ja: string; name_en: string; law_id: string; revision: string; as_of: string }[];
  requirements: {
    id: string; group: string; level: "M" | "C" | "G"; standard: ("S1" | "S2" | "S3" | "S4" | "S5")[]; basis: string[];
    status: "trial" | "stable";
    title_ja: string; title_en: string; what_ja: string; what_en: string; why_ja: string; why_en: string; advice_ja: string; advice_en: string;
    traps_ja: string[]; traps_en: string[];  // what looks like it, and is not
    terms: string[];                         // wordings looked for
    valid_from: string | null; valid_to: string | null;
    pending: { act: string; effective_latest: string; note_ja: string; note_en: string }[];   // enacted changes, not in force
    elements: { id: string; title_ja: string; title_en: string }[];
  }[];
  risks: {
    id: string; severity: "high" | "medium" | "low" | "info"; basis: string[]; status: "trial" | "stable";
    title_ja: string; title_en: string; why_ja: string; why_en: string; advice_ja: string; advice_en: string;
  }[];
}


// What reading a page's HTML gives: the text a person would have copied, and what else the page itself shows.
// Everything was in the document that was handed over; nothing was requested to find out.

export interface PageReading {
  main: string;                            // the policy alone; the whole text where none was found
  whole: string;                           // everything the page says
  found: boolean;                          // a part that is a policy was found
  title: string;                           // of the page, as its window shows it
  lang: string;                            // as the page declares it; "" if it does not
  notes: PageNote[];
  page: PageFacts;
}

export interface PageNote { code: string; message_ja: string; message_en: string }

export interface PageFacts {
  fields: { kind: string; label: string }[];           // what its forms ask for: name, phone, licence …
  hosts: { host: string; as: string[]; tool: string }[]; // other hosts its source names for scripts, frames, images; the service's name or ""
}

export interface PageQuestion {
  code: string;
  title_ja: string; title_en: string;
  text_ja: string; text_en: string;        // always a question
  seen: string[];                          // what on the page led to it: labels, hosts
}



/**
 * A page that was read. It keeps what the page shows, so that texts can be compared with it; the document is not kept.
 */
export class PageHandle {
  free(): void;
  [Symbol.dispose](): void;
  /**
   * Reads a document. `address`: its origin and path as far as known, else "".
   */
  constructor(inert: Document, address: string);
  /**
   * What to ask about the page beside this policy.
   */
  questions(text: string): PageQuestion[];
  /**
   * What the page gave.
   */
  reading(): PageReading;
}

/**
 * Reads a policy. Any string will do, and gets an answer. A lone surrogate counts as one U+FFFD, so offsets stay those of the
 * string that was given; quotes are those of `text.toWellFormed()`.
 */
export function analyze(text: string): Report;

/**
 * The law as this build knows it: every requirement and every risk, with what they mean and what to do.
 */
export function catalogue(): Catalogue;

/**
 * All that a piece of markup says, without a choice: for a selection that a person has made.
 */
export function text_of(inert: Document): string;

/**
 * The version of the analyzer.
 */
export function version(): string;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
  readonly memory: WebAssembly.Memory;
  readonly __wbg_pagehandle_free: (a: number, b: number) => void;
  readonly __wbg_teller_free: (a: number, b: number) => void;
  readonly analyze: (a: number, b: number) => [number, number, number];
  readonly catalogue: () => [number, number, number];
  readonly pagehandle_new: (a: any, b: number, c: number) => number;
  readonly pagehandle_questions: (a: number, b: number, c: number) => [number, number, number];
  readonly pagehandle_reading: (a: number) => [number, number, number];
  readonly start: () => void;
  readonly teller_analyze: (a: number, b: number, c: number) => [number, number];
  readonly teller_fresh: (a: number) => [number, number];
  readonly teller_new: () => number;
  readonly text_of: (a: any) => [number, number];
  readonly version: () => [number, number];
  readonly __externref_table_alloc: () => number;
  readonly __wbindgen_externrefs: WebAssembly.Table;
  readonly __wbindgen_malloc: (a: number, b: number) => number;
  readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
  readonly __wbindgen_free: (a: number, b: number, c: number) => void;
  readonly __wbindgen_exn_store: (a: number) => void;
  readonly __externref_table_dealloc: (a: number) => void;
  readonly __externref_drop_slice: (a: number, b: number) => void;
  readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
* Instantiates the given `module`, which can either be bytes or
* a precompiled `WebAssembly.Module`.
*
* @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
*
* @returns {InitOutput}
*/
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
* If `module_or_path` is {RequestInfo} or {URL}, makes a request and
* for everything else, calls `WebAssembly.instantiate` directly.
*
* @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
*
* @returns {Promise<InitOutput>}
*/
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
