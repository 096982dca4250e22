import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openServer, type SyncServer } from '../server.ts';
import { databaseIn } from '../store/lock.ts';
import { chooseStore, isWordForOperator, passingStore } from './choose-store.ts';
import { readImportOptions, usage, type ImportOptions } from './import-options.ts';
import { processSurroundings } from './process-surroundings.ts';
import { runImport, runUndo, type ImportReport } from './run-import.ts';

/** The community to work on: the one named, the only one, or a first one. */
async function communityFor(server: SyncServer, named: string | null): Promise<string> {
  if (named !== null) return named;
  const [only, ...others] = await server.communities();
  if (others.length > 0) {
    throw new Refusal(`name one with --community: ${[only, ...others].join(', ')}`);
  }
  return only ?? 'c1';
}

/** What the person at the shell can mend; told without a stack. */
class Refusal extends Error {}

async function run(server: SyncServer, options: ImportOptions): Promise<ImportReport> {
  const { task, apply, accepted } = options;
  const community = await communityFor(server, options.community);
  if (task.of === 'undo') return runUndo(server, community, task.batch, apply);
  const bytes = new Uint8Array(await readFile(task.file));
  return runImport(server, { file: task.file, bytes, community, apply, accepted });
}

/** A dry run on a folder that does not exist leaves none behind. */
async function withServer<T>(
  options: ImportOptions,
  work: (server: SyncServer) => Promise<T>,
): Promise<T> {
  const isThere =
    options.database !== null || options.apply || existsSync(databaseIn(options.data));
  const { store, begun, release } = isThere
    ? await chooseStore({ ...options, demo: false })
    : await passingStore();
  const server = await openServer({ ...processSurroundings(), store });
  await begun();
  try {
    return await work(server);
  } finally {
    await server.close();
    release();
  }
}

async function main(): Promise<number> {
  const options = readImportOptions(process.argv.slice(2), process.env);
  if (!options) {
    console.error(usage);
    return 2;
  }
  const { lines, summary, ok } = await withServer(options, (server) => run(server, options));
  for (const line of lines) console.log(JSON.stringify(line));
  console.log(JSON.stringify(summary));
  return ok ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const code = (error as { code?: string }).code ?? '';
  const expected =
    isWordForOperator(error) ||
    error instanceof Refusal ||
    ['ENOENT', 'EACCES', 'EISDIR'].includes(code);
  console.error(error instanceof Error && expected ? error.message : error);
  process.exitCode = 1;
}
