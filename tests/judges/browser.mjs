// Browser: pages as people meet them, in Chromium. Of each sort of page one is opened, in three editions, in light and
// dark, on a phone and on a desk, and is judged by axe-core; it must not scroll sideways down to 320 px, must be whole
// with scripts off, must break no rule of its own security policy, and must ask nothing of another host. Pictures of
// all pages are left in tests/.shots/ to be looked at.
//
// node browser.mjs SITE [ROOT] [--editions sq,en]

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const flags = process.argv.slice(2);
const chosen = flags.includes('--editions') ? flags.splice(flags.indexOf('--editions'), 2)[1] : 'sq,sr-Cyrl,rom';
const [SITE, ROOT] = [resolve(flags[0] ?? ''), resolve(flags[1] ?? join(HERE, '../..'))];
const TOOLS = process.env.GUIDEPOST_TOOLS ?? join(ROOT, 'tests/.tools');
const SHOTS = process.env.GUIDEPOST_SHOTS ?? join(ROOT, 'tests/.shots');
const SHOWN = Number(process.env.GUIDEPOST_SHOWN ?? 8);
const EDITIONS = [...chosen.split(','), ''];

const require = createRequire(join(TOOLS, 'node/package.json'));
const { chromium } = require('playwright-core');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];
const SCHEMES = ['light', 'dark'];
const WIDTHS = { 360: 740, 1280: 900 };
const NARROWEST = 320;
const WORKERS = 2;

const TYPES = {
  '.css': 'text/css', '.csv': 'text/csv', '.html': 'text/html; charset=utf-8', '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg', '.js': 'text/javascript', '.json': 'application/json', '.png': 'image/png',
  '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8', '.vcf': 'text/vcard', '.webp': 'image/webp',
  '.xml': 'application/xml',
};

/** What is wrong: by what, where. */
const problems = new Map();

function complain(what, where) {
  problems.set(what, [...(problems.get(what) ?? []), where]);
}

/** The path of the file that a server shows for a path, or nothing. */
function fileAt(path) {
  const file = join(SITE, normalize(decodeURIComponent(path)));
  if (!file.startsWith(SITE)) return undefined;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) return path.endsWith('/') ? fileAt(`${path}index.html`) : undefined;
  return found ? file : undefined;
}

/** A server as a cheap host runs one: files, folders with their index, and the edition's own page for what is not there. */
function serve() {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const file = fileAt(path);
    const shown = file ?? fileAt(`/${path.split('/')[1]}/404.html`);
    if (!shown) return response.writeHead(404).end('not found');
    response.writeHead(file ? 200 : 404, { 'content-type': TYPES[extname(shown)] ?? 'application/octet-stream' });
    response.end(readFileSync(shown));
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

/** The pages to look at: edition, sort, address. */
function sample() {
  const python = join(TOOLS, 'venv/bin/python');
  const found = JSON.parse(execFileSync(python, [join(HERE, 'sample.py'), SITE, ROOT], { encoding: 'utf8' }));
  return EDITIONS.flatMap((edition) =>
    Object.entries(found[edition] ?? {}).map(([sort, path]) => ({
      edition,
      sort,
      // The page for what is not there is met at an address that is not there.
      path: sort === '404' ? `/${path.split('/')[0]}/not/there/at-all/` : `/${path.replace(/index\.html$/, '')}`,
    })),
  );
}

/** Takes down what the browser says while a page is open. */
function listen(page, base, where) {
  page.on('console', (message) => {
    const expected = message.location().url.includes('/not/there/') && message.text().includes('404');
    if (['error', 'warning'].includes(message.type()) && !expected) complain(`console: ${message.text()}`, where());
  });
  page.on('pageerror', (error) => complain(`script: ${error.message}`, where()));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) {
      complain(`it asks another host: ${request.url()}`, where());
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.url().includes('/not/there/')) {
      complain(`it asks for what is not there: ${response.url()}`, where());
    }
  });
}

/** Which rules of axe-core are asked: all and the size of targets; all; those about colours. */
const ALL = { rules: { 'target-size': { enabled: true } } };
const OPENED = { rules: { 'target-size': { enabled: false } } };
const COLOURS = { runOnly: ['color-contrast', 'link-in-text-block'] };

/** Runs axe-core; a finding is a problem, with the element it is about. */
async function axe(page, where, rules) {
  const found = await page.evaluate(async (rules) => {
    const options = { resultTypes: ['violations'], ...rules };
    const { violations } = await window.axe.run(document, options);
    return violations.flatMap((v) =>
      v.nodes.map((node) => ({ rule: v.id, help: v.help, target: node.target.join(' '), html: node.html, why: node.failureSummary })),
    );
  }, rules);
  for (const { rule, help, target, html, why } of found) {
    const reason = why.split('\n').slice(1).map((line) => line.trim()).join('; ');
    complain(`axe ${rule}: ${help}\n      ${target}  ${html.slice(0, 140)}\n      ${reason}`, where);
  }
}

/** A page must not be wider than the window; names the elements that stick out of it. */
async function width(page, wide, where) {
  const out = await page.evaluate((wide) => {
    if (document.documentElement.scrollWidth <= wide) return undefined;
    const scrolls = (element) => element && (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const name = (element) => `${element.localName}${element.className && typeof element.className === 'string' ? `.${element.className.replace(/ /g, '.')}` : ''}`;
    const wider = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > wide + 0.5 && !scrolls(element.parentElement),
    );
    return `${document.documentElement.scrollWidth} px: ${wider.slice(0, 5).map(name).join(', ')}`;
  }, wide);
  if (out) complain(`it scrolls sideways at ${wide} px (${out})`, where);
}

/** Looks at a page in all ways, scripts on. Returns its text. */
async function look(context, base, { edition, sort, path }) {
  const page = await context.newPage();
  const name = `${edition || 'root'} ${sort}`;
  let where = `${name} ${path}`;
  listen(page, base, () => where);
  await page.goto(base + path, { waitUntil: 'load' });
  const words = await page.locator('main').innerText();
  await page.evaluate(AXE);
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [wide, high] of Object.entries(WIDTHS)) {
      where = `${name} ${path} (${scheme}, ${wide} px)`;
      await page.setViewportSize({ width: Number(wide), height: high });
      // Only colours differ in the dark.
      await axe(page, where, scheme === 'light' ? ALL : COLOURS);
      await width(page, Number(wide), where);
      const file = `${name}-${scheme}-${wide}.png`.replaceAll(' ', '-');
      // Hiding the caret would take a style that the policy of the page forbids.
      await page.screenshot({ path: join(SHOTS, file), fullPage: true, caret: 'initial', animations: 'allow' });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: NARROWEST, height: 640 });
  await width(page, NARROWEST, `${name} ${path}`);
  where = `${name} ${path} (all opened, ${NARROWEST} px)`;
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  // An open menu lies over the page, and what is under it is no target meanwhile.
  await axe(page, where, OPENED);
  await width(page, NARROWEST, where);
  await page.close();
  return words;
}

/** Opens a page with scripts off: it must say the same. */
async function lookWithout(context, base, { edition, sort, path }, words) {
  const where = `${edition || 'root'} ${sort} ${path} (no script)`;
  const page = await context.newPage();
  await page.goto(base + path, { waitUntil: 'load' });
  if (!(await page.locator('h1').first().isVisible())) complain('no heading can be seen', where);
  const read = await page.locator('main').innerText();
  if (!read.trim()) complain('there is nothing to read', where);
  const lost = words.split('\n').filter((line) => line.trim() && !read.includes(line));
  if (lost.length) complain(`it is not said without scripts: ${lost[0]}`, where);
  await page.close();
}

const started = Date.now();
rmSync(SHOTS, { recursive: true, force: true });
mkdirSync(SHOTS, { recursive: true });
const pages = sample();
if (pages.length < 2) complain('there are no pages to look at', SITE);
const server = await serve();
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
const queue = [...pages];
const viewport = { width: 360, height: 740 };
async function work() {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const without = await browser.newContext({ viewport, javaScriptEnabled: false });
  for (let next = queue.shift(); next; next = queue.shift()) {
    try {
      await lookWithout(without, base, next, await look(context, base, next));
    } catch (error) {
      complain(`the browser failed: ${error.message.split('\n')[0]}`, `${next.edition} ${next.sort} ${next.path}`);
    }
  }
}
await Promise.all(Array.from({ length: WORKERS }, work));
await browser.close();
server.close();

for (const [what, where] of problems) {
  console.log(what);
  for (const place of where.slice(0, SHOWN)) console.log(`    ${place}`);
  if (where.length > SHOWN) console.log(`    … and ${where.length - SHOWN} more`);
}
const sorts = new Set(pages.map((page) => page.sort)).size;
const seconds = Math.round((Date.now() - started) / 1000);
const count = [...problems.values()].flat().length;
console.log(
  `${pages.length} pages of ${sorts} sorts, ${seconds} s, pictures in ${SHOTS}: ` +
    (count ? `${count} problems of ${problems.size} sorts` : 'no problem'),
);
process.exit(count ? 1 : 0);
