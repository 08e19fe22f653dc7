// The measuring itself, the same source in Node and in a browser: whole calls, from a JavaScript string to plain data, over all
// texts in turn. (A loop over one text lets the branch predictor learn it, and flatters by a factor of three.)

/**
 * @param {{ initSync: (options: { module: Uint8Array }) => unknown, analyze: (text: string) => unknown, Teller: new () => { analyze: (text: string) => Uint32Array, fresh: () => string[] } }} engine
 * @param {new () => { hear: (told: { words: Uint32Array, fresh: string[] }, text: string) => unknown }} Listener
 * @param {Uint8Array} wasm
 * @param {(text: string) => unknown} opponent
 * @param {string[]} texts
 */
export function measure(engine, Listener, wasm, opponent, texts) {
  let teller;
  const listener = new Listener();
  const terse = (text) => {
    const words = teller.analyze(text);
    return listener.hear({ words, fresh: teller.fresh() }, text);
  };
  const cold = clock(() => {
    engine.initSync({ module: wasm });
    teller = new engine.Teller();
    terse(texts[0]);
  });
  const coldOpponent = clock(() => opponent(texts[0]));

  // Taken in turns, so that a machine that slows down slows both.
  const ours = [];
  const page = [];
  const theirs = [];
  for (let round = 0; round < 40; round += 1) {
    ours.push(clock(() => texts.forEach((text) => engine.analyze(text))) / texts.length);
    page.push(clock(() => texts.forEach(terse)) / texts.length);
    theirs.push(clock(() => texts.forEach((text) => opponent(text))) / texts.length);
  }
  const units = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  return { texts: texts.length, units: Math.round(units), cold, coldOpponent, ours: median(ours.slice(10)), page: median(page.slice(10)), theirs: median(theirs.slice(10)) };
}

/** @param {() => void} work @returns milliseconds */
function clock(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** @param {number[]} values */
function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}
