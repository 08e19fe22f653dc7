// The bar under the text: what the place spoken of proves, each a button that leads to the finding.

import { byId, el, fill, icon } from './dom.js';
import { words } from './i18n-courier.js';
import { pick, t } from './i18n.js';
import { addressOfText } from './source.js';
import { state } from './state.js';

/** @typedef {import('./viewer.js').Proof} Proof */

/** More would push the text off a phone's screen. */
const SHOWN = 4;

/**
 * @param {number | null} offset null hides the findings
 * @param {Proof[]} [proofs]
 * @param {{ start: number, end: number } | undefined} [place] what is spoken of, if it is not the first of the proofs
 */
export function showPlace(offset, proofs = [], place = proofs[0]) {
  const bar = byId('place');
  const list = byId('place-items');
  bar.hidden = state.mode === 'edit' && proofs.length === 0;
  if (state.text === '') bar.hidden = true;
  const unique = [...new Map(proofs.map((proof) => [`${proof.kind} ${proof.id}`, proof])).values()];
  const original = offset !== null && place && addressOfText() ? wayBack(place) : null;
  if (!unique.length) return fill(list, offset === null ? el('p', { class: 'fine keys' }, t().viewer_hint) : el('p', { class: 'fine' }, t().none_at_place), original);
  fill(list,
    el('p', { class: 'visually-hidden' }, t().at_place),
    el('ul', null, unique.slice(0, SHOWN).map(({ kind, id }) => {
      const found = kind === 'risk' ? state.report?.risks.find((risk) => risk.id === id) : state.report?.checklist.find((item) => item.id === id);
      const mark = kind === 'risk' ? state.report?.risks.find((risk) => risk.id === id)?.severity : state.report?.checklist.find((item) => item.id === id)?.status;
      return el('li', null, el('button', { type: 'button', class: 'button', 'data-action': 'finding', 'data-kind': kind, 'data-id': id }, mark && icon(mark), found ? pick(found, 'title') : id));
    })),
    original,
  );
}

/** To the place on the page that the text came from. Where the page or its host forbids to leave, its address can be taken along. @param {{ start: number, end: number }} place */
function wayBack({ start, end }) {
  const at = { 'data-start': start, 'data-end': end };
  return el('div', { class: 'way-back' },
    el('button', { type: 'button', class: 'quiet', 'data-action': 'original', title: words().original_hint, ...at }, icon('by_reference'), words().original),
    el('button', { type: 'button', class: 'quiet', 'data-action': 'copy-original', 'aria-label': words().copy_original, title: words().copy_original, ...at }, icon('copy')),
  );
}

/** Leads to the first finding of the bar, as its button would. */
export function openPlace() {
  const button = byId('place-items').querySelector('button[data-action="finding"]');
  if (button instanceof HTMLElement) button.click();
}
