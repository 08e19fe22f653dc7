// Which view is shown. Wide: the text always stands beside the reading, and two tabs remain. Narrow or short: three tabs, one at a
// time. The same media query is in style.css.

import { byId } from './dom.js';
import { state } from './state.js';

/** @typedef {import('./state.js').Tab} Tab */

const narrow = matchMedia('(max-width: 59.99rem), (max-height: 29.99rem)');

export function isNarrow() {
  return narrow.matches;
}

/** How far each view is scrolled: they share one scrolling panel. @type {Map<Tab, number>} */
const scrolled = new Map();

/** @param {Tab} tab */
export function showTab(tab) {
  const panel = byId('reading');
  if (state.tab !== 'text') scrolled.set(state.tab, panel.scrollTop);
  const changed = state.tab !== tab;
  state.tab = tab;
  layOut();
  if (changed && tab !== 'text') panel.scrollTop = scrolled.get(tab) ?? 0;
}

function layOut() {
  if (!narrow.matches && state.tab === 'text') state.tab = 'check';
  for (const tab of tabs()) {
    const chosen = tab.dataset['tab'] === state.tab;
    tab.setAttribute('aria-selected', String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    tab.hidden = tab.dataset['tab'] === 'text' && !narrow.matches;
  }
  const text = byId('text-panel');
  text.hidden = narrow.matches && state.tab !== 'text';
  if (narrow.matches) text.setAttribute('role', 'tabpanel');
  else text.removeAttribute('role');
  text.setAttribute('aria-labelledby', narrow.matches ? 'tab-text' : 'text-heading');
  byId('reading').hidden = state.tab === 'text';
  byId('check-panel').hidden = state.tab !== 'check';
  byId('summary-panel').hidden = state.tab !== 'summary';
}

/** @returns {HTMLElement[]} */
function tabs() {
  return [...document.querySelectorAll('[role="tab"]')].filter((node) => node instanceof HTMLElement);
}

/** The arrow keys, Home and End, as a tab list has them. @param {KeyboardEvent} event @param {HTMLElement} tab */
export function moveTab(event, tab) {
  const shown = tabs().filter((node) => !node.hidden);
  const at = shown.indexOf(tab);
  const next = { ArrowRight: shown[(at + 1) % shown.length], ArrowLeft: shown.at(at - 1), Home: shown[0], End: shown.at(-1) }[event.key];
  if (!next) return;
  event.preventDefault();
  showTab(/** @type {Tab} */ (next.dataset['tab']));
  next.focus();
}

export function startTabs() {
  state.tab = narrow.matches ? 'text' : 'check';
  layOut();
  narrow.addEventListener('change', () => {
    if (narrow.matches && state.text === '') state.tab = 'text';
    layOut();
  });
}
