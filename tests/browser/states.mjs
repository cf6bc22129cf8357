// Every state that the contact form and its receipt can be in, as the server answers it.
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { serve } from './support.mjs';

/** What somebody types: several scripts and lines, and characters that a careless page would swallow. */
export const typed = {
  topic: 'text', about: 'background-acts', name: 'Анна <b>O’Neil</b> 王', email: 'anna@example.org',
  organisation: 'Ünal & Söhne "قناة"', reply: 'fr',
  message: '\n  First line, indented.\nثانياً & третья 👨‍👩‍👧\n\n请允许我们转载。</textarea><script>', consent: 'yes',
};

const long = { ...typed, name: 'x'.repeat(201), email: `${'x'.repeat(260)}@example.org`, organisation: 'y'.repeat(201), message: '字'.repeat(5001) };

/** Takes the storage away from a running server, as a careless restore of a backup does. */
export function breakStorage({ database }) {
  renameSync(database, `${database}.away`);
  writeFileSync(database, '');
}

/** Four servers: one that works, one that takes a message a minute, one that can store nothing, and one whose database is away. */
export async function start() {
  const email = '--contact-email=office@example.org';
  // It tries for some seconds before it starts without.
  const away = serve(email, '--database-url=postgres://127.0.0.1:1/away');
  const [works, strict, broken] = await Promise.all([
    serve(email, '--contact-per-client=0', '--contact-total=0'), serve(email, '--contact-per-client=1'), serve(email),
  ]);
  breakStorage(broken);
  return { works, strict, broken, away, stop: () => Promise.all([works, strict, broken, away].map(async (server) => (await server).stop())) };
}

async function post({ origin }, tag, fields, headers = {}) {
  const url = `${origin}/${tag}/contact`;
  const body = headers['content-type'] ? fields : new URLSearchParams(fields);
  return answer(await fetch(url, { method: 'POST', redirect: 'manual', body, headers: { origin, ...headers } }), url);
}

async function get({ origin }, path) {
  const url = origin + path;
  return answer(await fetch(url, { redirect: 'manual' }), url);
}

async function answer(response, url) {
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !/^(content-encoding|content-length|connection|date)$/.test(name)));
  return { url, status: response.status, headers, body: await response.text() };
}

/** A form whose second half never comes. */
async function slow({ origin }, tag) {
  const url = new URL(`${origin}/${tag}/contact`);
  const socket = connect(url.port, url.hostname);
  socket.setEncoding('utf8');
  let text = '';
  socket.on('data', (part) => { text += part; });
  const body = new URLSearchParams({ ...typed, more: '' }).toString();
  socket.write(`POST ${url.pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length + 9}\r\n\r\n${body}`);
  await once(socket, 'close');
  const [head, ...rest] = text.split('\r\n\r\n');
  const [line, ...fields] = head.split('\r\n');
  const headers = Object.fromEntries(fields.map((field) => field.split(/: (.*)/, 2)).filter(([name]) => !/^(content-length|connection|date)$/i.test(name)));
  return { url: url.href, status: Number(line.split(' ')[1]), headers, body: rest.join('\r\n\r\n') };
}

/** The state of that name in a language: its address, status, headers and body. */
export const states = {
  fresh: ({ works }, tag) => get(works, `/${tag}/contact`),
  prefilled: ({ works }, tag) => get(works, `/${tag}/contact?topic=text&about=background-acts`),
  'language switched': ({ works }, tag) => post(works, tag, { ...typed, show: 'form' }),
  empty: ({ works }, tag) => post(works, tag, { message: '' }),
  'too long': ({ works }, tag) => post(works, tag, long),
  'one fault': ({ works }, tag) => post(works, tag, { ...typed, email: 'anna' }),
  'another origin': ({ works }, tag) => post(works, tag, typed, { origin: 'https://elsewhere.example' }),
  'too large': ({ works }, tag) => post(works, tag, { ...typed, message: 'long '.repeat(15_000) }),
  damaged: ({ works }, tag) => post(works, tag, 'message=x', { 'content-type': 'text/plain' }),
  slow: ({ works }, tag) => slow(works, tag),
  'too many': async ({ strict }, tag) => {
    for (let times = 0; times < 3; times += 1) {
      const found = await post(strict, tag, { ...typed, message: `${typed.message} ${Math.random()}` });
      if (found.status === 429) return found;
    }
    throw new Error('the limit does not limit');
  },
  'storage down': ({ broken }, tag) => post(broken, tag, typed),
  receipt: async ({ works }, tag) => get(works, (await post(works, tag, typed)).headers.location.replace(works.origin, '')),
  'receipt unknown': ({ works }, tag) => get(works, `/${tag}/contact/received/00000-00000`),
  'receipt mistyped': ({ works }, tag) => get(works, `/${tag}/contact/received/00000-00001`),
  'receipt unavailable': async ({ away }, tag) => get(await away, `/${tag}/contact/received/00000-00000`),
};

/** All of them in one language. */
export async function all(servers, tag) {
  const found = await Promise.all(Object.entries(states).map(async ([name, state]) => [name, await state(servers, tag)]));
  return Object.fromEntries(found);
}

/** Shows a state in a browser as if it had just come, its policy included. */
export async function show(page, { url, status, headers, body }) {
  await page.unrouteAll();
  await page.route(url, (route) => route.fulfill({ status, headers, body }));
  await page.goto(url, { waitUntil: 'load' });
  // What is to have the focus gets it when the page is first drawn, which may be after it has come.
  if (body.includes(' autofocus')) await page.locator('[autofocus]:focus').waitFor();
}
