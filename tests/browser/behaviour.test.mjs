// What a page does: it asks for nothing but itself, sets nothing, and works by keyboard, with
// and without its script.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { desktop, launch, others, pages, phone, serve } from './support.mjs';

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
    const links = await page.locator('main a:visible:not([tabindex]), footer a:visible').count();
    const others = await page.locator('main summary:visible, main button:visible, footer summary:visible').count();
    const seen = new Set();
    for (let i = 0; i < links + others; i += 1) {
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
  // As a hand does it: the menu stands at the top.
  await page.goto(`${server.origin}/en/fight-against-terrorism`);
  await page.evaluate(() => document.getElementById('national-measures-law').scrollIntoView());
  await page.waitForTimeout(1500);
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator('.menu summary').click();
  await page.locator('.menu a[hreflang=ar]').click();
  await page.waitForURL('**/ar/fight-against-terrorism**');
  assert.equal(new URL(page.url()).hash, `#${place}`, 'from where the page was at rest');
  await page.goto(`${server.origin}/en/fight-against-terrorism?with=fr`);
  await page.locator('.menu summary').click();
  await page.locator('.menu a[hreflang=ar]').click();
  assert.deepEqual([new URL(page.url()).search, new URL(page.url()).hash], ['?with=fr', ''], 'at the top there is no passage to keep');
  for (const choose of ['.swap', '.line > .row > div:not(.beside) p.plain > a', '.menu a[hreflang=de]']) {
    await page.goto(`${server.origin}/en/fight-against-terrorism?with=fr#background-acts`);
    // Somebody has read on since following the link to a passage, and has used the link past the header before.
    for (const hash of ['#background-acts', '#text']) {
      await page.evaluate((asked) => { location.hash = asked; }, hash);
      await page.evaluate(() => document.getElementById('national-measures-law').scrollIntoView());
      await page.waitForFunction(() => document.getElementById('background-acts').getBoundingClientRect().bottom < 0);
      await page.evaluate((selector) => {
        const link = document.querySelector(selector);
        link.addEventListener('click', (event) => event.preventDefault());
        link.click();
      }, choose);
      const kept = await page.locator(choose).evaluate((link) => link.hash.slice(1));
      assert.ok(['national-measures-conventions', 'national-measures-law'].includes(kept), `${choose} after ${hash}: ${kept}`);
    }
  }
  await page.close();
});

test('no place is kept while the title is on the screen, and none where no more than the note is', async () => {
  const page = await browser.newPage();
  // Where a link leads that is followed without being scrolled to.
  const kept = (choose) => page.evaluate((selector) => {
    const link = document.querySelector(selector);
    link.addEventListener('click', (event) => event.preventDefault());
    link.click();
    return link.hash;
  }, choose);
  for (const path of ['/en/fight-against-terrorism', '/ar/fight-against-terrorism?with=ru']) {
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size);
      await page.goto(server.origin + path);
      for (const scrolled of [1, 40]) {
        await page.evaluate((top) => scrollTo(0, top), scrolled);
        assert.ok(await page.evaluate(() => scrollY > 0 && document.querySelector('h1').getBoundingClientRect().bottom > 0));
        assert.equal(await kept('.menu a[hreflang=de]'), '', `${path}, ${size.width} px, scrolled by ${scrolled} px`);
      }
    }
  }
  await page.setViewportSize({ width: 1920, height: 700 });
  await page.goto(`${server.origin}/zh-Hans/fight-against-terrorism`);
  await page.evaluate(() => document.querySelector('.note').scrollIntoView());
  assert.ok(await page.evaluate(() => [...document.querySelectorAll('.passage:not(.note *)')].every((passage) => passage.getBoundingClientRect().bottom <= 0)));
  assert.equal(await kept('.rows a[hreflang=fr]'), '');
  await page.close();
});

test('the footnote leads to its note and back', async () => {
  const page = await browser.newPage({ locale: 'pt', viewport: desktop });
  for (const tag of ['en', 'fa']) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    await page.locator('[role=doc-noteref]').click();
    assert.equal(new URL(page.url()).hash, '#note-report');
    await page.locator('#note-report [role=doc-backlink]').click();
    assert.equal(new URL(page.url()).hash, '#note-1-mark');
    assert.ok(await page.locator('#note-1-mark').evaluate((e) => { const { top, bottom } = e.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }));
  }
  await page.close();
});

for (const how of ['with script', 'without script']) {
  test(`an abbreviation is explained at the foot of the screen while the place stays, and the keyboard leads back, ${how}`, async () => {
    const context = await browser.newContext({ locale: 'pt', javaScriptEnabled: how === 'with script' });
    const page = await context.newPage();
    const scrolled = () => page.evaluate(() => scrollY);
    for (const [tag, size] of [['en', phone], ['ru', desktop], ['fa', phone], ['fa', desktop], ['ru', { width: 280, height: 600 }]]) {
      await page.setViewportSize(size);
      await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
      const where = `${tag}, ${size.width} px`;
      const link = page.locator('[role=doc-glossref]').last();
      await link.scrollIntoViewIfNeeded();
      await link.focus();
      const [place, before] = [await link.getAttribute('id'), await scrolled()];
      await page.keyboard.press('Enter');
      const entry = page.locator((await link.getAttribute('href')));
      const shown = await entry.evaluate((e) => {
        const { left, right, top, bottom } = e.getBoundingClientRect();
        return { position: getComputedStyle(e).position, isInside: left >= 0 && right <= innerWidth && top > innerHeight / 2 && Math.abs(bottom - innerHeight) < 1, isCut: e.scrollHeight > e.clientHeight || e.scrollWidth > e.clientWidth };
      });
      assert.deepEqual(shown, { position: 'fixed', isInside: true, isCut: false }, where);
      assert.equal(await scrolled(), before, `${where}: the place stays`);
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.hash), `#${place}`, `${where}: the next stop is the way back`);
      await page.keyboard.press('Enter');
      assert.equal(await entry.evaluate((e) => getComputedStyle(e).position), 'static', `${where}: the explanation is put away`);
      assert.ok(await link.evaluate((e) => { const { top, bottom } = e.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }), `${where}: the place is in sight`);
      assert.ok(Math.abs(await scrolled() - before) < size.height / 2, `${where}: and near where it was`);
      await page.goBack();
      assert.equal(await entry.evaluate((e) => getComputedStyle(e).position), 'fixed', `${where}: Back goes back`);
      await page.goBack();
      assert.equal(await entry.evaluate((e) => getComputedStyle(e).position), 'static', where);
    }
    await context.close();
  });
}

test('Escape puts an explanation away, however it came up, and the reader stays where it was', async () => {
  const page = await browser.newPage({ viewport: desktop });
  const state = () => page.evaluate(() => ({ place: scrollY, open: document.querySelectorAll('dl :target').length }));
  for (const tag of ['en', 'fa']) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    const link = page.locator('[role=doc-glossref]').last();
    await link.scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 90);
    const id = await link.getAttribute('id');
    await link.click();
    await page.locator('dl :target').waitFor();
    const { place } = await state();
    await page.keyboard.press('Escape');
    assert.deepEqual(await state(), { place, open: 0 }, tag);
    assert.equal(await page.evaluate(() => document.activeElement.id), id, `${tag}: the keyboard goes on from there`);
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism?#${(await link.getAttribute('href')).slice(1)}`);
    const opened = await state();
    assert.equal(opened.open, 1, tag);
    await page.keyboard.press('Escape');
    assert.deepEqual(await state(), { place: opened.place, open: 0 }, `${tag}: as an address`);
  }
  await page.close();
});

test('an abbreviation that is being explained is no place in another language, and on paper it stands in the list', async () => {
  const page = await browser.newPage({ viewport: desktop });
  await page.goto(`${server.origin}/en/fight-against-terrorism`);
  await page.locator('[href="#abbreviation-osce"]').click();
  await page.locator('.menu a[hreflang=ar]').evaluate((link) => link.click());
  await page.waitForURL('**/ar/fight-against-terrorism**');
  assert.match(new URL(page.url()).hash, /^#(international-cooperation|national-measures-)/);
  await page.goto(`${server.origin}/en/fight-against-terrorism#abbreviation-osce`);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('#abbreviation-osce').evaluate((e) => getComputedStyle(e).position), 'static');
  assert.ok(!await page.locator('#abbreviation-osce .back').isVisible());
  await page.close();
});

test('the link and the citation can be copied, and this is said', async () => {
  const context = await browser.newContext({ locale: 'pt', viewport: desktop, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  for (const tag of ['en', 'ar']) {
    await page.goto(`${server.origin}/${tag}/share`);
    for (const index of [0, 1, 2]) {
      const text = await page.locator('.copyable').nth(index).textContent();
      await page.locator('[data-copy]').nth(index).click();
      await page.locator('[role=status]').nth(index).getByText(/./).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    }
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    for (const [index, id] of ['citation', 'address', 'citation-un'].entries()) {
      const text = await page.locator(`#${id}`).textContent();
      await page.locator('[data-copy]').nth(index).click();
      await page.locator('[role=status]').nth(index).getByText(/./).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
      const said = await page.locator('[role=status]').evaluateAll((all) => all.filter((e) => e.textContent).map((e) => {
        const buttons = [...e.parentElement.querySelectorAll('button')].map((button) => button.getBoundingClientRect().bottom);
        return e.getBoundingClientRect().top >= Math.max(...buttons) + 4;
      }));
      assert.deepEqual(said, [true], `${tag}: one thing is said to be copied, below the buttons and off them`);
    }
  }
  await context.close();
});

test('the citation and the link that is copied are those of the paragraph that was asked for', async () => {
  const context = await browser.newContext({ viewport: desktop, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const copied = async (index) => {
    await page.locator('[data-copy]').nth(index).click();
    await page.locator('[role=status]').nth(index).getByText(/./).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  for (const [tag, paragraph] of [['en', 'para.\u00a02'], ['fa', 'بند\u00a0۲'], ['zh-Hans', '第2段']]) {
    const url = `${server.origin}/${tag}/fight-against-terrorism`;
    await page.goto(url);
    const whole = await page.locator('#citation').textContent();
    assert.ok(whole.includes(url) && !whole.includes(paragraph), whole);
    assert.equal(await copied(1), url);
    await page.locator('#background-acts .number').click();
    for (const [index, id] of [[0, '#citation'], [2, '#citation-un']]) {
      await page.waitForFunction(([selector, words]) => document.querySelector(selector).textContent.includes(words), [id, paragraph]);
      const text = await page.locator(id).textContent();
      assert.ok(text.includes(`${url}#background-acts`), text);
      const html = await page.locator(id).innerHTML();
      assert.match(html, /<bdi dir="ltr">https?:\/\/[^<]+\/<wbr>[^<]+\/<wbr>fight-against-terrorism#background-acts<\/bdi>/, 'it breaks as before');
      assert.equal(await copied(index), text);
    }
    assert.equal(await copied(1), `${url}#background-acts`);
    // A section has no number, a note is no place that is cited.
    await page.locator('.contents a').first().click();
    await page.waitForFunction(() => document.querySelector('#citation').textContent.includes('#background'));
    const section = await page.locator('#citation').textContent();
    assert.equal(section.replace(/#background[a-z-]*/, ''), whole);
    await page.evaluate(() => { location.hash = '#note-report'; });
    await page.waitForFunction((words) => document.querySelector('#citation').textContent === words, whole);
    assert.equal(await copied(1), url);
    await page.goto('about:blank');
    await page.goto(`${url}#background-acts`);
    assert.ok((await page.locator('#citation').textContent()).includes(paragraph));
  }
  await context.close();
});

test('a citation of the ministry’s own page says on which day it was read, in the language and the digits of the page', async () => {
  const official = await serve('--official');
  const page = await browser.newPage({ viewport: desktop });
  const ends = { en: /\(accessed on \d+\u00a0[A-Z][a-z]+\u00a0\d{4}\)$/, ar: /: \d+\u00a0[\u0600-\u06ff]+\u00a0\d{4}\)$/, az: /\d{4}(-\d\d-\d\d)?\)$/, fa: /: [۰-۹]+\u00a0[\u0600-\u06ff]+\u00a0[۰-۹]{4}\)$/, 'zh-Hans': /\d{4}年\d+月\d+日）$/ };
  for (const [tag, end] of Object.entries(ends)) {
    for (const path of ['fight-against-terrorism', 'fight-against-terrorism#background-acts', 'share']) {
      await page.goto('about:blank');
      await page.goto(`${official.origin}/${tag}/${path}`);
      const citations = await page.locator('[data-page]').evaluateAll((all) => all.map((citation) => citation.textContent));
      assert.equal(citations.length, 2, path);
      for (const citation of citations) {
        assert.match(citation, end);
        assert.doesNotMatch(citation, /[{}]|M\d/, tag);
      }
    }
  }
  await page.close();
  await official.stop();
});

test('without the newer way of copying the older one is used, and what was not copied is not said to be', async () => {
  const context = await browser.newContext({ viewport: desktop, permissions: ['clipboard-read', 'clipboard-write'] });
  await context.addInitScript(() => { window.clipboard = navigator.clipboard; Object.defineProperty(navigator, 'clipboard', { value: undefined }); });
  const page = await context.newPage();
  for (const path of ['/en/fight-against-terrorism', '/ar/fight-against-terrorism', '/en/share']) {
    await page.goto(server.origin + path);
    const buttons = page.locator('[data-copy]');
    for (let index = 0; index < await buttons.count(); index += 1) {
      const text = await page.evaluate((at) => document.querySelector(document.querySelectorAll('[data-copy]')[at].dataset.copy).textContent, index);
      await buttons.nth(index).click();
      await page.locator('[role=status]').nth(index).getByText(/./).waitFor();
      assert.equal(await page.evaluate(() => window.clipboard.readText()), text, path);
      assert.ok(await buttons.nth(index).evaluate((button) => button === document.activeElement), 'the focus stays where it was');
      assert.equal(await page.locator('textarea').count(), 0);
    }
    await page.evaluate(() => { document.execCommand = () => false; });
    await buttons.first().click();
    await page.waitForFunction(() => document.querySelector('[role=status]').textContent === '');
    const shown = await page.locator('.copyable').first().textContent();
    await page.waitForFunction((text) => getSelection().toString() === text, shown);
    assert.equal(await page.locator('[role=status]').first().textContent(), '', path);
  }
  await context.close();
});

test('a screen reader hears the whole notice of a copy with the strip that opens it', async () => {
  const page = await browser.newPage({ viewport: phone });
  const session = await page.context().newCDPSession(page);
  for (const path of pages) {
    await page.goto(server.origin + path);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const strip = nodes.find(({ role, description }) => role?.value === 'DisclosureTriangle' && description?.value);
    const notice = await page.locator('.band .copy').textContent();
    // Chromium puts spaces around the link of what is not shown.
    const plain = (text) => text?.replace(/[\u2066-\u2069\s]+/g, '');
    assert.equal(plain(strip?.description.value), plain(notice), path);
  }
  await page.close();
});

test('no section is said to be read before it is reached', async () => {
  const page = await browser.newPage({ viewport: desktop });
  await page.goto(`${server.origin}/en/fight-against-terrorism`);
  assert.equal(await page.locator('.contents [aria-current]').count(), 0);
  await page.evaluate(() => document.querySelector('article h3').scrollIntoView());
  await page.locator('.contents [aria-current]').waitFor();
  await page.close();
});

test('the contents mark the section that was asked for, then the one at the top, and at the end the last', async () => {
  const page = await browser.newPage();
  const marked = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    done([...document.querySelectorAll('.contents a')].findIndex((link) => link.hasAttribute('aria-current')));
  }))));
  for (const size of [{ width: 1280, height: 720 }, { width: 1920, height: 1080 }]) {
    await page.setViewportSize(size);
    for (const path of ['/en/privacy', '/ru/privacy', '/zh-Hans/privacy', '/en/accessibility', '/ar/accessibility']) {
      await page.goto(server.origin + path);
      const links = await page.locator('.contents a').count();
      for (let index = 0; index < links; index += 1) {
        await page.locator('.contents a').nth(index).evaluate((link) => link.click());
        assert.equal(await marked(), index, `${path}: asked for, ${size.width}`);
      }
      await page.goto(`${server.origin}${path}?`);
      const read = await page.evaluate(() => {
        scrollTo(0, document.querySelector('.page h2:nth-of-type(2)').getBoundingClientRect().top - 40);
        return scrollY;
      });
      if (read > 0) assert.equal(await marked(), 1, `${path}: at the top, ${size.width}`);
      await page.evaluate(() => scrollTo(0, 1e6));
      assert.equal(await marked(), links - 1, `${path}: at the end, ${size.width}`);
    }
  }
  await page.close();
});

test('what stands beside the text can be reached in a low window, and the line around it is whole', async () => {
  const page = await browser.newPage({ viewport: { width: 1366, height: 577 } });
  for (const path of ['/ru/privacy', '/de/fight-against-terrorism', '/ru/contact', '/fa/share', '/en/fight-against-terrorism', '/fa/fight-against-terrorism']) {
    await page.goto(server.origin + path);
    await page.evaluate(() => scrollTo(0, 700));
    const found = await page.evaluate(async () => {
      const outside = [];
      for (const link of document.querySelectorAll('.side a, .side summary')) {
        link.focus({ focusVisible: true });
        await new Promise((done) => requestAnimationFrame(done));
        const { top, bottom, left, right } = link.getBoundingClientRect();
        let cut = top < 0 || bottom > innerHeight;
        // The line around it takes 6 px.
        for (let around = link.parentElement; around !== document.body; around = around.parentElement) {
          if (getComputedStyle(around).overflow === 'visible') continue;
          const box = around.getBoundingClientRect();
          cut ||= top - 6 < box.top || bottom + 6 > box.bottom || left - 6 < box.left || right + 6 > box.right;
        }
        if (cut) outside.push(link.textContent);
      }
      return outside;
    });
    assert.deepEqual(found, [], path);
  }
  await page.close();
});

test('where the column goes, what holds the focus stays open, and what was open is so again', async () => {
  const page = await browser.newPage({ viewport: phone });
  await page.goto(`${server.origin}/en/privacy`);
  const isOpen = () => page.locator('.contents details').evaluate((details) => details.open);
  await page.locator('.contents summary').click();
  for (const [size, focus] of [[desktop], [phone], [desktop, true], [phone]]) {
    if (focus) await page.locator('.contents summary').click();
    await page.setViewportSize(size);
    await page.waitForFunction((wide) => matchMedia('(min-width: 64em)').matches === wide, size === desktop);
    if (focus) await page.locator('.contents a').first().focus();
    await page.waitForFunction(() => document.querySelector('.contents details').open);
    assert.ok(await isOpen());
  }
  assert.ok(await page.locator('.contents a').first().evaluate((link) => link === document.activeElement));
  await page.close();
});
