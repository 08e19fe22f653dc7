// The Wasm module as the page carries it: gzipped, in base64.

import { WASM_GZ_BASE64 } from 'policy-lens:assets';

/** @returns {Uint8Array<ArrayBuffer>} */
export function packedWasm() {
  const binary = atob(WASM_GZ_BASE64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
