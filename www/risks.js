// The points to look at, and what to prepare for: cards with the sentence each rests on. What is to be prepared for is never
// shown as a failing.

import { block, quotes } from './checklist.js';
import { el, fill, icon, keyed, quoteButton } from './dom.js';
import { pick, t, word } from './i18n.js';
import { state } from './state.js';

/** @typedef {import('../src/report/report.d.ts').Report} Report */
/** @typedef {import('../src/report/report.d.ts').Risk} Risk */

const ORDER = ['high', 'medium', 'low', 'info'];

/** @param {HTMLElement} node @param {Report} report */
export function renderRisks(node, report) {
  const risks = report.risks.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  heading(node, 'risks-heading', t().risks, risks.length, risks.length ? null : t().risks_none);
  keyed(rows(node), risks, {
    key: (risk) => risk.id,
    signature: (risk) => state.lang + JSON.stringify(risk),
    build: (risk) => {
      const [first] = risk.evidence;
      return el('li', { class: 'row', id: `risk-${risk.id}`, 'data-risk': risk.id, 'data-severity': risk.severity },
        el('details', null,
          el('summary', null,
            el('span', { class: `chip severity-${risk.severity}` }, icon(risk.severity), word(t().severity, risk.severity)),
            el('span', { class: 'row-title' }, pick(risk, 'title')),
            el('span', { class: 'row-meta' }, risk.basis.length > 0 && el('span', { class: 'basis' }, risk.basis.join('・'))),
          ),
          el('div', { class: 'row-body' },
            block(t().why, el('p', null, pick(risk, 'why'))),
            risk.evidence.length > 0 && block(t().evidence, quotes(risk.evidence)),
            block(t().advice, el('p', { class: 'advice' }, pick(risk, 'advice'))),
          ),
        ),
        first ? el('div', { class: 'preview' }, quoteButton(first)) : el('p', { class: 'preview advice-line' }, icon('place'), pick(risk, 'advice')),
      );
    },
  });
}

/** @param {HTMLElement} node @param {Report} report */
export function renderPrepare(node, report) {
  node.hidden = report.prepare.length === 0;
  heading(node, 'prepare-heading', t().prepare, report.prepare.length, t().prepare_hint);
  keyed(rows(node), report.prepare, {
    key: (item) => item.id,
    signature: (item) => state.lang + JSON.stringify(item),
    build: (item) => el('li', { class: 'row', 'data-prepare': item.id },
      el('div', { class: 'row-head' },
        el('span', { class: 'chip severity-info' }, icon('info'), t().severity.info),
        el('span', { class: 'row-title' }, pick(item, 'title')),
        el('span', { class: 'row-meta' }, el('span', { class: 'basis' }, item.act), el('span', null, t().effective_latest(item.effective_latest))),
      ),
      item.evidence.length > 0 && el('div', { class: 'preview' }, quotes(item.evidence)),
    ),
  });
}

/** @param {HTMLElement} node @param {string} id @param {string} title @param {number} count @param {string | null} hint */
function heading(node, id, title, count, hint) {
  if (!node.querySelector('h2')) fill(node, el('h2', { id }), el('p', { class: 'hint' }), el('ul', { class: 'rows' }));
  fill(/** @type {Element} */ (node.querySelector('h2')), title, ' ', el('span', { class: 'tally' }, String(count)));
  const line = /** @type {HTMLElement} */ (node.querySelector('.hint'));
  fill(line, hint);
  line.hidden = !hint;
}

/** @param {HTMLElement} node @returns {Element} */
function rows(node) {
  return /** @type {Element} */ (node.querySelector('.rows'));
}
