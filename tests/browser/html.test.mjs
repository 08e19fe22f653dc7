// HTML in the real page: the browser's own parser and the walk in the Wasm give the text that the command line gives; saved pages and
// sources are read, their parts offered, and nothing is loaded or run on the way.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { isBetter } from '../../www/rich.js';
import { BROWSERS, done, launch, serve, settled } from './browsers.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}tests/fixtures/pages/`;
const pages = readdirSync(folder).filter((name) => name.endsWith('.html')).sort();

/** The program that was built for the other tests; building one here would be another test. */
const program = [process.env['POLICY_LENS_PROGRAM'], process.env['CARGO_TARGET_DIR'] && `${process.env['CARGO_TARGET_DIR']}/debug/policy-lens`, `${root}target/debug/policy-lens`].find((path) => path && existsSync(path));

/** @param {string} name @param {...string} options */
function native(name, ...options) {
  const { status, stdout } = spawnSync(program, ['extract', ...options, folder + name], { encoding: 'utf8' });
  assert.equal(status, 0, name);
  return stdout.replace(/\n$/, '');
}

/** Gives the page a file, as the file picker does. */
const give = (bytes, name, type) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
  const picker = document.getElementById('file');
  picker.files = transfer.files;
  picker.dispatchEvent(new Event('change', { bubbles: true }));
};

const text = () => document.getElementById('policy-text').value;

it('there is a program to compare with', () => assert.ok(program, 'cargo build first'));

it('takes the markup of a paste only where it says the same in better lines', () => {
  assert.ok(isBetter('利用目的\n販売のため\n点検のため', '利用目的\n\n1. 販売のため\n2. 点検のため'));
  assert.ok(isBetter('電話 052-000-0000 FAX 052-000-0001', '電話\t052-000-0000\nFAX\t052-000-0001'));
  assert.ok(isBetter('目的\n * 販売\n * 点検', '目的\n販売\n点検\t\n可'));
  assert.ok(!isBetter('利用目的\n販売のため', '利用目的\n販売のため'), 'no difference');
  assert.ok(!isBetter('利用目的\n販売のため\n点検のため', '1. 販売のため\n2. 点検のため'), 'something is lost');
  assert.ok(!isBetter('利用目的', `1. 利用目的\n${'隠れていた文。'.repeat(20)}`), 'something is added');
});

for (const browser of BROWSERS) {
  describe(browser.name, { timeout: 300_000 }, () => {
    let instance;
    let server;
    let tab;
    before(async () => {
      server = await serve();
      instance = await launch(browser);
      tab = await instance.open(server.url);
      await tab.until(settled);
    });
    after(async () => {
      await tab?.close();
      await instance?.close();
      await server?.close();
    });

    /** @param {string} name */
    async function open(name) {
      await tab.run(() => document.querySelector('[data-action="clear"]').click());
      await tab.until(() => document.body.dataset.state === 'idle' && document.getElementById('source').hidden);
      await tab.run(give, [...readFileSync(folder + name)], name, 'text/html');
      await tab.until(() => !document.getElementById('source').hidden && document.body.dataset.state === 'done');
    }

    it('reads every page as the command line does: the policy, and the whole page', async () => {
      for (const name of pages) {
        await open(name);
        assert.equal(await tab.run(text), native(name), name);
        if (await tab.run(() => Boolean(document.querySelector('[data-action="part"][data-part="whole"]')))) {
          await tab.click('[data-action="part"][data-part="whole"]');
          await tab.until(done);
          assert.equal(await tab.run(text), native(name, '--whole'), `${name}, whole`);
          assert.equal(await tab.run(() => document.querySelector('[data-part="whole"]').getAttribute('aria-pressed')), 'true');
        }
      }
    });

    it('says what was taken, and asks about what the page shows beside it', async () => {
      await open('modal-contact.html');
      assert.match(await tab.run(() => document.getElementById('source').textContent), /modal-contact\.html（UTF-8）.*文字/);
      const questions = await tab.run(() => [...document.querySelectorAll('[data-question]')].map((node) => node.dataset.question));
      assert.deepEqual(questions, ['form-items', 'form-files', 'form-receiver'].filter((code) => questions.includes(code)));
      assert.ok(questions.includes('form-files'), questions.join());
      const said = await tab.run(() => document.getElementById('page-questions').textContent);
      assert.doesNotMatch(said, /違反|不足|違法/);
      assert.match(said, /か。/);
      await tab.run(() => document.querySelector('[data-sample]').click());
      await tab.until(() => document.getElementById('source').hidden && document.getElementById('page-questions').hidden);
    });

    it('offers to read pasted source, and then reads it', async () => {
      const source = readFileSync(`${folder}dealer-cms.html`, 'utf8');
      await tab.run(() => document.querySelector('[data-action="clear"]').click());
      await tab.until(() => document.body.dataset.state === 'idle');
      await tab.run((value) => {
        const input = document.getElementById('policy-text');
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }, source);
      await tab.until(() => Boolean(document.querySelector('#source button')));
      await tab.run(() => document.querySelector('#source button').click());
      await tab.until(() => Boolean(document.querySelector('[data-action="part"]')) && document.body.dataset.state === 'done');
      assert.equal(await tab.run(text), native('dealer-cms.html'));
    });

    it('loads nothing and runs nothing of the page that it reads', async () => {
      const hostile = '<!doctype html><title>個人情報保護方針</title><h1>個人情報保護方針</h1><p>当社は、個人情報を利用目的の範囲で利用し、第三者に提供しません。個人データの安全管理に努め、開示、訂正、利用停止に応じます。</p>'
        + '<img src=/leak1 onerror="window.ran=1"><script>window.ran=2</script><iframe src=/leak2></iframe><iframe srcdoc="<script>parent.ran=3</script>"></iframe><link rel=stylesheet href=/leak3><style>@import "/leak4"</style><object data=/leak5></object><svg onload="window.ran=4"></svg><video src=/leak6 autoplay></video><meta http-equiv=refresh content="0;url=/leak7"><base href="/leak8/"><form action=/leak9><input name=mail autofocus onfocus="window.ran=5"></form>';
      await tab.run(() => document.querySelector('[data-action="clear"]').click());
      await tab.until(() => document.body.dataset.state === 'idle');
      const before = server.requests.length;
      await tab.run(give, [...new TextEncoder().encode(hostile)], 'hostile.html', 'text/html');
      await tab.until(() => !document.getElementById('source').hidden && document.body.dataset.state === 'done');
      await new Promise((later) => setTimeout(later, 300));
      assert.equal(await tab.run(() => window.ran ?? null), null);
      assert.deepEqual(server.requests.slice(before), []);
      assert.deepEqual(tab.faults, []);
      assert.match(await tab.run(text), /^個人情報保護方針\n\n当社は/);
    });

    // The walk bears any depth (tests/html.rs); browsers' own parsers take time by the square of it.
    it('bears deep nesting', async () => {
      const deep = `<!doctype html>${'<div>'.repeat(5_000)}<h1>個人情報保護方針</h1><p>当社は、個人情報を利用目的の範囲で利用し、第三者に提供しません。安全管理に努め、開示、訂正に応じます。</p>`;
      await tab.run(() => document.querySelector('[data-action="clear"]').click());
      await tab.until(() => document.body.dataset.state === 'idle');
      await tab.run((value) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([value], 'deep.html', { type: 'text/html' }));
        const picker = document.getElementById('file');
        picker.files = transfer.files;
        picker.dispatchEvent(new Event('change', { bubbles: true }));
      }, deep);
      await tab.until(() => !document.getElementById('source').hidden && document.body.dataset.state === 'done');
      assert.match(await tab.run(text), /^個人情報保護方針/);
    });
  });
}
