// The page for everyone: axe-core finds nothing in any view, language, colour scheme and width; nothing scrolls sideways at 320
// pixels; the tabs of the narrow layout work by keyboard.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { BROWSERS, PAGE_FILE, done, launch, settled } from './browsers.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** @returns what axe objects to, in a form that tells where */
async function objections(tab) {
  await tab.page.evaluate(axe);
  return tab.run(async (tags) => {
    const { violations } = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target} ${node.any[0]?.message ?? ''}`).join(' | ')} (${nodes.length})`);
  }, TAGS);
}

for (const browser of BROWSERS.filter(({ name }) => name !== 'webkit')) {
  describe(browser.name, { timeout: 900_000 }, () => {
    let instance;
    before(async () => { instance = await launch(browser); });
    after(() => instance?.close());

    // Firefox does not let its colour scheme be set over this protocol; the rules are the same style sheet.
    const rounds = [
      { width: 1280, height: 860, scheme: 'light', languages: ['ja', 'en'], sheets: ['catalogue', 'privacy', 'bookmarklet'] },
      { width: 320, height: 568, scheme: 'light', languages: ['ja', 'en'], sheets: ['catalogue', 'privacy', 'bookmarklet'] },
      { width: 390, height: 844, scheme: 'light', languages: ['ja'], sheets: [] },
      { width: 640, height: 320, scheme: 'light', languages: ['ja', 'en'], sheets: [] },
      { width: 1280, height: 860, scheme: 'dark', languages: ['ja'], sheets: ['catalogue', 'privacy', 'bookmarklet'] },
      { width: 320, height: 568, scheme: 'dark', languages: ['ja'], sheets: [] },
    ].filter(({ scheme }) => scheme === 'light' || browser.name === 'chromium');
    for (const { width, height, scheme, languages, sheets } of rounds) {
      it(`${scheme}, ${width} × ${height}: axe objects to nothing, and nothing is too wide`, async () => {
        const features = scheme === 'dark' ? [{ name: 'prefers-color-scheme', value: 'dark' }] : [];
        const tab = await instance.open(PAGE_FILE, { width, height, features });
        await tab.until(settled);
        assert.deepEqual(await objections(tab), [], 'empty page');
        await tab.run(() => document.querySelector('[data-sample="old-garage"]').click());
        await tab.until(done);
        for (const language of languages) {
          assert.equal(await tab.run(() => document.documentElement.lang), language);
          // One row of each kind folded out: the others look the same, and axe takes long over them.
          await tab.run(() => {
            const kinds = new Set();
            for (const row of document.querySelectorAll('#result li.row')) {
              const kind = row.dataset.status ?? row.dataset.severity;
              if (row.querySelector('details') && !kinds.has(kind)) row.querySelector('details').open = true;
              kinds.add(kind);
            }
          });
          for (const view of ['text', 'check', 'summary']) {
            await tab.run((name) => {
              const button = document.getElementById(`tab-${name}`);
              if (!button.hidden) button.click();
            }, view);
            assert.deepEqual(await objections(tab), [], `${language}, ${view}`);
            const over = await tab.run(() => document.documentElement.scrollWidth - innerWidth);
            assert.ok(over <= 0, `${language}, ${view}: ${over} px too wide`);
          }
          for (const sheet of sheets) {
            await tab.run((name) => document.querySelector(`[data-action="${name}"]`).click(), sheet);
            if (sheet === 'catalogue') await tab.until(() => document.querySelector('[data-catalogue]'));
            assert.deepEqual(await objections(tab), [], `${language}, ${sheet}`);
            await tab.run((name) => document.getElementById(name).close(), sheet);
          }
          await tab.run(() => document.querySelector('[data-action="language"]').click());
        }
        await tab.close();
      });
    }

    it('offers three tabs on a narrow screen, by arrow keys too', async () => {
      const tab = await instance.open(PAGE_FILE, { width: 390, height: 844 });
      await tab.until(settled);
      await tab.run(() => document.querySelector('[data-sample]').click());
      await tab.until(done);
      const look = () => ['text-panel', 'check-panel', 'summary-panel'].filter((id) => document.getElementById(id).checkVisibility());
      assert.deepEqual(await tab.run(look), ['text-panel']);
      await tab.run(() => document.getElementById('tab-text').focus());
      await tab.press('ArrowRight');
      assert.deepEqual(await tab.run(look), ['check-panel']);
      await tab.press('ArrowRight');
      assert.deepEqual(await tab.run(look), ['summary-panel']);
      await tab.press('Home');
      assert.deepEqual(await tab.run(look), ['text-panel']);
      // A quote leads to the text's own tab.
      await tab.run(() => {
        document.getElementById('tab-check').click();
        document.querySelector('#checklist .preview [data-quote-start]').click();
      });
      assert.deepEqual(await tab.run(look), ['text-panel']);
      await tab.close();
    });

    it('is wholly usable by keyboard', async () => {
      const tab = await instance.open(PAGE_FILE);
      await tab.until(settled);
      const reached = new Set();
      for (let step = 0; step < 40; step += 1) {
        await tab.press('Tab');
        reached.add(await tab.run(() => document.activeElement.dataset.action ?? document.activeElement.id));
      }
      for (const target of ['privacy', 'bookmarklet', 'catalogue', 'language', 'edit', 'read', 'file', 'clear', 'policy-text', 'sample', 'tab-check']) assert.ok(reached.has(target), `${target} of ${[...reached]}`);
      await tab.close();
    });
  });
}
