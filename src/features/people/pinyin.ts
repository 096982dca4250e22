import type { Pinyin } from './search-index.ts';

const known = new Map<string, readonly string[]>();

/** Loads the dictionary; it is large, so only those who search wait for it, and only once. */
export async function loadPinyin(): Promise<Pinyin> {
  const { pinyin } = await import('pinyin-pro');
  return (name) => {
    const before = known.get(name);
    if (before) return before;
    const syllables = pinyin(name, {
      toneType: 'none',
      type: 'array',
      surname: 'head',
      nonZh: 'removed',
      v: true,
    });
    known.set(name, syllables);
    return syllables;
  };
}
