import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'vite';
import config from '../../playwright.config.ts';
import { startServer } from '../support/server-process.ts';
import { measureApp, type Tap } from './device-app.ts';
import { fillBenchCommunity, type BenchCommunity } from './device-community.ts';
import { median, type Figure, type Rounds } from './figure.ts';
import type { Jobs, Opened } from './device-page/jobs.ts';

const sides = ['floor', 'linli'] as const;
type Side = (typeof sides)[number];
type Job = 'firstSync' | 'write' | 'visits' | 'push' | 'ask' | 'cold' | 'bytes';

const words: Readonly<
  Record<Job, { readonly job: string; readonly unit: string; readonly atMost: number }>
> = {
  firstSync: { job: 'first sync until the list shows, 10,000 records', unit: 'ms', atMost: 1.5 },
  write: { job: 'local write until the live list shows it', unit: 'ms', atMost: 0.6 },
  visits: { job: '500 visits written offline, all stored', unit: 'ms', atMost: 1.5 },
  push: { job: 'push of those 500 after reconnecting', unit: 'ms', atMost: 3 },
  ask: {
    job: "a building's open needs by urgency and due time, 20 buildings",
    unit: 'ms',
    atMost: 1.3,
  },
  cold: { job: 'cold start until the first list', unit: 'ms', atMost: 1.2 },
  bytes: { job: 'bytes on disk per record', unit: 'bytes', atMost: 1.5 },
};

type Measured = Record<Job, number>;

/** Each side is built for itself, so that it loads what it needs in one piece, as the app does. */
async function buildPages(into: string, community: BenchCommunity): Promise<void> {
  const root = join(import.meta.dirname, 'device-page');
  for (const side of sides) {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: into,
        emptyOutDir: false,
        assetsDir: `assets/${side}`,
        target: 'chrome107',
        assetsInlineLimit: 0,
        rolldownOptions: { input: join(root, `${side}.html`) },
      },
    });
  }
  await writeFile(join(into, 'everything.json'), JSON.stringify(community.changes));
}

type Args<J extends keyof Jobs> = Parameters<Jobs[J]>;

async function run<J extends keyof Jobs>(
  page: Page,
  job: J,
  ...args: Args<J>
): Promise<Awaited<ReturnType<Jobs[J]>>> {
  return (await page.evaluate(
    ([name, given]) => {
      const { jobs } = globalThis as unknown as {
        jobs: Record<string, (...args: unknown[]) => Promise<unknown>>;
      };
      return jobs[name]?.(...given);
    },
    [job, args] as [string, unknown[]],
  )) as Awaited<ReturnType<Jobs[J]>>;
}

async function ready(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'jobs' in globalThis);
  return page;
}

/** Opens the page anew, as somebody does who taps the icon, and says when its list showed. */
async function coldStart(
  context: BrowserContext,
  url: string,
): Promise<{ page: Page; took: number }> {
  const page = await ready(context, url);
  await page.waitForFunction(() => 'opened' in globalThis);
  const { shownAt = Number.NaN } = await page.evaluate(
    () => (globalThis as unknown as { opened: Opened }).opened,
  );
  return { page, took: shownAt };
}

/** One side's whole round on a device of its own, whose records rest on a real disk. */
async function oneRound(side: Side, home: string, community: BenchCommunity): Promise<Measured> {
  const profile = await mkdtemp(join(tmpdir(), 'linli-bench-'));
  const context = await chromium.launchPersistentContext(profile, config.use?.launchOptions ?? {});
  try {
    const url = `${home}/${side}.html`;
    const [building = ''] = community.buildings;
    const [household = ''] = community.households;
    const first = await ready(context, url);
    const firstSync = await run(first, 'firstSync', community.code, building, community.openNeeds);
    await first.waitForTimeout(500);
    const bytes = (await run(first, 'bytes')) / community.changes.length;
    await first.close();
    const starts: number[] = [];
    let page: Page | null = null;
    for (let n = 0; n < 5; n += 1) {
      await page?.close();
      const start = await coldStart(context, url);
      ({ page } = start);
      starts.push(start.took);
      await page.waitForTimeout(200);
    }
    if (!page) throw new Error('no page');
    const ask = await run(page, 'ask', community.buildings.slice(10, 30));
    const write = median(await run(page, 'writeAndSee', household, 20));
    await page.waitForTimeout(300);
    await context.setOffline(true);
    const homes = community.households.slice(100, 600);
    const visits = await run(page, 'writeVisits', homes);
    await page.waitForTimeout(500);
    await context.setOffline(false);
    const push = await run(page, 'push');
    return { firstSync, write, visits, push, ask, cold: median(starts), bytes };
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** The figures that have no floor: how long a thumb waits, and how much is loaded before anything is asked for. */
async function appFigures(): Promise<readonly Figure[]> {
  // Of the code as it is now, not as it was built last.
  await build({ root: join(import.meta.dirname, '..', '..'), logLevel: 'error' });
  const browser = await chromium.launch(config.use?.launchOptions ?? {});
  try {
    const { firstLoad, taps } = await measureApp(browser, 20);
    const p95 = (field: keyof Tap) => {
      const sorted = taps.map((tap) => tap[field]).toSorted((a, b) => a - b);
      return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
    };
    const tap = 'phone (CPU x6), tap to next door in a round';
    const unit = 'ms';
    return [
      { job: 'first load over the network', linli: firstLoad, unit: 'kB', toReach: '<= 300' },
      { job: `${tap}, drawn, p95`, linli: p95('drawn'), unit, toReach: '< 100' },
      { job: `${tap}, its buttons there, p95`, linli: p95('ready'), unit },
      { job: `${tap}, drawn, median`, linli: median(taps.map(({ drawn }) => drawn)), unit },
    ];
  } finally {
    await browser.close();
  }
}

/** The device's half of the table: each job in bare IndexedDB and in Linli, in turns, on the same machine. */
export async function measureDevice({ rounds }: Rounds): Promise<readonly Figure[]> {
  const seeded = await mkdtemp(join(tmpdir(), 'linli-'));
  const app = await mkdtemp(join(tmpdir(), 'linli-'));
  const taken: Record<Side, Measured[]> = { floor: [], linli: [] };
  try {
    const community = await fillBenchCommunity(seeded, Date.now());
    await buildPages(app, community);
    for (let round = 0; round < rounds; round += 1) {
      for (const side of round % 2 ? sides : sides.toReversed()) {
        const data = await mkdtemp(join(tmpdir(), 'linli-'));
        await cp(seeded, data, { recursive: true });
        const server = await startServer({ data, args: ['--app', app] });
        try {
          // The server packs a file when it is first asked for it.
          await (
            await fetch(`${server.url}/everything.json`, {
              headers: { 'accept-encoding': 'br, gzip' },
            })
          ).arrayBuffer();
          taken[side].push(await oneRound(side, server.url, community));
        } finally {
          await server.stop();
          await rm(data, { recursive: true, force: true });
        }
      }
    }
  } finally {
    await rm(seeded, { recursive: true, force: true });
    await rm(app, { recursive: true, force: true });
  }
  const compared = Object.entries(words).map(([name, { job, unit, atMost }]) => {
    const of = (side: Side) => median(taken[side].map((each) => each[name as Job]));
    const [floor, linli] = [of('floor'), of('linli')];
    return { job, floor, linli, ratio: linli / floor, unit, toReach: `<= ${atMost}` };
  });
  return [...compared, ...(await appFigures())];
}
