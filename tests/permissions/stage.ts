import { expect } from 'vitest';
import { policyTable } from '../../src/domain/policy/policy-table.ts';
import { roles, type Role } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { PushResult } from '../../src/protocol/sync.ts';
import {
  plantTree,
  testCommunity,
  type Device,
} from '../../sync-server/test-support/test-community.ts';
import type { Store } from '../../sync-server/store/store.ts';
import type { Kept, Seat } from '../support/independent-policy.ts';
import { newBodies, sampleOf, type Leaning } from './sample-values.ts';

/** Seats at three depths of one branch; records lie on that branch, beside it (one looks much alike), and elsewhere. */
const seatPlaces = ['c1', 'c1/g01', 'c1/g01/b1'] as const;
export const spots = [
  'c1',
  'c1/g01',
  'c1/g01/b1',
  'c1/g01/b1/h101',
  'c1/g01/b10',
  'c1/g02',
  'c2/g01/b1',
] as const;
const elsewhere = 'c1/g02/b2/h102';
/** Where those are at home whose records involve somebody from far away. */
export const aside = 'c1/g02/b1/h101';

/** Doors on one floor, next door, and in another grid. */
export const doors = [
  'c1/g01/b1/h101',
  'c1/g01/b1/h102',
  'c1/g01/b2/h101',
  'c1/g02/b1/h101',
] as const;

const depths = { community: 1, grid: 2, building: 3, household: 4 } as const;
const householdSpots = ['c1/g01/b1/h101', 'c1/g01/b10/h101', 'c1/g02/b1/h101', 'c2/g01/b1/h101'];

/** One who tries: a person with one seat, or with none. */
export interface Actor {
  readonly name: string;
  readonly person: string;
  readonly role: Role | null;
  readonly seats: readonly Seat[];
  readonly post: string | null;
  readonly device: Device;
}

/** A record that is tried, as the server keeps it now. */
export interface Target {
  readonly c: Collection;
  readonly kind: string;
  readonly key: string;
  readonly id: string;
  readonly place: string;
}

export const kindKeys = Object.keys(policyTable);

/** Where records of a kind can lie: a place only where its kind has its depth. */
export function spotsFor(key: string): readonly string[] {
  if (!key.startsWith('places/')) return spots;
  const depth = depths[key.slice('places/'.length) as keyof typeof depths];
  if (depth === 4) return householdSpots;
  return [...spots, 'c2', 'c2/g01'].filter((place) => place.split('/').length === depth);
}

/** A community with everything the matrix needs, over a real store and real sessions. */
export async function setStage(options: { store?: Store } = {}) {
  const community = await testCommunity(options);
  const { server, make, push, system, id, store } = community;
  await plantTree(server, make);
  await make('places', { kind: 'building', place: 'c1/g01/b10', name: '10' });
  await make('places', { kind: 'household', place: 'c1/g01/b10/h101', name: '101' });
  await server.createCommunity({ id: 'c2', name: '别处' });
  const far = server.systemSession('c2');
  const systemOf = (place: string) => (place.startsWith('c2') ? far : system);
  for (const [kind, place] of [
    ['grid', 'c2/g01'],
    ['building', 'c2/g01/b1'],
    ['household', 'c2/g01/b1/h101'],
  ] as const) {
    await put('places', { kind, place, name: place });
  }
  let count = 0;
  const neighbours = new Map<string, readonly string[]>();
  for (const place of new Set([...spots, ...householdSpots, ...doors, aside, elsewhere])) {
    const neighbour = () => put('people', { kind: 'resident', place, name: '邻' });
    neighbours.set(place, [await neighbour(), await neighbour()]);
  }

  async function put(c: Collection, r: Record<string, unknown>): Promise<string> {
    const of = id();
    const row = community.creation(c, r, of);
    const [result] = await push(systemOf(String(r['place'])), row);
    if (result?.outcome !== 'accepted') throw new Error(`not made: ${JSON.stringify(result)}`);
    return of;
  }

  /** What a value may lean on at a place. */
  function lean(place: string): Leaning {
    count += 1;
    const [neighbour = '', other = ''] = neighbours.get(place) ?? [];
    return { id: id(), n: count, neighbour, other };
  }

  const kindFields = (key: string): Record<string, unknown> => {
    const kind = key.slice(key.indexOf('/') + 1);
    if (key === 'posts/duty') return { kind, role: 'liaison' };
    return key === 'posts/member' ? { kind, role: 'volunteer' } : { kind };
  };

  /** A new record's body as somebody would push it. */
  function draft(
    key: string,
    place: string,
    more: Record<string, unknown> = {},
  ): Record<string, unknown> {
    const [c = ''] = key.split('/');
    return { ...newBodies[c]?.(lean(place)), ...kindFields(key), place, ...more };
  }

  async function read(c: string, of: string): Promise<Kept['r'] | null> {
    const [row] = await store.read((sql) =>
      sql.all<{ body: string; gone: number }>(
        'select body, gone from records where c = ? and id = ?',
        [c, of],
      ),
    );
    return row && row.gone === 0 ? (JSON.parse(row.body) as Kept['r']) : null;
  }

  /** A record with every field that its kind can have; those that only the server writes are put in underneath. */
  async function target(
    key: string,
    place: string,
    more: Record<string, unknown> = {},
  ): Promise<Target> {
    const [c, kind] = key.split('/') as [Collection, string];
    const fields: Record<string, unknown> = {};
    const underneath: Record<string, unknown> = {};
    for (const { names, first } of policyTable[key]?.fields ?? []) {
      for (const name of names) {
        if (name === 'steps') continue;
        const value = sampleOf(c, name, lean(place));
        if (first === null) underneath[name] = value;
        else fields[name] = value;
      }
    }
    const isThere = c === 'places';
    const of = isThere
      ? await placeId(place)
      : await put(c, { ...fields, ...draft(key, place), ...more });
    if (isThere) await change({ c, kind, key, id: of, place }, fields);
    await store.write((sql) =>
      sql.run('update records set body = json_patch(body, ?) where c = ? and id = ?', [
        JSON.stringify(underneath),
        c,
        of,
      ]),
    );
    return { c, kind, key, id: of, place };
  }

  /** Every living record of a community. */
  async function kept(of = 'c1'): Promise<Kept[]> {
    const rows = await store.read((sql) =>
      sql.all<{ c: string; body: string }>(
        'select c, body from records where community = ? and gone = 0',
        [of],
      ),
    );
    return rows.map(({ c, body }) => ({ c, r: JSON.parse(body) as Kept['r'] }));
  }

  async function placeId(place: string): Promise<string> {
    const [row] = await store.read((sql) =>
      sql.all<{ id: string }>(
        `select id from records where c = 'places' and place = ? and gone = 0`,
        [place],
      ),
    );
    return row?.id ?? '';
  }

  /** The system changes a record, as anybody else might have. */
  async function change(one: Target, set: Record<string, unknown>): Promise<PushResult> {
    const [result] = await push(systemOf(one.place), edit(one, set));
    expect(result?.outcome).toBe('accepted');
    return result!;
  }

  function edit(one: Pick<Target, 'c' | 'id'>, set: Record<string, unknown>) {
    count += 1;
    const stamps = Object.fromEntries(
      Object.keys(set).map((name) => [name, community.clock.at - 1e9 + count]),
    );
    return { c: one.c, id: one.id, op: 'edit' as const, set, stamps, seen: 1e9 };
  }

  async function actor(
    role: Role | null,
    place: string,
    more: Record<string, unknown> = {},
  ): Promise<Actor> {
    const person = await community.person(elsewhere, `${role ?? 'nobody'} ${place}`);
    const seats = role === null ? [] : [{ role, place }];
    const post = role === null ? null : await community.post(person, role, place, more);
    const device = await community.device(person);
    return { name: `${role ?? 'nobody'}@${place}`, person, role, seats, post, device };
  }

  async function actors(at: readonly string[] = seatPlaces): Promise<Actor[]> {
    const all = [await actor(null, '-')];
    for (const place of at) for (const role of roles) all.push(await actor(role, place));
    return all;
  }

  return {
    ...community,
    put,
    lean,
    draft,
    read,
    target,
    change,
    edit,
    actor,
    actors,
    placeId,
    kept,
    systemOf,
  };
}

export type Stage = Awaited<ReturnType<typeof setStage>>;
