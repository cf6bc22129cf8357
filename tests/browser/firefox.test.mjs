// The pages in Firefox, which lays out, prints, remembers and moves the focus by rules of its own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from './firefox.mjs';
import { columns, entriesOfTheMenu, firstLine, numbersFromLine, overflow, partedSummaries, places } from './measures.mjs';
import { assertFilled, assertOneLine, sheets } from './paper.mjs';
import { typed } from './states.mjs';
import { locales, pages, proxy, serve, slugs } from './support.mjs';

const tags = ['en', 'ar', 'zh-Hans'];
const axe = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
let server, browser;
before(async () => { [server, browser] = await Promise.all([serve('--contact-email=office@example.org', '--contact-per-client=0'), launch()]); });
after(async () => { await browser?.close(); await server?.stop(); });

/** A page of a size that shows an address of the site. */
async function open(path, width = 1280, height = 900, from = browser, { origin } = server) {
  const page = await from.newPage();
  await page.setViewport({ width, height });
  await page.goto(origin + path);
  return page;
}

const focused = (page) => page.evaluate(() => document.activeElement.id);
const arrived = (page, path) => page.waitForFunction((wanted) => location.pathname.startsWith(wanted) && document.readyState === 'complete', {}, path);

/** Types behind what a field holds. */
async function add(page, selector, text) {
  await page.focus(selector);
  await page.keyboard.down('Control');
  await page.keyboard.press('End');
  await page.keyboard.up('Control');
  await page.keyboard.type(text);
}

/** Presses a key until the focus is on what is looked for. */
async function walk(page, selector) {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`Tab does not lead to ${selector}`);
}

test('nothing scrolls sideways at any width in any language', async () => {
  const page = await open('/');
  let measured = 0;
  for (const path of [...pages, ...locales.map((tag) => `/${tag}/fight-against-terrorism?with=${tag === 'ar' ? 'de' : 'ar'}`)]) {
    await page.goto(server.origin + path);
    for (const width of [280, 320, 360, 700, 1280]) {
      await page.setViewport({ width, height: 740 });
      assert.deepEqual(await page.evaluate(overflow), { spills: false, wide: [] }, `${path} at ${width} px`);
      measured += 1;
    }
  }
  assert.equal(measured, 5 * (pages.length + locales.length));
  await page.close();
});

test('the first sentence is on the first screen, the numbers stand on the line, and titles in one place', async () => {
  const page = await open('/');
  for (const tag of locales) {
    await page.setViewport({ width: 360, height: 740 });
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    const bottom = await page.evaluate(firstLine);
    assert.ok(bottom <= 600, `${tag}: ${bottom} px`);
    for (const width of [320, 1280]) {
      await page.setViewport({ width, height: 740 });
      const away = await page.evaluate(numbersFromLine);
      assert.ok(away.length > 10 && Math.max(...away) <= 2, `${tag} at ${width}: ${away}`);
    }
    const found = [];
    for (const slug of slugs) {
      await page.goto(`${server.origin}/${tag}/${slug}`);
      found.push(await page.evaluate(places));
    }
    assert.equal(new Set(found).size, 1, `${tag}: ${found}`);
  }
  await page.close();
});

// Firefox rounds lengths to a sixtieth of a pixel, each for itself.
test('what opens something keeps its words together while there is room, whatever the size of the letters', async () => {
  for (const tag of locales) {
    const page = await open(`/${tag}/fight-against-terrorism`, 1000);
    const { found, summaries } = await page.evaluate(partedSummaries, 'summary');
    assert.ok(summaries >= 5, `${tag}: ${summaries}`);
    assert.deepEqual(found, [], tag);
    await page.close();
  }
});

// With the smallest size of letters that a reader may set.
test('no word of the name of the ministry is cut where letters are large, and fields are as high as each other', async () => {
  const from = await launch(Object.fromEntries(['x-western', 'x-cyrillic', 'ar', 'x-unicode'].map((script) => [`font.minimum-size.${script}`, 24])));
  for (const tag of ['en', 'az', 'de', 'ru', 'fr', 'es', 'tr']) {
    const page = await open(`/${tag}/share`, 360, 740, from);
    const cut = await page.$eval('.name a', ({ firstChild }) => [...firstChild.data.matchAll(/[\p{L}’]+/gu)].filter(({ 0: word, index }) => {
      const range = document.createRange();
      range.setStart(firstChild, index);
      range.setEnd(firstChild, index + word.length);
      return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
    }).map(String));
    assert.deepEqual(cut, [], tag);
    await page.close();
  }
  await from.close();
  for (const tag of ['en', 'ar', 'fa']) {
    const page = await open(`/${tag}/contact`, 360, 740);
    const heights = await page.$$eval('select, .field > input', (all) => all.map((e) => Math.round(e.getBoundingClientRect().height)));
    assert.ok(heights.length >= 5 && new Set(heights).size === 1, `${tag}: ${heights}`);
    await page.close();
  }
});

// A default font of 200 %. Firefox parts no English word with a capital.
test('where letters are twice as large headings and days are parted with a hyphen', async () => {
  const from = await launch(Object.fromEntries(['x-western', 'x-cyrillic', 'x-unicode'].map((script) => [`font.size.variable.${script}`, 32])));
  for (const tag of ['de', 'ru']) {
    const page = await open(`/${tag}/fight-against-terrorism`, 360, 740, from);
    const cut = await page.evaluate(() => {
      document.querySelectorAll('.side details').forEach((details) => { details.open = true; });
      return [...document.querySelectorAll('h1, h2, h3, .kicker, summary, .notice, .side li')].flatMap((element) => {
        const found = [];
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let words = walker.nextNode(); words; words = walker.nextNode()) {
          for (const { 0: word, index } of words.data.matchAll(/[\p{L}\d]{2,}/gu)) {
            const range = document.createRange();
            range.setStart(words, index);
            range.setEnd(words, index + word.length);
            if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push({ word, hyphens: getComputedStyle(words.parentElement).hyphens });
          }
        }
        return found;
      });
    });
    assert.ok(cut.length > 3, `${tag}: ${cut.length}`);
    assert.deepEqual(cut.filter(({ word, hyphens }) => hyphens !== 'auto' || word.length < 6), [], tag);
    await page.close();
  }
  await from.close();
});

test('the entries of the menu of languages begin below each other, and its chevron never stands alone', async () => {
  for (const tag of [...tags, 'ru']) {
    const page = await open(`/${tag}/share`, 360, 740);
    const starts = await page.evaluate(entriesOfTheMenu);
    assert.ok(starts.length === locales.length && Math.max(...starts) - Math.min(...starts) < 1, `${tag}: ${starts}`);
    await page.setViewport({ width: 280, height: 740 });
    const { found } = await page.evaluate(partedSummaries, '.menu summary');
    assert.deepEqual(found, [], tag);
    await page.close();
  }
});

test('two languages stand on both sides of one unbroken line, line by line', async () => {
  for (const [tag, other] of [['en', 'ar'], ['ar', 'en'], ['fa', 'zh-Hans'], ['ru', 'de']]) {
    const page = await open(`/${tag}/fight-against-terrorism?with=${other}`);
    const found = await page.evaluate(columns);
    const { rows, frame: [width] } = found;
    assert.ok(rows.length > 15, `${rows.length}`);
    assertOneLine(found, `${tag} | ${other}`);
    for (const [here, beside] of rows) {
      const [left, right] = ['ar', 'fa'].includes(tag) ? [beside, here] : [here, beside];
      assert.ok(left.right <= width / 2 && right.left >= width / 2, `${tag} | ${other}`);
      assert.ok(Math.abs(here.top - beside.top) <= 12, `${tag} | ${other}: ${here.top} and ${beside.top}`);
    }
    await page.close();
  }
});

test('what is wrong is told, what was typed is kept by Back, and the receipt is shown', async () => {
  for (const tag of tags) {
    const page = await open(`/${tag}/contact`, 360, 740);
    await page.type('#message', 'First line');
    await page.type('#email', 'anna');
    await page.locator('button.main').click();
    await page.waitForSelector('#refused');
    assert.equal(await focused(page), 'refused', tag);
    assert.deepEqual(await page.$$eval('#refused li a', (links) => links.map((link) => link.hash)), ['#topic-material', '#name', '#email', '#consent'], tag);
    await page.locator('#topic-text').click();
    await page.type('#name', typed.name);
    await add(page, '#message', ' and more');
    await page.$eval('.fold a', (link) => link.click());
    await arrived(page, `/${tag}/privacy`);
    // Nothing is loaded anew: that is what is to be seen.
    await page.evaluate(() => history.back());
    await arrived(page, `/${tag}/contact`);
    const kept = await page.evaluate(() => [...['message', 'name', 'email'].map((id) => document.getElementById(id).value), document.getElementById('topic-text').checked]);
    assert.deepEqual(kept, ['First line and more', typed.name, 'anna', true], tag);
    await add(page, '#email', '@example.org');
    await page.locator('#consent').click();
    await page.locator('button.main').click();
    await arrived(page, `/${tag}/contact/received/`);
    const reference = await page.$eval('.reference', (e) => e.textContent);
    const stored = server.inbox().find((message) => message.reference === reference);
    assert.deepEqual([stored.message, stored.email, stored.page_language], ['First line and more', 'anna@example.org', tag]);
    assert.deepEqual(await page.evaluate(overflow), { spills: false, wide: [] }, tag);
    await page.close();
  }
});

test('what was typed is there again after a form that no answer came to, and is taken when it is sent at once', async () => {
  const before = await proxy(server.origin);
  for (const tag of tags) {
    const page = await open(`/${tag}/contact`, 1280, 900, browser, before);
    const held = () => page.evaluate(() => ['message', 'name', 'email'].map((id) => document.getElementById(id).value));
    const fails = async () => {
      const was = await held();
      before.isAway = true;
      await page.locator('button.main').click();
      await page.waitForFunction(() => document.querySelector('h1')?.textContent === '502');
      before.isAway = false;
      await page.evaluate(() => history.back());
      await page.waitForSelector('#message');
      assert.deepEqual(await held(), was, tag);
    };
    await page.locator('#topic-text').click();
    await page.type('#message', `Taken ${tag}`);
    await page.type('#name', typed.name);
    await page.type('#email', 'anna');
    await page.locator('#consent').click();
    await fails();
    await page.locator('button.main').click();
    await page.waitForSelector('#refused');
    await add(page, '#email', '@example.org');
    await fails();
    await page.locator('button.main').click();
    await arrived(page, `/${tag}/contact/received/`);
    assert.deepEqual(server.inbox().find((message) => message.message === `Taken ${tag}`).suspicions, []);
    await page.close();
  }
  before.stop();
});

test('a change of the language takes along what was typed', async () => {
  const page = await open('/en/contact');
  await page.type('#message', typed.message);
  await page.locator('.menu summary').click();
  await page.locator('.menu a[hreflang=ar]').click();
  await arrived(page, '/ar/contact');
  assert.equal(await page.$eval('#message', (e) => e.value), typed.message);
  assert.equal(await page.$('#refused'), null);
  await page.close();
});

test('an abbreviation is explained at the foot of the screen while the place stays, and the keyboard leads back', async () => {
  for (const tag of ['en', 'fa']) {
    const page = await open(`/${tag}/fight-against-terrorism`, 390, 844);
    await walk(page, '[role=doc-glossref]');
    const [place, before] = await page.evaluate(() => [document.activeElement.id, scrollY]);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('dl :target'));
    const { position, bottom, height } = await page.$eval('dl :target', (e) => ({ position: getComputedStyle(e).position, bottom: e.getBoundingClientRect().bottom, height: innerHeight }));
    assert.ok(position === 'fixed' && Math.abs(bottom - height) < 1, `${tag}: ${position}, ${bottom}`);
    assert.equal(await page.evaluate(() => scrollY), before, `${tag}: the place stays`);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.hash), `#${place}`, tag);
    await page.keyboard.press('Enter');
    await page.waitForFunction((id) => !document.querySelector('dl :target') && location.hash === `#${id}`, {}, place);
    await page.close();
  }
});

test('the printed statement holds the title, the text, the whole notice of a copy and the address', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'communique-firefox-'));
  const page = await open('/');
  for (const tag of ['en', 'ar', 'ru', 'zh-Hans']) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    const words = await page.evaluate(() => ['copy', 'title', 'background'].map((id) => document.getElementById(id).textContent));
    const starts = await page.$$eval('section:not(.note) p.passage', (passages) => passages.map((passage) => passage.childNodes[1].textContent));
    const file = join(folder, tag);
    writeFileSync(file, await page.pdf({ format: 'A4' }));
    const printed = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).normalize('NFKC').replace(/\s+/g, '');
    for (const address of [`/${tag}/fight-against-terrorism`, 'https://mfa.gov.az/', 'A/75/625-S/2020/1161']) assert.ok(printed.includes(address), `${tag}: ${address}`);
    // The order of glyphs in a right-to-left PDF is not the order of letters.
    const plain = (text) => text.normalize('NFKC').replace(/[\s\u2066-\u2069]+/g, '');
    // Further on a word may be hyphenated.
    const places = [...words.slice(1), ...starts].map((text) => printed.indexOf(plain(text).slice(0, 20)));
    if (['en', 'ru'].includes(tag)) {
      assert.ok(places.length > 14 && places.every((at) => at >= 0), `${tag}: ${places}`);
      assert.deepEqual(places, [...places].sort((one, other) => one - other), `${tag}: in order`);
    }
    // Of the letters of Chinese that differ from the Japanese ones Firefox writes down no code.
    if (tag === 'zh-Hans') continue;
    const letters = new Set(printed);
    for (const text of words) assert.deepEqual([...plain(text)].filter((c) => /\p{L}/u.test(c) && !letters.has(c)), [], `${tag}: ${text}`);
  }
  await page.close();
  rmSync(folder, { recursive: true });
});

test('the last sheet of no page has the foot alone, no other is nearly empty, and no heading ends one', async () => {
  const page = await open('/');
  const ends = async (path, format, half) => {
    await page.goto(server.origin + path);
    const found = await sheets(page, format, half);
    const headings = await page.$$eval('h2, h3', (all) => all.map((e) => e.textContent.replace(/\s+/g, '')));
    for (const { words } of found) assert.ok(!headings.some((heading) => words.endsWith(heading)), `${path} on ${format}: a sheet ends with the heading …${words.slice(-60)}`);
    return found;
  };
  for (const tag of [...tags, 'az']) {
    for (const slug of slugs) {
      for (const format of ['A4', 'Letter']) assertFilled(await ends(`/${tag}/${slug}`, format), `${tag} ${slug} on ${format}`);
    }
  }
  // Two languages: Firefox parts no row.
  for (const format of ['A4', 'Letter']) assertFilled(await ends('/en/fight-against-terrorism?with=ar', format, true), `en | ar on ${format}`, { least: 0.4 });
  await page.close();
});

/** What axe finds on pages of a browser in some languages. */
async function findings(from, rules, widths) {
  const found = [];
  let checked = 0;
  for (const path of tags.flatMap((tag) => [...slugs.map((slug) => `/${tag}/${slug}`), `/${tag}/fight-against-terrorism?with=${tag === 'en' ? 'ar' : 'en'}`, `/${tag}/nowhere`])) {
    const page = await open(path, ...widths[0], from);
    // The menu would lie over what is looked at.
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = !details.closest('.menu'); }));
    await page.evaluate(axe);
    for (const [width, height] of widths) {
      await page.setViewport({ width, height });
      const { violations, passes } = await page.evaluate((runOnly) => window.axe.run({ runOnly, resultTypes: ['violations'] }), rules);
      assert.ok(passes.length > 0, path);
      found.push(...violations.map(({ id, nodes }) => `${path} at ${width} px: ${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`));
      checked += 1;
    }
    await page.close();
  }
  assert.equal(checked, tags.length * (slugs.length + 2) * widths.length);
  return found;
}

test('axe finds nothing on a telephone and a desktop', async () => {
  const values = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  assert.deepEqual(await findings(browser, { type: 'tag', values }, [[360, 740], [1280, 900]]), []);
});

test('in the dark the page is dark, and axe finds no colour too faint', async (t) => {
  const dark = await launch({ 'layout.css.prefers-color-scheme.content-override': 0 });
  t.after(() => dark.close());
  const page = await open('/en/contact', 1280, 900, dark);
  const brightness = await page.evaluate(() => {
    const light = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
    return ['body', '#message'].map((selector) => getComputedStyle(document.querySelector(selector))).map(({ color }) => light(color)).concat(light(getComputedStyle(document.documentElement).backgroundColor));
  });
  assert.ok(brightness[0] > 200 && brightness[1] > 200 && brightness[2] < 40, String(brightness));
  assert.deepEqual(await findings(dark, { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced'] }, [[1280, 900]]), []);
});

test('with the colours of the reader the line, the strip, the fields and what is wrong are still seen', async (t) => {
  const forced = await launch({ 'browser.display.document_color_use': 2 });
  t.after(() => forced.close());
  const page = await open('/en/contact', 1280, 900, forced);
  assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
  await page.locator('button.main').click();
  await page.waitForSelector('#refused');
  const seen = (selector, side, pseudo) => page.evaluate((which, edge, part) => {
    const style = getComputedStyle(document.querySelector(which), part);
    const colour = style[`border${edge}Color`];
    return parseFloat(style[`border${edge}Width`]) > 0 && style[`border${edge}Style`] !== 'none' && colour !== getComputedStyle(document.documentElement).backgroundColor && !/^rgba.*, 0\)$/.test(colour);
  }, selector, side, pseudo);
  for (const [selector, side, pseudo] of [['.band', 'Bottom'], ['.line', 'Left'], ['#refused', 'Top'], ['#message', 'Left'], ['button.main', 'Top'], ['.field', 'Left', '::before']]) {
    assert.ok(await seen(selector, side, pseudo), `${selector}${pseudo ?? ''}: a border that is seen`);
  }
  await page.goto(`${server.origin}/en/fight-against-terrorism#background-acts`);
  assert.ok(await seen('h3 .number', 'Top', '::before'), 'the square before a heading');
  assert.equal(await page.$eval('.passage:target', (e) => getComputedStyle(e).outlineStyle), 'solid', 'the passage that one has come to');
});

test('the menu of languages, what is folded and the buttons that copy work by the keyboard', async () => {
  for (const tag of tags) {
    const page = await open(`/${tag}/fight-against-terrorism`, 360, 740);
    const isOpen = (selector) => page.$eval(selector, (details) => details.open);
    await walk(page, '.menu summary');
    await page.keyboard.press('Enter');
    assert.ok(await isOpen('.menu details'), tag);
    await page.keyboard.press('Escape');
    assert.ok(!await isOpen('.menu details'), `${tag}: Escape closes it`);
    await walk(page, '.contents summary');
    await page.keyboard.press(' ');
    assert.ok(await isOpen('.contents details'), tag);
    await walk(page, '[data-copy]');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('[role=status]').textContent !== '');
    const plain = (text) => text.replace(/\s+/g, ' ').trim();
    assert.equal(plain(await page.evaluate(() => getSelection().toString())), plain(await page.$eval('#citation', (e) => e.textContent)), tag);
    await page.evaluate(() => document.activeElement.blur());
    await page.goto(`${server.origin}/${tag}/share`);
    await walk(page, '.menu summary');
    await page.keyboard.press('Enter');
    await walk(page, '.menu a[hreflang=de]');
    await page.keyboard.press('Enter');
    await arrived(page, '/de/share');
    await page.close();
  }
});
