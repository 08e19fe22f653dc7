// The courier: what the bookmark runs in the page it is clicked on. It takes the page's text along to Policy Lens and reads nothing
// itself. Built into a `javascript:` address by build.mjs; once in somebody's bookmarks it can never be changed, so everything that
// may need mending lives in the page that receives (receiver.js), and a change here means a new VERSION.
//
// It runs among strangers: whatever a page has redefined may throw or lie. Nothing is loaded, no text is put into an address, and
// nothing stays behind. Where the handing over fails, a panel offers the text for copying; where even that fails, an alert says so.

(() => {
  const VERSION = 1;
  /** Filled in by the page that offers the bookmark; without an origin it opens nothing and only copies. @type {string} */
  const ORIGIN = '__ORIGIN__';
  const ADDRESS = ORIGIN && `${ORIGIN}__PATH__#from=bookmarklet`;
  const HTML = 'http://www.w3.org/1999/xhtml';
  const LEAD = '本文をコピーして、Policy Lens に貼り付けてください。\nCopy the text, then paste it into Policy Lens.';

  const page = document;
  const root = page.documentElement;
  /** @param {() => unknown} read */
  const safely = (read) => {
    try {
      return `${read() ?? ''}`;
    } catch {
      return '';
    }
  };
  /** Not createElement: in a document that is no HTML it would make something else. @param {string} tag @returns {any} */
  const make = (tag) => page.createElementNS(HTML, tag);

  // --- what goes along ---------------------------------------------------------------------------------------------------------

  /** Frames of the same origin and open shadow trees, which the page's own HTML does not hold. @type {object[]} */
  const frames = [];
  const text = safely(() => root.innerText);
  let copied = text;
  /** @param {any} tree */
  const lookInside = (tree) => {
    const all = tree.querySelectorAll('*');
    for (let at = 0; at < all.length; at += 1) {
      const inner = all[at].shadowRoot || all[at].contentDocument;
      if (inner) {
        const top = inner.documentElement || inner;
        const part = { title: safely(() => inner.title), text: safely(() => top.innerText), html: safely(() => top.innerHTML) };
        frames[frames.length] = part;
        copied += `\n${part.text}`;
        lookInside(inner);
      }
    }
  };
  safely(() => lookInside(page));

  const selected = safely(() => window.getSelection());
  if (selected.length >= 200) copied = selected;
  const message = {
    v: VERSION,
    // Without query and fragment: these can carry names, tokens, what somebody searched for.
    url: location.origin + location.pathname,
    title: safely(() => page.title),
    lang: safely(() => root.lang),
    selection: {
      text: selected,
      html: safely(() => {
        // Cut out of a copy in a document that loads nothing: copies made in the page would ask for their images again.
        const range = /** @type {Selection} */ (window.getSelection()).getRangeAt(0);
        const top = range.commonAncestorContainer;
        const inert = page.implementation.createHTMLDocument();
        const copy = inert.importNode(top, true);
        const cut = inert.createRange();
        const box = inert.createElement('div');
        /** @param {any} node @returns {Node} its double in the copy */
        const twin = (node) => {
          if (node === top) return copy;
          let at = 0;
          for (let before = node; (before = before.previousSibling);) at += 1;
          return /** @type {Node} */ (twin(node.parentNode).childNodes[at]);
        };
        cut.setStart(twin(range.startContainer), range.startOffset);
        cut.setEnd(twin(range.endContainer), range.endOffset);
        box.appendChild(cut.cloneContents());
        return box.innerHTML;
      }),
    },
    text,
    html: safely(() => root.innerHTML),
    frames,
  };

  // --- handing it over ---------------------------------------------------------------------------------------------------------

  /** @type {any} */
  let there;
  let settled = false;
  /** @type {any} */
  let panel;

  const leave = () => {
    settled = true;
    panel?.remove();
    window.removeEventListener('message', answer);
  };

  /** Only to the very window that was opened, only while it shows the address that was opened, and once. @param {MessageEvent} event */
  const answer = (event) => {
    if (!settled && event.isTrusted && there && event.source === there && event.origin === ORIGIN && event.data?.policyLens === 'ready') {
      there.postMessage(message, ORIGIN);
      leave();
    }
  };

  /**
   * Not a word of where it was clicked goes over the wire: neither in the address nor as the referrer. A referrer policy set for this
   * page would stay with it; the empty window leads itself on instead. Whether it does: a sandboxed page may not reach into the window.
   */
  const reach = () => {
    try {
      there = window.open('', '_blank');
      const link = there.document.createElement('a');
      link.href = ADDRESS;
      link.referrerPolicy = 'no-referrer';
      link.click();
      return true;
    } catch {
      safely(() => there.close());
      return false;
    }
  };

  // --- copying instead ---------------------------------------------------------------------------------------------------------

  const show = () => {
    panel = make('div');
    // A dialog of the browser's own: above everything, Esc closes it, and the focus comes and goes by itself.
    const dialog = make('dialog');
    const lead = make('p');
    const area = make('textarea');
    const add = (/** @type {string} */ tag, /** @type {string} */ label) => {
      const node = make(tag);
      node.append(label);
      node.style.cssText = 'font:inherit;margin:.5em 1em 0 0;padding:.5em';
      dialog.append(node);
      return node;
    };
    panel.style.cssText = 'all:initial!important';
    dialog.style.cssText = 'font:16px/1.6 sans-serif;max-width:36em;white-space:pre-line';
    dialog.ariaLabel = 'Policy Lens';
    lead.role = 'status';
    lead.append(LEAD);
    dialog.append(lead);
    area.value = copied;
    area.readOnly = true;
    area.hidden = true;

    add('button', '本文をコピー / Copy').onclick = async () => {
      let done = false;
      try {
        await navigator.clipboard.writeText(copied);
        done = true;
      } catch {
        area.hidden = false;
        area.select();
        // Some pages forbid copying; what counts is whether our own text went onto the clipboard.
        area.oncopy = (/** @type {ClipboardEvent} */ event) => {
          event.clipboardData?.setData('text/plain', copied);
          event.preventDefault();
          event.stopPropagation();
          done = true;
        };
        safely(() => page.execCommand('copy'));
      }
      lead.textContent = done ? 'コピーしました。Copied.' : '下の欄からコピーしてください。Copy it from this field:';
    };
    if (ORIGIN) {
      const link = add('a', 'Policy Lens を開く / Open');
      link.href = ADDRESS;
      link.target = '_blank';
      link.rel = 'noreferrer';
      // By a script first, which can still hand the text over.
      link.onclick = () => !reach();
    }
    add('button', '閉じる / Close').onclick = leave;
    dialog.append(area);
    dialog.onclose = leave;
    root.appendChild(panel);
    panel.attachShadow({ mode: 'closed' }).append(dialog);
    dialog.showModal();
  };
  const orSay = () => {
    try {
      if (!settled) show();
    } catch {
      panel?.remove();
      alert(`${LEAD}\n${ADDRESS}`);
    }
  };

  if (ORIGIN) safely(() => window.addEventListener('message', answer));
  if (ORIGIN && reach()) setTimeout(orSay, 2500);
  else orSay();
})();
