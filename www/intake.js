// The ways a text comes in: typed or pasted into the textarea, opened as a file, dropped on the page. Says what came; what becomes
// of it is the page's business.

import { FILE_LIMIT, decode, isTextFile } from './files.js';
import { EDIT_LIMIT } from './state.js';

/** A paste this long is a document, to be read rather than typed on. */
const DOCUMENT_UNITS = 200;

/** Lone surrogates become U+FFFD, one unit for one, so that Rust and JavaScript count alike. @param {string} text */
export function wellFormed(text) {
  return text.isWellFormed() ? text : text.toWellFormed();
}

/** As a textarea would have it. @param {string} text */
export function unixLines(text) {
  return text.replace(/\r\n?/g, '\n');
}

/**
 * @typedef {object} Takers
 * @property {(text: string, how: { pasted: boolean }) => void} typed the textarea has a new text; `pasted`: a whole document at once
 * @property {(text: string) => void} brought a paste too long for the textarea, with what was around it
 * @property {(text: string, name: string, encoding: string) => void} opened
 * @property {(name: string) => void} refused a file that is no text
 */

/**
 * @param {{ input: HTMLTextAreaElement, picker: HTMLInputElement, panel: HTMLElement }} nodes
 * @param {Takers} takers
 */
export function takeIn({ input, picker, panel }, takers) {
  let documentPasted = false;

  input.addEventListener('input', () => {
    const pasted = documentPasted;
    documentPasted = false;
    takers.typed(wellFormed(input.value), { pasted });
  });

  input.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    if (pasted.length + input.value.length <= EDIT_LIMIT) {
      // The browser inserts it, so that it can be undone.
      documentPasted = whole && pasted.length >= DOCUMENT_UNITS;
      return;
    }
    // A textarea takes a very long text slowly; past the limit it does not get to see it.
    event.preventDefault();
    takers.brought(whole ? pasted : input.value.slice(0, input.selectionStart) + pasted + input.value.slice(input.selectionEnd));
  });

  /** @param {File} file */
  async function openFile(file) {
    if (!isTextFile(file) || file.size > FILE_LIMIT) return takers.refused(file.name);
    const { text, encoding } = decode(new Uint8Array(await file.arrayBuffer()));
    takers.opened(text, file.name, encoding);
  }

  picker.addEventListener('change', () => {
    const [file] = picker.files ?? [];
    if (file) void openFile(file).finally(() => { picker.value = ''; });
  });

  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
  for (const kind of /** @type {const} */ (['dragenter', 'dragover'])) panel.addEventListener(kind, (event) => panel.classList.toggle('dropping', carriesFiles(event)));
  for (const kind of /** @type {const} */ (['dragleave', 'drop'])) panel.addEventListener(kind, () => panel.classList.remove('dropping'));
  // On the whole window: a file dropped beside the panel would make the browser leave the page for it.
  addEventListener('dragover', (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void openFile(file);
  });
}
