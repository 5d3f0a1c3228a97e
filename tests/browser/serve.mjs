// The preview as staff use it, in Chromium: a saved file is seen at once and only where it matters, a stylesheet is
// exchanged in place, the page stays where it was scrolled to, and what is wrong is shown until it is mended.
//
// node serve.mjs SITE [ROOT]      GUIDEPOST=path of the program, else the one in ROOT/target/release

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL, axe, complain, expect, finish, launch, ROOT, scene, shot, sideways } from './common.mjs';

const PROGRAM = process.env.GUIDEPOST ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'release/guidepost');
const work = mkdtempSync(join(tmpdir(), 'guidepost-serve-'));
const site = join(work, 'site');
for (const name of ['guidepost.yaml', 'content', 'themes', 'locales']) {
  if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(site, name), { recursive: true });
}

let server;
/** Starts the preview; yields where it is. */
const start = (port = '0') =>
  new Promise((told, failed) => {
    server = spawn(PROGRAM, ['serve', '--root', site, '--port', port, '--date', '2026-11-24', '--no-cache'], { stdio: ['ignore', 'pipe', 'ignore'] });
    server.stdout.on('data', (text) => told(/http:\/\/[^/]+/.exec(text)[0]));
    server.on('error', failed);
  });
const stop = () => new Promise((gone) => server.on('exit', gone).kill('SIGTERM'));

const edit = (file, change) => {
  const before = readFileSync(join(site, file), 'utf8');
  const after = change(before);
  expect(after !== before, `the edit found nothing to change in ${file}`, 'this test');
  writeFileSync(join(site, file), after);
};
const base = await start();
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 360, height: 720 }, locale: 'en' });
const page = await context.newPage();

const TEXT = 'content/guides/municipal-human-rights-unit/index.en.md';

/** What the overlay says, or nothing where it is not shown. */
const overlay = () =>
  page.evaluate(() => {
    const host = document.querySelector('guidepost-preview');
    return host && !host.hidden && host.shadowRoot ? host.shadowRoot.querySelector('.panel, .pill')?.innerText ?? '' : '';
  });
const until = async (what, so, where) => {
  for (let tries = 0; tries < 400; tries++) {
    // A page that is just being loaded has no answer.
    if (await so().catch(() => false)) return true;
    await new Promise((wait) => setTimeout(wait, 25));
  }
  complain(`in ten seconds this did not come: ${what}`, where);
  return false;
};
const shows = (text) => () => page.evaluate((text) => document.body.innerText.includes(text), text);
/** Marks this very load of the page. */
const mark = () => page.evaluate(() => (window.sameLoad = true));
const isMarked = () => page.evaluate(() => window.sameLoad === true);

/** The page of the text, by its title. */
const address = await (async () => {
  const list = await (await fetch(`${base}/en/sitemap.xml`)).text();
  const all = [...list.matchAll(/<loc>https?:\/\/[^/]+([^<]+)<\/loc>/g)].map((found) => found[1]);
  const title = /^title: (.*)$/m.exec(readFileSync(join(site, TEXT), 'utf8'))[1].replaceAll('"', '');
  for (const path of all) {
    const text = await (await fetch(base + path)).text();
    if (text.includes(`<h1>${title.replaceAll("'", '&#39;')}</h1>`) || text.includes(`>${title}</h1>`)) return path;
  }
  return undefined;
})();
expect(address, `no page has the title of ${TEXT}`, 'site');

await scene('a saved text is seen, and the page stays where it was', async (where) => {
  await page.goto(base + address);
  await page.evaluate(() => scrollTo(0, 400));
  await mark();
  edit(TEXT, (text) => `${text}\n\nA sentence that was just written.\n`);
  await until('the new sentence', shows('A sentence that was just written.'), where);
  await until('the old place', async () => Math.abs((await page.evaluate(() => scrollY)) - 400) < 2, where);
  expect(!(await isMarked()), 'the page was not loaded again', where);
});

await scene('an edit elsewhere does not touch the page', async (where) => {
  await mark();
  edit('content/guides/municipal-human-rights-unit/index.sq.md', (text) => `${text}\n\nVetëm shqip.\n`);
  await new Promise((wait) => setTimeout(wait, 700));
  expect(await isMarked(), 'it was loaded again', where);
});

await scene('a stylesheet is exchanged without loading the page again', async (where) => {
  await mark();
  edit('themes/default/assets/style.css', (css) => `${css}\nh1 { letter-spacing: 7px }\n`);
  const wide = () => page.evaluate(() => getComputedStyle(document.querySelector('h1')).letterSpacing === '7px');
  await until('the new look', wide, where);
  expect(await isMarked(), 'it was loaded again', where);
  expect(await page.evaluate(() => scrollY > 300), 'it has moved', where);
});

await scene('a mistake is shown with its place and goes when it is mended', async (where) => {
  await page.evaluate(() => document.querySelector('a[href]').focus());
  const focus = () => page.evaluate(() => document.activeElement.outerHTML);
  const before = await focus();
  edit(TEXT, (text) => `${text}\nSee [this](nowhere.en.md).\n`);
  let said = '';
  await until('the mistake', async () => (said = await overlay()).includes('there is no file'), where);
  // The page is loaded again meanwhile, and shows it again.
  await until('the mistake on the new page', async () => !(await isMarked()) && (await overlay()).includes('there is no file'), where);
  const line = readFileSync(join(site, TEXT), 'utf8').split('\n').length - 1;
  for (const wanted of ['Error', `${TEXT}:${line}:5`, '[this](nowhere.en.md)', '^^^^', 'This link leads nowhere']) {
    expect(said.includes(wanted), `the overlay does not say \`${wanted}\`: ${said}`, where);
  }
  expect((await focus()) === before || (await focus()).startsWith('<body'), 'it took the focus', where);
  const below = () =>
    page.evaluate(() => innerHeight - document.querySelector('guidepost-preview').shadowRoot.querySelector('.panel').getBoundingClientRect().bottom);
  expect(Math.abs(await below()) < 1, `the overlay ends ${await below()} px above the edge`, where);
  await shot(page, 'mistake-360', { fullPage: false });
  await sideways(page, where);
  await axe(page, where, ALL);
  edit(TEXT, (text) => text.replace('\nSee [this](nowhere.en.md).\n', ''));
  await until('the end of the mistake', async () => !(await overlay()).includes('there is no file'), where);
});

await scene('a text that cannot be read leaves the last good page under the mistake', async (where) => {
  edit(TEXT, (text) => text.replace('---\ntitle: ', '---\ntitle: ['));
  await until('the mistake', async () => (await overlay()).includes('last good version'), where);
  expect(await shows('A sentence that was just written.')(), 'the page is gone', where);
  // Closed stays closed, and it says how much is wrong.
  await page.evaluate(() => document.querySelector('guidepost-preview').shadowRoot.querySelector('.top button').click());
  expect((await overlay()).includes('1 error'), `no count is left: ${await overlay()}`, where);
  edit(TEXT, (text) => text.replace('---\ntitle: [', '---\ntitle: '));
  await until('the end of the mistake', async () => !(await overlay()).includes('1 error'), where);
});

await scene('a broken template, its count elsewhere, and its repair', async (where) => {
  const template = 'themes/default/templates/404.html';
  edit(template, (text) => text.replace('{% block main', '{% blok main'));
  await until('the mistake', async () => (await overlay()).includes(template), where);
  expect(await shows('A sentence that was just written.')(), 'the page is gone', where);
  edit(template, (text) => text.replace('{% blok main', '{% block main'));
  await until('the end of the mistake', async () => !(await overlay()).includes(template), where);
  // One that only shows when pages are made, and only on others than this one: it is counted, with its place.
  edit(template, (text) => text.replace('t(key="not-found-text")', 't(key="hoome")'));
  await until('the mistake on other pages', async () => (await overlay()).includes('hoome'), where);
  edit(template, (text) => text.replace('t(key="hoome")', 't(key="not-found-text")'));
  await until('the end of it', async () => !(await overlay()).includes('hoome'), where);
});

await scene('texts saved wrongly, names that nothing has, and values that no template gets', async (where) => {
  const good = readFileSync(join(site, TEXT));
  const text = good.toString('utf8');
  const template = 'themes/default/templates/entry.html';
  const instead = (file, bytes) => [file, readFileSync(join(site, file)), bytes];
  const stays = 'last good version';
  const cases = [
    ['latin-1', instead(TEXT, Buffer.from(`${text}\nKomuna \u00eb.\n`, 'latin1')), ['is not UTF-8', 'choose UTF-8', stays]],
    ['utf-16', instead(TEXT, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])), ['UTF-16', 'choose UTF-8', stays]],
    ['empty', instead(TEXT, ''), ['the file is empty', 'begin with a line', stays]],
    ['tabs', instead(TEXT, text.replace('\ntitle: ', '\ntopics:\n\t- work\ntitle: ').replace('---\ntitle: ', '---\ntopics:\n\t- work\ntitle: ')), ['a tab stands where spaces belong', '\t- work', 'not with the tab key', stays]],
    ['contact', instead(TEXT, `${text}\nCall [them](contact:nobody-here).\n`), ['there is no contact nobody-here', '[them](contact:nobody-here)', '^^^^', 'content/contacts/']],
    ['value', instead(template, readFileSync(join(site, template), 'utf8').replace(/{% block main -?%}/, '$&{{ page.titel }}')), ['field titel is not defined', 'did you mean title?', '{{ page.titel }}', '^^^^^', stays]],
    ['configuration', instead('guidepost.yaml', readFileSync(join(site, 'guidepost.yaml'), 'utf8').replace('editions:', 'edition:')), ['nothing reads the key edition', 'did you mean editions?', 'One problem on this page']],
  ];
  for (const [name, [file, before, bytes], wanted] of cases) {
    expect(!before.equals(Buffer.from(bytes)), `${name} changes nothing`, 'this test');
    writeFileSync(join(site, file), bytes);
    const all = async () => wanted.every((word) => said.includes(word));
    let said = '';
    await until(`what is wrong (${name})`, async () => (said = await overlay(), await all()), where);
    for (const word of wanted) expect(said.includes(word), `${name}: \`${word}\` is not in: ${said}`, where);
    expect(await shows('A sentence that was just written.')(), `${name}: the page is gone`, where);
    await sideways(page, `${where}, ${name}`);
    await shot(page, `wrong-${name}-360`, { fullPage: false });
    writeFileSync(join(site, file), before);
    await until(`the end of it (${name})`, async () => !(await overlay()).includes(wanted[0]), where);
  }
});

await scene('another title leads to the new address', async (where) => {
  const other = 'content/guides/for-the-preview/index.en.md';
  execFileSync('mkdir', ['-p', join(site, 'content/guides/for-the-preview')]);
  writeFileSync(join(site, other), '---\ntitle: Before\ndescription: One.\nreview: needed\n---\n\nA text.\n');
  const list = address.replace(/[^/]+\/$/, '');
  await until('the new page', async () => (await fetch(`${base}${list}before/`)).ok, where);
  await page.goto(`${base}${list}before/`);
  edit(other, (text) => text.replace('title: Before', 'title: After'));
  await until('the new address', async () => page.url() === `${base}${list}after/`, where);
  await page.goto(base + address);
  rmSync(join(site, 'content/guides/for-the-preview'), { recursive: true });
});

await scene('folders that go away and come back', async (where) => {
  renameSync(join(site, 'content'), join(work, 'away'));
  await new Promise((wait) => setTimeout(wait, 300));
  expect((await fetch(base + '/')).status < 600, 'the server has ended', where);
  renameSync(join(work, 'away'), join(site, 'content'));
  edit(TEXT, (text) => `${text}\n\nBack again.\n`);
  await until('the page', async () => (await (await fetch(base + address)).text()).includes('Back again.'), where);
});

await scene('a server that ends and starts again', async (where) => {
  await until('the page', shows('Back again.'), where);
  await stop();
  edit(TEXT, (text) => `${text}\n\nWritten meanwhile.\n`);
  await start(new URL(base).port);
  await until('what was written meanwhile', shows('Written meanwhile.'), where);
});

await scene('the languages of the staff', async (where) => {
  edit(TEXT, (text) => `${text}\nSee [this](nowhere.en.md).\n`);
  for (const [locale, width, words] of [['sq', 1280, 'Kjo lidhje nuk të çon askund'], ['sr-Latn', 360, 'Ova veza ne vodi nikuda'], ['sr', 1280, 'Ова веза не води никуда'], ['en', 1280, 'This link leads nowhere']]) {
    const own = await browser.newContext({ viewport: { width, height: 800 }, locale, colorScheme: locale === 'en' ? 'dark' : 'light' });
    const reader = await own.newPage();
    await reader.goto(base + address);
    const said = reader.locator('guidepost-preview .panel');
    await said.waitFor({ timeout: 10_000 });
    const text = await said.innerText();
    expect(text.includes(words), `in ${locale} it says: ${text}`, where);
    await sideways(reader, `${where}, ${locale}`);
    await axe(reader, `${where}, ${locale}`, ALL);
    await shot(reader, `overlay-${locale}-${width}`, { fullPage: false });
    await own.close();
  }
});

await stop();
rmSync(work, { recursive: true, force: true });
await finish('preview');
