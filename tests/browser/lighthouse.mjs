// Lighthouse: five kinds of page as a phone on a slow connection meets them, from a host that compresses. Accessibility,
// best practices and search engines 100 of 100 in each; performance, which is measured and so differs a little, at
// least 99 in the median of three. What was measured is printed, and what cost points is told.
//
// node lighthouse.mjs SITE [ROOT] [--kinds home,guide]

import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { CHROMIUM, FLAGS, complain, expect, finish, option, sample, scene, serve, tool } from './common.mjs';

/** Kind of page, edition, and the sorts of the sample that will do, the first that there is. */
const KINDS = [
  ['home', 'sq', ['home']],
  ['guide', 'sr-Cyrl', ['guide']],
  ['municipality', 'sq', ['municipality']],
  ['finder', 'en', ['report 3', 'report 2']],
  ['newsletter', 'sr-Latn', ['newsletter']],
];
const FASTEST = 99;
const RUNS = 3;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/** One run of Lighthouse in a process of its own: the report. */
function run(url, categories) {
  const args = [
    join(dirname(tool.resolve('lighthouse/package.json')), 'cli/index.js'), url, '--quiet', '--output=json',
    `--only-categories=${categories}`, `--chrome-flags=--headless=new ${FLAGS.join(' ')}`,
  ];
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { env: { ...process.env, CHROME_PATH: CHROMIUM } });
    const [out, errors] = [[], []];
    child.stdout.on('data', (data) => out.push(data));
    child.stderr.on('data', (data) => errors.push(data));
    child.on('close', (code) => {
      if (code === 0) done(JSON.parse(Buffer.concat(out).toString()));
      else failed(new Error(`Lighthouse ended with ${code}: ${Buffer.concat(errors).toString().trim().split('\n').at(-1)}`));
    });
  });
}

/** What cost points in a category: each audit with what it says. */
function lost(report, category) {
  const weighed = report.categories[category].auditRefs.filter(({ id, weight }) => {
    const { score } = report.audits[id];
    return weight > 0 && score !== null && score < (category === 'performance' ? 0.9 : 1);
  });
  return weighed.map(({ id }) => {
    const { title, displayValue, details } = report.audits[id];
    const first = details?.items?.[0];
    const what = first?.node?.snippet ?? first?.description ?? first?.url ?? '';
    return `${id}: ${title} ${displayValue ?? ''} ${String(what).slice(0, 200)}`.trim();
  });
}

async function judge(base, kind, path) {
  const reports = [];
  // One at a time: two would slow each other.
  while (reports.length < RUNS) reports.push(await run(base + path, reports.length ? ['performance'] : CATEGORIES));
  const scores = reports.map((report) => Math.round(report.categories.performance.score * 100));
  const [first] = reports;
  const others = CATEGORIES.slice(1).map((category) => [category, Math.round(first.categories[category].score * 100)]);
  const paint = first.audits['largest-contentful-paint'].displayValue;
  console.log(`  ${kind} ${path}: performance ${scores.join(' ')}; ${others.map(([c, s]) => `${c} ${s}`).join(', ')}; ${paint}`);
  const middle = [...scores].sort((a, b) => a - b)[1];
  expect(middle >= FASTEST, `performance ${middle}: ${lost(first, 'performance').join(' | ')}`, `${kind} ${path}`);
  for (const [category, score] of others) {
    if (score < 100) for (const audit of lost(first, category)) complain(`${category} ${score}: ${audit}`, `${kind} ${path}`);
  }
}

const wanted = option('kinds')?.split(',');
const { base } = await serve();
const pages = sample(null);
let judged = 0;
for (const [kind, edition, sorts] of KINDS) {
  if (wanted && !wanted.includes(kind)) continue;
  const found = sorts.map((sort) => pages.find((page) => page.edition === edition && page.sort === sort)).find(Boolean);
  if (!expect(found, `there is no page of the kind ${kind} in ${edition}`, 'Lighthouse')) continue;
  judged += 1;
  await scene(`${kind} ${found.path}`, () => judge(base, kind, found.path));
}
finish(`${judged} pages, ${RUNS} times`);
