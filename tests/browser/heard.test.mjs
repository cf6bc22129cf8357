// What a listener hears on every page and in every state: heard/*.txt say it, to be read as a listener would.
// COMMUNIQUE_HEARD=write writes them anew, and what has changed is for a person to read.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { heard } from './heard.mjs';
import { all, show, start, states } from './states.mjs';
import { desktop, launch, open, phone, slugs } from './support.mjs';

const tags = ['en', 'ar', 'zh-Hans'];
const folder = new URL('./heard/', import.meta.url).pathname;
let servers, browser;
before(async () => {
  servers = await start();
  browser = await launch();
  // In all languages at once: a form that drips takes its time to be refused.
  for (const tag of tags) {
    kept.set(tag, everything(tag));
    kept.get(tag).catch(() => {});
  }
});
after(async () => { await browser?.close(); await servers?.stop(); });

const unfold = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));

/** The pages of a language that have an address, and what is done on them first. */
const addresses = (tag) => ({
  ...Object.fromEntries(slugs.map((slug) => [slug, { path: `/${tag}/${slug}` }])),
  'fight-against-terrorism, unfolded': { path: `/${tag}/fight-against-terrorism`, act: unfold, viewport: desktop },
  'fight-against-terrorism, two languages': { path: `/${tag}/fight-against-terrorism?with=${tag === 'en' ? 'ar' : 'en'}` },
  'contact, unfolded': { path: `/${tag}/contact`, act: unfold },
  'not found': { path: `/${tag}/nowhere` },
  ...(tag === 'en' ? { languages: { path: '/' } } : {}),
});

/** What differs from run to run is not heard as something else. */
const settled = (lines) => lines.map((line) => line
  .replaceAll(/127\.0\.0\.1:\d+/g, 'copy.example')
  .replaceAll(/ 0\.\d+(e-\d+)?”/g, ' (chance)”')
  .replaceAll(/[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/g, '00000-00000'));

/** The times of a receipt are those of the run. */
const stopClock = (page) => page.evaluate(() => document.querySelectorAll('time, [data-local] span').forEach((time) => { time.textContent = '(time)'; }));

/** What is heard everywhere in a language, by page or state. */
async function everything(tag) {
  const { page, close } = await open(browser, { locale: 'pt', viewport: phone });
  const found = {};
  for (const [name, { path, act, viewport = phone }] of Object.entries(addresses(tag))) {
    await page.setViewportSize(viewport);
    await page.goto(servers.works.origin + path);
    await act?.(page);
    found[name] = await heard(page);
  }
  await page.setViewportSize(phone);
  for (const [name, state] of Object.entries(await all(servers, tag))) {
    await show(page, state);
    await stopClock(page);
    found[`contact, ${name}`] = await heard(page);
  }
  await close();
  return Object.fromEntries(Object.entries(found).map(([name, lines]) => [name, settled(lines)]));
}

const kept = new Map();
/** The same, listened to once. */
const heardIn = (tag) => kept.get(tag);

/** A name of a file: a page by its slug, a state by its name. */
const file = (tag, name) => `${tag}, ${name}.txt`.replaceAll(', ', '.').replaceAll(' ', '-');

test('every page and state is heard as it was when somebody last listened', async () => {
  const expected = new Set();
  for (const tag of tags) {
    for (const [name, lines] of Object.entries(await heardIn(tag))) {
      const path = file(tag, name);
      expected.add(path);
      const text = `${lines.join('\n')}\n`;
      if (process.env.COMMUNIQUE_HEARD === 'write') writeFileSync(folder + path, text);
      assert.equal(text, readFileSync(folder + path, 'utf8'), `${path}; COMMUNIQUE_HEARD=write writes it anew`);
    }
  }
  assert.deepEqual(readdirSync(folder).sort(), [...expected].sort(), 'a file for each');
  assert.equal(expected.size, tags.length * (Object.keys(addresses('ar')).length + Object.keys(states).length) + 1);
});

const quoted = (line) => line.match(/^[^“]*“([^”]*(?:“[^”]*”[^”]*)*)”/)?.[1];

test('no name holds a character that nobody sees, a path mark, or the words of another name around it', async () => {
  for (const tag of tags) {
    for (const [name, lines] of Object.entries(await heardIn(tag))) {
      for (const [at, line] of lines.entries()) {
        const where = `${tag}, ${name}: ${line}`;
        assert.doesNotMatch(line.replace(/ = “.*?” /, ' '), /\[(20[0-9A-F]{2}|FEFF|AD)\]/, where);
        assert.doesNotMatch(line, /[›»→#¶]“|“[›→#¶]/, where);
        // A region, a group or a list that is named like what stands in it says it twice.
        const [next] = lines.slice(at + 1);
        const words = quoted(line);
        if (/^(region|navigation|list|doc-endnotes|alert|img)/.test(line) && words) assert.notEqual(words, quoted(next ?? ''), where);
      }
    }
  }
});

test('nothing on a form is called wrong before somebody has sent it, and everything that is wrong afterwards', async () => {
  for (const tag of tags) {
    const found = await heardIn(tag);
    const wrong = (name) => found[name].filter((line) => / invalid\b/.test(line));
    for (const name of ['contact', 'contact, fresh', 'contact, prefilled', 'contact, language switched', 'contact, storage down']) assert.deepEqual(wrong(name), [], `${tag}, ${name}`);
    assert.deepEqual(wrong('contact, empty').map((line) => line.split(' ')[0]), ['radiogroup', 'textbox', 'textbox', 'textbox', 'checkbox'], tag);
    assert.ok(wrong('contact, empty').every((line) => / – “/.test(line)), `${tag}: each says what is wrong`);
    // A box to be ticked says by its words that it is needed: Chromium says it of fields alone.
    assert.equal(found['contact, fresh'].filter((line) => / required\b/.test(line)).length, 4, `${tag}: what is needed`);
  }
});

test('what was refused is where the focus is, and is told in words', async () => {
  for (const tag of tags) {
    const found = await heardIn(tag);
    for (const name of ['empty', 'too long', 'one fault', 'another origin', 'too large', 'damaged', 'slow', 'too many', 'storage down']) {
      const lines = found[`contact, ${name}`];
      const [alert, heading, why] = lines.slice(lines.indexOf('(the focus is on what follows)') + 1);
      assert.match(alert, /^alert live assertive/, `${tag}, ${name}`);
      assert.match(heading, /^heading “.+” level 2$/, `${tag}, ${name}`);
      assert.match(why, /^(“.+”|list of [1-9])/, `${tag}, ${name}`);
    }
  }
});

test('every language is called by its own name in its own language, wherever it is offered', async () => {
  for (const tag of tags) {
    for (const [name, lines] of Object.entries(await heardIn(tag))) {
      for (const line of lines.filter((each) => /“(Deutsch|فارسی|Русский)/.test(each) && /^(link|option|button)/.test(each))) assert.match(line, /<(de|fa|ru)>$/, `${tag}, ${name}`);
    }
  }
});

test('whatever can have the focus is heard', async () => {
  const { page, close } = await open(browser, { viewport: desktop });
  for (const tag of tags) {
    for (const { path, act } of Object.values(addresses(tag))) {
      await page.goto(servers.works.origin + path);
      await act?.(page);
      const silent = await page.evaluate(() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .filter((e) => e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }) && e.closest('[aria-hidden=true]')).map((e) => e.outerHTML));
      assert.deepEqual(silent, [], path);
      const session = await page.context().newCDPSession(page);
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const nameless = nodes.filter((node) => !node.ignored && !/^(RootWebArea|main)$/.test(node.role.value) && node.properties?.some(({ name, value }) => name === 'focusable' && value.value) && !node.name?.value && node.role.value !== 'generic');
      assert.deepEqual(nameless.map(({ role }) => role.value), [], path);
      await session.detach();
    }
  }
  await close();
});
