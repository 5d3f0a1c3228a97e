// The search as readers use it, in Chromium: words in every spelling, in all editions; the announced count; keyboard,
// back button, no script; from a disk, and as a kept copy without what must leave no trace. Besides: the fold table
// against the generator's (tests/fold.tsv), and what the first search costs, for every edition and letter.
//
// node search.mjs SITE [ROOT]

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { axe, complain, finish, launch, ROOT, scene, serve, sideways, SITE } from './common.mjs';

const SEARCH = { sq: 'kerko', 'sr-latn': 'pretraga', 'sr-cyrl': 'pretraga', en: 'search', rom: 'search' };
const EDITIONS = Object.keys(SEARCH).filter((edition) => existsSync(join(SITE, edition)));

/** How much a first search may cost, in bytes: packed as servers send it, and as a disk or a poor server does. */
const BUDGET = { script: 3072, packed: 60_000, raw: 60_000 };

/** Takes down a problem unless it is so; what is before the first colon is where. */
const check = (good, what) => {
  if (!good) complain(...(/^([^:]+): (.*)$/s.exec(what)?.slice(1, 3).reverse() ?? [what, 'search']));
};
const same = (found, expected, what) =>
  check(JSON.stringify(found) === JSON.stringify(expected), `${what}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);

/** The index of an edition, or of its part that is only online: what each of its files hands over. */
function index(edition, folder = '') {
  const files = {};
  const at = join(SITE, edition, SEARCH[edition], folder);
  for (const name of readdirSync(at).filter((n) => n.endsWith('.js'))) {
    const text = readFileSync(join(at, name), 'utf8');
    runInNewContext(text, { guidepostSearch: (file, version, data) => { files[file] = { version, data, text }; } });
  }
  return files;
}

/** The script's own way to fold, taken out of it. */
function folder(script, head) {
  const part = (from, to) => script.slice(script.indexOf(from), script.indexOf(to));
  const code = `${part('const letter', 'const terms')}; fold`;
  const table = Object.fromEntries(head.f.split(' ').map((row) => [row[0], row.slice(1)]));
  return runInNewContext(code, { table, head });
}

function judgeFolding(script) {
  const heads = Object.fromEntries(EDITIONS.map((edition) => [edition, index(edition).i.data]));
  const own = folder(script, heads['sr-cyrl'] ?? heads[EDITIONS[0]]);
  const romani = heads.rom && folder(script, heads.rom);
  const lines = readFileSync(join(ROOT, 'tests/fold.tsv'), 'utf8').split('\n').filter((l) => l && !l.startsWith('#'));
  for (const [text, key, lang] of lines.map((line) => line.split('\t'))) {
    if (lang !== 'rom' || heads.rom) same((lang === 'rom' ? romani : own)(text), key, `the script folds \`${text}\``);
  }
  // Every row of the generator's table, those too that the script works out.
  const source = readFileSync(join(ROOT, 'src/base/fold.rs'), 'utf8');
  const table = source.slice(source.indexOf('pub const TABLE'), source.indexOf('];', source.indexOf('pub const TABLE')));
  const rows = [...table.matchAll(/\('(\\u\{[0-9A-F]+\}|.)', "([a-z0-9]*)"\)/gu)];
  check(rows.length > 230, `only ${rows.length} rows of the table were read`);
  for (const [, written, letters] of rows) {
    const c = written.length > 2 ? String.fromCodePoint(parseInt(written.slice(3, -1), 16)) : written;
    same(own(`x${c}x`), `x${letters}x`.replace('dj', 'd'), `the script folds U+${c.codePointAt(0).toString(16)}`);
  }
}

/** What the first search costs at worst, by the letter that it begins with. */
function judgeWeight(script) {
  const packed = (text) => gzipSync(text, { level: 9 }).length;
  check(packed(script) <= BUDGET.script, `the query script has ${packed(script)} bytes with gzip`);
  for (const edition of EDITIONS) {
    const all = { ...index(edition), ...(existsSync(join(SITE, edition, SEARCH[edition], 'online')) ? index(edition, 'online') : {}) };
    const sizes = Object.entries(all).map(([name, file]) => ({ name, raw: Buffer.byteLength(file.text), packed: packed(file.text) }));
    const sum = (list, of) => list.reduce((total, file) => total + file[of], 0);
    const of = (test) => sizes.filter((file) => test.test(file.name));
    // Ten results can be in ten files of rows; and two neighbours of words hold the shorter and the longer forms.
    const most = (list, count, by) => [...list].sort((a, b) => b[by] - a[by]).slice(0, count);
    const words = of(/^w/).sort((a, b) => a.name.slice(1) - b.name.slice(1));
    const worst = { raw: 0, packed: 0 };
    for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789') {
      const starts = all.i.data.t;
      const needed = words.filter((_, i) => starts[i] <= `${letter}\uffff` && !(starts[i + 1] <= letter));
      for (const by of ['raw', 'packed']) {
        const cost = sum(of(/i$/), by) + sum(most(of(/^d/), 10, by), by) + sum(of(/^online\/[dw]/), by)
          + sum(most(needed, 4, by), by) + (by === 'raw' ? Buffer.byteLength(script) : packed(script));
        worst[by] = Math.max(worst[by], cost);
        check(cost <= BUDGET[by], `${edition}: a first search for \`${letter}\` costs ${cost} bytes ${by}`);
      }
    }
    console.log(`${edition}: a first search costs ${worst.packed} bytes with gzip at worst, ${worst.raw} without`);
  }
}

/** A tab that complains of every error and every request that fails. */
async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => complain(`script: ${error.message}`, page.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/404|ERR_FILE_NOT_FOUND|ERR_FAILED/.test(message.text())) complain(`console: ${message.text()}`, page.url());
  });
  return page;
}

const status = (page) => page.locator('#g-found').textContent();
const titles = (page) => page.locator('#g-hits h2').allTextContents();

/** Types a query as a person does, and waits until the results are said. */
async function ask(page, query) {
  await page.fill('#g-q', '');
  await page.waitForFunction(() => !document.querySelector('#g-found').textContent);
  await page.fill('#g-q', query);
  await page.press('#g-q', 'Enter');
  await page.waitForFunction(() => document.querySelector('#g-found').textContent || !document.querySelector('#g-failed').hidden);
  return titles(page);
}

async function judgeWords(browser, base) {
  const page = await open(browser);
  const alike = {
    sq: [['drejtesi', 'drejtësi', 'DREJTËSI']],
    'sr-latn': [['službenik', 'sluzbenik', 'службеник']],
    'sr-cyrl': [['službenik', 'sluzbenik', 'службеник']],
    rom: [['hakay', 'hakaj', 'xakay']],
  };
  const everywhere = [['dakovica', 'djakovica', 'Đakovica', 'Ђаковица'], ['gjakove', 'Gjakovë'], ['0800 11112', '080011112', '0800-11112']];
  const municipality = { sq: 'Gjakovë', 'sr-latn': 'Đakovica', 'sr-cyrl': 'Ђаковица', en: 'Gjakovë / Đakovica' };
  for (const edition of EDITIONS) {
    await page.goto(`${base}/${edition}/${SEARCH[edition]}/`);
    for (const words of [...(alike[edition] ?? []), ...everywhere]) {
      const first = await ask(page, words[0]);
      check(first.length > 0, `${edition}: nothing is found for \`${words[0]}\``);
      for (const word of words.slice(1)) same(await ask(page, word), first, `${edition}: \`${word}\` finds other things than \`${words[0]}\``);
    }
    const places = await ask(page, 'Ђаковица');
    if (municipality[edition]) check(places[0] === municipality[edition], `${edition}: Ђаковица finds ${places[0]} first`);
    const link = page.locator('#g-hits a').first();
    check((await page.request.get(await link.evaluate((a) => a.href))).ok(), `${edition}: the first result leads nowhere`);
    await ask(page, 'Prizren');
    same(await page.locator('#g-hits mark').first().textContent(), edition === 'sr-cyrl' ? 'Призрен' : 'Prizren', `${edition}: the marked word`);
  }
  await page.context().close();
}

async function judgeForgiving(browser, base) {
  const page = await open(browser);
  await page.goto(`${base}/sq/${SEARCH.sq}/`);
  for (const [typed, meant] of [['diskriminimeve', 'diskriminimi'], ['diskrimin', 'diskriminimi'], ['diksriminimi', 'diskriminimi'], ['avokatii', 'avokati']]) {
    const found = await ask(page, typed);
    check(found.length > 0, `sq: \`${typed}\` finds nothing, though \`${meant}\` is there`);
  }
  // All words, else the best of some.
  const both = await ask(page, 'ndihma juridike falas');
  const some = await ask(page, 'ndihma juridike zzzzzzz');
  check(both.length > 0 && some.length > 0, 'sq: several words find nothing');
  same(await ask(page, 'zzzzzzz'), [], 'sq: what is nowhere is found');
  check((await page.locator('#g-az').isVisible()), 'sq: the list is hidden where nothing was found');
  await page.context().close();
}

async function judgeCount(browser, base) {
  const page = await open(browser);
  const forms = {
    'sr-latn': [/^Nađena je 1 stranica$/, /^Nađene su [234] stranice$/, /^Nađeno je (5|6|7|8|9|10|11|12|13|14) stranica$/],
    'sr-cyrl': [/^Нађена је 1 страница$/, /^Нађене су [234] странице$/, /^Нађено је (5|6|7|8|9|10|11|12|13|14) страница$/],
    sq: [/^U gjet 1 faqe$/, /^U gjetën \d+ faqe$/],
    rom: [/^U gjet 1 faqe$/, /^U gjetën \d+ faqe$/],
    en: [/^1 page found$/, /^\d+ pages found$/],
  };
  const lang = { rom: 'sq' };
  for (const edition of EDITIONS) {
    await page.goto(`${base}/${edition}/${SEARCH[edition]}/`);
    check((await page.locator('#g-found').evaluate((e) => e.parentElement.getAttribute('role'))) === 'status', `${edition}: nobody announces the count`);
    const left = new Set(forms[edition]);
    for (const word of ['Prizren', 'Zubin', 'Gjilan', 'police', 'polic', 'sud', 'gjykat', 'court', 'rad', 'pun', 'work', '112', 'zakon', 'ligj', 'law', 'Mamuša', 'Novobrdo', 'Dragash', 'Vushtrri', 'Kllokot', 'OEBS', 'ekipa', 'telefon']) {
      const found = await ask(page, word);
      const said = await status(page);
      const number = Number(/\d+/.exec(said)?.[0] ?? 0);
      check(Math.min(number, 10) === found.length, `${edition}: \`${said}\` is said of ${found.length} results for \`${word}\``);
      if (number) check(forms[edition].some((form) => form.test(said)) || number > 14, `${edition}: \`${said}\` is not how it is said`);
      for (const form of left) if (form.test(said)) left.delete(form);
      if (number) same(await page.locator('#g-found').evaluate((e) => e.closest('[lang]').lang.toLowerCase()), lang[edition] ?? edition, `${edition}: the language of the count`);
    }
    check(left.size < forms[edition].length, `${edition}: the words tried brought out no form of the count`);
  }
  await page.context().close();
}

async function judgeWalk(browser, base) {
  const page = await open(browser);
  await page.goto(`${base}/sq/`);
  // From the home page with the keyboard alone: to the box, type, Enter, to the first result, Enter.
  await page.locator('#g-q').focus();
  await page.keyboard.type('diskriminimi');
  await page.keyboard.press('Enter');
  await page.waitForURL(/kerko\/\?q=diskriminimi$/);
  await page.waitForSelector('#g-hits a');
  const before = [await titles(page), await status(page)];
  await page.locator('#g-q').focus();
  for (let i = 0; i < 12 && !(await page.evaluate(() => document.activeElement.closest('#g-hits'))); i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.includes('/kerko/'));
  await page.goBack();
  await page.waitForSelector('#g-hits a');
  same([await titles(page), await status(page)], before, 'going back does not show the results again');
  same(await page.inputValue('#g-q'), 'diskriminimi', 'going back loses the words');
  // Ten more, and the focus on the first of them.
  await ask(page, 'e');
  if (await page.locator('#g-more').isVisible()) {
    await page.locator('#g-more').press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('#g-hits li').length > 10);
    check(await page.evaluate(() => document.activeElement.closest('li') === document.querySelectorAll('#g-hits li')[10]), 'the focus is not on the first of ten more');
  } else complain('a query with many results offers no more of them', 'sq');
  // Typing alone searches, too.
  await page.fill('#g-q', '');
  await page.locator('#g-q').pressSequentially('Prizren', { delay: 20 });
  await page.waitForFunction(() => document.querySelector('#g-hits h2')?.textContent === 'Prizren');
  await page.context().close();
}

async function judgeWithoutScript(browser, base) {
  const page = await open(browser, { javaScriptEnabled: false });
  for (const edition of EDITIONS) {
    await page.goto(`${base}/${edition}/${SEARCH[edition]}/?q=x`);
    check(!(await page.locator('#g-find').isVisible()), `${edition}: a form that can find nothing is shown without script`);
    const links = await page.locator('#g-az a').evaluateAll((all) => all.map((a) => a.href));
    const kept = index(edition).i.data;
    check(links.length > 100 && kept.t[0] === '', `${edition}: the list has only ${links.length} links`);
    const letters = await page.locator('#g-az h3').allTextContents();
    check(new Set(letters).size === letters.length && letters.length > 10, `${edition}: the letters are ${letters}`);
  }
  await page.context().close();
}

/** What must leave no trace is found online; a copy without those files works, says nothing of it, and complains not. */
async function judgeSensitive(browser, base) {
  const copy = mkdtempSync(join(tmpdir(), 'guidepost-search-'));
  cpSync(SITE, copy, { recursive: true });
  for (const edition of EDITIONS) rmSync(join(copy, edition, SEARCH[edition], 'online'), { recursive: true, force: true });
  const page = await open(browser);
  for (const edition of EDITIONS) {
    if (!existsSync(join(SITE, edition, SEARCH[edition], 'online'))) continue;
    const hidden = Object.entries(index(edition, 'online')).filter(([name]) => name.startsWith('online/d')).flatMap(([, file]) => file.data);
    check(hidden.length > 0, `${edition}: nothing is only online`);
    const kept = Object.values(index(edition)).map((file) => file.text).join('\n') + readFileSync(join(copy, edition, SEARCH[edition], 'index.html'), 'utf8');
    await page.goto(`${base}/${edition}/${SEARCH[edition]}/`);
    for (const [title, address] of hidden) {
      check(!kept.includes(`"${title}"`) && !kept.includes(`>${title}<`), `${edition}: a kept copy holds the title \`${title}\``);
      check(!kept.includes(`"${address}"`), `${edition}: a kept copy holds the address \`${address}\``);
      check((await ask(page, title)).includes(title), `${edition}: \`${title}\` is not found online`);
    }
    await page.goto(`${pathToFileURL(copy)}/${edition}/${SEARCH[edition]}/index.html`);
    for (const [title] of hidden) check(!(await ask(page, title)).includes(title), `${edition}: a copy finds \`${title}\``);
    check((await page.locator('#g-failed').isHidden()), `${edition}: a copy says that the search failed`);
    const places = await ask(page, 'djakovica');
    check(places.length > 0, `${edition}: nothing is found from a disk`);
    const href = await page.locator('#g-hits a').first().getAttribute('href');
    check(/index\.html(#.*)?$/.test(href), `${edition}: from a disk a result leads to a folder: ${href}`);
    await page.locator('#g-hits a').first().click();
    await page.waitForSelector('h1');
  }
  await page.context().close();
  rmSync(copy, { recursive: true });
}

/** A file of another build among those that a browser has kept: all of them are loaded anew, once. */
async function judgeVersions(browser, base) {
  const page = await open(browser);
  let old = 0;
  await page.route(/kerko\/w\d+\.js\?/, async (route) => {
    const body = (await (await route.fetch()).text()).replace(/"[0-9a-f]{8}"/, '"00000000"');
    return old++ ? route.continue() : route.fulfill({ body, contentType: 'text/javascript' });
  });
  await page.goto(`${base}/sq/${SEARCH.sq}/`);
  check((await ask(page, 'Prizren'))[0] === 'Prizren' && old > 1, 'a file of an older build is not loaded anew');
  await page.route(/kerko\/w\d+\.js\?/, (route) => route.abort());
  await page.goto(`${base}/sq/${SEARCH.sq}/`);
  await ask(page, 'Prizren');
  check(await page.locator('#g-failed').isVisible(), 'a search that cannot be loaded says nothing');
  await page.context().close();
}

/** axe, and nothing sideways, with no result, with some, and with none asked for. */
async function judgeLooks(browser, base) {
  for (const [edition, width, colorScheme] of [['sq', 360, 'light'], ['sr-cyrl', 320, 'dark'], ['rom', 1280, 'light']]) {
    const page = await open(browser, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
    for (const query of ['', 'zzzzzz', '112', 'e', 'Prizren']) {
      await page.goto(`${base}/${edition}/${SEARCH[edition]}/`);
      if (query) await ask(page, query);
      await axe(page, `${edition}, ${width} px, ${colorScheme}, \`${query}\``);
      await sideways(page, `${edition}, ${width} px, \`${query}\``);
    }
    await page.context().close();
  }
}

const scripts = readdirSync(join(SITE, 'theme')).filter((name) => /^search\..*js$/.test(name));
check(scripts.length === 1, 'the site has no query script');
const script = readFileSync(join(SITE, 'theme', scripts[0]), 'utf8');
judgeFolding(script);
judgeWeight(script);
const { base } = await serve();
const browser = await launch();
for (const judge of [judgeWords, judgeForgiving, judgeCount, judgeWalk, judgeWithoutScript, judgeSensitive, judgeVersions, judgeLooks]) {
  await scene(judge.name, () => judge(browser, base));
}
await finish(`the search of ${EDITIONS.length} editions`);
