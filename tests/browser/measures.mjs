// What is measured in more than one browser. Each of these runs inside a page.

/** Whether the page scrolls sideways, and what reaches beyond its edges. */
export const overflow = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = [...document.querySelectorAll('body *')]
    .filter((e) => !e.closest('.hidden, .skip, svg') && (e.getBoundingClientRect().right > clientWidth + 1 || e.getBoundingClientRect().left < -1))
    .map((e) => e.outerHTML.slice(0, 120));
  return { spills: scrollWidth > clientWidth, wide };
};

/** Where the first line of the statement ends, in px from the top of the page. */
export const firstLine = () => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector('p.passage'));
  // Behind the number.
  return [...range.getClientRects()].find((line) => line.width > 60).bottom;
};

/** How far the numbers are from the line that they stand on, in px. */
export const numbersFromLine = () => {
  const line = document.querySelector('.line').getBoundingClientRect();
  const at = document.dir === 'rtl' ? line.right : line.left;
  return [...document.querySelectorAll('.number')].map((e) => e.getBoundingClientRect()).map((box) => Math.abs((box.left + box.right) / 2 - at));
};

/** Where the title and the line begin, from the side on which lines begin, and whether there is a line. */
export const places = () => {
  const start = (e) => (document.dir === 'rtl' ? innerWidth - e.getBoundingClientRect().right : e.getBoundingClientRect().left);
  const line = document.querySelector('.line');
  return [start(document.querySelector('h1')), start(line), getComputedStyle(line).borderInlineStartStyle].join(' ');
};

/** The two columns of each row of two languages and the line between them, from the side of the page at which the frame begins. */
export const columns = () => {
  const box = document.querySelector('.line').getBoundingClientRect();
  const rule = getComputedStyle(document.querySelector('.line'), '::before');
  const rows = [...document.querySelectorAll('article .row')].map((row) => [row.querySelector('.passage, h2'), row.querySelector('.beside')].map((e) => {
    const { left, right, top } = e.getBoundingClientRect();
    return { left: left - box.left, right: right - box.left, top };
  }));
  return { rows, line: [parseFloat(rule.top), parseFloat(rule.height), parseFloat(rule.insetInlineStart)], frame: [box.width, box.height] };
};
