import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processSurroundings } from '../../sync-server/cli/process-surroundings.ts';
import { openServer, type SyncServer } from '../../sync-server/server.ts';
import { claimFolder, databaseIn } from '../../sync-server/store/lock.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import { tellHistory, type Worker } from './load-history.ts';

/** A device that is signed in, with what its holder may write about. */
export interface LoadDevice extends Worker {
  readonly token: string;
}

/** A folder with a community in which everybody who works is signed in. */
export interface LoadCommunity {
  readonly data: string;
  readonly records: number;
  /** Two devices a person, first devices first: heads, liaisons, volunteers, and once more. */
  readonly devices: readonly LoadDevice[];
  readonly admin: LoadDevice;
}

const community = 'c1';
const chunk = 500;

async function enrol(server: SyncServer, worker: Worker, address: string): Promise<LoadDevice> {
  const code = await server.code(server.systemSession(community), worker.person);
  if (!code.ok) throw new Error(`no code: ${code.code}`);
  const request = { code: code.value.code, device: { name: '手机' } };
  const enrolled = await server.enrol(request, address);
  if (!enrolled.ok) throw new Error(`not enrolled: ${enrolled.code}`);
  return { ...worker, token: enrolled.value.token };
}

/** Makes the community in a new folder, to be removed by whoever asked for it; `people` get two devices each. */
export async function makeLoadCommunity(people: number): Promise<LoadCommunity> {
  const data = await mkdtemp(join(tmpdir(), 'linli-load-'));
  const release = claimFolder(data);
  const surroundings = { ...processSurroundings(), report: () => undefined };
  const server = await openServer({ ...surroundings, store: await openSqlite(databaseIn(data)) });
  try {
    await server.createCommunity({ id: community, name: '测试社区' });
    const history = tellHistory(community, surroundings.now());
    const system = server.systemSession(community);
    for (let from = 0; from < history.rows.length; from += chunk) {
      const { results } = await server.push(system, history.rows.slice(from, from + chunk));
      const failed = results.find(({ outcome }) => outcome !== 'accepted');
      if (failed) throw new Error(`not taken in: ${JSON.stringify(failed)}`);
    }
    const devices: LoadDevice[] = [];
    for (const turn of [1, 2]) {
      for (const [n, worker] of history.workers.slice(0, people).entries()) {
        devices.push(await enrol(server, worker, `${turn}-${n % 40}`));
      }
    }
    const admin = await enrol(server, history.admin, 'centre');
    return { data, records: history.rows.length + 1, devices, admin };
  } finally {
    await server.close();
    release();
  }
}
