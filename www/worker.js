// The inside of the worker: takes the Wasm once, then answers texts with reports. It always answers, errors too; after an error the
// page throws the whole worker away, since nothing is known of the state a trap leaves behind.

import { Teller, catalogue, initSync, version } from 'policy-lens:engine';
import { unpack } from './unpack.js';

/** @typedef {{ id: number, kind: 'start', wasm: Uint8Array<ArrayBuffer> } | { id: number, kind: 'analyze', text: string } | { id: number, kind: 'catalogue' }} Request */
/** @typedef {{ id: number, ok: true, value: unknown } | { id: number, ok: false, message: string }} Answer */

/** What tells the page its reports; it knows what it has told. @type {Teller | null} */
let teller = null;

/** @param {Request} request */
async function answer(request) {
  switch (request.kind) {
    case 'start':
      initSync({ module: await unpack(request.wasm) });
      return version();
    case 'analyze': {
      teller ??= new Teller();
      const words = teller.analyze(request.text);
      return { words, fresh: teller.fresh() };
    }
    case 'catalogue':
      return catalogue();
  }
}

addEventListener('message', async (/** @type {MessageEvent<Request>} */ event) => {
  const { id } = event.data;
  /** @type {Answer} */
  let reply;
  try {
    reply = { id, ok: true, value: await answer(event.data) };
  } catch (error) {
    // A trap's own message names file and line at most (see the panic hook); it never carries the text.
    reply = { id, ok: false, message: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error' };
  }
  postMessage(reply);
});
