// Keys alone: from the home page to a telephone call with Tab and Enter, and nothing is met on the way that cannot be
// seen. The link that skips to the content works, the languages open and close, and so does everything that folds.

import { complain, expect, finish, launch, sample, scene, serve, shot, watch } from './common.mjs';

/** More presses than any page of ours has stops. */
const MOST = 2000;

/** What has the focus, and whether one can see it: it is in the window, something marks it, and nothing covers it. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const marked =
      (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    const inside = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const [x, y] = [box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height / 2, 12)];
    const over = document.elementFromPoint(Math.max(1, x), Math.max(1, y));
    const free = !over || element.contains(over) || over.contains(element);
    return {
      tag: element.localName, href: element.getAttribute('href') ?? '', id: element.id,
      name: (element.getAttribute('aria-label') ?? element.textContent).trim().replaceAll(/\s+/g, ' ').slice(0, 60),
      marked, inside, free, width: parseFloat(style.outlineWidth),
    };
  });
}

/** Presses Tab until `found` says so. Every stop on the way must be seen. */
async function tabTo(page, found, where) {
  for (let pressed = 0; pressed < MOST; pressed += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    // The end of the page: the focus is on the window.
    if (!stop) return undefined;
    expect(stop.marked, `nothing marks what has the focus: <${stop.tag}> ${stop.name}`, where);
    expect(stop.inside, `what has the focus is not in the window: <${stop.tag}> ${stop.name}`, where);
    expect(stop.free, `what has the focus is covered: <${stop.tag}> ${stop.name}`, where);
    if (found(stop)) return stop;
  }
  complain('the keyboard is caught: Tab does not leave the page', where);
  return undefined;
}

const open = async (context, base, path, where) => {
  const page = await context.newPage();
  watch(page, base, where);
  await page.goto(base + path);
  return page;
};

const { base } = await serve();
const browser = await launch();
const pages = sample();
const editions = [...new Set(pages.map((page) => page.edition))].filter(Boolean);
const context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });

for (const edition of editions) {
  const home = pages.find((page) => page.edition === edition && page.sort === 'home').path;

  await scene(`${edition} skip link`, async (where) => {
    const page = await open(context, base, home, where);
    await page.keyboard.press('Tab');
    const first = await focused(page);
    expect(first?.href === '#g-main', 'the first stop is not the link that skips to the content', where);
    expect(first?.inside && first?.free, 'the link that skips to the content is not seen', where);
    await page.keyboard.press('Enter');
    const next = await tabTo(page, () => true, where);
    const inMain = await page.evaluate(() => Boolean(document.activeElement.closest('main')));
    expect(inMain, `behind the link that skips to the content stands: ${next?.name}`, where);
    await page.close();
  });

  await scene(`${edition} call`, async (where) => {
    const page = await open(context, base, home, where);
    const municipalities = await page.evaluate(() => document.querySelector('main a.big')?.getAttribute('href'));
    const big = await tabTo(page, (stop) => stop.href === municipalities, where);
    if (!expect(big, 'the municipalities cannot be reached', where)) return;
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    // A municipality from the list, not a way back.
    const here = new URL(page.url()).pathname;
    const one = await tabTo(page, (stop) => !stop.href.startsWith('#') && new URL(stop.href, page.url()).pathname.startsWith(here) && stop.href !== '', where);
    if (!expect(one, 'no municipality can be reached', where)) return;
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    const call = await tabTo(page, (stop) => stop.href.startsWith('tel:'), where);
    expect(call, 'no number can be reached', where);
    await shot(page, `${edition}-call`, { fullPage: false });
    await page.close();
  });

  await scene(`${edition} languages`, async (where) => {
    const page = await open(context, base, home, where);
    const summary = await tabTo(page, (stop) => stop.tag === 'summary', where);
    if (!expect(summary, 'the languages cannot be reached', where)) return;
    await page.keyboard.press('Enter');
    const details = page.locator('.langs details');
    expect(await details.evaluate((d) => d.open), 'the languages do not open', where);
    await shot(page, `${edition}-languages`, { fullPage: false });
    const other = await tabTo(page, (stop) => stop.tag === 'a', where);
    expect(await page.evaluate(() => Boolean(document.activeElement.closest('.langs'))), `behind the open languages stands: ${other?.name}`, where);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    expect(!(await details.evaluate((d) => d.open)), 'the languages do not close', where);
    await page.close();
  });
}

// Every stop of each sort of page is seen, from the first to the last, and the way ends.
const walked = pages.filter((page) => page.edition === editions[0] || page.edition === '');
for (const { edition, sort, path } of walked) {
  await scene(`${edition} ${sort} ${path}`, async (where) => {
    const page = await open(context, base, path, where);
    await tabTo(page, () => false, where);
    await page.close();
  });
}
finish(`${editions.length} editions, ${walked.length} pages walked through`);
