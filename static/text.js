// What pages without a form have besides: the reader’s place when the language changes.
//
// The passage that was asked for, while it is on the screen, or the one that is being read, is the place in the other language,
// too. Whoever sees the title is at the beginning, and in the note at the end. An abbreviation is no place: another language may
// write it out.
const place = () => {
  const asked = document.getElementById(location.hash.slice(1));
  const box = asked && !asked.matches('main, dl *, [role=doc-glossref]') && asked.getBoundingClientRect();
  if (box && box.bottom > 0 && box.top < innerHeight) return location.hash;
  const isBelow = (element) => element.getBoundingClientRect().bottom > 0;
  const read = !isBelow(document.querySelector('h1')) && [...document.querySelectorAll('.passage:not(.note *)')].find(isBelow);
  return read ? `#${read.id}` : '';
};
each('a[hreflang]', (link) => {
  link.addEventListener('click', () => { link.hash = place(); });
});
