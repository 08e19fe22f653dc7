// The ways a text comes in: typed or pasted into the textarea, opened as a file, dropped on the page. Says what came; what becomes
// of it is the page's business.

import { FILE_LIMIT, decode, decodePage, isPageFile, isTextFile } from './files.js';
import { readHtml } from './html.js';
import { isBetter, mayBeBetter } from './rich.js';
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
 * @property {(html: string, name: string, encoding: string) => void} page a saved page
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
      if (documentPasted) void withStructure(pasted, event.clipboardData?.getData('text/html') ?? '');
      return;
    }
    // A textarea takes a very long text slowly; past the limit it does not get to see it.
    event.preventDefault();
    takers.brought(whole ? pasted : input.value.slice(0, input.selectionStart) + pasted + input.value.slice(input.selectionEnd));
  });

  /**
   * What was copied from a page also comes as markup, which still knows its lists and tables. Where that gives the same words in
   * better lines, they take the place of the plain ones, as another step that can be undone.
   * @param {string} plain
   * @param {string} html
   */
  async function withStructure(plain, html) {
    if (!mayBeBetter(plain, html)) return;
    // Whatever goes wrong with the markup: the plain text is there.
    const better = await readHtml(html, null).then(({ whole }) => whole, () => '');
    // Whoever has typed on in the meantime is not disturbed.
    if (!isBetter(plain, better) || input.value !== unixLines(plain)) return;
    const { activeElement } = document;
    input.focus({ preventScroll: true });
    input.select();
    documentPasted = true;
    if (!document.execCommand('insertText', false, better)) {
      input.value = better;
      input.dispatchEvent(new Event('input'));
    }
    if (activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true });
  }

  /** @param {File} file */
  async function openFile(file) {
    if (file.size > FILE_LIMIT) return takers.refused(file.name);
    if (isPageFile(file)) {
      const { text, encoding } = decodePage(new Uint8Array(await file.arrayBuffer()));
      return takers.page(text, file.name, encoding);
    }
    if (!isTextFile(file)) return takers.refused(file.name);
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
