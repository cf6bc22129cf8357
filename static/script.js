// Every page works without this. It shows the buttons that need it and keeps the reader's
// place when the language changes.
const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

each('[data-copy]', (button) => {
  const text = button.parentNode.querySelector('textarea');
  const done = button.parentNode.querySelector('[data-done]');
  const words = done.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    done.textContent = '';
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.execCommand('copy');
    }
    done.textContent = words;
  });
});

each('[data-share]', (button) => {
  const { title, url } = button.dataset;
  button.hidden = !navigator.share;
  button.addEventListener('click', () => navigator.share({ title, url }).catch(() => {}));
});

each('a[hreflang]', (link) => {
  link.addEventListener('click', () => { link.hash = location.hash; });
});

document.addEventListener('click', (event) => {
  each('details[open]', (menu) => { menu.open = menu.contains(event.target); });
});

document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && document.activeElement.closest('details[open]');
  if (menu) { menu.open = false; menu.firstElementChild.focus(); }
});
