// Keeps the edition on the phone, tells the truth about it, and takes it away again.
(() => {
  const box = document.getElementById('g-keep');
  if (!box) return;
  const listAt = new URL(box.dataset.list, location).href, root = new URL(box.dataset.root, location);
  const home = new URL(box.dataset.home, location), name = 'guidepost ' + home.pathname;
  const workers = navigator.serviceWorker, part = listAt + '?part';
  const all = (of) => box.querySelectorAll('[data-' + of + ']');
  const bar = box.querySelector('progress');
  const key = (file) => new URL(file[0], root).href + '?' + file[1];
  const number = (n) => n.toLocaleString(document.documentElement.lang);
  const texts = new Map();
  box.hidden = false;

  // Shows what is said and what can be done now; `values` are how many files, of how many, which day, how many kB.
  const show = (says, does, ...values) => {
    for (const p of all('say')) {
      const at = p.firstElementChild || p;
      if (!texts.has(p)) texts.set(p, at.textContent);
      if (!(p.hidden = !says.includes(p.dataset.say))) {
        at.textContent = texts.get(p).replace(/\{(\d)\}/g, (_, n) => values[n]);
      }
    }
    for (const button of all('do')) button.hidden = !does.includes(button.dataset.do);
    bar.hidden = !says.includes('working');
  };
  if (!workers || !window.caches || !crypto.subtle) return show(['unable'], []);

  const kept = async (url) => {
    const found = await caches.match(url, { cacheName: name });
    return found && found.json();
  };
  const newest = async () => {
    const answer = await fetch(listAt, { cache: 'no-cache' });
    if (!answer.ok) throw 0;
    return answer.json();
  };
  const names = async (cache) => new Set((await cache.keys()).map((request) => request.url));
  const worker = async () => (await workers.getRegistrations()).find((one) => one.scope == home.href);
  const json = (value) => new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });

  async function look(more = []) {
    if (!await caches.has(name)) return show(['none', ...more], ['go']);
    const cache = await caches.open(name), have = await names(cache), missing = (list) => list.files.filter((f) => !have.has(key(f)));
    const mine = await kept(listAt), whole = mine && !missing(mine).length && await worker();
    const site = await newest().catch(() => 0);
    if (!whole) {
      const wanted = site || await kept(part) || mine, n = wanted ? wanted.files.length : 0;
      return show(['half', ...more], ['on', 'remove'], number(wanted ? n - missing(wanted).length : 0), number(n));
    }
    const lacks = site ? missing(site) : [];
    const same = site && site.files.map(key).join() == mine.files.map(key).join();
    if (same) await cache.put(listAt, json(site));
    const state = !site ? 'unknown' : same ? 'newest' : 'newer';
    const size = Math.ceil(lacks.reduce((sum, f) => sum + f[2], 0) / 1000);
    show(['whole', 'home', 'care', state, ...more], state == 'newer' ? ['update', 'remove'] : ['remove'], 0, 0, (same ? site : mine).day, number(size));
  }

  // One file, which must be the one that the list means: on the way a page of somebody else may have taken its place.
  async function load(cache, file) {
    for (const mode of ['default', 'reload']) {
      const answer = await fetch(key(file), { cache: mode }), bytes = await answer.arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      if (answer.ok && [...hash].map((b) => b.toString(16).padStart(2, 0)).join('').startsWith(file[1])) {
        return cache.put(key(file), new Response(bytes, { headers: { 'content-type': answer.headers.get('content-type') || '' } }));
      }
    }
    throw 'changed';
  }

  async function keep() {
    show(['working'], [], 0, '…');
    const list = await newest(), cache = await caches.open(name);
    await cache.put(part, json(list));
    const have = await names(cache), todo = list.files.filter((f) => !have.has(key(f))), n = list.files.length;
    let done = n - todo.length;
    const tell = () => {
      bar.max = n;
      bar.value = done;
      show(['working'], [], number(done), number(n));
    };
    const some = async () => {
      for (let file; (file = todo.shift());) {
        await load(cache, file).catch((error) => {
          todo.length = 0;
          throw error;
        });
        done++;
        tell();
      }
    };
    tell();
    for (const one of await Promise.allSettled([some(), some(), some()])) if (one.reason) throw one.reason;
    // From here on this is the copy; what only the one before had goes.
    await cache.put(listAt, json(list));
    const wanted = new Set([listAt, ...list.files.map(key)]);
    for (const url of await names(cache)) if (!wanted.has(url)) await cache.delete(url);
    await workers.register(new URL('sw.js', home), { scope: home.pathname, updateViaCache: 'all' });
    await workers.ready;
  }

  async function remove() {
    const one = await worker();
    if (one) await one.unregister();
    await caches.delete(name);
  }

  const deeds = { go: keep, on: keep, update: keep, remove };
  for (const button of all('do')) button.onclick = async () => {
    try {
      if (button.dataset.do != 'remove' && navigator.storage && navigator.storage.persist) navigator.storage.persist();
      await deeds[button.dataset.do]();
      await look();
    } catch (error) {
      await look([error == 'changed' ? 'changed' : error.name == 'QuotaExceededError' ? 'space' : 'lost']);
    }
  };
  look();
})();
