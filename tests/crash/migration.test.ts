import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { migrations } from '../../sync-server/store/migrations.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

const here = import.meta.dirname;

/** Opens the store in a process that dies after so many statements; whether it came through before that. */
function openAndDie(where: string, statements: number): boolean {
  const { status, signal, stderr } = spawnSync(
    process.execPath,
    ['--import', join(here, 'die-at.ts'), join(here, 'open-store.ts'), where],
    { env: { ...process.env, LINLI_DIE_AT: `statement ${statements}` }, encoding: 'utf8' },
  );
  if (signal !== 'SIGKILL' && status !== 0) throw new Error(stderr);
  return status === 0;
}

/** A database before its migration, and a description of its tables as they are. */
interface Migrated {
  readonly where: string;
  /** Empty, or with the tables of the first step and something in them. */
  begin(steps: number): Promise<void>;
  tables(): Promise<string>;
}

const firstSteps = (steps: number): string[] => [
  'create table migrations (number bigint primary key)',
  ...migrations.slice(0, steps).flat(),
  ...Array.from({ length: steps }, (_, step) => `insert into migrations values (${step + 1})`),
  `insert into communities (id, seq, settings) values ('c1', 7, '{}')`,
];

/** Every point of both ways; what was found that is neither as before nor as after. */
async function killEverywhere(store: Migrated) {
  let points = 0;
  let between = 0;
  for (const steps of [0, 1]) {
    await store.begin(steps);
    const before = await store.tables();
    if (!openAndDie(store.where, 0)) throw new Error('not opened');
    const after = await store.tables();
    expect(after).not.toBe(before);
    for (let statements = 1; ; statements += 1) {
      await store.begin(steps);
      const survived = openAndDie(store.where, statements);
      if (survived) break;
      points += 1;
      const found = await store.tables();
      if (found !== before && found !== after) between += 1;
      if (!openAndDie(store.where, 0)) throw new Error('not opened again');
      expect(await store.tables()).toBe(after);
    }
  }
  return { points, between };
}

describe('CR-05: killed at every statement of a migration', () => {
  let folder: string;
  let database: FreshDatabase | null = null;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'linli-'));
  });
  afterEach(async () => {
    await database?.drop();
    database = null;
    rmSync(folder, { recursive: true });
  });

  test('SQLite: the tables are the old ones or the new ones', async () => {
    const where = join(folder, 'linli.db');
    const within = <T>(work: (opened: DatabaseSync) => T): T => {
      const opened = new DatabaseSync(where);
      try {
        return work(opened);
      } finally {
        opened.close();
      }
    };
    const { points, between } = await killEverywhere({
      where,
      async begin(steps) {
        for (const ending of ['', '-wal', '-shm']) rmSync(`${where}${ending}`, { force: true });
        if (steps > 0) within((opened) => opened.exec(firstSteps(steps).join(';\n')));
      },
      tables: async () =>
        within((opened) => {
          const made = opened.prepare('select sql from sqlite_schema order by name').all();
          if (made.length === 0) return '';
          const steps = opened.prepare('select number from migrations').all();
          const kept = opened.prepare('select id, seq from communities').all();
          return JSON.stringify([made, steps, kept]);
        }),
    });
    console.log(`CR-05 SQLite: ${points} points, ${between} between old and new`);
    expect(between).toBe(0);
    expect(points).toBeGreaterThan(30);
  });

  const server = inject('postgres');
  test.skipIf(server === null)(
    'PostgreSQL: the tables are the old ones or the new ones',
    async () => {
      database = await freshDatabase(server ?? '');
      const client = new Client({ connectionString: database.url });
      await client.connect();
      const columns = `select table_name, column_name, data_type from information_schema.columns
      where table_schema = 'linli' order by 1, 2`;
      const { points, between } = await killEverywhere({
        where: database.url,
        async begin(steps) {
          await client.query('drop schema if exists linli cascade');
          if (steps === 0) return;
          await client.query('create schema linli');
          await client.query('set search_path to linli');
          for (const statement of firstSteps(steps)) await client.query(statement);
        },
        async tables() {
          const made = await client.query(columns);
          if (made.rows.length === 0) return '';
          const indexes = await client.query(
            `select indexdef from pg_indexes where schemaname = 'linli' order by 1`,
          );
          const steps = await client.query('select number from linli.migrations order by 1');
          const kept = await client.query('select id, seq from linli.communities');
          return JSON.stringify([made.rows, indexes.rows, steps.rows, kept.rows]);
        },
      });
      await client.end();
      console.log(`CR-05 PostgreSQL: ${points} points, ${between} between old and new`);
      expect(between).toBe(0);
      expect(points).toBeGreaterThan(30);
    },
  );
});
