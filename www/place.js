// The bar under the text: what the place spoken of proves, each a button that leads to the finding.

import { byId, el, fill, icon } from './dom.js';
import { pick, t } from './i18n.js';
import { state } from './state.js';

/** @typedef {import('./viewer.js').Proof} Proof */

/** More would push the text off a phone's screen. */
const SHOWN = 4;

/** @param {number | null} offset null hides the findings @param {Proof[]} [proofs] */
export function showPlace(offset, proofs = []) {
  const bar = byId('place');
  const list = byId('place-items');
  bar.hidden = state.mode === 'edit' && proofs.length === 0;
  if (state.text === '') bar.hidden = true;
  const unique = [...new Map(proofs.map((proof) => [`${proof.kind} ${proof.id}`, proof])).values()];
  if (!unique.length) return fill(list, offset === null ? el('p', { class: 'fine keys' }, t().viewer_hint) : el('p', { class: 'fine' }, t().none_at_place));
  fill(list,
    el('p', { class: 'visually-hidden' }, t().at_place),
    el('ul', null, unique.slice(0, SHOWN).map(({ kind, id }) => {
      const found = kind === 'risk' ? state.report?.risks.find((risk) => risk.id === id) : state.report?.checklist.find((item) => item.id === id);
      const mark = kind === 'risk' ? state.report?.risks.find((risk) => risk.id === id)?.severity : state.report?.checklist.find((item) => item.id === id)?.status;
      return el('li', null, el('button', { type: 'button', class: 'button', 'data-action': 'finding', 'data-kind': kind, 'data-id': id }, mark && icon(mark), found ? pick(found, 'title') : id));
    })),
  );
}

/** Leads to the first finding of the bar, as its button would. */
export function openPlace() {
  const button = byId('place-items').querySelector('button');
  button?.click();
}
