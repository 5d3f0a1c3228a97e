// Listening, in Chromium: a guide with a recording of five seconds, made for this test. Its page says how long it lasts
// and how large it is before anything of it is loaded; it plays by keyboard, with and without scripts of ours, within the
// policy of the page; and it can be kept as a file.
//
// node listen.mjs SITE [ROOT]      GUIDEPOST=path of the program, else the one in ROOT/target/release

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL, ROOT, axe, expect, finish, launch, scene, serve, shot, sideways, watch } from './common.mjs';

const PROGRAM = process.env.GUIDEPOST ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'release/guidepost');
const SECONDS = 5;
const work = mkdtempSync(join(tmpdir(), 'guidepost-listen-'));

/** Silence as MP3 (ISO 11172-3): frames of layer III, 128 kbit a second, 44,100 Hz, 1152 samples each, nothing in them. */
function silence(seconds) {
  const frame = Buffer.alloc(417);
  Buffer.from([0xff, 0xfb, 0x90, 0xc4]).copy(frame);
  return Buffer.concat(Array.from({ length: Math.round((seconds * 44100) / 1152) }, () => frame));
}

const put = (path, content) => {
  mkdirSync(join(work, path, '..'), { recursive: true });
  writeFileSync(join(work, path), content);
};
put('guidepost.yaml', 'base_url: https://example.org/\neditions: { sq: { name: shqip }, en: { name: English, chain: [en, sq] } }\nsections: { guides: {} }\n');
put('content/guides/a/index.sq.md', '---\ntitle: Dëgjo\nslug: a\ndescription: Një tekst.\naudio: a.mp3\n---\nTeksti.\n');
put('content/guides/a/a.mp3', silence(SECONDS));
const site = join(work, 'public');
execFileSync(PROGRAM, ['build', '--root', work, '--out', site, '--date', '2026-11-24'], { stdio: 'ignore' });

const { base, seen } = await serve(site);
const browser = await launch({ args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--mute-audio'] });
const own = '/sq/guides/a/';
const recording = () => seen.filter((path) => path.endsWith('.mp3'));

/** What the player is doing. */
const player = (page) =>
  page.locator('audio').evaluate((audio) => ({ at: audio.currentTime, length: audio.duration, paused: audio.paused, failed: audio.error?.message }));

async function listen(javaScriptEnabled, path, where) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled });
  const page = await context.newPage();
  watch(page, base, where);
  seen.length = 0;
  await page.goto(base + path, { waitUntil: 'networkidle' });
  const said = await page.locator('.listen').innerText();
  expect(said.includes(`${SECONDS} s`), `it does not say how long it lasts: ${said}`, where);
  const megabytes = (statSync(join(work, 'content/guides/a/a.mp3')).size / 1e6).toFixed(1);
  expect(new RegExp(`${megabytes.replace('.', '[.,]')}\\s*MB`).test(said), `it does not say that it has ${megabytes} MB: ${said}`, where);
  expect(recording().length === 0, `it was loaded before anybody asked: ${recording()}`, where);
  expect((await player(page)).paused, 'it plays by itself', where);
  await page.locator('audio').focus();
  await page.keyboard.press('Space');
  let state;
  for (let tries = 0; tries < 100 && !((state = await player(page)).at > 0.3); tries += 1) await page.waitForTimeout(50);
  expect(state.at > 0.3 && !state.failed, `it does not play: ${JSON.stringify(state)}`, where);
  expect(Math.abs(state.length - SECONDS) < 0.5, `it lasts ${state.length} s`, where);
  expect(recording().length > 0, 'it was played without being loaded', where);
  return page;
}

await scene('a recording', async (where) => {
  const page = await listen(true, own, where);
  await axe(page, where, ALL);
  await sideways(page, where);
  await shot(page, 'listen-360', { fullPage: false });
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.listen a[download]')]);
  expect(statSync(await download.path()).size === silence(SECONDS).length, 'what is kept is not the recording', where);
});
await scene('a recording, without scripts', (where) => listen(false, own, where));
await scene('a recording that is lent with its text', async (where) => {
  const page = await listen(true, '/en/guides/a/', where);
  const said = await page.locator('.listen').innerText();
  expect(said.includes('Albanian'), `it does not say in which language one hears it: ${said}`, where);
});

rmSync(work, { recursive: true, force: true });
await finish('a recording in 3 ways');
