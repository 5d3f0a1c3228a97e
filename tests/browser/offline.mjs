// Reading without internet. Keeps an edition in a browser as a reader does, with a break on the way; walks through it
// with the host gone; loads a newer version; lets a changed page win while there is internet; keeps a second edition
// beside the first; takes a copy away without a trace. Then the zip file, unpacked, opened from the disk.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SITE, axe, complain, expect, finish, launch, scene, serve, shot, sideways } from './common.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'guidepost-offline-'));
const folder = join(scratch, 'site');
cpSync(SITE, folder, { recursive: true });
const host = await serve(folder);
const browser = await launch();
const viewport = { width: 360, height: 740 };

/** The folder of an edition's copies: `sq/pa-internet`. */
const offlineOf = (edition) => {
  const found = readdirSync(join(folder, edition)).find((name) => readdirSafe(join(folder, edition, name)).includes('kept.json'));
  return `${edition}/${found}`;
};
const readdirSafe = (path) => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};
const listOf = (edition) => JSON.parse(readFileSync(join(folder, offlineOf(edition), 'kept.json'), 'utf8'));
const fileOf = (address) => join(folder, address.endsWith('/') ? `${address}index.html` : address);

/** Changes a file of the site as a new build would: the list of kept files has its new hash. */
function change(edition, address, edit) {
  const before = readFileSync(fileOf(address), 'utf8');
  const after = edit(before);
  rmSync(fileOf(address));
  writeFileSync(fileOf(address), after);
  const list = listOf(edition);
  const entry = list.files.find(([path]) => path === address);
  entry[1] = createHash('sha256').update(after).digest('hex').slice(0, 12);
  list.date = '2026-12-24';
  list.day = 'another day';
  writeFileSync(join(folder, offlineOf(edition), 'kept.json'), JSON.stringify(list));
}

const said = (page, word) => page.waitForSelector(`#g-keep [data-say=${word}]:not([hidden])`, { timeout: 60_000 });
const can = (page) => page.$$eval('#g-keep button:not([hidden])', (all) => all.map((button) => button.dataset.do).join(' '));
const kept = (page) =>
  page.evaluate(async () => ({
    caches: (await caches.keys()).sort(),
    workers: (await navigator.serviceWorker.getRegistrations()).map((one) => new URL(one.scope).pathname).sort(),
  }));
const open = async (page, address) => {
  await page.goto(`${host.base}/${address}`);
  return page.locator('h1').first().innerText();
};

/** Everything on the way from nothing to a copy that is read without a host. */
async function keepAndRead(where) {
  const edition = where;
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  page.on('pageerror', (error) => complain(`script: ${error.message}`, where));
  const offline = `${offlineOf(edition)}/`;
  const list = listOf(edition);
  const addresses = list.files.map(([address]) => address);

  await open(page, offline);
  await said(page, 'none');
  const nothing = await kept(page);
  expect(!nothing.caches.length && !nothing.workers.length, 'something is kept before anybody asked', where);
  expect((await can(page)) === 'go', 'one cannot keep the site', where);
  await axe(page, `${where} before`);
  await sideways(page, `${where} before`);
  await shot(page, `${edition}-1-before`);

  // The connection breaks half-way, and comes back.
  let loaded = 0;
  await page.route(/\?[0-9a-f]{12}$/, (route) => (++loaded > 50 ? route.abort('internetdisconnected') : route.continue()));
  await page.click('[data-do=go]');
  await said(page, 'half');
  expect(await page.isVisible('[data-say=lost]'), 'it is not said that the connection broke', where);
  expect((await can(page)) === 'on remove', 'one cannot go on, or not give up', where);
  expect(!(await kept(page)).workers.length, 'half a copy answers for pages', where);
  await axe(page, `${where} half`);
  await shot(page, `${edition}-2-half`);
  await page.unroute(/\?[0-9a-f]{12}$/);
  await page.reload();
  await said(page, 'half');
  host.seen.length = 0;
  await page.click('[data-do=on]');
  await said(page, 'working');
  await shot(page, `${edition}-3-during`);
  await said(page, 'whole');
  await said(page, 'newest');
  const again = host.seen.filter((path) => /\?[0-9a-f]{12}$/.test(path)).length;
  expect(again === addresses.length - 50, `it does not go on where it stopped: ${again} files of ${addresses.length}`, where);
  await axe(page, `${where} whole`);
  await sideways(page, `${where} whole`);
  await shot(page, `${edition}-4-whole`);
  const copy = await page.evaluate(async () => (await (await caches.open((await caches.keys())[0])).keys()).map((one) => new URL(one.url).pathname));
  expect(copy.length === addresses.length + 1, `the copy has ${copy.length} files of ${addresses.length}`, where);

  // No host at all: what opens is the copy.
  await host.stop();
  try {
    const pages = addresses.filter((address) => address.endsWith('/'));
    for (const address of pages.filter((_, at) => at % Math.ceil(pages.length / 12) === 0)) {
      const html = readFileSync(fileOf(address), 'utf8');
      await open(page, address);
      expect(html.includes(`<title>${await page.title()}</title>`), `it is not the page: /${address}`, where);
    }
    expect(await open(page, `${edition}/index.html?from=home`), 'the home page has no heading', where);
    for (const address of sensitiveOf(edition)) {
      expect(!copy.includes(`/${address}`), `it is sensitive, and kept: /${address}`, where);
    }
    await search(page, `${host.base}/${searchOf(edition)}/`, where);
    const [hidden] = sensitiveOf(edition);
    await open(page, hidden);
    expect(page.url().endsWith('/absent/') && !page.url().includes(hidden), 'what is not kept is not explained', where);
    expect((await page.title()) && (await page.locator('main a').count()) > 1, 'nothing leads on from there', where);
    await shot(page, `${edition}-5-absent`);
    await page.locator('main a').first().click();
    expect(page.url() === `${host.base}/${edition}/`, 'the way home does not lead home', where);
    await open(page, offline);
    await said(page, 'unknown');
    await shot(page, `${edition}-6-without-internet`);
  } finally {
    await host.start();
  }

  await update(page, edition, where);
  await remove(page, edition, where);
  await context.close();
}

/** The addresses of pages that offer to leave. */
const sensitive = new Map();
function sensitiveOf(edition) {
  if (!sensitive.has(edition)) {
    const pages = readdirSync(join(folder, edition), { recursive: true }).filter((path) => path.endsWith('index.html'));
    const hidden = pages.filter((path) => readFileSync(join(folder, edition, path), 'utf8').includes('class="leave"'));
    sensitive.set(edition, hidden.map((path) => `${edition}/${path.replace(/index\.html$/, '')}`));
  }
  return sensitive.get(edition);
}

/** The folder of an edition's search. */
const searchOf = (edition) => `${edition}/${readdirSync(join(folder, edition)).find((name) => readdirSafe(join(folder, edition, name)).includes('a-z') || readFound(edition, name))}`;
const readFound = (edition, name) => {
  const page = readdirSafe(join(folder, edition, name)).includes('index.html') && readFileSync(join(folder, edition, name, 'index.html'), 'utf8');
  return Boolean(page) && page.includes('id="g-find"') && page.includes('k-search');
};

/** Searches from a page of the search, and opens the first thing found. */
async function search(page, address, where) {
  await page.goto(address);
  await page.fill('#g-q', 'prizren');
  await page.press('#g-q', 'Enter');
  const first = page.locator('#g-hits a').first();
  await first.waitFor({ timeout: 20_000 });
  await first.click();
  expect((await page.title()).length > 5 && !page.url().includes('/absent/'), 'what is found does not open', where);
}

/** A page changes on the site: it wins at once while there is internet, and loading it is all that an update costs. */
async function update(page, edition, where) {
  const address = listOf(edition).files.map(([path]) => path).find((path) => path.split('/').length > 3 && path.endsWith('/'));
  change(edition, address, (html) => html.replace('</h1>', ' (changed)</h1>'));
  await open(page, `${offlineOf(edition)}/`);
  await said(page, 'newer');
  await axe(page, `${where} newer`);
  await shot(page, `${edition}-7-newer`);
  host.seen.length = 0;
  await page.click('[data-do=update]');
  await said(page, 'newest');
  const loaded = host.seen.filter((path) => !path.includes('kept.json') && !path.endsWith('/sw.js'));
  expect(loaded.length === 1 && loaded[0].startsWith(`/${address}?`), `an update loads ${loaded.join(' ') || 'nothing'}`, where);
  await host.stop();
  expect((await open(page, address)).includes('(changed)'), 'the new page is not in the copy', where);
  await host.start();
  const old = await page.evaluate(async () => (await (await caches.open((await caches.keys())[0])).keys()).length);
  expect(old <= listOf(edition).files.length + 2, 'what the old copy had stays', where);
}

async function remove(page, edition, where) {
  await open(page, `${offlineOf(edition)}/`);
  await said(page, 'whole');
  await page.click('[data-do=remove]');
  await said(page, 'none');
  await open(page, `${edition}/`);
  await page.waitForTimeout(300);
  const left = await kept(page);
  expect(!left.caches.length && !left.workers.length, `something stays: ${JSON.stringify(left)}`, where);
}

/** While there is internet, a page that has changed since it was kept is shown as it is now. */
async function newestWins(where) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await open(page, `${offlineOf('sq')}/`);
  await page.click('[data-do=go]');
  await said(page, 'whole');
  const address = listOf('sq').files.map(([path]) => path).find((path) => path.split('/').length > 3 && path.endsWith('/'));
  change('sq', address, (html) => html.replace('</h1>', ' (now)</h1>'));
  host.seen.length = 0;
  expect((await open(page, address)).includes('(now)'), 'an old page is shown though there is internet', where);
  await open(page, 'sq/');
  expect(!host.seen.includes('/sq/'), 'a page that is kept and has not changed is loaded again', where);
  // A second edition beside it: each goes its own way.
  await open(page, `${offlineOf('en')}/`);
  await said(page, 'none');
  await page.click('[data-do=go]');
  await said(page, 'whole');
  const both = await kept(page);
  expect(both.caches.length === 2 && both.workers.join() === '/en/,/sq/', 'two editions are not kept side by side', where);
  await page.click('[data-do=remove]');
  await said(page, 'none');
  await host.stop();
  expect(await open(page, 'sq/'), 'the other edition is gone, too', where);
  await host.start();
  // A page that somebody else put in the way is not kept.
  await open(page, `${offlineOf('en')}/`);
  await page.route(/\?[0-9a-f]{12}$/, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: 'Please log in' }));
  await page.click('[data-do=go]');
  await said(page, 'changed');
  await said(page, 'half');
  await context.close();
}

/** Without what a copy needs, the page says so and offers the file. */
async function unable(where) {
  const page = await browser.newPage({ viewport });
  await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
  await open(page, `${offlineOf('en')}/`);
  await said(page, 'unable');
  expect((await can(page)) === '', 'it offers what it cannot do', where);
  expect(await page.isVisible('main a[download]'), 'no file is offered instead', where);
}

/** The zip file as from a stick: no server, no way out. */
async function fromAStick(where) {
  const zip = readdirSync(join(folder, offlineOf(where))).find((name) => name.endsWith('.zip'));
  const stick = join(scratch, `${where} stick`);
  execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, offlineOf(where), zip), stick]);
  const context = await browser.newContext({ viewport, offline: true });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && !/\/online\//.test(message.location().url) && complain(`console: ${message.text()}`, where));
  page.on('pageerror', (error) => complain(`script: ${error.message}`, where));
  const online = (url) => /\/online\//.test(url);
  page.on('requestfailed', (request) => online(request.url()) || request.failure()?.errorText.includes('ABORTED') || complain(`it cannot be loaded: ${request.url().split('/').slice(-3).join('/')}`, where));
  const start = pathToFileURL(join(stick, 'index.html')).href;
  const queue = [start];
  const seen = new Set(queue);
  // Everything that can be reached from the top, up to a number that is more than one of each sort.
  while (queue.length && seen.size < 2000) {
    const at = queue.shift();
    const answer = await page.goto(at);
    if (!answer?.ok()) complain(`it does not open: ${at.slice(start.length - 10)}`, where);
    const links = await page.$$eval('a[href]', (all) => all.map((a) => a.href.split('#')[0]));
    for (const link of links.filter((link) => link.startsWith('file:') && link.endsWith('.html') && !seen.has(link))) {
      seen.add(link);
      if (seen.size < 60) queue.push(link);
    }
  }
  expect(seen.size > 40, `only ${seen.size} pages can be reached`, where);
  const policy = await page.evaluate(() => document.styleSheets.length);
  expect(policy > 0, 'pages have no style there', where);
  await search(page, pathToFileURL(join(stick, searchOf(where), 'index.html')).href, where);
  await page.goto(start);
  await shot(page, `${where}-stick`, { fullPage: false });
  await context.close();
}

await scene('sq', keepAndRead);
await scene('sr-cyrl', keepAndRead);
await scene('sq beside en', newestWins);
await scene('no worker', unable);
for (const edition of ['sq', 'rom']) await scene(edition, fromAStick);
rmSync(scratch, { recursive: true, force: true });
finish('copies kept, read without a host, renewed, removed; zip files from a stick');
