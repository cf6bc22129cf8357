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
