// The first screen of a small phone, and finding one's municipality. On each sort of page that has one thing to do, the
// call stands above the fold; danger is one tap from the top of every page and leads to numbers that can be tapped. A
// municipality is found by each of its names, in each script, without its marks and in the form that Albanian prose
// uses; without a script the list itself holds every name.
//
// node first.mjs SITE [ROOT] [--editions sq,en]

import { expect, finish, launch, sample, scene, serve, shot, watch } from './common.mjs';

/** A cheap old phone. */
const SMALL = { width: 360, height: 640 };

/** The sorts of pages with one call to make. */
const CALLS = ['home', 'guide', 'municipality', 'contact'];

/** What people type for one municipality, and what they should see in any edition. */
const TYPED = ['Gjakovë', 'gjakova', 'GJAKOVE', 'Đakovica', 'djakovica', 'dakovica', 'Ђаковица', 'ђаковица'];

const host = await serve();
const browser = await launch();
const pages = sample();

const first = await browser.newPage({ viewport: SMALL });
for (const { edition, sort, path } of pages.filter((page) => page.edition)) {
  await scene(`${edition} ${sort} ${path}`, async (where) => {
    await first.goto(host.base + path);
    const danger = first.locator('.mast .danger');
    expect(await danger.isVisible(), 'there is no way to the emergency numbers in the mast', where);
    const target = await danger.getAttribute('href');
    expect((await first.locator(`${target} + ul a[href^="tel:"]`).count()) >= 4, 'no numbers where danger leads', where);
    if (!CALLS.includes(sort)) return;
    const call = first.locator('main a.btn[href^="tel:"]').first();
    const box = (await call.count()) ? await call.boundingBox() : undefined;
    expect(box && box.y + box.height <= SMALL.height, `no call on the first screen (${box?.y})`, where);
    expect(box && box.height >= 44, 'the call is hard to hit', where);
  });
}
await first.close();

for (const { edition, path } of pages.filter((page) => page.edition && page.sort === 'municipalities')) {
  await scene(`${edition} municipalities ${path}`, async (where) => {
    const page = await browser.newPage({ viewport: SMALL });
    watch(page, host.base, where);
    await page.goto(host.base + path);
    const input = page.locator('#g-filter');
    const rows = page.locator('.az section li:visible');
    const said = page.locator('#g-found');
    const all = await rows.count();
    expect(all >= 38, `only ${all} municipalities`, where);
    for (const typed of TYPED) {
      await input.fill(typed);
      const found = await rows.evaluateAll((rows) => [...new Set(rows.map((row) => row.querySelector('a').href))]);
      expect(found.length === 1 && found[0].endsWith('/gjakove/'), `“${typed}” finds ${found.length}: ${found.slice(0, 3).join(', ')}`, where);
      expect(!(await page.locator('.az .chips').isVisible()), 'letters stand above what is found', where);
      expect((await said.innerText()).includes('1'), `how many “${typed}” finds is not said`, where);
    }
    await shot(page, `found-${edition}`);
    await input.fill('xyz');
    expect((await rows.count()) === 0 && (await said.innerText()) !== '', 'that nothing is found is not said', where);
    await input.fill('');
    expect((await rows.count()) === all, 'the list does not come back', where);
    expect((await said.innerText()) === '', 'an empty field finds something', where);
    await input.focus();
    await input.fill('dakovica');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/gjakove/');
    await page.close();
  });

  await scene(`${edition} municipalities ${path} (no script)`, async (where) => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: SMALL });
    const page = await context.newPage();
    await page.goto(host.base + path);
    expect(!(await page.locator('#g-filter').isVisible()), 'there is a field that does nothing', where);
    const text = await page.locator('.az').innerText();
    for (const name of ['Gjakovë', 'Đakovica', 'Ђаковица', 'Prishtinë', 'Priština', 'Приштина']) {
      expect(text.includes(name), `the list lacks ${name}`, where);
    }
    const letters = await page.locator('.az .chips a').evaluateAll((links) =>
      links.filter((link) => !document.getElementById(link.getAttribute('href').slice(1))).map((link) => link.textContent),
    );
    expect(letters.length === 0, `letters lead nowhere: ${letters}`, where);
    await context.close();
  });
}
finish('first');
