import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { protocolVersion } from '../../src/protocol/session.ts';
import { signInOverApi } from '../support/api-session.ts';
import { copyOfDemo } from '../support/demo-folder.ts';
import { deviceOverHttp, type DeviceOverHttp } from '../support/device-over-http.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { demoCode } from '../support/sign-in.ts';
import { slowNetwork, type SlowNetwork } from './slow-network.ts';

const offsets = Number(process.env['OFFSETS'] ?? 150);

let data: string;
let server: ServerProcess;
let network: SlowNetwork;

beforeAll(async () => {
  data = await copyOfDemo();
  server = await startServer({ data });
  network = await slowNetwork(server.port);
});
afterAll(async () => {
  await network.close();
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

const fast = { delay: 0, rate: Number.POSITIVE_INFINITY, cutAfter: null };

async function firstSync(role: string): Promise<{ device: DeviceOverHttp; bytes: number }> {
  const before = network.answered;
  const device = await deviceOverHttp(network.url, await demoCode(server.url, role));
  const isDone = () => device.store.statuses.at(-1)?.phase === 'upToDate';
  await expect.poll(isDone, { timeout: 120_000, interval: 100 }).toBe(true);
  return { device, bytes: network.answered - before };
}

const heldBy = ({ store }: DeviceOverHttp) =>
  (['people', 'places', 'visits', 'needs', 'posts', 'notices'] as const).reduce(
    (sum, c) => sum + store.all(c).length,
    0,
  );

describe('NET-01: a network of the second generation', () => {
  test.each([
    ['liaison', 6_250, 15_000],
    ['head', 60_000, 150_000],
  ])('the first sync of a %s goes on where it broke off', async (role, rate, cutAfter) => {
    Object.assign(network.air, fast);
    const clean = await firstSync(role);
    await clean.device.engine.stop();
    const before = network.cuts;
    Object.assign(network.air, { delay: 500, rate, cutAfter });
    const began = performance.now();
    const slow = await firstSync(role);
    Object.assign(network.air, fast);
    await slow.device.engine.stop();
    const wasted = slow.bytes - clean.bytes;
    console.log(
      `NET-01, ${role}: ${heldBy(slow.device)} records in ${((performance.now() - began) / 1000).toFixed(0)} s,`,
      `${slow.bytes} bytes at ${rate} a second, ${network.cuts - before} cut, ${wasted} wasted`,
    );
    expect(network.cuts - before).toBe(1);
    expect(heldBy(slow.device)).toBeGreaterThanOrEqual(heldBy(clean.device));
    // What is lost is the page under way; a small building is one page, a grid is many.
    expect(wasted).toBeLessThan(Math.min(clean.bytes, 90_000));
  });
});

describe('NET-02: an answer that breaks off at any byte', () => {
  test('of a push is no answer, and the same push again makes nothing double', async () => {
    const { who, calls, pullAll } = await signInOverApi(
      network.url,
      await demoCode(server.url, 'liaison'),
    );
    const place = who.grants.find(({ role }) => role === 'liaison')?.place ?? '';
    const sent: string[] = [];
    let answered = 0;
    for (let n = 1; n <= offsets; n += 1) {
      const at = Date.now();
      const r = { kind: 'round', place, startedAt: at, finishedAt: at, note: `at byte ${n * 9}` };
      const row = { c: 'visits', id: randomUUID(), op: 'create', r, stamp: at } as const;
      sent.push(row.id);
      network.air.cutAfter = n * 9;
      const first = await calls.push({ protocol: protocolVersion, rows: [row] });
      network.air.cutAfter = null;
      if (first.ok) answered += 1;
      else expect(['unreachable', 'notOurs']).toContain(first.problem.code);
      const again = await calls.push({ protocol: protocolVersion, rows: [row] });
      expect(again).toMatchObject({ ok: true, value: { results: [{ id: row.id }] } });
      if (again.ok) expect(again.value.results[0]?.outcome).toMatch(/^(accepted|duplicate)$/);
    }
    const visits = (await pullAll()).get('visits') ?? new Map<string, unknown>();
    expect(sent.filter((id) => !visits.has(id))).toEqual([]);
    console.log(`NET-02: ${offsets} pushes cut, ${answered} of them after their answer: once each`);
    expect(answered).toBeLessThan(offsets);
  });

  test('of a pull is never half a page', async () => {
    const { calls } = await signInOverApi(network.url, await demoCode(server.url, 'liaison'));
    const ask = { protocol: protocolVersion, checkpoint: null, limit: 60 };
    const bytesBefore = network.answered;
    const whole = await calls.pull(ask);
    const size = network.answered - bytesBefore;
    if (!whole.ok) throw new Error(whole.problem.code);
    let cut = 0;
    for (let n = 1; n <= offsets; n += 1) {
      network.air.cutAfter = Math.ceil((n * size) / offsets);
      const page = await calls.pull(ask);
      network.air.cutAfter = null;
      if (page.ok) expect(page.value.changes).toEqual(whole.value.changes);
      else cut += 1;
    }
    console.log(`NET-02: a page of ${size} bytes cut at ${offsets} places: ${cut} times no page`);
    expect(cut).toBeGreaterThan(offsets / 2);
  });
});
