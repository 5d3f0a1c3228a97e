// What the tests in real Chromium share: the arguments, a browser, a host, the sample of pages, and the list of what is
// wrong. A test is one file beside this one, and `tests/run` finds it by itself (`tests/run browser/NAME`):
//
//     import { SITE, complain, expect, finish, launch, scene, serve } from './common.mjs';
//
//     const host = await serve();                            // the built site, as a cheap host shows it
//     const browser = await launch();                        // nothing kept from another run
//     await scene('a word without its accents', async (where) => {
//       const page = await browser.newPage();
//       watch(page, host.base, where);                       // what the browser complains of is a problem too
//       await page.goto(`${host.base}/sq/search/`);
//       expect(await page.locator('h1').isVisible(), 'there is no heading', where);
//       await shot(page, 'search');                          // tests/.shots/NAME/search.png
//     });
//     finish('search');                                      // closes what was opened, tells, ends: 0 good, 1 not
//
// Everything takes `node NAME.mjs SITE [ROOT] [--editions sq,en]`. A scene that fails does not hide the ones after it.
// `browser.newContext({ javaScriptEnabled: false, colorScheme: 'dark', forcedColors: 'active', … })` gives a reader of
// another kind; `await host.stop()` is airplane mode, and `await host.start()` ends it, at the same address.
// Whether a test notices is proved in tests/judges/sabotage.py.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { host } from './host.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);

/** The value of `--NAME VALUE`, taken out of the arguments. */
export function option(name) {
  const at = words.indexOf(`--${name}`);
  return at < 0 ? undefined : words.splice(at, 2)[1];
}

const chosen = option('editions');

/** The built site, and the project folder it was made from. */
export const [SITE, ROOT] = [resolve(words[0] ?? ''), resolve(words[1] ?? join(HERE, '../..'))];

/** What this test is called: `pages`. */
export const NAME = basename(process.argv[1], '.mjs');

const TOOLS = process.env.GUIDEPOST_TOOLS ?? join(ROOT, 'tests/.tools');
const SHOTS = join(process.env.GUIDEPOST_SHOTS ?? join(ROOT, 'tests/.shots'), NAME);
const SHOWN = Number(process.env.GUIDEPOST_SHOWN ?? 8);

/** Loads an npm package of tests/judges/package.json: `tool('playwright-core')`. */
export const tool = createRequire(join(TOOLS, 'node/package.json'));

/** Chromium itself. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** What it is started with: nothing that asks the network, and what a container needs. */
export const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

/** What is to be closed at the end. */
const opened = [];
const started = Date.now();
rmSync(SHOTS, { recursive: true, force: true });

/** A browser. Each context of it is as fresh as a private window. */
export async function launch(options = {}) {
  const browser = await tool('playwright-core').chromium.launch({ executablePath: CHROMIUM, args: FLAGS, ...options });
  opened.push(() => browser.close());
  return browser;
}

/** A window with a profile of its own on the disk, as a phone has one: `{ context, reopen }`. `reopen()` closes it and
 * gives the context of the next day, with all that was kept. */
export async function profile(options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'guidepost-profile-'));
  const { chromium } = tool('playwright-core');
  const open = () => chromium.launchPersistentContext(folder, { executablePath: CHROMIUM, args: FLAGS, ...options });
  let context = await open();
  opened.push(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const reopen = async () => {
    await context.close();
    return (context = await open());
  };
  return { context, reopen };
}

/** Shows a folder as a cheap host does: see host.mjs for what `options` may say. */
export async function serve(folder = SITE, options = {}) {
  const shown = await host(folder, options);
  opened.push(() => shown.stop());
  return shown;
}

/** The address of a page of the site as a file on a stick. */
export const fileUrl = (path, folder = SITE) => pathToFileURL(join(folder, path)).href;

/** One page of each sort that an edition has: `[{ edition, sort, path, file }]`, with `path` as a link leads there.
 * The root page is of the edition ''. Sorts are those of tests/judges/sample.py. */
export function sample(editions = chosen?.split(',')) {
  const python = join(TOOLS, 'venv/bin/python');
  const program = join(HERE, '../judges/sample.py');
  const found = JSON.parse(execFileSync(python, [program, SITE, ROOT], { encoding: 'utf8', maxBuffer: 1e8 }));
  const wanted = editions ? [...editions, ''] : Object.keys(found);
  const pages = wanted.flatMap((edition) =>
    Object.entries(found[edition] ?? {}).map(([sort, file]) => ({
      edition,
      sort,
      file,
      // The page for what is not there is met at an address that is not there.
      path: sort === '404' ? `/${file.split('/')[0]}/not/there/at-all/` : `/${file.replace(/index\.html$/, '')}`,
    })),
  );
  if (pages.length < 2) complain('there are no pages to look at', SITE);
  return pages;
}

/** What is wrong: by what, where. */
const problems = new Map();

/** Takes down one problem. The same words about several places are shown as one. */
export function complain(what, where) {
  problems.set(what, [...(problems.get(what) ?? []), where]);
}

/** Takes down a problem unless it is so. Returns whether it is. */
export function expect(so, what, where) {
  if (!so) complain(what, where);
  return Boolean(so);
}

/** One thing that a reader does. `where` is what problems in it are told under. What it throws is a problem. */
export async function scene(where, act) {
  try {
    return await act(where);
  } catch (error) {
    complain(`the browser failed: ${error.message.split('\n')[0]}`, where);
  }
}

/** Does `act` for all items, `workers` at a time; `enter()` gives each worker what it keeps. */
export async function together(items, enter, act, workers = 2) {
  const queue = [...items];
  const work = async () => {
    const kept = await enter();
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await act(next, kept);
  };
  await Promise.all(Array.from({ length: workers }, work));
}

/** Takes down what the browser says while a page is open: forbidden styles, scripts that fail, requests to others or
 * for what is not there. `where` is a text, or gives one. */
export function watch(page, base, where) {
  const place = () => (typeof where === 'function' ? where() : where);
  page.on('console', (message) => {
    const expected = message.location().url.includes('/not/there/') && message.text().includes('404');
    if (['error', 'warning'].includes(message.type()) && !expected) complain(`console: ${message.text()}`, place());
  });
  page.on('pageerror', (error) => complain(`script: ${error.message}`, place()));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) {
      complain(`it asks another host: ${request.url()}`, place());
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.url().includes('/not/there/')) {
      complain(`it asks for what is not there: ${response.url()}`, place());
    }
  });
}

/** Which rules of axe-core are asked: all with the size of targets; all others; those about colours. */
export const ALL = { rules: { 'target-size': { enabled: true } } };
export const OPENED = { rules: { 'target-size': { enabled: false } } };
export const COLOURS = { runOnly: ['color-contrast', 'link-in-text-block'] };

/** Runs axe-core; a finding is a problem, with the element it is about. */
export async function axe(page, where, rules = ALL) {
  if (!(await page.evaluate(() => Boolean(window.axe)))) {
    await page.evaluate(readFileSync(tool.resolve('axe-core/axe.min.js'), 'utf8'));
  }
  const found = await page.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'], ...rules });
    const told = (v) => (node) => ({ rule: v.id, help: v.help, target: node.target.join(' '), html: node.html, why: node.failureSummary });
    return violations.flatMap((v) => v.nodes.map(told(v)));
  }, rules);
  for (const { rule, help, target, html, why } of found) {
    const reason = why.split('\n').slice(1).map((line) => line.trim()).join('; ');
    complain(`axe ${rule}: ${help}\n      ${target}  ${html.slice(0, 140)}\n      ${reason}`, where);
  }
}

/** A page must not be wider than the window; names the elements that stick out of it, at either side. */
export async function sideways(page, where) {
  const out = await page.evaluate(() => {
    const [wide, is] = [document.documentElement.clientWidth, document.documentElement.scrollWidth];
    if (is <= wide) return undefined;
    const scrolls = (element) => element && (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const name = (element) => `${element.localName}${element.className && typeof element.className === 'string' ? `.${element.className.replace(/ /g, '.')}` : ''}`;
    const outside = ({ left, right }) => right > wide + 0.5 || left < -0.5;
    const wider = [...document.body.querySelectorAll('*')].filter(
      (element) => outside(element.getBoundingClientRect()) && !scrolls(element.parentElement),
    );
    return `it scrolls sideways at ${wide} px (${is} px: ${wider.slice(0, 5).map(name).join(', ')})`;
  });
  if (out) complain(out, where);
}

/** A picture of a page to be looked at, in tests/.shots/. */
export async function shot(page, name, options = {}) {
  mkdirSync(SHOTS, { recursive: true });
  const path = join(SHOTS, `${name.replaceAll(/[ /]+/g, '-')}.png`);
  // Hiding the caret would take a style that the policy of the page forbids.
  await page.screenshot({ path, fullPage: true, caret: 'initial', animations: 'allow', ...options });
  return path;
}

/** Closes what was opened, tells what was found, and ends the test. */
export async function finish(summary) {
  for (const close of opened.reverse()) await close();
  for (const [what, where] of problems) {
    console.log(what);
    for (const place of where.slice(0, SHOWN)) console.log(`    ${place}`);
    if (where.length > SHOWN) console.log(`    … and ${where.length - SHOWN} more`);
  }
  const count = [...problems.values()].flat().length;
  const told = count ? `${count} problems of ${problems.size} sorts` : 'no problem';
  console.log(`${summary}, ${Math.round((Date.now() - started) / 1000)} s: ${told}`);
  process.exit(count ? 1 : 0);
}
