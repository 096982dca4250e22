import { randomBytes } from 'node:crypto';
import type { Role } from '../../src/domain/record-type.ts';
import { postKindOf } from '../../src/domain/posts.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { Change, PullAnswer, PushResult } from '../../src/protocol/sync.ts';
import { openServer, type SyncServer } from '../server.ts';
import type { Session } from '../session/session.ts';
import type { Store } from '../store/store.ts';
import { newId, type Surroundings } from '../surroundings.ts';
import { storeUnderTest } from './store-under-test.ts';

export const start = Date.UTC(2026, 10, 21, 8);
export const day = 86_400_000;

/** A clock that stands until it is moved, and timers that run when they are told to. */
export function standingClock(at = start) {
  const works = new Set<() => void>();
  const reports: string[] = [];
  const surroundings: Surroundings = {
    now: () => clock.at,
    randomBytes: (size) => randomBytes(size),
    every: (_milliseconds, work) => {
      works.add(work);
      return () => works.delete(work);
    },
    report: (event, _details, error) => {
      reports.push(`${event} ${error instanceof Error ? (error.stack ?? error.message) : ''}`);
    },
  };
  const clock = { at, surroundings, reports, tick: () => works.forEach((work) => work()) };
  return clock;
}

export interface Device {
  readonly session: Session;
  readonly token: string;
  checkpoint: string | null;
  /** What rests on the device: `c/id` to the record. */
  readonly holds: Map<string, Record<string, unknown>>;
  /** Every id that was ever sent to it. */
  readonly heardOf: Set<string>;
}

/** A community over a real store: two grids, four buildings, two households in each. */
export async function testCommunity(options: { store?: Store; demo?: boolean } = {}) {
  const clock = standingClock();
  const store = options.store ?? (await storeUnderTest.open());
  const server = await openServer({ ...clock.surroundings, store, demo: options.demo ?? false });
  const system = server.systemSession('c1');
  const id = () => newId(clock.surroundings);

  const push = async (session: Session, ...rows: unknown[]): Promise<PushResult[]> =>
    (await server.push(session, rows)).results;

  const creation = (c: Collection, r: Record<string, unknown>, of = id(), stamp = clock.at) => ({
    c,
    id: of,
    op: 'create' as const,
    r,
    stamp,
  });

  async function make(c: Collection, r: Record<string, unknown>, of = id()): Promise<string> {
    const [result] = await push(system, creation(c, r, of));
    if (result?.outcome !== 'accepted') throw new Error(`not made: ${JSON.stringify(result)}`);
    return of;
  }

  const person = (place: string, name: string, more: Record<string, unknown> = {}) =>
    make('people', { kind: 'resident', place, name, ...more });

  const post = (holder: string, role: Role, place: string, more: Record<string, unknown> = {}) =>
    make('posts', {
      kind: postKindOf(role),
      place,
      person: holder,
      role,
      name: 'n',
      from: start - 100 * day,
      ...more,
    });

  async function device(holder: string): Promise<Device> {
    const code = await server.code(system, holder);
    if (!code.ok) throw new Error(code.code);
    const enrolled = await server.enrol(
      { code: code.value.code, device: { name: 'phone' } },
      'here',
    );
    if (!enrolled.ok) throw new Error(enrolled.code);
    const session = await server.sessionOf(enrolled.value.token);
    if (!session.ok) throw new Error(session.code);
    return {
      session: session.value,
      token: enrolled.value.token,
      checkpoint: null,
      holds: new Map(),
      heardOf: new Set(),
    };
  }

  async function employed(role: Role, place: string, more: Record<string, unknown> = {}) {
    const holder = await person(place, `${role} of ${place}`);
    const postId = await post(holder, role, place, more);
    return { holder, postId, device: await device(holder) };
  }

  return { clock, store, server, system, id, push, creation, make, person, post, device, employed };
}

export type TestCommunity = Awaited<ReturnType<typeof testCommunity>>;

/** The tree on which most tests stand. */
export async function plantTree(server: SyncServer, make: TestCommunity['make']): Promise<void> {
  await server.createCommunity({ id: 'c1', name: '社区' });
  for (const grid of ['c1/g01', 'c1/g02']) {
    await make('places', { kind: 'grid', place: grid, name: grid });
    for (const building of [`${grid}/b1`, `${grid}/b2`]) {
      await make('places', { kind: 'building', place: building, name: building });
      for (const household of [`${building}/h101`, `${building}/h102`]) {
        await make('places', { kind: 'household', place: household, name: household });
      }
    }
  }
}

/** Applies changes as a device does. */
export function take(device: Device, changes: readonly Change[]): void {
  for (const change of changes) {
    if ('r' in change) {
      device.holds.set(`${change.c}/${change.r.id}`, change.r);
      device.heardOf.add(change.r.id);
    } else {
      device.holds.delete(`${change.c}/${change.id}`);
      device.heardOf.add(change.id);
    }
  }
}

/** Pulls until there is nothing more, and returns the pages. */
export async function pullAll(
  server: SyncServer,
  device: Device,
  limit = 5000,
): Promise<PullAnswer[]> {
  const pages: PullAnswer[] = [];
  for (;;) {
    const { checkpoint } = device;
    const answer = await server.pull(device.session, { protocol: 1, checkpoint, limit });
    if (!answer.ok) throw new Error(answer.code);
    take(device, answer.value.changes);
    device.checkpoint = answer.value.checkpoint;
    pages.push(answer.value);
    if (!answer.value.more) return pages;
  }
}
