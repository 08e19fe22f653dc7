// The checklist: one row per requirement, in groups, with its status, its proof, and, for what was not found, what was looked for.

import { el, fill, icon, keyed, quoteButton } from './dom.js';
import { pick, t, word } from './i18n.js';
import { state } from './state.js';

/** @typedef {import('../src/report/report.d.ts').Report} Report */
/** @typedef {import('../src/report/report.d.ts').ChecklistItem} Item */
/** @typedef {import('../src/report/report.d.ts').Quote} Quote */
/** @typedef {import('../src/report/report.d.ts').Searched} Searched */
/** @typedef {import('../src/report/report.d.ts').Status} Status */

/** @param {string} status */
export function statusChip(status) {
  return el('span', { class: `chip status-${status}` }, icon(status), word(t().status, status));
}

/** @param {HTMLElement} node @param {Report} report */
export function renderChecklist(node, report) {
  /** @type {Map<string, Item[]>} */
  const groups = new Map();
  for (const item of report.checklist) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);

  let list = node.querySelector('.groups');
  if (!list) {
    list = el('div', { class: 'groups' });
    fill(node, el('h2', { id: 'checklist-heading' }), el('p', { class: 'hint' }), list);
  }
  fill(/** @type {Element} */ (node.querySelector('h2')), t().checklist);
  fill(/** @type {Element} */ (node.querySelector('.hint')), t().checklist_hint);

  // A group's own node stays as long as the group does, so that its rows can be kept one by one.
  keyed(list, [...groups.keys()], {
    key: (group) => group,
    signature: (group) => group,
    build: (group) => el('section', { class: 'group', 'aria-labelledby': `group-${group}` }, el('h3', { id: `group-${group}` }), el('p', { class: 'empty', hidden: true }), el('ul', { class: 'rows' })),
  });
  for (const section of list.children) {
    const group = section instanceof HTMLElement ? section.dataset['key'] ?? '' : '';
    const items = groups.get(group) ?? [];
    const [heading, empty, rows] = section.children;
    if (!heading || !empty || !rows) continue;
    const stated = items.filter((item) => item.status === 'satisfied').length;
    const asked = items.filter((item) => item.status !== 'not_applicable' && item.status !== 'needs_input').length;
    fill(heading, word(t().group, group), ' ', el('span', { class: 'tally' }, `${t().status.satisfied} ${stated}/${asked}`));
    fill(empty, t().filtered_out);
    keyed(rows, items, {
      key: (item) => item.id,
      signature: (item) => state.lang + JSON.stringify(item) + sectionNames(item.searched, report).join(),
      build: (item) => row(item, report),
    });
  }
  filterChecklist(node);
}

/** Hides the rows that the chosen status does not include; they stay in the page. @param {HTMLElement} node */
export function filterChecklist(node) {
  for (const section of node.querySelectorAll('.group')) {
    let visible = 0;
    for (const li of section.querySelectorAll('li[data-requirement]')) {
      if (!(li instanceof HTMLElement)) continue;
      li.hidden = state.filter !== null && li.dataset['status'] !== state.filter;
      if (!li.hidden) visible += 1;
    }
    const empty = section.querySelector('.empty');
    if (empty instanceof HTMLElement) empty.hidden = visible > 0;
  }
}

/** @param {Item} item @param {Report} report */
function row(item, report) {
  const details = el('details', null,
    el('summary', null,
      statusChip(item.status),
      el('span', { class: 'row-title' }, pick(item, 'title')),
      el('span', { class: 'row-meta' }, el('span', { class: `level level-${item.level}` }, word(t().level, item.level)), item.basis.length > 0 && el('span', { class: 'basis' }, item.basis.join('・'))),
    ),
    el('div', { class: 'row-body' }, body(item, report)),
  );
  return el('li', { class: 'row', id: `requirement-${item.id}`, 'data-requirement': item.id, 'data-status': item.status }, details, preview(item));
}

/** The one line that says most while the row is folded away. @param {Item} item */
function preview(item) {
  const [first] = proof(item);
  if (first) return el('div', { class: 'preview' }, quoteButton(first));
  if (item.status === 'missing') return el('p', { class: 'preview advice-line' }, icon('place'), pick(item, 'advice'));
  return null;
}

/** Every quote of the item once, those of its elements included. @param {Item} item @returns {Quote[]} */
function proof(item) {
  /** @type {Map<string, Quote>} */
  const all = new Map();
  for (const quote of [...item.evidence, ...item.elements.flatMap((element) => element.evidence)]) all.set(`${quote.start} ${quote.end}`, quote);
  return [...all.values()];
}

/** @param {Item} item @param {Report} report */
function body(item, report) {
  const shown = new Set(item.elements.flatMap((element) => element.evidence).map((q) => `${q.start} ${q.end}`));
  const rest = item.evidence.filter((q) => !shown.has(`${q.start} ${q.end}`));
  const why = pick(item, 'why');
  const advice = pick(item, 'advice');
  return [
    why && block(t().why, el('p', null, why)),
    item.elements.length > 0 && block(t().elements, el('ul', { class: 'elements' }, item.elements.map((element) => el('li', { 'data-element': element.id, 'data-element-status': element.status },
      el('div', { class: 'element-head' }, statusChip(element.status), el('span', null, pick(element, 'title'))),
      quotes(element.evidence),
      element.searched && searched(element.searched, report),
    )))),
    rest.length > 0 && block(t().evidence, quotes(rest)),
    item.searched && block(t().searched, searched(item.searched, report)),
    advice && item.status !== 'satisfied' && item.status !== 'not_applicable' && block(t().advice, el('p', { class: 'advice' }, advice)),
    item.standard.length > 0 && el('p', { class: 'fine' }, `${t().c_standard}: ${item.standard.map((code) => word(t().standard, code)).join(' / ')}`),
  ];
}

/** @param {string} title @param {...(import('./dom.js').Child)} children */
export function block(title, ...children) {
  return el('div', { class: 'block-of-row' }, el('p', { class: 'block-title' }, title), children);
}

/** Of what a huge text repeats without end, this many are shown in one place; all are marked in the text. */
const QUOTES = 100;

/** @param {readonly Quote[]} list */
export function quotes(list) {
  return list.length > 0 && el('ul', { class: 'quotes' }, list.slice(0, QUOTES).map((quote) => el('li', null, quoteButton(quote))), list.length > QUOTES && el('li', { class: 'fine' }, t().more(list.length - QUOTES)));
}

/** What was looked for and not found, so that the reader can check it. @param {Searched} what @param {Report} report */
function searched(what, report) {
  const names = sectionNames(what, report);
  return el('dl', { class: 'searched' },
    el('dt', null, t().searched_terms), el('dd', null, el('ul', { class: 'terms', lang: 'ja', translate: 'no' }, what.terms.map((term) => el('li', null, term)))),
    el('dt', null, t().searched_sections), el('dd', null, names.length ? el('ul', { class: 'terms' }, names.map((name) => el('li', null, name))) : t().searched_whole),
    el('dt', null, t().nearest), el('dd', null, what.nearest.length
      ? el('ul', { class: 'quotes' }, what.nearest.map((near) => el('li', null, quoteButton(near.quote), el('p', { class: 'lacks' }, pick(near, 'lacks')))))
      : t().nearest_none),
  );
}

/** No more names than a reader takes in. */
const NAMES = 6;

/** @param {Searched | null} what @param {Report} report @returns {string[]} none where all sections were read */
function sectionNames(what, report) {
  if (!what || what.sections.length === 0 || what.sections.length >= report.document.sections.length) return [];
  const names = what.sections.slice(0, NAMES).map((index) => report.document.sections[index]?.heading?.text.trim() || t().untitled_section(index + 1));
  return what.sections.length > NAMES ? [...names, t().more(what.sections.length - NAMES)] : names;
}
