// Lighthouse gives 100 of 100 to every page in every language, in each of its categories: performance, accessibility, best
// practices and search engines.
import { Worker } from 'node:worker_threads';
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { others, pages, serve } from './support.mjs';

let server;
before(async () => { server = await serve('--contact-email=office@example.org'); });
after(async () => { await server?.stop(); });

const whole = { performance: 100, accessibility: 100, 'best-practices': 100, seo: 100 };
// An error page is not found, and is kept from search engines, as it is meant to be. Chromium writes its status into the
// console.
const ofErrors = ['best-practices errors-in-console', 'seo http-status-code', 'seo is-crawlable', 'seo meta-description'];

/** What Lighthouse says of addresses of the site: it mostly waits, so two halves are looked at at the same time. */
const measured = async (paths) => {
  const found = new Map();
  const half = (which) => new Promise((done, failed) => {
    const addresses = paths.filter((_, at) => at % 2 === which).map((path) => server.origin + path);
    new Worker(new URL('./lighthouse.mjs', import.meta.url), { workerData: addresses })
      .on('message', ({ address, ...verdict }) => { found.set(address.replace(server.origin, ''), verdict); })
      .once('error', failed).once('exit', done);
  });
  await Promise.all([half(0), half(1)]);
  return found;
};

test('every page in every language has 100 of 100 in every category', async (t) => {
  const below = [], figures = [];
  const paths = [...pages, ...others];
  const found = await measured(paths);
  for (const path of paths) {
    const { scores, faults, slow } = found.get(path);
    figures.push(slow);
    const accepted = path.endsWith('/nowhere') ? ofErrors : [];
    assert.deepEqual(faults.map(({ category, audit }) => `${category} ${audit}`).filter((fault) => accepted.includes(fault)).sort(), accepted, path);
    below.push(...faults.filter(({ category, audit }) => !accepted.includes(`${category} ${audit}`)).map(({ category, audit, said }) => `${path}: ${category} ${scores[category]}: ${audit}: ${said}`));
    if (faults.length === 0) assert.deepEqual(scores, whole, path);
  }
  assert.deepEqual(below, []);
  t.diagnostic(`first painted after at most ${Math.max(...figures)} ms`);
});
