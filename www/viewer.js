// The marked text: shows the text as it is, in plain text nodes, draws what was quoted from it, and finds the way from a place in
// the text to the findings that quote it.

import { el } from './dom.js';
import { blockAt, drawMarks, rangeOf } from './marks.js';

/** @typedef {import('../src/report/report.d.ts').Report} Report */
/** @typedef {import('../src/report/report.d.ts').Quote} Quote */
/** @typedef {import('./marks.js').Block} Block */
/** What a stretch of the text proves. @typedef {{ start: number, end: number, kind: 'requirement' | 'risk', id: string }} Proof */

/** A block ends at the first line end after this many units … */
const BLOCK_SOFT = 800;
/** … and in a line that never ends, here. */
const BLOCK_HARD = 8_000;

/** @param {HTMLElement} node */
export function createViewer(node) {
  /** @type {Block[]} */
  let blocks = [];
  let shown = '';
  /** @type {Proof[]} in the order of the text */
  let proofs = [];
  /** @type {{ start: number, end: number } | null} */
  let active = null;

  function draw() {
    const marks = proofs.map(({ start, end, kind }) => ({ start, end, kind: kind === 'risk' ? /** @type {const} */ ('risk') : /** @type {const} */ ('quote') }));
    drawMarks(blocks, active ? [...marks, { ...active, kind: 'active' }] : marks);
  }

  return {
    /** @param {string} text */
    show(text) {
      if (text === shown && blocks.length) return;
      shown = text;
      proofs = [];
      active = null;
      blocks = cutIntoBlocks(text);
      node.classList.toggle('huge', text.length > 200_000);
      node.replaceChildren(...blocks.map((block) => block.node));
      draw();
    },

    /** Draws the marks of a report on the shown text. A mark is drawn only where the text still says what was quoted. @param {Report | null} report */
    mark(report) {
      proofs = report ? proofsOf(report).filter((p) => p.quote === shown.slice(p.start, p.end)) : [];
      active = null;
      draw();
    },

    /** Marks one place as the one spoken of and scrolls to it; false where the text no longer has it. @param {number} start @param {number} end */
    reveal(start, end) {
      const range = rangeOf(blocks, start, end);
      active = range ? { start, end } : null;
      draw();
      if (range) void scrollTo(node, blocks[blockAt(blocks, start)], () => rangeOf(blocks, start, end));
      return range !== null;
    },

    /** @param {number} offset @returns {Proof[]} the shortest first */
    proofsAt(offset) {
      return proofs.filter((p) => p.start <= offset && offset <= p.end).sort((a, b) => a.end - a.start - (b.end - b.start));
    },

    /** The next marked place after (or before) the one spoken of. @param {1 | -1} step @returns {Proof | null} */
    step(step) {
      if (!proofs.length) return null;
      if (!active) return proofs[step > 0 ? 0 : proofs.length - 1] ?? null;
      const { start, end } = active;
      const later = (/** @type {Proof} */ p) => p.start > start || (p.start === start && p.end > end);
      const same = (/** @type {Proof} */ p) => p.start === start && p.end === end;
      return step > 0 ? proofs.find(later) ?? proofs[0] ?? null : proofs.findLast((p) => !later(p) && !same(p)) ?? proofs.at(-1) ?? null;
    },

    /** The place of the text under a click. @param {number} x @param {number} y @returns {number | null} */
    offsetAt(x, y) {
      const point = caretAt(x, y);
      const inside = point?.node.parentElement?.closest('.block');
      const block = blocks.find((b) => b.node === inside);
      if (!point || !block) return null;
      const before = document.createRange();
      before.setStart(block.node, 0);
      before.setEnd(point.node, point.offset);
      return block.start + before.toString().length;
    },

    get places() {
      return proofs.length;
    },
  };
}

/** @param {string} text @returns {Block[]} */
function cutIntoBlocks(text) {
  /** @type {Block[]} */
  const blocks = [];
  for (let start = 0; start < text.length || !blocks.length;) {
    const line = text.indexOf('\n', start + BLOCK_SOFT);
    let end = line < 0 ? text.length : line;
    let next = end + 1;
    if (end - start > BLOCK_HARD) {
      end = start + BLOCK_HARD;
      // Never between the halves of one character.
      if ((text.charCodeAt(end) & 0xfc00) === 0xdc00) end += 1;
      next = end;
    }
    const node = el('div', { class: 'block' }, text.slice(start, end));
    if (!node.firstChild) node.append('');
    blocks.push({ node, start, end });
    start = next;
  }
  return blocks;
}

/** Everything the checklist and the risks quote, in the order of the text. @param {Report} report @returns {(Proof & { quote: string })[]} */
function proofsOf(report) {
  /** @type {Map<string, Proof & { quote: string }>} */
  const found = new Map();
  /** @param {Quote[]} quotes @param {Proof['kind']} kind @param {string} id */
  const add = (quotes, kind, id) => {
    for (const { start, end, text } of quotes) found.set(`${start} ${end} ${kind} ${id}`, { start, end, kind, id, quote: text });
  };
  for (const item of report.checklist) {
    add(item.evidence, 'requirement', item.id);
    for (const element of item.elements) add(element.evidence, 'requirement', item.id);
  }
  for (const risk of report.risks) add(risk.evidence, 'risk', risk.id);
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** @param {number} x @param {number} y @returns {{ node: Node, offset: number } | null} */
function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const position = document.caretPositionFromPoint(x, y);
    return position && { node: position.offsetNode, offset: position.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

/**
 * Scrolls a place of the viewer to its upper third: the viewer itself where it scrolls, the page where the viewer does not.
 * @param {HTMLElement} viewer
 * @param {Block | undefined} block
 * @param {() => Range | null} range
 */
async function scrollTo(viewer, block, range) {
  if (viewer.classList.contains('huge')) {
    // Blocks far away have no measured height yet; bring the right one near first.
    block?.node.scrollIntoView({ block: 'center' });
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }
  const box = range()?.getBoundingClientRect();
  if (!box) return;
  const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  const scrolls = viewer.scrollHeight > viewer.clientHeight + 1 && getComputedStyle(viewer).overflowY !== 'visible';
  const frame = scrolls ? viewer.getBoundingClientRect() : { top: 0, height: innerHeight };
  const above = box.top - frame.top;
  if (above >= frame.height * 0.1 && above + Math.min(box.height, 120) <= frame.height * 0.8) return;
  (scrolls ? viewer : window).scrollBy({ top: above - frame.height / 3, behavior: smooth ? 'smooth' : 'auto' });
}
