// axe-core finds nothing on any page in any language, light and dark, phone and desktop.
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { desktop, launch, others, pages, phone, serve } from './support.mjs';

const axe = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const everyRule = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
// In the dark nothing but the colours is another.
const colours = { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'] };
let server, browser;
before(async () => { server = await serve('--contact-email=office@example.org'); browser = await launch(); });
after(async () => { await browser?.close(); await server?.stop(); });

for (const [name, viewport] of Object.entries({ phone, desktop })) {
  test(`axe finds nothing on a ${name}, in light and in dark colours`, async () => {
    // The policy of the page would keep axe out; it is tested elsewhere.
    const context = await browser.newContext({ locale: 'pt', viewport, bypassCSP: true });
    const page = await context.newPage();
    let checked = 0;
    for (const path of [...pages, ...others]) {
      await page.goto(server.origin + path);
      await page.evaluate(() => document.querySelectorAll('details').forEach((menu) => { menu.open = true; }));
      await page.evaluate(axe);
      for (const [colorScheme, runOnly] of [['light', everyRule], ['dark', colours]]) {
        await page.emulateMedia({ colorScheme });
        const { violations, passes } = await page.evaluate((options) => window.axe.run(options), { runOnly, resultTypes: ['violations'] });
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
        assert.deepEqual(found, [], `${path}, ${colorScheme}`);
        assert.ok(passes.some(({ id }) => id === 'color-contrast-enhanced'), 'contrast was looked at');
        checked += 1;
      }
    }
    assert.equal(checked, 2 * (pages.length + others.length));
    await context.close();
  });
}
