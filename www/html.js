// HTML to text: a page's source becomes an inert document (no script runs, nothing is loaded, nothing of it enters this page), and the
// analyzer, here on the main thread because documents cannot be sent to a worker, takes out the text that a reader would have copied.

import { readPage, start } from './engine.js';
import { inertMarkup } from './trusted.js';

/** @typedef {import('../src/html/page.d.ts').PageReading} PageReading */
/** @typedef {import('../src/html/page.d.ts').PageQuestion} PageQuestion */
/** @typedef {PageReading & { questions(text: string): PageQuestion[] }} Reading what the page gave, and how it compares with a text */

/** Something at the start that only markup has. Words in angle brackets alone are no markup. */
const MARKUP = /^\s*(<!doctype html|<\?xml|<html[\s>]|<head[\s>]|<body[\s>]|<frameset[\s>]|<!-{2}|<(div|main|article|section|p|h[1-6]|ul|ol|dl|table|header|meta|link|title)[\s>][^<]*<)/i;

/** Is this text the source of a page rather than what the page says? @param {string} text */
export function looksLikeHtml(text) {
  const start = text.slice(0, 4000);
  return MARKUP.test(start) && (text.match(/<\/[a-z][a-z0-9]*\s*>/gi) ?? []).length >= 3;
}

/**
 * Reads the source of a page.
 * @param {string} html
 * @param {string | null} address origin and path of the page, if it is known: says which hosts are the page's own
 * @returns {Promise<Reading>}
 */
export async function readHtml(html, address) {
  await start();
  const inert = new DOMParser().parseFromString(inertMarkup(html.toWellFormed()), 'text/html');
  return readPage(inert, address ?? '');
}
