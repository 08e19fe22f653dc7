// The page's side of the worker: sends texts, hands back reports. Requests have ids and the latest wins; a worker that threw, or was
// silent for too long, is thrown away and a new one answers in its place.

import { WORKER_SOURCE } from 'policy-lens:assets';
import { packedWasm } from './packed.js';
import { Listener } from './terse.js';
import { workerAddress } from './trusted.js';

/** @typedef {import('../src/report/report.d.ts').Report} Report */
/** @typedef {import('../src/report/report.d.ts').Catalogue} Catalogue */
/** @typedef {{ kind: 'start', wasm: Uint8Array<ArrayBuffer> } | { kind: 'analyze', text: string } | { kind: 'catalogue' }} Request */

const START_LIMIT_MS = 20_000;
// A policy takes hundredths of a second; these are for huge texts on slow, busy machines.
const ANSWER_LIMIT_MS = 10_000;
const PER_MILLION_UNITS_MS = 30_000;

function spawn() {
  const url = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' }));
  try {
    return new Worker(workerAddress(url));
  } finally {
    // The worker has taken its source by then in Chromium and Firefox; WebKit takes it a little later.
    setTimeout(() => URL.revokeObjectURL(url), START_LIMIT_MS);
  }
}

/** One worker and the questions it has not answered yet. */
class Session {
  #worker = spawn();
  #listener = new Listener();
  #next = 1;
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void, timer: ReturnType<typeof setTimeout> }>} */
  #open = new Map();
  dead = false;
  /** @type {Promise<string>} */
  ready;

  constructor() {
    this.#worker.addEventListener('message', (event) => {
      const { id, ok, value, message } = event.data;
      const question = this.#open.get(id);
      if (!question) return;
      if (!ok) return this.end(new Error(message));
      this.#open.delete(id);
      clearTimeout(question.timer);
      question.resolve(value);
    });
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.end(new Error(event.message || 'the worker could not run'));
    });
    this.#worker.addEventListener('messageerror', () => this.end(new Error('an answer could not be read')));
    const wasm = packedWasm();
    this.ready = this.ask({ kind: 'start', wasm }, START_LIMIT_MS, [wasm.buffer]);
    this.ready.catch(() => {}); // whoever waits for it hears of it
  }

  /**
   * @param {Request} request
   * @param {number} limit
   * @param {Transferable[]} [transfer]
   * @returns {Promise<any>}
   */
  ask(request, limit, transfer = []) {
    return new Promise((resolve, reject) => {
      const id = this.#next;
      this.#next += 1;
      const timer = setTimeout(() => this.end(new Error('no answer in time')), limit);
      this.#open.set(id, { resolve, reject, timer });
      this.#worker.postMessage({ id, ...request }, transfer);
    });
  }

  /** @param {string} text @param {number} limit @returns {Promise<Report>} */
  async analyze(text, limit) {
    return this.#listener.hear(await this.ask({ kind: 'analyze', text }, limit), text);
  }

  /** @param {Error} reason */
  end(reason) {
    this.dead = true;
    this.#worker.terminate();
    for (const { reject, timer } of this.#open.values()) {
      clearTimeout(timer);
      reject(reason);
    }
    this.#open.clear();
  }
}

/** @type {Session | null} */
let session = null;

function live() {
  if (!session || session.dead) session = new Session();
  return session;
}

/**
 * Asks once; if the worker dies of it, asks a new one, and tells `onRestart`. A second death is the asker's to report.
 * @template T
 * @param {(worker: Session) => Promise<T>} question
 * @param {(reason: Error) => void} onRestart
 */
async function askTwice(question, onRestart) {
  for (let attempt = 1; ; attempt += 1) {
    const worker = live();
    try {
      await worker.ready;
      return await question(worker);
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      if (attempt === 2) throw reason;
      onRestart(reason);
    }
  }
}

/** @type {{ text: string, resolve: (report: Report | null) => void, reject: (error: Error) => void } | null} */
let waiting = null;
let busy = false;

/**
 * The report on a text; null if a newer text overtook it.
 * @param {string} text
 * @param {(reason: Error) => void} onRestart
 * @returns {Promise<Report | null>}
 */
export function analyze(text, onRestart) {
  return new Promise((resolve, reject) => {
    waiting?.resolve(null);
    waiting = { text, resolve, reject };
    if (!busy) void work(onRestart);
  });
}

/** @param {(reason: Error) => void} onRestart */
async function work(onRestart) {
  busy = true;
  while (waiting) {
    const { text, resolve, reject } = waiting;
    waiting = null;
    try {
      const limit = ANSWER_LIMIT_MS + (text.length / 1e6) * PER_MILLION_UNITS_MS;
      const report = await askTwice((worker) => worker.analyze(text, limit), onRestart);
      resolve(waiting ? null : report);
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
  busy = false;
}

/** @param {(reason: Error) => void} onRestart @returns {Promise<Catalogue>} */
export function catalogue(onRestart) {
  return askTwice((worker) => worker.ask({ kind: 'catalogue' }, ANSWER_LIMIT_MS), onRestart);
}
