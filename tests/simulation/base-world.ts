import { postKindOf } from '../../src/domain/posts.ts';
import { collections, type Collection } from '../../src/domain/record-types.ts';
import type { AnyRecord, Role } from '../../src/domain/record-type.ts';
import type { PullAnswer } from '../../src/protocol/sync.ts';
import { openServer } from '../../sync-server/server.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { newId, type Surroundings } from '../../sync-server/surroundings.ts';
import { memoryDisk, type MemoryDisk } from '../support/memory-disk.ts';
import { memoryStore } from '../support/memory-store.ts';
import { chanceOf } from './chance.ts';
import { copyOut, type Contents } from './store-contents.ts';

export const community = 'c1';
export const beginning = Date.UTC(2026, 10, 21, 0);
const day = 86_400_000;

export interface Identity {
  readonly person: string;
  readonly device: string;
  readonly token: string;
  readonly role: Role;
  readonly place: string;
  /** What the device holds after a first sync. */
  readonly disk: MemoryDisk;
}

export interface BaseWorld {
  readonly contents: Contents;
  readonly identities: readonly Identity[];
  readonly households: readonly string[];
}

const seats: readonly (readonly [Role, string])[] = [
  ['admin', 'c1'],
  ['socialWorker', 'c1'],
  ['head', 'c1/g01'],
  ['head', 'c1/g02'],
  ['core', 'c1/g01'],
  ['liaison', 'c1/g01/b1'],
  ['liaison', 'c1/g01/b2'],
  ['liaison', 'c1/g02/b1'],
  ['liaison', 'c1/g02/b2'],
  ['volunteer', 'c1/g01'],
  ['volunteer', 'c1/g01'],
  ['volunteer', 'c1/g02'],
  ['committee', 'c1'],
];
/** Who has a second device, and then a third: indices of seats. */
const again = [5, 2, 9, 0, 6, 10, 7, 3, 8, 11];

/** A community with its people at work, every device of theirs enrolled and synced once. */
export async function makeBaseWorld(devices: number, store?: Store): Promise<BaseWorld> {
  const chance = chanceOf('base');
  const surroundings: Surroundings = {
    now: () => beginning,
    randomBytes: (size) => chance.bytes(size),
    every: () => () => undefined,
    report: () => undefined,
  };
  const own = store ?? (await openSqlite(':memory:'));
  const server = await openServer({ ...surroundings, store: own });
  const system = server.systemSession(community);
  await server.createCommunity({ id: community, name: '社区' });
  async function make(c: Collection, r: Record<string, unknown>): Promise<string> {
    const id = newId(surroundings);
    const row = { c, id, op: 'create', r, stamp: beginning };
    const { results } = await server.push(system, [row]);
    if (results[0]?.outcome !== 'accepted') throw new Error(JSON.stringify(results[0]));
    return id;
  }
  const households: string[] = [];
  for (const grid of ['c1/g01', 'c1/g02']) {
    await make('places', { kind: 'grid', place: grid, name: grid });
    for (const building of [`${grid}/b1`, `${grid}/b2`]) {
      await make('places', { kind: 'building', place: building, name: building });
      for (const household of [`${building}/h101`, `${building}/h102`]) {
        await make('places', { kind: 'household', place: household, name: household });
        households.push(household);
      }
    }
  }
  const holders: string[] = [];
  for (const [role, place] of seats) {
    const person = await make('people', { kind: 'resident', place, name: `${role} ${place}` });
    await make('posts', {
      kind: postKindOf(role),
      place,
      person,
      role,
      name: role,
      from: beginning - 100 * day,
    });
    holders.push(person);
  }
  const volunteers = holders.filter((_, index) => seats[index]?.[0] === 'volunteer');
  for (const [index, place] of households.entries()) {
    const watchers = index % 2 === 0 ? [volunteers[(index / 2) % volunteers.length]] : undefined;
    const watched = watchers ? { watchers, grade: 'high', watchedSince: beginning } : {};
    const person = await make('people', {
      kind: 'resident',
      place,
      name: `居民${index}`,
      phone: `1380000${index}`,
      ...watched,
    });
    if (index % 3 !== 0) continue;
    const visit = { kind: 'watch', place, person, startedAt: beginning, finishedAt: beginning };
    await make('visits', { ...visit, outcome: 'met' });
  }
  const identities: Identity[] = [];
  for (let n = 0; n < devices; n += 1) {
    const seat = n < seats.length ? n : (again[(n - seats.length) % again.length] ?? 0);
    const [role, place] = seats[seat] as (typeof seats)[number];
    const person = holders[seat] ?? '';
    const code = await server.code(system, person);
    if (!code.ok) throw new Error(code.code);
    const enrolled = await server.enrol(
      { code: code.value.code, device: { name: `d${n}` } },
      `${n}`,
    );
    if (!enrolled.ok) throw new Error(enrolled.code);
    const { token, device } = enrolled.value;
    identities.push({ person, device: device.id, token, role, place, disk: memoryDisk() });
  }
  for (const { token, disk, person } of identities) {
    const session = await server.sessionOf(token);
    if (!session.ok) throw new Error(session.code);
    const answer = await server.pull(session.value, { protocol: 1, checkpoint: null, limit: 5000 });
    if (!answer.ok) throw new Error(answer.code);
    await firstSync(disk, person, answer.value);
    disk.put(disk.state, 'session', await server.session(session.value));
    disk.sync();
  }
  const contents = await copyOut(own);
  if (!store) await own.close();
  return { contents, identities, households };
}

async function firstSync(disk: MemoryDisk, person: string, answer: PullAnswer): Promise<void> {
  const store = memoryStore({ person, now: () => beginning, newId: () => '', disk });
  const copies = answer.changes.flatMap((change) =>
    'r' in change && collections.includes(change.c as Collection)
      ? [{ c: change.c as Collection, record: change.r as unknown as AnyRecord }]
      : [],
  );
  await store.takePage({ copies, gone: [] }, null);
  const { checkpoint, epoch, scopeEpoch } = answer;
  await store.writeFeed({ checkpoint, epoch, scopeEpoch, caughtUp: true, reread: false });
}
