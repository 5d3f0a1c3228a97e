// Pages under stress: letters twice as large, the window a quarter as wide (400 % of 1280 px), colours forced, no
// motion, on paper, and a language that runs from right to left. Nothing scrolls sideways, nothing is cut off, and
// without scripts every link leads somewhere and everything that folds opens.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, axe, complain, expect, finish, launch, sample, scene, serve, shot, sideways, together, watch } from './common.mjs';

/** Texts that are cut off: what does not fit into a box that hides it, and letters that stand over other letters. */
async function cut(page, where) {
  const found = await page.evaluate(() => {
    const hidden = (element) => element.closest('.vh, .skip, [hidden], svg, select, textarea, input') || !element.checkVisibility();
    const boxes = [...document.body.querySelectorAll('*')].filter((element) => !hidden(element) && element.innerText?.trim());
    return boxes
      .filter((element) => {
        const style = getComputedStyle(element);
        const clips = (way) => /hidden|clip/.test(style[`overflow${way}`]);
        return (
          (clips('X') && element.scrollWidth > element.clientWidth + 1) ||
          (clips('Y') && element.scrollHeight > element.clientHeight + 1) || style.textOverflow === 'ellipsis'
        );
      })
      .map((element) => `<${element.localName} class="${element.className}"> ${element.innerText.slice(0, 40)}`);
  });
  for (const what of found) complain(`it is cut off: ${what}`, where);
}

/** Letters twice as large in a window that stays as it is, as the settings of a browser have it. */
async function larger(page, { name, path }, base) {
  const where = `${name} ${path} (text 200 %, 360 px)`;
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(base + path);
  const client = await page.context().newCDPSession(page);
  await client.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  const size = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  expect(size >= 32, `letters stay ${size} px where the reader asks for twice as large ones`, where);
  await sideways(page, where);
  await cut(page, where);
  await shot(page, `${name}-text-200`);
  await client.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  await client.detach();
}

/** A window of 1280 px enlarged four times is one of 320 px. */
async function zoomed(page, { name, path }, base) {
  const where = `${name} ${path} (400 %)`;
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto(base + path);
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await sideways(page, where);
  await cut(page, where);
  const stuck = await page.evaluate(() => {
    const fixed = [...document.body.querySelectorAll('*')].filter((e) => /fixed|sticky/.test(getComputedStyle(e).position) && e.checkVisibility());
    return fixed.reduce((sum, e) => sum + e.getBoundingClientRect().height, 0);
  });
  expect(stuck <= 128, `what stays in place takes ${stuck} of 256 px`, where);
}

/** Colours that the reader's system chooses: what is a button or a choice still has an edge. */
async function forced(page, { name, path }, base) {
  const where = `${name} ${path} (forced colours)`;
  await page.goto(base + path);
  const bare = await page.evaluate(() =>
    [...document.querySelectorAll('a.btn, .card, .notice, .first, a.big, .chips a')]
      .filter((e) => e.checkVisibility() && ['Top', 'Bottom', 'Left', 'Right'].every((side) => parseFloat(getComputedStyle(e)[`border${side}Width`]) < 1))
      .map((e) => `<${e.localName} class="${e.className}">`),
  );
  for (const what of new Set(bare)) complain(`without colours nothing shows its edge: ${what}`, where);
  const gone = await page.evaluate(() =>
    [...document.querySelectorAll('svg.i')].filter((icon) => icon.checkVisibility() && getComputedStyle(icon).stroke === 'none' && getComputedStyle(icon).fill === 'none').length,
  );
  expect(!gone, `${gone} icons are gone`, where);
  await axe(page, where, { runOnly: ['link-in-text-block', 'target-size'] });
  await shot(page, `${name}-forced`);
}

/** On paper: what can only be tapped is gone, numbers are there, and the ink is black. */
async function printed(page, { name, path }, base) {
  const where = `${name} ${path} (print)`;
  await page.goto(base + path);
  const numbers = await page.evaluate(() => [...document.querySelectorAll('main a[href^="tel:"]')].map((a) => a.innerText.match(/\d[\d\s]+\d/)?.[0]).filter(Boolean));
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => ({
    text: document.body.innerText,
    menu: [...document.querySelectorAll('.menu, .langs, .skip, .leave')].filter((e) => e.checkVisibility() && e.getBoundingClientRect().height > 1).map((e) => e.className),
    dark: [...document.querySelectorAll('body *')].filter((e) => {
      const [r, g, b, a = 1] = getComputedStyle(e).backgroundColor.match(/[\d.]+/g).map(Number);
      return e.checkVisibility() && a > 0.5 && r + g + b < 300 && e.getBoundingClientRect().height > 4;
    }).map((e) => `<${e.localName} class="${e.className}">`),
  }));
  for (const number of new Set(numbers)) expect(seen.text.includes(number), `a number is not printed: ${number}`, where);
  expect(!seen.menu.length, `on paper nobody can tap: ${seen.menu.join(', ')}`, where);
  for (const what of new Set(seen.dark)) complain(`it takes a lot of ink: ${what}`, where);
  const pdf = await page.pdf({ format: 'A4', printBackground: true });
  const count = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  expect(count > 0 && count <= 20, `it is ${count} pages long on paper`, where);
  await shot(page, `${name}-print`);
  await page.emulateMedia({ media: 'screen' });
}

/** Nothing moves where the reader wants no motion. */
async function still(page, { name, path }, base) {
  await page.goto(base + path);
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].filter((e) => {
      const style = getComputedStyle(e);
      const long = (times) => times.split(',').some((time) => parseFloat(time) > 0.01);
      return style.scrollBehavior === 'smooth' || long(style.transitionDuration) || (style.animationName !== 'none' && long(style.animationDuration));
    }).map((e) => `<${e.localName} class="${e.className}">`),
  );
  for (const what of new Set(moving)) complain(`it moves for a reader who wants no motion: ${what}`, `${name} ${path}`);
}

/** With scripts off: links lead somewhere, and all that folds opens. */
async function plain(page, { name, path }, base, request, asked) {
  const where = `${name} ${path} (no script)`;
  await page.goto(base + path);
  for (const summary of await page.locator('summary').all()) {
    if (!(await summary.isVisible())) continue;
    const open = () => summary.evaluate((s) => s.parentElement.open);
    const before = await open();
    await summary.focus();
    await page.keyboard.press('Enter');
    expect((await open()) !== before, 'a fold does not open', where);
  }
  const useless = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, textarea, [role=button]')].filter((e) => e.checkVisibility() && !e.closest('form')).map((e) => e.outerHTML.slice(0, 90)),
  );
  for (const what of useless) complain(`it does nothing without a script: ${what}`, where);
  const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((a) => a.href.split('#')[0]));
  for (const link of new Set(links)) {
    if (!link.startsWith(base) || link === page.url() || asked.has(link)) continue;
    asked.add(link);
    const answer = await request.head(link);
    expect(answer.ok(), `a link leads nowhere: ${link.slice(base.length)}`, where);
  }
}

/** A site with a language that runs from right to left. */
async function otherWay(browser) {
  const program = process.env.GUIDEPOST ?? join(ROOT, 'target/release/guidepost');
  const many = join(ROOT, 'tests/sites/many');
  if (!existsSync(program) || !existsSync(many)) return 0;
  const folder = mkdtempSync(join(tmpdir(), 'guidepost-many-'));
  try {
    const date = process.env.GUIDEPOST_DATE ?? '2026-11-24';
    execFileSync(program, ['build', '--root', many, '--out', join(folder, 'site'), '--date', date, '--no-cache', '--quiet'], { stdio: 'ignore' });
    const { base } = await serve(join(folder, 'site'));
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    const where = () => `right to left ${page.url().slice(base.length)}`;
    watch(page, base, where);
    await page.goto(`${base}/ar/`);
    const links = await page.evaluate(() => [...document.querySelectorAll('main a[href], .menu a[href]')].map((a) => a.href.split('#')[0]));
    const own = [`${base}/ar/`, ...new Set(links.filter((link) => link.startsWith(`${base}/ar/`) && link.endsWith('/')))].slice(0, 14);
    for (const link of own) {
      await page.goto(link);
      expect(await page.evaluate(() => document.documentElement.dir === 'rtl'), 'it does not run from right to left', where());
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 740 });
        await sideways(page, where());
      }
      await axe(page, where());
    }
    await shot(page, 'right-to-left');
    return own.length;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { base } = await serve();
const browser = await launch();
// The layout is the same in all editions; words are longest in Albanian and in Cyrillic.
const pages = sample().filter(({ edition }) => ['sq', 'sr-Cyrl', 'en', ''].includes(edition)).map((page) => ({ ...page, name: `${page.edition || 'root'} ${page.sort}` }));
const asked = new Set();
const enter = async () => {
  const open = async (options) => {
    const page = await (await browser.newContext({ viewport: { width: 360, height: 740 }, ...options })).newPage();
    watch(page, base, () => page.url().slice(base.length));
    return page;
  };
  return {
    seen: await open({ reducedMotion: 'reduce' }),
    forced: await open({ forcedColors: 'active' }),
    plain: await open({ javaScriptEnabled: false }),
  };
};
await together(pages, enter, async (page, kept) => {
  const where = `${page.name} ${page.path}`;
  await scene(where, () => still(kept.seen, page, base));
  await scene(where, () => larger(kept.seen, page, base));
  await scene(where, () => zoomed(kept.seen, page, base));
  await scene(where, () => plain(kept.plain, page, base, kept.plain.request, asked));
  if (page.edition === 'en' || page.edition === '') return;
  await scene(where, () => forced(kept.forced, page, base));
  await scene(where, () => printed(kept.seen, page, base));
});
const turned = await scene('right to left', () => otherWay(browser));
finish(`${pages.length} pages under stress, ${asked.size} links, ${turned} pages from right to left`);
