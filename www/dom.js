// Makes and keeps DOM nodes. Text becomes text nodes only: nothing in the page is ever parsed as markup.

/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */

/**
 * One element. `class` and every attribute by its own name; null, undefined and false leave it out, true makes it empty.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes | null} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? '' : String(value));
  }
  append(node, children.flat());
  return node;
}

/** @param {Node} node @param {Child[]} children */
function append(node, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    node.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  }
}

/** @param {Element} node @param {...(Child | Child[])} children */
export function fill(node, ...children) {
  node.replaceChildren();
  append(node, children.flat());
}

/** The element of the template with this id; that it is there is the template's promise. @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`the page has no #${id}`);
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Strokes in a 24 × 24 box. One shape per meaning, so that colour is never the only difference. @type {Record<string, string[]>} */
const ICONS = {
  satisfied: ['M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18', 'm8 12.5 2.8 2.8L16 9.5'],
  partial: ['M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18', 'M8 12h8'],
  by_reference: ['M10 5H5v14h14v-5', 'M13 4h7v7', 'M20 4l-9 9'],
  missing: ['M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18', 'M12 7v6', 'M12 16.2v.6'],
  not_applicable: ['M5 12h14'],
  needs_input: ['M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18', 'M9.3 9.5a2.7 2.7 0 1 1 3.6 2.6c-.7.3-.9.7-.9 1.5', 'M12 16.4v.6'],
  high: ['M12 4 2.8 20h18.4z', 'M12 10v4.5', 'M12 17v.5'],
  medium: ['M12 3 3 12l9 9 9-9z', 'M12 8v5', 'M12 15.7v.5'],
  low: ['M4 5h16v14H4z', 'M12 8.5v4.5', 'M12 15.5v.5'],
  info: ['M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18', 'M12 11v6', 'M12 7.5v.5'],
  place: ['M5 12h13', 'm13 7 5 5-5 5'],
  copy: ['M9 9h11v11H9z', 'M5 15H4V4h11v1'],
  print: ['M7 8V4h10v4', 'M5 8h14v8h-3v4H8v-4H5z'],
  close: ['m6 6 12 12', 'm18 6-12 12'],
};

/** @param {string} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  for (const d of ICONS[name] ?? []) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.appendChild(path);
  }
  return svg;
}

/**
 * A sentence of the text, as the button that leads to its place. Its text content is the quote itself, to the letter.
 * @param {import('../src/report/report.d.ts').Quote} quote
 * @param {Attributes} [attributes]
 */
export function quoteButton(quote, attributes) {
  return el('button', {
    type: 'button',
    class: 'quote',
    lang: 'ja',
    translate: 'no',
    'data-quote-start': quote.start,
    'data-quote-end': quote.end,
    'aria-describedby': 'quote-hint',
    ...attributes,
  }, quote.text);
}

/**
 * Brings the children of `parent` in line with `items`, keeping each node whose signature is unchanged; a node that is made anew
 * takes the place of the one before it, stays folded out if that was, and has the keyboard focus on its summary if that had it.
 * @template T
 * @param {Element} parent
 * @param {readonly T[]} items
 * @param {{ key: (item: T) => string, signature: (item: T) => string, build: (item: T) => HTMLElement }} how
 */
export function keyed(parent, items, { key, signature, build }) {
  /** @type {Map<string, HTMLElement>} */
  const old = new Map();
  for (const child of parent.children) if (child instanceof HTMLElement) old.set(child.dataset['key'] ?? '', child);
  const nodes = items.map((item) => {
    const before = old.get(key(item));
    old.delete(key(item));
    const sign = signature(item);
    if (before && signatures.get(before) === sign) return before;
    const node = build(item);
    node.dataset['key'] = key(item);
    signatures.set(node, sign);
    if (before) replace(before, node);
    return node;
  });
  for (const gone of old.values()) gone.remove();
  nodes.forEach((node, at) => {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null);
  });
}

/** @type {WeakMap<HTMLElement, string>} */
const signatures = new WeakMap();

/** @param {HTMLElement} before @param {HTMLElement} after */
function replace(before, after) {
  const was = before.querySelector('details');
  const is = after.querySelector('details');
  if (was && is) is.open = was.open;
  after.hidden = before.hidden;
  after.classList.toggle('current', before.classList.contains('current'));
  const focused = before.querySelector('summary') === document.activeElement;
  before.replaceWith(after);
  if (focused) after.querySelector('summary')?.focus({ preventScroll: true });
}
