import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const literal =
  /(?:^|[=([{,:;!&|?\s])\/(?![/*\s])((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+)\/([dgimsuvy]*)(?=[\s.,;)\]]|$)/;

/** Every regular expression that stands in the programs, as far as it is written on one line. */
function everyPattern(): RegExp[] {
  const files = globSync(['src/**/*.{ts,tsx}', 'sync-server/**/*.ts'], { cwd: root });
  const found = new Map<string, RegExp>();
  for (const file of files) {
    if (file.includes('.test.')) continue;
    for (const line of readFileSync(join(root, file), 'utf8').split('\n')) {
      const [, source, flags = ''] = literal.exec(line) ?? [];
      if (source === undefined || /^\s*(\*|\/\/|\/\*|<)/.test(line)) continue;
      found.set(`/${source}/${flags}`, new RegExp(source, flags.replace(/[gy]/g, '')));
    }
  }
  return [...found.values()];
}

/** What could make a pattern try again and again: its own letters, alone and in pairs, and an end that does not fit. */
function evilTexts({ source }: RegExp, length: number): string[] {
  const letters = [
    ...new Set([...Array.from(source.replace(/[\\[\](){}^$*+?|]/g, '')), ' ', 'a', '0', '<', '一']),
  ];
  const seeds = [
    ...letters,
    ...letters.slice(0, 8).flatMap((a) => letters.slice(0, 8).map((b) => a + b)),
  ];
  return seeds.map((seed) => `${seed.repeat(length / seed.length)}\u0001`);
}

function slowest(pattern: RegExp, length: number): number {
  const times = evilTexts(pattern, length).map((text) => {
    const began = performance.now();
    pattern.test(text);
    return performance.now() - began;
  });
  return Math.max(...times);
}

/** First a few letters more at a time, where what doubles with every letter shows before it hangs. */
const lengths = [16, 20, 24, 28, 32, 48, 64, 128, 512, 2048, 8192, 32_768];
/** Shorter than this is the noise of the machine. */
const noiseMs = 8;

test('IN-04: no pattern takes longer than in proportion to what is looked at', () => {
  const patterns = everyPattern();
  const slow: string[] = [];
  let worst = 0;
  for (const pattern of patterns) {
    let before = noiseMs;
    for (const length of lengths) {
      const took = slowest(pattern, length);
      worst = Math.max(worst, took);
      if (took > before * 8) {
        slow.push(`${pattern.source}: ${length} letters took ${took.toFixed(0)} ms`);
        break;
      }
      before = Math.max(noiseMs, took);
    }
  }
  console.log(
    `IN-04: ${patterns.length} patterns, worst ${worst.toFixed(1)} ms for 32,768 letters`,
  );
  expect(patterns.length).toBeGreaterThan(30);
  expect(slow).toEqual([]);
});
