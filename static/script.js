// Every page works without this. It shows the buttons that need it and keeps the reader's
// place when the language changes.
const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

// Copies a text, and says whether that worked.
const copy = async (text, button) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.className = 'hidden';
    field.value = text;
    button.after(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    button.focus();
    return isCopied;
  }
};

each('[data-copy]', (button) => {
  const text = document.querySelector(button.dataset.copy);
  const done = button.nextElementSibling && button.nextElementSibling.matches('[data-done]') ? button.nextElementSibling : button.parentNode.querySelector('[data-done]');
  const words = done.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    done.textContent = '';
    const isCopied = await copy(text.textContent, button);
    getSelection().selectAllChildren(text);
    if (isCopied) done.textContent = words;
  });
});

each('[data-share]', (button) => {
  const { title, url } = button.dataset;
  button.hidden = !navigator.share;
  button.addEventListener('click', () => navigator.share({ title, url }).catch(() => {}));
});

each('[data-print]', (button) => {
  button.hidden = button.parentNode.hidden = false;
  button.addEventListener('click', () => print());
});

// How the text is to look is kept on this device, where that is allowed, for the pages that are read next.
each('.reading', (group) => {
  const boxes = [...group.querySelectorAll('input')];
  const reset = group.querySelector('button');
  const keep = (ids) => {
    try {
      if (ids.length) localStorage.setItem('reading', ids.join(' ')); else localStorage.removeItem('reading');
    } catch {
      // It holds for this page.
    }
  };
  let kept = '';
  try {
    kept = localStorage.getItem('reading') || '';
  } catch {
    // Nothing is kept.
  }
  const chosen = kept.split(' ');
  boxes.forEach((box) => { box.checked = box.checked || chosen.includes(box.id); });
  group.addEventListener('change', () => keep(boxes.filter((box) => box.checked).map((box) => box.id)));
  reset.hidden = false;
  reset.addEventListener('click', () => { boxes.forEach((box) => { box.checked = false; }); keep([]); });
});

// A time that the page says as UTC, by the clock and in the words of this device.
each('[data-local]', (line) => {
  const { lang } = document.documentElement;
  // As the world writes it: the day first in English, too.
  const words = lang.includes('-') ? lang : `${lang}-001`;
  const time = new Date(document.querySelector('time').dateTime);
  line.lastElementChild.textContent = time.toLocaleString(words, { calendar: 'gregory', dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' });
  line.hidden = false;
});

// Where there is a column for it, what stands beside the text is open, and says which section is being read.
const wide = matchMedia('(min-width: 64em)');
const unfold = () => each('.side details', (details) => { details.open = wide.matches; });
wide.addListener(unfold);
unfold();
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

// Characters are counted as the server counts them: code points, a line end as one.
each('[data-max]', (field) => {
  const { max } = field.dataset;
  const count = field.nextElementSibling;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const show = () => {
    const { length } = [...field.value];
    count.textContent = length < max * 0.9 ? '' : `${number.format(length)} / ${number.format(max)}`;
    count.classList.toggle('fault', length > max);
  };
  // It is read out in a pause, and not at every key.
  let pause;
  field.addEventListener('input', () => { clearTimeout(pause); pause = setTimeout(show, 400); });
  show();
  field.style.fieldSizing = 'content';
  // Nobody fills in the form in a moment; a machine does.
  const { elapsed } = field.form;
  field.form.addEventListener('submit', () => { if (elapsed) elapsed.value = Math.round(performance.now() / 100) / 10; });
});

// The passage that was asked for, while it is on the screen, or the one that is being read, is the place in the other language, too.
const place = () => {
  const asked = document.getElementById(location.hash.slice(1));
  const box = asked && !asked.matches('main') && asked.getBoundingClientRect();
  if (box && box.bottom > 0 && box.top < innerHeight) return location.hash;
  const read = scrollY > 0 && [...document.querySelectorAll('.passage')].find((passage) => passage.getBoundingClientRect().bottom > 0);
  return read ? `#${read.id}` : '';
};
each('a[hreflang]', (link) => {
  link.addEventListener('click', () => { link.hash = place(); });
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
