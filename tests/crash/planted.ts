import { randomBytes } from 'node:crypto';
import { postKindOf } from '../../src/domain/posts.ts';
import { openServer } from '../../sync-server/server.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { newId } from '../../sync-server/surroundings.ts';

/** Somebody who writes: signed in, with a door and a resident of her own. */
export interface Planted {
  readonly token: string;
  /** For another device of hers. */
  readonly code: string;
  readonly holder: string;
  readonly door: string;
  readonly resident: string;
}

const surroundings = {
  now: () => Date.now(),
  randomBytes: (size: number) => randomBytes(size),
  every: () => () => undefined,
  report: () => undefined,
};

export const freshId = (): string => newId(surroundings);

/** Makes a community in an empty store, with so many liaisons, and closes the store. */
export async function plant(store: Store, liaisons: number): Promise<Planted[]> {
  const server = await openServer({ ...surroundings, store });
  await server.createCommunity({ id: 'c1', name: '社区' });
  const system = server.systemSession('c1');
  const make = async (c: string, r: Record<string, unknown>): Promise<string> => {
    const id = freshId();
    const row = { c, id, op: 'create', r, stamp: Date.now() };
    const [result] = (await server.push(system, [row])).results;
    if (result?.outcome !== 'accepted') throw new Error(`not made: ${JSON.stringify(result)}`);
    return id;
  };
  await make('places', { kind: 'grid', place: 'c1/g01', name: '一格' });
  const planted: Planted[] = [];
  for (let n = 1; n <= liaisons; n += 1) {
    const building = `c1/g01/b${n}`;
    const door = `${building}/h101`;
    await make('places', { kind: 'building', place: building, name: `${n}栋` });
    await make('places', { kind: 'household', place: door, name: '101' });
    const resident = await make('people', { kind: 'resident', place: door, name: '居民' });
    const holder = await make('people', { kind: 'resident', place: building, name: '联络员' });
    await make('posts', {
      kind: postKindOf('liaison'),
      place: building,
      person: holder,
      role: 'liaison',
      name: '联络员',
      from: Date.now() - 1000,
    });
    const codeFor = async () => {
      const made = await server.code(system, holder);
      if (!made.ok) throw new Error(made.code);
      return made.value.code;
    };
    const device = { name: `phone ${n}` };
    const enrolled = await server.enrol({ code: await codeFor(), device }, `phone ${n}`);
    if (!enrolled.ok) throw new Error(enrolled.code);
    const { token } = enrolled.value;
    planted.push({ token, code: await codeFor(), holder, door, resident });
  }
  await server.close();
  return planted;
}
