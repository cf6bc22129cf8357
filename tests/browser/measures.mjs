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

/** The two columns of each row of two languages, and the pieces of the line between them: where it begins and ends, where the
    last row ends, how far a piece is from the next, and how far it is from the side of the page at which the frame begins. */
export const columns = () => {
  const box = document.querySelector('.line').getBoundingClientRect();
  const rows = [...document.querySelectorAll('article .row')].map((row) => [row.querySelector('.passage, h2'), row.querySelector('.beside')].map((e) => {
    const { left, right, top } = e.getBoundingClientRect();
    return { left: left - box.left, right: right - box.left, top };
  }));
  const pieces = [...document.querySelectorAll('.row')].map((row) => {
    const rule = getComputedStyle(row, '::before');
    const { top, bottom, left, right } = row.getBoundingClientRect();
    const start = document.dir === 'rtl' ? box.right - right : left - box.left;
    return { from: top + parseFloat(rule.top) - box.top, to: bottom - parseFloat(rule.bottom) - box.top, at: start + parseFloat(rule.insetInlineStart), behind: rule.zIndex < 0, isText: !row.closest('.note'), end: bottom - box.top };
  });
  const text = pieces.filter((piece) => piece.isText);
  const gap = Math.max(...text.slice(1).map((piece, index) => piece.from - text[index].to));
  return { rows, line: { from: pieces[0].from, to: Math.max(...pieces.map((piece) => piece.to)), end: pieces.at(-1).end, gap, places: pieces.map((piece) => piece.at), behind: pieces.every((piece) => piece.behind) }, frame: [box.width, box.height] };
};

/** Where the words of each entry of the menu of languages begin, once it is open, from the side on which lines begin. */
export const entriesOfTheMenu = () => {
  document.querySelector('.menu details').open = true;
  return [...document.querySelectorAll('.menu li a')].map((entry) => {
    const range = document.createRange();
    range.selectNodeContents(entry);
    const { left, right } = range.getBoundingClientRect();
    return document.dir === 'rtl' ? innerWidth - right : left;
  });
};

/**
 * What is wrong with the lines of some of what opens something, at every size of the letters: the last word parted from the rest
 * although there is room for it (“needless”), or the chevron alone below the words.
 */
export const partedSummaries = (selector) => {
  const found = [];
  const boxes = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].filter((box) => box.width > 2);
  };
  document.querySelectorAll('details').forEach((details) => { details.open = !details.closest('.menu'); });
  const summaries = [...document.querySelectorAll(selector)].filter((summary) => summary.getClientRects().length);
  for (let size = 14; size <= 36; size += 0.25) {
    document.documentElement.style.fontSize = `${size}px`;
    for (const summary of summaries) {
      const { paddingTop, paddingBottom, paddingLeft, paddingRight, lineHeight } = getComputedStyle(summary);
      const shown = Math.round((summary.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)) / parseFloat(lineHeight));
      const words = boxes(summary);
      const lines = Math.round((Math.max(...words.map((box) => box.bottom)) - Math.min(...words.map((box) => box.top))) / parseFloat(lineHeight) + 0.15);
      summary.style.whiteSpace = 'nowrap';
      const needed = boxes(summary).reduce((sum, box) => sum + box.width, 0) + parseFloat(paddingLeft) + parseFloat(paddingRight);
      summary.style.whiteSpace = '';
      const name = `${summary.textContent.trim()} at ${size} px`;
      if (shown > 1 && needed < summary.parentElement.clientWidth - 3) found.push(`needless: ${name}`);
      else if (shown > Math.max(1, lines)) found.push(`the chevron alone: ${name}`);
    }
  }
  return { found, summaries: summaries.length };
};
