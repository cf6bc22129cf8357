// Draws the picture that other sites show beside a link to the statement: one for each language, on a copy and on the
// ministry’s own website, with the words that the page has, in its faces and shaped as the browser shapes them. Beside
// each stands a file with these words: the site shows a picture only while they are still its own.
//   tests/run pictures
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { launch, locales, serve } from './support.mjs';

const folder = new URL('../../static/pictures/', import.meta.url).pathname;
// Networks refuse no picture of this size, and phones fetch it at once.
const MOST_BYTES = 60_000;
const size = { width: 1200, height: 630 };

const style = `
  html { font-size: 18px !important; overflow: hidden }
  body { display: flex; flex-direction: column; width: 1200px; height: 630px; overflow: hidden; background: var(--paper); color: var(--ink) }
  .strip { flex: none; display: flex; align-items: center; min-height: 16px; padding: 0 150px; background: var(--band); color: var(--on); font-weight: 600 }
  .strip.words { min-height: 85px; font-size: 30px }
  .sheet { flex: 1; position: relative; display: flex; flex-direction: column; justify-content: center; padding: 0 150px 30px }
  .sheet::before { content: ""; position: absolute; inset-block: 0; inset-inline-start: 100px; border-inline-start: 3px solid var(--mark) }
  .section { position: relative; color: var(--mark); font-size: 34px; font-weight: 700; line-height: var(--v) }
  .section::before { content: ""; position: absolute; inset-inline-start: -58px; inset-block-start: calc(50% - 10px); width: 20px; height: 20px; background: var(--mark); outline: 12px solid var(--paper) }
  .title { margin: 8px 0 26px; font-family: var(--t); font-weight: 400; line-height: var(--h); text-wrap: balance; overflow-wrap: normal }
  .issuer { font-size: 34px; font-weight: 600; text-wrap: balance; line-height: 1.4 }
  .names { position: absolute; inset-inline: 150px 40px; inset-block-end: 30px; display: flex; flex-wrap: wrap; gap: 0 18px; color: var(--soft); font-size: 20px }
  .names b { color: var(--mark) }
`;

/** In the page: puts the picture in its place, and gives the words in it. */
function draw({ height }) {
  const text = (selector) => document.querySelector(selector)?.textContent.trim() ?? '';
  const words = [text('.kicker'), text('h1'), text('.name'), text('.band summary')];
  const [section, title, issuer, band] = words;
  const element = (name, className, content) => Object.assign(document.createElement(name), { className, textContent: content });
  const names = element('p', 'names plain', '');
  for (const entry of document.querySelectorAll('.menu li a')) {
    const name = element(entry.hasAttribute('aria-current') ? 'b' : 'span', entry.className, entry.textContent);
    name.lang = entry.lang;
    names.append(name);
  }
  const sheet = element('div', 'sheet', '');
  const heading = element('p', 'title', title);
  sheet.append(element('p', 'section plain', section), heading, element('p', 'issuer plain', issuer), names);
  document.body.replaceChildren(element('p', band ? 'strip words plain' : 'strip', band), sheet);
  // As large as it fits: in two lines, none of them cut.
  let points = { Arab: 150, Hans: 132, Cyrl: 104 }[document.documentElement.className] ?? 112;
  const fits = () => {
    const [top, bottom] = [sheet.firstElementChild, sheet.children[2]].map((part) => part.getBoundingClientRect());
    return heading.scrollWidth <= heading.clientWidth && bottom.bottom < names.getBoundingClientRect().top - 16 && top.top > (height - sheet.clientHeight) + 16;
  };
  do heading.style.fontSize = `${points}px`; while (!fits() && (points -= 4) > 60);
  if (!fits()) throw new Error(`the words do not fit: ${words}`);
  return words.filter((words) => words);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const browser = await launch();
for (const [ending, flags] of [['copy', []], ['official', ['--official']]]) {
  const site = await serve(...flags);
  // The pictures are of no other script than the page: its policy has to be left aside to style them.
  const context = await browser.newContext({ viewport: size, bypassCSP: true });
  for (const tag of locales) {
    const page = await context.newPage();
    await page.goto(`${site.origin}/${tag}/fight-against-terrorism`);
    await page.addStyleTag({ content: style });
    const words = await page.evaluate(draw, size);
    const path = `${folder}${tag}.${ending}`;
    // Ink, copper, petrol and paper, with what lies between them at the edges of letters.
    const picture = execFileSync('pngquant', ['--nofs', '--strip', '--speed', '1', '32', '-'], { input: await page.screenshot() });
    if (picture.length > MOST_BYTES) throw new Error(`${path}.png has ${picture.length} bytes`);
    writeFileSync(`${path}.png`, picture);
    writeFileSync(`${path}.txt`, `${words.join('\n')}\n`);
    console.log(`${path}.png: ${picture.length} bytes`);
    await page.close();
  }
  await context.close();
  await site.stop();
}
await browser.close();
