import '../support/indexeddb.ts';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstValueFrom } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url, type Bytes } from '../../src/protocol/base64url.ts';
import { rawKey } from '../../src/protocol/sealing.ts';
import type { SessionAnswer } from '../../src/protocol/session.ts';
import { sessionKey } from '../../src/store/device-context.tsx';
import { deviceKeys } from '../../src/store/device-keys.ts';
import { openStore, type OpenStore } from '../../src/store/device-store.ts';
import { pullAll } from '../../src/sync/pull-round.ts';
import { batchSize } from '../../src/sync/batch-size.ts';
import { pushAll } from '../../src/sync/push-round.ts';
import { openServer, type SyncServer } from '../../sync-server/server.ts';
import type { Session } from '../../sync-server/session/session.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import {
  day,
  plantTree,
  start,
  testCommunity,
} from '../../sync-server/test-support/test-community.ts';
import { carriedOn } from '../support/carried-on.ts';
import { outboxOf } from './outbox-of.ts';

const collections = ['places', 'people', 'posts', 'needs', 'visits', 'notices'] as const;
const never = new AbortController().signal;
const closing: (() => Promise<unknown>)[] = [];
let phones = 0;

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A liaison's phone with the same keys, the same ids and the same clock wherever it is made again. */
async function phone(server: SyncServer, session: Session, name: string, clock: { at: number }) {
  let ids = 0;
  const opened: OpenStore = await openStore({
    name,
    person: session.person,
    device: session.device,
    now: () => clock.at,
    newId: () => `0193c1f0-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
  });
  closing.push(() => opened.store.forget());
  const { store, sync } = opened;
  const answered = <T>(value: T) => ({ ok: true as const, value: structuredClone(value) });
  return {
    ...opened,
    by: carriedOn(name, opened),
    async pull(): Promise<void> {
      await store.memory<SessionAnswer>(sessionKey).set(await server.session(session));
      await pullAll({
        store: sync,
        stop: never,
        pull: async (checkpoint) => {
          const answer = await server.pull(session, { protocol: 1, checkpoint, limit: 500 });
          return answer.ok ? answered(answer.value) : { ok: false, problem: { code: answer.code } };
        },
        rereadAs: async () => null,
        report: async () => undefined,
        scopeChanged: async () => undefined,
        betweenPages: async () => null,
      });
    },
    push: () =>
      pushAll({
        store: sync,
        stop: never,
        batch: batchSize(),
        push: async (rows) => answered(await server.push(session, structuredClone(rows))),
        reread: async () => null,
        isAnotherLife: async () => false,
        report: async () => undefined,
      }),
    waiting: async () => (await firstValueFrom(store.unsent())).length,
    /** Records, marks and what came back. */
    async contents(): Promise<unknown> {
      const lists = await Promise.all(collections.map((c) => store.find(c, {})));
      const returned = await firstValueFrom(store.returned());
      const sorted = returned.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      return [lists.map((list) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1))), sorted];
    },
  };
}

/** Everything on a server; entries for the head have ids by chance. */
async function contentsOf(server: SyncServer): Promise<unknown[]> {
  const rows = await server.core.store.read((sql) =>
    sql.all<{ c: string; id: string; body: string; marks: string }>(
      'select c, id, version, gone, body, marks from records order by version',
    ),
  );
  return rows.map((row) => {
    const body = JSON.parse(row.body) as Record<string, unknown>;
    if (body['kind'] !== 'conflict') return { ...row, body };
    return { ...row, id: '', body: { ...body, id: '' } };
  });
}

/** The same community twice, with the same phone at each. */
async function twice() {
  const folder = await mkdtemp(join(tmpdir(), 'linli-carried-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const base = await testCommunity({ store: await openSqlite(join(folder, 'wire.db')) });
  await plantTree(base.server, base.make);
  const { holder, postId } = await base.employed('liaison', 'c1/g01/b1');
  const head = await base.employed('head', 'c1/g01');
  const people: string[] = [];
  for (const name of ['陈秀英', '王桂兰', '李建国'])
    people.push(await base.person('c1/g01/b1/h101', name, { phone: '1' }));
  phones += 1;
  const names = [`wire${phones}`, `hand${phones}`] as const;
  const { publicKey } = await deviceKeys(names[1], crypto);
  const code = await base.server.code(base.system, holder);
  const device = { name: 'phone', publicKey: toBase64url(await rawKey(crypto, publicKey)) };
  const enrolled = await base.server.enrol({ code: code.ok ? code.value.code : '', device }, 'x');
  const session = await base.server.sessionOf(enrolled.ok ? enrolled.value.token : '');
  if (!session.ok) throw new Error(session.code);
  await base.server.close();
  await copyFile(join(folder, 'wire.db'), join(folder, 'hand.db'));
  const open = async (file: string) => {
    const store = await openSqlite(join(folder, file));
    const server = await openServer({ ...base.clock.surroundings, store });
    closing.push(() => server.close());
    return server;
  };
  const servers = [await open('wire.db'), await open('hand.db')] as const;
  const wire = await phone(servers[0], session.value, names[0], base.clock);
  const hand = await phone(servers[1], session.value, names[1], base.clock);
  await wire.pull();
  await hand.pull();
  return { ...base, servers, wire, hand, people, postId, carrier: head.device.session };
}

async function carry(server: SyncServer, carrier: Session, parcel: Bytes): Promise<Bytes> {
  const answer = await server.carried(carrier, toBase64url(parcel));
  if (!answer.ok) throw new Error(answer.code);
  return fromBase64url(answer.value.receipt) as Bytes;
}

describe('an outbox that was carried by hand', () => {
  it('comes to the same as one that went over the wire, on the server and on the phone', async () => {
    const seeds = Number(process.env['CARRIED_SEEDS'] ?? 12);
    for (let seed = 1; seed <= seeds; seed += 1) {
      const both = await twice();
      const [wireServer, handServer] = both.servers;
      for (const { store } of [both.wire, both.hand]) {
        both.clock.at = start + day;
        await outboxOf(seed, store, both.people, both.clock);
      }
      // While the phone has no network, others write, and now and then its holder's post ends.
      const meanwhile = [
        {
          c: 'people',
          id: both.people[0],
          op: 'edit',
          set: { phone: `${seed}` },
          stamps: { phone: start + day + (seed % 2) * day },
          seen: 0,
        },
        ...(seed % 4 === 0
          ? [
              {
                c: 'posts',
                id: both.postId,
                op: 'edit',
                set: { until: start + 2 * day },
                stamps: { until: start + 2 * day },
                seen: 0,
              },
            ]
          : []),
      ];
      both.clock.at = start + 2 * day;
      for (const server of both.servers) await server.push(both.system, meanwhile);
      both.clock.at = start + 3 * day;
      await both.wire.push();
      const packed = await both.hand.by.pack();
      if (!packed.ok) throw new Error(packed.why);
      const receipt = await carry(handServer, both.carrier, packed.parcel);
      expect(await contentsOf(handServer), `seed ${seed}`).toEqual(await contentsOf(wireServer));
      const second = await carry(handServer, both.carrier, packed.parcel);
      expect(await contentsOf(handServer)).toEqual(await contentsOf(wireServer));
      expect((await both.hand.by.take(receipt)).kind).toBe('settled');
      expect(await both.hand.contents(), `seed ${seed}`).toEqual(await both.wire.contents());
      expect(await both.hand.waiting()).toBe(0);
      // The receipt of a repetition, and the network coming back, change nothing any more.
      await both.hand.by.take(second);
      await both.hand.push();
      for (const { pull } of [both.wire, both.hand]) await pull();
      expect(await both.hand.contents(), `seed ${seed}`).toEqual(await both.wire.contents());
      expect(await contentsOf(handServer)).toEqual(await contentsOf(wireServer));
      for (const close of closing.splice(0).toReversed()) await close();
    }
  });
});

describe('a receipt', () => {
  it('counts for nothing once the server was heard over the wire', async () => {
    const { hand, servers, carrier, clock } = await twice();
    const visit = { kind: 'round', place: 'c1/g01/b1/h101', startedAt: start, finishedAt: start };
    const made = await hand.store.create('visits', { ...visit, kind: 'round', outcome: 'met' });
    const packed = await hand.by.pack();
    if (!packed.ok) throw new Error(packed.why);
    const receipt = await carry(servers[1], carrier, packed.parcel);
    clock.at += 1000;
    await hand.store.edit('visits', made.id, { note: '后来想起的' });
    await hand.push();
    await hand.pull();
    const before = await hand.contents();
    expect((await hand.by.take(receipt)).kind).toBe('overtaken');
    expect(await hand.contents()).toEqual(before);
  });

  it('leaves waiting what was written after the parcel was packed', async () => {
    const { hand, servers, carrier, people, clock } = await twice();
    const [person] = people;
    await hand.store.edit('people', person ?? '', { remark: '一' });
    const packed = await hand.by.pack();
    if (!packed.ok) throw new Error(packed.why);
    clock.at += 1000;
    await hand.store.edit('people', person ?? '', { remark: '二' });
    await hand.by.take(await carry(servers[1], carrier, packed.parcel));
    expect(await hand.waiting()).toBe(1);
    expect(await hand.store.get('people', person ?? '')).toMatchObject({ remark: '二' });
    await hand.push();
    expect(await hand.store.get('people', person ?? '')).toMatchObject({
      remark: '二',
      unsent: {},
    });
  });

  it('is of no use to another phone, nor when it was altered', async () => {
    const { hand, wire, servers, carrier, people } = await twice();
    await hand.store.edit('people', people[0] ?? '', { remark: '一' });
    const packed = await hand.by.pack();
    if (!packed.ok) throw new Error(packed.why);
    const receipt = await carry(servers[1], carrier, packed.parcel);
    expect(await wire.by.take(receipt)).toEqual({ kind: 'othersReceipt' });
    const altered = Uint8Array.from(receipt, (byte, at) => (at === 60 ? byte ^ 1 : byte));
    expect(await hand.by.take(altered)).toEqual({ kind: 'damagedReceipt' });
    expect(await hand.waiting()).toBe(1);
    expect(await hand.by.take(receipt.slice(0, 10))).toEqual({ kind: 'notOurs' });
    expect(await hand.by.take(new TextEncoder().encode('{"linli":"outbox"}'))).toEqual({
      kind: 'notOurs',
    });
  });
});

it('a store that was put back from before the phone last read takes nothing in', async () => {
  const { servers, carrier, people, hand, system } = await twice();
  const [behind, ahead] = servers;
  const row = {
    c: 'people',
    id: people[1],
    op: 'edit',
    set: { phone: '5' },
    stamps: { phone: start },
    seen: 0,
  };
  await ahead.push(system, [row]);
  await hand.pull();
  await hand.store.edit('people', people[0] ?? '', { remark: '一' });
  const packed = await hand.by.pack();
  if (!packed.ok) throw new Error(packed.why);
  const before = await contentsOf(behind);
  await expect(behind.carried(carrier, toBase64url(packed.parcel))).rejects.toMatchObject({
    code: 'storeBehind',
  });
  expect(await contentsOf(behind)).toEqual(before);
});

it('nothing of what was written can be read in a parcel, nor in what the phone keeps of it', async () => {
  const { hand, people } = await twice();
  await hand.store.edit('people', people[0] ?? '', { remark: 'Geheimwort' });
  const packed = await hand.by.pack();
  if (!packed.ok) throw new Error(packed.why);
  const text = new TextDecoder('latin1').decode(packed.parcel);
  const session = await hand.store.memory<SessionAnswer>(sessionKey).get();
  for (const secret of ['Geheimwort', people[0], session?.person.id, session?.device.id, 'c1/g01'])
    expect(text).not.toContain(secret);
  const [kept] = await firstValueFrom(hand.by.packed());
  expect(Object.keys(kept ?? {}).toSorted()).toEqual(
    ['checkpoint', 'count', 'id', 'madeAt', 'receiptKey', 'settledAt', 'syncedAt'].toSorted(),
  );
  expect(kept?.receiptKey.extractable).toBe(false);
});
