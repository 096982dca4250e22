import { setTimeout as wait } from 'node:timers/promises';
import type { LoadClient } from './load-client.ts';
import type { LoadDevice } from './load-community.ts';
import { rowMaker } from './load-rows.ts';
import { Tally, type Load } from './load-tally.ts';

interface Feed {
  readonly checkpoint: string;
  readonly more: boolean;
  readonly changes: readonly unknown[];
}

async function pushOnce(
  tally: Tally,
  client: LoadClient,
  device: LoadDevice,
  rows: readonly unknown[],
): Promise<void> {
  const body = JSON.stringify({ protocol: 1, rows });
  const { text } = await tally.post(client, device, '/sync/push', body);
  const { results } = JSON.parse(text) as { results: { outcome: string }[] };
  const taken = results.filter(({ outcome }) => outcome === 'accepted').length;
  if (taken !== rows.length) {
    const other = results.find(({ outcome }) => outcome !== 'accepted');
    throw new Error(`not taken in: ${JSON.stringify(other)}`);
  }
  tally.count(taken);
}

async function pullFrom(
  tally: Tally,
  client: LoadClient,
  device: LoadDevice,
  from: string | null,
  limit: number,
): Promise<string> {
  let checkpoint = from;
  for (;;) {
    const body = JSON.stringify({ protocol: 1, checkpoint, limit });
    const { text } = await tally.post(client, device, '/sync/pull', body);
    const page = JSON.parse(text) as Feed;
    tally.count(page.changes.length);
    ({ checkpoint } = page);
    if (!page.more) return page.checkpoint;
  }
}

/** Every device pushes batch after batch, as fast as it is answered. */
export async function pushLoad(
  client: LoadClient,
  devices: readonly LoadDevice[],
  { rows, seconds }: { rows: number; seconds: number },
): Promise<Load> {
  const tally = new Tally(seconds);
  await Promise.all(
    devices.map(async (device) => {
      const made = rowMaker(device, () => Date.now());
      while (!tally.isOver) await pushOnce(tally, client, device, made.next(rows));
    }),
  );
  return tally.load();
}

/** Every device begins anew again and again and reads everything its holder may see. */
export async function pullLoad(
  client: LoadClient,
  devices: readonly LoadDevice[],
  { limit, seconds }: { limit: number; seconds: number },
): Promise<Load> {
  const tally = new Tally(seconds);
  await Promise.all(
    devices.map(async (device) => {
      while (!tally.isOver) await pullFrom(tally, client, device, null, limit);
    }),
  );
  return tally.load();
}

/** One phone pushes batch after batch over many connections; the answers counted are those of the others. */
export async function besideGreedy(
  client: LoadClient,
  devices: readonly LoadDevice[],
  { seconds }: { seconds: number },
): Promise<Load> {
  const [greedy, ...others] = devices;
  if (!greedy) throw new Error('nobody is greedy');
  const until = performance.now() + seconds * 1000;
  const made = rowMaker(greedy, () => Date.now());
  let sentAway = 0;
  const grab = async () => {
    while (performance.now() < until) {
      const body = JSON.stringify({ protocol: 1, rows: made.next(200) });
      const { status } = await client.post(greedy.token, '/sync/push', body);
      if (status === 429) sentAway += 1;
      // It does not wait as it was told, and is no use to itself by hammering either.
      await wait(5);
    }
  };
  const grabbing = Array.from({ length: 10 }, grab);
  const tally = new Tally();
  await Promise.all([
    ...grabbing,
    ...others.map(async (device, n) => {
      const own = rowMaker(device, () => Date.now());
      await wait(n * 20);
      while (performance.now() < until) {
        await pushOnce(tally, client, device, own.next(20));
        await wait(1000);
      }
    }),
  ]);
  return { ...tally.load(), sentAway };
}

/** So many devices go about their work: each hands in a few rows now and then, and reads what is new. */
export async function steadyLoad(
  client: LoadClient,
  devices: readonly LoadDevice[],
  { seconds, rows, everyMs }: { seconds: number; rows: number; everyMs: number },
): Promise<Load> {
  const tally = new Tally(seconds);
  await Promise.all(
    devices.map(async (device, n) => {
      const made = rowMaker(device, () => Date.now());
      let standing: string | null = null;
      await wait((n * everyMs) / devices.length);
      while (!tally.isOver) {
        await pushOnce(tally, client, device, made.next(rows));
        standing = await pullFrom(tally, client, device, standing, 500);
        await wait(everyMs);
      }
    }),
  );
  return tally.load();
}

/** All come back at the same moment: each hands in what it wrote meanwhile, then reads what is new. */
export async function returnTogether(
  client: LoadClient,
  devices: readonly LoadDevice[],
  { rows, limit }: { rows: number; limit: number },
): Promise<Load> {
  const before = new Tally();
  const standing = new Map<LoadDevice, string>();
  for (const device of devices) {
    standing.set(device, await pullFrom(before, client, device, null, limit));
  }
  const tally = new Tally();
  await Promise.all(
    devices.map(async (device) => {
      await pushOnce(tally, client, device, rowMaker(device, () => Date.now()).next(rows));
      await pullFrom(tally, client, device, standing.get(device) ?? null, limit);
    }),
  );
  return tally.load();
}
