/** The figures of the README: first syncs of the demo community and the sizes of the app. `--json` for machines. */
import { rm } from 'node:fs/promises';
import { chromium, type Browser } from '@playwright/test';
import config from '../../playwright.config.ts';
import { copyOfDemo } from '../support/demo-folder.ts';
import { startServer } from '../support/server-process.ts';
import { demoCode, desktop, phone, tablet } from '../support/sign-in.ts';
import { bundleSizes, sumOf, type Bundle, type Part } from './bundle-sizes.ts';
import { measureFirstSync, type FirstSync } from './measure-first-sync.ts';

const runs = 3;
const small = 5000;

const desks = [
  { who: 'liaison', words: '联络员 liaison, phone', role: 'liaison', viewport: phone },
  { who: 'head', words: '站长 grid head, tablet', role: 'head', viewport: tablet },
  { who: 'centre', words: '服务中心 centre, desktop', role: 'admin', viewport: desktop },
] as const;

interface Row extends FirstSync {
  readonly who: string;
  readonly words: string;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function firstSyncs(browser: Browser, home: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { who, words, role, viewport } of desks) {
    const code = await demoCode(home, role);
    const measured: FirstSync[] = [];
    for (let run = 0; run < runs; run += 1) {
      measured.push(await measureFirstSync(browser, home, code, viewport));
    }
    const middle = (field: keyof FirstSync) => median(measured.map((each) => each[field]));
    rows.push({
      who,
      words,
      records: middle('records'),
      bytes: middle('bytes'),
      listSeconds: middle('listSeconds'),
      allSeconds: middle('allSeconds'),
      foreignRequests: measured.reduce((sum, each) => sum + each.foreignRequests, 0),
    });
  }
  return rows;
}

const kilo = (bytes: number) => (bytes / 1000).toFixed(1);
const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const partLine = ({ name, gzip, brotli }: Part) => line([name, kilo(gzip), kilo(brotli)]);

function markdown(rows: readonly Row[], { first, later }: Bundle): string {
  const foreign = rows.reduce((sum, row) => sum + row.foreignRequests, 0);
  const large = later.filter(({ gzip }) => gzip >= small);
  const rest = later.filter(({ gzip }) => gzip < small);
  return [
    line(['first sync', 'records', 'kB on the wire', 's until the list', 's until everything']),
    line(['---', '---:', '---:', '---:', '---:']),
    ...rows.map(({ words, records, bytes, listSeconds, allSeconds }) =>
      line([words, records, kilo(bytes), listSeconds.toFixed(2), allSeconds.toFixed(2)]),
    ),
    '',
    line(['part of the app', 'kB gzip', 'kB brotli']),
    line(['---', '---:', '---:']),
    partLine(sumOf('**first load** (scripts and styles)', first)),
    ...large.map(partLine),
    partLine(sumOf(`${rest.length} smaller ones together`, rest)),
    partLine(sumOf('**everything**', [...first, ...later])),
    '',
    `Requests to other hosts: ${foreign}.`,
  ].join('\n');
}

const data = await copyOfDemo();
const server = await startServer({ data });
const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
  const rows = await firstSyncs(browser, server.url);
  const bundle = await bundleSizes(server.url);
  const all = sumOf('everything', [...bundle.first, ...bundle.later]);
  console.log(
    process.argv.includes('--json')
      ? JSON.stringify(
          { runs, browser: browser.version(), firstSync: rows, ...bundle, everything: all },
          null,
          2,
        )
      : markdown(rows, bundle),
  );
  if (rows.some(({ foreignRequests }) => foreignRequests > 0)) process.exitCode = 1;
} finally {
  await browser.close();
  await server.stop();
  await rm(data, { recursive: true, force: true });
}
