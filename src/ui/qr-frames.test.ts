import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase45, toBase45 } from './base45.ts';
import { fitsQrCodes, frameIn, framesOf, gather, wholeOf, type Gathered } from './qr-frames.ts';

const bytes = fc.uint8Array({ maxLength: 8192 });

const gatherAll = (texts: readonly string[]): Gathered | null =>
  texts.reduce<Gathered | null>((seen, text) => {
    const frame = frameIn(text);
    return frame ? gather(seen, frame) : seen;
  }, null);

describe('a sequence of QR codes', () => {
  it('says the same bytes in whatever order and however often it is seen', () => {
    fc.assert(
      fc.property(bytes, fc.infiniteStream(fc.nat()), (given, draws) => {
        const frames = framesOf(given);
        const shuffled = [...frames, ...frames]
          .map((text) => [draws.next().value as number, text] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, text]) => text);
        const gathered = gatherAll(shuffled);
        expect(gathered && wholeOf(gathered)).toEqual(Uint8Array.from(given));
      }),
      { numRuns: 60 },
    );
  });

  it('is not whole while a picture is missing, and says which', () => {
    const frames = framesOf(new Uint8Array(1000).fill(7));
    expect(frames).toHaveLength(4);
    const gathered = gatherAll(frames.filter((_, index) => index !== 2));
    expect(gathered && wholeOf(gathered)).toBeNull();
    expect([...(gathered?.parts.keys() ?? [])]).toEqual([1, 2, 4]);
  });

  it('takes in nothing that was altered', () => {
    const [text = ''] = framesOf(Uint8Array.from({ length: 40 }, (_, n) => n));
    const letters = ['0', 'A', '9', 'Z', ':', '/', '-'];
    const altered = Array.from(text, (was, at) =>
      letters
        .filter((letter) => letter !== was)
        .map((letter) => text.slice(0, at) + letter + text.slice(at + 1)),
    ).flat();
    expect(altered.filter((each) => frameIn(each) !== null)).toEqual([]);
  });

  it('keeps two sequences apart: the later begins anew', () => {
    const one = framesOf(new Uint8Array(700).fill(1));
    const two = framesOf(new Uint8Array(700).fill(2));
    const gathered = gatherAll([one[0] ?? '', one[1] ?? '', two[2] ?? '']);
    expect([...(gathered?.parts.keys() ?? [])]).toEqual([3]);
  });

  it.each([
    'https://evil.example/enrol#LINLI:1/1:00000000:00000000:',
    'LINLI:1/1:00000000:00000000:javascript:alert(1)',
    'linli:1/1:00000000:00000000:',
    'LINLI:0/1:00000000:00000000:',
    'LINLI:99/99:00000000:00000000:',
    '{"linli":"outbox"}',
    'WIFI:S:free;P:x;;',
    '',
  ])('is nothing that somebody else made: %s', (text) => {
    expect(frameIn(text)).toBeNull();
  });

  it('ends at what a hand can hold still for', () => {
    expect(fitsQrCodes(new Uint8Array(8192))).toBe(true);
    expect(fitsQrCodes(new Uint8Array(8193))).toBe(false);
    expect(framesOf(new Uint8Array(8192))).toHaveLength(26);
  });
});

it('base45 says every sequence of bytes, and nothing else is read', () => {
  fc.assert(
    fc.property(bytes, (given) => {
      expect(fromBase45(toBase45(given))).toEqual(Uint8Array.from(given));
    }),
    { numRuns: 50 },
  );
  expect(fromBase45('a')).toBeNull();
  expect(fromBase45('::')).toBeNull();
  expect(fromBase45(':::')).toBeNull();
});
