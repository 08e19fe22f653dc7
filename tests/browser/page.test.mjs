// The page as a reader uses it, in every installed browser, from a web server and from a file: text in, reading out, from quote to
// text and back, languages, odd inputs, a worker that dies. And all the while: nothing but the document itself is ever asked for.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { BROWSERS, PAGE_FILE, done, launch, read, serve, settled, strayQuotes } from './browsers.mjs';

const STATUSES = ['satisfied', 'partial', 'by_reference', 'missing', 'not_applicable', 'needs_input'];

it('there is a browser to test in', () => assert.ok(BROWSERS.length > 0, 'install chromium or firefox-esr'));

for (const browser of BROWSERS) {
  describe(browser.name, { timeout: 600_000 }, () => {
    let instance;
    let server;
    before(async () => {
      server = await serve();
      instance = await launch(browser);
    });
    after(async () => {
      await instance?.close();
      await server?.close();
    });

    for (const from of ['http', 'file']) {
      describe(`from ${from}`, () => {
        let tab;
        const address = () => (from === 'http' ? server.url : PAGE_FILE);
        before(async () => {
          tab = await instance.open(address());
          await tab.until(settled);
        });
        after(() => tab?.close());

        it('starts empty, and has taken its fallback text away', async () => {
          const [state, fallback, app] = await tab.run(() => [document.body.dataset.state, document.getElementById('fallback'), document.getElementById('app').hidden]);
          assert.deepEqual([state, fallback, app], ['idle', null, false]);
        });

        it('reads each sample: every requirement in the page, every quote where it says it is', async () => {
          const ids = await tab.run(() => [...document.querySelectorAll('[data-requirement]')].map((node) => node.dataset.requirement));
          assert.ok(ids.length > 50, `${ids.length} requirements`);
          const samples = await tab.run(() => [...document.querySelectorAll('[data-sample]')].map((node) => node.dataset.sample));
          assert.equal(samples.length, 3);
          for (const sample of samples) {
            await tab.run(() => document.querySelector('[data-action="clear"]').click());
            await tab.until(() => document.body.dataset.state === 'idle');
            await tab.click(`[data-sample="${sample}"]`);
            await tab.until(done);
            const rows = await tab.run(() => [...document.querySelectorAll('[data-requirement]')].map((node) => [node.dataset.requirement, node.dataset.status]));
            assert.deepEqual(rows.map(([id]) => id), ids);
            for (const [id, status] of rows) assert.ok(STATUSES.includes(status), `${id}: ${status}`);
            assert.ok(rows.some(([, status]) => status === 'satisfied'), `${sample}: nothing stated`);
            const { looked, stray } = await tab.run(strayQuotes);
            assert.ok(looked > 10, `${sample}: ${looked} quotes`);
            assert.deepEqual(stray, [], sample);
          }
        });

        it('follows the text as it changes', async () => {
          await read(tab, '個人情報保護方針\n\n株式会社こもれび自動車は、お客様の個人情報を次の目的で利用します。\n・車検のご案内のため\n');
          const first = await tab.run(strayQuotes);
          assert.deepEqual(first.stray, []);
          assert.match(await tab.run(() => document.querySelector('[data-field="operator.name"]')?.textContent ?? ''), /こもれび自動車/);
          await read(tab, '個人情報保護方針\n\n株式会社せせらぎ商会は、お客様の個人情報を次の目的で利用します。\n・車検のご案内のため\n');
          assert.match(await tab.run(() => document.querySelector('[data-field="operator.name"]')?.textContent ?? ''), /せせらぎ商会/);
          assert.equal(await tab.run(() => document.body.dataset.state), 'done');
        });

        it('changes its language and keeps the reading', async () => {
          const look = () => [document.documentElement.lang, document.querySelectorAll('[data-requirement]').length, document.querySelector('#checklist h2').textContent, document.getElementById('policy-text').value.length];
          const ja = await tab.run(look);
          await tab.click('[data-action="language"]');
          const en = await tab.run(look);
          assert.equal(ja[0], 'ja');
          assert.equal(en[0], 'en');
          assert.equal(en[1], ja[1]);
          assert.equal(en[3], ja[3]);
          assert.notEqual(en[2], ja[2]);
          await tab.click('[data-action="language"]');
          assert.deepEqual(await tab.run(look), ja);
        });

        it('leads from a quote to its place, and from a place to its item', async () => {
          await tab.run(() => document.querySelector('[data-action="clear"]').click());
          await tab.until(() => document.body.dataset.state === 'idle');
          await tab.click('[data-sample]');
          await tab.until(done);
          const there = await tab.run(() => {
            const quote = document.querySelector('#checklist .preview [data-quote-start]');
            quote.click();
            const input = document.getElementById('policy-text');
            const marked = globalThis.Highlight ? [...CSS.highlights.get('lens-active')].map(String) : [...document.querySelectorAll('mark.lens-active')].map((mark) => mark.textContent);
            return { quote: quote.textContent, selected: input.value.slice(input.selectionStart, input.selectionEnd), marked: marked.join(''), focus: document.activeElement.id };
          });
          assert.equal(there.selected, there.quote);
          assert.equal(there.marked, there.quote);
          assert.equal(there.focus, 'viewer');
          // And back, by keyboard alone.
          await tab.press('n');
          await tab.press('Enter');
          const row = await tab.run(() => ({ ...document.activeElement.closest('li')?.dataset, open: document.activeElement.closest('details')?.open }));
          assert.ok(row.requirement ?? row.risk, `focus is on ${JSON.stringify(row)}`);
          assert.equal(row.open, true);
        });

        it('finds the item under a click on the marked text', async () => {
          await tab.run(() => {
            document.querySelector('[data-action="read"]').click();
            document.querySelector('#checklist .preview [data-quote-start]').click();
          });
          await new Promise((wait) => setTimeout(wait, 800)); // a smooth scroll may be under way
          const hit = await tab.run(() => {
            const marked = globalThis.Highlight ? [...CSS.highlights.get('lens-active')][0] : document.querySelector('mark.lens-active');
            // WebKit counts the end of the line before as a rectangle of no width.
            const box = [...marked.getClientRects()].find((rectangle) => rectangle.width > 0);
            const [x, y] = [box.left + 8, box.top + box.height / 2];
            document.elementFromPoint(x, y).dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: x, clientY: y }));
            return { ...document.activeElement.closest('li')?.dataset };
          });
          assert.ok(hit.requirement ?? hit.risk, JSON.stringify(hit));
        });

        it('shows only the items of a chosen status, and keeps the others in the page', async () => {
          const all = await tab.run(() => document.querySelectorAll('[data-requirement]').length);
          const [visible, hidden, wrong] = await tab.run(() => {
            document.querySelector('[data-filter="missing"]').click();
            const rows = [...document.querySelectorAll('[data-requirement]')];
            return [rows.filter((row) => !row.hidden).length, rows.filter((row) => row.hidden).length, rows.filter((row) => row.hidden === (row.dataset.status === 'missing')).length];
          });
          assert.equal(visible + hidden, all);
          assert.equal(wrong, 0);
          await tab.run(() => document.querySelector('[data-filter=""]').click());
        });

        it('takes any text', async () => {
          const odd = {
            blank: ' \n　\n',
            english: 'We collect your name and address. We never share them.',
            nul: '個人情報\0保護方針\0\n利用目的：車検のご案内\0のため。',
            'lone surrogates': '個人情報\ud800保護方針\udc00\n株式会社\ud83cあおば\n利用目的は、車検のご案内です。',
            'beyond the basic plane': '𠮷田自動車株式会社 個人情報保護方針 😀\n𠮷田自動車株式会社は、個人情報を車検のご案内のために利用します。😀お問い合わせ窓口 電話 03-0000-0000',
            'line ends': '個人情報保護方針\r\n株式会社みずいろ\r利用目的\u2028車検のご案内',
          };
          for (const [name, text] of Object.entries(odd)) {
            await read(tab, text);
            assert.equal(await tab.run(() => document.body.dataset.state), 'done', name);
            assert.deepEqual((await tab.run(strayQuotes)).stray, [], name);
          }
          await read(tab, '');
          assert.equal(await tab.run(() => document.body.dataset.state), 'idle');
        });

        it('shows a huge text without putting it up for editing', async () => {
          await tab.run(() => {
            const input = document.getElementById('policy-text');
            input.value = '個人情報保護方針\n' + '当社は、お客様の個人情報を車検のご案内のために利用します。\n'.repeat(9000);
            input.dispatchEvent(new Event('input', { bubbles: true }));
          });
          await tab.until(done);
          const [length, shown, stray] = await tab.run(() => {
            const { value } = document.getElementById('policy-text');
            const blocks = [...document.querySelectorAll('#viewer .block')].map((block) => block.textContent).join('\n');
            const quotes = [...document.querySelectorAll('[data-quote-start]')];
            return [value.length, blocks === value, quotes.filter((quote) => value.slice(quote.dataset.quoteStart, quote.dataset.quoteEnd) !== quote.textContent).length];
          });
          assert.ok(length > 200_000);
          assert.equal(shown, true);
          assert.equal(stray, 0);
          assert.deepEqual(await tab.run(() => [document.getElementById('viewer').hidden, document.querySelector('[data-action="edit"]').disabled]), [false, true]);
          await tab.run(() => document.querySelector('[data-action="clear"]').click());
          await tab.until(() => document.body.dataset.state === 'idle');
        });

        it('lists everything it looks for', async () => {
          await tab.click('[data-action="catalogue"]');
          await tab.until(() => document.querySelector('[data-catalogue]'));
          const [rows, entries, risks] = await tab.run(() => [
            [...document.querySelectorAll('[data-requirement]')].map((node) => node.dataset.requirement),
            [...document.querySelectorAll('[data-catalogue]')].map((node) => node.dataset.catalogue),
            document.querySelectorAll('[data-risks] [data-catalogue]').length,
          ]);
          for (const id of rows) assert.ok(entries.includes(id), id);
          assert.ok(risks > 10, `${risks} risks`);
          await tab.run(() => document.querySelector('#catalogue [data-action="close"]').click());
        });

        it('has asked for nothing but the document', async () => {
          if (from === 'http') assert.deepEqual(server.requests.filter((line) => line !== 'GET /'), []);
          // Firefox does not report a document from a file as a request.
          if (tab.requests) assert.deepEqual(tab.requests.filter((url) => !/^(blob|data):/.test(url) && url !== address()), []);
          assert.deepEqual(tab.faults, []);
          assert.equal(await tab.run(() => performance.getEntriesByType('resource').filter((entry) => !/^(blob|data):/.test(entry.name)).length), 0);
        });
      });
    }

    if (browser.name !== 'webkit') {
      it('outlives a worker that dies, and says so', async () => {
        const tab = await instance.open(server.url, {
          before: () => {
            // The first text makes the first worker fail; every later worker is sound.
            const Sound = Worker;
            let first = true;
            globalThis.spawned = 0;
            globalThis.Worker = class extends Sound {
              constructor(url) {
                super(url);
                globalThis.spawned += 1;
              }
              postMessage(message, transfer) {
                if (message.kind === 'analyze' && message.text.includes('毒') && first) {
                  first = false;
                  setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'unreachable' })));
                } else super.postMessage(message, transfer);
              }
            };
          },
        });
        await tab.until(settled);
        await read(tab, '毒入り。個人情報保護方針 株式会社つきかげ は、個人情報を車検のご案内のために利用します。');
        const [state, trouble, spawned, quotes] = await tab.run(() => [document.body.dataset.state, document.getElementById('trouble').textContent, globalThis.spawned, document.querySelectorAll('[data-quote-start]').length]);
        assert.equal(state, 'done');
        assert.notEqual(trouble, '');
        assert.equal(spawned, 2);
        assert.ok(quotes > 0);
        await tab.close();
      });

      it('outlives a worker that never answers', async () => {
        const tab = await instance.open(server.url, {
          before: () => {
            const Sound = Worker;
            let first = true;
            globalThis.Worker = class extends Sound {
              postMessage(message, transfer) {
                if (message.kind === 'analyze' && message.text.includes('沼') && first) first = false;
                else super.postMessage(message, transfer);
              }
            };
          },
        });
        await tab.until(settled);
        await read(tab, '沼。個人情報保護方針 株式会社つきかげ は、個人情報を車検のご案内のために利用します。');
        assert.equal(await tab.run(() => document.body.dataset.state), 'done');
        assert.equal(await tab.run(() => document.getElementById('trouble').hidden), false);
        await tab.close();
      });

      it('marks the text where there is no Highlight API, too, and leaves it as it was', async () => {
        const tab = await instance.open(server.url, { before: () => { delete globalThis.Highlight; } });
        await tab.until(settled);
        await tab.click('[data-sample]');
        await tab.until(done);
        const [marks, marked, quote, whole] = await tab.run(() => {
          const button = document.querySelector('#checklist .preview [data-quote-start]');
          button.click();
          const blocks = [...document.querySelectorAll('#viewer .block')].map((block) => block.textContent).join('\n');
          return [document.querySelectorAll('#viewer mark').length, [...document.querySelectorAll('mark.lens-active')].map((mark) => mark.textContent).join(''), button.textContent, blocks === document.getElementById('policy-text').value];
        });
        assert.ok(marks > 5, `${marks} marks`);
        assert.equal(marked, quote);
        assert.equal(whole, true);
        await tab.close();
      });

      it('says that it failed when two workers die of one text, and reads the next one', async () => {
        const tab = await instance.open(server.url, {
          before: () => {
            const Sound = Worker;
            globalThis.Worker = class extends Sound {
              postMessage(message, transfer) {
                if (message.kind === 'analyze' && message.text.includes('毒')) setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'unreachable' })));
                else super.postMessage(message, transfer);
              }
            };
          },
        });
        await tab.until(settled);
        await read(tab, '毒');
        assert.equal(await tab.run(() => document.body.dataset.state), 'error');
        assert.notEqual(await tab.run(() => document.getElementById('trouble').textContent), '');
        await read(tab, '個人情報保護方針 個人情報を車検のご案内のために利用します。');
        assert.equal(await tab.run(() => document.body.dataset.state), 'done');
        assert.equal(await tab.run(() => document.getElementById('trouble').hidden), true);
        await tab.close();
      });

      it('reads a real paste at once and shows it with its marks; it can be undone', async () => {
        const tab = await instance.open(server.url);
        await tab.until(settled);
        const sample = '個人情報保護方針\n' + '株式会社あさぎりは、お客様の個人情報を車検のご案内のために利用します。\n'.repeat(8);
        await read(tab, sample);
        await tab.run(() => document.getElementById('policy-text').focus());
        const chord = async (key) => {
          await tab.page.keyboard.down('Control');
          await tab.page.keyboard.press(key);
          await tab.page.keyboard.up('Control');
        };
        await chord('a');
        await chord('x');
        await tab.until(() => document.body.dataset.state === 'idle');
        await chord('v');
        await tab.until(done);
        const [value, viewer, focus] = await tab.run(() => [document.getElementById('policy-text').value, document.getElementById('viewer').hidden, document.activeElement.id]);
        assert.equal(value, sample);
        assert.deepEqual([viewer, focus], [false, 'viewer']);
        await tab.run(() => document.querySelector('[data-action="edit"]').click());
        await chord('z');
        await tab.until(() => document.body.dataset.state === 'idle');
        await tab.close();
      });

      it('reads a file in an old encoding', async () => {
        const tab = await instance.open(server.url);
        await tab.until(settled);
        // 「個人情報保護方針　お問い合わせ窓口」 in Shift_JIS, dropped on the page.
        const bytes = [0x8c, 0xc2, 0x90, 0x6c, 0x8f, 0xee, 0x95, 0xf1, 0x95, 0xdb, 0x8c, 0xec, 0x95, 0xfb, 0x90, 0x6a, 0x81, 0x40, 0x82, 0xa8, 0x96, 0xe2, 0x82, 0xa2, 0x8d, 0x87, 0x82, 0xed, 0x82, 0xb9, 0x91, 0x8b, 0x8c, 0xfb];
        await tab.run((data) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([new Uint8Array(data)], 'policy.txt', { type: 'text/plain' }));
          document.getElementById('viewer').parentElement.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }, bytes);
        await tab.until(done);
        assert.equal(await tab.run(() => document.getElementById('policy-text').value), '個人情報保護方針　お問い合わせ窓口');
        await tab.close();
      });

      it('hands over the report as it is, and as Markdown', async () => {
        const tab = await instance.open(server.url);
        await tab.until(settled);
        const text = '個人情報保護方針\n\n[株式会社しらゆり](javascript:alert(1))は、<b>個人情報</b>を車検のご案内のために利用します。';
        await read(tab, text);
        const copied = async (action) => tab.run(async (name) => {
          let taken = null;
          Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (value) => { taken = value; } } });
          document.querySelector(`[data-action="${name}"]`).click();
          await new Promise((wait) => setTimeout(wait, 50));
          return taken;
        }, action);
        const report = JSON.parse(await copied('copy-json'));
        assert.equal(report.schema, 1);
        assert.equal(report.document.utf16_length, text.length);
        assert.deepEqual(report.checklist.map((item) => item.id), await tab.run(() => [...document.querySelectorAll('[data-requirement]')].map((node) => node.dataset.requirement)));
        assert.match(await copied('copy-markdown'), /^# .+\n[^]*確認できず/);
        await tab.close();
      });

      it('forbids what it promises to forbid', async () => {
        const tab = await instance.open(server.url);
        await tab.until(settled);
        const before = server.requests.length;
        const blocked = await tab.run(async () => {
          const seen = new Set();
          addEventListener('securitypolicyviolation', (event) => seen.add(event.effectiveDirective));
          const to = (name) => new URL(`/leak-${name}`, document.baseURI).href;
          const tries = [
            () => fetch(to('fetch')),
            () => new XMLHttpRequest().open('GET', to('xhr')),
            () => navigator.sendBeacon(to('beacon'), 'x'),
            () => new WebSocket(to('ws').replace('http', 'ws')),
            () => { new Image().src = to('image'); },
            () => { const frame = document.createElement('iframe'); frame.src = to('frame'); document.body.append(frame); },
            () => { const style = document.createElement('style'); style.textContent = `@import "${to('style')}"`; document.head.append(style); },
            () => { const script = document.createElement('script'); script.src = to('script'); document.head.append(script); },
            () => { document.body.insertAdjacentHTML('beforeend', '<b>x</b>'); },
            () => new Worker(to('worker')),
          ];
          for (const attempt of tries) {
            try {
              await attempt();
            } catch {
              // Being refused is the point.
            }
          }
          await new Promise((wait) => setTimeout(wait, 500));
          return [...seen];
        });
        assert.deepEqual(server.requests.slice(before), []);
        for (const directive of ['connect-src', 'img-src', 'frame-src', 'require-trusted-types-for']) assert.ok(blocked.includes(directive), `${directive} of ${blocked}`);
        await tab.close();
      });
    }
  });
}
