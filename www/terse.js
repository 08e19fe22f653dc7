// Reports out of the few words in which the worker tells them (src/report/terse.rs): every string is said once, a quote is a place in
// the text. What comes out is the report of src/report/report.d.ts, the same that the Wasm's `analyze` gives.

/** @typedef {import('../src/report/report.d.ts').Report} Report */
/** @typedef {{ words: Uint32Array, fresh: string[] }} Told */

const CONSTANTS = [null, false, true];

/** One reader: it must hear every answer of its worker, in order. */
export class Listener {
  /** @type {string[]} */
  #strings = [];
  /** Keys of objects, by the number of the string that joins them. @type {Map<number, string[]>} */
  #keys = new Map();

  /** @param {Told} told @param {string} text the text that was read @returns {Report} */
  hear({ words, fresh }, text) {
    this.#strings.push(...fresh);
    const strings = this.#strings;
    const source = text.toWellFormed();
    let at = 0;
    const next = () => /** @type {number} */ (words[at++]);
    /** @returns {any} */
    const value = () => {
      const word = next();
      const low = word >>> 3;
      switch (word & 7) {
        case 0: return CONSTANTS[low];
        case 1: return low;
        case 2: return next();
        case 3: return strings[low];
        case 4: {
          const list = [];
          for (let left = low; left > 0; left -= 1) list.push(value());
          return list;
        }
        case 5: {
          /** @type {Record<string, unknown>} */
          const object = {};
          for (const key of this.#keysOf(low)) object[key] = value();
          return object;
        }
        case 6: {
          const end = next();
          return { start: low, end, text: source.slice(low, end) };
        }
        default: throw new Error('an answer in unknown words');
      }
    };
    return value();
  }

  /** @param {number} number */
  #keysOf(number) {
    let keys = this.#keys.get(number);
    if (!keys) {
      keys = (this.#strings[number] ?? '').split(',');
      this.#keys.set(number, keys);
    }
    return keys;
  }
}
