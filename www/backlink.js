// From a quote back to its place on the page it came from: an address with a text fragment (`#:~:text=`), opened only when the reader
// asks for it. There is no link in this page that a browser could follow or warm up by itself.

/** A quote longer than this is given by its two ends: less to match to the letter, and a shorter address. */
const WHOLE_UNITS = 60;
const END_UNITS = 24;
const CONTEXT_UNITS = 12;

/** Signs before a list item; the page may draw them itself, and then they are no text of it. */
const LIST_SIGN = /^\s*(?:[・•●○■□◆◇▪‣※]|[(（]?[0-9０-９]{1,3}[)）.．、]|[①-⑳])\s*/u;

const words = new Intl.Segmenter('ja', { granularity: 'word' });

/**
 * @param {string} page origin and path
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
export function addressOfPlace(page, text, start, end) {
  const directive = directiveFor(text, start, end);
  return directive ? `${page}#:~:text=${directive}` : page;
}

/** @param {string} text @param {number} start @param {number} end */
function directiveFor(text, start, end) {
  // A fragment matches within one block; lines and cells are blocks of their own on the page.
  const lines = text.slice(wordAt(text, start).start, wordAt(text, end - 1).end).split(/[\n\t]+/).map((line) => line.replace(LIST_SIGN, '').trim()).filter(Boolean);
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return '';
  const whole = lines.length === 1 && first.length <= WHOLE_UNITS;
  const from = whole ? first : head(first, END_UNITS);
  const to = whole ? '' : tail(last, END_UNITS);

  // The first match wins, so what stands before decides if the same words came earlier.
  const at = text.indexOf(from, wordAt(text, start).start);
  const before = text.indexOf(from) < at ? tail(neighbour(text.slice(0, at).split(/[\n\t]+/).reverse()), CONTEXT_UNITS) : '';
  const after = whole && before && occurrences(text, before, from) > 1 ? head(neighbour(text.slice(at + from.length).split(/[\n\t]+/)), CONTEXT_UNITS) : '';
  return [before && `${encoded(before)}-`, encoded(from), to && to !== from && encoded(to), after && `-${encoded(after)}`].filter(Boolean).join(',');
}

/** The nearest line that has text. @param {string[]} lines */
function neighbour(lines) {
  return lines.map((line) => line.trim()).find(Boolean) ?? '';
}

/** How often the words come with these before them. @param {string} text @param {string} before @param {string} from */
function occurrences(text, before, from) {
  const bare = (/** @type {string} */ s) => s.replace(/\s+/g, '');
  return bare(text).split(bare(before + from)).length - 1;
}

// Browsers match whole words only, in Japanese too.

/** The word that a place lies in. @param {string} text @param {number} at */
function wordAt(text, at) {
  const lineStart = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\t', at - 1)) + 1;
  const [line = ''] = text.slice(lineStart).split(/[\n\t]/, 1);
  const word = words.segment(line).containing(at - lineStart);
  return word ? { start: lineStart + word.index, end: lineStart + word.index + word.segment.length } : { start: at, end: at + 1 };
}

/** @param {string} line @param {number} units */
function head(line, units) {
  let end = 0;
  for (const { index, segment } of words.segment(line)) {
    if (end > 0 && index + segment.length > units) break;
    end = index + segment.length;
  }
  return line.slice(0, end).trim();
}

/** @param {string} line @param {number} units */
function tail(line, units) {
  for (const { index } of words.segment(line)) if (line.length - index <= units) return line.slice(index).trim();
  return line;
}

/** The hyphen, the comma and the ampersand mean something in a fragment. @param {string} text */
function encoded(text) {
  return encodeURIComponent(text).replaceAll('-', '%2D');
}

/** For a click of the reader. The page that opens learns nothing of this one. @param {string} address */
export function openOriginal(address) {
  window.open(address, '_blank', 'noopener,noreferrer');
}
