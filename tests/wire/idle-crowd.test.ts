import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { protocolVersion } from '../../src/protocol/session.ts';
import { signInOverApi, type ApiSession } from '../support/api-session.ts';
import { copyOfDemo } from '../support/demo-folder.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { demoCode } from '../support/sign-in.ts';
import { crowdOf, type Crowd } from './crowd.ts';

let data: string;
let server: ServerProcess;
let good: ApiSession;
let idle: ApiSession;
let crowd: Crowd | null = null;
let checkpoint: string;

beforeAll(async () => {
  data = await copyOfDemo();
  server = await startServer({ data });
  good = await signInOverApi(server.url, await demoCode(server.url, 'head'));
  const first = await good.calls.pull({ protocol: protocolVersion, checkpoint: null, limit: 5000 });
  if (!first.ok) throw new Error(first.problem.code);
  checkpoint = first.value.checkpoint;
  idle = await signInOverApi(server.url, await demoCode(server.url, 'admin'));
});
afterEach(() => crowd?.leave());
afterAll(async () => {
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

/** How long (ms) the slowest but one of forty pulls of somebody else takes. */
async function othersWait(): Promise<number> {
  const took: number[] = [];
  for (let n = 0; n < 40; n += 1) {
    const began = performance.now();
    const page = await good.calls.pull({ protocol: protocolVersion, checkpoint, limit: 200 });
    if (!page.ok) throw new Error(page.problem.code);
    took.push(performance.now() - began);
    await wait(20);
  }
  // Less than this is the noise of the machine.
  return Math.max(20, took.toSorted((a, b) => a - b).at(-2) ?? 0);
}

const heads = (lines: readonly string[]) => ['GET / HTTP/1.1', 'host: x', ...lines].join('\r\n');
const bodyOf = (path: string, token = '') =>
  [
    `POST /api/v1${path} HTTP/1.1`,
    'host: x',
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    'content-length: 100000',
    '\r\n{',
  ].join('\r\n');

describe('DS-01: connections that hold on', () => {
  test('with headers that never end: others are served, and they are closed', async () => {
    await othersWait();
    const alone = await othersWait();
    crowd = await crowdOf(2000, server.port, heads(['x: ']));
    const beside = await othersWait();
    console.log(`DS-01: others wait ${beside.toFixed(0)} ms, alone ${alone.toFixed(0)} ms`);
    expect(beside).toBeLessThan(alone * 10);
    await expect.poll(() => crowd?.open, { timeout: 60_000, interval: 500 }).toBe(0);
  });

  test.each([
    ['nobody', '/enrol', () => ''],
    ['somebody who is signed in', '/sync/push', () => idle.token],
  ])('with bodies that never end, by %s: others are served', async (_who, path, token) => {
    const alone = await othersWait();
    crowd = await crowdOf(2000, server.port, bodyOf(path, token()));
    await wait(500);
    expect(crowd.open).toBeGreaterThan(0);
    const beside = await othersWait();
    console.log(`DS-01: others wait ${beside.toFixed(0)} ms, alone ${alone.toFixed(0)} ms`);
    expect(beside).toBeLessThan(alone * 10);
  });

  test('with answers that they never read: others are served, and the server holds little for them', async () => {
    const alone = await othersWait();
    const page = JSON.stringify({ protocol: protocolVersion, checkpoint: null, limit: 5000 });
    const ask = bodyOf('/sync/pull', idle.token)
      .replace('content-length: 100000', `content-length: ${page.length}`)
      .replace(/\{$/, page);
    crowd = await crowdOf(200, server.port, ask, { deaf: true });
    await wait(500);
    const beside = await othersWait();
    console.log(`DS-01: others wait ${beside.toFixed(0)} ms, alone ${alone.toFixed(0)} ms`);
    expect(beside).toBeLessThan(alone * 20);
  });
});
