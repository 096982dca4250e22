import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ending } from '../../src/domain/device-notice.ts';
import { makePace } from '../session/pace.ts';
import type { Device } from '../test-support/test-community.ts';
import { testSite, type TestSite } from './test-site.ts';

let site: TestSite;
let head: Device;

beforeAll(async () => {
  site = await testSite();
  head = (await site.community.employed('head', 'c1/g01')).device;
});
afterAll(() => site.end());

interface Late {
  readonly call: ClientRequest;
  /** The answer's status and code, when it comes. */
  readonly answer: Promise<string>;
}

async function answerOf(call: ClientRequest): Promise<string> {
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  let text = '';
  for await (const part of response) text += String(part);
  const { code = '' } = JSON.parse(text) as { code?: string };
  return `${response.statusCode} ${code}`.trim();
}

/** A call of which the beginning has arrived, and nothing of the rest. */
async function begun(path: string, token: string, body: Buffer, more = {}): Promise<Late> {
  const call = request(`${site.origin}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...more },
  });
  call.on('error', () => undefined);
  call.write(body);
  const answer = answerOf(call);
  // Some are broken off on purpose, and get none.
  answer.catch(() => undefined);
  await wait(100);
  return { call, answer };
}

const end = (device: Device, how: Ending) =>
  site.community.server.endDevice(head.session, { device: device.session.device, how });

const visit = (place = 'c1/g01/b1/h101') => {
  const { at } = site.community.clock;
  return site.community.creation('visits', { kind: 'round', place, startedAt: at, finishedAt: at });
};

async function checkpointOf(device: Device): Promise<string> {
  const first = { protocol: 1, checkpoint: null, limit: 10 };
  const pulled = await site.post('/sync/pull', device.token, first);
  return ((await pulled.json()) as { checkpoint: string }).checkpoint;
}

const isStored = async (id: string) => {
  const found = await site.community.store.read((sql) =>
    sql.all('select 1 as found from records where id = ?', [id]),
  );
  return found.length > 0;
};

describe('AU-05: while the rest of a body is on its way', () => {
  test('the device is lost: nothing of it is taken in', async () => {
    const { device } = await site.community.employed('liaison', 'c1/g01/b1');
    const row = visit();
    const body = JSON.stringify({ protocol: 1, rows: [row] });
    const late = await begun('/sync/push', device.token, Buffer.from(body.slice(0, 20)));
    await end(device, 'lost');
    site.community.clock.at += 1000;
    late.call.end(body.slice(20));
    expect(await late.answer).toBe('401 deviceRevoked');
    expect(await isStored(row.id)).toBe(false);
  });

  test.each(['/sync/pull', '/sync/compare', '/sync/parts', '/codes'])(
    'the device is to be given back: %s tells it nothing more',
    async (path) => {
      const { device } = await site.community.employed('liaison', 'c1/g01/b1');
      const checkpoint = await checkpointOf(device);
      const held = { count: 0, sum: '0'.repeat(16) };
      const asked = { protocol: 1, checkpoint, limit: 10, journalsSince: 0, held };
      const bodies: Readonly<Record<string, unknown>> = {
        '/sync/pull': { ...asked, held: 0 },
        '/sync/parts': { ...asked, parts: ['visits c1/g01/b1'] },
        '/codes': { person: 'x'.repeat(40) },
      };
      const body = JSON.stringify(bodies[path] ?? asked);
      const late = await begun(path, device.token, Buffer.from(body.slice(0, 20)));
      await end(device, 'returned');
      site.community.clock.at += 1000;
      late.call.end(body.slice(20));
      expect(await late.answer).toBe('401 deviceHandedIn');
    },
  );
});

describe('DS-01: a body', () => {
  test('of nobody is refused as soon as it is more than a code needs, also packed, and before its end', async () => {
    const packed = gzipSync(Buffer.alloc(15 * 1024 * 1024, 32));
    const headers = { 'content-encoding': 'gzip' };
    const late = await begun('/enrol', '', packed.subarray(0, -8), headers);
    expect(await Promise.race([late.answer, wait(2000, 'still reading')])).toBe('413 tooLarge');
    late.call.destroy();
  });

  test.each([
    '/sync/pull',
    '/sync/compare',
    '/sync/parts',
    '/codes',
    '/devices/end',
    '/session/key',
  ])('of a question (%s) is no larger than a question', async (path) => {
    const response = await site.post(path, head.token, { text: 'x'.repeat(1024 * 1024) });
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'tooLarge' }]);
  });
});

describe('DS-04: one device that asks without end is asked to wait', () => {
  test('sooner where each question is to count all that it may see', async () => {
    const { core } = site.community.server;
    const usual = core.pace.pull;
    const sizes = { burst: 200, perSecond: 0.001, atOnce: 4 };
    Object.assign(core.pace, { pull: makePace(core, sizes) });
    const ask = () =>
      site.post('/sync/pull', head.token, { protocol: 1, checkpoint: null, limit: 1 });
    const first = (await (await ask()).json()) as { progress: { total: number } };
    expect(first.progress.total).toBeGreaterThan(10);
    let served = 1;
    while ((await ask()).status === 200) served += 1;
    expect(served).toBeLessThanOrEqual(1 + 200 / (20 + first.progress.total));
    Object.assign(core.pace, { pull: usual });
  });

  const key = 'x'.repeat(87);
  test.each([
    ['/sync/compare', { journalsSince: 0, held: { count: 0, sum: '0'.repeat(16) } }],
    ['/sync/parts', { journalsSince: 0, parts: ['visits c1/g01/b1'] }],
    ['/codes', { person: 'x' }],
    ['/devices/end', { device: 'x', how: 'lost' }],
    ['/session/key', { publicKey: key }],
    ['/sync/carried', { parcel: 'x' }],
  ])('%s', async (path, body) => {
    const { device } = await site.community.employed('liaison', 'c1/g01/b1');
    const checkpoint = await checkpointOf(device);
    const asked = { protocol: 1, checkpoint, ...body };
    const late = await Promise.all(
      Array.from({ length: 6 }, () => begun(path, device.token, Buffer.from('{'))),
    );
    const status = async () => (await site.post(path, device.token, asked)).status;
    await expect.poll(status).toBe(429);
    for (const { call } of late) call.destroy();
    await expect.poll(status).not.toBe(429);
  });
});
