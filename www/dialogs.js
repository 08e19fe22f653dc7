// The sheets over the page: the promise and how to check it, the catalogue of everything that is looked for (fetched from the
// worker when it is first opened), and the copy by hand where the clipboard is closed.

import { BUILD } from 'policy-lens:assets';
import { el, fill, icon } from './dom.js';
import { pick, t, word } from './i18n.js';
import { state } from './state.js';

/** @typedef {import('../src/report/report.d.ts').Catalogue} Catalogue */

/** @param {HTMLElement} node @returns {HTMLDialogElement} */
function dialog(node) {
  if (!(node instanceof HTMLDialogElement)) throw new Error('not a dialog');
  return node;
}

/** @param {HTMLElement} node @param {string} title @param {...(import('./dom.js').Child)} children */
export function sheet(node, title, ...children) {
  const close = el('button', { type: 'button', class: 'icon-button', 'data-action': 'close', 'aria-label': t().close }, icon('close'));
  fill(node, el('div', { class: 'sheet-head' }, el('h2', { id: `${node.id}-heading` }, title), close), el('div', { class: 'sheet-body', tabindex: '0', role: 'region', 'aria-labelledby': `${node.id}-heading` }, children));
  if (!dialog(node).open) dialog(node).showModal();
}

/** Loads since the page opened, by the browser's own count. The worker's `blob:` never leaves the browser. */
function loadsSinceOpening() {
  return performance.getEntriesByType('resource').filter((entry) => !/^(blob|data):/.test(entry.name)).length;
}

/** @param {HTMLElement} node */
export function openPrivacy(node) {
  sheet(node, t().privacy_heading,
    el('div', { class: 'prose' }, t().privacy.map((text) => el('p', null, text)),
      el('h3', null, t().privacy_check_heading), el('ul', null, t().privacy_check.map((text) => el('li', null, text))),
      el('p', null, t().privacy_count(loadsSinceOpening())),
      el('p', { class: 'fine' }, `Policy Lens ${BUILD.version}, ${t().wasm_hash}: `, el('code', null, BUILD.wasm_sha256)),
    ),
  );
}

/** @param {HTMLElement} node @param {() => Promise<Catalogue>} load */
export async function openCatalogue(node, load) {
  sheet(node, t().catalogue, el('p', { role: 'status' }, t().catalogue_busy));
  const { lang } = state;
  try {
    const catalogue = await load();
    if (dialog(node).open && lang === state.lang) showCatalogue(node, catalogue);
  } catch {
    sheet(node, t().catalogue, el('p', { role: 'alert' }, t().catalogue_failed));
  }
}

/** @param {HTMLElement} node @param {Catalogue} catalogue */
function showCatalogue(node, catalogue) {
  const w = t();
  const input = el('input', { type: 'search', id: 'catalogue-filter', autocomplete: 'off', spellcheck: 'false' });
  const empty = el('p', { class: 'empty', role: 'status', hidden: true }, w.catalogue_none);
  /** @type {Map<string, Catalogue['requirements']>} */
  const groups = new Map();
  for (const entry of catalogue.requirements) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  const sections = [...groups].map(([group, entries]) => el('section', { class: 'catalogue-group' },
    el('h3', null, word(w.group, group)),
    entries.map((entry) => el('details', { class: 'entry', 'data-catalogue': entry.id },
      el('summary', null, el('span', { class: 'row-title' }, pick(entry, 'title')), el('span', { class: 'row-meta' }, el('span', { class: `level level-${entry.level}` }, word(w.level, entry.level)), entry.basis.length > 0 && el('span', { class: 'basis' }, entry.basis.join('・')))),
      el('dl', { class: 'entry-body' },
        pair(w.c_what, pick(entry, 'what')),
        pair(w.c_why, pick(entry, 'why')),
        pair(w.c_advice, pick(entry, 'advice')),
        pair(w.c_terms, entry.terms.length > 0 && el('ul', { class: 'terms', lang: 'ja' }, entry.terms.map((term) => el('li', null, term)))),
        pair(w.c_traps, bullets(state.lang === 'ja' ? entry.traps_ja : entry.traps_en)),
        pair(w.c_standard, entry.standard.map((code) => word(w.standard, code)).join(' / ')),
        pair(w.c_pending, bullets(entry.pending.map((change) => `${change.act}, ${w.effective_latest(change.effective_latest)}: ${pick(change, 'note')}`))),
      ),
    )),
  ));
  const risks = el('section', { class: 'catalogue-group', 'data-risks': true },
    el('h3', null, w.risks),
    catalogue.risks.map((entry) => el('details', { class: 'entry', 'data-catalogue': entry.id },
      el('summary', null, el('span', { class: `chip severity-${entry.severity}` }, icon(entry.severity), word(w.severity, entry.severity)), el('span', { class: 'row-title' }, pick(entry, 'title')), el('span', { class: 'row-meta' }, entry.basis.length > 0 && el('span', { class: 'basis' }, entry.basis.join('・')))),
      el('dl', { class: 'entry-body' }, pair(w.c_why, pick(entry, 'why')), pair(w.c_advice, pick(entry, 'advice'))),
    )),
  );
  sheet(node, w.catalogue,
    el('p', null, `${w.catalogue_lead(catalogue.requirements.length, catalogue.risks.length)} ${w.law_as_of}: ${catalogue.law_as_of}`),
    el('div', { class: 'field' }, el('label', { for: 'catalogue-filter' }, w.catalogue_filter), input),
    empty, ...sections, risks,
    el('section', null, el('h3', null, w.c_sources), el('ul', { class: 'fine' }, catalogue.sources.map((source) => el('li', null, `${pick(source, 'name')} (${source.law_id}, ${source.revision}), ${source.as_of}`)))),
  );
  input.addEventListener('input', () => {
    const wanted = input.value.normalize('NFKC').toLowerCase().trim();
    let visible = 0;
    for (const group of node.querySelectorAll('.catalogue-group')) {
      let here = 0;
      for (const entry of group.querySelectorAll('.entry')) {
        const hit = (entry.textContent ?? '').normalize('NFKC').toLowerCase().includes(wanted);
        if (entry instanceof HTMLElement) entry.hidden = !hit;
        if (hit) here += 1;
      }
      if (group instanceof HTMLElement) group.hidden = here === 0;
      visible += here;
    }
    empty.hidden = visible > 0;
  });
}

/** @param {string} name @param {import('./dom.js').Child} shown */
function pair(name, shown) {
  return shown ? el('div', null, el('dt', null, name), el('dd', null, shown)) : null;
}

/** @param {string[]} texts */
function bullets(texts) {
  return texts.length > 0 && el('ul', null, texts.map((text) => el('li', null, text)));
}

/** Where the clipboard is closed to the page, the reader copies by hand. @param {HTMLElement} node @param {string} text */
export function openCopy(node, text) {
  const field = el('textarea', { readonly: true, rows: 12, 'aria-label': t().copy_heading, spellcheck: 'false' });
  field.value = text;
  sheet(node, t().copy_heading, el('p', null, t().copy_by_hand), field);
  field.focus();
  field.select();
}
