// An export, shown by a real nginx: pages as readers see them, whose links all lead somewhere.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { binary, desktop, launch, open, phone, slugs } from './support.mjs';

const live = 'https://live.example.org';
const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => done(port)); });
});

/** Exports the site and shows it; resolves with where, and a way to stop it. */
async function exported(...flags) {
  const folder = mkdtempSync(join(tmpdir(), 'communique-export-'));
  // nginx runs as another user.
  execFileSync('chmod', ['755', folder]);
  const copy = join(folder, 'copy');
  execFileSync(binary, ['export', '--public-url', 'https://www.example.org', ...flags, copy], { stdio: ['ignore', 'pipe', 'pipe'] });
  const port = await freePort();
  const site = readFileSync(join(copy, 'deploy/nginx.conf'), 'utf8').replace('listen 80;', `listen 127.0.0.1:${port};`).replace('root /srv/communique/public;', `root ${copy}/public;`);
  mkdirSync(join(folder, 'nginx'));
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/nginx/${name};`).join(' ');
  writeFileSync(join(folder, 'nginx.conf'), `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log; events {} http { ${places} ${site} }`);
  const nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const ended = new Promise((done) => nginx.once('exit', done)).then(() => rmSync(folder, { recursive: true }));
  const origin = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 30_000; ;) {
    if (await fetch(`${origin}/robots.txt`).then((answer) => answer.ok, () => false)) break;
    assert.ok(Date.now() < deadline, 'nginx does not answer');
    await new Promise((done) => setTimeout(done, 20));
  }
  return { origin, stop: () => { nginx.kill('SIGTERM'); return ended; } };
}

let browser, withServer, alone;
before(async () => {
  browser = await launch();
  withServer = await exported('--live-url', live);
  alone = await exported('--contact-email', 'office@example.org');
});
after(() => Promise.all([browser?.close(), withServer?.stop(), alone?.stop()]));

for (const [tag, viewport] of [['en', desktop], ['ar', phone], ['zh-Hans', desktop]]) {
  test(`every page in ${tag} is shown without a complaint, and every link on it leads somewhere`, async () => {
    const answered = new Map();
    for (const { origin } of [withServer, alone]) {
      const { page, close } = await open(browser, { viewport });
      for (const path of [...slugs.map((slug) => `/${tag}/${slug}`), `/${tag}/nowhere`, '/']) {
        const answer = await page.goto(origin + path);
        assert.equal(answer.status(), path.endsWith('/nowhere') ? 404 : 200, path);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${path} is as wide as the window`);
        assert.equal(await page.locator('form').count(), 0, path);
        for (const href of await page.locator('a[href]').evaluateAll((links) => links.map((link) => link.href))) {
          if (!href.startsWith(origin)) {
            assert.ok(!href.startsWith(live) || origin === withServer.origin, href);
            continue;
          }
          const [address, id] = href.split('#');
          if (!answered.has(address)) answered.set(address, await fetch(address).then(async (answer) => (answer.status === 200 ? answer.text() : '')));
          assert.ok(path.endsWith('/nowhere') || answered.get(address), `${path} links to ${href}`);
          if (id && answered.get(address)) assert.ok(answered.get(address).includes(`id="${id}"`), `${path} links to ${href}`);
        }
      }
      await close();
    }
    assert.ok(answered.size > 20);
  });
}

test('a reader comes from the list to the text, from there to the contact page, and from there to the form', async () => {
  const { page, close } = await open(browser);
  await page.goto(`${withServer.origin}/`);
  await page.getByRole('link', { name: /Deutsch/ }).last().click();
  await page.waitForURL(`${withServer.origin}/de/fight-against-terrorism`);
  const leads = (address) => page.locator(`a[href="${address}"]`).count();
  assert.ok(await leads(`${live}/de/contact`) && await leads(`${live}/de/contact?topic=text`));
  assert.ok(await leads(`${live}/de/fight-against-terrorism?with=ar`));
  await page.goto(`${withServer.origin}/de/contact`);
  assert.equal(await page.locator('main .page a', { hasText: live }).innerText(), `${live}/de/contact`);
  await page.goto(`${alone.origin}/de/contact`);
  assert.equal(await page.locator(`a[href^="${live}"]`).count(), 0);
  assert.equal(await page.locator('.ways a').innerText(), 'office@example.org');
  await close();
});
