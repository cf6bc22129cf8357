// A language that is added as a folder looks right, whatever its script and direction, with most of its texts still in
// English: axe, the Nu HTML checker, a narrow screen, and the face of every passage.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { folder, scripts } from './added.mjs';
import { overflow } from './measures.mjs';
import { launch, phone, serve } from './support.mjs';

const file = (path) => new URL(`./node_modules/${path}`, import.meta.url).pathname;
const tags = Object.keys(scripts);
const statement = 'fight-against-terrorism';
const paths = [...tags.flatMap((tag) => [`/${tag}/${statement}`, `/${tag}/contact`, `/${tag}/${statement}?with=en`]), `/en/${statement}?with=ar`];
let server, browser, locales;
before(async () => {
  locales = folder();
  server = await serve(`--locales=${locales}`, '--contact-email=office@example.org');
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(locales, { recursive: true });
});

test('axe finds nothing in an added language', async () => {
  const axe = readFileSync(file('axe-core/axe.min.js'), 'utf8');
  const values = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  // The policy of the page would keep axe out.
  const context = await browser.newContext({ viewport: phone, bypassCSP: true });
  const page = await context.newPage();
  for (const path of paths) {
    await page.goto(server.origin + path);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    await page.evaluate(axe);
    const { violations } = await page.evaluate((tags) => window.axe.run({ runOnly: { type: 'tag', values: tags } }), values);
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`), [], path);
  }
  await context.close();
});

test('the Nu HTML checker finds nothing in an added language', async () => {
  const pages = mkdtempSync(join(tmpdir(), 'communique-markup-'));
  const names = new Map();
  for (const path of paths) {
    const name = join(pages, `${names.size}.html`);
    writeFileSync(name, await (await fetch(server.origin + path)).text());
    names.set(name, path);
  }
  const flags = ['-jar', file('vnu-jar/build/dist/vnu.jar'), '--format', 'json', '--stdout', '--exit-zero-always'];
  const { messages } = JSON.parse(execFileSync('java', [...flags, ...names.keys()], { encoding: 'utf8', maxBuffer: 1 << 28 }));
  assert.deepEqual(messages.map(({ url, type, subType, message, extract }) => `${names.get(new URL(url).pathname)}: ${subType ?? type}: ${message} ${extract}`), []);
  rmSync(pages, { recursive: true });
});

test('an added language does not scroll sideways at 320 px, folded and unfolded', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  for (const path of paths) {
    await page.goto(server.origin + path);
    assert.deepEqual(await page.evaluate(overflow), { spills: false, wide: [] }, path);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    assert.deepEqual(await page.evaluate(overflow), { spills: false, wide: [] }, `${path}, unfolded`);
  }
  await page.close();
});

/** The face of each script on a machine with Debian's Noto fonts. */
const faces = {
  Geor: /Noto Serif Georgian/, Hebr: /Noto Serif Hebrew/, Aran: /Noto Nastaliq Urdu/, Deva: /Noto Serif Devanagari/, Jpan: /Noto Serif CJK JP/,
  Hant: /Noto Serif CJK TC/, Thai: /Noto Serif Thai/, Arab: /Noto Naskh Arabic/, Cyrl: /Noto Serif$/, Latn: /Noto Serif$/,
};

/** The faces in which an element is drawn. */
async function drawn(session, selector) {
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  assert.ok(nodeId, selector);
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  return fonts.sort((one, other) => other.glyphCount - one.glyphCount).map(({ familyName }) => familyName);
}

test('each script has its own face, on its own page and beside another, and no letters that join are set apart', async () => {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  for (const domain of ['DOM', 'CSS']) await session.send(`${domain}.enable`);
  for (const tag of tags) {
    const [own, english] = ['#background-origins', '#background-acts'];
    await page.goto(`${server.origin}/${tag}/${statement}`);
    assert.equal(await page.evaluate(() => document.documentElement.className), scripts[tag]);
    assert.match((await drawn(session, own))[0], faces[scripts[tag]], `${tag}`);
    assert.match((await drawn(session, 'h1'))[0], faces[scripts[tag]], `${tag}, the title`);
    assert.match((await drawn(session, english))[0], faces.Latn, `${tag}: what is English`);
    const [spacing, direction] = await page.locator(own).evaluate((e) => [getComputedStyle(e).letterSpacing, getComputedStyle(e).direction]);
    assert.equal(spacing, 'normal', tag);
    assert.equal(direction, ['he', 'ur', 'az-Arab'].includes(tag) ? 'rtl' : 'ltr', tag);
    // Words that are not translated are read from their own side.
    assert.equal(await page.locator(english).evaluate((e) => getComputedStyle(e).direction), 'ltr', tag);
    await page.goto(`${server.origin}/en/${statement}?with=${tag}`);
    assert.match((await drawn(session, `.beside[lang="${tag}"]`))[0], faces[scripts[tag]], `${tag} beside English`);
    assert.match((await drawn(session, own))[0], faces.Latn, `English beside ${tag}`);
  }
  await page.close();
});
