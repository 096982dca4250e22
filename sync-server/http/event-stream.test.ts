import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../store/sqlite.ts';
import { testSite, type TestSite } from './test-site.ts';
import type { Device } from '../test-support/test-community.ts';
import { join } from 'node:path';

let site: TestSite;
let liaison: Device;
let ended = false;

beforeEach(async () => {
  site = await testSite();
  liaison = (await site.community.employed('liaison', 'c1/g01/b1')).device;
  ended = false;
});
afterEach(async () => {
  if (!ended) await site.end();
});

/** Reads an open stream event by event. */
async function openStream(token: string) {
  const response = await site.get('/api/v1/sync/stream', { authorization: `Bearer ${token}` });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = '';
  return {
    response,
    async next(): Promise<string | null> {
      for (;;) {
        const end = waiting.indexOf('\n\n');
        if (end >= 0) {
          const event = waiting.slice(0, end);
          waiting = waiting.slice(end + 2);
          return event;
        }
        const part = await reader?.read();
        if (!part || part.done) return null;
        waiting += part.value;
      }
    },
  };
}

describe('rule 5: the stream', () => {
  test('says that something changed and nothing else, and beats so that silence means death', async () => {
    const stream = await openStream(liaison.token);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
    expect(await stream.next()).toBe('event: heartbeat\ndata:');
    await site.community.person('c1/g01/b2/h101', '不归我管');
    await site.community.person('c1/g01/b1/h101', '归我管');
    expect(await stream.next()).toBe('event: changed\ndata:');
    site.community.clock.tick();
    expect(await stream.next()).toBe('event: heartbeat\ndata:');
  });

  test('is not opened without a session, and closed with it', async () => {
    expect((await openStream('x'.repeat(43))).response.status).toBe(401);
    const stream = await openStream(liaison.token);
    await stream.next();
    await site.community.server.signOut(liaison.session);
    // A last hint, so that the device asks at once and hears why.
    expect(await stream.next()).toContain('changed');
    expect(await stream.next()).toBe(null);
  });
});

describe('a server that is asked to stop', () => {
  test('finishes what is under way, closes streams, and what it acknowledged is on disk', async () => {
    const { at } = site.community.clock;
    const rows = Array.from({ length: 200 }, () =>
      site.community.creation('visits', {
        kind: 'round',
        place: 'c1/g01/b1/h101',
        startedAt: at,
        finishedAt: at,
      }),
    );
    const stream = await openStream(liaison.token);
    await stream.next();
    const pushing = site.post('/sync/push', liaison.token, { protocol: 1, rows });
    // Until the server has begun with it.
    while (!(await (await site.get('/metrics')).text()).includes('pushed_rows')) {
      await new Promise((resolve) => {
        setTimeout(resolve, 1);
      });
    }
    await site.listening.stop();
    ended = true;
    const { results } = (await (await pushing).json()) as { results: { outcome: string }[] };
    expect(results.every((result) => result.outcome === 'accepted')).toBe(true);
    for (let event = await stream.next(); event !== null;) event = await stream.next();
    const again = await openSqlite(join(site.folder, 'linli.db'));
    const [kept] = await again.read((sql) =>
      sql.all<{ many: number }>(`select count(*) as many from records where c = 'visits'`),
    );
    expect(kept?.many).toBe(200);
    await again.close();
    await expect(site.get('/health')).rejects.toThrow('fetch failed');
  });
});
