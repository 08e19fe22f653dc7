// The Wasm module out of its gzip. The browser's own decompressor does it: no address, no request.

/** @param {Uint8Array<ArrayBuffer>} packed */
export async function unpack(packed) {
  const stream = new Response(packed).body;
  if (!stream) throw new Error('no stream to unpack from');
  return new Response(stream.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
