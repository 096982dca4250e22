import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonical, isSame } from './plain-value.ts';

/** Few keys and few values, so that two of them are often nearly the same. */
const nearly = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(undefined, null, 0, -0, 1, '', '0', true),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), tie('value'), { maxKeys: 2 }),
  ),
})).value;

it('two values are the same exactly when their canonical texts are', () => {
  let same = 0;
  fc.assert(
    fc.property(nearly, nearly, (a, b) => {
      const texts = canonical(a) === canonical(b);
      if (texts) same += 1;
      expect(isSame(a, b)).toBe(texts);
    }),
    { numRuns: 3000 },
  );
  expect(same).toBeGreaterThan(50);
});

it('what says the same in another order, or names what it has not got, is the same', () => {
  expect(isSame({ a: [1, { b: null }], c: undefined }, { a: [1, { b: null }] })).toBe(true);
  expect(isSame({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  expect(isSame({ a: null }, {})).toBe(false);
  expect(isSame([1, 2], [2, 1])).toBe(false);
});
