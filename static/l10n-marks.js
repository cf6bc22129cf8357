// Tells which text it is that the reader points at, has the focus on or taps: its name and state, the line of the file, the
// English. Two buttons lead from one to the next, also to those in links and controls, where a tap does something else.
if (document.querySelector('.l10n-text')) {
  const strip = document.getElementById('l10n');
  const control = 'a[href], button, summary, label';
  // What is folded can be shown; what is hidden in another way is not for the eye.
  const marks = () => [...document.querySelectorAll('.l10n-text')].filter((mark) => mark.getClientRects().length || mark.closest('details:not([open])'));
  const make = (name, parent, text = '') => {
    const made = parent.appendChild(document.createElement(name));
    made.textContent = text;
    return made;
  };

  const box = make('div', strip);
  box.id = 'l10n-mark';
  const told = make('p', box);
  told.setAttribute('role', 'status');
  const steps = make('p', box);
  let chosen = null;

  // The lines of a mark: its name and state, its place, its English; without the script they are its title.
  const tell = () => {
    const all = marks();
    told.replaceChildren();
    if (!chosen) {
      told.textContent = `${all.length} texts are on this page. Point at one, go to it with Tab, or tap it.`;
      return;
    }
    const [head, ...lines] = chosen.dataset.note.split('\n');
    const [name] = head.split(': ');
    const english = lines.find((line) => line.startsWith('English: '));
    make('span', told, `${all.indexOf(chosen) + 1} of ${all.length}: `);
    make('code', told, name);
    make('span', told, head.slice(name.length));
    for (const line of lines) if (line !== english) { told.append(', '); make('code', told, line); }
    if (english) { make('br', told); make('span', told, english); }
    const link = document.getElementById('l10n-texts');
    told.append(' ');
    make('a', told, 'All its forms').href = `${link.pathname}#text-${name.split('.')[0]}`;
  };

  const choose = (mark) => {
    if (!mark || mark === chosen) return;
    if (chosen) chosen.classList.remove('l10n-chosen');
    chosen = mark;
    chosen.classList.add('l10n-chosen');
    tell();
  };

  const step = (by) => {
    const all = marks();
    const at = all.indexOf(chosen);
    const next = all[(at < 0 && by < 0 ? all.length : at) + by] || all[by < 0 ? all.length - 1 : 0];
    for (let inside = next; inside; inside = inside.parentElement) if (inside.matches('details')) inside.open = true;
    choose(next);
    next.scrollIntoView({ block: 'center' });
  };
  for (const [words, by] of [['Previous text', -1], ['Next text', 1]]) {
    const button = make('button', steps, words);
    button.type = 'button';
    button.addEventListener('click', () => step(by));
  }

  // What stands in a link or a control has the focus together with it.
  const prepare = () => {
    for (const mark of document.querySelectorAll('.l10n-text[title]')) {
      mark.dataset.note = mark.title;
      mark.removeAttribute('title');
      if (!mark.parentElement.closest(control)) mark.tabIndex = 0;
    }
    if (chosen && !chosen.isConnected) {
      const [name] = chosen.dataset.note.split(': ');
      chosen = marks().find((mark) => mark.dataset.note.startsWith(`${name}: `)) || null;
    }
    if (chosen) chosen.classList.add('l10n-chosen');
    tell();
  };
  const within = (node) => node.closest('.l10n-text') || (node.matches(control) && node.querySelector('.l10n-text'));
  const pointed = (event) => choose(within(event.target));
  // Not where the pointer enters a text: the page may have moved below a pointer that rests.
  document.addEventListener('pointermove', pointed);
  document.addEventListener('pointerdown', pointed);
  document.addEventListener('click', pointed);
  document.addEventListener('focusin', ({ target }) => choose(within(target) || [...target.labels || []].map(within).find(Boolean)));
  document.addEventListener('l10n-shown', prepare);
  prepare();
}
