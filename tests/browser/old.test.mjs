// The pages in browsers of 2018 and before (Chrome 60, Safari 11, Firefox 60), which know less of the style and the script:
// everything can be read, nothing touches the edge or lies over something else, and links and the form can be used.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { browsers, missing, pageOf, scriptOf } from './old.mjs';
import { launch, locales, serve, slugs } from './support.mjs';

let server, browser;
before(async () => { server = await serve('--contact-email=office@example.org', '--contact-per-client=0'); browser = await launch(); });
after(async () => { await browser?.close(); await server?.stop(); });

const source = async (path) => (await fetch(server.origin + path)).text();
const scriptIn = (html) => html.match(/<script>(.*?)<\/script>/s)[1];

/** A page that shows what a browser of that time makes of what the server answers, and what went wrong in its script. */
async function open(name, viewport) {
  // The policy allows no style and no script but those that were sent.
  const context = await browser.newContext({ viewport, bypassCSP: true });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript((members) => {
    for (const [object, member] of members) {
      if (!window[object]) continue;
      delete window[object][member];
      if (window[object].prototype) delete window[object].prototype[member];
    }
  }, missing(name, scriptIn(await source('/en/fight-against-terrorism'))));
  await page.route('**/*', async (route) => {
    if (!route.request().isNavigationRequest()) return route.continue();
    const answer = await route.fetch({ maxRedirects: 0 });
    const body = await answer.text();
    return route.fulfill({ response: answer, body: pageOf(name, body) });
  });
  const close = async () => {
    assert.deepEqual(complaints, [], name);
    await context.close();
  };
  return { page, close };
}

/** What is wrong with how the words of a page stand: beyond the edges, at them, over each other, or under something. */
const faults = () => {
  const found = [];
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`it scrolls sideways: ${scrollWidth} px`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest('.hidden, .skip, script, style, option, svg, textarea')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 2) continue;
      const words = `“${node.data.trim().slice(0, 40)}” ${Math.round(box.left)}–${Math.round(box.right)}`;
      if (box.left < 12 || box.right > clientWidth - 12) found.push(`at the edge: ${words}`);
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < 10) found.push(`too small: ${words}`);
      // What is drawn of a line is less high than the line.
      const middle = (box.top + box.bottom) / 2;
      lines.push({ left: box.left, right: box.right, top: middle - size / 3, bottom: middle + size / 3, words, element });
    }
  }
  // A picture lies over words as words do.
  for (const picture of [...document.querySelectorAll('svg')].filter((each) => each.checkVisibility({ visibilityProperty: true }))) {
    const { left, right, top, bottom } = picture.getBoundingClientRect();
    lines.push({ left, right, top, bottom, words: `the picture in ${picture.parentElement.className}` });
  }
  for (const [at, one] of lines.entries()) {
    for (const other of lines.slice(at + 1)) {
      const [across, down] = [Math.min(one.right, other.right) - Math.max(one.left, other.left), Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)];
      if (across > 3 && down > 2) found.push(`over each other: ${one.words} and ${other.words}`);
    }
  }
  const skip = document.querySelector('.skip').getBoundingClientRect();
  if (skip.bottom > 0) found.push('the link past the header lies over the page');
  return { found, lines: lines.length };
};

for (const [name, version] of Object.entries(browsers)) {
  test(`in ${name} ${version} everything can be read, and nothing is at the edge or over something else`, async () => {
    const { page, close } = await open(name, { width: 360, height: 740 });
    let looked = 0;
    for (const tag of locales) {
      const paths = [...slugs.map((slug) => `/${tag}/${slug}`), `/${tag}/fight-against-terrorism?with=${tag === 'ar' ? 'en' : 'ar'}`];
      for (const path of ['en', 'ar', 'zh-Hans'].includes(tag) ? [...paths, `/${tag}/nowhere`] : paths.slice(0, 1)) {
        await page.goto(server.origin + path);
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 740 });
          const { found, lines } = await page.evaluate(faults);
          assert.deepEqual(found, [], `${name}: ${path} at ${width} px`);
          assert.ok(lines > 15, `${path}: ${lines} lines`);
          looked += 1;
        }
      }
    }
    assert.equal(looked, 2 * (3 * (slugs.length + 2) + locales.length - 3));
    await close();
  });

  test(`in ${name} ${version} the menu, the link past the header and the form can be used`, async () => {
    const { page, close } = await open(name, { width: 360, height: 740 });
    for (const tag of ['en', 'ar']) {
      await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
      await page.keyboard.press('Tab');
      const { x, y } = await page.locator('.skip').boundingBox();
      assert.ok(x >= 0 && y >= 0, 'the link past the header is seen when it has the focus');
      await page.locator('.contents summary').click();
      await page.locator('.contents a').last().click();
      assert.ok(new URL(page.url()).hash.length > 1);
      await page.locator('[data-copy]').first().click();
      await page.locator('[role=status]').first().getByText(/./).waitFor();
      await page.locator('.menu summary').click();
      await page.locator('.menu a[hreflang=fr]').click();
      await page.waitForURL('**/fr/fight-against-terrorism**');
      await page.goto(`${server.origin}/${tag}/contact`);
      await page.locator('#message').fill('First line');
      await page.locator('button.main').click();
      await page.locator('#refused').waitFor();
      assert.deepEqual((await page.evaluate(faults)).found, [], `${name}: ${tag}, with faults`);
      await page.locator('#refused a').first().click();
      await page.locator('#topic-other').check();
      await page.locator('#name').fill('Anna');
      await page.locator('#email').fill('anna@example.org');
      await page.locator('#consent').check();
      await page.locator('button.main').click();
      await page.waitForURL('**/contact/received/**');
      assert.deepEqual((await page.evaluate(faults)).found, [], `${name}: ${tag}, receipt`);
      assert.ok(server.inbox().some(({ message, page_language }) => message === 'First line' && page_language === tag));
    }
    await close();
  });
}

test('the scripts are ones that every one of them can read', async () => {
  for (const path of ['/en/fight-against-terrorism', '/en/contact', '/en/contact/received/AAAA-AAAA']) {
    const script = scriptIn(await source(path));
    for (const name of Object.keys(browsers)) assert.equal(scriptOf(name, script), script, `${name}, ${path}`);
  }
});

test('preferences that would change nothing are not offered', async () => {
  for (const name of Object.keys(browsers)) {
    const { page, close } = await open(name, { width: 360, height: 740 });
    await page.goto(`${server.origin}/en/fight-against-terrorism`);
    assert.equal(await page.locator('.reading').isVisible(), false, name);
    await close();
  }
});
