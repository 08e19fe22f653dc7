// What becomes of a page that the bookmark has brought: it is read part by part and offered like any other page (source.js). A text
// that is being worked on is not replaced before its owner agrees.

import { byId, el, fill } from './dom.js';
import { readHtml } from './html.js';
import { unixLines } from './intake.js';
import { words } from './i18n-courier.js';
import { offer } from './source.js';
import { state } from './state.js';

/** @typedef {import('./receiver.js').Parcel} Parcel */
/** @typedef {import('./html.js').Reading} Reading */

/** Firefox shows PDF files by a page of its own, which holds no more of the text than is on the screen. */
const PDF_VIEWER = 'resource://pdf.js';

/** A selection shorter than this carries no structure worth reading. */
const STRUCTURED_UNITS = 200;

/** Waits for its owner's word. @type {Parcel | null} */
let held = null;

/** @param {Parcel} parcel @param {string} own address of this very page, without fragment */
export async function arrive(parcel, own) {
  if (parcel.address && parcel.address === own.replace(/[?#].*$/s, '')) return say(words().own_page);
  if (parcel.origin === PDF_VIEWER) return say(words().nothing_there);
  if (state.text.trim() === '') return take(parcel);
  held = parcel;
  const node = byId('arrival');
  node.hidden = false;
  fill(node,
    el('p', null, words().arrived_while_working(parcel.origin, parcel.text.length)),
    el('div', { class: 'arrival-actions' },
      el('button', { type: 'button', class: 'button', 'data-action': 'arrival-take' }, words().replace),
      el('button', { type: 'button', class: 'button', 'data-action': 'arrival-leave' }, words().keep),
    ),
  );
}

/** @param {boolean} wanted */
export async function answerArrival(wanted) {
  const parcel = held;
  held = null;
  say(null);
  if (parcel && wanted) await take(parcel);
}

/** A text is there, however it came: what was said about none is out of date. A question stays until it is answered. */
export function textCame() {
  if (!held) say(null);
}

/** One line where the arrival is announced. @param {string | null} text */
export function say(text) {
  const node = byId('arrival');
  node.hidden = !text;
  fill(node, text && el('p', null, text));
}

/** @param {Parcel} parcel */
async function take(parcel) {
  const { origin, address, selection, text } = parcel;
  /** @type {Reading[]} */
  const inner = [];
  let whole = text;
  let main = '';
  /** @type {Reading | null} */
  let reading = null;
  let selected = selection.text;
  try {
    // The page itself comes last: the questions are asked of the reading that was made last.
    for (const { html } of parcel.frames) if (html.trim()) inner.push(await readHtml(html, address));
    if (selection.html && selected.length >= STRUCTURED_UNITS) selected = (await readHtml(selection.html, address)).whole || selected;
    reading = parcel.html.trim() ? await readHtml(withTitle(parcel), address) : null;
    const all = [...(reading ? [reading] : []), ...inner];
    whole = joined(all.map((part) => part.whole)) || text;
    main = joined(all.filter((part) => part.found).map((part) => part.main));
    if (reading && inner.length > 0) reading = { ...reading, notes: notesWith(parcel, reading, inner) };
  } catch (error) {
    // What the browser itself calls the page's text still serves; the message names a place in the reader, never the text.
    console.error(error instanceof Error ? error.message : 'unknown error');
  }
  if (!joined([whole, selected])) return say(words().nothing_there);
  say(null);
  offer({ origin, address, parts: { selection: selected, main, whole }, received: true, reading });
}

/** The courier brings what is inside the root element. @param {Parcel} parcel */
function withTitle({ html, lang }) {
  return `<!doctype html><html lang="${/^[\w-]{1,35}$/.test(lang) ? lang : ''}">${html}`;
}

/** What a page says of its frames is settled where they came along, and who has the policy may speak of it. @param {Parcel} parcel @param {Reading} reading @param {Reading[]} inner */
function notesWith(parcel, reading, inner) {
  const { notes } = reading.found ? reading : inner.find((part) => part.found) ?? reading;
  const frames = (parcel.html.match(/<i?frame\b/gi) ?? []).length;
  return parcel.frames.length < frames ? notes : notes.filter(({ code }) => code !== 'frames');
}

/** @param {string[]} texts */
function joined(texts) {
  return texts.map((text) => unixLines(text).trim()).filter(Boolean).join('\n\n');
}
