import type { TestProject } from 'vitest/node';
import { postgresBinaries, startPostgres, type RunningPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL to make databases on; null only where npm has no binaries for the machine. */
    readonly postgres: string | null;
  }
}

let running: RunningPostgres | null = null;

/** One PostgreSQL for all files of a run: the one at `DATABASE_URL`, or one of our own. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env['DATABASE_URL'];
  if (given === undefined && postgresBinaries() !== null) running = await startPostgres();
  project.provide('postgres', given ?? running?.url ?? null);
}

export async function teardown(): Promise<void> {
  await running?.stop();
}
