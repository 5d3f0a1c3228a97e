// The search of one edition. Its index is in small scripts beside the page, which work from a disk too: `i.js` says
// where to look, `w0.js` … hold words, `d0.js` … titles and addresses; `online/` the same for what no copy of the site
// has, and is done without where it is missing. The generator writes these files and explains them (render/search/).
// Nothing here knows a language: how to fold letters and what to say comes with the index.
(() => {
  const $ = (id) => document.getElementById('g-' + id);
  const form = $('find'), found = $('found'), failed = $('failed'), list = $('hits'), more = $('more'), rest = $('az');
  const input = form.elements.q;
  let files = {}, got = {}, fresh = '', turn = 0, timer, table, parts, head, hits, words, shown;

  window.guidepostSearch = (name, version, data) => { got[name] = [version, data]; };

  // Loads a file of the index; nothing comes of one that is not there.
  const load = (name, version) => files[name] || (files[name] = new Promise((done) => {
    const script = document.createElement('script');
    script.src = name + '.js' + (version && '?' + version);
    script.onload = script.onerror = () => {
      script.remove();
      if (!got[name]) delete files[name];
      done(got[name]);
    };
    document.head.appendChild(script);
  }));

  const part = (folder) => load(folder + 'i', fresh).then((file) => file && { folder, version: file[0], ...file[1] });

  // A file of a part. One of another version than the head comes from another build: then all is loaded anew.
  const piece = (of, name) => load(of.folder + name, of.version).then((file) => {
    if (!file && of.folder) return [];
    if (!file || file[0] != of.version) throw file && file[0];
    return file[1];
  });

  // Folds a text as base::fold does.
  const letter = (c) => {
    const [base] = c.normalize('NFD');
    for (const known of [c, base]) if (known in table) return table[known];
    return /[a-z0-9]/.test(base) ? base
      // A mark that the canonical order puts behind another one stands on a letter.
      : /[\u0300-\u036f]/.test(c) || (c + '\u0334').normalize('NFD')[0] == '\u0334' ? ''
        : /[\p{Alphabetic}\p{N}]/u.test(c) ? c : ' ';
  };
  const fold = (text) => head.p.reduce(
    (key, pair) => key.split(pair[0]).join(pair[1]),
    [...text.normalize().toLowerCase()].map(letter).join('').replace(/ +/g, ' ').trim()
  );

  // The words from one to the last that begins with another, with what is said of each: those of four files at most.
  const terms = (of, from, at) => {
    const starts = of.t;
    let which = starts.map((_, i) => i).filter((i) => starts[i] <= at + '\uffff' && !(starts[i + 1] <= from));
    if (which.length > 4) which = which.filter((i) => !(starts[i + 1] <= at)).slice(0, 4);
    return Promise.all(which.map((i) => piece(of, 'w' + i))).then((all) => [].concat(...all.map(unpack)));
  };
  const unpack = (file) => {
    if (!file.terms && file[0]) {
      const places = file[1].split(' ');
      let last = '';
      file.terms = file[0].match(/[A-Z][^A-Z]*/g).map((text, i) => [
        last = last.slice(0, text.charCodeAt(0) - 65) + text.slice(1), places[i]
      ]);
    }
    return file.terms || [];
  };

  // How well a word of the index fits: it is the word, begins with it, or is what the word begins with.
  const fits = (term, word) => term == word ? 4 : term.startsWith(word) ? 2
    : term.length > 3 && word.length - term.length < 4 && word.startsWith(term) ? .2 : 0;

  // Where nothing fits: how much of the word stands there, with one mistake in it, or with another ending.
  const nearly = (term, word) => {
    let i = 0;
    while (i < word.length && term[i] == word[i]) i++;
    const a = term.slice(i), b = word.slice(i);
    const slip = a.slice(1) == b.slice(1) || a.slice(1) == b || a == b.slice(1)
      || (a[0] == b[1] && a[1] == b[0] && a.slice(2) == b.slice(2));
    return word.length > 4 && slip ? word.length : i > 3 ? i : 0;
  };

  // Adds the documents of a word to `scores`; says whether it stands nearly everywhere.
  const add = (places, fit, scores) => {
    let doc = 0, n = 0;
    for (const c of places.replace('!', '')) {
      let figure = c.charCodeAt(0) - 35;
      if (figure > 56) figure--;
      n = n * 32 + figure % 32;
      if (figure < 32) {
        doc += n >> 2;
        scores.set(doc, Math.max(scores.get(doc) || 0, fit * [1, 3, 9, 16][n % 4]));
        n = 0;
      }
    }
    return places[0] == '!';
  };

  // The documents of one word.
  const look = async (word) => {
    const scores = new Map(), all = [];
    for (const loose of [0, 1]) {
      const at = loose ? word.slice(0, 3) : word;
      for (const of of parts) if (of) {
        for (const [term, places] of await terms(of, word.length > 4 ? at.slice(0, Math.max(4, word.length - 3)) : at, at)) {
          const fit = (loose ? nearly : fits)(term, word);
          if (fit) all.push([fit, places]);
        }
      }
      if (all[0]) {
        const best = loose && Math.max(...all.map((one) => one[0]));
        for (const [fit, places] of all) if (fit >= best && add(places, loose ? .5 : fit, scores)) scores.common = 1;
        break;
      }
    }
    return scores;
  };

  // The documents of a query, best first: those with most of its words. What is only online has numbers from 1e6.
  const find = async (query) => {
    parts = await Promise.all([part(''), form.dataset.online && part('online/')]);
    head = parts[0];
    if (!head) throw 0;
    table = {};
    head.f.split(' ').forEach((row) => { table[row[0]] = row.slice(1); });
    const search = async (of) => {
      words = of;
      const each = await Promise.all(of.map(look)), all = new Map();
      each.forEach((scores) => scores.forEach((_, doc) => all.set(doc, each.reduce(
        (sum, other) => sum + (other.get(doc) || 0) + (other.has(doc) || other.common ? 1e4 : 0), 0
      ))));
      const best = [...all].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      return best.filter((hit) => hit[1] >= Math.floor(best[0][1] / 1e4) * 1e4).map((hit) => hit[0]);
    };
    // A telephone number is one word, however it is written.
    const number = /^[\d\s+()\/.-]+$/.test(query) && query.replace(/\D/g, '').replace(/^00/, '');
    const called = number ? await search([number]) : [];
    return called.length ? called : search(fold(query).split(' ').filter((word) => word));
  };

  const put = (into, name, text, of, lang) => {
    const made = into.appendChild(document.createElement(name));
    made.textContent = text;
    if (of) [made.lang, made.dir] = of.l[lang || 0];
    return made;
  };

  const row = (of, [title, address, kind, excerpt, lang, excerptLang]) => {
    const item = put(list, 'li', ''), line = put(item, 'h2', ''), link = put(line, 'a', '', of, lang);
    item.className = 'row';
    line.className = 'row-t';
    link.href = '../' + (location.protocol == 'file:' ? address.replace(/\/(#|$)/, '/index.html$1') : address);
    // The words that were looked for are marked.
    title.split(/([\s\p{P}]+)/u).forEach((text) => {
      if (fold(text).split(' ').some((part) => part && words.some((word) => fits(part, word)))) put(link, 'mark', text);
      else link.append(text);
    });
    if (excerpt) put(item, 'p', excerpt, of, excerptLang);
    const tag = put(item, 'p', '');
    tag.className = 'tag';
    put(tag, 'span', of.k[kind][0], of, of.k[kind][1]);
    if (lang) {
      tag.append(' · ');
      put(tag, 'span', of.l[lang][2], of, lang);
    }
    return link;
  };

  // Shows ten more.
  const show = async (mine) => {
    const next = hits.slice(shown, shown + 10);
    const rows = await Promise.all(next.map((doc) => {
      const of = parts[doc / 1e6 | 0], nr = doc % 1e6;
      return piece(of, 'd' + (nr / of.c | 0)).then((rows) => [of, rows[nr % of.c]]);
    }));
    if (mine != turn) return;
    if (!shown) list.textContent = '';
    const links = rows.filter((one) => one[1]).map((one) => row(...one));
    if (shown && links[0]) links[0].focus();
    shown += 10;
    more.hidden = shown >= hits.length;
  };

  // Shows results, or else the list of everything, and whether the search failed.
  const state = (results, bad) => {
    list.hidden = !results;
    rest.hidden = !list.hidden;
    failed.hidden = !bad;
    if (!results) {
      more.hidden = true;
      found.textContent = '';
    }
  };

  const run = async (again) => {
    const query = input.value.trim(), mine = ++turn;
    clearTimeout(timer);
    try { history.replaceState(null, '', query ? '?q=' + encodeURIComponent(query) : location.pathname); } catch (e) {}
    if (!query) return state(0);
    try {
      const all = await find(query);
      if (mine != turn) return;
      hits = all;
      shown = 0;
      await show(mine);
      const count = hits.length, said = head.s[head.n[count < 200 ? count : 100 + count % 100]];
      state(count);
      found.textContent = said[0].replace('#', count);
      [found.lang, found.dir] = head.l[said[1]];
    } catch (version) {
      if (mine != turn) return;
      files = {};
      got = {};
      fresh = version || '';
      if (version && again !== 1) return run(1);
      state(0, 1);
    }
  };

  form.hidden = false;
  form.addEventListener('submit', (event) => { event.preventDefault(); run(); });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    if (input.value.trim().length != 1) timer = setTimeout(run, 250);
  });
  more.addEventListener('click', () => show(turn));
  const asked = new URLSearchParams(location.search).get('q');
  if (asked) {
    input.value = asked;
    run();
  }
})();
