// The receiving end of the bookmark: says once to the tab that opened this page that it is ready, takes one message from that tab and
// from no other, and then closes the door. Whatever comes is hostile until it is shown to be a few strings of bearable length.
// What the message says about its sender is not believed; the origin is the browser's word.

/** In one hand-over, all texts together, in UTF-16 units. */
export const SIZE_LIMIT = 20_000_000;
/** Frames and shadow trees; more of them are no policy. */
const FRAMES = 500;
/** A tab that has not answered by then was none of the courier's. */
const DOOR_OPEN_MS = 60_000;
/** By then the courier shows its panel in the other tab. */
const PATIENCE_MS = 4_000;

/** @typedef {{ title: string, text: string, html: string }} Part */
/**
 * @typedef {object} Parcel
 * @property {string} origin as the browser says it
 * @property {string | null} address origin and path of the page, if it is one of the web
 * @property {string} title
 * @property {string} lang
 * @property {{ text: string, html: string }} selection
 * @property {string} text
 * @property {string} html
 * @property {Part[]} frames
 */

/**
 * What is in a message of the courier; null where it is none, 'too-big' where it is one that no page should have to bear.
 * @param {unknown} data
 * @param {string} origin
 * @returns {Parcel | 'too-big' | null}
 */
export function unpackParcel(data, origin) {
  const message = record(data);
  const selection = record(message?.['selection']);
  if (!message || message['v'] !== 1 || !selection || !Array.isArray(message['frames'])) return null;
  const frames = message['frames'].slice(0, FRAMES).map(record);
  let size = 0;
  let sound = true;
  /** @param {Record<string, unknown> | null} from @param {string} name */
  const take = (from, name) => {
    const value = from?.[name];
    if (typeof value !== 'string') {
      sound = false;
      return '';
    }
    size += value.length;
    return size > SIZE_LIMIT ? '' : value.toWellFormed();
  };
  const url = take(message, 'url');
  const parcel = {
    origin,
    address: addressOf(url, origin),
    title: take(message, 'title'),
    lang: take(message, 'lang'),
    selection: { text: take(selection, 'text'), html: take(selection, 'html') },
    text: take(message, 'text'),
    html: take(message, 'html'),
    frames: frames.map((frame) => ({ title: take(frame, 'title'), text: take(frame, 'text'), html: take(frame, 'html') })),
  };
  if (!sound) return null;
  return size > SIZE_LIMIT ? 'too-big' : parcel;
}

/** @param {unknown} value @returns {Record<string, unknown> | null} */
function record(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? /** @type {Record<string, unknown>} */ (value) : null;
}

/** Only an address of the origin that the browser names, without what a page may have added to it. @param {string} url @param {string} origin */
function addressOf(url, origin) {
  if (url.length > 4_000 || !URL.canParse(url)) return null;
  const { protocol, origin: claimed, pathname } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && claimed === origin ? claimed + pathname : null;
}

/**
 * @param {object} takers
 * @param {(parcel: Parcel) => void} takers.arrived
 * @param {() => void} takers.tooBig
 * @param {() => void} takers.waiting the bookmark opened this page, and nothing came: the text has to be pasted
 */
export function startReceiver({ arrived, tooBig, waiting }) {
  /** @type {Window | null} */
  const sender = window.opener;
  const sent = document.URL.endsWith('#from=bookmarklet');
  if (!sender) {
    if (sent) waiting();
    return;
  }
  const patience = sent ? setTimeout(waiting, PATIENCE_MS) : undefined;
  const door = setTimeout(close, DOOR_OPEN_MS);

  function close() {
    clearTimeout(door);
    clearTimeout(patience);
    removeEventListener('message', listen);
    window.opener = null;
  }

  /** @param {MessageEvent} event */
  function listen(event) {
    if (!event.isTrusted || event.source !== sender) return;
    const parcel = unpackParcel(event.data, event.origin);
    if (!parcel) return;
    close();
    if (parcel === 'too-big') tooBig();
    else arrived(parcel);
  }

  addEventListener('message', listen);
  // To whoever it is: it says nothing, and the answer tells.
  sender.postMessage({ policyLens: 'ready', v: [1] }, '*');
}
