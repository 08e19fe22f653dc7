// The page's only Trusted Types policy: one kind of address may become a script, the page's own worker; and text may become an inert
// document (html.js), which runs nothing, loads nothing, and never enters this page.

/** @type {TrustedTypePolicyLike | undefined} */
const policy = globalThis.trustedTypes?.createPolicy('policy-lens', {
  createScriptURL(url) {
    if (!url.startsWith('blob:')) throw new TypeError('only the page’s own worker');
    return url;
  },
  createHTML: (html) => html,
});

// Browsers without Trusted Types take plain strings; the DOM types know no others yet.

/** @param {string} url @returns {string} */
export function workerAddress(url) {
  return /** @type {string} */ (/** @type {unknown} */ (policy ? policy.createScriptURL(url) : url));
}

/** For the inert document alone. @param {string} html @returns {string} */
export function inertMarkup(html) {
  return /** @type {string} */ (/** @type {unknown} */ (policy ? policy.createHTML(html) : html));
}
