// Leaves a page fast: the page goes blank at once, and its place among the pages of this tab is taken by the other site,
// so that the back button does not lead here again. Esc pressed three times within five seconds does the same as the
// link. What a browser's history keeps, no page can take back; the words under the text say so.
const bar = document.querySelector('.leave');
const way = bar.querySelector('a').href;
const line = bar.querySelector('.esc');
const hint = line.textContent;
const more = [line.dataset.one, line.dataset.two];
let count = 0, timer;
const leave = () => {
  document.title = '\u2060';
  document.documentElement.replaceChildren();
  location.replace(way);
};
bar.addEventListener('click', (event) => {
  if (event.target.closest('a')) {
    event.preventDefault();
    leave();
  }
});
addEventListener('keydown', (event) => {
  if (event.key != 'Escape' || event.repeat) return;
  if (++count > 2) return leave();
  line.textContent = more[2 - count];
  clearTimeout(timer);
  timer = setTimeout(() => {
    count = 0;
    line.textContent = hint;
  }, 5000);
});
// A browser may show the page as it was when one comes back to it.
addEventListener('pageshow', () => (count = 0));
// Only now is it true.
line.hidden = false;
