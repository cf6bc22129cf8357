// What the browser tests share: the real binary on a free port, and Debian's Chromium.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const root = new URL('../..', import.meta.url).pathname;
export const binary = process.env.COMMUNIQUE_BINARY ?? `${root}target/debug/communique`;

export const locales = readdirSync(`${root}locales`, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
export const slugs = ['fight-against-terrorism', 'share', 'privacy', 'accessibility', 'contact'];
export const pages = locales.flatMap((tag) => slugs.map((slug) => `/${tag}/${slug}`));
// Shown once each: they have no address of their own in every language.
// A browser that prefers Portuguese, which is not there, sees the choice of languages at /.
export const others = ['/', '/en/fight-against-terrorism?with=ar', '/fa/fight-against-terrorism?with=zh-Hans', '/ar/nowhere'];
export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

/** Starts the server over a database of its own; resolves with its address, its database, the messages in it as staff export them, and a way to stop it. */
export async function serve(...flags) {
  const folder = mkdtempSync(join(tmpdir(), 'communique-browser-'));
  const env = { ...process.env, STATE_DIRECTORY: folder };
  const server = spawn(binary, ['serve', '--listen', '127.0.0.1:0', '--log-format', 'json', ...flags], { stdio: ['ignore', 'ignore', 'pipe'], env });
  const ended = new Promise((done) => server.once('exit', done)).then(() => rmSync(folder, { recursive: true }));
  const said = [];
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    const { message, public_url } = JSON.parse(line);
    if (message === 'serving') {
      server.stderr.resume();
      // A test that fails may never stop it: that keeps nobody waiting, and leaves nothing behind.
      server.unref();
      server.stderr.unref();
      process.once('exit', () => server.kill());
      const inbox = () => JSON.parse(execFileSync(binary, ['inbox', 'export', '--format', 'json'], { env })).messages;
      return { origin: public_url, database: join(folder, 'communique.db'), inbox, stop: () => { server.ref(); server.kill('SIGTERM'); return ended; } };
    }
  }
  throw new Error(`the server did not start: ${said.join('\n')}`);
}

/** A proxy before a server, which answers no form while it is told that the server is away. */
export async function proxy(to) {
  const { hostname, port } = new URL(to);
  const state = { isAway: false };
  const away = (answer) => answer.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>502</h1>');
  const proxy = createServer((asked, answer) => {
    if (state.isAway && asked.method === 'POST') return asked.resume().on('end', () => away(answer));
    const { url: path, method, headers } = asked;
    const passed = request({ hostname, port, path, method, headers }, (got) => got.pipe(answer.writeHead(got.statusCode, got.rawHeaders)));
    return asked.pipe(passed.on('error', () => away(answer)));
  });
  await new Promise((done) => proxy.listen(0, '127.0.0.1', done));
  proxy.unref();
  const stop = () => { proxy.close(); proxy.closeAllConnections(); };
  return Object.assign(state, { origin: `http://127.0.0.1:${proxy.address().port}`, stop });
}

/** Debian’s Chromium without a window where it is there: it opens a page in a third of the time. It asks for nothing by itself. */
export const chromiumOptions = {
  executablePath: ['/usr/lib/chromium/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path)),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};
export const launch = () => chromium.launch(chromiumOptions);

/** A page that tells what it asked for besides documents, and what its console said. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: desktop, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('request', (request) => { if (!request.isNavigationRequest() && !/favicon/.test(request.url())) complaints.push(request.url()); });
  // Chromium on Linux does not know web-share, and repeats every status from 400; nothing else may be said.
  page.on('console', (message) => { if (!/'web-share'|the server responded with a status of/.test(message.text())) complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const close = async () => {
    assert.deepEqual(complaints, []);
    assert.deepEqual(await context.cookies(), []);
    await context.close();
  };
  return { page, close };
}
