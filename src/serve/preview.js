// The open page's side of the preview: hears from the server what has changed, and shows what is wrong. It stands in
// no finished site. All that it shows lies in a shadow root, so the page's own style and ours do not meet.
(() => {
  'use strict';
  const me = document.currentScript;
  const key = 'guidepost:' + location.pathname;
  let page = me.dataset.page;
  let source, words = {}, closed = '', retry = 250;

  // A page that is loaded again stays where it was.
  const keepPlace = () => {
    const open = [...document.querySelectorAll('details')].map((d) => d.open);
    sessionStorage.setItem(key, JSON.stringify({ x: scrollX, y: scrollY, open, closed }));
  };
  const again = () => {
    keepPlace();
    location.reload();
  };
  const kept = sessionStorage.getItem(key);
  if (kept) {
    sessionStorage.removeItem(key);
    const { x, y, open, closed: before } = JSON.parse(kept);
    closed = before;
    const details = document.querySelectorAll('details');
    if (details.length === open.length) details.forEach((d, i) => (d.open = open[i]));
    history.scrollRestoration = 'manual';
    const back = () => scrollTo({ left: x, top: y, behavior: 'instant' });
    back();
    addEventListener('load', () => {
      back();
      history.scrollRestoration = 'auto';
    });
  }

  // Stylesheets made by script are no inline style, so the page's policy lets them be.
  const restyle = (sheets) => {
    for (const style of document.querySelectorAll('style')) if (style.sheet) style.sheet.disabled = true;
    document.adoptedStyleSheets = sheets.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
  };

  // Whether the page shows a file that is copied as it is.
  const shows = (paths) => {
    const urls = [...document.querySelectorAll('[src],[srcset],[href]')].flatMap((e) => [e.src, e.href, ...(e.srcset || '').split(',').map((s) => new URL(s.trim().split(' ')[0], location).href)]);
    return urls.some((u) => typeof u === 'string' && u.startsWith(location.origin) && paths.includes(decodeURIComponent(new URL(u).pathname)));
  };

  const make = (tag, props, ...children) => {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...children.filter((c) => c !== null && c !== undefined));
    return element;
  };

  const host = make('guidepost-preview', {});
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
:host { all: initial; position: fixed; z-index: 2147483647; inset-inline: 0; inset-block-end: 0; pointer-events: none;
  font: 16px/1.45 system-ui, sans-serif; color-scheme: light dark;
  --ground: light-dark(#fffdf8, #1d2124); --ink: light-dark(#1c2021, #eceae4); --quiet: light-dark(#55595a, #b5b8b6);
  --line: light-dark(#cfcabd, #474d50); --code: light-dark(#f3efe4, #15181a);
  --error: light-dark(#9b2c1d, #ff9c8a); --warning: light-dark(#7d5300, #f0c05a); --note: light-dark(#1d5f63, #7fd0d0); }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
.pill, .panel { pointer-events: auto; background: var(--ground); color: var(--ink); border: 1px solid var(--line); box-shadow: 0 2px 16px #0005; }
.pill { font: inherit; font-weight: 600; margin: 12px; padding: 8px 16px; min-height: 44px; border-radius: 22px; cursor: pointer;
  float: inline-end; display: flex; flex-wrap: wrap; gap: 4px 12px; max-inline-size: calc(100vw - 24px); align-items: center; }
.count { display: inline-flex; align-items: center; gap: 6px; white-space: nowrap; }
.count::before { content: ""; inline-size: 10px; block-size: 10px; border-radius: 50%; background: currentColor; }
.error { color: var(--error); } .warning { color: var(--warning); } .note { color: var(--note); }
.panel { max-block-size: min(60vh, 640px); display: flex; flex-direction: column; border-inline: 0; border-block-end: 0; border-block-start: 4px solid var(--edge, var(--note)); }
.inner { inline-size: 100%; max-inline-size: 60rem; margin-inline: auto; padding-inline: 16px; }
.top { display: flex; align-items: center; gap: 8px 16px; padding-block: 8px; border-block-end: 1px solid var(--line); }
h2 { font-size: 18px; margin: 0; flex: 1 1 0; min-inline-size: 0; }
h3 { font-size: 16px; margin: 20px 0 4px; }
.top button { font: inherit; font-weight: 600; min-height: 44px; min-width: 44px; padding: 4px 16px; border-radius: 8px; border: 1px solid var(--line); background: transparent; color: inherit; cursor: pointer; }
button:focus-visible, a:focus-visible, .scroll:focus-visible, pre:focus-visible { outline: 3px solid var(--note); outline-offset: 2px; }
.scroll { overflow: auto; overscroll-behavior: contain; padding-block: 0 16px; }
.stale { margin: 12px 0 0; padding: 8px 12px; border-inline-start: 4px solid var(--warning); background: var(--code); }
ol, ul { margin: 0; padding: 0; list-style: none; }
.problem { padding-block: 16px; border-block-end: 1px solid var(--line); }
.problem:last-child { border: 0; }
p { margin: 0 0 6px; }
.sentence { font-weight: 600; }
.quiet { color: var(--quiet); font-weight: 400; } .message { color: var(--ink); } .file { font-family: ui-monospace, monospace; font-size: 14px; overflow-wrap: anywhere; color: var(--quiet); }
code { font-family: ui-monospace, monospace; font-size: .92em; background: var(--code); padding: 0 4px; border-radius: 4px; overflow-wrap: anywhere; }
pre { margin: 0 0 8px; padding: 8px 12px; overflow-x: auto; background: var(--code); border-radius: 6px; font: 14px/1.5 ui-monospace, monospace; white-space: pre; }
pre b { font-weight: 700; color: var(--edge); }
pre .no { color: var(--quiet); user-select: none; }
.hint::before { content: "→ "; color: var(--quiet); }
.list li { padding-block: 4px; }
.list a { color: var(--note); }
.list .count { margin-inline-end: 4px; }
@media (forced-colors: active) { .count::before { forced-color-adjust: none; } .panel, .pill { border: 2px solid CanvasText; } }
@media print { :host { display: none; } }
`);
  root.adoptedStyleSheets = [sheet];

  // What stands in backticks is code.
  const text = (message) => message.split('`').map((part, i) => (i % 2 ? make('code', { textContent: part }) : part));

  const place = (p) => {
    if (!p) return [];
    const where = p.file + (p.line ? ':' + p.line + ':' + p.column : '');
    const out = [make('p', { className: 'file', textContent: where + (p.label ? ' – ' + p.label : '') })];
    if (p.line) {
      const no = p.line + ' │ ';
      const blank = ' '.repeat(no.length - 2) + '│ ' + p.before.replace(/[^\t]/gu, ' ');
      out.push(make('pre', { tabIndex: 0 },
        make('span', { className: 'no', textContent: no }), p.before, make('b', { textContent: p.wrong }), p.after, '\n',
        make('b', { textContent: blank + '^'.repeat(Math.max(1, [...p.wrong].length)) })));
    }
    return out;
  };

  const problem = (d) => {
    const item = make('li', { className: 'problem' },
      make('p', { className: 'sentence' }, make('span', { className: 'count ' + d.severity, textContent: d.word }), d.sentence ? ' – ' + d.sentence : ''),
      make('p', { className: 'message', lang: 'en' }, ...text(d.message)),
      ...place(d.place),
      ...d.hints.map((h) => make('p', { className: 'hint', lang: 'en' }, ...text(h))),
      ...d.also.flatMap(place));
    item.style.setProperty('--edge', 'var(--' + d.severity + ')');
    return item;
  };

  const elsewhere = (e) => {
    if (!e.list.length) return [];
    const row = (d) => make('li', {},
      make('span', { className: 'count ' + d.severity }),
      d.href ? make('a', { href: d.href, textContent: d.place }) : make('span', { className: 'file', textContent: d.place || '' }),
      ' ', make('span', { lang: 'en' }, ...text(d.message)));
    return [make('h3', { textContent: e.title }), make('ul', { className: 'list' }, ...e.list.map(row), e.more ? make('li', { textContent: e.more }) : null)];
  };

  const badge = (counts) => counts.map((c) => make('span', { className: 'count ' + c.severity, textContent: c.text }));

  // Shows what is wrong: errors of this page open the panel, all else waits behind a button. What somebody has closed
  // stays closed until something else is wrong.
  const show = (data) => {
    words = data.words;
    host.lang = data.lang;
    const worst = data.counts[0] || data.elsewhere.counts[0];
    host.hidden = !worst;
    const now = JSON.stringify(data.here.map((d) => [d.code, d.message, d.place && d.place.file]));
    const errors = data.here.some((d) => d.severity === 'error');
    if (!errors) closed = closed === 'open' ? closed : '';
    const open = closed === 'open' ? worst : errors && closed !== now;
    const scroll = root.querySelector('.scroll');
    const top = scroll ? scroll.scrollTop : 0;
    root.replaceChildren();
    if (!worst) {
      closed = '';
      return;
    }
    if (!open) {
      const pill = make('button', { className: 'pill', type: 'button', title: words.open }, ...badge(data.counts));
      // What is wrong elsewhere stands behind its heading.
      if (data.elsewhere.list.length) pill.append(make('span', { className: 'quiet' }, words.elsewhere + ':'), ...badge(data.elsewhere.counts));
      pill.onclick = () => {
        closed = 'open';
        show(data);
        root.querySelector('.scroll').focus({ preventScroll: true });
      };
      root.append(pill);
      return;
    }
    const close = make('button', { type: 'button', textContent: words.close });
    close.onclick = () => {
      closed = now;
      show(data);
      const pill = root.querySelector('.pill');
      if (pill) pill.focus({ preventScroll: true });
    };
    const title = make('h2', { id: 'title', textContent: data.here.length ? words.title : words.elsewhere });
    const panel = make('section', { className: 'panel' },
      make('div', { className: 'inner' }, make('div', { className: 'top' }, title, close)),
      make('div', { className: 'scroll', tabIndex: 0 }, make('div', { className: 'inner' },
        data.stale ? make('p', { className: 'stale', textContent: data.stale }) : null,
        make('ol', {}, ...data.here.map(problem)), ...elsewhere(data.elsewhere))));
    panel.setAttribute('role', 'region');
    panel.setAttribute('aria-labelledby', 'title');
    panel.style.setProperty('--edge', 'var(--' + worst.severity + ')');
    panel.onkeydown = (e) => {
      if (e.key === 'Escape') close.click();
    };
    root.append(panel);
    root.querySelector('.scroll').scrollTop = top;
  };

  const events = {
    reload: () => again(),
    go: (to) => location.replace(to + location.hash),
    style: (data) => {
      const style = JSON.parse(data);
      page = style.page;
      restyle(style.sheets);
    },
    files: (data) => {
      if (shows(JSON.parse(data))) again();
    },
    problems: (data) => show(JSON.parse(data)),
  };

  // A page that nobody looks at asks for nothing: a browser has six connections for all its tabs.
  const connect = () => {
    if (source || document.hidden) return;
    const query = new URLSearchParams({ path: location.pathname, page });
    source = new EventSource('/.guidepost/events?' + query);
    for (const [name, act] of Object.entries(events)) source.addEventListener(name, (e) => act(e.data));
    source.onopen = () => (retry = 250);
    source.onerror = () => {
      disconnect();
      setTimeout(connect, retry);
      retry = Math.min(retry * 2, 4000);
    };
  };
  const disconnect = () => {
    if (source) source.close();
    source = undefined;
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));
  addEventListener('pagehide', disconnect);
  addEventListener('pageshow', connect);
  document.documentElement.append(host);
  host.hidden = true;
  connect();
})();
