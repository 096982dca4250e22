import '../../../tests/support/indexeddb.ts';
import fc from 'fast-check';
import {
  createRxDatabase,
  type RxCollection,
  type RxDocument,
  type RxStorage,
} from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, expect, it, vi } from 'vitest';
import { recordTypes } from '../../domain/record-types.ts';
import { rxSchemaOf } from '../rx-schema.ts';
import { quickStorage } from './quick-storage.ts';

const usual = { unsent: Object.freeze({}), unsentSince: 0 };
type Fields = Record<string, unknown>;
type Visits = RxCollection<Fields>;

const ids = Array.from({ length: 12 }, (_, n) => `v${n}`);
const places = ['c1', 'c1/g1', 'c1/g1/b1', 'c1/g1/b10', 'c1/g2', ''];
const idOf = fc.constantFrom(...ids);
const placeOf = fc.constantFrom(...places);
const small = fc.integer({ min: 0, max: 3 });

const record = fc.record(
  {
    id: idOf,
    place: placeOf,
    kind: fc.constantFrom('round', 'watch'),
    unsentSince: small,
    unsent: fc.constantFrom({}, { '*': { at: 1, seen: 0 } }),
    finishedAt: small,
    note: fc.constantFrom('', '好'),
    involves: fc.constantFrom([], ['a'], ['a', 'b']),
  },
  { requiredKeys: ['id', 'place', 'kind', 'unsentSince', 'unsent', 'finishedAt', 'involves'] },
);

const step = fc.oneof(
  fc.record({
    do: fc.constant('insert' as const),
    list: fc.uniqueArray(record, { selector: ({ id }) => id }),
  }),
  fc.record({ do: fc.constant('modify' as const), id: idOf, fields: record }),
  /** With the copy that was first seen, whatever has become of it. */
  fc.record({ do: fc.constant('stalePatch' as const), id: idOf, fields: record }),
  fc.record({ do: fc.constant('remove' as const), id: idOf }),
  fc.record({ do: fc.constant('modifyAll' as const), among: fc.uniqueArray(idOf), at: small }),
);

/** Exactly at the end of this range there are records, which do not belong to it. */
const building = fc.constant({ place: { $gte: 'c1/g1/b1', $lt: 'c1/g1/b10' } });

const condition = fc.oneof(
  { arbitrary: building, weight: 3 },
  placeOf.map((place) => ({ place })),
  placeOf.map((place) => ({ place: { $gte: place, $lt: `${place}0` } })),
  placeOf.map((place) => ({ place: { $gt: place } })),
  fc.uniqueArray(placeOf).map((list) => ({ place: { $in: list } })),
  small.map((n) => ({ unsentSince: { $gt: n } })),
  small.map((n) => ({ unsentSince: n })),
  small.map((n) => ({ unsentSince: { $lte: n } })),
  small.map((n) => ({ finishedAt: { $gte: n } })),
  idOf.map((id) => ({ id: { $lte: id } })),
  fc.constant({ kind: { $ne: 'round' } }),
  fc.constant({ note: { $exists: true } }),
  fc.constant({ unsent: {} }),
  fc.constant({ involves: 'a' }),
  fc.constant({ place: null }),
  fc.constant({}),
);
const selector = fc.oneof(
  condition,
  fc.tuple(condition, condition).map(([one, other]) => ({ ...one, ...other })),
  fc.tuple(condition, condition).map((list) => ({ $or: list })),
);
const direction = fc.constantFrom('asc' as const, 'desc' as const);
const sort = fc.tuple(
  fc.constantFrom('place', 'unsentSince', 'finishedAt', 'id', 'kind'),
  direction,
);
const query = fc.record({
  selector,
  sort: fc.option(sort, { nil: undefined }),
  limit: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  skip: fc.option(small, { nil: undefined }),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Question = typeof query extends fc.Arbitrary<infer T> ? T : never;

let made = 0;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  vi.restoreAllMocks();
});

async function visitsIn(storage: RxStorage<unknown, unknown>): Promise<Visits> {
  made += 1;
  const rx = await createRxDatabase({
    name: `q${made}`,
    storage,
    multiInstance: true,
    eventReduce: true,
  });
  closing.push(() => rx.remove());
  const { visits } = await rx.addCollections({
    visits: { schema: rxSchemaOf(recordTypes.visits) },
  });
  return visits;
}

const plain = (document: RxDocument<Fields>) => document.toJSON() as Fields;
const codeOf = (error: unknown) => (error as { code?: string }).code ?? String(error);

/** One storage's way through the steps: what was answered, what was told, and what every question found. */
async function story(visits: Visits, steps: readonly Step[], questions: readonly Question[]) {
  /** By step; within one write the order is nobody's business. */
  const told: [string, string, unknown][][] = [];
  const live: unknown[][] = questions.map(() => []);
  const firstSeen = new Map<string, RxDocument<Fields>>();
  const answers: unknown[] = [];
  const hearing = visits.$.subscribe(({ operation, documentId, documentData }) => {
    const { _meta, _rev, _attachments, ...fields } = documentData as Fields;
    told.at(-1)?.push([documentId, operation, fields]);
  });
  const asked = questions.map(({ selector: wanted, sort: order, ...rest }) =>
    visits.find({
      selector: wanted,
      ...(order ? { sort: [{ [order[0]]: order[1] }] } : {}),
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    }),
  );
  const watching = asked.map((each, n) =>
    each.$.subscribe((found) => (live[n] = found.map(plain))),
  );
  for (const each of steps) {
    told.push([]);
    const act = async (): Promise<unknown> => {
      if (each.do === 'insert') {
        const { error } = await visits.bulkInsert(each.list);
        return error.map(({ documentId, status }) => [documentId, status]);
      }
      if (each.do === 'modifyAll') {
        const found = await visits.findByIds(each.among).exec();
        const changing = [...found.values()].map((one) =>
          one.incrementalModify((old) => ({ ...old, finishedAt: each.at })),
        );
        return (await Promise.all(changing)).length;
      }
      const now = await visits.findOne(each.id).exec();
      const document = each.do === 'stalePatch' ? firstSeen.get(each.id) : now;
      if (!document) return 'none';
      firstSeen.set(each.id, firstSeen.get(each.id) ?? document);
      if (each.do === 'remove') await document.remove();
      else if (each.do === 'modify')
        await document.incrementalModify((old) => ({ ...old, ...each.fields, id: each.id }));
      else await document.patch({ ...each.fields, id: each.id });
      return 'done';
    };
    answers.push(await act().catch(codeOf));
    told.at(-1)?.sort(([one], [other]) => one.localeCompare(other));
  }
  await vi.waitFor(async () => {
    const now = await Promise.all(asked.map(async (each) => (await each.exec()).map(plain)));
    expect(live).toEqual(now);
  });
  for (const each of [hearing, ...watching]) each.unsubscribe();
  const cold = await Promise.all(
    asked.map(async (each) => {
      const { documents } = await visits.storageInstance.query(each.getPreparedQuery());
      return documents.map(({ _meta, _rev, ...fields }) => fields);
    }),
  );
  const byId = await visits.findByIds(ids).exec();
  const counts = await Promise.all(
    questions.map(({ selector: wanted }) =>
      visits.count({ selector: wanted }).exec().catch(codeOf),
    ),
  );
  return {
    answers,
    told,
    live,
    cold,
    counts,
    byId: new Map([...byId].map(([id, one]) => [id, plain(one)])),
  };
}

it('does what RxDB’s own storage does: same answers, same events, same findings, live and cold', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.array(query, { minLength: 1, maxLength: 4 }),
      async (steps, questions) => {
        const quick = await story(await visitsIn(quickStorage(usual)), steps, questions);
        const own = await story(await visitsIn(getRxStorageDexie()), steps, questions);
        expect(quick).toEqual(own);
        await Promise.all(closing.splice(0).map((close) => close()));
      },
    ),
    { numRuns: 60 },
  );
});
