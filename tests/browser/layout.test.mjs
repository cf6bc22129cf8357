// How pages look to a reader: nothing is cut off or spills over, whatever the screen, the
// spacing, the magnification or the paper.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { columns, entriesOfTheMenu, firstLine, numbersFromLine, overflow, partedSummaries, places } from './measures.mjs';
import { assertFilled, assertOneLine, sheets } from './paper.mjs';
import { launch, locales, others, pages, serve } from './support.mjs';

let server, browser;
before(async () => { server = await serve('--contact-email=office@example.org'); browser = await launch(); });
after(async () => { await browser?.close(); await server?.stop(); });

// 320 px is also a screen of 1280 px at 400 % (WCAG 1.4.10).
test('nothing scrolls sideways at 320 px, folded and unfolded', async () => {
  const page = await browser.newPage({ locale: 'pt', viewport: { width: 320, height: 640 } });
  for (const path of [...pages, ...others]) {
    await page.goto(server.origin + path);
    assert.deepEqual(await page.evaluate(overflow), { spills: false, wide: [] }, path);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    await page.locator('.menu summary').click();
    await page.locator('.menu summary').click();
    assert.deepEqual(await page.evaluate(overflow), { spills: false, wide: [] }, `${path}, unfolded`);
  }
  await page.close();
});

// WCAG 1.4.12.
test('the text-spacing override cuts nothing off', async () => {
  const context = await browser.newContext({ locale: 'pt', viewport: { width: 320, height: 640 }, bypassCSP: true });
  const page = await context.newPage();
  for (const path of [...pages, ...others]) {
    await page.goto(server.origin + path);
    await page.addStyleTag({ content: '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }' });
    const clipped = await page.evaluate(() => [...document.querySelectorAll('body *')]
      .filter((e) => !e.closest('.hidden, .skip, svg') && getComputedStyle(e).overflow !== 'visible' && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
      .map((e) => e.outerHTML.slice(0, 120)));
    assert.deepEqual(clipped, [], path);
    assert.equal((await page.evaluate(overflow)).spills, false, path);
  }
  await context.close();
});

test('lines are of a length that reads well, and never justified', async () => {
  const page = await browser.newPage({ locale: 'pt', viewport: { width: 1440, height: 900 } });
  for (const tag of locales) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    const { characters, align, spacing, height } = await page.evaluate(() => {
      const passage = document.querySelector('#patriotic-war-report');
      const style = getComputedStyle(passage);
      // Letters of several faces stand in a line, on boxes of different heights.
      const lines = Math.round(passage.getBoundingClientRect().height / parseFloat(style.lineHeight));
      return { characters: passage.textContent.length / lines, align: style.textAlign, spacing: style.letterSpacing, height: parseFloat(style.lineHeight) / parseFloat(style.fontSize) };
    });
    // WCAG 1.4.8: at most 80 characters, 40 for Chinese.
    assert.ok(characters <= (tag.startsWith('zh') ? 40 : 80), `${tag}: ${characters} characters a line`);
    assert.ok(characters >= (tag.startsWith('zh') ? 24 : 45), `${tag}: ${characters} characters a line`);
    assert.ok(height >= 1.5, `${tag}: ${height}`);
    assert.ok(['start', 'left', 'right'].includes(align), align);
    if (['ar', 'fa'].includes(tag)) assert.equal(spacing, 'normal', 'spacing tears Arabic letters apart');
  }
  await page.close();
});

test('the printed page holds the title, the text and the note', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'communique-print-'));
  const page = await browser.newPage({ locale: 'pt' });
  for (const tag of locales) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    const words = await page.evaluate(() => ['title', 'background', 'note-report'].map((id) => [...document.getElementById(id).childNodes].find((node) => node.textContent.trim()).textContent));
    const file = join(folder, `${tag}.pdf`);
    writeFileSync(file, await page.pdf({ format: 'A4' }));
    const printed = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).normalize('NFKC');
    assert.ok(printed.includes('A/75/625-S/2020/1161'), tag);
    assert.ok(printed.includes(`/${tag}/fight-against-terrorism`), `${tag}: the address is printed`);
    // The order of glyphs in a right-to-left PDF is not the order of letters.
    const letters = (text) => [...text.normalize('NFKC')].filter((c) => /\p{L}/u.test(c));
    const available = new Set(letters(printed));
    for (const text of words) assert.ok(letters(text).every((c) => available.has(c)), `${tag}: ${text}`);
    if (!['ar', 'fa'].includes(tag)) for (const text of words.slice(0, 2)) assert.ok(printed.replace(/\s+/g, '').includes(text.normalize('NFKC').replace(/\s+/g, '')), `${tag}: ${text}`);
  }
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.menu').isVisible(), false);
  assert.equal(await page.locator('.use').isVisible(), false);
  rmSync(folder, { recursive: true });
  await page.close();
});

test('the last printed page of the statement is never nearly empty, whatever the paper', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'communique-print-'));
  const page = await browser.newPage({ locale: 'pt' });
  for (const tag of locales) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    for (const format of ['A4', 'Letter']) {
      const file = join(folder, `${tag}.${format}.pdf`);
      writeFileSync(file, await page.pdf({ format }));
      const sheets = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' }).split('<page ').slice(1);
      const last = sheets.at(-1);
      const height = Number(/height="([\d.]+)"/.exec(last)[1]);
      // Without the number of the page, which stands in the margin.
      const ends = [...last.matchAll(/yMax="([\d.]+)"/g)].map(([, end]) => Number(end) / height).filter((end) => end < 0.93);
      assert.ok(sheets.length <= 4 && Math.max(0, ...ends) > 0.18, `${tag}: page ${sheets.length} of ${format} ends at ${Math.max(0, ...ends)}`);
    }
  }
  rmSync(folder, { recursive: true });
  await page.close();
});

test('the last sheet of no page has the foot alone, of those with a text not a few lines either, and no other is nearly empty, whatever the paper', async () => {
  const page = await browser.newPage({ locale: 'pt' });
  for (const path of [...pages, ...others]) {
    await page.goto(server.origin + path);
    for (const format of ['A4', 'Letter']) assertFilled(await sheets(page, format), `${path} on ${format}`, { last: pages.includes(path) ? 55 : 15 });
  }
  for (const [tag, other] of [['en', 'zh-Hans'], ['fr', 'en'], ['ar', 'de'], ['fa', 'ar'], ['ru', 'de']]) {
    const path = `/${tag}/fight-against-terrorism?with=${other}`;
    await page.goto(server.origin + path);
    for (const format of ['A4', 'Letter']) assertFilled(await sheets(page, format, true), `${path} on ${format}`, { least: 0.4, last: 55 });
  }
  await page.close();
});

test('on paper the languages have their addresses, and what is of use on a screen alone is left out', async () => {
  const page = await browser.newPage({ locale: 'pt' });
  for (const path of ['/', '/ar/nowhere']) {
    await page.goto(server.origin + path);
    const words = (await sheets(page, 'A4')).map((sheet) => sheet.words).join('');
    for (const tag of locales) assert.ok(words.includes(`${server.origin}/${tag}/fight-against-terrorism`), `${path}: ${tag}`);
  }
  await page.emulateMedia({ media: 'print' });
  for (const path of ['/en/share', '/en/contact', '/ar/fight-against-terrorism?with=en']) {
    await page.goto(server.origin + path);
    assert.equal(await page.locator('.services').locator('visible=true').count(), 0, `${path}: services`);
    const chevrons = await page.locator('summary').evaluateAll((all) => all.filter((e) => e.checkVisibility() && getComputedStyle(e, '::after').display !== 'none').length);
    assert.equal(chevrons, 0, `${path}: chevrons`);
  }
  await page.close();
});

test('on paper nothing shows which passage an address led to', async () => {
  const page = await browser.newPage({ locale: 'pt' });
  await page.emulateMedia({ media: 'print' });
  const looks = (id) => page.evaluate((name) => {
    const passage = document.getElementById(name);
    const look = (element, part) => { const { color, backgroundColor, boxShadow, outlineStyle, fontWeight, content } = getComputedStyle(element, part); return [color, backgroundColor, boxShadow, outlineStyle, fontWeight, content]; };
    return [look(passage), look(passage, '::before'), ...[...passage.querySelectorAll('a')].map((link) => look(link))];
  }, id);
  for (const path of ['/en/fight-against-terrorism', '/ar/fight-against-terrorism?with=ru']) {
    for (const [id, around] of [['background-origins', 'background-origins'], ['background', 'background'], ['note-1-mark', 'background-acts']]) {
      await page.goto(server.origin + path);
      if (!await page.locator(`#${around} #${id}, #${id}`).count()) continue;
      const before = await looks(around);
      await page.goto(`${server.origin}${path}#${id}`);
      assert.equal(await page.evaluate(() => document.querySelector(':target').id), id);
      assert.deepEqual(await looks(around), before, `${path}#${id}`);
    }
  }
  await page.close();
});

test('what opens something does not end a sheet of the printed form', async () => {
  const page = await browser.newPage({ locale: 'pt' });
  for (const tag of locales) {
    await page.goto(`${server.origin}/${tag}/contact`);
    const summaries = await page.locator('.fold summary').evaluateAll((all) => all.map((e) => e.textContent.replace(/\s+/g, '')));
    assert.equal(summaries.length, 3);
    for (const format of ['A4', 'Letter']) {
      for (const { words } of await sheets(page, format)) assert.ok(!summaries.some((summary) => words.replace(/\d\/\d$/, '').endsWith(summary)), `${tag} on ${format}: …${words.slice(-60)}`);
    }
  }
  await page.close();
});

test('the list of contents stands off what is above it, and the path off what is below', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  for (const path of ['/en/fight-against-terrorism', '/ar/fight-against-terrorism', '/zh-Hans/privacy', '/ru/accessibility']) {
    await page.goto(server.origin + path);
    const { above, below, trail } = await page.evaluate(() => {
      const contents = document.querySelector('.contents');
      const line = contents.getBoundingClientRect().top;
      const words = (element) => { const range = document.createRange(); range.selectNodeContents(element); return [...range.getClientRects()].filter(({ width }) => width > 1); };
      const box = (element) => element?.getBoundingClientRect();
      const [path, list] = [document.querySelector('.trail'), document.querySelector('.trail + ul')];
      return {
        above: line - Math.max(...words(contents.previousElementSibling).map(({ bottom }) => bottom)),
        below: Math.min(...words(contents.querySelector('summary')).map(({ top }) => top)) - line,
        trail: path ? [box(list.children[0]).top - box(path).bottom, box(list.children[1]).top - box(list.children[0]).bottom] : [2, 1],
      };
    });
    assert.ok(above > 30 && Math.abs(above - below) < 8, `${path}: ${above} px above the line, ${below} px below`);
    assert.ok(trail[0] > trail[1] * 1.5, `${path}: the path and what follows: ${trail}`);
  }
  await page.close();
});

test('every control is large enough for a finger', async () => {
  const page = await browser.newPage({ locale: 'pt', viewport: { width: 390, height: 844 } });
  for (const path of pages) {
    await page.goto(server.origin + path);
    const small = await page.evaluate(() => [...document.querySelectorAll('summary, button:not([hidden], .hidden), .services a, .links a, .choices a')]
      .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 100)));
    assert.deepEqual(small, [], path);
  }
  await page.close();
});

test('on a phone the first sentence of the statement is on the first screen', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  for (const tag of locales) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    const bottom = await page.evaluate(firstLine);
    assert.ok(bottom <= 600, `${tag}: ${bottom} px`);
  }
  await page.close();
});

test('every page has its title at the same place, and the line beside it', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  for (const tag of locales) {
    const found = [];
    for (const path of pages.filter((each) => each.startsWith(`/${tag}/`))) {
      await page.goto(server.origin + path);
      found.push(await page.evaluate(places));
    }
    assert.equal(new Set(found).size, 1, `${tag}: ${found}`);
  }
  await page.close();
});

// The number is apparatus: it stands on the line, and who copies the text gets the text.
test('a number stands on the line and is not copied with the text', async () => {
  const page = await browser.newPage();
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const tag of locales) {
      await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
      const away = Math.max(...await page.evaluate(numbersFromLine));
      assert.ok(away <= 2, `${tag} at ${width}: ${away} px from the line`);
      const copied = await page.evaluate(() => { getSelection().selectAllChildren(document.querySelector('article')); return getSelection().toString(); });
      assert.doesNotMatch(copied, /^\s*\p{Nd}+\s*$/mu, `${tag}: a number alone on its line`);
      assert.ok(!/\n\p{Nd}{1,2} /u.test(copied), tag);
    }
  }
  await page.close();
});

// What a page lacks in its language it says in English, which may run the other way.
test('a page keeps its shape where its words are not translated', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'communique-locales-'));
  const without = (file, ids) => writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').split('\n').filter((line) => !ids.some((id) => line.startsWith(`${id} =`))).join('\n'));
  for (const tag of ['en', 'ar']) cpSync(new URL(`../../locales/${tag}`, import.meta.url), join(folder, tag), { recursive: true });
  without('ar/site.ftl', ['passage-link', 'heading-link', 'parallel-swap']);
  without('ar/statement.ftl', ['title', 'background-acts']);
  const partial = await serve(`--locales=${folder}`);
  const page = await browser.newPage();
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const query of ['', '?with=en']) {
      await page.goto(`${partial.origin}/ar/fight-against-terrorism${query}`);
      assert.deepEqual(await page.evaluate(overflow), { spills: false, wide: [] }, `${width} ${query}`);
      const found = await page.evaluate(() => {
        const line = document.querySelector('.line').getBoundingClientRect();
        const at = document.querySelector('.pairs') && innerWidth > 700 ? (line.left + line.right) / 2 : line.right;
        const [rem, title, text] = [document.documentElement, document.querySelector('h1'), document.querySelector('p.passage')].map((e) => parseFloat(getComputedStyle(e).fontSize));
        const numbers = [...document.querySelectorAll('.number, .swap')].map((e) => {
          const box = e.getBoundingClientRect();
          return { away: Math.abs((box.left + box.right) / 2 - at), size: parseFloat(getComputedStyle(e).fontSize) / rem, name: e.className };
        });
        return { numbers, ratio: title / text };
      });
      for (const { away, size, name } of found.numbers) {
        assert.ok(away <= 2, `${width} ${query}: ${name} is ${away} px from the line`);
        if (name.includes('number')) assert.ok(Math.abs(size - 0.75) < 0.01, `${width} ${query}: ${name} ${size} rem`);
      }
      assert.ok(found.ratio > 1.25, `${width} ${query}: the title is ${found.ratio} times the text`);
    }
  }
  await page.close();
  await partial.stop();
  rmSync(folder, { recursive: true });
});

test('the entries of the menu of languages begin below each other, whichever way they are written', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  for (const tag of locales) {
    await page.goto(`${server.origin}/${tag}/share`);
    const starts = await page.evaluate(entriesOfTheMenu);
    assert.ok(starts.length === locales.length && Math.max(...starts) - Math.min(...starts) < 1, `${tag}: ${starts}`);
  }
  await page.close();
});

test('the chevron of the menu of languages stands behind the last word, on however narrow a screen', async () => {
  const page = await browser.newPage({ viewport: { width: 280, height: 740 } });
  for (const tag of locales) {
    await page.goto(`${server.origin}/${tag}/share`);
    const { found } = await page.evaluate(partedSummaries, '.menu summary');
    assert.deepEqual(found, [], tag);
  }
  await page.close();
});

test('the share page begins with the link, the services and the citation; the code is beside them or below', async () => {
  const page = await browser.newPage();
  for (const [width, beside] of [[390, false], [1280, true]]) {
    await page.setViewportSize({ width, height: 900 });
    for (const tag of locales) {
      await page.goto(`${server.origin}/${tag}/share`);
      const at = async (selector) => (await page.locator(selector).boundingBox()).y;
      const places = [await at('#share-link'), await at('#share-services'), await at('#share-citation')];
      assert.deepEqual(places, [...places].sort((one, other) => one - other), tag);
      assert.equal(await at('.code') < places[1], beside, `${tag} at ${width}`);
    }
  }
  await page.close();
});

test('no heading is hyphenated but in a word that no phone has a line for', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${server.origin}/en/fight-against-terrorism?with=de`);
  const hyphens = await page.locator('h2, .h2 > p, .h3 > p').evaluateAll((all) => all.map((e) => getComputedStyle(e).hyphens));
  assert.ok(hyphens.length > 5 && hyphens.every((value) => value === 'manual'), String(hyphens));
  const titles = await page.locator('h1, h3').evaluateAll((all) => all.map((e) => [getComputedStyle(e).hyphens, getComputedStyle(e).hyphenateLimitChars].join()));
  assert.ok(titles.length > 4 && titles.every((value) => value === 'auto,18 8 6'), String(titles));
  assert.equal(await page.locator('p.passage').first().evaluate((e) => getComputedStyle(e).hyphens), 'auto');
  await page.close();
});

test('no word of the title of the statement is parted on the narrowest telephones', async () => {
  const page = await browser.newPage({ viewport: { width: 280, height: 640 } });
  for (const tag of locales) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    const parted = await page.locator('h1').evaluate((title) => [...title.firstChild.data.matchAll(/\p{L}{2,}/gu)].filter((word) => {
      const range = document.createRange();
      range.setStart(title.firstChild, word.index);
      range.setEnd(title.firstChild, word.index + word[0].length);
      return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
    }).map(String));
    // Chinese has no spaces between words.
    if (!tag.startsWith('zh')) assert.deepEqual(parted, [], tag);
  }
  await page.close();
});

test('on a phone the block of the second language stands off what is above it, with a line on its own side', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  for (const [tag, other] of [['en', 'ar'], ['ar', 'en'], ['ru', 'de']]) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism?with=${other}`);
    const blocks = await page.locator('.beside:not(.h2, .h3)').evaluateAll((all) => all.map((e) => {
      const style = getComputedStyle(e);
      return { gap: e.getBoundingClientRect().top - e.previousElementSibling.getBoundingClientRect().bottom, left: parseFloat(style.borderLeftWidth), right: parseFloat(style.borderRightWidth) };
    }));
    assert.ok(blocks.length > 12 && blocks.every(({ gap }) => gap >= 8), `${tag} | ${other}: ${JSON.stringify(blocks)}`);
    const wanted = { ar: [0, 1], en: [1, 0], de: [0, 0] }[other];
    for (const { left, right } of blocks) assert.deepEqual([left, right], wanted, `${tag} | ${other}`);
  }
  await page.close();
});

test('the two languages of a heading have one leading, whatever the width', async () => {
  const page = await browser.newPage();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${server.origin}/ru/fight-against-terrorism?with=de`);
    const found = await page.locator('article h2.plain, .h2 > p').evaluateAll((all) => all.map((e) => getComputedStyle(e).lineHeight));
    assert.ok(found.length === 2 && new Set(found).size === 1, `${width}: ${found}`);
  }
  await page.close();
});

test('headings of one rank look the same below the statement', async () => {
  const page = await browser.newPage();
  for (const tag of ['en', 'fa', 'ru']) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    const looks = await page.locator('.note h2, .use h2').evaluateAll((all) => all.map((e) => [getComputedStyle(e).fontSize, getComputedStyle(e).fontFamily, getComputedStyle(e).fontWeight].join()));
    assert.ok(looks.length === 3 && new Set(looks).size === 1, `${tag}: ${looks.join(' | ')}`);
  }
  await page.close();
});

test('the links to services stand at even distances, and each can be hit', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  for (const path of ['/en/share', '/ar/fight-against-terrorism']) {
    await page.goto(server.origin + path);
    const found = await page.locator('.services a').evaluateAll((all) => all.map((link) => {
      const words = document.createRange();
      words.selectNodeContents(link);
      const [box, text] = [link.getBoundingClientRect(), words.getBoundingClientRect()];
      return { row: Math.round(box.top), width: box.width, left: text.left, right: text.right };
    }));
    assert.ok(found.every(({ width }) => width >= 24), `${path}: ${JSON.stringify(found)}`);
    const gaps = found.slice(1).map((one, index) => [one, found[index]]).filter(([one, other]) => one.row === other.row).map(([one, other]) => Math.round(Math.max(one.left - other.right, other.left - one.right)));
    assert.ok(gaps.length >= 3 && Math.max(...gaps) - Math.min(...gaps) <= 1, `${path}: ${gaps}`);
  }
  await page.close();
});

test('an address breaks behind its slashes wherever it is shown', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 740 } });
  for (const [path, selector] of [['/en/share', '#share-link-text'], ['/en/share', '#share-citation-text'], ['/ar/fight-against-terrorism', '#citation'], ['/ar/fight-against-terrorism', '#address'], ['/ar/nowhere', '.choices .paper']]) {
    await page.goto(server.origin + path);
    const html = await page.locator(selector).first().innerHTML();
    assert.match(html, /:\/\/[^<]+\/<wbr>[a-z]+\/<wbr>fight-against-terrorism/, `${path} ${selector}`);
  }
  await page.close();
});

test('headings of two languages are of one size, whatever the width', async () => {
  const page = await browser.newPage();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${server.origin}/en/fight-against-terrorism?with=ru`);
    const sizes = await page.locator('article h3, .h3 > p').evaluateAll((all) => all.map((e) => getComputedStyle(e).fontSize));
    assert.ok(sizes.length >= 8 && new Set(sizes).size === 1, `${width}: ${sizes}`);
  }
  await page.close();
});

test('a link back to the text does not push its line apart', async () => {
  const page = await browser.newPage();
  let measured = 0;
  for (const tag of locales) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    const lines = await page.locator('dl div').evaluateAll((all) => all.map((e) => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)));
    assert.ok(lines.every((number) => Math.abs(number - Math.round(number)) < 0.1), `${tag}: ${lines}`);
    measured += lines.length;
  }
  assert.ok(measured > 20, `${measured} abbreviations`);
  await page.close();
});

test('a name of a language is as large beside names in other scripts as a text of its script is', async () => {
  const context = await browser.newContext({ locale: 'pt' });
  const page = await context.newPage();
  await page.goto(server.origin);
  const sizes = await page.locator('.choices li').evaluateAll((all) => all.map((entry) => ['bdi', 'span'].map((selector) => parseFloat(getComputedStyle(entry.querySelector(selector)).fontSize))));
  assert.equal(sizes.length, locales.length);
  for (const [name, title] of sizes) assert.ok(Math.abs(name / title - sizes[0][0] / sizes[0][1]) < 0.01, `${sizes}`);
  assert.ok(new Set(sizes.map(([name]) => name)).size > 1, `${sizes}`);
  await context.close();
});

// The hyphen and the slashes of a Chinese face are as wide as its signs.
test('the symbol of a document is in one face, whatever the script around it', async () => {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  for (const tag of locales) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism`);
    await session.send('DOM.enable');
    await session.send('CSS.enable');
    const { root } = await session.send('DOM.getDocument');
    const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#note-report bdi' });
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    assert.equal(fonts.length, 1, `${tag}: ${fonts.map((font) => font.familyName)}`);
  }
  await page.close();
});

test('without a script nothing that is kept for it takes room, and the names of languages stand under the button as in any list', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const path of pages) {
    await page.goto(server.origin + path);
    const shown = await page.locator('[hidden]').evaluateAll((all) => all.filter((e) => e.getClientRects().length > 0).map((e) => e.outerHTML.slice(0, 100)));
    assert.deepEqual(shown, [], path);
    if (!path.endsWith('/contact')) continue;
    const { below, aside } = await page.evaluate(() => {
      const box = (element) => element.getBoundingClientRect();
      return {
        below: box(document.querySelector('.switch')).top - box(document.querySelector('button.main')).bottom,
        aside: [...document.querySelectorAll('.switch li')].map((item) => Math.max(Math.abs(box(item).left - box(item.firstChild).left), Math.abs(box(item).right - box(item.firstChild).right))),
      };
    });
    assert.ok(below > 12, `${path}: ${below} px below the button`);
    assert.ok(aside.length === locales.length && Math.max(...aside) < 1, `${path}: ${aside}`);
  }
  await context.close();
});

test('two languages stand on both sides of one unbroken line, line by line, also on paper', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  for (const [tag, other] of [['en', 'ar'], ['ar', 'en'], ['fa', 'zh-Hans'], ['ru', 'de']]) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism?with=${other}`);
    for (const media of ['screen', 'print']) {
      await page.emulateMedia({ media });
      const found = await page.evaluate(columns);
      const { rows, frame: [width] } = found;
      assertOneLine(found, `${tag} | ${other}, ${media}`);
      const rtl = ['ar', 'fa'].includes(tag);
      for (const [here, beside] of rows) {
        const [left, right] = rtl ? [beside, here] : [here, beside];
        assert.ok(left.right <= width / 2 && right.left >= width / 2, `${tag} | ${other}, ${media}`);
        assert.ok(Math.abs(here.top - beside.top) <= 12, `${tag} | ${other}, ${media}: ${here.top} and ${beside.top}`);
      }
    }
    await page.emulateMedia({ media: null });
  }
  await page.close();
});

// A default font of 200 %, and the narrowest telephones.
test('nothing scrolls sideways at 280 px, and there and at 360 px with letters twice as large', async () => {
  const context = await browser.newContext({ locale: 'pt', bypassCSP: true });
  const page = await context.newPage();
  for (const [width, scale] of [[280, 1], [280, 2], [360, 2]]) {
    await page.setViewportSize({ width, height: 640 });
    for (const path of [...pages, ...others]) {
      await page.goto(server.origin + path);
      await page.evaluate((times) => {
        document.querySelectorAll('details').forEach((details) => { details.open = true; });
        const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
        document.documentElement.style.fontSize = `${size * times}px`;
      }, scale);
      assert.deepEqual(await page.evaluate(overflow), { spills: false, wide: [] }, `${path} at ${width} px, ${scale}`);
      // How many letters of the widest kind have room beside each other.
      const room = await page.evaluate(() => [...document.querySelectorAll('button.button')].map((button) => {
        const { width: all, paddingLeft, paddingRight, fontSize } = getComputedStyle(button);
        return (parseFloat(all) - parseFloat(paddingLeft) - parseFloat(paddingRight)) / parseFloat(fontSize);
      }));
      assert.ok(room.every((letters) => letters > 1.5), `${path} at ${width} px, ${scale}: the words of a button have room for ${room} letters`);
    }
  }
  await context.close();
});

test('beside the text the contents alone are in a scroller, and the foot is below everything', async () => {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const preferences = ['larger', 'spacing', 'contrast', 'plain'];
  for (const [width, height, scale, chosen] of [[1366, 650, 1, []], [1280, 720, 1, preferences], [1366, 650, 2, []]]) {
    await page.setViewportSize({ width, height });
    for (const path of ['/ru/contact', '/en/contact', '/ar/contact', '/az/share', '/ru/fight-against-terrorism', '/de/privacy']) {
      await page.goto(server.origin + path);
      const found = await page.evaluate(({ names, times }) => {
        for (const name of names) document.getElementById(`reading-${name}`).checked = true;
        document.documentElement.style.fontSize = `${parseFloat(getComputedStyle(document.documentElement).fontSize) * times}px`;
        scrollTo(0, 1e6);
        const all = [document.querySelector('.side'), ...document.querySelectorAll('.side *')];
        const scrollers = all.filter((e) => !e.closest('svg, .contents') && getComputedStyle(e).overflow !== 'visible').map((e) => e.outerHTML.slice(0, 80));
        // What is in the scroller may go on below it, unseen.
        const seen = all.filter((e) => !e.closest('.contents ol'));
        const below = document.querySelector('footer').getBoundingClientRect().top - Math.max(...seen.map((e) => e.getBoundingClientRect().bottom));
        return { scrollers, below };
      }, { names: chosen, times: scale });
      assert.deepEqual(found.scrollers, [], `${path} at ${width} × ${height}`);
      assert.ok(found.below > 16, `${path} at ${width} × ${height}, ${scale}: the foot begins ${found.below} px below`);
    }
  }
  await context.close();
});

test('what stands beside the form stays in sight where there is room for it', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  for (const path of ['/en/contact', '/ar/contact']) {
    await page.goto(server.origin + path);
    await page.evaluate(() => scrollTo(0, 700));
    const { top, bottom } = await page.locator('.ways').evaluate((e) => e.getBoundingClientRect().toJSON());
    assert.ok(top > 0 && bottom < 900, `${path}: ${top} to ${bottom}`);
  }
  await page.close();
});

test('what must be known of a translation stands off its title in two languages', async () => {
  const page = await browser.newPage();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const [tag, other] of [['fa', 'ru'], ['zh-Hans', 'fr'], ['ru', 'en'], ['en', 'ar']]) {
      await page.goto(`${server.origin}/${tag}/fight-against-terrorism?with=${other}`);
      const gaps = await page.locator('.row .side').evaluateAll((all) => all.filter((side) => side.textContent.trim()).map((side) => {
        const words = (element) => { const range = document.createRange(); range.selectNodeContents(element); return [...range.getClientRects()].filter((box) => box.width > 2); };
        return Math.min(...words(side).map((box) => box.top)) - Math.max(...words(side.previousElementSibling).map((box) => box.bottom));
      }));
      assert.ok(gaps.length > 0 && gaps.every((gap) => gap >= 8), `${tag} | ${other} at ${width}: ${gaps}`);
    }
  }
  await page.close();
});

test('in the colours of the reader the frame of the passage that one has come to stands off its letters', async () => {
  const page = await browser.newPage({ forcedColors: 'active' });
  await page.goto(`${server.origin}/en/fight-against-terrorism#background-acts`);
  const { style, offset } = await page.locator('.passage:target').evaluate((e) => ({ style: getComputedStyle(e).outlineStyle, offset: parseFloat(getComputedStyle(e).outlineOffset) }));
  assert.ok(style === 'solid' && offset >= 6, `${style}, ${offset} px`);
  await page.close();
});

test('who comes to a note sees its heading', async () => {
  const page = await browser.newPage();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 640 });
    for (const path of [...locales.map((tag) => `/${tag}/fight-against-terrorism`), '/en/fight-against-terrorism?with=ar', '/fa/fight-against-terrorism?with=zh-Hans']) {
      await page.goto(`${server.origin}${path}#note-report`);
      const [heading, note] = await page.evaluate(() => ['.note h2', '#note-report'].map((selector) => document.querySelector(selector).getBoundingClientRect().top));
      assert.ok(heading >= 8 && note < 640, `${path} at ${width}: the heading at ${heading}, the note at ${note}`);
    }
  }
  await page.close();
});

test('on paper stands where to ask for licensed material', async () => {
  const page = await browser.newPage();
  for (const path of ['/en/fight-against-terrorism', '/ar/privacy', '/ru/share']) {
    await page.goto(server.origin + path);
    const words = (await sheets(page, 'A4')).map((sheet) => sheet.words).join('');
    assert.ok(words.includes(`${server.origin}/${path.slice(1, 3)}/contact`), path);
  }
  await page.close();
});

test('the end of the paper in two languages has the address of that view, and both languages with their days', async () => {
  const page = await browser.newPage();
  for (const [tag, other, ...lines] of [['en', 'ru', /^English · \d+ \p{L}+ \d{4}$/u, /^Русский · \d+ \p{L}+ \d{4} г\.$/u], ['ar', 'en', /^العربية · \d+ \p{L}+ \d{4}$/u, /^English · \d+ \p{L}+ \d{4}$/u]]) {
    await page.goto(`${server.origin}/${tag}/fight-against-terrorism?with=${other}`);
    await page.emulateMedia({ media: 'print' });
    const [address, ...days] = (await page.locator('.imprint').innerText()).trim().split('\n').map((line) => line.replace(/\s+/g, ' '));
    assert.equal(address, `${server.origin}/${tag}/fight-against-terrorism?with=${other}`);
    assert.equal(days.length, 2, `${tag} | ${other}: ${days}`);
    days.forEach((day, index) => assert.match(day, lines[index]));
    await page.emulateMedia({ media: null });
  }
  await page.close();
});
