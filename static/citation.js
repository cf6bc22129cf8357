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
  const address = document.querySelector('#address');
  const cite = () => {
    const asked = paragraph && [...document.querySelectorAll('.passage .number')].find((link) => link.hash === location.hash);
    let text = asked && asked.textContent ? paragraph.replace('{number}', asked.textContent) : page;
    if (address) {
      address.dataset.hash = asked ? asked.hash : '';
      text = text.replace(address.textContent, address.textContent + address.dataset.hash);
    }
    text = text.replace('{day}', () => today(citation.closest('[lang]').lang, zero));
    if (text === citation.textContent) return;
    citation.textContent = '';
    // It breaks behind the slashes of the address, as before.
    text.split(/\/(?=\w)/).forEach((part, index) => {
      if (index) citation.append('/', document.createElement('wbr'));
      citation.append(part);
    });
  };
  addEventListener('hashchange', cite);
  cite();
});
