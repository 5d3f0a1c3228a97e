// Under "Share": copies the address, hands the page to the phone's own list of programs, prints. Each button is there
// only where it does something; without a script the address can be marked by hand, and the links work by themselves.
const share = document.querySelector('.share');
const address = share.querySelector('.addr');
const done = share.querySelector('[role=status]');
const acts = {
  copy: async () => {
    getSelection().selectAllChildren(address);
    try {
      await navigator.clipboard.writeText(address.textContent);
    } catch {
      // Not over https, or not allowed: what is marked is copied the old way.
      if (!document.execCommand('copy')) return;
    }
    done.textContent = done.dataset.done;
    setTimeout(() => (done.textContent = ''), 5000);
  },
  send: navigator.share && (() => navigator.share({ title: document.title, url: address.textContent }).catch(() => {})),
  print: window.print && (() => print()),
};
for (const button of share.querySelectorAll('button')) {
  const act = acts[button.dataset.act];
  button.hidden = !act;
  button.onclick = act;
}
