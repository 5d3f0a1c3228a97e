// The list of municipalities: as one types, only those stay whose names fit. Every row shows its names in all languages
// and scripts, so letters need no table: marks are taken off, and đ may be written d or dj. The last vowel may differ,
// because Albanian names change it (Gjakovë, Gjakova).
(() => {
  const input = document.getElementById('g-filter');
  const list = document.querySelector('.az');
  if (!input || !list) return;
  const said = document.getElementById('g-found');
  const fold = (text, dj) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, dj).replace(/ı/g, 'i').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const rows = [...list.querySelectorAll('li > a[href*="/"]')].map((link) => {
    const text = link.textContent;
    return { row: link.parentNode, link, keys: ` ${fold(text, 'd')} ${fold(text, 'dj')}` };
  });
  const filter = () => {
    const word = fold(input.value, 'd');
    const stem = word.length > 3 ? word.replace(/[aeiuаеиу]$/, '') : word;
    const found = new Set();
    for (const { row, link, keys } of rows) {
      row.hidden = !keys.includes(` ${stem}`);
      if (!row.hidden) found.add(link.href);
    }
    for (const part of list.children) {
      part.hidden = word && (part.localName !== 'section' || !part.querySelector('li:not([hidden])'));
    }
    said.textContent = !word ? '' : found.size ? said.dataset.some.replace('#', found.size) : said.dataset.none;
  };
  input.parentNode.hidden = false;
  input.addEventListener('input', filter);
  filter();
})();
