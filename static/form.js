// What the form has besides.
// Characters are counted as the server counts them: code points, a line end as one.
each('[data-max]', (field) => {
  const { max } = field.dataset;
  const count = field.nextElementSibling;
  const { lang } = document.documentElement;
  const show = () => {
    const { length } = [...field.value];
    const { words } = count.dataset;
    // A browser that has not the numbers of this language would write 75,000 beside the server’s 5.000.
    const useGrouping = words.includes((+max).toLocaleString(lang));
    count.textContent = length < max * 0.9 ? '' : words.replace('#', length.toLocaleString(lang, { useGrouping }));
    count.classList.toggle('fault', length > max);
  };
  // It is read out in a pause, and not at every key.
  let pause;
  field.addEventListener('input', () => { clearTimeout(pause); pause = setTimeout(show, 400); });
  show();
  field.style.fieldSizing = 'content';
  // No browser parts a field between two pages: what was typed is printed from a copy.
  const copy = document.createElement('div');
  copy.className = 'paper typed';
  copy.dir = 'auto';
  field.before(copy);
  addEventListener('beforeprint', () => { copy.textContent = field.value; });
  // Nobody fills in the form in a moment; a machine does. A form that came back filled in says nothing of that.
  const { form } = field;
  // Whoever has opened the very address that a form is sent to: it would be gone if no answer comes.
  if (form.action === location.href) form.action += '=again';
  // The sender’s own copy, for the receipt alone: each label and its language, and what was typed or chosen.
  const copies = () => [...form.querySelectorAll('.field:not(.agree)')].map((entry) => {
    const label = entry.querySelector('legend, label');
    const chosen = entry.querySelector(':checked');
    const shown = chosen && (chosen.labels ? chosen.labels[0] : chosen).textContent;
    return [label.textContent, (label.querySelector('[lang]') || label).lang, shown || entry.querySelector('input, textarea').value];
  });
  const keep = (text) => {
    try {
      if (text) sessionStorage.sent = text; else delete sessionStorage.sent;
    } catch (error) {
      // There is none on the receipt.
    }
  };
  keep();
  form.addEventListener('submit', () => { keep(JSON.stringify(copies())); });
  const { elapsed } = form;
  let since;
  const isFilled = () => [...form.elements].some((e) => /^text|^email/.test(e.type) && e.value);
  addEventListener('pageshow', () => { if (!isFilled()) form.addEventListener('input', () => { since = performance.now(); }, { once: true }); });
  form.addEventListener('submit', () => { if (elapsed) elapsed.value = since ? Math.round((performance.now() - since) / 100) / 10 : ''; });
});

// The menu takes along what was typed into a form, by the buttons below it.
each('.switch', (block) => {
  each('.menu a', (link) => {
    const press = document.querySelector(link.hash);
    link.href = press.formAction;
    link.addEventListener('click', (event) => { event.preventDefault(); press.click(); });
  });
  block.hidden = true;
});
