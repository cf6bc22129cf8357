// The reading preferences: they work by the style alone, are kept where a script runs, and can be taken back.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch, locales, pages, serve } from './support.mjs';

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); await server?.stop(); });

const boxes = ['larger', 'spacing', 'contrast', 'plain'];
const choose = async (page, names) => {
  await page.locator('.reading').evaluate((details) => { details.open = true; });
  for (const name of names) await page.locator(`#reading-${name}`).check();
};
/** How a passage of the text looks. */
const looks = (page) => page.locator('.passage').nth(1).evaluate((passage) => {
  const { fontSize, wordSpacing, letterSpacing, lineHeight, fontFamily, color } = getComputedStyle(passage);
  const { backgroundColor } = getComputedStyle(document.documentElement);
  return { fontSize: parseFloat(fontSize), leading: parseFloat(lineHeight), wordSpacing, letterSpacing, fontFamily, color, backgroundColor };
});

test('each preference changes what it says, without a script', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: 'light' });
  const page = await context.newPage();
  for (const tag of locales) {
    const look = async (...names) => {
      await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
      await page.locator('.reading summary').click();
      for (const name of names) await page.locator(`#reading-${name}`).check();
      return looks(page);
    };
    const before = await look();
    const larger = await look('larger');
    assert.ok(Math.abs(larger.fontSize / before.fontSize - 4 / 3) < 0.01, `${tag}: the same choice in every script: ${larger.fontSize}`);
    const spacing = await look('spacing');
    assert.ok(spacing.leading > before.leading && spacing.wordSpacing !== before.wordSpacing, tag);
    // Letters that join are not drawn apart.
    assert.equal(spacing.letterSpacing === before.letterSpacing, ['ar', 'fa', 'zh-Hans'].includes(tag), `${tag}: ${spacing.letterSpacing}`);
    const contrast = await look('contrast');
    assert.deepEqual([contrast.color, contrast.backgroundColor], ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'], tag);
    const plain = await look('plain');
    assert.match(before.fontFamily, /serif|Naskh|Song/, tag);
    assert.ok(plain.fontFamily !== before.fontFamily && /sans-serif$/.test(plain.fontFamily), `${tag}: ${plain.fontFamily}`);
    await page.locator('#reading-plain').uncheck();
    assert.deepEqual(await looks(page), before, `${tag}: taken back`);
  }
  await context.close();
});

test('more space is given to all words alike, but to no letters that join, and boxes stay beside their words', async () => {
  const page = await browser.newPage();
  for (const tag of ['en', 'ar']) {
    for (const path of ['fight-against-terrorism', 'contact', 'fight-against-terrorism?with=ru']) {
      await page.goto(`${server.origin}/${tag}/${path}`);
      await choose(page, ['spacing']);
      const found = await page.evaluate(() => {
        const spaced = (e) => Math.round((1000 * parseFloat(getComputedStyle(e).letterSpacing)) / parseFloat(getComputedStyle(e).fontSize)) || 0;
        const visible = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.textContent || e.matches('input, textarea'));
        // Nearest to it is what says the script.
        const joins = (e) => /Arab/.test(e.closest('.run, html').className);
        const words = visible('article h2, .passage, .kicker, button, .menu a, .links a, .beside p, .field > input, textarea, select, label');
        const away = [...document.querySelectorAll('.reading label, .choice')].map((row) => {
          const box = row.querySelector('input').getBoundingClientRect();
          const range = document.createRange();
          range.selectNodeContents(row.querySelector('label') ?? row);
          const line = [...range.getClientRects()].filter((each) => each.width > 30)[0];
          return Math.abs(box.top + box.bottom - line.top - line.bottom) / 2;
        });
        return { joining: words.filter(joins).map(spaced), others: words.filter((e) => !joins(e) && !/Hans/.test(e.closest('.run, html').className)).map(spaced), away };
      });
      assert.ok(found.joining.length > 0 && found.joining.every((space) => space === 0), `${tag}/${path}: joined letters ${found.joining}`);
      assert.ok(found.others.length > 5 && found.others.every((space) => space === 120), `${tag}/${path}: other letters ${found.others}`);
      assert.ok(found.away.length >= 4 && Math.max(...found.away) < 2, `${tag}/${path}: boxes are ${found.away} px above or below their words`);
    }
  }
  await page.close();
});

test('a box stands at the first line of its words, in the preferences as in the form', async () => {
  const page = await browser.newPage({ viewport: { width: 240, height: 800 } });
  let long = 0;
  for (const tag of ['en', 'ru', 'fa', 'zh-Hans']) {
    await page.goto(`${server.origin}/${tag}/contact`);
    await page.locator('.reading').evaluate((group) => { group.open = true; });
    for (const checked of [false, true]) {
      for (const name of ['larger', 'spacing']) await page.locator(`#reading-${name}`).setChecked(checked);
      const found = await page.evaluate(() => [...document.querySelectorAll('.reading label, .choice')].map((label) => {
        const words = document.createRange();
        words.selectNodeContents(label.querySelector('label') ?? label.lastChild);
        const [first] = [...words.getClientRects()].filter(({ width }) => width > 1);
        const lines = new Set([...words.getClientRects()].map(({ top }) => Math.round(top)));
        const box = label.querySelector('input').getBoundingClientRect();
        return { away: (box.top + box.bottom - first.top - first.bottom) / 2, lines: lines.size, words: label.textContent.trim() };
      }));
      long += found.filter(({ lines }) => lines > 1).length;
      for (const { away, words } of found) assert.ok(Math.abs(away) <= 4, `${tag}: ${words}: ${away} px`);
    }
  }
  assert.ok(long > 8, `${long} labels have several lines`);
  await page.close();
});

test('preferences are kept for the next page in every language, on this device alone, until they are taken back', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const sent = [];
  page.on('request', (request) => sent.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  await page.goto(`${server.origin}/en/fight-against-terrorism`);
  const before = await looks(page);
  await page.locator('.reading summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  assert.ok(await page.locator('#reading-larger').isChecked(), 'by the keyboard');
  const chosen = await looks(page);
  assert.ok(chosen.fontSize > before.fontSize);
  for (const path of ['/ru/privacy', '/ar/contact', '/en/fight-against-terrorism']) {
    await page.goto(server.origin + path);
    assert.ok(await page.locator('#reading-larger').isChecked(), path);
  }
  assert.deepEqual(await looks(page), chosen);
  assert.deepEqual(sent.filter((request) => request.includes('reading')), [], 'no server is told');
  assert.deepEqual(await context.cookies(), []);
  await choose(page, []);
  await page.locator('.reading button').click();
  await page.waitForFunction(() => localStorage.length === 0);
  await page.goto(`${server.origin}/en/fight-against-terrorism`);
  assert.deepEqual(await looks(page), before);
  await context.close();
});

test('what was taken back on one page is taken back on those that the reader goes back to', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/en/share`);
  await choose(page, ['larger']);
  await page.goto(`${server.origin}/en/privacy`);
  await choose(page, []);
  await page.locator('.reading button').click();
  await page.goBack();
  await page.waitForFunction(() => !document.querySelector('#reading-larger').checked);
  await page.close();
});

test('no word of a title is cut without a hyphen in larger letters on a phone', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  await context.addInitScript(() => { localStorage.setItem('reading', 'reading-larger'); });
  const page = await context.newPage();
  for (const tag of ['en', 'az', 'de', 'es', 'fr', 'tr', 'ru']) {
    for (const slug of ['fight-against-terrorism', 'privacy', 'accessibility', 'contact', 'share']) {
      await page.goto(`${server.origin}/${tag}/${slug}`);
      const cut = await page.locator('h1, h3').evaluateAll((all) => all.flatMap((title) => {
        const parted = (words) => [...words.data.matchAll(/\p{L}{2,}/gu)].filter(({ 0: word, index }) => {
          const range = document.createRange();
          range.setStart(words, index);
          range.setEnd(words, index + word.length);
          return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
        }).map(String);
        // A word of so many letters is parted where the language parts it, if the browser knows where.
        if (getComputedStyle(title).hyphenateLimitChars !== '13 5 5') return ['it is hyphenated too late'];
        const least = title.matches('h1') ? 18 : 13;
        return title.firstChild.data ? parted(title.firstChild).filter((word) => word.length < least) : [];
      }));
      assert.deepEqual(cut, [], `${tag} ${slug}`);
    }
  }
  await context.close();
});

test('with all preferences nothing is cut off, in any language, on a narrow screen', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  for (const path of pages) {
    await page.goto(server.origin + path);
    await choose(page, boxes);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${path}: ${wide}`);
    await page.locator('.reading button').click();
  }
  await page.close();
});
