// Where the text came from, when it was more than text: a page, of which one can read the selection, the policy, or everything. The
// banner says what was taken and offers the rest; below the checklist stand the questions that the page itself raises.

import { byId, el, fill } from './dom.js';
import { pick, t } from './i18n.js';
import { state } from './state.js';

/** @typedef {import('./html.js').Reading} Reading */
/** @typedef {'selection' | 'main' | 'whole'} Part */

/** A selection this long was meant; a shorter one was left over from reading. */
const MEANT_UNITS = 200;
const PARTS = /** @type {const} */ (['selection', 'main', 'whole']);

/**
 * @typedef {object} Offer
 * @property {string | null} origin the origin that handed it over, or the name of the file
 * @property {string | null} address origin and path of the page, if known
 * @property {{ selection?: string, main?: string, whole?: string }} parts
 * @property {boolean} received handed over by another tab, and so can be sent back
 * @property {Reading | null} [reading] what the page's HTML gave besides
 * @property {string | null} [said] what the banner says first, in place of its own sentence
 */

/** @type {{ load: (text: string) => void } | null} */
let page = null;
/** @type {(Offer & { chosen: Part, before: string, edited: boolean }) | null} */
let current = null;

/** @param {{ load: (text: string) => void }} how takes a whole text in */
export function startSource(how) {
  page = how;
}

/** The text is the source of a page: says so, and what can be done. @param {() => void} read */
export function suggest(read) {
  const node = byId('source');
  node.hidden = false;
  const button = el('button', { type: 'button', class: 'button' }, t().source.read_markup);
  button.addEventListener('click', read);
  fill(node, el('p', null, t().source.markup), button);
}

/** Takes the part that was most likely meant, and shows the banner with the others. @param {Offer} offered @param {Part} [wanted] */
export function offer(offered, wanted) {
  const { parts } = offered;
  const likely = (parts.selection?.length ?? 0) >= MEANT_UNITS ? 'selection' : parts.main ? 'main' : parts.whole ? 'whole' : 'selection';
  const chosen = wanted ?? likely;
  current = { ...offered, chosen, before: state.text, edited: false };
  page?.load(parts[chosen] ?? '');
  renderSource();
}

/** The text is no longer that of the page: another one came, or it was cleared. */
export function forget() {
  current = null;
  renderSource();
}

/** The text was changed by hand: another part would replace that work, so none is offered any more. */
export function edited() {
  if (!current || current.edited) return;
  current.edited = true;
  renderSource();
}

/** Origin and path of the page that the text is from, if it still is. */
export function addressOfText() {
  return current?.address ?? null;
}

/** Another part of the same page. @param {Part} part */
export function choosePart(part) {
  const text = current?.parts[part];
  if (!current || !text) return;
  current.chosen = part;
  page?.load(text);
  renderSource();
}

/** Back to what was there before. */
export function sendBack() {
  if (!current) return;
  const { before } = current;
  current = null;
  page?.load(before);
  renderSource();
}

export function renderSource() {
  const node = byId('source');
  node.hidden = !current;
  if (!current) return fill(node);
  const { origin, parts, chosen, received, reading, said, edited } = current;
  const units = (parts[chosen] ?? '').length;
  const words = t().source;
  const first = received && origin ? words.received(origin, units) : `${said ?? ''}${words.taken(words.part[chosen], units)}`;
  const offered = PARTS.filter((part) => parts[part]);
  fill(node,
    el('p', null, first),
    !edited && offered.length > 1 && el('div', { class: 'segments', role: 'group', 'aria-label': words.choose }, offered.map((part) => el('button', { type: 'button', 'data-action': 'part', 'data-part': part, 'aria-pressed': String(part === chosen) }, `${words.part[part]} ${t().units((parts[part] ?? '').length)}`))),
    received && !edited && el('button', { type: 'button', class: 'button', 'data-action': 'send-back' }, words.undo),
    !!reading?.notes.length && el('details', { class: 'fine' }, el('summary', null, words.notes(reading.notes.length)), el('ul', null, reading.notes.map((note) => el('li', null, pick(note, 'message'))))),
  );
}

/** What the page shows beside what its policy says. Questions, and only for a text that came from a page. */
export function renderQuestions() {
  const node = byId('page-questions');
  const reading = current?.reading;
  const questions = reading ? questionsOf(reading) : [];
  node.hidden = !reading;
  if (!reading) return fill(node);
  const words = t().source;
  fill(node,
    el('h2', { id: 'page-questions-heading' }, words.beside),
    el('p', { class: 'fine' }, words.beside_hint),
    questions.length === 0 && el('p', { class: 'empty' }, words.beside_none),
    questions.length > 0 && el('ul', { class: 'questions' }, questions.map((question) => el('li', { 'data-question': question.code }, el('h3', null, pick(question, 'title')), el('p', null, pick(question, 'text')), question.seen.length > 0 && el('p', { class: 'fine' }, `${words.seen}: ${question.seen.join(' / ')}`)))),
  );
}

/** @param {Reading} reading */
function questionsOf(reading) {
  try {
    return reading.questions(state.text);
  } catch {
    return []; // the checklist does not hang on it
  }
}
