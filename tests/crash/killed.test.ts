import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseIn } from '../../sync-server/store/lock.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import { plant } from './planted.ts';
import { startProgram, type Program } from './program.ts';
import { percentile, roundsOf } from './rounds.ts';
import { sumOf, writerOf, type Finding } from './writer.ts';

const writers = 4;
let data: string;
let program: Program | null = null;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'linli-'));
});
afterEach(async () => {
  await program?.end('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

test('CR-01 SQLite: killed at any moment, what was acknowledged is there, whole and once', async () => {
  const rounds = roundsOf(60);
  const phones = (await plant(await openSqlite(databaseIn(data)), writers)).map(writerOf);
  const opened: number[] = [];
  const findings: Finding[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    program = await startProgram({ data });
    const { url, tookToOpen } = program;
    opened.push(tookToOpen);
    findings.push(
      ...(await Promise.all(phones.map((phone) => phone.check(url, { all: round === rounds })))),
    );
    if (round === rounds) break;
    const writing = phones.map((phone) => phone.pushUntilItFails(url));
    await after(Math.random() * 100);
    await program.end('SIGKILL');
    for (const problem of await Promise.all(writing)) expect(problem.code).toBe('unreachable');
  }
  await program?.end('SIGTERM');
  const found = sumOf(findings);
  const acknowledged = phones.reduce((total, phone) => total + phone.acknowledged, 0);
  console.log(
    `CR-01 SQLite: ${rounds} kills, ${acknowledged} batches acknowledged, lost ${found.lost}, ` +
      `torn ${found.torn}, double ${found.double}, ${found.landed} committed without an answer; ` +
      `reopened in ${percentile(opened, 0.5)} ms (p50), ${percentile(opened, 0.99)} ms (p99)`,
  );
  expect(found).toMatchObject({ lost: 0, torn: 0, double: 0 });
  expect(acknowledged).toBeGreaterThan(rounds);
  const database = new DatabaseSync(databaseIn(data));
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
});
