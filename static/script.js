// Every page works without this. It shows the buttons that need it and keeps the reader's
// place when the language changes.
const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

each('[data-copy]', (button) => {
  const { parentNode } = button;
  const text = parentNode.previousElementSibling;
  const done = parentNode.querySelector('[data-done]');
  const words = done.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    done.textContent = '';
    getSelection().selectAllChildren(text);
    try {
      await navigator.clipboard.writeText(text.textContent);
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

// An open menu never lies over what the reader has gone on to.
for (const moved of ['click', 'focusin']) {
  document.addEventListener(moved, (event) => {
    each('details[open]', (menu) => { menu.open = menu.contains(event.target); });
  });
}

document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && document.activeElement.closest('details[open]');
  if (menu) { menu.open = false; menu.firstElementChild.focus(); }
});
