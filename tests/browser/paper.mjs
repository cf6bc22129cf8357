// What stands on paper, as pdftotext finds it in what a browser prints; and the line between two languages, there as on screens.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';

const margin = { top: '18mm', right: '20mm', bottom: '20mm', left: '20mm' };

/** The sheets of a page: how high what stands on each is, and where it ends, in mm, and its words without spaces; `half` takes the
    left column alone. */
export async function sheets(page, format, half = false) {
  const folder = mkdtempSync(join(tmpdir(), 'communique-paper-'));
  const path = join(folder, 'paper.pdf');
  await page.pdf({ path, format, margin });
  const part = half ? ['-x', '0', '-y', '0', '-W', '290', '-H', '900'] : [];
  const words = execFileSync('pdftotext', [...part, path, '-'], { encoding: 'utf8' }).split('\f').map((text) => text.replace(/\s+/g, ''));
  const boxes = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8', maxBuffer: 2 ** 25 }).split('<page ').slice(1);
  rmSync(folder, { recursive: true });
  return boxes.map((sheet, index) => {
    const whole = Number(/height="([\d.]+)"/.exec(sheet)[1]);
    // Without the number of the page, which stands in the margin.
    const found = [...sheet.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"/g)].map(([, top, bottom]) => [Number(top), Number(bottom)]).filter(([, bottom]) => bottom < whole * 0.935);
    const [top, bottom] = [Math.min(...found.map(([from]) => from)), Math.max(...found.map(([, to]) => to))];
    return { mm: (bottom - top) * 25.4 / 72, share: bottom / whole, words: words[index] };
  });
}

/** Asserts that no sheet is nearly empty: what stands on the last is higher than `last` mm, of which the foot takes up to 15, and
    those before it are at least half full. */
export function assertFilled(found, what, { least = 0.5, last = 15 } = {}) {
  const ends = found.map(({ mm, share }) => `${Math.round(mm)} mm to ${share.toFixed(2)}`).join(', ');
  assert.ok(found.at(-1).mm > last, `${what}: the last sheet has little but the foot: ${ends}`);
  assert.ok(found.slice(0, -1).every(({ share }) => share > least), `${what}: a sheet is nearly empty: ${ends}`);
}

/** Asserts that the line between two languages is one, in the middle, behind the text, from the top to the end of the last row. */
export const assertOneLine = ({ line, frame: [width] }, what) => {
  assert.ok(Math.abs(line.from) <= 1 && Math.abs(line.to - line.end) <= 1, `${what}: from ${line.from} to ${line.to}, the rows end at ${line.end}`);
  assert.ok(line.gap <= 0.5, `${what}: a gap of ${line.gap} px`);
  assert.ok(line.places.every((place) => Math.abs(place - width / 2) <= 1), `${what}: ${line.places} of ${width}`);
  assert.ok(line.behind, `${what}: Firefox prints it over the numbers where it is not behind the text`);
};
