// Shows what was saved without loading the page again: only what has changed is changed, so that the reader’s place, what is
// typed, what is open and what has the focus stay.
{
  const strip = document.getElementById('l10n');
  const findings = document.getElementById('l10n-findings');
  const pause = (time) => new Promise((done) => { setTimeout(done, time); });

  // A page as a document, without running anything of it.
  const load = (address) => new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'document';
    request.onload = () => done(request);
    request.onerror = request.onabort = fail;
    request.send();
  });

  // What readers do with a field is theirs.
  const typed = ['value', 'checked', 'selected'];
  const isOurs = (node) => node.nodeName === 'SCRIPT' || node === strip;
  // The body ends with scripts, of which the first version has not all.
  const inside = (node) => node.nodeName === 'BODY' ? [...node.children].filter((child) => child.nodeName !== 'SCRIPT') : [...node.childNodes];
  // What the words of a page are kept in for its scripts: some make a button of it.
  const isForScripts = (node) => node.nodeType === Node.ELEMENT_NODE && node.hasAttribute('data-words');
  const key = (node) => isForScripts(node) ? 'words' : `${node.nodeName} ${node.id || ''}`;

  // Which nodes of two lists stand for each other, in order: the longest common sequence of their keys.
  const pairs = (from, to) => {
    const [one, other] = [from.map(key), to.map(key)];
    const lengths = Array.from({ length: from.length + 1 }, () => new Array(to.length + 1).fill(0));
    for (let i = from.length - 1; i >= 0; i -= 1) {
      for (let j = to.length - 1; j >= 0; j -= 1) {
        lengths[i][j] = one[i] === other[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    const found = new Map();
    for (let i = 0, j = 0; i < from.length && j < to.length;) {
      if (one[i] === other[j] && lengths[i][j] === lengths[i + 1][j + 1] + 1) found.set(to[j++], i++);
      else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
      else j += 1;
    }
    return found;
  };

  // Shows other words where a script has shown the former ones.
  const say = (live, from, to) => {
    if (live.nodeName === 'BUTTON') live.textContent = to.dataset.words;
    // The script counts again, and writes its words with the number.
    if (live.nodeName === 'OUTPUT') document.getElementById(live.htmlFor.value).dispatchEvent(new Event('input'));
    if (!to.dataset.said) return;
    for (const status of live.parentNode.querySelectorAll('[role=status]')) {
      if (status.textContent === from.dataset.said) status.textContent = to.dataset.said;
    }
  };

  // Does to what is on the screen what was done to the page between two versions of it.
  const update = (live, from, to) => {
    if (isOurs(live) || from.isEqualNode(to)) return;
    if (live.nodeType !== Node.ELEMENT_NODE) { live.nodeValue = to.nodeValue; return; }
    for (const { name, value } of to.attributes) {
      if (from.getAttribute(name) !== value && !typed.includes(name)) live.setAttribute(name, value);
    }
    for (const { name } of from.attributes) {
      if (!to.hasAttribute(name) && !typed.includes(name)) live.removeAttribute(name);
    }
    if (isForScripts(to)) { say(live, from, to); return; }
    if (live.nodeName === 'TEXTAREA') return;
    const [all, before, after] = [live, from, to].map(inside);
    // Other scripts have added to what was sent.
    const sent = pairs(before, all);
    const here = all.filter((node) => sent.has(node));
    if (here.length !== before.length) {
      // Another script has taken something out.
      live.replaceChildren(...after.map((node) => document.importNode(node, true)));
      return;
    }
    const found = pairs(before, after);
    const kept = new Set(found.values());
    here.filter((node, number) => !kept.has(number)).forEach((node) => node.remove());
    let next = live.firstChild;
    for (const node of after) {
      const number = found.get(node);
      if (number === undefined) {
        live.insertBefore(document.importNode(node, true), next);
      } else {
        next = here[number].nextSibling;
        update(here[number], before[number], node);
      }
    }
  };

  // The body as the server sent it: this script runs before the other one changes anything.
  const inert = document.implementation.createHTMLDocument('');
  let shown = inert.importNode(document.body, false);
  shown.append(...inside(document.body).map((node) => inert.importNode(node, true)));
  const styles = (page) => [...page.querySelectorAll('head style')].map((style) => style.textContent).join();
  const { responseStatus } = performance.getEntriesByType('navigation')[0] || {};

  const refresh = async () => {
    const { response, status } = await load(location.href);
    // The answer to a form is there only once.
    if (!responseStatus || status === responseStatus) {
      // Another style has another hash, which the policy of this page does not know.
      if (styles(response) !== styles(document)) { location.reload(); return; }
      update(document.body, shown, response.body);
      if (document.title !== response.title) document.title = response.title;
      shown = response.body;
      document.dispatchEvent(new Event('l10n-shown'));
    }
    // The page of what is wrong says it itself.
    if (!findings) return;
    const wrong = (await load(strip.dataset.findings)).response.getElementById('wrong');
    if (wrong.textContent.trim() !== findings.textContent.trim()) {
      findings.replaceChildren(...[...wrong.childNodes].map((node) => document.importNode(node, true)));
    }
    strip.tabIndex = wrong.childElementCount ? 0 : -1;
  };

  // Each way of showing texts stays the one that was chosen.
  const way = (address) => new URL(address).searchParams.get('l10n');
  const shownIn = (address, chosen) => {
    const shown = new URL(address);
    if (chosen) shown.searchParams.set('l10n', chosen); else shown.searchParams.delete('l10n');
    return shown;
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]');
    if (!link || link.origin !== location.origin || link.getAttribute('href').startsWith('#')) return;
    if (!strip.contains(link)) {
      if (way(location.href)) link.href = shownIn(link.href, way(location.href));
    } else if (link.pathname === location.pathname) {
      // What else was asked for stays.
      link.href = shownIn(location.href, way(link.href));
    }
  });

  // The server answers when something was saved. A browser has few connections to one server: a page that nobody sees has none.
  const seen = () => document.hidden ? new Promise((done) => { document.addEventListener('visibilitychange', done, { once: true }); }) : undefined;
  let version = '';
  const follow = async () => {
    const hidden = new AbortController();
    const stop = () => { if (document.hidden) hidden.abort(); };
    document.addEventListener('visibilitychange', stop);
    try {
      const answer = await fetch(`${strip.dataset.wait}?after=${version}`, { signal: hidden.signal });
      const { version: newer } = await answer.json();
      if (newer !== version) {
        await refresh();
        version = newer;
      }
    } catch (error) {
      await pause(document.hidden ? 0 : 500);
    } finally {
      document.removeEventListener('visibilitychange', stop);
    }
  };
  (async () => {
    for (;;) {
      await seen();
      await follow();
    }
  })();
}
