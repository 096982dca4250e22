import { placeAt, type PlacePath } from './place.ts';

/** Count and checksum of some records: equal where the same records are held in the same versions. */
export interface Tally {
  readonly count: number;
  /** 16 hexadecimal digits. */
  readonly sum: string;
}

/** What is counted: a record's name, its version and where it is. */
export interface Tallied {
  readonly c: string;
  readonly id: string;
  readonly version: number;
  readonly place: PlacePath;
}

/** The part of all records that is counted together: one collection in one building, or at one outer place. */
export function partOf(c: string, place: PlacePath): string {
  return `${c} ${placeAt(place, 'building') ?? place}`;
}

/** The collection and the place of a part. */
export function readPart(part: string): { readonly c: string; readonly place: PlacePath } {
  const [c = '', place = ''] = part.split(' ');
  return { c, place };
}

/** FNV-1a with a final mix: the sums below need every bit to depend on every character. */
function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const hex = (number: number): string => number.toString(16).padStart(8, '0');

/** The tally of each part. Records are summed, so that their order does not matter. */
export function tallyParts(records: Iterable<Tallied>): ReadonlyMap<string, Tally> {
  const sums = new Map<string, [count: number, high: number, low: number]>();
  for (const { c, id, version, place } of records) {
    const part = partOf(c, place);
    const sum = sums.get(part) ?? [0, 0, 0];
    const name = `${id} ${version}`;
    sum[0] += 1;
    sum[1] = (sum[1] + hashOf(name, 0x811c9dc5)) >>> 0;
    sum[2] = (sum[2] + hashOf(name, 0x9747b28c)) >>> 0;
    sums.set(part, sum);
  }
  return new Map(
    [...sums].map(([part, [count, high, low]]) => [part, { count, sum: hex(high) + hex(low) }]),
  );
}

/** The tally of everything, from those of the parts: which record lies in which part counts too. */
export function tallyWhole(parts: ReadonlyMap<string, Tally>): Tally {
  let count = 0;
  let high = 0;
  let low = 0;
  for (const [part, tally] of parts) {
    const text = `${part} ${tally.count} ${tally.sum}`;
    count += tally.count;
    high = (high + hashOf(text, 0x811c9dc5)) >>> 0;
    low = (low + hashOf(text, 0x9747b28c)) >>> 0;
  }
  return { count, sum: hex(high) + hex(low) };
}

/** Names of the parts in which two sides differ, in order. */
export function differingParts(
  ours: ReadonlyMap<string, Tally>,
  theirs: ReadonlyMap<string, Tally>,
): readonly string[] {
  const all = new Set([...ours.keys(), ...theirs.keys()]);
  return [...all]
    .filter((part) => {
      const [a, b] = [ours.get(part), theirs.get(part)];
      return a?.count !== b?.count || a?.sum !== b?.sum;
    })
    .toSorted();
}
