// The Nu HTML checker has nothing to say about any page in any language, style included.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { others, pages, serve } from './support.mjs';

const jar = new URL('./node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url).pathname;

test('the Nu HTML checker finds neither errors nor warnings', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'communique-markup-'));
  const names = new Map();
  for (const flags of [['--contact-email=office@example.org'], ['--official']]) {
    const server = await serve(...flags);
    for (const path of [...pages, ...others]) {
      const file = join(folder, `${names.size}.html`);
      writeFileSync(file, await (await fetch(server.origin + path, { headers: { 'accept-language': 'pt' } })).text());
      names.set(file, `${path} ${flags}`);
    }
    await server.stop();
  }
  const { stdout, error } = spawnSync('java', ['-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', ...names.keys()], { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(error, undefined);
  const { messages } = JSON.parse(stdout);
  const found = messages.map(({ url, type, subType, message, extract }) => `${names.get(new URL(url).pathname)}: ${subType ?? type}: ${message} ${extract}`);
  assert.deepEqual(found, []);
  assert.equal(names.size, 2 * (pages.length + others.length));
  rmSync(folder, { recursive: true });
});
