import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differingParts, partOf, readPart, tallyParts, tallyWhole, type Tallied } from './tally.ts';

const record = fc.record({
  c: fc.constantFrom('places', 'people', 'visits'),
  id: fc.uuid(),
  version: fc.integer({ min: 1, max: 1_000_000 }),
  place: fc.constantFrom(
    'c1',
    'c1/g01',
    'c1/g01/b1',
    'c1/g01/b1/h1',
    'c1/g01/b2/h1',
    'c1/g02/b1/h1',
  ),
});
const records = fc.uniqueArray(record, { selector: ({ id }) => id, maxLength: 40 });
const some = fc.uniqueArray(record, { selector: ({ id }) => id, minLength: 1, maxLength: 40 });
const parts = (list: readonly Tallied[]) => tallyParts(list);

describe('two sides that hold the same', () => {
  test('have the same tallies, in whatever order they count', () => {
    fc.assert(
      fc.property(
        records.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(tallyWhole(parts(shuffled))).toEqual(tallyWhole(parts(list)));
          expect(differingParts(parts(list), parts(shuffled))).toEqual([]);
        },
      ),
    );
  });
});

describe('two sides that differ', () => {
  const told = (mine: readonly Tallied[], theirs: readonly Tallied[]) => {
    const differs = tallyWhole(parts(mine)).sum !== tallyWhole(parts(theirs)).sum;
    return differs ? differingParts(parts(mine), parts(theirs)) : [];
  };
  const where = ({ c, place }: Tallied) => partOf(c, place);

  test('in a record that one of them lacks are told apart, and where', () => {
    fc.assert(
      fc.property(some, (list) => {
        const lost = list[0] as Tallied;
        expect(told(list, list.slice(1))).toEqual([where(lost)]);
      }),
    );
  });

  test('in the version or the place of a record are told apart', () => {
    fc.assert(
      fc.property(some, (list) => {
        const [first, ...rest] = list as [Tallied, ...Tallied[]];
        expect(told(list, [{ ...first, version: first.version + 1 }, ...rest])).toEqual([
          where(first),
        ]);
        expect(told(list, [{ ...first, place: 'c1/g09/b9/h9' }, ...rest])).toContain(where(first));
      }),
    );
  });

  test('in two records that have swapped their versions are told apart', () => {
    const one = { c: 'needs', id: 'a', version: 1, place: 'c1/g01' };
    const other = { c: 'needs', id: 'b', version: 2, place: 'c1/g01' };
    const swapped = [
      { ...one, version: 2 },
      { ...other, version: 1 },
    ];
    expect(told([one, other], swapped)).toEqual([where(one)]);
  });
});

test('a part is a building, or the outer place itself', () => {
  expect(partOf('people', 'c1/g01/b1/h101')).toBe('people c1/g01/b1');
  expect(partOf('posts', 'c1/g01')).toBe('posts c1/g01');
  expect(readPart('people c1/g01/b1')).toEqual({ c: 'people', place: 'c1/g01/b1' });
});
