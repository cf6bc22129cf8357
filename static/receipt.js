// What the receipt has besides.
// A time that the page says as UTC, by the clock of this device and in the way of the line that says it.
each('[data-local]', (line) => {
  const { lang } = document.documentElement;
  // As the world writes it: the day first in English, too.
  const words = lang.includes('-') ? lang : `${lang}-001`;
  const said = document.querySelector('time');
  const time = new Date(said.dateTime);
  const text = said.textContent.replace(/[\u2066-\u2069]/g, '').replace(/\s/g, ' ');
  const written = (hour, timeZone) => [
    time.toLocaleDateString(words, { calendar: 'gregory', dateStyle: 'long', timeZone }),
    time.toLocaleTimeString(words, { hour, minute: '2-digit', hourCycle: 'h23', timeZone }),
  ].map((part) => part.replace(/\s/g, ' '));
  // A browser that has not the words of this language says “M11”, or takes English ones. Digits are better: 2026-11-27 03:10, as Swedish writes them.
  let local = time.toLocaleString('sv', { dateStyle: 'short', timeStyle: 'short' });
  // Persian writes hours below ten with one digit, others with two; of an hour with two digits either may be.
  for (const digits of ['numeric', '2-digit']) {
    const [day, hour] = written(digits);
    const [from, to] = written(digits, 'UTC').map((part) => [text.indexOf(part), part.length]);
    // Day, month and year stay on one line, in whatever digits.
    if (from[0] >= 0 && to[0] > from[0]) local = day.replace(/ /g, '\u00a0') + text.slice(from[0] + from[1], to[0]) + hour;
  }
  // A colon as wide as a sign has its space in itself.
  const { words: before } = line.dataset;
  line.append(/：$/.test(before) ? before : `${before} `, made('span', line, /./));
  line.lastElementChild.textContent = local;
  line.hidden = false;
});

// The sender’s own copy, which the form has left for this page: shown once, and to nobody but who was led here by sending it.
each('dl[data-sent]', (list) => {
  let sent;
  try {
    ({ sent } = sessionStorage);
    delete sessionStorage.sent;
  } catch (error) {
    // Nothing is kept.
  }
  const [arrival] = performance.getEntriesByType('navigation');
  if (!sent || !arrival || !arrival.redirectCount) return;
  JSON.parse(sent).filter((entry) => entry[2]).forEach(([words, lang, typed]) => {
    const entry = list.appendChild(document.createElement('div'));
    entry.className = 'field';
    const [name, value] = ['dt', 'dd'].map((tag) => entry.appendChild(document.createElement(tag)));
    if (lang) name.lang = lang;
    name.className = 'hint';
    name.textContent = words;
    value.className = 'typed';
    value.dir = 'auto';
    value.textContent = typed;
  });
  each('[data-sent]', (part) => {
    part.hidden = false;
    // Back does not show it again.
    addEventListener('pagehide', () => { part.remove(); });
  });
});
