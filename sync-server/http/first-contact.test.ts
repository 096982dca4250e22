import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EnrolAnswer, SessionAnswer } from '../../src/protocol/session.ts';
import type { PullAnswer, PushAnswer } from '../../src/protocol/sync.ts';
import { openSqlite } from '../store/sqlite.ts';
import { plantTree, testCommunity, type TestCommunity } from '../test-support/test-community.ts';
import { listen, type Listening } from './listen.ts';

let folder: string;
let community: TestCommunity;
let listening: Listening;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linli-'));
  community = await testCommunity({ store: await openSqlite(join(folder, 'linli.db')) });
  await plantTree(community.server, community.make);
  listening = await listen({ server: community.server, host: '127.0.0.1', port: 0, app: folder });
  url = `http://127.0.0.1:${listening.port}/api/v1`;
});

afterAll(async () => {
  await listening.stop();
  rmSync(folder, { recursive: true });
});

async function call<T>(path: string, token: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

describe('a phone meets the server', () => {
  test('it enrols by code, logs a visit, and the head of the grid receives it', async () => {
    const { server, system, id, clock, employed, person } = community;
    const head = await employed('head', 'c1/g01');
    const liaison = await person('c1/g01/b1/h101', '李');
    await community.post(liaison, 'liaison', 'c1/g01/b1');
    const code = await server.code(system, liaison);
    expect(code.ok).toBe(true);
    if (!code.ok) return;

    const enrolled = await call<EnrolAnswer>('/enrol', 'none'.repeat(8), {
      code: ` ${code.value.code.toLowerCase()} `,
      device: { name: 'phone' },
    });
    const who = await call<SessionAnswer>('/session', enrolled.token);
    expect(who.grants).toEqual([{ role: 'liaison', place: 'c1/g01/b1' }]);

    const visit = {
      c: 'visits',
      id: id(),
      op: 'create',
      stamp: clock.at,
      r: {
        kind: 'round',
        place: 'c1/g01/b1/h102',
        startedAt: clock.at - 60_000,
        finishedAt: clock.at,
        outcome: 'met',
        note: '一切都好',
      },
    };
    const pushed = await call<PushAnswer>('/sync/push', enrolled.token, {
      protocol: 1,
      rows: [visit],
    });
    expect(pushed.results.map((result) => result.outcome)).toEqual(['accepted']);

    const pulled = await call<PullAnswer>('/sync/pull', head.device.token, {
      protocol: 1,
      checkpoint: null,
      limit: 500,
    });
    const received = pulled.changes.find((change) => 'r' in change && change.r.id === visit.id);
    expect(received).toMatchObject({ c: 'visits', r: { note: '一切都好', createdBy: liaison } });
  });
});
