// Pages as people meet them. Of each sort of page one is opened, in every edition, in light and dark, on a phone and on
// a desk, and is judged by axe-core; it must not scroll sideways down to 320 px, must be whole with scripts off, must
// break no rule of its own security policy, and must ask nothing of another host. Pictures are left to be looked at.

import { ALL, COLOURS, OPENED, axe, complain, finish, launch, sample, scene, serve, shot, sideways, together, watch } from './common.mjs';

const SCHEMES = ['light', 'dark'];
const WIDTHS = { 360: 740, 1280: 900 };
const NARROWEST = 320;
const BY_SCRIPT = '#g-keep, #g-find, .filter';

/** Looks at a page in all ways, scripts on. Returns its text. */
async function look(context, base, { edition, sort, path }) {
  const page = await context.newPage();
  const name = `${edition || 'root'} ${sort}`;
  let where = `${name} ${path}`;
  watch(page, base, () => where);
  await page.goto(base + path, { waitUntil: 'load' });
  // What only a script can do is offered by it alone.
  const offered = (await page.locator(BY_SCRIPT).allInnerTexts()).join('\n').split('\n');
  const words = (await page.locator('main').innerText()).split('\n').filter((line) => !offered.includes(line)).join('\n');
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [wide, high] of Object.entries(WIDTHS)) {
      where = `${name} ${path} (${scheme}, ${wide} px)`;
      await page.setViewportSize({ width: Number(wide), height: high });
      // Only colours differ in the dark.
      await axe(page, where, scheme === 'light' ? ALL : COLOURS);
      await sideways(page, where);
      await shot(page, `${name}-${scheme}-${wide}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: NARROWEST, height: 640 });
  await sideways(page, `${name} ${path}`);
  where = `${name} ${path} (all opened, ${NARROWEST} px)`;
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  // An open menu lies over the page, and what is under it is no target meanwhile.
  await axe(page, where, OPENED);
  await sideways(page, where);
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

const pages = sample();
const { base } = await serve();
const browser = await launch();
const viewport = { width: 360, height: 740 };
const enter = async () => ({
  context: await browser.newContext({ viewport, reducedMotion: 'reduce' }),
  without: await browser.newContext({ viewport, javaScriptEnabled: false }),
});
await together(pages, enter, (next, { context, without }) =>
  scene(`${next.edition} ${next.sort} ${next.path}`, async () =>
    lookWithout(without, base, next, await look(context, base, next)),
  ),
);
finish(`${pages.length} pages of ${new Set(pages.map((page) => page.sort)).size} sorts`);
