// What pages without a form have besides: the reader’s place when the language changes.
//
// The passage that was asked for, while it is on the screen, or the one that is being read, is the place in the other language,
// too. Whoever sees the title is at the beginning, and in the note at the end. An abbreviation is no place: another language may
// write it out.
const place = () => {
  const asked = document.getElementById(location.hash.slice(1));
  const box = asked && !asked.matches('main, dl *, [role=doc-glossref]') && asked.getBoundingClientRect();
  if (box && box.bottom > 0 && box.top < innerHeight) return location.hash;
  const read = [...document.querySelectorAll('h1, .passage')].find((passage) => passage.getBoundingClientRect().bottom > 0);
  return read && !read.matches('h1, .note *') ? `#${read.id}` : '';
};
each('a[hreflang]', (link) => {
  link.addEventListener('click', () => { link.hash = place(); });
});
