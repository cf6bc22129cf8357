// Every page works without this, which all of them have. It makes the buttons that need it, and keeps how the text is to look.
const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

// An element with the attributes of the place that was kept for it, of which some are left out.
const made = (tag, place, without) => {
  const element = document.createElement(tag);
  Array.from(place.attributes).forEach(({ name, value }) => { if (!without.test(name)) element.setAttribute(name, value); });
  return element;
};
const button = (place, act) => {
  const element = made('button', place, /hidden/);
  element.type = 'button';
  element.textContent = place.dataset.words;
  element.addEventListener('click', act);
  place.replaceWith(element);
  return element;
};

each('[data-print]', (place) => button(place, () => print()));

// How the text is to look is kept on this device, where that is allowed, for the pages that are read next.
each('.reading', (group) => {
  const boxes = [...group.querySelectorAll('input')];
  // None of their ids is in another one.
  const check = (ids) => boxes.forEach((box) => { box.checked = ids.includes(box.id); });
  const keep = () => {
    const ids = boxes.filter((box) => box.checked).map((box) => box.id);
    try {
      if (ids.length) localStorage.reading = ids.join(' '); else delete localStorage.reading;
    } catch (error) {
      // It holds for this page.
    }
  };
  const restore = () => {
    try {
      check(localStorage.reading || '');
    } catch (error) {
      // Nothing is kept.
    }
  };
  restore();
  // A browser that comes back to a page fills in what was chosen when it was left.
  addEventListener('pageshow', restore);
  group.addEventListener('change', keep);
  button(group.querySelector('[data-words]'), () => { check(''); keep(); });
});

// An open menu never lies over what the reader has gone on to.
for (const moved of ['click', 'focusin']) {
  document.addEventListener(moved, (event) => {
    each('.menu details[open]', (menu) => { menu.open = menu.contains(event.target); });
  });
}

document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && document.activeElement.closest('.menu details[open]');
  if (menu) { menu.open = false; menu.firstElementChild.focus(); }
});
