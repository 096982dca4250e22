import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { loadClient, type LoadClient } from './load-client.ts';
import type { LoadCommunity } from './load-community.ts';

/** A server in a process of its own, and whoever asks it. */
export interface Site {
  readonly community: LoadCommunity;
  readonly server: ServerProcess;
  readonly client: LoadClient;
}

/** Starts a server over a copy of the community, for one job. */
export async function onFreshServer<T>(
  community: LoadCommunity,
  work: (site: Site) => Promise<T>,
): Promise<T> {
  const data = await mkdtemp(join(tmpdir(), 'linli-bench-'));
  await cp(community.data, data, { recursive: true });
  const server = await startServer({ data, demo: false });
  const client = loadClient(server.port);
  try {
    return await work({ community, server, client });
  } catch (error) {
    throw new Error(`the server said last: ${server.output().slice(-2000)}`, { cause: error });
  } finally {
    client.close();
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
}
