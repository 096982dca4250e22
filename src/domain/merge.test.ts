import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  mergeEdit,
  rebase,
  wholeRecord,
  withoutRepeats,
  type Disagreement,
  type LocalRecord,
  type Stored,
} from './merge.ts';
import { peopleType } from './people.ts';
import { needsType } from './needs.ts';
import type { AnyRecord } from './record-type.ts';

const base: AnyRecord = {
  id: '01a1fd1e-8c00-743f-a38a-5708fac03929',
  kind: 'resident',
  place: 'c1/g01/b1/h101',
  involves: [],
  createdAt: 0,
  createdBy: 'x',
  version: 1,
  receivedAt: 0,
  name: '李',
};
const untouched: Stored = { record: base, marks: {} };

interface Written {
  readonly device: string;
  readonly stamp: number;
  readonly set: Readonly<Record<string, string | null>>;
}

const value = fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: null });
const written: fc.Arbitrary<Written> = fc.record({
  device: fc.constantFrom('phone', 'tablet', 'desktop'),
  stamp: fc.integer({ min: 1, max: 40 }),
  set: fc.dictionary(fc.constantFrom('remark', 'phone', 'relation'), value, { minKeys: 1 }),
});

/** A device never gives the same stamp twice. */
const concurrent = fc.uniqueArray(written, {
  minLength: 1,
  maxLength: 8,
  selector: ({ device, stamp }) => `${device} ${stamp}`,
});
const inSomeOrder = concurrent.chain((edits) =>
  fc.tuple(
    fc.constant(edits),
    fc.shuffledSubarray(edits, { minLength: edits.length }),
    fc.array(fc.constantFrom(...edits), { maxLength: 6 }),
  ),
);

/** Takes edits in one after the other, none of them in sight of another. */
function takeIn(edits: readonly Written[], from: Stored = untouched) {
  let stored = from;
  let version = 10;
  const disagreements: Disagreement[] = [];
  let changes = 0;
  for (const { device, stamp, set } of edits) {
    const stamps = Object.fromEntries(Object.keys(set).map((name) => [name, stamp]));
    version += 1;
    const merged = mergeEdit(
      peopleType,
      stored,
      { set, stamps, seen: 1 },
      { by: `holder of ${device}`, device, arrivedAt: 1000, version },
    );
    stored = { record: merged.record, marks: merged.marks };
    disagreements.push(...merged.disagreements);
    changes += merged.changed.length;
  }
  return { stored, disagreements, changes };
}

describe('edits made side by side', () => {
  test('end the same in any order, however often they are repeated', () => {
    fc.assert(
      fc.property(inSomeOrder, ([edits, shuffled, repeats]) => {
        const straight = takeIn(edits).stored.record;
        const mixed = takeIn([...shuffled, ...repeats]).stored.record;
        expect(mixed).toEqual(straight);
      }),
      { numRuns: 500 },
    );
  });

  test('change nothing and dispute nothing when they are repeated', () => {
    fc.assert(
      fc.property(inSomeOrder, ([, shuffled, repeats]) => {
        const first = takeIn(shuffled);
        const again = takeIn(repeats, first.stored);
        expect(again.changes).toBe(0);
        expect(again.disagreements).toEqual([]);
        for (const { device, stamp, set } of repeats) {
          const stamps = Object.fromEntries(Object.keys(set).map((name) => [name, stamp]));
          const fresh = withoutRepeats(peopleType, first.stored, { set, stamps, seen: 1 }, device);
          expect(fresh.set).toEqual({});
        }
      }),
      { numRuns: 500 },
    );
  });

  test('lose no value that somebody meant to stand without a trace of it', () => {
    fc.assert(
      fc.property(inSomeOrder, ([, shuffled]) => {
        const { stored, disagreements } = takeIn(shuffled);
        for (const field of ['remark', 'phone', 'relation']) {
          for (const device of ['phone', 'tablet', 'desktop']) {
            const mine = shuffled.filter((edit) => edit.device === device && field in edit.set);
            const last = mine.toSorted((a, b) => a.stamp - b.stamp).at(-1);
            if (!last) continue;
            const meant = last.set[field] ?? null;
            const traces = disagreements
              .filter((one) => one.field === field)
              .flatMap(({ stands, other }) => [stands.value, other.value]);
            expect([stored.record[field] ?? null, ...traces]).toContain(meant);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('an edit made in sight of what it replaces', () => {
  test('wins whatever the clocks say, and nobody is asked to review it', () => {
    fc.assert(
      fc.property(concurrent, fc.integer({ min: 0, max: 40 }), (edits, stamp) => {
        const { stored } = takeIn(edits);
        const merged = mergeEdit(
          peopleType,
          stored,
          { set: { remark: 'seen' }, stamps: { remark: stamp }, seen: 1000 },
          { by: 'y', device: 'another', arrivedAt: 1000, version: 2000 },
        );
        expect(merged.record['remark']).toBe('seen');
        expect(merged.disagreements).toEqual([]);
      }),
    );
  });

  test('a stamp from the future counts as the time of arrival, and is told', () => {
    const edit = { set: { remark: 'ahead' }, stamps: { remark: 9_999_999 }, seen: 1 };
    const who = { by: 'y', device: 'fast', arrivedAt: 100, version: 11 };
    const ahead = mergeEdit(peopleType, untouched, edit, who);
    expect(ahead.clamped).toEqual(['remark']);
    const later = { set: { remark: 'later' }, stamps: { remark: 101 }, seen: 1 };
    const merged = mergeEdit(peopleType, ahead, later, {
      ...who,
      device: 'slow',
      arrivedAt: 102,
      version: 12,
    });
    expect(merged.record['remark']).toBe('later');
  });
});

describe('a record that was made again, because a restored server had lost it', () => {
  const made = { stamp: 50, said: 50, device: 'maker', by: 'x', version: 75 };
  const again: Stored = {
    record: { ...base, version: 75, remark: 'from the maker' },
    marks: { [wholeRecord]: made },
  };
  const writing = { by: 'y', device: 'another', arrivedAt: 1000, version: 76 };

  test('an edit from before goes beside what it says, by the stamps, and both are kept', () => {
    const edit = { set: { remark: 'mine' }, stamps: { remark: 40 }, seen: 72 };
    const merged = mergeEdit(peopleType, again, edit, writing);
    expect(merged.record['remark']).toBe('from the maker');
    expect(merged.superseded).toEqual(['remark']);
    expect(merged.disagreements).toHaveLength(1);
    const later = mergeEdit(peopleType, again, { ...edit, stamps: { remark: 60 } }, writing);
    expect(later.record['remark']).toBe('mine');
    expect(later.disagreements).toMatchObject([{ other: { value: 'from the maker', by: 'x' } }]);
  });

  test('who has seen it, who made it, and who fills what is empty go against nobody', () => {
    const edit = { set: { remark: 'mine' }, stamps: { remark: 40 }, seen: 75 };
    expect(mergeEdit(peopleType, again, edit, writing).disagreements).toEqual([]);
    const blind = { set: { phone: '1' }, stamps: { phone: 40 }, seen: 72 };
    expect(mergeEdit(peopleType, again, blind, writing)).toMatchObject({
      changed: ['phone'],
      disagreements: [],
    });
    const own = { ...writing, device: 'maker' };
    expect(mergeEdit(peopleType, again, { ...edit, seen: 72 }, own).changed).toEqual(['remark']);
  });
});

describe('a set that only grows', () => {
  const step = fc.record({
    id: fc.constantFrom('1', '2', '3', '4', '5'),
    step: fc.constant('contacted'),
    at: fc.nat({ max: 9 }),
    by: fc.constant('x'),
  });

  test('ends with the same members whatever came first, and keeps the first word of each', () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 5 }), (batches) => {
        const end = (order: readonly (readonly object[])[]) => {
          let stored: Stored = { record: { ...base, kind: 'need', steps: [] }, marks: {} };
          for (const [index, steps] of order.entries()) {
            stored = mergeEdit(
              needsType,
              stored,
              { set: { steps }, stamps: { steps: 1 }, seen: 0 },
              { by: 'x', device: 'd', arrivedAt: 10, version: index },
            );
          }
          return stored.record['steps'] as { id: string }[];
        };
        const names = (steps: { id: string }[]) => steps.map(({ id }) => id).toSorted();
        const once = end(batches);
        expect(names(end([...batches.toReversed(), ...batches]))).toEqual(names(once));
        expect(end([...batches, ...batches])).toEqual(once);
      }),
    );
  });
});

describe('rebase on the device', () => {
  const unsentFields = fc.dictionary(
    fc.constantFrom('remark', 'phone', 'relation'),
    fc.record({ at: fc.integer({ min: 1, max: 9 }), value: fc.constantFrom('mine', 'mine too') }),
  );
  const localOf = (fields: Record<string, { at: number; value: string }>): LocalRecord => {
    const marks = Object.entries(fields).map(([name, { at }]) => [name, { at, seen: 1 }] as const);
    const values = Object.entries(fields).map(([name, one]) => [name, one.value] as const);
    return {
      ...base,
      ...Object.fromEntries(values),
      unsent: Object.fromEntries(marks),
      unsentSince: Math.min(...marks.map(([, mark]) => mark.at), Infinity),
    };
  };
  const server: AnyRecord = { ...base, version: 7, remark: 'theirs', relation: 'theirs' };

  test('keeps what was written after what the server has taken in, and the server’s rest', () => {
    fc.assert(
      fc.property(unsentFields, fc.nat({ max: 10 }), (fields, takenUntil) => {
        const taken = Object.fromEntries(Object.keys(fields).map((name) => [name, takenUntil]));
        const rebased = rebase(peopleType, server, localOf(fields), taken);
        for (const name of ['remark', 'phone', 'relation']) {
          const mine = fields[name];
          const isNewer = mine !== undefined && mine.at > takenUntil;
          expect(rebased[name]).toBe(isNewer ? mine.value : server[name]);
          expect(name in rebased.unsent).toBe(isNewer);
        }
        expect(rebased.version).toBe(7);
        expect(rebased.unsentSince === 0).toBe(Object.keys(rebased.unsent).length === 0);
        expect(rebase(peopleType, server, rebased)).toEqual(rebased);
      }),
    );
  });

  test('a cleared field stays cleared until the server knows', () => {
    const local: LocalRecord = { ...base, unsent: { remark: { at: 5, seen: 1 } }, unsentSince: 5 };
    expect(rebase(peopleType, server, local)).not.toHaveProperty('remark');
    expect(rebase(peopleType, server, local, { remark: 5 })).toHaveProperty('remark', 'theirs');
  });

  test('a new record waits no longer once the server has a version of it', () => {
    const local: LocalRecord = {
      ...base,
      version: 0,
      unsent: { [wholeRecord]: { at: 5, seen: 0 }, remark: { at: 8, seen: 0 } },
      unsentSince: 5,
    };
    const rebased = rebase(peopleType, server, { ...local, remark: 'later' }, { [wholeRecord]: 5 });
    expect(Object.keys(rebased.unsent)).toEqual(['remark']);
    expect(rebased['remark']).toBe('later');
  });

  test('of two edits from the future that arrive together, the one its device made later stands', () => {
    const who = { by: 'y', device: 'fast', arrivedAt: 100 };
    const write = (stored: Stored, remark: string, stamp: number, version: number) =>
      mergeEdit(
        peopleType,
        stored,
        { set: { remark }, stamps: { remark: stamp }, seen: 1 },
        { ...who, version },
      );
    const first = write(untouched, 'first', 5_000, 11);
    expect(write(first, 'second', 6_000, 12).record['remark']).toBe('second');
  });
});
