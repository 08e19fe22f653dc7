// Browsers as people have them, with windows, a profile of their own and a bookmark in the bar, on a screen of their own (Xvfb), and a
// hand that moves the mouse and presses keys (xdotool). Automation only looks: whatever is clicked here is clicked for real.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { find, CHROMIUM_ARGS } from './browsers.mjs';

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** What is missing for it, in words; null if nothing is. */
export function missingForDesktop() {
  const missing = ['Xvfb', 'xdotool'].filter((name) => !find(name));
  return missing.length ? `not installed: ${missing.join(', ')}` : null;
}

/** Waits until `look` gives something. */
export async function until(look, what, limit = 15_000) {
  for (const deadline = Date.now() + limit; ;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await sleep(50);
  }
}

async function startScreen() {
  const number = await until(() => {
    const free = 600 + Math.floor(Math.random() * 300);
    return existsSync(`/tmp/.X11-unix/X${free}`) ? null : free;
  }, 'a free display');
  const name = `:${number}`;
  const server = spawn('Xvfb', [name, '-screen', '0', '1300x900x24', '-nolisten', 'tcp'], { stdio: 'ignore' });
  await until(() => existsSync(`/tmp/.X11-unix/X${number}`), 'Xvfb');
  const env = { ...process.env, DISPLAY: name, MOZ_ENABLE_WAYLAND: '0' };
  const xdotool = (...args) => execFileSync('xdotool', args.map(String), { env, stdio: ['ignore', 'pipe', 'ignore'] });
  return {
    env,
    click: (x, y) => xdotool('mousemove', Math.round(x), Math.round(y), 'click', 1),
    key: (...keys) => xdotool('key', '--clearmodifiers', ...keys),
    async drag([fromX, fromY], [toX, toY]) {
      xdotool('mousemove', Math.round(fromX), Math.round(fromY), 'mousedown', 1);
      // A drag begins after some pixels, and whoever receives it wants to see the pointer come.
      for (let step = 1; step <= 20; step += 1) {
        xdotool('mousemove', Math.round(fromX + ((toX - fromX) * step) / 20), Math.round(fromY + ((toY - fromY) * step) / 20));
        await sleep(25);
      }
      await sleep(300);
      xdotool('mouseup', 1);
    },
    stop: () => server.kill(),
  };
}

/** A Chromium profile whose bar shows these bookmarks. */
function chromiumProfile(folder, bookmarks) {
  mkdirSync(join(folder, 'Default'), { recursive: true });
  const children = bookmarks.map(({ name, address }, at) => ({ date_added: '13300000000000000', guid: `00000000-0000-4000-a000-0000000001${10 + at}`, id: String(10 + at), name, type: 'url', url: address }));
  const root = (id, guid, inside) => ({ children: inside, date_added: '13300000000000000', guid, id, name: 'folder', type: 'folder' });
  writeFileSync(join(folder, 'Default/Bookmarks'), JSON.stringify({
    checksum: '',
    roots: {
      bookmark_bar: root('1', '0bc5d13f-2cba-5d74-951f-3f233fe6c908', children),
      other: root('2', '82b081ec-3dd3-529c-8475-ab6c344590dd', []),
      synced: root('3', '4cf2e351-0e85-532b-bb37-df045d8f8d0f', []),
    },
    version: 1,
  }));
  writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify({ bookmark_bar: { show_on_all_tabs: true }, browser: { has_seen_welcome_page: true } }));
}

async function startChromium(path, folder, screen, bookmarks) {
  chromiumProfile(folder, bookmarks);
  // --test-type only keeps away the bar that complains of --no-sandbox.
  const browser = spawn(path, [...CHROMIUM_ARGS, '--no-default-browser-check', '--test-type', '--remote-debugging-port=0', `--user-data-dir=${folder}`, '--window-position=0,0', '--window-size=1300,900', 'about:blank'], { env: screen.env, stdio: 'ignore' });
  const port = join(folder, 'DevToolsActivePort');
  await until(() => existsSync(port) && readFileSync(port, 'utf8').includes('/devtools/'), 'Chromium', 30_000);
  const [number, route] = readFileSync(port, 'utf8').split('\n');
  return { process: browser, connection: { browserWSEndpoint: `ws://127.0.0.1:${number}${route}` } };
}

const FIREFOX_PREFS = {
  // Otherwise automation changes what people have, and switches the popup blocker off.
  'remote.prefs.recommended': false,
  'browser.toolbars.bookmarks.visibility': 'always',
  'browser.bookmarks.addedImportButton': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.startup.couldRestoreSession.count': -1,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.translations.automaticallyPopup': false,
  'browser.tabs.warnOnClose': false,
  'termsofuse.bypassNotification': true,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
};

async function spawnFirefox(path, folder, env, prefs, args) {
  writeFileSync(join(folder, 'user.js'), Object.entries(prefs).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
  const browser = spawn(path, ['--no-remote', '--profile', folder, '--remote-debugging-port=0', ...args, 'about:blank'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  browser.stderr.on('data', (data) => { said = (said + data).slice(-4000); });
  const [, address] = await until(() => /WebDriver BiDi listening on (ws:\S+)/.exec(said), 'Firefox', 60_000);
  return { process: browser, connection: { browserWSEndpoint: `${address}/session`, protocol: 'webDriverBiDi' } };
}

async function startFirefox(path, folder, screen, bookmarks, puppeteer) {
  const file = join(folder, 'import.html');
  const attribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const items = bookmarks.map(({ name, address }) => `<DT><A HREF="${attribute(address)}">${attribute(name)}</A>\n`).join('');
  writeFileSync(file, `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n<DT><H3 PERSONAL_TOOLBAR_FOLDER="true">Bookmarks Toolbar</H3>\n<DL><p>\n${items}</DL><p>\n</DL>\n`);
  // Once without a window, to import: in the same session the bar would still say that it is empty.
  const first = await spawnFirefox(path, folder, screen.env, { ...FIREFOX_PREFS, 'browser.places.importBookmarksHTML': true, 'browser.bookmarks.file': file }, ['--headless']);
  const instance = await puppeteer.connect({ ...first.connection, defaultViewport: null });
  await sleep(700);
  await instance.close();
  await until(() => first.process.exitCode !== null, 'the end of the import', 30_000);
  rmSync(file);
  return spawnFirefox(path, folder, screen.env, { ...FIREFOX_PREFS, 'browser.places.importBookmarksHTML': false }, ['--width', '1300', '--height', '900']);
}

/**
 * A browser with a window on a screen of its own.
 * @param {{ name: string, path: string }} browser
 * @param {{ name: string, address: string }[]} bookmarks in the bar; the first is the one that is clicked
 */
export async function openDesktop(browser, bookmarks) {
  const screen = await startScreen();
  try {
    return await openOn(screen, browser, bookmarks);
  } catch (error) {
    screen.stop(); // and with it whatever was on it
    throw error;
  }
}

async function openOn(screen, { name, path }, bookmarks) {
  const { default: puppeteer } = await import('puppeteer-core');
  const folder = mkdtempSync(join(tmpdir(), 'policy-lens-profile-'));
  const started = await (name === 'firefox' ? startFirefox(path, folder, screen, bookmarks, puppeteer) : startChromium(path, folder, screen, bookmarks));
  const instance = await puppeteer.connect({ ...started.connection, defaultViewport: null, protocolTimeout: 60_000 });
  const [first] = await until(async () => { const pages = await instance.pages(); return pages.length > 0 && pages; }, 'the first tab');
  let ended = false;

  /** Where the page's own area begins on the screen. */
  const top = (page) => page.evaluate(() => globalThis.mozInnerScreenY ?? outerHeight - innerHeight);
  return {
    name, folder, instance, first, ...screen,
    /** A bookmark of the bar, the first if not said otherwise, clicked with the mouse. */
    async clickBookmark(page, number = 0) {
      await page.bringToFront();
      screen.click(56 + number * 120, (await top(page)) - 16);
    },
    /** A point of the page as a point of the screen. */
    async onScreen(page, selector) {
      const { x, y } = await page.$eval(selector, (node) => { const box = node.getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; });
      return [x, y + await top(page)];
    },
    /** The middle of the bar, right of the bookmarks. */
    async freePlaceOfBar(page) {
      return [500, (await top(page)) - 16];
    },
    async close() {
      if (ended) return;
      ended = true;
      await Promise.race([instance.close().catch(() => {}), sleep(5_000)]);
      // What it remembers is on the disk only when it has ended.
      await until(() => started.process.exitCode !== null || started.process.signalCode !== null, 'the end of the browser', 8_000).catch(() => started.process.kill('SIGKILL'));
      screen.stop();
    },
    /** Files of the profile that hold these words, in any encoding a browser keeps text in. To be asked when the browser has ended. */
    remembers(words) {
      const forms = [Buffer.from(words, 'utf8'), Buffer.from(words, 'utf16le'), Buffer.from(encodeURIComponent(words))];
      return filesIn(folder).filter((file) => { const bytes = readFileSync(file); return forms.some((form) => bytes.includes(form)); });
    },
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function filesIn(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const kind = statSync(path, { throwIfNoEntry: false });
    return kind?.isDirectory() ? filesIn(path) : kind?.isFile() ? [path] : [];
  });
}
