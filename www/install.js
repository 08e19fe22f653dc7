// The sheet about the bookmark: the button to drag, the code to copy, how to do it in each browser, and the bookmark's source.

import { courierAddress, hostOf } from './courier.js';
import { sheet } from './dialogs.js';
import { byId, el, fill } from './dom.js';
import { words } from './i18n-courier.js';
import { phonePicture, windowPicture } from './pictures.js';

/** Text that the build put into the page, as a template that never becomes part of it. @param {string} id */
function inlined(id) {
  const node = byId(id);
  return node instanceof HTMLTemplateElement ? node.content.textContent ?? '' : '';
}

/** The bookmark for where this page is now. */
function bookmark() {
  const host = hostOf(document.URL);
  return { host, address: courierAddress(inlined('courier-code'), host) };
}

/** @param {HTMLElement} node */
export function openInstall(node) {
  const w = words();
  const { host, address } = bookmark();
  const said = el('p', { class: 'fine', role: 'status' });
  const local = host && /^http:\/\/(127\.|localhost\b|\[::1\])/.test(host.origin);
  const link = el('a', { href: address, class: 'courier', draggable: 'true' }, host ? w.name : w.name_copying);
  // The browser's rules for this page forbid it to run here; without a word that would look like a fault.
  link.addEventListener('click', (event) => {
    event.preventDefault();
    fill(said, words().not_here);
  });
  sheet(node, w.title,
    el('div', { class: 'prose install' },
      el('p', null, w.lead),
      el('p', null, w.lead_private),
      !host && el('p', { class: 'notice' }, w.from_file),
      el('div', { class: 'courier-box' },
        link,
        el('p', null, w.drag),
        el('button', { type: 'button', class: 'button', 'data-action': 'copy-courier' }, w.copy_code),
        said,
        host && el('p', { class: 'fine' }, w.opens(host.origin + host.path), local && ` ${w.opens_local}`),
      ),
      el('h3', null, w.how),
      el('div', { class: 'all-ways' },
        el('div', { class: 'ways' }, w.browsers.map(({ id, name, steps }) => el('section', { class: 'way' }, el('h4', null, name), windowPicture(id, w.picture(name)), numbered(steps)))),
        el('div', { class: 'ways without-mouse' },
          el('section', { class: 'way' }, el('h4', null, w.by_hand), numbered(w.by_hand_steps)),
          el('section', { class: 'way' }, el('h4', null, w.phone), phonePicture(w.phone_picture), numbered(w.phone_steps)),
        ),
      ),
      el('h3', null, w.limits),
      el('ul', null, w.limits_list.map((text) => el('li', null, text))),
      el('details', { class: 'courier-source' },
        el('summary', null, w.source),
        el('p', null, w.source_lead(address.length)),
        el('pre', { tabindex: '0', lang: 'en', translate: 'no' }, inlined('courier-source')),
      ),
    ),
  );
}

/** @param {string[]} steps */
function numbered(steps) {
  return el('ol', null, steps.map((step) => el('li', null, step)));
}

/** What is copied where dragging is not possible. */
export function courierCode() {
  return bookmark().address;
}
