// What pages with something beside the text have besides: where there is a column for it, it is open. Where the column goes, it
// is as the reader had it, and what holds the focus stays open.
const wide = matchMedia('(min-width: 64em)');
const unfold = () => each('.side details', (details) => {
  if (wide.matches) details.wasOpen = details.open;
  details.open = wide.matches || details.wasOpen || details.contains(document.activeElement);
});
wide.addListener(unfold);
unfold();

// The contents say which section is being read: that of the place that was asked for, while it is on the screen; else that at
// the top; at the end of the page the last.
const links = document.querySelectorAll('.contents a');
const mark = () => {
  const at = (element) => element.getBoundingClientRect().top;
  const asked = document.getElementById(location.hash.slice(1));
  let end = scrollY && scrollY + innerHeight > document.documentElement.scrollHeight - 2 ? innerHeight : 99;
  if (asked && !asked.closest('dl') && at(asked) >= 0 && at(asked) < innerHeight) end = at(asked);
  const current = [...links].filter((link) => at(document.getElementById(link.hash.slice(1))) <= end).pop();
  links.forEach((link) => { if (link === current) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current'); });
};
if (links.length) {
  addEventListener('scroll', mark, { passive: true });
  addEventListener('hashchange', mark);
  mark();
}

// The explanation of an abbreviation lies over the page as the menu does: Escape puts it away, and the reader stays where it was.
document.addEventListener('keydown', (event) => {
  const back = event.key === 'Escape' && document.querySelector('dl :target .back');
  if (back) { const place = scrollY; location.hash = back.hash; scrollTo(0, place); }
});

// The menu stands above the text: whoever goes up to it comes from the passage at which the page was at rest before.
let rest = '';
let pause;
addEventListener('scroll', () => { clearTimeout(pause); pause = setTimeout(() => { rest = place() || rest; }, 1000); });
each('a[hreflang]', (link) => {
  link.addEventListener('click', () => { link.hash = link.hash || rest; });
});
