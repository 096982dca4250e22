import { rm } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { processSurroundings } from '../../sync-server/cli/process-surroundings.ts';
import { openServer, type SyncServer } from '../../sync-server/server.ts';
import type { Session } from '../../sync-server/session/session.ts';
import { databaseIn } from '../../sync-server/store/lock.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import { median, type Figure, type Rounds } from './figure.ts';
import { makeLoadCommunity, type LoadDevice } from './load-community.ts';
import { rowMaker, type RowMaker } from './load-rows.ts';

const devices = 50;
const pushes = 6;
const rows = 150;

interface Writer {
  readonly session: Session;
  readonly made: RowMaker;
}

async function writerOn(server: SyncServer, device: LoadDevice): Promise<Writer> {
  const session = await server.sessionOf(device.token);
  if (!session.ok) throw new Error(`no session: ${session.code}`);
  return { session: session.value, made: rowMaker(device, () => Date.now()) };
}

/** Microseconds of processor time a row, all devices at once; the rows are made before. */
async function pushAll(server: SyncServer, writers: readonly Writer[]): Promise<number> {
  const ready = writers.map(({ session, made }) => ({
    session,
    batches: Array.from({ length: pushes }, () => made.next(rows)),
  }));
  const before = process.threadCpuUsage();
  await Promise.all(
    ready.map(async ({ session, batches }) => {
      for (const batch of batches) {
        const { results } = await server.push(session, batch);
        const other = results.find(({ outcome }) => outcome !== 'accepted');
        if (other) throw new Error(`not taken in: ${JSON.stringify(other)}`);
      }
    }),
  );
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / (writers.length * pushes * rows);
}

/** What a push costs without HTTP, in processor time: other programs on the machine change it far less than the clock's. */
export async function measureCore({ rounds }: Rounds): Promise<Figure[]> {
  const community = await makeLoadCommunity(devices);
  const surroundings = { ...processSurroundings(), report: () => undefined };
  const store = await openSqlite(databaseIn(community.data), undefined, breathe);
  const server = await openServer({ ...surroundings, store });
  try {
    const writers: Writer[] = [];
    for (const device of community.devices.slice(0, devices)) {
      writers.push(await writerOn(server, device));
    }
    // Code is compiled and caches are filled at first.
    await pushAll(server, writers);
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) took.push(await pushAll(server, writers));
    const job = 'push without HTTP, 50 devices: processor time a row';
    return [
      { job, linli: median(took), unit: 'µs' },
      { job: `${job}, best round`, linli: Math.min(...took), unit: 'µs' },
    ];
  } finally {
    await server.close();
    await rm(community.data, { recursive: true, force: true });
  }
}
