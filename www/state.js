// What the page knows at this moment, in one place. It lives in memory only and ends with the tab.

/** @typedef {import('../src/report/report.d.ts').Report} Report */
/** @typedef {import('../src/report/report.d.ts').Status} Status */
/** @typedef {'text' | 'check' | 'summary'} Tab */

/** Above this many UTF-16 units a textarea becomes slow; such a text is shown, not edited. */
export const EDIT_LIMIT = 200_000;

export const state = {
  /** The text, well formed, with LF line ends: every offset of the report counts in it. */
  text: '',
  /** @type {'ja' | 'en'} */
  lang: 'ja',
  /** @type {Report | null} The reading of `text`, or of an earlier one while a new reading is under way. */
  report: null,
  /** @type {string} The text that `report` speaks of. */
  readText: '',
  /** @type {'edit' | 'read'} */
  mode: 'edit',
  /** @type {Tab} */
  tab: 'check',
  /** @type {Status | null} Show only this status; null shows all. */
  filter: null,
  /** Whether the textarea holds `text`; not so above the limit. */
  editable: true,
};
