import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64url, toBase64url } from './base64url.ts';

it('every sequence of bytes comes back from its text, and other texts are nobody’s', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100_000 }), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64url(text)).toEqual(Uint8Array.from(bytes));
    }),
    { numRuns: 30 },
  );
  for (const other of ['a', 'ab=', 'a b', '包裹', 'ab+/', 'abc\n'])
    expect(fromBase64url(other)).toBeNull();
});
