// What a page does: it asks for nothing but itself, sets nothing, and works by keyboard, with
// and without its script.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { desktop, launch, others, pages, serve } from './support.mjs';

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); await server?.stop(); });

test('a page is one request, sets no cookie, stores nothing and breaks no policy', async () => {
  for (const path of [...pages, ...others]) {
    const context = await browser.newContext({ locale: 'pt', viewport: desktop });
    const page = await context.newPage();
    const requests = [], complaints = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    // Chromium on Linux does not know web-share and says so; nothing else may be said.
    page.on('console', (message) => { if (!message.text().includes("'web-share'") && !message.text().includes('404')) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(server.origin + path, { waitUntil: 'load' });
    const [own, ...rest] = requests;
    assert.equal(own, new URL(server.origin + path).pathname);
    assert.deepEqual(rest.filter((asked) => !/favicon/.test(asked)), [], path);
    assert.deepEqual(complaints, [], path);
    assert.deepEqual(await context.cookies(), [], path);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    await context.close();
  }
});

test('without script nothing is missing', async () => {
  const context = await browser.newContext({ locale: 'pt', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.origin}/ar/fight-against-terrorism`);
  await page.locator('.menu summary').click();
  await page.getByRole('link', { name: '简体中文' }).first().click();
  assert.equal(new URL(page.url()).pathname, '/zh-Hans/fight-against-terrorism');
  await page.goto(`${server.origin}/en/share`);
  assert.equal(await page.locator('button:visible').count(), 0, 'a button that needs the script stays hidden');
  assert.match(await page.locator('.copyable').first().textContent(), /\/en\/fight-against-terrorism$/);
  await context.close();
});

test('the keyboard reaches everything, the first stop leads past the header', async () => {
  const page = await browser.newPage({ locale: 'pt', viewport: desktop });
  for (const tag of ['en', 'ar', 'zh-Hans']) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.matches('.skip')));
    const box = await page.locator('.skip').boundingBox();
    assert.ok(box.y >= 0 && box.x >= 0, 'the skip link shows itself');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'text');
    const links = await page.locator('main a:visible, footer a:visible').count();
    const seen = new Set();
    for (let i = 0; i < links + 5; i += 1) {
      await page.keyboard.press('Tab');
      const { at, outline } = await page.evaluate(() => ({ at: [...document.querySelectorAll('a')].indexOf(document.activeElement), outline: getComputedStyle(document.activeElement).outlineStyle }));
      if (at >= 0) { seen.add(at); assert.notEqual(outline, 'none'); }
    }
    assert.ok(seen.size >= links, `${seen.size} of ${links}`);
  }
  await page.close();
});

test('the language menu keeps the page and the place, and Escape closes it', async () => {
  const page = await browser.newPage({ locale: 'pt', viewport: desktop });
  await page.goto(`${server.origin}/en/fight-against-terrorism#background-acts`);
  const menu = page.locator('.menu details');
  await page.locator('.menu summary').click();
  assert.equal(await menu.getAttribute('open'), '');
  await page.keyboard.press('Escape');
  assert.equal(await menu.getAttribute('open'), null);
  await page.locator('.menu summary').click();
  await page.locator('main a').first().focus();
  assert.equal(await menu.getAttribute('open'), null, 'an open menu hides nothing that has the focus');
  await page.locator('.menu summary').click();
  await page.locator('.menu').getByText('العربية').click();
  const url = new URL(page.url());
  assert.deepEqual([url.pathname, url.hash], ['/ar/fight-against-terrorism', '#background-acts']);
  await page.goto(`${server.origin}/en/privacy`);
  await page.locator('.menu summary').click();
  await page.locator('.menu').getByText('Deutsch').click();
  assert.equal(new URL(page.url()).pathname, '/de/privacy');
  await page.close();
});

test('the language menu keeps the passage that is being read', async () => {
  const page = await browser.newPage({ viewport: desktop });
  await page.goto(`${server.origin}/en/fight-against-terrorism`);
  await page.evaluate(() => document.getElementById('national-measures-law').scrollIntoView());
  await page.locator('.menu summary').evaluate((summary) => { summary.parentNode.open = true; });
  await page.locator('.menu a[hreflang=ar]').evaluate((link) => link.click());
  await page.waitForURL('**/ar/fight-against-terrorism**');
  const place = new URL(page.url()).hash.slice(1);
  assert.ok(['national-measures-conventions', 'national-measures-law'].includes(place), place);
  await page.goto(`${server.origin}/en/fight-against-terrorism?with=fr`);
  await page.locator('.menu summary').click();
  await page.locator('.menu a[hreflang=ar]').click();
  assert.deepEqual([new URL(page.url()).search, new URL(page.url()).hash], ['?with=fr', ''], 'at the top there is no passage to keep');
  await page.close();
});

test('the footnote leads to its note and back', async () => {
  const page = await browser.newPage({ locale: 'pt', viewport: desktop });
  for (const tag of ['en', 'fa']) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    await page.locator('[role=doc-noteref]').click();
    assert.equal(new URL(page.url()).hash, '#note-report');
    await page.locator('[role=doc-backlink]').click();
    assert.equal(new URL(page.url()).hash, '#note-1-mark');
    assert.ok(await page.locator('#note-1-mark').evaluate((e) => { const { top, bottom } = e.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }));
  }
  await page.close();
});

test('the link and the citation can be copied, and this is said', async () => {
  const context = await browser.newContext({ locale: 'pt', viewport: desktop, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  for (const tag of ['en', 'ar']) {
    await page.goto(`${server.origin}/${tag}/share`);
    for (const index of [0, 1]) {
      const text = await page.locator('.copyable').nth(index).textContent();
      await page.locator('[data-copy]').nth(index).click();
      await page.locator('[role=status]').nth(index).getByText(/./).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    }
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    for (const [index, id] of ['citation', 'address'].entries()) {
      const text = await page.locator(`#${id}`).textContent();
      await page.locator('[data-copy]').nth(index).click();
      await page.locator('[data-done]').nth(index).getByText(/./).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    }
  }
  await context.close();
});
