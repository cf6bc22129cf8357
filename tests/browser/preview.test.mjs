// What a translator sees of a preview in a browser: each save in every open page, which keeps its place.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { desktop, launch, serve } from './support.mjs';

const locales = mkdtempSync(join(tmpdir(), 'communique-locales-'));
let server; let browser;

before(async () => {
  cpSync(new URL('../../locales', import.meta.url).pathname, locales, { recursive: true });
  [server, browser] = await Promise.all([serve('--preview', `--locales=${locales}`), launch()]);
});
after(async () => {
  await Promise.all([server.stop(), browser.close()]);
  rmSync(locales, { recursive: true });
});

/** A page that is followed, and what its console said. */
async function open(path) {
  const context = await browser.newContext({ viewport: desktop, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  // Chromium on Linux shares nothing.
  await page.addInitScript(() => { navigator.share = async () => {}; });
  const complaints = [];
  page.on('console', (message) => { if (!/'web-share'|the server responded with a status of/.test(message.text())) complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(server.origin + path);
  // The page has asked for the newest text once.
  await page.waitForRequest(/_l10n\/wait\?after=\d/);
  return { page, close: async () => { assert.deepEqual(complaints, []); await context.close(); } };
}

/** A file of the locales, of which one message, or an attribute of it, gets other texts. */
function file(name, id) {
  const path = join(locales, name);
  const original = readFileSync(path, 'utf8');
  const [message, attribute] = id.split('.');
  const lines = original.split('\n');
  const start = lines.findIndex((candidate) => candidate.startsWith(`${message} =`));
  const number = attribute ? lines.findIndex((candidate, at) => at > start && candidate.startsWith(`    .${attribute} =`)) : start;
  assert.ok(start >= 0 && number >= 0, `${name} has no ${id} on one line`);
  const [left] = lines[number].split('=');
  const reworded = (text) => lines.with(number, `${left}= ${text}`).join('\n');
  return {
    save: (text) => writeFileSync(path, reworded(text)),
    // As editors do that never leave a file half written.
    rename: (text) => { writeFileSync(`${path}.new~`, reworded(text)); renameSync(`${path}.new~`, path); },
    restore: () => writeFileSync(path, original),
  };
}

const shows = (page, text) => page.waitForFunction((wanted) => document.querySelector('main').textContent.includes(wanted), text, { polling: 10 });
const says = (page, text) => page.waitForFunction((wanted) => { const said = document.querySelector('#l10n [role=status]').textContent; return wanted ? said.includes(wanted) : !said.trim(); }, text, { polling: 10 });

test('a save is shown, a broken one is said with what to do and keeps the last good text, and what is mended is shown', async () => {
  const { page, close } = await open('/de/fight-against-terrorism');
  const heading = file('de/statement.ftl', 'background');
  heading.save('Erste Fassung');
  await shows(page, 'Erste Fassung');
  heading.save('Kaputt { $nix');
  await says(page, 'this { is never closed');
  const said = await page.locator('#l10n [role=status]').innerText();
  for (const part of ['The last good text is shown', 'error in de/statement.ftl:18:', 'What to do: add }']) assert.ok(said.includes(part), said);
  await shows(page, 'Erste Fassung');
  heading.rename('Zweite Fassung');
  await says(page, '');
  await shows(page, 'Zweite Fassung');
  heading.restore();
  await close();
});

test('of fifty saves in a row none is lost in two open pages, one of them from right to left', async () => {
  const [german, arabic] = await Promise.all([open('/de/share'), open('/ar/share')]);
  const [own, other] = [file('de/share.ftl', 'share-title'), file('ar/share.ftl', 'share-title')];
  for (let number = 1; number <= 50; number += 1) {
    own.save(`Fassung ${number}.`);
    other.rename(`نص ${number}.`);
    await Promise.all([shows(german.page, `Fassung ${number}.`), shows(arabic.page, `نص ${number}.`)]);
  }
  assert.equal(await arabic.page.evaluate(() => getComputedStyle(document.documentElement).direction), 'rtl');
  [own, other].forEach((changed) => changed.restore());
  await Promise.all([german.close(), arabic.close()]);
});

test('the place, the address, what is typed, chosen and open and the focus stay', async () => {
  const { page, close } = await open('/ar/contact#contact-message');
  await page.locator('textarea').fill('ثلاثة أسطر\nمن النص\nهنا');
  await page.locator('input[name=email]').fill('a@example.org');
  await page.locator('input[type=radio]').nth(1).check();
  await page.locator('select').first().selectOption({ index: 1 });
  await page.locator('.menu summary').click();
  await page.locator('input[name=name]').focus();
  await page.keyboard.type('Аня');
  const state = () => page.evaluate(() => ({
    hash: location.hash,
    place: scrollY,
    fields: [...document.querySelectorAll('textarea, input, select')].map((field) => field.type === 'radio' || field.type === 'checkbox' ? field.checked : field.value),
    focus: document.activeElement.name,
    selection: document.activeElement.selectionStart,
    open: [...document.querySelectorAll('details')].map((details) => details.open),
  }));
  await page.evaluate(() => scrollTo(0, 300));
  const then = await state();
  const label = file('ar/contact.ftl', 'contact-title');
  label.save('عنوان آخر');
  await shows(page, 'عنوان آخر');
  assert.deepEqual(await state(), then);
  await page.keyboard.type('!');
  assert.equal(await page.locator('input[name=name]').inputValue(), 'Аня!');
  label.restore();
  await close();
});

test('marks and names are kept while a page is followed, and links keep them', async () => {
  const { page, close } = await open('/fr/privacy?l10n=marks');
  assert.ok(await page.locator('main .l10n-text').count() > 5);
  const title = file('fr/privacy.ftl', 'privacy-title');
  title.save('Un autre titre');
  await page.waitForFunction(() => document.querySelector('h1 .l10n-text').textContent === 'Un autre titre');
  assert.match(await page.locator('h1 .l10n-text').getAttribute('data-note'), /^privacy-title: up to date\nfr\/privacy\.ftl:\d+\nEnglish: ./);
  await page.locator('footer a', { hasText: /access/i }).click();
  assert.equal(new URL(page.url()).searchParams.get('l10n'), 'marks');
  title.restore();
  await close();
});

test('all texts of a language, the languages and what is wrong are followed in their place, too', async () => {
  const [french, languages, wrong] = await Promise.all(['/_l10n/fr', '/_l10n/', '/_l10n/findings'].map(open));
  const row = french.page.locator('#text-background-origins');
  const has = (opened, selector, text) => opened.page.waitForFunction(([where, wanted]) => document.querySelector(where).textContent.includes(wanted), [selector, text], { polling: 10, timeout: 20_000 });
  await row.scrollIntoViewIfNeeded();
  await row.locator('a').focus();
  const state = () => french.page.evaluate(() => [scrollY, document.activeElement.getAttribute('href'), document.querySelector('#text-background-origins').getBoundingClientRect().top]);
  const then = await state();
  assert.ok(then[0] > 1000);
  const [own, english] = [file('fr/statement.ftl', 'background'), file('en/statement.ftl', 'background-origins')];
  own.save('Une autre tête');
  await has(french, '#text-background', 'Une autre tête');
  english.save('Another English.');
  await has(french, '#text-background-origins', 'out of date');
  await has(french, '#text-background-origins', 'Another English.');
  await has(languages, 'li[id=fr]', '1 out of date');
  assert.deepEqual(await state(), then);
  own.save('Cassé { $nix');
  await says(french.page, 'this { is never closed');
  await has(wrong, '#wrong', 'error in fr/statement.ftl:');
  own.restore();
  english.restore();
  await says(french.page, '');
  await has(wrong, 'main', 'every file is as it should be');
  for (const [link, path] of [['with marks', '/fr/fight-against-terrorism?l10n=marks'], ['Languages', '/_l10n/']]) {
    await french.page.locator('#l10n a', { hasText: link }).click();
    await french.page.waitForURL((address) => address.pathname + address.search === path);
  }
  await Promise.all([french, languages, wrong].map((opened) => opened.close()));
});

test('what is marked is told at the focus, the pointer, a tap and step by step, and follows the saves', async () => {
  const { page, close } = await open('/ar/contact?l10n=marks');
  const told = () => page.locator('#l10n-mark [role=status]').innerText();
  const tells = (...parts) => page.waitForFunction((wanted) => wanted.every((part) => document.querySelector('#l10n-mark').textContent.includes(part)), parts, { timeout: 20_000 });
  assert.match(await told(), /^\d+ texts are on this page/);
  const title = page.locator('h1 .l10n-text');
  await title.focus();
  await tells('contact-title: up to date', 'ar/contact.ftl:', 'English: Contact');
  assert.equal(await title.getAttribute('title'), null, 'it is not told twice');
  assert.equal(await page.locator('a .l10n-text[tabindex], label .l10n-text[tabindex]').count(), 0, 'links and labels hold no stop of their own');
  await page.locator('input[name=email]').focus();
  await tells('contact-address-field');
  await page.locator('.name a').focus();
  await tells('publisher-official');
  await page.locator('main p .l10n-text').first().hover();
  const hovered = await told();
  assert.doesNotMatch(hovered, /publisher-official/);
  await title.dispatchEvent('click');
  await tells('contact-title');
  const names = new Set();
  const next = page.getByRole('button', { name: 'Next text' });
  // All around, and what is folded is opened on the way.
  while (!names.has('contact-title')) {
    assert.ok(names.size < 100);
    await next.press('Enter');
    names.add(/: ([\w.-]+):/.exec(await told())[1]);
    const box = await page.locator('.l10n-chosen').boundingBox();
    const strip = await page.locator('#l10n').boundingBox();
    // The link to the text is above the page until it has the focus.
    assert.ok(/: skip:/.test(await told()) || (box.y + box.height > 0 && box.y < strip.y), `${await told()} is out of sight`);
  }
  assert.ok(names.has('footer-contact') && names.has('contact-title') && names.size > 20, [...names].join());
  assert.match(await page.getByRole('link', { name: 'All its forms' }).getAttribute('href'), /^\/_l10n\/ar#text-contact-title/);
  const [own, english] = [file('ar/contact.ftl', 'contact-title'), file('en/contact.ftl', 'contact-title')];
  english.save('Write to us');
  await tells('contact-title: out of date', 'English: Write to us');
  assert.equal(await page.locator('h1 .l10n-chosen').count(), 1);
  own.save('كلمة');
  await tells('contact-title: to be confirmed');
  [own, english].forEach((changed) => changed.restore());
  await tells('contact-title: up to date');
  await close();
});

/** Opens the receipt of a message that was sent in German. */
async function openReceipt() {
  const body = new URLSearchParams({ topic: 'text', name: 'Anna', email: 'anna@example.org', message: 'Nur ein Text', consent: 'yes' });
  const answer = await fetch(`${server.origin}/de/contact`, { method: 'POST', body, redirect: 'manual', headers: { origin: server.origin } });
  assert.equal(answer.status, 303);
  return open(answer.headers.get('location').replace(server.origin, ''));
}

test('a button that a script has made shows the words that are saved, and stays the button that it is', async () => {
  for (const [opened, name, id, selector] of [
    [() => open('/de/fight-against-terrorism'), 'site', 'use.print', 'button[data-print]'],
    [() => open('/de/fight-against-terrorism'), 'site', 'reading.reset', '.reading button'],
    [() => open('/de/share'), 'share', 'share-device', 'button[data-share]'],
    [() => open('/de/share'), 'share', 'share-link.copy', 'button[data-copy]'],
    [openReceipt, 'receipt', 'receipt-copy', 'button[data-copy]'],
    [openReceipt, 'receipt', 'receipt-print', 'button[data-print]'],
  ]) {
    const { page, close } = await opened();
    const words = file(`de/${name}.ftl`, id);
    const buttons = await page.locator('button').count();
    const button = await page.locator(selector).first().elementHandle();
    await button.evaluate((made) => { for (let at = made; at; at = at.parentElement) if (at.matches('details')) at.open = true; });
    await button.focus();
    for (const text of ['Eins', 'Zwei']) {
      words.save(text);
      await page.waitForFunction(([made, wanted]) => made.isConnected && made.textContent === wanted, [button, text], { timeout: 20_000 }).catch(() => assert.fail(`${id} is not ${text}`));
    }
    assert.equal(await button.evaluate((made) => document.activeElement === made), true, id);
    words.restore();
    await page.waitForFunction((made) => made.textContent !== 'Zwei', button);
    assert.equal(await page.locator('button').count(), buttons, id);
    await close();
  }
});

test('what a button says when it has done its work, and how many characters are typed, is said in the words that are saved', async () => {
  const receipt = await openReceipt();
  const copied = file('de/receipt.ftl', 'receipt-copy.copied');
  const said = (text) => receipt.page.waitForFunction((wanted) => document.querySelector('main [role=status]').textContent === wanted, text, { timeout: 20_000 });
  await receipt.page.locator('main button[data-copy]').click();
  await said('Die Referenznummer wurde kopiert.');
  copied.save('Schon kopiert.');
  await said('Schon kopiert.');
  copied.save('Kopiert.');
  await said('Kopiert.');
  await receipt.page.locator('main button[data-copy]').click();
  await said('Kopiert.');
  copied.restore();
  await receipt.close();

  const { page, close } = await open('/de/contact');
  const count = file('de/contact.ftl', 'contact-count');
  const counted = (text) => page.waitForFunction((wanted) => document.querySelector('output').textContent === wanted, text, { timeout: 20_000 });
  const max = await page.locator('textarea').evaluate((field) => field.dataset.max);
  await page.locator('textarea').fill('x'.repeat(max - 1));
  await page.waitForFunction(() => document.querySelector('output').textContent);
  count.save('Zeichen: { $typed } von { $count }');
  const [typed, most] = [max - 1, max].map((number) => new Intl.NumberFormat('de').format(number));
  await counted(`Zeichen: ${typed} von ${most}`);
  count.restore();
  await close();
});

test('the links of the strip keep what else an address asks for', async () => {
  for (const asked of ['/de/fight-against-terrorism?with=fr', '/de/contact?topic=text']) {
    const { page, close } = await open(asked);
    const wanted = new URL(server.origin + asked).search;
    for (const [link, search] of [['with marks', `${wanted}&l10n=marks`], ['by name', `${wanted}&l10n=keys`], ['as readers see them', wanted]]) {
      await page.locator('#l10n a', { hasText: link }).click();
      await page.waitForURL((address) => address.search === search, { timeout: 20_000 });
    }
    await close();
  }
});

test('an answer to a form is left as it is', async () => {
  const { page, close } = await open('/de/contact');
  await page.locator('textarea').fill('Nur ein Text');
  await page.locator('main form button.main').click();
  await page.waitForFunction(() => document.title && performance.getEntriesByType('navigation')[0].responseStatus === 422);
  await page.waitForRequest(/_l10n\/wait\?after=\d/);
  const faults = await page.locator('main').innerText();
  const title = file('de/contact.ftl', 'contact-title');
  title.save('Anderer Titel {');
  await says(page, 'error in de/contact.ftl');
  title.restore();
  await says(page, '');
  assert.equal(await page.locator('main').innerText(), faults);
  assert.equal(await page.locator('textarea').inputValue(), 'Nur ein Text');
  await close();
});
