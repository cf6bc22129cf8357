// The contact form as people meet it: from the statement to the receipt by keyboard, with and
// without script, and every refusal on the way. Two tests at a time: each waits for its browser.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { sheets } from './paper.mjs';
import { breakStorage, show, start, states, typed } from './states.mjs';
import { desktop, launch, open, phone, proxy, serve } from './support.mjs';

const tags = ['en', 'ar', 'zh-Hans'];
let servers, browser, origin;
before(async () => { servers = await start(); browser = await launch(); origin = servers.works.origin; });
after(async () => { await browser?.close(); await servers?.stop(); });

const reference = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/;
const path = (page) => new URL(page.url()).pathname;
const focused = (page) => page.evaluate(() => document.activeElement.id);

/** The reference that the page shows, which must be its receipt in that language. */
async function receipt(page, tag) {
  const shown = await page.locator('.reference').textContent();
  assert.match(shown, reference);
  assert.equal(path(page), `/${tag}/contact/received/${shown}`);
  return shown;
}

/** Presses a key until the focus is on what is looked for. */
async function walk(page, selector, key = 'Tab') {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press(key);
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`${key} does not lead to ${selector}`);
}

/** What the form holds of what was typed. */
const held = (page) => page.locator('#message-form').evaluate((form) => {
  const fields = Object.fromEntries(new FormData(form));
  delete fields.elapsed;
  delete fields.refused;
  return fields;
});

/** Types everything by other means than the keyboard. */
async function fill(page, values = typed) {
  if (values.topic) await page.locator(`#topic-${values.topic}`).check();
  for (const name of ['about', 'reply']) if (values[name]) await page.locator(`#${name}`).selectOption(values[name]);
  for (const name of ['name', 'email', 'organisation', 'message']) if (values[name]) await page.locator(`#${name}`).fill(values[name]);
  if (values.consent) await page.locator('#consent').check();
}

const send = (page) => page.locator('button.main').click();

describe('the contact form', { concurrency: 2 }, () => {
  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with script' : 'without script';

    for (const [device, viewport] of Object.entries({ phone, desktop })) {
      test(`the keyboard alone leads from the statement to the receipt, ${how}, on a ${device}`, async () => {
        const { page, close } = await open(browser, { javaScriptEnabled, viewport });
        const { keyboard } = page;
        for (const tag of tags) {
          const name = { en: 'Anna', ar: 'آنا الأولى', 'zh-Hans': '王安娜' }[tag] + ` ${device} ${how}`;
          await page.goto(`${origin}/${tag}/fight-against-terrorism`);
          await walk(page, '#rights a', 'Shift+Tab');
          await keyboard.press('Enter');
          await page.waitForURL(`${origin}/${tag}/contact?topic=material`);
          await walk(page, '[name=topic]');
          assert.equal(await focused(page), 'topic-material', 'the link has chosen the topic');
          await keyboard.press('ArrowDown');
          await keyboard.press('Tab');
          await keyboard.type('One');
          await keyboard.press('Enter');
          await keyboard.type('two');
          await keyboard.press('Tab');
          await keyboard.press('ArrowDown');
          await keyboard.press('Tab');
          await keyboard.type(name);
          await keyboard.press('Tab');
          await keyboard.press('Tab');
          await keyboard.type('wrong');
          await keyboard.press('Tab');
          await keyboard.press('Shift+Tab');
          await keyboard.type('anna@example.org');
          await keyboard.press('Tab');
          await keyboard.press('ArrowDown');
          await walk(page, '#consent');
          await keyboard.press('Space');
          await walk(page, 'button.main');
          await keyboard.press('Enter');
          const shown = await receipt(page, tag);
          const stored = servers.works.inbox().find((message) => message.reference === shown);
          const { topic, email, message, page_language, reply_language, passage } = stored;
          assert.deepEqual({ topic, email, message, page_language }, { topic: 'text', email: 'anna@example.org', message: 'One\ntwo', page_language: tag });
          assert.equal(stored.name, name);
          assert.notEqual(passage, '');
          assert.notEqual(reply_language, tag);
        }
        await close();
      });
    }

    test(`Enter in a text field sends the form and leaves the language as it is, ${how}`, async () => {
      const { page, close } = await open(browser, { javaScriptEnabled });
      for (const [tag, field] of [['en', '#name'], ['ar', '#email'], ['zh-Hans', '#organisation'], ['fa', '#consent']]) {
        await page.goto(`${origin}/${tag}/contact`);
        await fill(page);
        await page.locator(field).press('Enter');
        await receipt(page, tag);
      }
      await close();
    });

    test(`whoever sends an empty form is led to every field and arrives, ${how}`, async () => {
      const { page, close } = await open(browser, { javaScriptEnabled, viewport: phone });
      for (const tag of tags) {
        await page.goto(`${origin}/${tag}/contact`);
        const title = await page.title();
        await send(page);
        await page.locator('#refused:focus').waitFor();
        const plain = (text) => text.replace(/[\u2066-\u2069]/g, '');
        const now = plain(await page.title());
        assert.ok(now.endsWith(plain(title)) && now.length > plain(title).length, `the title says so: ${now}`);
        const targets = ['topic-material', 'message', 'name', 'email', 'consent'];
        assert.deepEqual(await page.locator('#refused li a').evaluateAll((links) => links.map((link) => link.hash.slice(1))), targets);
        for (const [at, target] of targets.entries()) {
          await page.locator('#refused li a').nth(at).focus();
          await page.keyboard.press('Enter');
          assert.equal(await focused(page), target);
          const fault = page.locator(`#${target.replace('topic-material', 'topic')}-fault`);
          assert.ok(await fault.evaluate((e) => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().bottom <= innerHeight), `${target}: what is wrong stays in view`);
        }
        await page.keyboard.press('Space');
        await walk(page, '#email', 'Shift+Tab');
        await page.keyboard.type('anna@example');
        await walk(page, '#name', 'Shift+Tab');
        await page.keyboard.type(`Anna ${tag} ${how}`);
        await walk(page, '#message', 'Shift+Tab');
        await page.keyboard.type('Now it is right.');
        await walk(page, '[name=topic]', 'Shift+Tab');
        await page.keyboard.press('Space');
        await send(page);
        // One entry is left to correct.
        await page.locator('#refused:focus li:only-child a').press('Enter');
        assert.equal(await focused(page), 'email');
        await page.keyboard.press('End');
        await page.keyboard.type('.org');
        await page.keyboard.press('Enter');
        await receipt(page, tag);
      }
      await close();
    });

    test(`a change of the language keeps all that was typed, there and back, ${how}`, async () => {
      const { page, close } = await open(browser, { javaScriptEnabled });
      for (const [begin, values] of [['/en/contact', typed], ['/en/contact?topic=text&about=background-acts', { ...typed, message: '', consent: '' }]]) {
        await page.goto(origin + begin);
        await fill(page, values);
        const before = await held(page);
        for (const tag of ['ar', 'zh-Hans', 'en', 'fr', 'ar', 'en']) {
          await page.locator('.menu summary').click();
          await page.locator(`.menu a[hreflang="${tag}"]`).click();
          if (!javaScriptEnabled) {
            assert.equal(await focused(page), `to-${tag}`, 'the menu leads to the button that takes along what was typed');
            assert.ok((await page.locator(`#to-${tag}`).boundingBox()).height >= 44, 'large enough for a finger');
            await page.keyboard.press('Enter');
          }
          await page.locator(`html[lang="${tag}"]`).waitFor({ state: 'attached' });
          assert.equal(path(page), `/${tag}/contact`);
          assert.deepEqual(await held(page), before, tag);
          assert.equal(await page.locator('#refused').count(), 0, 'nothing is wrong');
        }
      }
      await fill(page);
      await send(page);
      await receipt(page, 'en');
      await close();
    });

    test(`what was typed is there again after a form that no answer came to, ${how}`, async () => {
      const server = await proxy(origin);
      const { page, close } = await open(browser, { javaScriptEnabled });
      const fails = async (...ways) => {
        const before = await held(page);
        for (const fail of ways) {
          // Chromium notes what a form holds a second after it was typed, and after Back, too: what is sent sooner may come
          // back as the server wrote it, with a script or without one.
          await page.waitForTimeout(3000);
          await fail();
          await page.goBack();
          assert.deepEqual(await held(page), before);
        }
      };
      const answeredBadly = async () => { server.isAway = true; await send(page); await page.locator('text=502').waitFor(); server.isAway = false; };
      const offline = async () => { await page.context().setOffline(true); await send(page); await page.waitForURL('chrome-error://**'); await page.context().setOffline(false); };
      // Of the very address that the form is sent to, a script alone can make another.
      for (const [tag, query] of [['en', ''], ['ar', ''], ['zh-Hans', javaScriptEnabled ? '?send' : '']]) {
        await page.goto(`${server.origin}/${tag}/contact${query}`);
        await fill(page, { ...typed, message: `${how} ${tag}`, email: 'wrong' });
        await fails(answeredBadly, offline);
        await send(page);
        await page.locator('#refused:focus').waitFor();
        await page.locator('#email').fill('anna@example.org');
        await fails(answeredBadly, offline);
        // At once: nobody types it a second time.
        await send(page);
        const shown = await receipt(page, tag);
        assert.deepEqual(servers.works.inbox().find((message) => message.reference === shown).suspicions, []);
      }
      await close();
      server.stop();
    });

    test(`what is refused is shown again unchanged and can be sent again, ${how}`, async () => {
      const server = await serve('--contact-email=office@example.org', '--contact-per-client=1');
      const { page, close } = await open(browser, { javaScriptEnabled });
      const form = Object.entries(typed).map(([name, value]) => `<textarea name="${name}">\n${value.replace(/[<&"]/g, (c) => `&#${c.charCodeAt(0)};`)}</textarea>`);
      const foreign = createServer((_, response) => response.setHeader('Content-Type', 'text/html; charset=utf-8').end(`<form method=post action="${server.origin}/ar/contact">${form.join('')}<button>Send</button></form>`));
      await new Promise((done) => foreign.listen(0, '127.0.0.1', done));
      foreign.unref();
      await page.goto(`http://127.0.0.1:${foreign.address().port}/`);
      const refused = async (status, values, act) => {
        const [response] = await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), act()]);
        assert.equal(response.status(), status);
        await page.locator('#refused:has(#contact-refused):focus').waitFor();
        const link = page.locator('#refused > p a');
        assert.equal(await link.getAttribute('href'), '#contact-other');
        await link.click();
        assert.ok(await page.locator('#contact-other').evaluate((e) => e.getBoundingClientRect().top < innerHeight), 'the other ways are a click away');
        assert.deepEqual(await held(page), { ...values, memo: '' });
        await page.emulateMedia({ media: 'print' });
        assert.ok(await page.locator('#message').isVisible(), 'what was refused can be kept on paper');
        await page.emulateMedia({ media: null });
        return decodeURIComponent(await page.locator('.ways a').getAttribute('href'));
      };
      const reader = page.locator('#refused');
      const plain = await refused(403, typed, () => page.locator('button').click());
      assert.equal(plain, 'mailto:office@example.org');
      assert.equal(await page.locator('#refused [role=alert] a').getAttribute('href'), `${server.origin}/ar/contact`, 'where it would be taken');
      const words = [await reader.textContent()];
      breakStorage(server);
      const mail = await refused(503, typed, () => send(page));
      assert.ok(mail.includes('请允许我们转载'), 'the mail program gets the text');
      words.push(await reader.textContent());
      renameSync(`${server.database}.away`, server.database);
      await send(page);
      await receipt(page, 'ar');
      await page.goto(`${server.origin}/ar/contact`);
      const another = { ...typed, name: 'Another' };
      await fill(page, another);
      await refused(429, another, () => send(page));
      words.push(await reader.textContent());
      assert.equal(new Set(words).size, 3, 'each says why');
      assert.equal(server.inbox().length, 1);
      foreign.close();
      await close();
      await server.stop();
    });
  }

  test('the receipt can be printed, kept and come back to, and shows nothing of the message', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'communique-receipt-'));
    const permissions = ['clipboard-read', 'clipboard-write'];
    const [now, later] = await Promise.all([open(browser, { permissions, timezoneId: 'Asia/Baku' }), open(browser, { javaScriptEnabled: false })]);
    const { page } = now;
    await page.addInitScript(() => { window.print = () => { document.title = 'printed'; }; });
    // Debian’s Chromium has no words for a time in Azerbaijani.
    for (const tag of [...tags, 'fa', 'az']) {
      const { url } = await states.receipt(servers, tag);
      await page.goto(url);
      const shown = await receipt(page, tag);
      await page.locator('[data-print]').click();
      assert.equal(await page.title(), 'printed');
      await page.locator('[data-copy]').click();
      await page.locator('[role=status]').getByText(/./).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), shown);
      // 03:14 of the next day in Baku is 23:14 of this one by UTC.
      const [utc, local] = await page.evaluate(() => [document.querySelector('time').dateTime, document.querySelector('[data-local] span').textContent]);
      const hour = new Date(utc).toLocaleString(tag, { hour: 'numeric', hourCycle: 'h23', timeZone: 'Asia/Baku' }).match(/\p{Nd}+/u)[0];
      assert.ok(local.includes(hour), `${tag}: ${local} is ${utc}`);
      const year = new Intl.NumberFormat(tag, { useGrouping: false }).format(new Date(utc).getUTCFullYear());
      assert.ok(local.includes(year), `${tag}: ${local} is ${utc}, both by one calendar`);
      // Chinese has no spaces between them, and where the words are not known there are digits alone.
      if (tag !== 'zh-Hans' && /\p{L}/u.test(local)) assert.match(local, new RegExp(`\\p{Nd}\\.?\u00a0[^ ]+\u00a0${year}`, 'u'), `${tag}: day, month and year stay on one line: ${local}`);
      // As the line above says it, where the browser has the words: hours of two digits, and between day and hour the same.
      const [hourOfUtc, hourOfBaku] = ['UTC', 'Asia/Baku'].map((timeZone) => Number(new Date(utc).toLocaleString('sv', { hour: 'numeric', timeZone })));
      // Where a language writes one digit before ten, the two may differ by it.
      const digits = (hourOfUtc < 10) === (hourOfBaku < 10) ? (number) => '0'.repeat(number.length) : () => '0';
      const form = (text) => text.replace(/[\u2060-\u2069]/g, '').replace(/\p{Nd}+/gu, digits).replace(/\s/g, ' ');
      const above = await page.locator('time').textContent();
      if (tag !== 'az') assert.ok(form(above).includes(form(local)), `${tag}: ${local} beside ${above}`);
      assert.doesNotMatch(await page.locator('[data-local]').textContent(), /：\s/, tag);
      assert.doesNotMatch(local, /M\d/, `${tag}: a month has a name or a number`);
      const text = await page.locator('body').textContent();
      for (const value of [typed.name, typed.email, typed.organisation, 'indented']) assert.ok(!text.includes(value), value);
      const printed = join(folder, `${tag}.pdf`);
      writeFileSync(printed, await page.pdf({ format: 'A4' }));
      const paper = execFileSync('pdftotext', ['-l', '1', printed, '-'], { encoding: 'utf8' });
      assert.ok(paper.includes(shown), `${tag}: the reference is printed`);
      assert.ok(paper.replace(/\s+/g, '').includes(url), `${tag}: the address is printed`);
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.notice:visible').count(), tag === 'en' ? 0 : 1, `${tag}: that nobody has approved the translation is printed`);
      await page.emulateMedia({ media: null });
      await later.page.goto(url);
      assert.equal(await receipt(later.page, tag), shown);
      assert.equal(await later.page.locator('[data-print]').isVisible(), false, 'a button that needs the script stays hidden');
    }
    await now.close();
    await later.close();
    rmSync(folder, { recursive: true });
  });

  test('the sender gets a copy once, right after sending, and nobody else or later', async () => {
    const { page, close } = await open(browser);
    const kept = () => page.evaluate(() => sessionStorage.length);
    const copy = page.locator('dl[data-sent]');
    let url;
    for (const tag of tags) {
      const message = `${tag}: the first line\n\n  <b>indented</b>`;
      await page.goto(`${origin}/${tag}/contact`);
      await fill(page, { ...typed, message });
      const labels = await page.locator('.field:not(.agree)').evaluateAll((all) => all.map((one) => one.querySelector('legend, label').textContent));
      const chosen = await page.evaluate(() => [document.querySelector(':checked').labels[0], ...document.querySelectorAll('option:checked')].map((e) => e.textContent));
      await send(page);
      await receipt(page, tag);
      url = page.url();
      const entries = await copy.locator('.field').evaluateAll((all) => all.map((entry) => [...entry.children].map((e) => e.textContent)));
      assert.deepEqual(entries.map(([name]) => name), labels);
      assert.deepEqual(entries.map(([, value]) => value), [chosen[0], message, chosen[1], typed.name, typed.organisation, typed.email, chosen[2]]);
      assert.ok(await copy.getByText('indented').isVisible());
      assert.equal(await kept(), 0);
      await page.reload();
      assert.deepEqual([await copy.isVisible(), await copy.locator('.field').count()], [false, 0], 'once');
    }
    // What was refused is in the form, and what nobody has answered belongs to no receipt.
    await page.goto(`${origin}/en/contact`);
    await fill(page, { ...typed, email: 'wrong' });
    await send(page);
    await page.locator('#refused:focus').waitFor();
    assert.equal(await kept(), 0);
    await page.context().setOffline(true);
    await send(page);
    await page.waitForURL('chrome-error://**');
    await page.context().setOffline(false);
    await page.goto(url);
    assert.deepEqual([await copy.isVisible(), await kept()], [false, 0]);
    await close();
  });

  test('the local time is said as the line above says it, at any hour', async () => {
    const { page, close } = await open(browser, { timezoneId: 'Asia/Baku' });
    for (const [tag, utc, said, local] of [
      ['fa', '05:05', '۵:۰۵', '۹:۰۵'],
      ['es', '05:05', '05:05', '09:05'],
      ['en', '00:35', '00:35', '04:35'],
    ]) {
      const { url } = await states.receipt(servers, tag);
      await page.route(url, async (route) => {
        const answer = await route.fetch();
        const body = (await answer.text()).replace(/(<time datetime="[^T]*T)[^Z]*Z(">.*?)\p{Nd}+:\p{Nd}+/u, `$1${utc}Z$2${said}`);
        assert.ok(body.includes(`T${utc}Z`), tag);
        await route.fulfill({ response: answer, body });
      });
      await page.goto(url);
      const shown = await page.locator('[data-local] span').textContent();
      assert.match(shown, new RegExp(`(^|\\P{Nd})${local}$`, 'u'), `${tag}, ${utc} by UTC`);
    }
    await close();
  });

  test('near the limit the characters are counted as the server counts them, in the words and digits of the page', async () => {
    const { page, close } = await open(browser);
    for (const [tag, near, over] of [
      ['en', '4,500 of at most 5,000 characters', '5,001 of at most 5,000 characters'],
      ['ar', 'عدد الأحرف: 4,500، والحد الأقصى: 5,000', 'عدد الأحرف: 5,001، والحد الأقصى: 5,000'],
      ['fa', '۴٬۵۰۰ نویسه از حداکثر ۵٬۰۰۰', '۵٬۰۰۱ نویسه از حداکثر ۵٬۰۰۰'],
    ]) {
      await page.goto(`${origin}/${tag}/contact`);
      const [field, count] = [page.locator('#message'), page.locator('output')];
      const plain = (text) => text.replaceAll('\u00a0', ' ');
      const says = (text) => page.waitForFunction((wanted) => document.querySelector('output').textContent.replaceAll('\u00a0', ' ') === wanted, text);
      await field.fill('x'.repeat(5001));
      await says(over);
      await field.fill('🙏'.repeat(4499));
      await says('');
      // A line end is one character, though it is sent as two.
      await field.fill(`${'🙏'.repeat(4498)}\n字`);
      await says(near);
      const hint = await page.locator('#message-hint').textContent();
      assert.ok(hint.includes(near.match(/[5۵]\p{P}\p{Nd}{3}/u)[0]), hint);
      await fill(page, { ...typed, message: `${'🙏'.repeat(4999)}\n字` });
      await says(over);
      await send(page);
      await page.locator('#message-fault').waitFor();
      assert.equal(plain(await count.textContent()), over, 'and the server says the same');
      await field.fill(`${'🙏'.repeat(4998)}\n字`);
      await send(page);
      await receipt(page, tag);
    }
    // Debian’s Chromium has not the numbers of Azerbaijani, and would write 5,001 beside 5.000.
    await page.goto(`${origin}/az/contact`);
    await page.locator('#message').fill('x'.repeat(5001));
    await page.waitForFunction(() => /^5\.?001\s/.test(document.querySelector('output').textContent));
    await close();
  });

  test('a screen reader hears of each field what it is, that it is wrong, and why', async () => {
    const { page, close } = await open(browser);
    const session = await page.context().newCDPSession(page);
    for (const tag of tags) {
      await show(page, await states.empty(servers, tag));
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const tidy = (text) => text.replace(/\s+/g, ' ').trim();
      const heard = new Map(nodes.filter((node) => ['radiogroup', 'textbox', 'checkbox'].includes(node.role?.value) && node.name?.value)
        .map(({ name, description, properties }) => [tidy(name.value), { description: tidy(description?.value ?? ''), ...Object.fromEntries(properties.map((each) => [each.name, each.value.value])) }]));
      const words = async (selector) => tidy(await page.locator(selector).textContent());
      for (const id of ['topic', 'name', 'email', 'message', 'consent']) {
        const name = await words(id === 'topic' ? 'legend' : `label[for=${id}]`);
        const field = heard.get(name);
        assert.ok(field?.description.startsWith(await words(`#${id}-fault`)), `${tag}: ${name}: ${field?.description}`);
        assert.equal(field.invalid, 'true', `${tag}: ${name}`);
        // Chromium says it of no box to be ticked.
        if (id !== 'consent') assert.equal(field.required, true, `${tag}: ${name}`);
      }
      assert.ok(heard.get(await words('label[for=organisation]')).required !== true, 'what is optional is not required');
      assert.equal(await focused(page), 'refused', 'what is heard first is what is wrong');
      assert.equal(await page.locator('#refused > [role=alert]:first-child > h2:first-child').count(), 1);
    }
    await close();
  });
});

test('the form begins on the first screen of a phone, and is printed with what was typed', async () => {
  const { page, close } = await open(browser, { viewport: { width: 360, height: 740 } });
  for (const tag of ['en', 'az', 'ru', 'tr', 'ar', 'fa', 'fr', 'es', 'de', 'zh-Hans']) {
    await page.goto(`${origin}/${tag}/contact`);
    assert.ok((await page.locator('legend').boundingBox()).y <= 400, tag);
    assert.ok((await page.locator('#contact-other').boundingBox()).y > (await page.locator('button.main').boundingBox()).y, 'the other ways come after the form');
  }
  const consent = page.locator('form .fold p').first();
  assert.equal(await consent.isVisible(), false);
  const folder = mkdtempSync(join(tmpdir(), 'communique-form-'));
  for (const javaScriptEnabled of [true, false]) {
    const printed = await open(browser, { javaScriptEnabled });
    await printed.page.goto(`${origin}/en/contact`);
    const file = join(folder, 'form.pdf');
    writeFileSync(file, await printed.page.pdf({ format: 'A4' }));
    const paper = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
    const words = await printed.page.locator('.fold p').evaluateAll((texts) => texts.map((text) => text.textContent.replace(/\s+/g, '')));
    assert.ok(words.length > 3);
    for (const text of words) assert.ok(paper.includes(text), `what is folded is printed: ${text}`);
    await printed.close();
  }
  rmSync(folder, { recursive: true });
  await page.locator('#message').fill('To be kept.');
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('#message').isVisible());
  assert.equal(await page.locator('button.main').isVisible(), false);
  await page.emulateMedia({ media: null });
  await page.locator('#message').fill('A long message.\n'.repeat(300));
  const [first, second] = await sheets(page, 'A4');
  for (const sheet of [first, second]) assert.ok(sheet.words.includes('Alongmessage.'.repeat(5)) && sheet.share > 0.85, `a long message begins below its heading: ${sheet.share}`);
  await close();
});

/** How far what follows a heading is below its words, in px. */
const below = (heading) => heading.evaluate((element) => {
  const words = document.createRange();
  words.selectNodeContents(element);
  const { top } = element.nextElementSibling.getBoundingClientRect();
  return top - words.getBoundingClientRect().bottom;
});

test('on paper no hole is below the heading of the receipt or of what is wrong, and signs are seen without backgrounds', async () => {
  const { page, close } = await open(browser);
  await page.emulateMedia({ media: 'print' });
  for (const tag of tags) {
    await page.goto((await states.receipt(servers, tag)).url);
    assert.ok(await below(page.locator('.receipt h2')) < 20, `${tag}: receipt`);
    await show(page, await states.empty(servers, tag));
    assert.ok(await below(page.locator('.refused h2')) < 20, `${tag}: what is wrong`);
    const adjusted = await page.evaluate(() => [['.refused h2'], ['.fault']].map(([selector]) => getComputedStyle(document.querySelector(selector), '::before').printColorAdjust));
    assert.deepEqual(adjusted, ['exact', 'exact'], tag);
  }
  await close();
});

test('no sheet of a refused form ends between what is said of a field and the field, and the form with the address takes two', async () => {
  const { page, close } = await open(browser);
  for (const tag of ['az', 'ar', 'fa', 'fr', 'ru', 'zh-Hans']) {
    await page.goto(`${origin}/${tag}/contact`);
    assert.equal((await sheets(page, 'A4')).length, 2, tag);
  }
  // A field that is empty has no words by which its sheet could be known.
  await show(page, await states.empty(servers, 'ar'));
  await page.emulateMedia({ media: 'print' });
  const above = await page.locator('.field > label, .field > p.hint, .field > .fault').evaluateAll((all) => all.map((e) => getComputedStyle(e).breakAfter));
  assert.ok(above.length > 10 && above.every((value) => value === 'avoid'), `${above}`);
  const fields = await page.locator('.field').evaluateAll((all) => all.map((e) => getComputedStyle(e).breakInside));
  assert.ok(fields.length > 6 && fields.every((value) => value === 'avoid'), `${fields}`);
  await close();
});

test('where no script is, the button of the language that was chosen in the menu is marked', async () => {
  const { page, close } = await open(browser, { javaScriptEnabled: false });
  for (const tag of tags) {
    await page.goto(`${origin}/${tag}/contact`);
    await page.locator('.menu summary').click();
    await page.locator('.menu a[hreflang=ru]').click();
    const button = page.locator('.switch :target');
    assert.equal(await button.textContent(), 'Русский', tag);
    assert.equal(await button.evaluate((e) => getComputedStyle(e).outlineStyle), 'solid', tag);
  }
  await close();
});

test('every postal address stands on the side on which the page begins', async () => {
  const { page, close } = await open(browser);
  for (const tag of ['en', 'ar', 'fa']) {
    await page.goto(`${origin}/${tag}/contact`);
    const away = await page.locator('address').evaluateAll((all) => all.map((address) => {
      const words = document.createRange();
      words.selectNodeContents(address);
      const [line, box] = [words.getClientRects()[0], address.getBoundingClientRect()];
      return document.dir === 'rtl' ? box.right - line.right : line.left - box.left;
    }));
    assert.ok(away.length === (tag === 'en' ? 1 : 2) && away.every((distance) => Math.abs(distance) < 2), `${tag}: ${away}`);
  }
  await close();
});

test('what is wrong is marked on the line, and beside nothing else', async () => {
  const { page, close } = await open(browser);
  for (const tag of tags) {
    await show(page, await states.empty(servers, tag));
    await page.setViewportSize(phone);
    const longer = await page.evaluate(() => [...document.querySelectorAll('.field')].filter((field) => field.querySelector('.fault'))
      .map((field) => parseFloat(getComputedStyle(field, '::before').height) - field.getBoundingClientRect().height));
    assert.ok(longer.length === 5 && longer.every((pixels) => Math.abs(pixels) < 1), `${tag}: marks longer than their fields by ${longer} px`);
    await page.setViewportSize(desktop);
    const away = await page.evaluate(() => {
      const rtl = document.dir === 'rtl';
      const box = document.querySelector('.line').getBoundingClientRect();
      return [...document.querySelectorAll('.field')].filter((field) => field.querySelector('.fault')).map((field) => {
        const mark = getComputedStyle(field, '::before');
        const around = field.offsetParent.matches('.beside-fields') && getComputedStyle(field).position === 'static' ? field.offsetParent : field;
        const edge = around.getBoundingClientRect();
        return Math.abs(rtl ? edge.right - parseFloat(mark.right) - box.right : edge.left + parseFloat(mark.left) - box.left);
      });
    });
    assert.equal(away.length, 5, tag);
    assert.ok(away.every((distance) => distance <= 4), `${tag}: ${away}`);
  }
  await close();
});
