// A paste with structure: what the clipboard holds as markup, read as text, when that is the same text in better lines. A person's own
// selection is read whole; nothing of it is chosen or left out here.

/** Longer ones the browser would insert too slowly a second time. */
const UNITS = 60_000;

/** Is it worth reading? @param {string} plain @param {string} html */
export function mayBeBetter(plain, html) {
  return plain.length <= UNITS && html.length <= UNITS * 20 && /<(li|td|th|dd|h[1-6])[\s>]/i.test(html);
}

/** Signs that browsers put before list entries in plain text, each in its own way. */
const PAINTED = /^[ \t]*(?:[*•◦▪]|\d{1,3}\.)[ \t]+/gm;

/** @param {string} text */
const letters = (text) => text.replace(PAINTED, '').replace(/\s+/g, '');

/**
 * Does `rich`, read from the markup, say all that the plain text says, and with more structure: numbers, rows, lines?
 * @param {string} plain
 * @param {string} rich
 */
export function isBetter(plain, rich) {
  const [before, after] = [letters(plain), letters(rich)];
  // Nothing lost, and hardly anything that was not there: entries' numbers, labels of a table.
  if (!contains(after, before) || after.length > before.length * 1.05 + 20) return false;
  const structure = (/** @type {string} */ text) => (text.match(/\t/g) ?? []).length + (text.match(PAINTED) ?? []).length;
  return structure(rich) > structure(plain) || lines(rich) > lines(plain);
}

/** Lines with something on them. @param {string} text */
const lines = (text) => (text.match(/\S[^\n]*/g) ?? []).length;

/** Do the characters of `part` stand in `all`, in their order? @param {string} all @param {string} part */
function contains(all, part) {
  let at = 0;
  for (let i = 0; i < all.length && at < part.length; i += 1) if (all[i] === part[at]) at += 1;
  return at === part.length;
}
