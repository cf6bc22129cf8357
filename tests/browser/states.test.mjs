// Every state of the contact form as axe, the Nu HTML checker and a narrow screen see it: what
// is shown after a refusal is looked at no less than what is shown first.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import assert from 'node:assert/strict';
import { all, show, start, states, typed } from './states.mjs';
import { desktop, launch, locales, open, phone } from './support.mjs';

const tags = ['en', 'ar', 'zh-Hans'];
const file = (path) => new URL(`./node_modules/${path}`, import.meta.url).pathname;
let servers, browser, everything;
before(async () => {
  servers = await start();
  browser = await launch();
  // One of them takes its time to come; those who need none do not wait for it.
  everything = Promise.all(tags.map(async (tag) => [tag, Object.entries(await all(servers, tag))]));
  everything.catch(() => {});
});
after(async () => { await browser?.close(); await servers?.stop(); });

const axe = readFileSync(file('axe-core/axe.min.js'), 'utf8');
// As accessibility.test.mjs looks at the other pages.
const everyRule = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const colours = { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced'] };

/** What axe finds on what a page shows. */
async function findings(page, runOnly = everyRule) {
  // All but the menu, which would lie over what is looked at; open it is looked at on the other pages.
  await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = !fold.closest('.menu'); }));
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  const { violations, passes } = await page.evaluate((options) => window.axe.run(options), { runOnly, resultTypes: ['violations'] });
  assert.ok(passes.some(({ id }) => id === 'color-contrast-enhanced'), 'contrast was looked at');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
}

const others = locales.filter((tag) => !tags.includes(tag));
const few = ['empty', 'storage down', 'receipt'];

describe('every state of the form', { concurrency: 2 }, () => {
  test('axe finds nothing in any state, on a phone and a desktop, in light and dark colours', async () => {
    let checked = 0;
    await Promise.all((await everything).map(async ([tag, found]) => {
      // The policy of the page would keep axe out; it is tested elsewhere.
      const { page, close } = await open(browser, { bypassCSP: true });
      for (const [name, state] of found) {
        await show(page, state);
        for (const viewport of [phone, desktop]) {
          await page.setViewportSize(viewport);
          for (const colorScheme of ['light', 'dark']) {
            await page.emulateMedia({ colorScheme });
            // In the dark nothing but the colours is another.
            const found = await findings(page, colorScheme === 'dark' ? colours : everyRule);
            assert.deepEqual(found, [], `${tag}, ${name}, ${viewport.width} px, ${colorScheme}`);
            checked += 1;
          }
        }
      }
      await close();
    }));
    assert.equal(checked, 4 * tags.length * Object.keys(states).length);
  });

  test('axe finds nothing on the copy that the sender gets, and no word of it is wider than a narrow screen', async () => {
    const { page, close } = await open(browser, { viewport: phone, bypassCSP: true });
    for (const tag of tags) {
      await page.goto(`${servers.works.origin}/${tag}/contact?topic=text`);
      for (const [name, value] of [['message', `https://example.org/${'x'.repeat(300)} ${tag}\n\n${typed.message}`], ['name', 'N'.repeat(150)], ['email', typed.email]]) await page.locator(`#${name}`).fill(value);
      await page.locator('#consent').check();
      await page.locator('button.main').click();
      await page.locator('dl[data-sent] .typed').first().waitFor();
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await findings(page), [], `${tag}, ${colorScheme}`);
      }
      await page.setViewportSize({ ...phone, width: 280 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), tag);
      await page.setViewportSize(phone);
    }
    await close();
  });

  test('axe finds nothing in the other languages', async () => {
    const { page, close } = await open(browser, { viewport: phone, bypassCSP: true });
    for (const tag of others) {
      for (const name of few) {
        await show(page, await states[name](servers, tag));
        assert.deepEqual(await findings(page), [], `${tag}, ${name}`);
      }
    }
    await close();
  });

  test('the Nu HTML checker finds neither errors nor warnings in any state', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'communique-markup-'));
    const names = new Map();
    const add = (name, { body }) => {
      const path = join(folder, `${names.size}.html`);
      writeFileSync(path, body);
      names.set(path, name);
    };
    for (const [tag, found] of await everything) found.forEach(([name, state]) => add(`${tag}, ${name}`, state));
    for (const tag of others) for (const name of few) add(`${tag}, ${name}`, await states[name](servers, tag));
    const { stdout } = await promisify(execFile)('java', ['-jar', file('vnu-jar/build/dist/vnu.jar'), '--format', 'json', '--stdout', '--exit-zero-always', ...names.keys()], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const { messages } = JSON.parse(stdout);
    assert.deepEqual(messages.map(({ url, type, subType, message, extract }) => `${names.get(new URL(url).pathname)}: ${subType ?? type}: ${message} ${extract}`), []);
    rmSync(folder, { recursive: true });
  });

  // WCAG 1.4.10, 1.4.12 and 2.5.5.
  test('no state scrolls sideways at 320 px, cuts off wider text, asks for anything or sets anything', async () => {
    const { page, close } = await open(browser, { viewport: { width: 320, height: 640 } });
    const wide = () => page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const outside = [...document.querySelectorAll('body *')].filter((e) => !e.closest('.hidden, .skip, svg, select'))
        .filter((e) => e.getBoundingClientRect().right > clientWidth + 1 || e.getBoundingClientRect().left < -1);
      return { spills: scrollWidth > clientWidth, outside: outside.map((e) => e.outerHTML.slice(0, 120)) };
    });
    const spaced = ['* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }', 'p { margin-block-end: 2em !important }'];
    for (const [tag, found] of await everything) {
      for (const [name, state] of found) {
        await show(page, state);
        assert.deepEqual(await wide(), { spills: false, outside: [] }, `${tag}, ${name}`);
        const small = await page.evaluate(() => [...document.querySelectorAll('main :is(button:not([hidden]), select, textarea, .field > input, .choice label)')]
          .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 120)));
        assert.deepEqual(small, [], `${tag}, ${name}: large enough for a finger`);
        await page.evaluate((rules) => rules.forEach((rule) => document.styleSheets[0].insertRule(rule, document.styleSheets[0].cssRules.length)), spaced);
        assert.equal(await page.locator('h1').evaluate((e) => getComputedStyle(e).letterSpacing !== 'normal'), true);
        assert.deepEqual(await wide(), { spills: false, outside: [] }, `${tag}, ${name}, wider text`);
        const cut = await page.evaluate(() => [...document.querySelectorAll('main *')]
          .filter((e) => !e.closest('.hidden, select, textarea, input') && getComputedStyle(e).overflow !== 'visible' && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
          .map((e) => e.outerHTML.slice(0, 120)));
        assert.deepEqual(cut, [], `${tag}, ${name}, wider text`);
        assert.equal(state.headers['set-cookie'], undefined);
        assert.match(state.headers['content-security-policy'], /default-src 'none'/);
        assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
      }
    }
    await close();
  });

  test('each state is the answer that its name says', async () => {
    for (const [tag, found] of await everything) {
      assert.deepEqual(Object.fromEntries(found.map(([name, { status }]) => [name, status])), {
        fresh: 200, prefilled: 200, 'language switched': 200, empty: 422, 'too long': 422, 'one fault': 422,
        'another origin': 403, 'too large': 413, damaged: 415, slow: 408, 'too many': 429, 'storage down': 503,
        receipt: 200, 'receipt unknown': 404, 'receipt mistyped': 404, 'receipt unavailable': 503,
      }, tag);
    }
  });
});
