// What the browser tests share: the real binary on a free port, and Debian's Chromium.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const root = new URL('../..', import.meta.url).pathname;
const binary = process.env.COMMUNIQUE_BINARY ?? `${root}target/release/communique`;

export const locales = ['az', 'de', 'en', 'es', 'fr', 'tr', 'ru', 'ar', 'fa', 'zh-Hans'];
export const slugs = ['fight-against-terrorism', 'share', 'privacy', 'accessibility', 'contact'];
export const pages = locales.flatMap((tag) => slugs.map((slug) => `/${tag}/${slug}`));
// Shown once each: they have no address of their own in every language.
// A browser that prefers Portuguese, which is not there, sees the choice of languages at /.
export const others = ['/', '/en/fight-against-terrorism?with=ar', '/fa/fight-against-terrorism?with=zh-Hans', '/ar/nowhere'];
export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

/** Starts the server; resolves with its address and a way to stop it. */
export async function serve(...flags) {
  const server = spawn(binary, ['serve', '--listen', '127.0.0.1:0', '--log-format', 'json', ...flags], { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface({ input: server.stderr });
  for await (const line of lines) {
    const { message, public_url } = JSON.parse(line);
    if (message === 'serving') {
      server.stderr.resume();
      return { origin: public_url, stop: () => new Promise((done) => { server.once('exit', done); server.kill('SIGTERM'); }) };
    }
  }
  throw new Error('the server did not start');
}

export const launch = () => chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
