import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EnrolAnswer, SessionAnswer } from '../../src/protocol/session.ts';
import type { PullAnswer, PushAnswer } from '../../src/protocol/sync.ts';
import { testSite, type TestSite } from './test-site.ts';

let site: TestSite;
let token: string;
let person: string;

beforeAll(async () => {
  site = await testSite();
  const liaison = await site.community.employed('liaison', 'c1/g01/b1');
  token = liaison.device.token;
  person = liaison.holder;
});
afterAll(() => site.end());

const json = async <T>(response: Response): Promise<T> => (await response.json()) as T;
const codeOf = async (response: Response) => (await json<{ code: string }>(response)).code;

function visit() {
  const { at } = site.community.clock;
  return site.community.creation('visits', {
    kind: 'round',
    place: 'c1/g01/b1/h101',
    startedAt: at,
    finishedAt: at,
    note: '一切都好',
  });
}

async function newCode(): Promise<string> {
  const code = await site.community.server.code(site.community.system, person);
  if (!code.ok) throw new Error(code.code);
  return code.value.code;
}

describe('two devices meet', () => {
  test('one logs a visit and the head of the grid receives it', async () => {
    const head = await site.community.employed('head', 'c1/g01');
    const row = visit();
    const pushed = await site.post('/sync/push', token, { protocol: 1, rows: [row] });
    expect((await json<PushAnswer>(pushed)).results[0]?.outcome).toBe('accepted');
    const request = { protocol: 1, checkpoint: null, limit: 500 };
    const pulled = await json<PullAnswer>(
      await site.post('/sync/pull', head.device.token, request),
    );
    expect(pulled.changes).toContainEqual({
      c: 'visits',
      r: expect.objectContaining({ id: row.id, note: '一切都好', createdBy: person }) as unknown,
    });
    expect(pulled.serverTime).toBe(site.community.clock.at);
  });
});

describe('rule 3: 200 for a batch, 4xx for what cannot be read at all', () => {
  test('bad rows do not make the answer a failure', async () => {
    const response = await site.post('/sync/push', token, { protocol: 1, rows: ['x', visit()] });
    expect(response.status).toBe(200);
    const { results } = await json<PushAnswer>(response);
    expect(results.map((result) => result.outcome)).toEqual(['refused', 'accepted']);
  });

  test('a body that is no JSON, of another type or another shape is refused whole', async () => {
    const send = (body: string, type: string) =>
      fetch(`${site.origin}/api/v1/sync/push`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        body,
      });
    for (const response of [
      await send('{', 'application/json'),
      await send('{"protocol":1,"rows":[]}', 'text/plain'),
      await send('{"protocol":1,"rows":7}', 'application/json'),
      await send('null', 'application/json'),
    ]) {
      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await codeOf(response)).toBe('badRequest');
    }
  });

  test('a text that no store could keep as it is makes the request a bad one', async () => {
    for (const name of ['a\0b', 'half \uD83D']) {
      const body = { code: 'ABCD-EFGH', device: { name } };
      const response = await site.post('/enrol', 'x'.repeat(43), body);
      expect([response.status, await codeOf(response)]).toEqual([400, 'badRequest']);
    }
    const again = { protocol: 1, checkpoint: null, limit: 1, before: 'a\0b' };
    expect(await codeOf(await site.post('/sync/pull', token, again))).toBe('badRequest');
    const whole = { code: 'ABCD-EFGH', device: { name: '李的手机 😀' } };
    const response = await site.post('/enrol', 'x'.repeat(43), whole);
    expect(await codeOf(response)).toBe('codeUnknown');
  });

  test('a large body and one that unpacks into a large one are stopped', async () => {
    const large = new TextEncoder().encode(`{"rows":["${'x'.repeat(5 * 1024 * 1024)}"]}`);
    expect((await site.post('/sync/push', token, large)).status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, 32));
    expect(bomb.length).toBeLessThan(100_000);
    const response = await site.post('/sync/push', token, bomb, { 'content-encoding': 'gzip' });
    expect(response.status).toBe(413);
    expect(await codeOf(response)).toBe('tooLarge');
  });

  test('a packed body is understood', async () => {
    const body = gzipSync(JSON.stringify({ protocol: 1, rows: [visit()] }));
    const response = await site.post('/sync/push', token, body, { 'content-encoding': 'gzip' });
    expect((await json<PushAnswer>(response)).results[0]?.outcome).toBe('accepted');
  });
});

describe('rule 11: an old app', () => {
  test('is answered 426 on pull and heard on push', async () => {
    const pull = await site.post('/sync/pull', token, { protocol: 0, checkpoint: null, limit: 10 });
    expect([pull.status, await codeOf(pull)]).toEqual([426, 'clientTooOld']);
    expect((await site.post('/sync/push', token, { protocol: 0, rows: [visit()] })).status).toBe(
      200,
    );
  });
});

describe('rule 12: many at once', () => {
  test('whoever is too many is asked to come back a little later, each at another time', async () => {
    const busy = await testSite({ mostAtOnce: 0 });
    const waits = new Set<string | null>();
    for (let n = 0; n < 20; n += 1) {
      const response = await busy.post('/sync/pull', 'x'.repeat(30), {});
      expect([response.status, await codeOf(response)]).toEqual([503, 'serverBusy']);
      waits.add(response.headers.get('retry-after'));
    }
    expect(waits.size).toBeGreaterThan(1);
    expect(waits.has(null)).toBe(false);
    await busy.end();
  });
});

describe('a session', () => {
  test('lives in a cookie that scripts and other sites cannot use', async () => {
    const body = { code: await newCode(), device: { name: 'phone' } };
    const enrolled = await site.post('/enrol', 'none'.repeat(8), body, {
      'x-forwarded-proto': 'https',
    });
    const cookie = enrolled.headers.get('set-cookie') ?? '';
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Secure'])
      expect(cookie).toContain(part);
    const { token: mine } = await json<EnrolAnswer>(enrolled);
    const who = await site.get('/api/v1/session', { cookie: `other=1; linli_session=${mine}` });
    expect((await json<SessionAnswer>(who)).person.id).toBe(person);
    const bye = await fetch(`${site.origin}/api/v1/session`, {
      method: 'DELETE',
      headers: { cookie: `linli_session=${mine}` },
    });
    expect(bye.headers.get('set-cookie')).toContain('Max-Age=0');
    const after = await site.get('/api/v1/session', { cookie: `linli_session=${mine}` });
    expect([after.status, await codeOf(after)]).toEqual([401, 'sessionEnded']);
  });

  test('is not opened by nothing, nor by a made-up token', async () => {
    for (const headers of [{}, { authorization: `Bearer ${'x'.repeat(43)}` }]) {
      const response = await site.get('/api/v1/session', headers);
      expect([response.status, await codeOf(response)]).toEqual([401, 'notSignedIn']);
    }
  });

  test('is not used by another site', async () => {
    const body = { protocol: 1, rows: [visit()] };
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
    ]) {
      const response = await site.post('/sync/push', token, body, headers);
      expect([response.status, await codeOf(response)]).toEqual([403, 'crossSite']);
    }
    expect((await site.post('/sync/push', token, body, { origin: site.origin })).status).toBe(200);
  });
});

describe('what is not there', () => {
  test('is answered as a problem, with the server’s time', async () => {
    const unknown = await site.get('/api/v1/nothing');
    expect(unknown.status).toBe(404);
    expect(await json(unknown)).toMatchObject({
      code: 'notFound',
      serverTime: site.community.clock.at,
    });
    expect((await site.get('/api/v1/sync/push')).status).toBe(405);
    expect((await site.get('/api/v1/__proto__')).status).toBe(404);
    expect((await site.get('/api/v1/demo')).status).toBe(404);
    const stale = await site.post('/sync/pull', token, { protocol: 1, checkpoint: 'x', limit: 10 });
    expect([stale.status, await codeOf(stale)]).toEqual([409, 'checkpointInvalid']);
  });

  test('a demo names whom one can be, with codes that do not wear out', async () => {
    const demo = await testSite({ demo: true });
    const holder = (await demo.community.employed('liaison', 'c1/g01/b1')).holder;
    const shown = {
      role: 'liaison',
      name: '李',
      place: 'c1/g01/b1',
      title: '联络员',
      code: 'DEMO-2345',
    };
    await demo.community.server.keepDemoPeople('c1', [
      { ...shown, role: 'liaison', person: holder },
    ]);
    expect(await json(await demo.get('/api/v1/demo'))).toMatchObject({ people: [shown] });
    for (let n = 0; n < 7; n += 1) {
      const body = { code: 'demo 2345', device: { name: 'phone' } };
      expect((await demo.post('/enrol', 'none'.repeat(8), body)).status).toBe(200);
    }
    await demo.end();
  });
});

describe('an operator', () => {
  test('sees that the server lives, and figures without names', async () => {
    expect(await json(await site.get('/health'))).toMatchObject({ ok: true, store: 'sqlite' });
    expect(await json(await site.get('/api/v1/health'))).toMatchObject({ ok: true });
    const text = await (await site.get('/metrics')).text();
    expect(text).toMatch(/^linli_pushed_rows_total\{outcome="accepted"\} \d+$/m);
    expect(text).toMatch(/^linli_open_streams 0$/m);
    expect(text).not.toContain(person);
  });
});
