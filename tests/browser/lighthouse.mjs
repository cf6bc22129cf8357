// What Lighthouse finds on pages, each opened by a phone of the middle class with a slow connection that has never seen it.
// Knows no page. It runs on a thread of its own: the test runner follows every promise of the thread that the tests run on,
// and Lighthouse makes so many that it would take twice as long.
import { parentPort, workerData } from 'node:worker_threads';
import lighthouse from 'lighthouse';
import standard from 'lighthouse/core/config/default-config.js';
import Trace from 'lighthouse/core/gather/gatherers/trace.js';
import { pageFunctions } from 'lighthouse/core/lib/page-functions.js';
import { launch } from 'puppeteer-core';
import { chromiumOptions } from './support.mjs';

/**
 * A trace as of a machine that does nothing else: a task of a thread, and what happens in it, is shortened to the time that
 * the processor worked at it. By the clock alone the scores would be those of whatever else runs beside the tests.
 */
function undisturbed(events) {
  const tasks = new Map();
  for (const { ph, name, pid, tid, ts, dur, tdur } of events) {
    if (ph !== 'X' || !name.endsWith('RunTask') || !(tdur < dur)) continue;
    const thread = `${pid} ${tid}`;
    if (!tasks.has(thread)) tasks.set(thread, []);
    tasks.get(thread).push({ from: ts, to: ts + dur, pace: tdur / dur });
  }
  return events.map((event) => {
    const task = tasks.get(`${event.pid} ${event.tid}`)?.find(({ from, to }) => from <= event.ts && event.ts <= to);
    if (!task) return event;
    const ts = task.from + (event.ts - task.from) * task.pace;
    return event.dur === undefined ? { ...event, ts } : { ...event, ts, dur: event.dur * task.pace };
  }).sort((one, other) => one.ts - other.ts);
}

class UndisturbedTrace extends Trace {
  getArtifact(context) {
    const trace = super.getArtifact(context);
    return { ...trace, traceEvents: undisturbed(trace.traceEvents) };
  }
}

// What has no weight in a score is told in a report alone, and takes most of the time.
const categories = Object.fromEntries(Object.entries(standard.categories)
  .map(([id, category]) => [id, { ...category, auditRefs: category.auditRefs.filter(({ weight }) => weight > 0) }]));
const { origin } = new URL(workerData[0]);
const config = {
  ...standard,
  categories,
  artifacts: standard.artifacts.map((artifact) => (artifact.id === 'Trace' ? { id: 'Trace', gatherer: { implementation: UndisturbedTrace } } : artifact)),
  settings: {
    ...standard.settings,
    onlyCategories: Object.keys(categories),
    output: [],
    disableFullPageScreenshot: true,
    // Each page has a context of its own, which holds nothing.
    disableStorageReset: true,
    ignoreStatusCode: true,
    // A page is one request: after it has been painted nothing more is to come.
    pauseAfterFcpMs: 200, pauseAfterLoadMs: 0, networkQuietThresholdMs: 0, cpuQuietThresholdMs: 0,
    // How long the server takes is measured by the benches; here it is a program for debugging on a machine that is busy.
    precomputedLanternData: { additionalRttByOrigin: { [origin]: 0 }, serverResponseTimeByOrigin: { [origin]: 20 } },
    extraHeaders: { 'accept-language': 'pt' },
  },
};

// Lighthouse takes a phone of the middle class to be so many times slower than a machine, and its guide to throttling means
// machines whose benchmark gives at least this index.
const slower = 4, index = 1500;

/** How many times slower that phone is than this machine is now, which may have much else to do. */
async function slowerThanHere(browser) {
  const page = await browser.newPage();
  const now = await page.evaluate(`(${pageFunctions.computeBenchmarkIndex})()`);
  await page.close();
  return slower * Math.min(1, now / index);
}

/** The report on a page, by a phone so many times slower than this machine. */
async function report(browser, address, cpuSlowdownMultiplier) {
  const settings = { ...config.settings, throttling: { cpuSlowdownMultiplier } };
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  // Lighthouse begins by watching for a second how fast the machine is, for a line of its report. This clock ends that.
  await page.evaluate(() => { let now = 0; Date.now = () => { now += 500; return now; }; });
  const { lhr } = await lighthouse(address, { logLevel: 'silent' }, { ...config, settings }, page);
  await context.close();
  return lhr;
}

/** The score of each category, what keeps it from being whole, and after how many ms the page is first painted. */
function verdict({ categories: scored, audits }) {
  const scores = Object.fromEntries(Object.values(scored).map(({ id, score }) => [id, Math.round(score * 100)]));
  const faults = Object.values(scored).flatMap(({ id: category, auditRefs }) => auditRefs.map(({ id }) => ({ category, ...audits[id] })))
    .filter(({ category, score, scoreDisplayMode }) => scoreDisplayMode === 'error' || (score !== null && score < 1 && scores[category] < 100))
    .map(({ category, id, errorMessage, explanation, displayValue, details }) => ({ category, audit: id, said: [errorMessage, explanation, displayValue, JSON.stringify(details?.items)].filter(Boolean).join(' ').slice(0, 600) }));
  return { scores, faults, slow: Math.round(audits['first-contentful-paint'].numericValue) };
}

/** Whether a report may be one of the machine: Chromium has not told of what it painted, or painted late. */
const doubtful = ({ audits, categories: { performance } }) => Object.values(audits).some(({ scoreDisplayMode }) => scoreDisplayMode === 'error') || performance.score < 0.995;

const browser = await launch({ ...chromiumOptions, headless: true });
for (const address of workerData) {
  let lhr = await report(browser, address, slower);
  // What else the machine does can make a page slower, and never quicker.
  for (let again = 0; again < 3 && doubtful(lhr); again += 1) lhr = await report(browser, address, await slowerThanHere(browser));
  parentPort.postMessage({ address, ...verdict(lhr) });
}
await browser.close();
