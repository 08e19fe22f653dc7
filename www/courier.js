// From the courier's frozen code to the address behind the bookmark: fills in where this very page is hosted. build.mjs and the tests
// make the address by the same function.

/** Firefox takes more, but a short one can be read. */
export const LENGTH_LIMIT = 4_096;

/**
 * Where this page can be opened again from another page; null where it cannot: browsers open no file for a page of the web.
 * @param {string} address of the page itself
 * @returns {{ origin: string, path: string } | null}
 */
export function hostOf(address) {
  const { protocol, origin, pathname } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? { origin, path: pathname } : null;
}

/**
 * The address of the bookmark.
 * @param {string} code the frozen code, as build.mjs made it of bookmarklet.js
 * @param {{ origin: string, path: string } | null} host null makes the courier that only copies
 */
export function courierAddress(code, host) {
  const filled = code.replace('__ORIGIN__', () => host?.origin ?? '').replace('__PATH__', () => (host?.path ?? '').replace(/[\\"`$]/g, encodeURIComponent));
  return `javascript:${encodeURI(filled).replaceAll('#', '%23')}`;
}
