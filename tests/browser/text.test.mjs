// Browsers without style and script, in which every word of a page is on the screen: lynx and w3m. Nothing is there
// twice or before its time, no button does nothing, and the form can be sent.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import assert from 'node:assert/strict';
import { typed } from './states.mjs';
import { locales, others, pages, serve } from './support.mjs';

let server;
before(async () => { server = await serve('--contact-email=office@example.org', '--contact-per-client=0'); });
after(async () => { await server?.stop(); });

const env = { ...process.env, LC_ALL: 'C.UTF-8', TERM: 'xterm' };
const options = { encoding: 'utf8', env, maxBuffer: 1 << 26 };
/** What a command writes; lynx ends with 1 after a page that says that there is none. */
const run = async (command, ...flags) => (await promisify(execFile)(command, flags, options).catch((error) => {
  if (error.code === 1 && error.stdout) return error;
  throw error;
})).stdout;
const browsers = {
  lynx: (url) => run('lynx', '-dump', '-nolist', '-width=500', '-display_charset=utf-8', '-assume_charset=utf-8', url),
  w3m: (url) => run('w3m', '-dump', '-cols', '500', '-I', 'UTF-8', '-O', 'UTF-8', url),
};

/** The words of a text, whatever stands between them: a wide letter takes two columns, and a line may end anywhere. */
const squeezed = (text) => text.replace(/[\s\u00ad\u2060-\u2069\u200b-\u200f]+/gu, '');
const plain = async (path) => (await fetch(server.origin + path)).text();

for (const [name, read] of Object.entries(browsers)) {
  test(`${name} shows the whole statement in every language, paragraph after paragraph`, async () => {
    for (const tag of locales) {
      const shown = squeezed(await read(`${server.origin}/${tag}/fight-against-terrorism`));
      const html = await plain(`/${tag}/fight-against-terrorism`);
      const texts = [...html.matchAll(/<p id="[^"]+" class="passage[^>]*>.*?<\/p>/gs)].map(([paragraph]) => paragraph.replace(/<a [^>]* class="number.*?<\/a>/s, ''));
      // Each browser has its own way of writing what is raised.
      const paragraphs = texts.map((paragraph) => squeezed(paragraph.split('</sup>').pop().replace(/<[^>]+>/g, '')));
      assert.ok(paragraphs.length >= 12, `${tag}: ${paragraphs.length}`);
      let from = 0;
      for (const paragraph of paragraphs) {
        const at = shown.indexOf(paragraph, from);
        assert.ok(at >= 0, `${tag}: “${paragraph}” is missing or in the wrong place`);
        assert.equal(shown.indexOf(paragraph, at + 1), -1, `${tag}: “${paragraph}” is there twice`);
        from = at + paragraph.length;
      }
    }
  });

  test(`${name} shows no sentence twice`, async () => {
    for (const path of [...pages, ...others]) {
      const shown = await read(server.origin + path);
      const lines = shown.split('\n').map((line) => line.trim()).filter((line) => line.length > 12 && /[.。!?؟]$/.test(line));
      assert.ok(lines.length > 0, path);
      assert.deepEqual(lines.filter((line, at) => lines.indexOf(line) !== at), [], path);
      assert.equal(squeezed(shown).split(squeezed(await notice(path))).length, 2, `${path}: the notice of a copy, once`);
    }
  });
}

/** What the strip of a copy opens on a page. */
async function notice(path) {
  const html = await (await fetch(server.origin + path, { headers: { 'accept-language': 'pt' } })).text();
  const [, text] = html.match(/id="copy">([^<]+)/);
  assert.ok(text.length > 10, text);
  return text.trim();
}

test('lynx shows no button that does nothing, and none before the form', async () => {
  for (const path of pages) {
    const shown = await browsers.lynx(server.origin + path);
    const buttons = shown.split('\n').filter((line) => /\(BUTTON\)|\(form\)/.test(line));
    if (!path.endsWith('/contact')) {
      assert.deepEqual(buttons, [], path);
      continue;
    }
    const send = shown.indexOf('(BUTTON)');
    assert.ok(send > shown.indexOf('[ ]'), `${path}: the form is sent below the consent`);
    assert.equal(buttons.length, 1 + locales.length, `${path}: one that sends, and the languages`);
  }
});

test('the receipt says nothing there that needs a script to be said', async () => {
  const reference = (await fetch(`${server.origin}/en/contact`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...typed, message: 'For a receipt.' }), headers: { origin: server.origin } })).headers.get('location');
  for (const tag of locales) {
    const path = reference.replace('/en/', `/${tag}/`);
    const [, words, text] = (await plain(path)).match(/ data-local(?: data-words="([^"]+)"|>([^<]+)<)/);
    const line = words ?? text;
    for (const [name, read] of Object.entries(browsers)) {
      const shown = squeezed(await read(server.origin + path));
      assert.ok(!shown.includes(squeezed(line)), `${name}, ${tag}: ${line}`);
    }
  }
});

/** What lynx stops at on the form of a language, in order: the links of the head that it shows, links, and fields by their ids. */
async function stops(tag) {
  const html = await plain(`/${tag}/contact`);
  const found = [...html.matchAll(/<(?:a|input|select|textarea|button|link rel="alternate")(?=[ >])[^>]*>/g)].map(([element]) => element);
  return found.filter((element) => !/type="hidden"/.test(element)).map((element) => (/"button main"/.test(element) ? 'send' : element.match(/ id="([^"]+)"/)?.[1] ?? 'link'));
}

// What lynx is told is the keys that somebody presses.
test('the form can be filled in and sent from lynx, and gives the receipt', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'communique-lynx-'));
  for (const tag of ['en', 'ar', 'zh-Hans']) {
    const message = `Sent from lynx in ${tag}`;
    const places = await stops(tag);
    const keys = [];
    let at = 0;
    const go = (id) => {
      assert.ok(places.indexOf(id) >= at, `${tag}: ${id} comes after what was filled in before`);
      for (; at < places.indexOf(id); at += 1) keys.push('<tab>');
    };
    const type = (id, text) => { go(id); keys.push(...[...text].map((c) => (c === ' ' ? '<space>' : c))); };
    go('topic-text');
    keys.push('^J');
    type('message', message);
    type('name', 'Anna');
    type('email', 'anna@example.org');
    go('consent');
    keys.push('^J');
    go('send');
    keys.push('^J', 'q', 'y');
    const script = join(folder, tag);
    writeFileSync(script, keys.map((key) => `key ${key}\n`).join(''));
    // The whole form is on one screen of so many lines.
    const { stdout } = await promisify(execFile)('lynx', [`-cmd_script=${script}`, '-display_charset=utf-8', '-assume_charset=utf-8', `${server.origin}/${tag}/contact`], { ...options, env: { ...env, LINES: '250', COLUMNS: '120' } });
    const stored = server.inbox().find((one) => one.message === message);
    assert.ok(stored, `${tag}: the message has come`);
    assert.deepEqual([stored.name, stored.email, stored.topic, stored.page_language], ['Anna', 'anna@example.org', 'text', tag]);
    assert.ok(stdout.includes(stored.reference), `${tag}: the reference is shown`);
  }
  rmSync(folder, { recursive: true });
});
