// Reader: what a page does for the person in front of it, in Chromium. A sensitive page is left by its link with and
// without scripts and by Esc, and is then no more among the pages of the tab; it is handed on by nothing. Other pages are
// handed on by links that carry the right words and address, and by buttons that are there only with scripts.
//
// node reader.mjs SITE [ROOT]

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const [SITE, ROOT] = [resolve(process.argv[2] ?? ''), resolve(process.argv[3] ?? join(HERE, '../..'))];
const TOOLS = process.env.GUIDEPOST_TOOLS ?? join(ROOT, 'tests/.tools');
const { chromium } = createRequire(join(TOOLS, 'node/package.json'))('playwright-core');
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--autoplay-policy=no-user-gesture-required',
];
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4', '.ogg': 'audio/ogg', '.opus': 'audio/ogg', '.jpg': 'image/jpeg', '.png': 'image/png',
};
const WAIT = 5000;

let problems = 0;
let proved = 0;

/** Notes whether something holds of a page. */
function holds(what, where, is, seen = '') {
  proved += 1;
  if (is) return;
  problems += 1;
  console.log(`${where}: it does not hold that ${what}${seen === '' ? '' : ` (${JSON.stringify(seen)})`}`);
}

/** Every page of the site: its address and its text. */
function pages() {
  const files = readdirSync(SITE, { recursive: true }).filter((file) => file.endsWith('index.html')).sort();
  return files.map((file) => ({ path: `/${file.replace(/index\.html$/, '')}`, html: readFileSync(join(SITE, file), 'utf8') }));
}

/** A server of the site. What it is asked is taken down. */
function serve(asked) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    asked.push(path);
    let file = join(SITE, normalize(path));
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) file = join(file, 'index.html');
    if (!statSync(file, { throwIfNoEntry: false })) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

/** A window of its own, in which other hosts are an empty page each. */
async function open(browser, base, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  await context.route((url) => !url.href.startsWith(base) && url.protocol != 'file:' && url.protocol != 'data:', (route) =>
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

const all = pages();
const config = readFileSync(join(ROOT, 'guidepost.yaml'), 'utf8');
const leaveTo = config.match(/leave_to: *([^ }\n]+)/)[1];
const root = config.match(/^base_url: *(\S+)/m)[1];
const asked = [];
const server = await serve(asked);
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });

/** Of each sort of page with these words in it the first. */
function some(words, sorts) {
  const found = sorts.map((sort) => all.find(({ path, html }) => html.includes(words) && html.includes(`class="k-${sort}"`) && path.startsWith('/en/')));
  holds(`there are pages with \`${words}\``, SITE, found.some(Boolean));
  return found.filter(Boolean);
}

for (const page of some('class="leave"', ['entry', 'channel', 'report'])) await leave(browser, base, page, leaveTo);
for (const page of some('class="share"', ['entry', 'contact', 'municipality'])) await share(browser, base, page, root);

await browser.close();
server.close();
console.log(problems ? `${problems} of ${proved} do not hold` : `${proved} hold`);
process.exit(problems ? 1 : 0);
