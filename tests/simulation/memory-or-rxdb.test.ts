import '../support/indexeddb.ts';
import { firstValueFrom } from 'rxjs';
import { afterEach, expect, it } from 'vitest';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import { collections, type Collection } from '../../src/domain/record-types.ts';
import type { LocalRecord } from '../../src/domain/merge.ts';
import { openStore, type OpenStore } from '../../src/store/device-store.ts';
import type { AnsweredRow } from '../../src/store/settling.ts';
import { rowsOf } from '../../src/sync/outgoing-rows.ts';
import type { RereadAs } from '../../src/sync/sync-store.ts';
import { memoryStore } from '../support/memory-store.ts';
import { chanceOf, type Chance } from './chance.ts';

const me = '01a1fb67-1800-7000-8000-0000000000aa';
const home = 'c1/g01/b1/h101';
const began = 1_800_000_000_000;
const as: RereadAs = {
  reader: { person: me, grants: [{ role: 'admin', place: 'c1' }] },
  shared: null,
  lastRead: null,
};
const open: OpenStore[] = [];
afterEach(async () => {
  for (const { store } of open.splice(0)) await store.forget();
});

const idOf = (n: number) => `01a1fb67-1800-7000-8000-${String(n).padStart(12, '0')}`;

/** A copy as a server would send it: any version, any of a few records, now and then another value. */
function copyOf(chance: Chance, version: number): { c: Collection; record: AnyRecord } {
  const n = chance.below(6);
  const base = { id: idOf(n), involves: [idOf(n)], createdAt: began, createdBy: me, receivedAt: 1 };
  const record =
    n < 4 ? { kind: 'resident', name: `n${version}` } : { kind: 'household', name: '1' };
  return {
    c: n < 4 ? 'people' : 'places',
    record: { ...base, ...record, place: home, version, remark: `r${chance.below(3)}` },
  };
}

/** What a server might say to these rows: the same to both stores, whatever stamps they carry. */
function answersTo(
  seed: string,
  waiting: readonly { readonly c: Collection; readonly record: AnyRecord }[],
  version: number,
): AnsweredRow[] {
  return waiting.flatMap(({ c, record }) =>
    rowsOf(c, record as LocalRecord).map((each): AnsweredRow => {
      const rest = Object.entries(record).filter(([name]) => !name.startsWith('unsent'));
      const r = { ...Object.fromEntries(rest), version, receivedAt: began } as AnyRecord;
      const said = { ...each, id: record.id, c };
      const kind = chanceOf(`${seed} ${record.id} ${each.row.op}`).below(6);
      if (each.row.op === 'delete' || kind === 0)
        return { ...said, outcome: 'accepted', gone: true };
      if (kind === 1) return { ...said, outcome: 'refused', problem: { code: 'notAllowed' }, r };
      if (kind === 2)
        return { ...said, outcome: 'quarantined', problem: { code: 'placeMoved' }, gone: true };
      return { ...said, outcome: 'accepted', r };
    }),
  );
}

/** A record without the very stamps: which of two records is offered first is nobody's business. */
function plainly(record: object): { id: string } {
  const text = JSON.stringify(record, (name, value: unknown) =>
    name === 'at' || name === 'unsentSince' ? Number(value) > 0 : value,
  );
  return JSON.parse(text) as { id: string };
}

const sorted = (list: readonly { readonly id: string }[]) =>
  list.map(plainly).toSorted((a, b) => (a.id < b.id ? -1 : 1));
const withoutStamp = (ids: Iterable<string>) =>
  [...ids].map((id) => id.replace(/:\d+$/, '')).toSorted();

it.each(['1', '2', '3', '4', '5', '6', '7', '8'])(
  'seed %s: the store in memory does what the one on RxDB does',
  async (seed) => {
    const chance = chanceOf(`stores ${seed}`);
    const clock = { at: began, ids: 100 };
    const ids = [0, 0];
    const optionsOf = (which: 0 | 1) => ({
      name: `differ${seed}`,
      person: me,
      device: 'd',
      now: () => clock.at,
      newId: () => {
        ids[which] = (ids[which] ?? 0) + 1;
        return idOf(1_000 + (ids[which] ?? 0));
      },
    });
    const memory = memoryStore(optionsOf(0));
    const real = await openStore(optionsOf(1));
    open.push(real);
    const { store, sync } = real;

    async function compare(what: string): Promise<void> {
      for (const c of collections) {
        const own = memory.all(c).filter((record) => record.unsent['-'] === undefined);
        const theirs = await store.find(c);
        expect(sorted(theirs), `${c} after ${what}`).toEqual(sorted(own));
      }
      const back = await firstValueFrom(store.returned());
      const told = {
        what,
        returned: withoutStamp(back.map(({ id }) => id)),
        waiting: await sync.countWaiting(),
      };
      const [returned, waiting] = [
        withoutStamp(memory.returned.keys()),
        await memory.countWaiting(),
      ];
      expect(told).toEqual({ what, returned, waiting });
    }

    for (let step = 1; step <= 30; step += 1) {
      clock.at += chance.pick([1, 1000, -5000]);
      const how = chance.happens(0.2) ? as : null;
      const people = memory.all('people').filter((record) => record.unsent['-'] === undefined);
      const person = people[chance.below(people.length)];
      const kind = chance.below(8);
      let what = '';
      if (kind < 2) {
        what = 'a page';
        const some = Array.from({ length: 3 }, () => copyOf(chance, chance.between(1, step * 2)));
        const copies = [...new Map(some.map((copy) => [copy.record.id, copy])).values()];
        const away = chance.happens(0.3) ? [idOf(chance.below(4))] : [];
        const gone = away
          .filter((id) => copies.every((copy) => copy.record.id !== id))
          .map((id) => ({ c: 'people' as const, id }));
        await memory.takePage({ copies, gone }, how);
        await sync.takePage({ copies, gone }, how);
      } else if (kind === 2) {
        what = 'a new record';
        const fields = { kind: 'resident' as const, place: home, name: `made ${step}` };
        memory.create('people', fields);
        await store.create('people', fields);
      } else if (kind < 5 && person) {
        what = 'an edit';
        const change = { remark: `mine ${step}`, ...(chance.happens(0.3) ? { phone: null } : {}) };
        memory.edit('people', person.id, change);
        await store.edit('people', person.id, change);
      } else if (kind === 5 && person) {
        what = 'a removal';
        memory.remove('people', person.id);
        await store.remove('people', person.id);
      } else if (kind === 6) {
        what = 'answers';
        const say = `${seed} ${step}`;
        const all = new Set<string>();
        await memory.settle(answersTo(say, await memory.waiting(99, all), step * 2), how);
        await sync.settle(answersTo(say, await sync.waiting(99, all), step * 2), how);
      } else if (kind === 7 && chance.happens(0.3)) {
        what = 'a new reading';
        await memory.finishReread(as);
        await sync.finishReread(as);
      }
      await compare(`step ${step}, ${what}`);
    }
  },
);
