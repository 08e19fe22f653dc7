// One small way to drive three browsers: Chromium and Firefox by puppeteer-core, WebKitGTK by selenium-webdriver. Also the loopback
// server that hands out the page and remembers every request it gets.

import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = new URL('../../', import.meta.url);

/** The page under test; the committed one unless told otherwise. */
export const PAGE = process.env['POLICY_LENS_PAGE'] ?? fileURLToPath(new URL('pkg/policy-lens.html', root));
export const PAGE_FILE = pathToFileURL(PAGE).href;

export const CHROMIUM_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function find(...names) {
  for (const name of names) {
    const { stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (stdout.trim()) return stdout.trim();
  }
  return null;
}

const wanted = process.env['POLICY_LENS_BROWSER'] ?? '';
const choose = (name) => wanted === '' || wanted.toLowerCase().includes(name);

/** Those that are installed, and asked for. */
export const BROWSERS = [
  { name: 'chromium', path: choose('chrom') && find('chromium', 'chromium-browser', 'google-chrome') },
  { name: 'firefox', path: choose('firefox') && find('firefox-esr', 'firefox') },
  { name: 'webkit', path: choose('webkit') && find('WebKitWebDriver') },
].filter((browser) => browser.path);

/** @returns a server on 127.0.0.1 that hands out the page at "/" and keeps what it was asked for */
export async function serve() {
  const page = await readFile(PAGE);
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (request.url === '/') response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
    else response.writeHead(404).end();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/`, requests, close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
}

/** @param {{ name: string, path: string }} browser */
export async function launch(browser) {
  return browser.name === 'webkit' ? launchWebKit(browser) : launchPuppeteer(browser);
}

async function launchPuppeteer({ name, path }) {
  const { default: puppeteer } = await import('puppeteer-core');
  const options = { executablePath: path, headless: true, protocolTimeout: 120_000 };
  const instance = await puppeteer.launch(name === 'firefox' ? { ...options, browser: 'firefox' } : { ...options, args: CHROMIUM_ARGS });
  return {
    name,
    async open(url, { width = 1280, height = 860, before = null, features = [] } = {}) {
      const page = await instance.newPage();
      await page.setViewport({ width, height });
      if (features.length) await page.emulateMediaFeatures(features);
      const requests = [];
      const faults = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('pageerror', (error) => faults.push(String(error)));
      if (before) await page.evaluateOnNewDocument(before);
      await page.goto(url);
      return {
        page, requests, faults,
        run: (fn, ...args) => page.evaluate(fn, ...args),
        click: (selector) => page.click(selector),
        press: (key) => page.keyboard.press(key),
        until: (fn, ...args) => page.waitForFunction(fn, { timeout: 30_000, polling: 50 }, ...args),
        close: () => page.close(),
      };
    },
    close: () => instance.close(),
  };
}

async function launchWebKit({ path }) {
  const { Builder, By, Capabilities, Key } = await import('selenium-webdriver');
  const binary = miniBrowser();
  if (!binary) throw new Error('WebKitWebDriver is there, its MiniBrowser is not');
  const display = process.env['DISPLAY'] ? null : await virtualDisplay();
  const port = 20_000 + (process.pid % 20_000);
  const driver = spawn(path, [`--port=${port}`], { stdio: 'ignore', env: { ...process.env, ...(display ? { DISPLAY: display.name } : {}), WEBKIT_DISABLE_DMABUF_RENDERER: '1', LIBGL_ALWAYS_SOFTWARE: '1' } });
  const capabilities = new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } });
  let session;
  for (let attempt = 0; ; attempt += 1) {
    try {
      session = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
      break;
    } catch (error) {
      if (attempt === 20) throw error;
      await new Promise((done) => setTimeout(done, 500));
    }
  }
  await session.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 });
  const source = (fn, args) => `return (${fn})(...${JSON.stringify(args)})`;
  return {
    name: 'webkit',
    session,
    async open(url) {
      await session.get(url);
      return {
        requests: null, faults: [],
        run: (fn, ...args) => session.executeScript(source(fn, args)),
        click: (selector) => session.findElement(By.css(selector)).click(),
        press: (key) => session.switchTo().activeElement().sendKeys(Key[key.toUpperCase()] ?? key),
        async until(fn, ...args) {
          const deadline = Date.now() + 30_000;
          while (!(await session.executeScript(source(fn, args)))) {
            if (Date.now() > deadline) throw new Error(`waited in vain for ${fn}`);
            await new Promise((done) => setTimeout(done, 50));
          }
        },
        close: async () => {},
      };
    },
    async close() {
      await session.quit().catch(() => {});
      driver.kill();
      display?.stop();
    },
  };
}

/** Debian keeps it out of the way, in a folder per architecture and version. */
function miniBrowser() {
  const inside = (folder) => (statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder).map((name) => `${folder}/${name}`) : []);
  return inside('/usr/lib').flatMap(inside).filter((path) => path.includes('/webkit2gtk-4')).map((path) => `${path}/MiniBrowser`).find(existsSync);
}

/** A screen for a browser that has no headless mode. */
async function virtualDisplay() {
  if (!find('Xvfb')) throw new Error('no display and no Xvfb');
  const name = `:${100 + (process.pid % 500)}`;
  const screen = spawn('Xvfb', [name, '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: 'ignore' });
  for (let attempt = 0; attempt < 50 && !existsSync(`/tmp/.X11-unix/X${name.slice(1)}`); attempt += 1) await new Promise((done) => setTimeout(done, 100));
  return { name, stop: () => screen.kill() };
}

// --- what the tests do again and again, in the page ------------------------------------------------------------------------------

export const settled = () => ['done', 'idle', 'error'].includes(document.body.dataset.state);
export const done = () => document.body.dataset.state === 'done';

/** Puts a text into the textarea as a script does, and waits for its reading. */
export async function read(tab, text) {
  await tab.run((value) => {
    const input = document.getElementById('policy-text');
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
  await tab.until(settled);
}

/** Every quote shown whose words are not what stands at its place; also how many were looked at. */
export const strayQuotes = () => {
  const text = document.getElementById('policy-text').value.toWellFormed();
  const quotes = [...document.querySelectorAll('[data-quote-start]')];
  const stray = quotes.filter((quote) => text.slice(Number(quote.dataset.quoteStart), Number(quote.dataset.quoteEnd)) !== quote.textContent);
  return { looked: quotes.length, stray: stray.map((quote) => [quote.dataset.quoteStart, quote.dataset.quoteEnd, quote.textContent]) };
};
