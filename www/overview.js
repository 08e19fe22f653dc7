// The head of the result: what document this is, how the checklist stands (each count filters it), what hampered the reading, and
// the ways to take the result along.

import { el, fill, icon, quoteButton } from './dom.js';
import { pick, t, word } from './i18n.js';
import { state } from './state.js';

/** @typedef {import('../src/report/report.d.ts').Report} Report */
/** @typedef {import('../src/report/report.d.ts').Status} Status */

/** @type {Status[]} in the order of the reader's interest */
const STATUSES = ['missing', 'partial', 'by_reference', 'needs_input', 'satisfied', 'not_applicable'];

/** @param {Report} report @param {Status} status */
export function countOf(report, status) {
  return report.checklist.filter((item) => item.status === status).length;
}

/** @param {HTMLElement} node @param {Report} report */
export function renderOverview(node, report) {
  const { document: about } = report;
  const focused = document.activeElement instanceof HTMLElement && node.contains(document.activeElement) ? document.activeElement.dataset['focusKey'] : null;
  fill(node,
    el('div', { class: 'overview-head' },
      el('div', { class: 'overview-title' },
        el('p', { class: 'title' }, about.title ? quoteButton(about.title) : t().no_title),
        el('p', { class: 'fine' }, [word(t().kind, about.kind), t().units(about.utf16_length)].join(' · ')),
      ),
      el('div', { class: 'export', role: 'group', 'aria-label': t().actions },
        action('copy-markdown', 'copy', 'Markdown', t().copy_markdown),
        action('copy-json', 'copy', 'JSON', t().copy_json),
        action('print', 'print', t().print, t().print),
      ),
    ),
    about.language === 'other' && about.kind !== 'empty' && banner(t().language_other),
    about.language === 'ja' && about.kind === 'other' && banner(t().kind_other),
    el('div', { class: 'counts', role: 'group', 'aria-label': t().counts },
      filter(null, t().all, report.checklist.length),
      STATUSES.map((status) => filter(status, t().status[status], countOf(report, status))),
    ),
    about.vintage && el('details', { class: 'vintage', 'data-fold': 'vintage' },
      el('summary', null, `${t().vintage}: ${t().vintage_range(about.vintage.from, about.vintage.to)}`),
      el('ul', { class: 'quotes' }, about.vintage.traces.map((trace) => el('li', null, quoteButton(trace)))),
    ),
    about.notes.length > 0 && el('section', { class: 'notes', 'aria-label': t().notes },
      el('ul', null, about.notes.map((note) => el('li', { 'data-note': note.code }, icon('info'), el('div', null, el('p', null, pick(note, 'message')), note.at && quoteButton(note.at))))),
    ),
  );
  if (focused) for (const button of node.querySelectorAll('[data-focus-key]')) if (button instanceof HTMLElement && button.dataset['focusKey'] === focused) button.focus({ preventScroll: true });
}

/** @param {string} text */
function banner(text) {
  return el('p', { class: 'notice' }, icon('info'), text);
}

/** @param {string} name @param {string} shape @param {string} text @param {string} label what the button does, in full */
function action(name, shape, text, label) {
  return el('button', { type: 'button', class: 'button', 'data-action': name, 'data-focus-key': name, 'aria-label': label, title: label }, icon(shape), text);
}

/** @param {Status | null} status @param {string} text @param {number} count */
function filter(status, text, count) {
  return el('button', {
    type: 'button',
    class: `count ${status ? `status-${status}` : 'status-all'}`,
    'data-action': 'filter',
    'data-filter': status ?? '',
    'data-focus-key': `filter-${status ?? 'all'}`,
    'aria-pressed': String(state.filter === status),
  }, status && icon(status), el('span', null, text), ' ', el('strong', null, String(count)));
}
