import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './server-process.ts';

const results = join(import.meta.dirname, '..', 'results');
const seeded = join(results, 'seeded-demo');

const freshFor = 30 * 60_000;

/** What was due an hour ago is overdue by now, so a folder of an earlier run is not good enough. */
async function isFresh(): Promise<boolean> {
  if (!existsSync(seeded)) return false;
  return Date.now() - (await stat(seeded)).mtimeMs < freshFor;
}

/** Seeds the demo community once for a whole run; every journey works on a copy of its own. */
async function seedDemoFolder(): Promise<void> {
  await rm(seeded, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  const server = await startServer({ data: seeded });
  await server.stop();
}

/** A folder with a freshly seeded demo community, to be removed by whoever asked for it. */
export async function copyOfDemo(): Promise<string> {
  if (!(await isFresh())) await seedDemoFolder();
  const copy = await mkdtemp(join(tmpdir(), 'linli-'));
  await cp(seeded, copy, { recursive: true });
  return copy;
}

/** An empty folder, for a community that begins from nothing. */
export async function emptyFolder(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'linli-'));
}
