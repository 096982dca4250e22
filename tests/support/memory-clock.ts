import type { MemoryDisk } from './memory-disk.ts';

/** The clock by which a device stamps what is written: put right by the server, and never standing still. */
export interface MemoryClock {
  now(): number;
  stamp(from?: number): number;
  offset(): number;
  setOffset(next: number): void;
  /** No later stamp may lie before these, also after the app was closed; false when there are none. */
  settle(stamps: readonly number[]): boolean;
}

const offsetKey = 'clockOffset';
const stampKey = 'lastStamp';

export function memoryClock(disk: MemoryDisk, ownNow: () => number): MemoryClock {
  const kept = (key: string) => (disk.state.get(key) as number | undefined) ?? 0;
  let offset = kept(offsetKey);
  let last = kept(stampKey);
  const now = () => Math.round(ownNow() + offset);
  return {
    now,
    stamp(from = now()) {
      last = Math.max(from, last + 1);
      return last;
    },
    offset: () => offset,
    setOffset(next) {
      offset = next;
      disk.put(disk.state, offsetKey, next);
    },
    settle(stamps) {
      if (stamps.length === 0) return false;
      last = Math.max(last, ...stamps);
      if (last > kept(stampKey)) disk.put(disk.state, stampKey, last);
      return true;
    },
  };
}
