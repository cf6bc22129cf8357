// What pages with something beside the text have besides: where there is a column for it, it is open.
const wide = matchMedia('(min-width: 64em)');
const unfold = () => each('.side details', (details) => { details.open = wide.matches; });
wide.addListener(unfold);
unfold();

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
