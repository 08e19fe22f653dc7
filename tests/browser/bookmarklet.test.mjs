// The bookmark, clicked for real in the bookmarks bar of real browsers, on pages of dealers with all the headers and tricks they may
// have: the text arrives once and exactly, or the page says how to copy it; nothing of it, and nothing of where it came from, is seen
// on the wire, in the history or anywhere else in the profile; and nothing stays behind in the dealer's page.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { LENGTH_LIMIT, courierAddress, hostOf } from '../../www/courier.js';
import { BROWSERS, PAGE, launch } from './browsers.mjs';
import { CANARY, CUSTOMER, HEADER_CASES, MORE_HEADERS, POLICY_HTML, POLICY_LINES, loopback, pageOf } from './dealers.mjs';
import { missingForDesktop, openDesktop, sleep, until } from './desktop.mjs';

const www = new URL('../../www/', import.meta.url);
const FROZEN = (await readFile(new URL('bookmarklet.v1.txt', www), 'utf8')).trim();
const LENS = '/policy-lens.html';

/** In place of the page: says it is ready as the page does, and keeps what it gets. */
const PROBE = `<!doctype html><meta charset="utf-8"><title>probe</title><link rel="icon" href="data:,"><script>
  globalThis.got = [];
  addEventListener('message', (event) => got.push({ origin: event.origin, fromOpener: event.source === opener, data: event.data }));
  opener?.postMessage({ policyLens: 'ready', v: [1] }, '*');
</script>`;

it('the bookmark is short, and speaks for itself', () => {
  const address = courierAddress(FROZEN, hostOf('https://policy-lens.example/tools/policy-lens.html?x=1#y'));
  assert.ok(address.length <= LENGTH_LIMIT, `${address.length} characters`);
  console.log(`the bookmark has ${address.length} characters`);
  assert.match(address, /^javascript:[\x21-\x7e]+$/);
  const code = decodeURIComponent(address.slice('javascript:'.length));
  assert.ok(code.includes('"https://policy-lens.example"') && code.includes('/tools/policy-lens.html#from=bookmarklet'));
  assert.doesNotMatch(code, /[?&]x=1|#y|__[A-Z]+__|fetch|XMLHttpRequest|import\(|eval|WebAssembly|postMessage\([^)]*"\*"/);
  const copying = decodeURIComponent(courierAddress(FROZEN, hostOf('file:///home/x/policy-lens.html')));
  assert.ok(!copying.includes('/home/x') && !copying.includes('file:'));
});

for (const browser of BROWSERS.filter(({ name }) => name !== 'webkit')) {
  describe(browser.name, { timeout: 400_000, skip: process.env['CI'] ? false : missingForDesktop() ?? false }, () => {
    /** @type {Awaited<ReturnType<typeof openDesktop>>} */
    let desk;
    let lens;
    let dealer;
    let sink;
    let serving = 'page';
    let hold = 0;
    const said = [];
    /** What the dealer serves at "/": set by each test. */
    let now = { body: '', headers: {} };

    before(async () => {
      assert.equal(missingForDesktop(), null);
      const page = await readFile(PAGE);
      lens = await loopback((route) => (route === LENS ? { body: serving === 'page' ? page : PROBE, hold } : null));
      // Another name makes it another site; and a referrer policy that tells everything is the hardest case.
      dealer = await loopback((route) => (route.startsWith('/privacy') ? { ...now, headers: { 'referrer-policy': 'unsafe-url', ...now.headers } } : route === '/inner' ? { body: pageOf('<p>枠の中の規約です。</p>') } : null), 'localhost');
      sink = await loopback(() => ({ body: PROBE }), '127.0.0.1');
      desk = await openDesktop(browser, [lens.origin + LENS, 'file:///somewhere/policy-lens.html'].map((address) => ({ name: 'Policy Lens', address: courierAddress(FROZEN, hostOf(address)) })));
      watch(desk.first);
      desk.instance.on('targetcreated', (target) => void target.page().then((page) => page && watch(page)).catch(() => {}));
    });
    after(async () => {
      await desk?.close();
      desk?.forget();
      for (const server of [lens, dealer, sink]) await server?.close();
    });

    function watch(page) {
      page.on('console', (message) => said.push(message.text()));
    }

    const visit = async (given, address = `${dealer.origin}/privacy?customer=${CUSTOMER}#${CUSTOMER}`) => {
      now = given;
      await closeOthers();
      lens.requests.length = 0;
      await desk.first.bringToFront();
      await desk.first.goto('about:blank');
      await desk.first.goto(address, { waitUntil: 'domcontentloaded' });
      return desk.first;
    };
    const lensTabs = async () => (await desk.instance.pages()).filter((page) => page.url().startsWith(lens.origin));
    const lensTab = () => until(async () => (await lensTabs())[0], 'the tab of the analyzer');
    const closeOthers = async () => { for (const page of await desk.instance.pages()) if (page !== desk.first) await page.close().catch(() => {}); };
    const markup = () => desk.first.evaluate(() => document.documentElement.outerHTML);

    /** What the probe got, once it got something. */
    const delivered = async () => {
      const tab = await lensTab();
      return until(async () => { const got = await tab.evaluate(() => globalThis.got).catch(() => null); return got?.length && got; }, 'a message');
    };

    const panelIsOpen = () => desk.first.evaluate(() => document.documentElement.lastElementChild?.localName === 'div');

    /** By the panel in the dealer's page: Enter is on its first button, which copies. */
    const copyByPanel = async () => {
      await until(panelIsOpen, 'the panel');
      await desk.first.bringToFront();
      await sleep(100);
      desk.key('Return');
      await sleep(300);
      desk.key('Escape');
      await until(async () => !(await panelIsOpen()), 'the end of the panel');
    };

    const pasted = async () => {
      const tab = (await lensTabs())[0] ?? await desk.instance.newPage();
      if (!tab.url().startsWith(lens.origin)) await tab.goto(lens.origin + LENS);
      await tab.bringToFront();
      await tab.focus('#policy-text');
      desk.key('ctrl+v');
      return tab;
    };

    const wireIsClean = () => {
      for (const { method, url, headers } of lens.requests) {
        assert.equal(`${method} ${url}`, `GET ${LENS}`);
        assert.equal(headers.referer, undefined, 'a Referer');
        assert.doesNotMatch(JSON.stringify(headers), new RegExp(`localhost|privacy|${CANARY}|${CUSTOMER}`));
      }
    };

    describe('the headers of the dealer', () => {
      const automatic = [];
      const byCopy = [];
      for (const { id, headers, automatic: where } of [...HEADER_CASES, ...MORE_HEADERS]) {
        const expected = where === true || where === browser.name;
        it(id, async () => {
          serving = 'page';
          const page = await visit({ body: pageOf(POLICY_HTML), headers });
          const before = await markup();
          await desk.clickBookmark(page);
          let tab;
          if (expected) {
            tab = await lensTab();
          } else {
            await copyByPanel();
            tab = await pasted();
          }
          await until(() => tab.evaluate(() => document.body.dataset.state === 'done'), 'the reading');
          const text = await tab.evaluate(() => document.getElementById('policy-text').value);
          for (const line of POLICY_LINES) assert.equal(text.split(line).length, 2, `once: ${line}`);
          if (expected) {
            assert.ok(!text.includes('在庫'), 'the navigation stays behind');
            const banner = await tab.evaluate(() => document.getElementById('source').textContent);
            assert.ok(banner.includes(/sandbox(?!.*same-origin)/.test(headers['content-security-policy'] ?? '') ? 'null' : dealer.origin), banner);
            assert.equal(await tab.evaluate(() => opener), null, 'the door is closed');
          }
          assert.equal(await markup(), before, 'something stayed in the page');
          wireIsClean();
          if (HEADER_CASES.some((one) => one.id === id)) (expected ? automatic : byCopy).push(id);
          await closeOthers();
        });
      }
      after(() => console.log(`${browser.name}: ${automatic.length} of ${HEADER_CASES.length} without a second click, ${byCopy.length} by copying`));
    });

    describe('what goes along, and what a page may do to it', () => {
      /** @param {string} script @param {string} [body] */
      const tampered = (script, body = POLICY_HTML) => ({ body: pageOf(body, `<script>${script}</script>`) });

      it('address without query, title, language, selection, text, HTML, frames: exactly, once, to the opened window alone', async () => {
        serving = 'probe';
        const page = await visit({ body: pageOf(`${POLICY_HTML}<iframe src="/inner"></iframe><iframe src="${sink.origin}/"></iframe><div id="host"></div><script>document.getElementById('host').attachShadow({ mode: 'open' }).textContent = '影の中の規約です。'; addEventListener('message', () => { globalThis.overheard = true; });</script>`) });
        await until(() => page.evaluate(() => document.readyState === 'complete'), 'the frames');
        const seen = await page.evaluate(() => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector('main p'));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return { text: document.documentElement.innerText, html: document.documentElement.innerHTML };
        });
        await desk.clickBookmark(page);
        const got = await delivered();
        await sleep(500);
        assert.equal((await (await lensTab()).evaluate(() => globalThis.got.length)), 1);
        const [{ data, origin, fromOpener }] = got;
        assert.ok(fromOpener && origin === dealer.origin);
        assert.deepEqual(Object.keys(data).sort(), ['frames', 'html', 'lang', 'selection', 'text', 'title', 'url', 'v']);
        assert.equal(data.v, 1);
        assert.equal(data.url, `${dealer.origin}/privacy`);
        assert.equal(data.title, 'しおさい自動車');
        assert.equal(data.lang, 'ja');
        assert.deepEqual(data.selection, { text: POLICY_LINES[1], html: POLICY_LINES[1] });
        assert.equal(data.text, seen.text);
        assert.equal(data.html, seen.html);
        assert.deepEqual(data.frames.map(({ text }) => text.includes('枠の中の規約です。')), [true, false]);
        assert.ok(data.frames[1].html.includes('影の中の規約です。'));
        wireIsClean();
        await closeOthers();
      });

      // [what the page does, how the text still gets out: by itself, by the panel, or at least with a word]
      const tricks = [
        ['window.open throws', 'window.open = () => { throw new Error("no"); };', 'panel'],
        ['window.open gives nothing', 'window.open = () => null;', 'panel'],
        ['window.open gives a sham', 'window.open = () => ({ postMessage(data) { globalThis.stolen = data; }, closed: false });', 'panel'],
        ['window.open leads elsewhere, and the stranger says it is ready', `{ const real = window.open; window.open = () => real.call(window, '${'SINK'}/', '_blank'); }`, 'either'],
        ['the window is led away before it is ready', `{ const real = window.open; window.open = (...given) => { const w = real.apply(window, given); setTimeout(() => { w.location = '${'SINK'}/'; }, 100); return w; }; }`, 'panel'],
        ['postMessage is redefined', 'window.postMessage = () => { throw new Error("no"); };', 'automatic'],
        ['addEventListener throws', 'window.addEventListener = () => { throw new Error("no"); };', 'panel'],
        ['addEventListener does nothing', 'window.addEventListener = () => {}; EventTarget.prototype.addEventListener = () => {};', 'panel'],
        ['messages are swallowed', 'addEventListener("message", (e) => e.stopImmediatePropagation(), true);', 'panel'],
        ['getSelection throws', 'window.getSelection = () => { throw new Error("no"); };', 'automatic'],
        ['JSON and Array are broken', 'JSON.stringify = JSON.parse = () => { throw new Error("no"); }; for (const name of Object.getOwnPropertyNames(Array.prototype)) if (name !== "length" && name !== "constructor") try { Array.prototype[name] = () => { throw new Error("no"); }; } catch {} delete Array.prototype[Symbol.iterator];', 'automatic'],
        ['the title throws', 'Object.defineProperty(document, "title", { get() { throw new Error("no"); } });', 'automatic'],
        ['attachShadow throws, and the window is cut off', 'window.open = () => null; Element.prototype.attachShadow = () => { throw new Error("no"); };', 'alert'],
        ['showModal throws, and the window is cut off', 'window.open = () => null; HTMLDialogElement.prototype.showModal = () => { throw new Error("no"); };', 'alert'],
        ['createElementNS throws, and the window is cut off', 'window.open = () => null; document.createElementNS = () => { throw new Error("no"); };', 'alert'],
        ['copying is forbidden', 'window.open = () => null; for (const on of [window, document]) for (const name of ["copy", "selectstart", "contextmenu"]) on.addEventListener(name, (e) => { e.preventDefault(); }); addEventListener("keydown", (e) => { if (e.ctrlKey || e.metaKey) e.preventDefault(); }, true);', 'panel'],
        ['no clipboard interface, and copying is forbidden', 'window.open = () => null; Object.defineProperty(navigator, "clipboard", { value: undefined }); for (const on of [document, document.documentElement]) on.addEventListener("copy", (e) => { e.preventDefault(); });', 'panel'],
        ['ready is forged', `addEventListener('blur', () => {}); setInterval(() => { postMessage({ policyLens: 'ready', v: [1] }, '*'); dispatchEvent(new MessageEvent('message', { data: { policyLens: 'ready', v: [1] }, origin: 'LENS', source: window })); }, 5);`, 'automatic'],
        ['names of the document are taken', '', 'automatic', `<form name="title"></form><form name="body"></form><img name="head" alt=""><form name="lang"></form>${POLICY_HTML}`],
      ];
      for (const [name, script, way, body] of tricks) {
        it(`${name}: ${way}`, async () => {
          serving = 'probe';
          hold = name.includes('led away') ? 1_500 : 0;
          sink.requests.length = 0;
          const dialogs = [];
          const onDialog = (dialog) => { dialogs.push(dialog.message()); dialog.accept().catch(() => {}); };
          desk.first.on('dialog', onDialog);
          const page = await visit(tampered(script.replaceAll('SINK', sink.origin).replaceAll('LENS', lens.origin), body));
          await desk.clickBookmark(page);
          if (way === 'automatic') {
            const got = await delivered();
            assert.equal(got.length, 1);
            for (const line of POLICY_LINES) assert.ok(got[0].data.text.includes(line), line);
          } else if (way === 'either') {
            // Which of the two races of windows is won is the browser's affair; the text goes to the analyzer or nowhere.
            await until(async () => (await panelIsOpen()) || (await lensTabs())[0]?.evaluate(() => globalThis.got.length === 1).catch(() => false), 'either');
          } else if (way === 'panel') {
            await copyByPanel();
            serving = 'page';
            hold = 0;
            await closeOthers();
            const tab = await pasted();
            const text = await until(() => tab.evaluate(() => document.getElementById('policy-text').value), 'the pasted text');
            for (const line of POLICY_LINES) assert.ok(text.includes(line), line);
          } else {
            await until(() => dialogs.length > 0, 'an alert');
            assert.match(dialogs[0], /コピー[^]*Policy Lens[^]*http/);
          }
          desk.first.off('dialog', onDialog);
          assert.equal(await desk.first.evaluate(() => globalThis.stolen), undefined);
          // A stranger's window that says it is ready gets nothing.
          for (const tab of (await desk.instance.pages()).filter((other) => other.url().startsWith(sink.origin))) assert.deepEqual(await tab.evaluate(() => globalThis.got.filter(({ fromOpener }) => fromOpener)), []);
          for (const { url, headers } of sink.requests) assert.ok(!`${url} ${JSON.stringify(headers)}`.includes(CANARY));
          await closeOthers();
        });
      }
    });

    describe('odd pages', () => {
      const bare = (body, headers = {}) => ({ body, headers });
      const shiftJis = Buffer.concat([Buffer.from('<!doctype html><meta charset="shift_jis"><title>x</title><p>'), Buffer.from('8cc2906c8fee95f182cc8ee688b582a282c982c282a282c4', 'hex')]);

      it('a page in Shift_JIS', async () => {
        serving = 'probe';
        const page = await visit({ body: shiftJis, type: 'text/html; charset=shift_jis' });
        await desk.clickBookmark(page);
        assert.equal((await delivered())[0].data.text.trim(), '個人情報の取扱いについて');
      });

      it('two clicks: two windows, each with the text once', async () => {
        serving = 'probe';
        const page = await visit(bare(pageOf(POLICY_HTML)));
        await desk.clickBookmark(page);
        await delivered();
        await desk.clickBookmark(page);
        const tabs = await until(async () => { const open = await lensTabs(); return open.length === 2 && open; }, 'the second tab');
        for (const tab of tabs) await until(() => tab.evaluate(() => globalThis.got?.length === 1).catch(() => false), 'its message');
        await sleep(300);
        for (const tab of tabs) assert.equal(await tab.evaluate(() => globalThis.got.length), 1);
      });

      it('a page that is still loading gives what it has', async () => {
        serving = 'probe';
        now = bare('');
        await closeOthers();
        now = { body: `<!doctype html><title>x</title><p>${POLICY_LINES[1]}</p>${' '.repeat(4096)}`, pause: 4_000 };
        await desk.first.bringToFront();
        await Promise.all([desk.first.evaluate((address) => { setTimeout(() => { location.href = address; }); }, `${dealer.origin}/privacy/slow`), sleep(900)]);
        await desk.clickBookmark(desk.first);
        assert.ok((await delivered())[0].data.text.includes(POLICY_LINES[1]));
        await sleep(200);
      });

      it('an empty page: the analyzer says that nothing could be taken', async () => {
        serving = 'page';
        const page = await visit(bare(''));
        await desk.clickBookmark(page);
        const tab = await lensTab();
        await until(() => tab.evaluate(() => document.getElementById('arrival')?.textContent.includes('取り出せませんでした')).catch(() => false), 'the message');
      });

      it('a frameset: the texts of its frames, and no word of frames that were left out', async () => {
        serving = 'page';
        const page = await visit(bare('<!doctype html><title>x</title><frameset cols="30%,70%"><frame src="/inner"><frame src="/inner?2"></frameset>'));
        await until(() => page.evaluate(() => document.readyState === 'complete'), 'the frames');
        await desk.clickBookmark(page);
        const tab = await lensTab();
        await until(() => tab.evaluate(() => document.body.dataset.state === 'done').catch(() => false), 'the reading');
        assert.equal((await tab.evaluate(() => document.getElementById('policy-text').value)).split('枠の中の規約です。').length, 3);
        assert.ok(!(await tab.evaluate(() => document.getElementById('source').textContent)).includes('フレーム'));
      });

      it('about:blank: no fault, no text', async () => {
        serving = 'page';
        await closeOthers();
        await desk.first.goto('about:blank');
        await desk.clickBookmark(desk.first);
        const tab = await lensTab();
        await until(() => tab.evaluate(() => document.getElementById('arrival')?.textContent !== '').catch(() => false), 'a message');
      });

      it('the analyzer itself: it says that this is the wrong page', async () => {
        serving = 'page';
        const page = await visit(bare(''), lens.origin + LENS);
        await desk.clickBookmark(page);
        const tab = await until(async () => (await lensTabs()).find((other) => other !== page), 'the second tab');
        await until(() => tab.evaluate(() => document.getElementById('arrival')?.textContent.includes('Policy Lens の画面')).catch(() => false), 'the message');
      });

      it('a page of five megabytes', async () => {
        serving = 'page';
        const filler = `<p>${'この段落は長さを増やすためのもので、特に意味はありません。'.repeat(20)}</p>\n`;
        const page = await visit(bare(pageOf(POLICY_HTML + filler.repeat(Math.ceil(5_000_000 / Buffer.byteLength(filler))))));
        const begun = Date.now();
        await desk.clickBookmark(page);
        const tab = await lensTab();
        await until(() => tab.evaluate(() => document.body.dataset.state === 'done').catch(() => false), 'the reading', 40_000);
        console.log(`${browser.name}: 5 MB from click to reading in ${Date.now() - begun} ms`);
        assert.ok((await tab.evaluate(() => document.getElementById('viewer').textContent)).includes(POLICY_LINES[3]));
      });

      it('loads nothing, and changes nothing of what the page sends later', async () => {
        serving = 'probe';
        const page = await visit({ body: pageOf(`<p>${'選択する文です。'.repeat(40)}</p><img src="${sink.origin}/gone.png"><img loading="lazy" src="${sink.origin}/lazy.png" style="margin-top:9000px">${POLICY_HTML}`) });
        await until(() => page.evaluate(() => document.readyState === 'complete'), 'the page');
        const refererOf = async () => {
          await page.evaluate((address) => fetch(address, { mode: 'no-cors' }).then(() => null), `${sink.origin}/ping`);
          return sink.requests.at(-1).headers.referer;
        };
        const before = await refererOf();
        assert.ok(before);
        await page.evaluate(() => getSelection().selectAllChildren(document.querySelector('main')));
        const loads = sink.requests.length;
        await desk.clickBookmark(page);
        const [{ data }] = await delivered();
        assert.ok(data.selection.html.includes('/gone.png'));
        await sleep(300);
        assert.deepEqual(sink.requests.slice(loads).map(({ url }) => url), []);
        assert.equal(await refererOf(), before);
        wireIsClean();
      });
    });

    describe('the door of the analyzer', () => {
      const opening = (body = '') => ({ body: pageOf(`<button id="go">go</button>${body}<script>globalThis.heard = []; addEventListener('message', (e) => heard.push(e.data)); document.getElementById('go').onclick = () => { globalThis.w = open('${lens.origin + LENS}'); };</script>`) });
      const parcel = (changed = {}) => ({ v: 1, url: `${dealer.origin}/privacy`, title: 'x', lang: 'ja', selection: { text: '', html: '' }, text: POLICY_LINES.join('\n'), html: `<main>${POLICY_HTML}</main>`, frames: [], ...changed });
      const enter = async (body) => {
        serving = 'page';
        const page = await visit(opening(body));
        await page.click('#go');
        await until(() => page.evaluate(() => globalThis.heard.length > 0), 'ready');
        return { page, tab: await lensTab() };
      };
      const send = (page, data) => page.evaluate((message) => globalThis.w.postMessage(message, '*'), data);
      const textOf = (tab) => tab.evaluate(() => document.getElementById('policy-text').value);

      it('says once that it is ready, takes one sound message of its opener, and shows the real origin', async () => {
        const { page, tab } = await enter('<iframe src="/inner"></iframe>');
        assert.deepEqual(await page.evaluate(() => globalThis.heard), [{ policyLens: 'ready', v: [1] }]);
        const unsound = [null, 1, 'text', [], {}, { v: 1 }, parcel({ v: 2 }), parcel({ v: '1' }), parcel({ text: 5 }), parcel({ html: null }), parcel({ selection: null }), parcel({ selection: { text: '', html: {} } }), parcel({ frames: {} }), parcel({ frames: [{ text: 'x' }] }), parcel({ title: ['x'] })];
        for (const data of unsound) await send(page, data);
        await page.evaluate((data) => { const script = frames[0].document.createElement('script'); script.textContent = `parent.w.postMessage(${JSON.stringify(data)}, '*')`; frames[0].document.body.append(script); }, parcel({ text: 'a frame', html: '<p>a frame</p>' }));
        await sleep(300);
        assert.equal(await textOf(tab), '');
        await send(page, parcel({ url: 'https://somebody-else.example/privacy', title: '\ud800<b>' }));
        await until(() => textOf(tab), 'the text');
        await send(page, parcel({ text: 'second', html: '<p>second</p>' }));
        await sleep(300);
        assert.ok((await textOf(tab)).includes(POLICY_LINES[1]));
        const banner = await tab.evaluate(() => document.getElementById('source').textContent);
        assert.ok(banner.includes(dealer.origin) && !banner.includes('somebody-else'), banner);
        assert.equal(await tab.evaluate(() => opener), null);
        assert.equal(await page.evaluate(() => globalThis.heard.length), 1);
      });

      it('asks before it replaces a text', async () => {
        const { page, tab } = await enter();
        await tab.evaluate(() => { const input = document.getElementById('policy-text'); input.value = '書きかけの本文です。'; input.dispatchEvent(new Event('input', { bubbles: true })); });
        await send(page, parcel());
        await until(() => tab.evaluate(() => Boolean(document.querySelector('[data-action="arrival-leave"]'))), 'the question');
        assert.ok((await tab.evaluate(() => document.getElementById('arrival').textContent)).includes(dealer.origin));
        assert.equal(await textOf(tab), '書きかけの本文です。');
        await tab.evaluate(() => document.querySelector('[data-action="arrival-take"]').click());
        await until(async () => (await textOf(tab)).includes(POLICY_LINES[1]), 'the text');
        // And back to what was there.
        await tab.evaluate(() => document.querySelector('[data-action="send-back"]').click());
        assert.equal(await textOf(tab), '書きかけの本文です。');
      });

      it('does not take what is too big', async () => {
        const { page, tab } = await enter();
        await page.evaluate((data) => globalThis.w.postMessage({ ...data, html: 'あ'.repeat(20_000_001) }, '*'), parcel());
        await until(() => tab.evaluate(() => document.getElementById('arrival').textContent.includes('大きすぎる')), 'the message');
        assert.equal(await textOf(tab), '');
        assert.equal(await tab.evaluate(() => opener), null);
      });
    });

    it('leads from a quote back to its place on the page', async () => {
      serving = 'page';
      const space = '<p>間を空けるための段落です。</p>'.repeat(80);
      const page = await visit({ body: pageOf(POLICY_HTML.replace('<h2>3.', `${space}<h2>3.`)) });
      await desk.clickBookmark(page);
      const tab = await lensTab();
      await until(() => tab.evaluate(() => document.body.dataset.state === 'done').catch(() => false), 'the reading');
      await tab.evaluate((line) => {
        const quotes = [...document.querySelectorAll('#result [data-quote-start]')];
        quotes.find((quote) => quote.textContent.includes(line)).click();
      }, '手数料は1件につき500円');
      const known = new Set(await desk.instance.pages());
      const asked = dealer.requests.length;
      await tab.bringToFront();
      await tab.click('[data-action="original"]');
      const back = await until(async () => (await desk.instance.pages()).find((other) => !known.has(other) && other.url().startsWith(dealer.origin)), 'the page');
      await until(() => back.evaluate(() => scrollY > 500).catch(() => false), 'the place');
      const seen = await back.evaluate(() => { const node = [...document.querySelectorAll('p')].find((p) => p.textContent.includes('500円')); const box = node.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; });
      assert.ok(seen, 'the quote is on the screen');
      assert.equal(await back.evaluate(() => opener), null);
      const { url, headers } = dealer.requests[asked];
      assert.equal(url, '/privacy');
      assert.equal(headers.referer, undefined);
    });

    it('from a saved file it only copies, and opens nothing', async () => {
      serving = 'page';
      const page = await visit({ body: pageOf(POLICY_HTML) });
      const before = await markup();
      await desk.clickBookmark(page, 1);
      await copyByPanel();
      assert.equal((await desk.instance.pages()).length, 1);
      assert.deepEqual(lens.requests, []);
      assert.equal(await markup(), before);
      const tab = await pasted();
      const text = await until(() => tab.evaluate(() => document.getElementById('policy-text').value), 'the pasted text');
      for (const line of POLICY_LINES) assert.ok(text.includes(line), line);
    });

    it('the button of the page, dragged to the bar, is the bookmark; clicked in the page it does nothing', async () => {
      serving = 'page';
      await closeOthers();
      const page = desk.first;
      await page.goto(lens.origin + LENS);
      await page.click('[data-action="bookmarklet"]');
      const expected = courierAddress(FROZEN, hostOf(lens.origin + LENS));
      assert.equal(await page.$eval('.courier', (link) => link.getAttribute('href')), expected);
      await page.click('.courier');
      assert.ok((await page.$eval('#bookmarklet', (node) => node.textContent)).includes('CSP'));
      assert.equal((await desk.instance.pages()).length, 1);
      assert.ok((await page.$eval('.courier-source pre', (node) => node.textContent)).includes('const VERSION = 1;'));
      await desk.drag(await desk.onScreen(page, '.courier'), await desk.freePlaceOfBar(page));
      await sleep(700);
      // Firefox shows the bookmark and asks whether to save it.
      if (browser.name === 'firefox') desk.key('Return');
      await sleep(500);
      await visit({ body: pageOf(POLICY_HTML) });
      await desk.clickBookmark(page, 2);
      const tab = await lensTab();
      await until(() => tab.evaluate(() => document.body.dataset.state === 'done').catch(() => false), 'the reading');
      assert.ok((await tab.evaluate(() => document.getElementById('policy-text').value)).includes(POLICY_LINES[1]));
    });

    it('remembers nothing of any text: not in history, storage, session or console', async () => {
      assert.deepEqual(said.filter((line) => line.includes(CANARY) || /しおさい|個人情報/.test(line)), []);
      await sleep(1_000);
      await desk.close();
      assert.deepEqual(desk.remembers(CANARY), []);
      assert.notDeepEqual(desk.remembers(CUSTOMER), [], 'the search itself works: addresses that were visited are remembered');
      assert.notDeepEqual(desk.remembers('/policy-lens.html'), []);
    });
  });
}

for (const browser of BROWSERS.filter(({ name }) => name === 'webkit')) {
  describe(browser.name, { timeout: 300_000 }, () => {
    let instance;
    let lens;
    let dealer;
    let headers = {};
    before(async () => {
      const page = await readFile(PAGE);
      lens = await loopback((route) => (route === LENS ? { body: page } : null));
      dealer = await loopback((route) => (route === '/privacy' ? { body: pageOf(POLICY_HTML), headers: { 'referrer-policy': 'unsafe-url', ...headers } } : null), 'localhost');
      instance = await launch(browser);
    });
    after(async () => {
      await instance?.close();
      for (const server of [lens, dealer]) await server?.close();
    });

    /** Here the windows of pages with any opener policy are cut off. */
    const CUT_OFF = ['coop', 'coop-coep', 'coop-allow-popups', 'coop-noopener', 'sandbox'];
    for (const { id, headers: sent } of HEADER_CASES) {
      // This browser's bookmarks cannot be clicked by a program; its code runs in a click on the page instead.
      it(`${id}, by script`, async () => {
        const { session } = instance;
        headers = sent;
        lens.requests.length = 0;
        await session.get(`${dealer.origin}/privacy?customer=${CUSTOMER}`);
        const home = await session.getWindowHandle();
        const code = decodeURIComponent(courierAddress(FROZEN, hostOf(lens.origin + LENS)).slice('javascript:'.length));
        const markup = () => session.executeScript('return document.documentElement.outerHTML');
        const before = await markup();
        await session.executeScript(`document.addEventListener('click', () => { ${code} }, { once: true })`);
        await session.findElement({ css: 'h1' }).click();
        if (CUT_OFF.includes(id)) {
          await until(async () => (await markup()) !== before, 'the panel');
          await session.actions().sendKeys('\uE00C').perform(); // Esc
        } else {
          const there = await until(async () => (await session.getAllWindowHandles()).find((handle) => handle !== home), 'the window');
          await session.switchTo().window(there);
          await until(() => session.executeScript("return document.body.dataset.state === 'done'"), 'the reading');
          const text = await session.executeScript("return document.getElementById('policy-text').value");
          for (const line of POLICY_LINES) assert.equal(text.split(line).length, 2, `once: ${line}`);
          assert.ok((await session.executeScript("return document.getElementById('source').textContent")).includes(dealer.origin));
        }
        for (const handle of await session.getAllWindowHandles()) {
          if (handle === home) continue;
          await session.switchTo().window(handle);
          await session.close();
        }
        await session.switchTo().window(home);
        await until(async () => (await markup()) === before, 'a page as it was');
        for (const { method, url, headers: asked } of lens.requests) {
          assert.equal(`${method} ${url}`, `GET ${LENS}`);
          assert.equal(asked.referer, undefined);
        }
      });
    }
  });
}
