// Answers for the pages of an edition from the copy that offline.js has made; see src/render/kept.rs for what wins.
// `folder` stands before this file: the folder of the page that keeps the copy.
const home = new URL('./', location), root = new URL('../', location);
const name = 'guidepost ' + home.pathname, list = new URL(folder + 'kept.json', home).href;
const kept = (url) => caches.match(url, { cacheName: name });
const hashes = (list) => new Map(list.files.map((f) => [new URL(f[0], root).pathname, f[1]]));
// What the site holds now, as far as can be known soon.
let now;

addEventListener('install', () => skipWaiting());
addEventListener('fetch', (event) => {
  const { request } = event, url = new URL(request.url);
  // What offline.js loads carries the hash it wants.
  if (request.method == 'GET' && url.origin == location.origin && !/^\?[0-9a-f]{12}$/.test(url.search)) {
    event.respondWith(answer(request, url.pathname.replace(/\/index\.html$/, '/')));
  }
});

async function answer(request, path) {
  const mine = await kept(list), hash = mine && hashes(await mine.json()).get(path);
  const copy = hash && await kept(new URL(path, root).href + '?' + hash);
  if (copy) {
    now ||= soon();
    const site = await now;
    if (!site || site.get(path) == hash) return copy;
  }
  try {
    const fresh = await fetch(request);
    return copy && fresh.status > 499 ? copy : fresh;
  } catch (error) {
    if (copy) return copy;
    if (mine && request.mode == 'navigate') return Response.redirect(new URL(folder + 'absent/', home));
    throw error;
  }
}

// Asks for the list, and asks again after a minute; whoever waits for it waits two seconds and no more.
function soon() {
  setTimeout(() => now = 0, 6e4);
  return Promise.race([newest().then(hashes).catch(() => 0), new Promise((end) => setTimeout(end, 2e3))]);
}

async function newest() {
  const seen = await kept(list + '?now');
  if (seen && Date.now() - seen.headers.get('x-at') < 36e5) return seen.json();
  const answer = await fetch(list, { cache: 'no-cache' });
  const text = await answer.text(), site = JSON.parse(text);
  // Opening a cache that has been removed would bring it back.
  if (answer.ok && await caches.has(name)) {
    (await caches.open(name)).put(list + '?now', new Response(text, { headers: { 'x-at': Date.now() } }));
  }
  return site;
}
