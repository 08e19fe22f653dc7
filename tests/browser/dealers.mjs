// Pages of invented dealers, on this computer only: with the headers that real hosts send, with scripts that redefine what a bookmark
// relies on, and a stranger's server that nothing should ever reach. Each server remembers every request with its headers.

import { createServer } from 'node:http';

const OWN = "script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";

/** What a host may send with its pages. `automatic`: the text gets through by itself; else by the panel's copy. */
export const HEADER_CASES = [
  { id: 'nothing', automatic: true, headers: {} },
  { id: 'csp-own', automatic: true, headers: { 'content-security-policy': `default-src 'none'; ${OWN}` } },
  { id: 'csp-none', automatic: true, headers: { 'content-security-policy': "script-src 'none'; default-src 'none'" } },
  { id: 'csp-nonce', automatic: true, headers: { 'content-security-policy': "script-src 'nonce-r4nd0m' 'strict-dynamic'; object-src 'none'; base-uri 'none'" } },
  { id: 'trusted-types', automatic: true, headers: { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types 'none'; script-src 'self'" } },
  { id: 'csp-no-inline-style', automatic: true, headers: { 'content-security-policy': "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'" } },
  { id: 'coop', automatic: false, headers: { 'cross-origin-opener-policy': 'same-origin' } },
  { id: 'coop-coep', automatic: false, headers: { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' } },
  { id: 'coop-allow-popups', automatic: true, headers: { 'cross-origin-opener-policy': 'same-origin-allow-popups' } },
  { id: 'coop-noopener', automatic: true, headers: { 'cross-origin-opener-policy': 'noopener-allow-popups' } },
  { id: 'sandbox', automatic: false, headers: { 'content-security-policy': 'sandbox allow-scripts' } },
  { id: 'sandbox-popups', automatic: true, headers: { 'content-security-policy': 'sandbox allow-scripts allow-popups allow-same-origin' } },
  { id: 'no-clipboard', automatic: true, headers: { 'permissions-policy': 'clipboard-write=()' } },
];

/** Not among those thirteen. `automatic` may name the one browser where it is. */
export const MORE_HEADERS = [
  { id: 'sandbox-popups-opaque', automatic: false, headers: { 'content-security-policy': 'sandbox allow-scripts allow-popups' } },
  { id: 'sandbox-escape', automatic: 'firefox', headers: { 'content-security-policy': 'sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox' } },
  { id: 'coep-credentialless', automatic: true, headers: { 'cross-origin-embedder-policy': 'credentialless', 'cross-origin-resource-policy': 'same-origin', 'x-frame-options': 'DENY' } },
  { id: 'everything-off', automatic: true, headers: { 'content-security-policy': "default-src 'none'; script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; frame-src 'none'; upgrade-insecure-requests", 'permissions-policy': 'clipboard-write=(), clipboard-read=(), fullscreen=()', 'origin-agent-cluster': '?1', 'x-content-type-options': 'nosniff' } },
  { id: 'coop-everything-off', automatic: false, headers: { 'cross-origin-opener-policy': 'same-origin', 'content-security-policy': "default-src 'none'; script-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'", 'permissions-policy': 'clipboard-write=()' } },
];

const unlikely = () => `QZ${Date.now().toString(36).toUpperCase()}${Math.random().toString(36).slice(2, 8).toUpperCase()}`;

/** In the text of every page, and to be found nowhere afterwards. */
export const CANARY = unlikely();

/** In the query and the fragment of every page's address; the browser may know it, the analyzer may not. */
export const CUSTOMER = unlikely();

export const POLICY_LINES = [
  '個人情報保護方針',
  '株式会社しおさい自動車（以下「当社」といいます。）は、お客様の個人情報を次のとおり取り扱います。',
  '1. 利用目的',
  '当社は、自動車の販売、整備および点検のご案内のために個人情報を利用します。',
  '2. 第三者への提供',
  '当社は、法令に基づく場合を除き、ご本人の同意なく個人データを第三者に提供しません。',
  '3. 開示等の請求',
  '開示、訂正、利用停止の請求は、下記の窓口で受け付けます。手数料は1件につき500円です。',
  `4. 窓口 受付番号 ${CANARY}`,
  '株式会社しおさい自動車 個人情報相談窓口 電話 000-0000-0000',
];

export const POLICY_HTML = `<h1>${POLICY_LINES[0]}</h1>${POLICY_LINES.slice(1).map((line) => (/^\d/.test(line) ? `<h2>${line}</h2>` : `<p>${line}</p>`)).join('\n')}`;

/** @param {string} body @param {string} [head] */
export const pageOf = (body, head = '') => `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>しおさい自動車</title>${head}</head><body><nav><a href="/x">トップ</a> <a href="/y">在庫</a></nav><main>${body}</main><footer>© しおさい自動車</footer></body></html>`;

/**
 * A server on this computer.
 * @param {(route: string, request: import('node:http').IncomingMessage) => { headers?: Record<string, string>, body: string | Buffer, type?: string, pause?: number, hold?: number } | null} answer
 * @param {string} host the name it is called by: two names make two sites
 */
export async function loopback(answer, host = '127.0.0.1') {
  const requests = [];
  const server = createServer(async (request, response) => {
    requests.push({ method: request.method, url: request.url, headers: request.headers });
    const given = answer(request.url.split(/[?#]/)[0], request);
    if (!given) return response.writeHead(404).end();
    if (given.hold) await new Promise((done) => setTimeout(done, given.hold));
    // Nothing may be found in the profile because the browser keeps copies of pages.
    response.writeHead(200, { 'content-type': given.type ?? 'text/html; charset=utf-8', 'cache-control': 'no-store', ...given.headers });
    if (!given.pause) return response.end(given.body);
    response.write(String(given.body));
    setTimeout(() => response.end(), given.pause);
  });
  await new Promise((done) => server.listen(0, host, done));
  return {
    origin: `http://${host}:${server.address().port}`,
    requests,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}
