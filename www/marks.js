// Draws marks over text nodes: by the CSS Custom Highlight API, which leaves the nodes untouched, or, in browsers without it, by
// wrapping the marked stretches of a block in <mark> elements.

/** A mark's place in the text, in UTF-16 units. @typedef {{ start: number, end: number, kind: 'quote' | 'risk' | 'active' }} Mark */
/** A block of the viewer: an element whose text is `text.slice(start, end)`. @typedef {{ node: HTMLElement, start: number, end: number }} Block */

const KINDS = /** @type {const} */ (['quote', 'risk', 'active']);
const supported = typeof Highlight === 'function' && 'highlights' in CSS;

/**
 * Index of the block that holds this offset, or, for one between blocks, of the block before it.
 * @param {Block[]} blocks
 * @param {number} offset
 */
export function blockAt(blocks, offset) {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The text node, and the offset in it, at which this place of the block is. With <mark> elements a block has several text nodes.
 * @param {Block} block
 * @param {number} offset in the whole text
 * @returns {[Text, number] | null}
 */
function pointIn(block, offset) {
  let rest = Math.min(Math.max(offset - block.start, 0), block.end - block.start);
  const walker = document.createTreeWalker(block.node, NodeFilter.SHOW_TEXT);
  /** @type {Text | null} */
  let last = null;
  for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
    if (rest <= node.length) return [node, rest];
    rest -= node.length;
    last = node;
  }
  return last && [last, last.length];
}

/** @param {Block[]} blocks @param {number} start @param {number} end @returns {Range | null} */
export function rangeOf(blocks, start, end) {
  const first = blocks[blockAt(blocks, start)];
  const last = blocks[blockAt(blocks, Math.max(start, end - 1))];
  const from = first && pointIn(first, start);
  const to = last && pointIn(last, end);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

/** @param {Block[]} blocks @param {Mark[]} marks */
export function drawMarks(blocks, marks) {
  if (supported) drawHighlights(blocks, marks);
  else drawElements(blocks, marks);
}

/** @param {Block[]} blocks @param {Mark[]} marks */
function drawHighlights(blocks, marks) {
  KINDS.forEach((kind, priority) => {
    const highlight = new Highlight();
    highlight.priority = priority;
    for (const mark of marks) {
      if (mark.kind !== kind) continue;
      const range = rangeOf(blocks, mark.start, mark.end);
      if (range) highlight.add(range);
    }
    CSS.highlights.set(`lens-${kind}`, highlight);
  });
}

/** @type {WeakSet<HTMLElement>} blocks that hold <mark> elements now */
const cut = new WeakSet();

/** @param {Block[]} blocks @param {Mark[]} marks */
function drawElements(blocks, marks) {
  /** @type {Map<Block, Mark[]>} */
  const perBlock = new Map();
  for (const mark of marks) {
    for (let at = blockAt(blocks, mark.start); at < blocks.length; at += 1) {
      const block = blocks[at];
      if (!block || block.start >= mark.end) break;
      perBlock.set(block, [...(perBlock.get(block) ?? []), mark]);
    }
  }
  for (const block of blocks) {
    const here = perBlock.get(block);
    if (!here && !cut.has(block.node)) continue;
    const text = block.node.textContent ?? '';
    const edges = new Set([0, text.length]);
    for (const { start, end } of here ?? []) {
      edges.add(Math.max(0, start - block.start));
      edges.add(Math.min(text.length, end - block.start));
    }
    const cuts = [...edges].sort((a, b) => a - b);
    const pieces = cuts.slice(0, -1).map((from, index) => {
      const to = cuts[index + 1] ?? text.length;
      const covering = (here ?? []).filter((m) => m.start - block.start <= from && m.end - block.start >= to);
      if (!covering.length) return document.createTextNode(text.slice(from, to));
      const mark = document.createElement('mark');
      mark.className = covering.map((m) => `lens-${m.kind}`).join(' ');
      mark.textContent = text.slice(from, to);
      return mark;
    });
    block.node.replaceChildren(...pieces);
    if (here) cut.add(block.node);
    else cut.delete(block.node);
  }
}
