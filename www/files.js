// Turns the bytes of a text file into text. Pages of Japanese dealers still come as Shift_JIS or EUC-JP, so the encoding is judged
// from the bytes: first what proves itself, then what gives the most ordinary Japanese.

/** Larger files are no policies, and the browser would only suffer. */
export const FILE_LIMIT = 64 * 1024 * 1024;

/** @param {File} file */
export function isTextFile(file) {
  return /\.(txt|text|md|markdown)$/i.test(file.name) || /^text\/(plain|markdown)$/.test(file.type);
}

/** A saved page. @param {File} file */
export function isPageFile(file) {
  return /\.(html?|xhtml|shtml)$/i.test(file.name) || /^(text\/html|application\/xhtml\+xml)$/.test(file.type);
}

/**
 * A page says its encoding, which is believed unless the bytes are valid UTF-8: a browser that saved the page may have left the old
 * declaration in.
 * @param {Uint8Array} bytes
 * @returns {{ text: string, encoding: string }}
 */
export function decodePage(bytes) {
  const judged = decode(bytes);
  if (/^UTF/.test(judged.encoding) && !judged.text.includes('\uFFFD')) return judged;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  for (const [, label = ''] of start.matchAll(/(?:charset|encoding)\s*=\s*["']?\s*([\w:-]+)/gi)) {
    try {
      const decoder = new TextDecoder(label);
      if (decoder.encoding !== 'utf-8') return { text: decoder.decode(bytes), encoding: NAMES[decoder.encoding] ?? decoder.encoding };
    } catch {
      // no encoding of that name
    }
  }
  return judged;
}

/** As people write them. @type {Record<string, string>} */
const NAMES = { shift_jis: 'Shift_JIS', 'euc-jp': 'EUC-JP', 'iso-2022-jp': 'ISO-2022-JP' };

/** @param {Uint8Array} bytes @returns {{ text: string, encoding: string }} */
export function decode(bytes) {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding.toLowerCase()).decode(bytes);
  return { text, encoding };
}

/** @param {Uint8Array} bytes */
function encodingOf(bytes) {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'UTF-8';
  if (a === 0xff && b === 0xfe) return 'UTF-16LE';
  if (a === 0xfe && b === 0xff) return 'UTF-16BE';
  const sample = bytes.subarray(0, 65_536);
  const utf16 = withoutMark(sample);
  if (utf16) return utf16;
  if (isEscaped(sample)) return 'ISO-2022-JP';
  if (decodes(bytes, 'utf-8')) return 'UTF-8';
  const candidates = ['Shift_JIS', 'EUC-JP'].map((name) => ({ name, score: ordinary(sample, name) }));
  candidates.sort((x, y) => y.score - x.score);
  return (candidates[0]?.score ?? 0) > 0 ? candidates[0]?.name ?? 'UTF-8' : 'UTF-8';
}

/**
 * UTF-16 without a byte order mark: Japanese text then has the high byte 0x30 (kana and 、。) at every other place, and often 0x00.
 * @param {Uint8Array} sample
 */
function withoutMark(sample) {
  const high = [0, 0];
  for (let at = 0; at < sample.length; at += 1) if (sample[at] === 0x30 || sample[at] === 0x00) high[at % 2] = (high[at % 2] ?? 0) + 1;
  const half = sample.length / 2;
  if (half < 8) return null;
  const [even = 0, odd = 0] = high;
  // "00" in ASCII digits would give many 0x30 too, but at both places.
  if (odd > half * 0.25 && even < odd * 0.25) return 'UTF-16LE';
  if (even > half * 0.25 && odd < even * 0.25) return 'UTF-16BE';
  return null;
}

/** Seven-bit Japanese announces itself by ESC $ B or ESC $ @. @param {Uint8Array} sample */
function isEscaped(sample) {
  for (let at = 0; at + 2 < sample.length; at += 1) {
    if (sample[at] === 0x1b && sample[at + 1] === 0x24 && (sample[at + 2] === 0x42 || sample[at + 2] === 0x40)) return sample.every((byte) => byte < 0x80);
  }
  return false;
}

/** @param {Uint8Array} bytes @param {string} encoding */
function decodes(bytes, encoding) {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** How much of the text is what Japanese prose is made of. Read in the wrong encoding it turns into half-width kana, rare signs and errors. @param {Uint8Array} sample @param {string} encoding */
function ordinary(sample, encoding) {
  const text = new TextDecoder(encoding.toLowerCase()).decode(sample);
  const count = (/** @type {RegExp} */ pattern) => (text.match(pattern) ?? []).length;
  return count(/[ぁ-んァ-ヶ、。ー]/g) * 2 + count(/[一-龠]/g) - count(/[ｦ-ﾟ]/g) * 2 - count(/�/g) * 8;
}
