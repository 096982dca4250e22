/** Numbers that look like chance and come from a seed: the same seed, the same demo. */
export interface Chance {
  /** From 0 up to, but not including, 1. */
  next(): number;
  between(low: number, high: number): number;
  whole(low: number, high: number): number;
  sometimes(share: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** One of a list that may be empty. */
  any<T>(list: readonly T[]): T | null;
  shuffled<T>(list: readonly T[]): T[];
}

/** A generator after the idea of SplitMix: a counter, stirred. */
export function chanceFrom(seed: number): Chance {
  let state = Math.trunc(seed) >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let stirred = state;
    stirred = Math.imul(stirred ^ (stirred >>> 16), 0x21f0aaad);
    stirred = Math.imul(stirred ^ (stirred >>> 15), 0x735a2d97);
    return ((stirred ^ (stirred >>> 15)) >>> 0) / 0x1_0000_0000;
  };
  const any = <T>(list: readonly T[]): T | null => list[Math.floor(next() * list.length)] ?? null;
  return {
    next,
    any,
    between: (low, high) => low + next() * (high - low),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    sometimes: (share) => next() < share,
    pick: (list) => any(list) ?? list[0],
    shuffled: (list) =>
      list
        .map((item) => ({ item, order: next() }))
        .toSorted((a, b) => a.order - b.order)
        .map(({ item }) => item),
  };
}

/** Ids of the shape of UUID version 7, by time and chance. */
export function idsFrom(chance: Chance): (at: number) => string {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => chance.whole(0, 15).toString(16)).join('');
  return (at) => {
    const time = Math.trunc(at).toString(16).padStart(12, '0');
    const variant = (8 + chance.whole(0, 3)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
  };
}
