// What pages with a citation have besides: it names the paragraph that was asked for, and on the ministry’s own page the day on
// which it is read. The link that is copied leads to the same place.
const today = (lang, zero) => {
  // As the world writes it: the day first in English, too.
  const words = lang.includes('-') ? lang : `${lang}-001`;
  const options = { calendar: 'gregory', dateStyle: 'long', numberingSystem: { 0: 'latn' }[zero] };
  const day = new Date().toLocaleDateString(words, options);
  // A browser that has not the words of this language says “M11”, or takes English ones. Digits are better: 2026-11-27, as Swedish writes them.
  const isWritten = Intl.DateTimeFormat.supportedLocalesOf(lang).length && !/M\d/.test(day);
  return isWritten ? day.replace(/ /g, '\u00a0') : new Date().toLocaleDateString('sv');
};
each('[data-page], [data-paragraph]', (citation) => {
  const { page = citation.textContent, paragraph, zero } = citation.dataset;
  const address = document.querySelector('#address, #share-link-text');
  const cite = () => {
    const asked = paragraph && [...document.querySelectorAll('.passage .number')].find((link) => link.hash === location.hash);
    const words = asked && asked.textContent ? paragraph.replace('{number}', asked.textContent) : page;
    const [before, after] = words.replace('{day}', () => today(citation.closest('[lang]').lang, zero)).split(address.textContent);
    address.dataset.hash = asked ? asked.hash : '';
    const url = address.textContent + address.dataset.hash;
    if (citation.textContent === before + url + after) return;
    // It may break where the page lets it break, and is written from left to right, as there.
    const link = document.createElement('bdi');
    link.dir = 'ltr';
    url.split(/([^/]\/)(?=\w)/).forEach((part, index) => {
      link.append(part);
      if (index % 2) link.append(document.createElement('wbr'));
    });
    citation.textContent = before;
    citation.append(link, after);
  };
  addEventListener('hashchange', cite);
  cite();
});
