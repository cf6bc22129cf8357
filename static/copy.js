// Copies a text, and says whether that worked.
const copy = async (text, button) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (_) {
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

let last = {};
each('[data-copy]', (place) => {
  const text = document.querySelector(place.dataset.copy);
  const done = made('span', place, /class|hidden|data/);
  done.setAttribute('role', 'status');
  place.parentNode.append(done);
  const copier = button(place, async () => {
    // What another button has said is no longer so.
    last.textContent = '';
    last = done;
    const isCopied = await copy(text.textContent + (text.dataset.hash || ''), copier);
    getSelection().selectAllChildren(text);
    if (isCopied) done.textContent = copier.dataset.said;
  });
});
