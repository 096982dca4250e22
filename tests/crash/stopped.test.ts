import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inFolder } from './crash-store.ts';
import { plant, type Planted } from './planted.ts';
import { startProgram, type Program } from './program.ts';
import { sumOf, writerOf } from './writer.ts';

const people = 70;
const streamsEach = 3;
const pushing = 50;

let data: string;
let program: Program | null = null;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'linli-'));
});
afterEach(async () => {
  await program?.end('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

/** An open stream; its promise ends when the server closes it. */
async function openStream(url: string, { token }: Planted): Promise<{ ended: Promise<unknown> }> {
  const answer = await fetch(`${url}/api/v1/sync/stream`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  return { ended: answer.text() };
}

test('CR-08: asked to stop with 200 streams and 50 pushes in flight, it finishes what it answers and is gone soon', async () => {
  const store = inFolder(data);
  const planted = await plant(await store.open(), people);
  program = await startProgram(store.program);
  const { url } = program;
  const streams = await Promise.all(
    planted.flatMap((each) => Array.from({ length: streamsEach }, () => openStream(url, each))),
  );
  const phones = planted.slice(0, pushing).map(writerOf);
  const pushes = phones.map((phone) => phone.pushUntilItFails(url));
  while (phones.some((phone) => phone.acknowledged === 0)) await after(5);
  const asked = performance.now();
  const code = await program.end('SIGTERM');
  const took = performance.now() - asked;
  await Promise.all(pushes);
  await Promise.all(streams.map(({ ended }) => ended));

  program = await startProgram(store.program);
  const { url: again } = program;
  const findings = await Promise.all(phones.map((phone) => phone.check(again, { all: true })));
  const found = sumOf(findings);
  const acknowledged = phones.reduce((sum, phone) => sum + phone.acknowledged, 0);
  console.log(
    `CR-08: ${streams.length} streams and ${pushing} pushes in flight, gone after ${Math.round(took)} ms; ` +
      `${acknowledged} batches acknowledged, lost ${found.lost}, torn ${found.torn}, double ${found.double}, ` +
      `${found.landed} committed without an answer`,
  );
  expect(code).toBe(0);
  expect(took).toBeLessThan(10_000);
  expect(found).toMatchObject({ lost: 0, torn: 0, double: 0 });
});
