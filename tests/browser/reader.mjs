// Reader: what a page does for the person in front of it, in Chromium. A sensitive page is left by its link with and
// without scripts and by Esc, and is then no more among the pages of the tab; it is handed on by nothing. Other pages are
// handed on by links that carry the right words and address, and by buttons that are there only with scripts, or as one
// file that needs nothing else. Words are explained where they are tapped. And nothing of all this leaves a trace.
//
// node reader.mjs SITE [ROOT]

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SITE, complain, expect, fileUrl, finish, launch, scene, serve } from './common.mjs';

const WAIT = 5000;
let proved = 0;

/** Takes down a problem unless it holds. */
function holds(what, where, is, seen = '') {
  proved += 1;
  expect(is, `it does not hold that ${what}${seen === '' ? '' : ` (${JSON.stringify(seen)})`}`, where);
}

/** Every page of the site: its address and its text. */
function pages() {
  const files = readdirSync(SITE, { recursive: true }).filter((file) => file.endsWith('index.html')).sort();
  return files.map((file) => ({ path: `/${file.replace(/index\.html$/, '')}`, html: readFileSync(join(SITE, file), 'utf8') }));
}

/** A window of its own, in which other hosts are an empty page each. */
async function open(browser, base, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  await context.route((url) => !url.href.startsWith(base) && !['file:', 'data:'].includes(url.protocol), (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>elsewhere</title>elsewhere' }),
  );
  return context;
}

/** Waits until a page is at an address. */
const arrive = (page, start) => page.waitForURL((url) => url.href.startsWith(start), { timeout: WAIT }).then(() => true, () => false);

/** The sensitive pages are left. */
async function leave(browser, base, { path, html }, leaveTo) {
  const context = await open(browser, base);
  for (const [way, act] of [
    ['its link', (page) => page.click('.leave a')],
    ['three times Esc', async (page) => { for (let i = 0; i < 3; i += 1) await page.keyboard.press('Escape'); }],
  ]) {
    const page = await context.newPage();
    await page.goto(`${base}/`);
    await page.goto(base + path);
    await act(page).catch(() => {});
    holds(`it is left by ${way}`, path, await arrive(page, leaveTo), page.url());
    await page.goBack({ timeout: WAIT }).catch(() => {});
    holds(`the back button does not lead to it after ${way}`, path, !page.url().startsWith(base + path), page.url());
    await page.close();
  }
  const page = await context.newPage();
  await page.goto(base + path);
  const esc = page.locator('.leave .esc');
  const hint = await esc.innerText();
  holds('it speaks of Esc where scripts run', path, hint.includes('Esc'), hint);
  const said = [hint];
  for (let i = 0; i < 2; i += 1) {
    await page.keyboard.press('Escape');
    said.push(await esc.innerText());
  }
  holds('each Esc is answered, to be seen and heard', path, new Set(said).size == 3 && (await esc.getAttribute('role')) == 'status', said);
  holds('two Esc do not leave it', path, page.url() == base + path, page.url());
  await page.waitForFunction((hint) => document.querySelector('.esc').textContent == hint, hint, { timeout: 8000 }).catch(() => {});
  await page.keyboard.press('Escape');
  holds('old Esc are forgotten', path, page.url() == base + path, page.url());
  // The other site lets one wait; meanwhile nothing is to be seen any more.
  await page.route(leaveTo, async (route) => {
    await new Promise((done) => setTimeout(done, 1500));
    await route.fulfill({ contentType: 'text/html', body: 'elsewhere' });
  });
  const left = await page.evaluate(async () => {
    document.querySelector('.leave a').click();
    await new Promise((done) => setTimeout(done, 100));
    return document.documentElement.textContent + document.title;
  });
  holds('it is blank at once, also where the other site is slow', path, left.replace('\u2060', '') == '', left.slice(0, 60));
  await arrive(page, leaveTo);
  await context.close();

  const without = await open(browser, base, { javaScriptEnabled: false });
  const bare = await without.newPage();
  await bare.goto(base + path);
  const words = await bare.locator('body').innerText();
  holds('it does not speak of Esc where no script runs', path, !words.includes('Esc'));
  await bare.click('.leave a');
  holds('it is left without scripts', path, await arrive(bare, leaveTo), bare.url());
  await without.close();
  holds('it is handed on by nothing', path, !/wa\.me|viber:|sms:|single\.html|og:|name="description"/.test(html));
}

/** A page is handed on. */
async function share(browser, base, { path }, root) {
  const context = await open(browser, base, { permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(base + path);
  await page.click('.share summary');
  const address = await page.locator('.share .addr').innerText();
  holds('its address is said in full', path, address == root + path.slice(1), address);
  const title = await page.title();
  for (const [start, key] of [['https://wa.me/', 'text'], ['viber://forward', 'text'], ['sms:', 'body']]) {
    const href = await page.locator(`.share a[href^="${start}"]`).getAttribute('href');
    const text = new URL(href).searchParams.get(key);
    holds(`${start} carries title and address`, path, text?.startsWith(title) && text.endsWith(`\n${address}`), text);
    const numbers = await page.locator('main .calls a').evaluateAll((all) => all.length);
    if (path.includes('/contacts/') && numbers) {
      holds(`${start} carries the numbers`, path, text?.split('\n').length >= 3, text);
    }
  }
  await page.click('[data-act=copy]');
  await page.waitForFunction(() => document.querySelector('.share [role=status]').textContent, null, { timeout: WAIT }).catch(() => {});
  holds('copying is answered', path, (await page.locator('.share [role=status]').innerText()) != '');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  holds('its address is copied', path, copied == address, copied);
  await context.close();

  const without = await open(browser, base, { javaScriptEnabled: false });
  const bare = await without.newPage();
  await bare.goto(base + path);
  await bare.click('.share summary');
  holds('its address can be read without scripts', path, (await bare.locator('.share .addr').innerText()) == address);
  holds('no button is there that does nothing', path, (await bare.locator('.share button:visible').count()) == 0);
  await without.close();
}

/** Words of the glossary are explained over the page, and without scripts at its end. */
async function words(browser, base, { path }) {
  const context = await open(browser, base, { viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(base + path);
  const link = page.locator('a.term').first();
  const id = new URL(await link.getAttribute('href'), base + path).hash.slice(1);
  const meaning = await page.locator(`#g-w-${id} + dd`).textContent();
  await link.click();
  const box = page.locator('.word');
  holds('a tapped word is explained over the page', path, (await box.isVisible()) && (await box.innerText()).includes(meaning), meaning);
  holds('the page stays', path, page.url() == base + path, page.url());
  holds('the explanation is in the window', path, await box.evaluate((e) => {
    const { top, bottom, left, right } = e.getBoundingClientRect();
    return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
  }));
  await page.keyboard.press('Escape');
  holds('Esc closes the explanation', path, !(await box.isVisible()));
  holds('one goes on where one was', path, await link.evaluate((e) => document.activeElement == e));
  await context.close();

  const without = await open(browser, base, { javaScriptEnabled: false });
  const bare = await without.newPage();
  await bare.goto(base + path);
  await bare.click('.words summary');
  holds('words are explained without scripts', path, (await bare.locator('.words').innerText()).includes(meaning));
  await bare.locator('a.term').first().click();
  holds('without scripts a word leads to the glossary', path, bare.url().endsWith(`#${id}`) && (await bare.locator(`#${id}`).count()) == 1, bare.url());
  await without.close();
}

/** A single file is opened from a phone's storage. */
async function alone(browser, file) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complain(`console: ${message.text()}`, file));
  await page.goto(fileUrl(file));
  holds('it asks for nothing but itself', file, asked.length == 1, asked);
  holds('it has its style', file, (await page.evaluate(() => getComputedStyle(document.body).marginTop)) == '0px');
  holds('its text can be read', file, (await page.locator('main h1').isVisible()) && (await page.locator('.body').innerText()).length > 200);
  holds('it is no wider than a phone', file, await page.evaluate(() => document.documentElement.scrollWidth <= 360));
  const place = page.locator('.toc a').first();
  if (await place.count()) {
    await page.click('.toc summary');
    await place.click();
    holds('its contents lead to its parts', file, page.url().startsWith(`${fileUrl(file)}#`), page.url());
  }
  await context.close();
}

/** Whoever has read stays unknown: nothing is stored, nothing is asked of others. The page about privacy says so. */
async function privacy(browser, base, some, { path, html }) {
  const context = await browser.newContext();
  const asked = [];
  context.on('request', (request) => asked.push(request.url()));
  const page = await context.newPage();
  for (const { path } of some) {
    await page.goto(base + path);
    for (const summary of await page.locator('main summary, .share summary').all()) await summary.click();
  }
  const kept = await page.evaluate(async () => ({
    cookie: document.cookie,
    stored: localStorage.length + sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  holds('nothing is stored', path, !kept.cookie && !kept.stored && !kept.databases && !kept.caches && !kept.workers, kept);
  holds('no cookie is set', path, (await context.cookies()).length == 0);
  const others = asked.filter((url) => !url.startsWith(base));
  holds('nothing is asked of others', path, others.length == 0, others);
  holds('the page about privacy says what the site does', path, html.includes('id="g-privacy"'));
  const scripts = new Set(all.flatMap(({ html }) => [...html.matchAll(/<script defer src="[^"]*theme\/([\w-]+)\./g)].map((m) => m[1])));
  await page.goto(base + path);
  const told = await page.locator('#g-privacy ~ ul ul > li').count();
  holds('it tells of each script', path, told >= scripts.size, { told, scripts: [...scripts] });
  await context.close();
}

const all = pages();
const config = readFileSync(join(ROOT, 'guidepost.yaml'), 'utf8');
const leaveTo = config.match(/leave_to: *([^ }\n]+)/)[1];
const root = config.match(/^base_url: *(\S+)/m)[1];
const { base } = await serve();
const browser = await launch();

/** Of each sort of page with these words in it the first. */
function some(words, sorts) {
  const found = sorts.map((sort) => all.find(({ path, html }) => html.includes(words) && html.includes(`class="k-${sort}"`) && path.startsWith('/en/')));
  holds(`there are pages with \`${words}\``, SITE, found.some(Boolean));
  return found.filter(Boolean);
}

for (const page of some('class="leave"', ['entry', 'channel', 'report'])) {
  await scene(page.path, () => leave(browser, base, page, leaveTo));
}
for (const page of some('class="share"', ['entry', 'contact', 'municipality'])) {
  await scene(page.path, () => share(browser, base, page, root));
}
for (const page of some('class="words"', ['entry'])) await scene(page.path, () => words(browser, base, page));
const files = readdirSync(SITE, { recursive: true }).filter((file) => file.endsWith('single.html')).sort();
holds('there are single files', SITE, files.length > 0);
for (const file of files.filter((_, i) => i % 12 == 0)) await scene(file, () => alone(browser, file));
const looked = ['home', 'entry', 'contact', 'municipality', 'report', 'glossary'];
for (const page of all.filter(({ path, html }) => path.startsWith('/en/') && html.includes('id="g-privacy"')).slice(0, 1)) {
  await scene(page.path, () => privacy(browser, base, looked.flatMap((sort) => some(`class="k-${sort}"`, [sort])), page));
}
await finish(`${proved} things that hold`);
