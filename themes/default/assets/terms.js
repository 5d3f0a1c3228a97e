// A word of the glossary, tapped, shows its explanation over the page. The link to the glossary stays for browsers that
// know no popover, and the explanations stand at the end of the text as well, where no script is needed.
const words = document.querySelector('.words');
if (words && 'popover' in words) {
  const box = document.createElement('div');
  box.className = 'word';
  box.popover = 'auto';
  box.tabIndex = -1;
  box.setAttribute('role', 'dialog');
  const close = document.createElement('button');
  close.className = 'btn';
  close.textContent = words.dataset.close;
  close.onclick = () => box.hidePopover();
  document.body.append(box);
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a.term');
    const word = link && document.getElementById('g-w-' + link.hash.slice(1));
    if (!word || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const name = word.cloneNode(true), meaning = word.nextElementSibling.cloneNode(true);
    const [head, text] = [name, meaning].map((part) => {
      const p = document.createElement('p');
      for (const a of ['lang', 'dir']) if (part.hasAttribute(a)) p.setAttribute(a, part.getAttribute(a));
      p.append(...part.childNodes);
      return p;
    });
    head.id = 'g-word';
    head.className = 'card-t';
    box.setAttribute('aria-labelledby', head.id);
    box.replaceChildren(head, text, close);
    box.showPopover();
    box.focus();
    // The reader goes on where they were.
    box.ontoggle = (toggle) => toggle.newState == 'closed' && link.focus();
  });
}
