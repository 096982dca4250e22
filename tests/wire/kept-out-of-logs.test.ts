import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { protocolVersion } from '../../src/protocol/session.ts';
import { signInOverApi, type ApiSession } from '../support/api-session.ts';
import { copyOfDemo } from '../support/demo-folder.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { demoCode } from '../support/sign-in.ts';

let data: string;
let server: ServerProcess;
let session: ApiSession;
let code: string;

beforeAll(async () => {
  data = await copyOfDemo();
  server = await startServer({ data });
  code = await demoCode(server.url, 'liaison');
  session = await signInOverApi(server.url, code);
});
afterAll(async () => {
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

const canaries = Array.from({ length: 40 }, (_, n) => `金丝雀${n}号`);
let turn = 0;
const canary = () => canaries[(turn += 1) % canaries.length] ?? '';

const post = (path: string, body: string, token = session.token) =>
  fetch(`${server.url}/api/v1${path}?note=${encodeURIComponent(canary())}&token=${token}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': `phone of ${encodeURIComponent(canary())}`,
      referer: `http://localhost/${token}`,
    },
    body,
  });

/** Everything that can be said to a server, right and wrong, with somebody's words in every part of it. */
async function sayEverything(): Promise<void> {
  const place = session.who.grants[0]?.place ?? '';
  const at = Date.now();
  const create = (c: string, r: object) => ({ c, id: randomUUID(), op: 'create', r, stamp: at });
  const person = { kind: 'resident', place, name: canary(), phone: '13912345678' };
  const rows = [
    create('people', person),
    create('people', { ...person, [canary()]: canary() }),
    create('people', { ...person, place: `c1/${canary()}` }),
    create('visits', { kind: 'round', place, startedAt: at, finishedAt: at, note: canary() }),
    create('visits', { kind: canary(), place, answers: canary() }),
    create(canary(), { note: canary() }),
    { c: 'people', id: session.who.person.id, op: 'edit', set: { name: canary() }, stamps: {} },
    canary(),
  ];
  const protocol = protocolVersion;
  await post('/sync/push', JSON.stringify({ protocol, rows }));
  await post('/sync/push', JSON.stringify({ protocol, rows: canary() }));
  await post('/sync/push', `{"rows":"${canary()}`);
  await post('/sync/push', JSON.stringify({ protocol, rows }), canaryToken);
  await post('/sync/pull', JSON.stringify({ protocol, checkpoint: canary(), limit: 1 }));
  await post('/sync/carried', JSON.stringify({ parcel: canary() }));
  await post('/codes', JSON.stringify({ person: canary() }));
  await post('/devices/end', JSON.stringify({ device: canary(), how: 'lost' }));
  await post('/enrol', JSON.stringify({ code: canary(), device: { name: canary() } }));
  await post('/enrol', JSON.stringify({ code, device: { name: canary() } }));
  await post(`/${encodeURIComponent(canary())}`, '{}');
  await fetch(`${server.url}/people/${encodeURIComponent(canary())}?q=${session.token}`);
}

const canaryToken = 'c'.repeat(43);

describe('PR-02, AU-09: what the server prints and counts', () => {
  test('never holds a name, a telephone, a note, a code, a token or an address that somebody typed', async () => {
    await sayEverything();
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    const printed = server.output();
    const since = printed.slice(printed.indexOf('"event":"call"'));
    expect(since).toContain('POST /sync/push');
    expect(metrics).toContain('requests_total');
    const secrets = [
      ...canaries,
      ...canaries.map((each) => encodeURIComponent(each)),
      '金丝雀',
      '13912345678',
      session.token,
      canaryToken,
      code,
      session.who.person.name,
      session.who.person.id,
    ];
    const said = since + metrics;
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
    console.log(`PR-02: ${secrets.length} strings looked for in ${said.length} characters: 0`);
  });
});
