// The analyzer on the main thread, for what a worker cannot be given: a document. Started at the first use, then kept.

import { PageHandle, initSync } from 'policy-lens:engine';
import { packedWasm } from './packed.js';
import { unpack } from './unpack.js';

/** @typedef {import('./html.js').Reading} Reading */

/** @type {Promise<void> | null} */
let started = null;
/** A call that trapped leaves the instance in no state anybody knows; it is not asked again. */
let broken = false;

export function start() {
  started ??= (async () => { initSync({ module: await WebAssembly.compile(await unpack(packedWasm())) }); })();
  return started;
}

/** @template T @param {() => T} call @returns {T} */
function ask(call) {
  if (broken) throw new Error('the reader of pages has stopped');
  try {
    return call();
  } catch (error) {
    broken = true;
    throw error;
  }
}

/** The page handle that is in use; the one before is given back. @type {PageHandle | null} */
let handle = null;

/** @param {Document} inert @param {string} address @returns {Reading} */
export function readPage(inert, address) {
  if (!broken) handle?.free();
  handle = null;
  const own = ask(() => new PageHandle(inert, address));
  handle = own;
  return {
    ...ask(() => own.reading()),
    questions: (text) => (handle === own ? ask(() => own.questions(text)) : []),
  };
}
