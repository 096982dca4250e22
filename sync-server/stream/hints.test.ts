import { describe, expect, test } from 'vitest';
import type { CommunitySql } from '../store/community.ts';
import { longestWord } from '../store/store.ts';
import type { Touched } from '../store/touched.ts';
import { readHint, tellEnded, tellTouched } from './hints.ts';

async function wordsFor(touched: readonly Touched[]): Promise<string[]> {
  const words: string[] = [];
  const tell = (word: string) => {
    words.push(word);
    return Promise.resolve();
  };
  await tellTouched({ community: 'c1', tell } as unknown as CommunitySql, touched);
  return words;
}

const visit = (n: number, involves: string[] = []): Touched => ({
  c: 'visits',
  kind: 'round',
  place: `c1/g01/b1/h${n}`,
  involves,
});

describe('a hint', () => {
  test('says the same when it is read as when it was told, each thing once', async () => {
    const words = await wordsFor([visit(1, ['p']), visit(1, ['p']), visit(2)]);
    expect(words).toHaveLength(1);
    expect(readHint(words[0] ?? '')).toEqual({
      of: 'touched',
      community: 'c1',
      touched: [visit(1, ['p']), visit(2)],
    });
  });

  test('of much is cut into words that are short enough, and nothing of it is lost', async () => {
    const crowd = Array.from({ length: 450 }, (_none, n) => `person-${n}`.padEnd(36, 'x'));
    const touched = [...Array.from({ length: 1000 }, (_none, n) => visit(n)), visit(7, crowd)];
    const words = await wordsFor(touched);
    expect(words.every((word) => Buffer.byteLength(word) <= longestWord)).toBe(true);
    const read = words.flatMap((word) => {
      const hint = readHint(word);
      return hint?.of === 'touched' ? hint.touched : [];
    });
    expect(new Set(read.map(({ place }) => place)).size).toBe(1000);
    expect(new Set(read.flatMap(({ involves }) => involves))).toEqual(new Set(crowd));
  });

  test('of nothing is not told', async () => {
    expect(await wordsFor([])).toEqual([]);
  });

  test('that a session has ended names the device alone', async () => {
    const words: string[] = [];
    const tell = (word: string) => {
      words.push(word);
      return Promise.resolve();
    };
    await tellEnded({ tell } as unknown as CommunitySql, 'd1');
    expect(words.map(readHint)).toEqual([{ of: 'ended', device: 'd1' }]);
  });

  test('that is not ours, or newer than this program, is passed over', () => {
    for (const word of ['', 'hello', '{}', '[]', '["touched"]', '["moved","c1"]', '["ended",7]']) {
      expect(readHint(word)).toBeNull();
    }
  });

  test('that names what this program does not know is heard for the rest, and stops no process', () => {
    const ours = ['visits', 'round', 'c1/g01/b1/h1'];
    const newer = [
      ['bookings', 'loan', 'c1'],
      ['__proto__', 'x', 'c1'],
      5,
      null,
      [],
      [1, 2, 3],
      ours,
    ];
    expect(readHint(JSON.stringify(['touched', 'c1', ...newer]))).toEqual({
      of: 'touched',
      community: 'c1',
      touched: [visit(1)],
    });
  });
});
