// What the receipt has besides.
// A time that the page says as UTC, by the clock and in the words of this device.
each('[data-local]', (line) => {
  const { lang } = document.documentElement;
  // As the world writes it: the day first in English, too.
  const words = lang.includes('-') ? lang : `${lang}-001`;
  const time = new Date(document.querySelector('time').dateTime);
  const known = time.toLocaleString(words, { calendar: 'gregory', dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' });
  // A browser that has not the words of this language says “M11”, or takes English ones. Digits are better: 2026-11-27 03:10, as Swedish writes them.
  const local = Intl.DateTimeFormat.supportedLocalesOf(lang).length && !/M\d/.test(known) ? known : time.toLocaleString('sv', { dateStyle: 'short', timeStyle: 'short' });
  // Day, month and year stay on one line, in whatever digits.
  const day = time.toLocaleString(words, { calendar: 'gregory', dateStyle: 'long' });
  line.lastElementChild.textContent = local.replace(day, day.replace(/ /g, '\u00a0'));
  line.hidden = false;
});
