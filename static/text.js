// What pages without a form have besides: the device’s own sharing, the section that is being read, and the reader’s place
// when the language changes.
each('[data-share]', (place) => {
  const { title, url } = place.dataset;
  if (navigator.share) button(place, () => navigator.share({ title, url }).catch(() => {}));
});

// The contents say which section is being read.
const links = document.querySelectorAll('.contents a');
const mark = () => {
  const read = [...links].filter((link) => document.getElementById(link.hash.slice(1)).getBoundingClientRect().top < innerHeight / 3);
  const current = read.pop();
  links.forEach((link) => { if (link === current) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current'); });
};
if (links.length) {
  addEventListener('scroll', mark, { passive: true });
  mark();
}

// The passage that was asked for, while it is on the screen, or the one that is being read, is the place in the other language,
// too. An abbreviation is none: another language may write it out.
const place = () => {
  const asked = document.getElementById(location.hash.slice(1));
  const box = asked && !asked.matches('main, dl *, [role=doc-glossref]') && asked.getBoundingClientRect();
  if (box && box.bottom > 0 && box.top < innerHeight) return location.hash;
  const read = scrollY > 0 && [...document.querySelectorAll('.passage')].find((passage) => passage.getBoundingClientRect().bottom > 0);
  return read ? `#${read.id}` : '';
};
each('a[hreflang]', (link) => {
  link.addEventListener('click', () => { link.hash = place(); });
});
