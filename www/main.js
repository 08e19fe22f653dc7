// The page itself: takes text in, has it read, shows the reading, and leads from quote to text and back.

import { BUILD, SAMPLES } from 'policy-lens:assets';
import { analyze, catalogue } from './analyzer.js';
import { answerArrival, arrive, say, textCame } from './arrival.js';
import { addressOfPlace, openOriginal } from './backlink.js';
import { filterChecklist, renderChecklist } from './checklist.js';
import { openCatalogue, openCopy, openPrivacy } from './dialogs.js';
import { byId, el, fill, icon } from './dom.js';
import { copy, toJson, toMarkdown } from './export.js';
import { words } from './i18n-courier.js';
import { t, translatePage, word } from './i18n.js';
import { courierCode, openInstall } from './install.js';
import { looksLikeHtml, readHtml } from './html.js';
import { takeIn, unixLines, wellFormed } from './intake.js';
import { countOf, renderOverview } from './overview.js';
import { openPlace, showPlace } from './place.js';
import { startReceiver } from './receiver.js';
import { renderPrepare, renderRisks } from './risks.js';
import { addressOfText, choosePart, edited, forget, offer, renderQuestions, renderSource, sendBack, startSource, suggest } from './source.js';
import { EDIT_LIMIT, state } from './state.js';
import { renderSummary } from './summary.js';
import { isNarrow, moveTab, showTab, startTabs } from './tabs.js';
import { createViewer } from './viewer.js';

/** @typedef {import('../src/report/report.d.ts').Report} Report */
/** @typedef {import('../src/report/report.d.ts').Status} Status */
/** @typedef {import('./state.js').Tab} Tab */

/** Long enough not to read every keystroke, short enough to feel immediate. */
const PAUSE_MS = 150;
/** More than this at once nobody has typed. */
const TYPED_UNITS = 20;
/** Less than this at once is no page's source. */
const SOURCE_UNITS = 200;

const input = /** @type {HTMLTextAreaElement} */ (byId('policy-text'));
const viewerNode = byId('viewer');
const viewer = createViewer(viewerNode);
const textPanel = byId('text-panel');

// --- the text comes in -------------------------------------------------------------------------------------------------------

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;

/** @param {string} text @param {{ into?: 'edit' | 'read', at?: number }} [how] */
function setText(text, { into, at = PAUSE_MS } = {}) {
  state.text = text;
  if (text) textCame();
  byId('samples').hidden = text !== '';
  if (text.length > EDIT_LIMIT) {
    into = 'read';
    notice(t().too_long(text.length));
  }
  setMode(into ?? state.mode);
  document.body.dataset['state'] = 'busy';
  if (text) announce(t().busy);
  clearTimeout(pause);
  pause = setTimeout(() => void readNow(), at);
}

/** A whole document from outside the textarea: a file, a sample, a long paste. @param {string} text */
function load(text) {
  const clean = wellFormed(unixLines(text));
  state.editable = clean.length <= EDIT_LIMIT;
  input.value = state.editable ? clean : '';
  notice(null);
  setText(clean, { into: clean ? 'read' : 'edit', at: 0 });
}

async function readNow() {
  const { text } = state;
  try {
    const report = await analyze(text, () => trouble(t().restarted));
    if (!report || text !== state.text) return;
    state.report = report;
    state.readText = text;
    render();
    document.body.dataset['state'] = text === '' ? 'idle' : 'done';
    announce(text === '' ? t().idle : t().done({ n: report.checklist.length, missing: countOf(report, 'missing'), partial: countOf(report, 'partial'), risks: report.risks.length }));
  } catch (error) {
    if (text !== state.text) return;
    // The message names a place in the analyzer, never the text; it is for whoever reports the fault.
    console.error(error instanceof Error ? error.message : 'unknown error');
    document.body.dataset['state'] = 'error';
    trouble(t().failed);
  }
}

/** A text by itself, of which no page is known. @param {string} text */
function loadAlone(text) {
  forget();
  load(text);
}

startSource({
  load(text) {
    trouble(null);
    load(text);
    if (text) viewerNode.focus({ preventScroll: true });
  },
});

/** Reads the source of a page and offers its parts. @param {string} html @param {string} name @param {string | null} said what the banner says first */
async function takePage(html, name, said) {
  trouble(null);
  notice(null);
  try {
    const reading = await readHtml(html, null);
    const { main, whole, found } = reading;
    offer({ origin: name, address: null, parts: found && main !== whole ? { main, whole } : { whole }, received: false, reading, said });
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'unknown error');
    trouble(t().failed);
  }
}

takeIn({ input, picker: /** @type {HTMLInputElement} */ (byId('file')), panel: textPanel }, {
  typed(text, { pasted }) {
    const grown = Math.abs(text.length - state.text.length);
    state.editable = true;
    trouble(null);
    notice(null);
    if (pasted || text === '') forget();
    else edited();
    if (grown > SOURCE_UNITS && looksLikeHtml(text)) suggest(() => void takePage(text, '', t().source.from_markup));
    // Typing pauses; a paste does not go on.
    setText(text, { at: grown > TYPED_UNITS ? 0 : PAUSE_MS, ...(pasted ? { into: 'read' } : {}) });
    if (!pasted || text.length > EDIT_LIMIT) return;
    viewerNode.focus({ preventScroll: true });
    notice(t().pasted);
  },
  brought(text) {
    trouble(null);
    loadAlone(text);
    viewerNode.focus({ preventScroll: true });
    if (looksLikeHtml(text)) suggest(() => void takePage(text, '', t().source.from_markup));
  },
  page: (html, name, encoding) => void takePage(html, name, t().source.from_file(name, encoding)),
  opened(text, name, encoding) {
    trouble(null);
    loadAlone(text);
    if (state.editable) notice(t().file_read(name, encoding));
  },
  refused: (name) => notice(t().file_refused(name)),
});

function clear() {
  forget();
  input.value = '';
  state.editable = true;
  state.report = null;
  state.readText = '';
  state.filter = null;
  trouble(null);
  viewer.show('');
  setText('', { into: 'edit', at: 0 });
  notice(t().cleared);
  showTab('text');
  input.focus();
}

// --- the reading goes out ----------------------------------------------------------------------------------------------------

function render() {
  const { report } = state;
  if (!report) return;
  const empty = state.text === '';
  byId('intro').hidden = !empty;
  byId('result').hidden = empty;
  byId('summary-empty').hidden = !empty;
  byId('summary').hidden = empty;
  renderOverview(byId('overview'), report);
  renderRisks(byId('risks'), report);
  renderChecklist(byId('checklist'), report);
  renderPrepare(byId('prepare'), report);
  renderSummary(byId('summary'), report);
  renderQuestions();
  const missing = empty ? 0 : countOf(report, 'missing');
  byId('check-badge').hidden = missing === 0;
  fill(byId('check-badge'), icon('missing'), el('span', { class: 'visually-hidden' }, t().status.missing), String(missing));
  fill(byId('law-as-of'), `${t().law_as_of}: ${report.law_as_of}`);
  if (state.mode === 'read') showMarked();
  showPlace(null);
}

function renderIntro() {
  fill(byId('intro'), el('h2', null, t().intro_heading), el('dl', null, t().intro.map(([name = '', what = '']) => el('div', null, el('dt', null, name), el('dd', null, what)))), el('p', { class: 'fine' }, t().intro_private));
  const list = /** @type {Element} */ (byId('samples').querySelector('ul'));
  fill(list, SAMPLES.map(({ id }) => {
    const [title = id, what = ''] = /** @type {Record<string, string[]>} */ (t().sample)[id] ?? [];
    return el('li', null, el('button', { type: 'button', class: 'sample', 'data-action': 'sample', 'data-sample': id }, el('strong', null, title), el('span', null, what)));
  }));
  fill(byId('build'), `${t().version}: ${BUILD.version}`);
}

/** The text as it is now, with the marks of a report if the report speaks of this very text. */
function showMarked() {
  viewer.show(state.text);
  viewer.mark(state.readText === state.text ? state.report : null);
}

/** @param {string | null} text */
function notice(text) {
  const node = byId('text-notice');
  node.hidden = !text;
  fill(node, text);
}

/** @param {string | null} text */
function trouble(text) {
  const node = byId('trouble');
  node.hidden = !text;
  fill(node, text);
}

/** For screen readers, whose users do not see the lists change. @param {string} text */
function announce(text) {
  fill(byId('announcer'), text);
}

// --- ways of looking ---------------------------------------------------------------------------------------------------------

/** @param {'edit' | 'read'} mode */
function setMode(mode) {
  const huge = state.text.length > EDIT_LIMIT;
  const editable = state.editable && !huge;
  const possible = editable ? mode : 'read';
  state.mode = possible;
  // Out of sight, not out of the layout: Firefox forgets what can be undone in a textarea that is laid out anew.
  input.classList.toggle('behind', possible === 'read');
  input.hidden = huge;
  viewerNode.hidden = possible === 'edit';
  for (const name of /** @type {const} */ (['edit', 'read'])) {
    const button = textPanel.querySelector(`[data-action="${name}"]`);
    button?.setAttribute('aria-pressed', String(name === possible));
    if (button instanceof HTMLButtonElement && name === 'edit') button.disabled = !editable;
  }
  showPlace(null);
  if (possible === 'read') showMarked();
}

function edit() {
  setMode('edit');
  // Focus scrolls the caret into view only if it is set before.
  const { selectionStart, selectionEnd } = input;
  input.blur();
  input.setSelectionRange(selectionStart, selectionStart);
  input.focus();
  input.setSelectionRange(selectionStart, selectionEnd);
}

function changeLanguage() {
  state.lang = state.lang === 'ja' ? 'en' : 'ja';
  translatePage();
  renderIntro();
  renderSource();
  notice(null);
  trouble(null);
  if (state.report) render();
  announce('');
}

// --- from quote to text and back ---------------------------------------------------------------------------------------------

/** Leads to a place of the text: marks it, scrolls to it, and gives it to the textarea as its selection for a later edit. @param {number} start @param {number} end @param {string} quoted */
function reveal(start, end, quoted) {
  if (state.text.slice(start, end) !== quoted) return notice(t().mark_gone);
  if (isNarrow()) showTab('text');
  if (state.mode !== 'read') setMode('read');
  viewer.reveal(start, end);
  showPlace(start, viewer.proofsAt(start), { start, end });
  if (state.editable) input.setSelectionRange(start, end);
  viewerNode.focus({ preventScroll: true });
}

/** Leads to a finding: shows its row, folds it out, and puts the focus on it. @param {'requirement' | 'risk'} kind @param {string} id */
function openFinding(kind, id) {
  const row = document.getElementById(`${kind}-${id}`);
  if (!row) return;
  if (row.hidden) {
    state.filter = null;
    if (state.report) renderOverview(byId('overview'), state.report);
    filterChecklist(byId('checklist'));
  }
  showTab('check');
  for (const other of document.querySelectorAll('.row.current')) other.classList.remove('current');
  row.classList.add('current');
  const details = row.querySelector('details');
  if (details) details.open = true;
  row.querySelector('summary')?.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}

viewerNode.addEventListener('click', (event) => {
  if (getSelection()?.type === 'Range') return; // text is being selected, not pointed at
  const offset = viewer.offsetAt(event.clientX, event.clientY);
  const proofs = offset === null ? [] : viewer.proofsAt(offset);
  const [first] = proofs;
  if (!first) return showPlace(null);
  viewer.reveal(first.start, first.end);
  if (state.editable) input.setSelectionRange(first.start, first.end);
  showPlace(first.start, proofs);
  // On a narrow screen the reading is on another tab; what is under the finger is offered instead of jumping there.
  if (!isNarrow()) openFinding(first.kind, first.id);
});

/** @param {1 | -1} step */
function stepPlace(step) {
  if (state.mode !== 'read') setMode('read');
  const proof = viewer.step(step);
  if (!proof) return;
  viewer.reveal(proof.start, proof.end);
  if (state.editable) input.setSelectionRange(proof.start, proof.end);
  showPlace(proof.start, viewer.proofsAt(proof.start).filter((p) => p.start === proof.start && p.end === proof.end));
}

viewerNode.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === 'n') stepPlace(1);
  else if (key === 'p') stepPlace(-1);
  else if (key === 'enter') openPlace();
  else return;
  event.preventDefault();
});

/** While editing, the caret points at a place too. */
function followCaret() {
  if (state.mode !== 'edit' || state.readText !== state.text || !state.report) return;
  const at = input.selectionStart;
  viewer.show(state.text);
  viewer.mark(state.report);
  showPlace(at, viewer.proofsAt(at));
}
input.addEventListener('click', followCaret);
input.addEventListener('keyup', (event) => { if (/^(Arrow|Home|End|Page)/.test(event.key)) followCaret(); });

// --- one listener for every button -------------------------------------------------------------------------------------------

/** @param {string} text */
async function copyOut(text) {
  const done = await copy(text);
  if (done) announce(t().copied);
  else openCopy(byId('copy'), text);
  return done;
}

/** @type {Record<string, (button: HTMLElement) => void>} */
const ACTIONS = {
  language: changeLanguage,
  edit,
  read: () => { setMode('read'); viewerNode.focus({ preventScroll: true }); },
  clear,
  privacy: () => openPrivacy(byId('privacy')),
  catalogue: () => void openCatalogue(byId('catalogue'), () => catalogue(() => trouble(t().restarted))),
  close: (button) => button.closest('dialog')?.close(),
  print: () => print(),
  'copy-markdown': (button) => { if (state.report) void copyOut(toMarkdown(state.report)).then((done) => { if (done) flash(button); }); },
  'copy-json': (button) => { if (state.report) void copyOut(toJson(state.report)).then((done) => { if (done) flash(button); }); },
  bookmarklet: () => openInstall(byId('bookmarklet')),
  'copy-courier': (button) => void copyOut(courierCode()).then((done) => { if (done) flash(button); }),
  'arrival-take': () => void answerArrival(true),
  'arrival-leave': () => void answerArrival(false),
  original: (button) => openOriginal(originalOf(button)),
  'copy-original': (button) => void copyOut(originalOf(button)).then((done) => { if (done) flash(button); }),
  part: (button) => choosePart(/** @type {'selection' | 'main' | 'whole'} */ (button.dataset['part'])),
  'send-back': sendBack,
  'previous-place': () => stepPlace(-1),
  'next-place': () => stepPlace(1),
  finding: (button) => openFinding(button.dataset['kind'] === 'risk' ? 'risk' : 'requirement', button.dataset['id'] ?? ''),
  sample: (button) => {
    const sample = SAMPLES.find(({ id }) => id === button.dataset['sample']);
    if (!sample) return;
    loadAlone(sample.text);
    notice(t().pasted);
    viewerNode.focus({ preventScroll: true });
  },
  filter: (button) => {
    state.filter = /** @type {Status | ''} */ (button.dataset['filter'] ?? '') || null;
    for (const other of document.querySelectorAll('[data-action="filter"]')) other.setAttribute('aria-pressed', String(other === button));
    filterChecklist(byId('checklist'));
    announce(state.filter ? word(t().status, state.filter) : t().all);
  },
};

/** Where the place that a button speaks of stands on the page the text came from. @param {HTMLElement} button */
function originalOf({ dataset }) {
  return addressOfPlace(addressOfText() ?? '', state.text, Number(dataset['start']), Number(dataset['end']));
}

/** Says on the button itself that it did what it says. @param {HTMLElement} button */
function flash(button) {
  button.classList.add('did');
  setTimeout(() => button.classList.remove('did'), 1500);
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const tab = target?.closest('[role="tab"]');
  if (tab instanceof HTMLElement) return showTab(/** @type {Tab} */ (tab.dataset['tab']));
  const quote = target?.closest('[data-quote-start]');
  if (quote instanceof HTMLElement) return reveal(Number(quote.dataset['quoteStart']), Number(quote.dataset['quoteEnd']), quote.textContent ?? '');
  const button = target?.closest('[data-action]');
  if (button instanceof HTMLElement) ACTIONS[button.dataset['action'] ?? '']?.(button);
});
document.addEventListener('keydown', (event) => {
  if (event.target instanceof HTMLElement && event.target.getAttribute('role') === 'tab') moveTab(event, event.target);
});

// A print shows everything there is, whatever is folded away or filtered on the screen.
/** @type {HTMLDetailsElement[]} */
let unfolded = [];
addEventListener('beforeprint', () => {
  unfolded = [...byId('result').querySelectorAll('details')].filter((details) => !details.open);
  for (const details of unfolded) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of unfolded) details.open = false;
});

// --- start -------------------------------------------------------------------------------------------------------------------

byId('fallback').remove();
translatePage();
renderIntro();
startTabs();
byId('app').hidden = false;
// A browser may give a reloaded textarea its old text back; then it is read like any other.
setText(wellFormed(input.value), { at: 0 });
startReceiver({
  arrived: (parcel) => void arrive(parcel, document.URL),
  tooBig: () => say(words().too_big),
  waiting: () => { if (state.text === '') say(words().waiting); },
});
