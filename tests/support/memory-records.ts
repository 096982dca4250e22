import { collections, type Collection } from '../../src/domain/record-types.ts';
import type { Fate } from '../../src/store/incoming.ts';
import type { StoredRecord } from '../../src/store/record-database.ts';
import type { MemoryDisk } from './memory-disk.ts';

export interface NamedRecord {
  readonly c: Collection;
  readonly record: StoredRecord;
}

/** The records on a device's disk, and which of them wait to be sent. */
export interface MemoryRecords {
  of(c: Collection): ReadonlyMap<string, StoredRecord>;
  everything(): NamedRecord[];
  waiting(): NamedRecord[];
  countWaiting(): number;
  write(c: Collection, record: StoredRecord): void;
  /** Decides on the record as it is at this moment, in one write. */
  decide(c: Collection, id: string, fate: (local: StoredRecord) => Fate): void;
  /** Tells whoever listens how many wait. */
  tell(): void;
  onWaiting(hear: (count: number) => void): () => void;
}

export const nameOf = (c: string, id: string): string => `${c}/${id}`;

export function memoryRecords(disk: MemoryDisk): MemoryRecords {
  const hearers = new Set<(count: number) => void>();
  const of = (c: Collection) => disk.records.get(c) as Map<string, StoredRecord>;
  const everything = () =>
    collections.flatMap((c) => [...of(c).values()].map((record) => ({ c, record })));
  const waitingNames = new Set(
    everything()
      .filter(({ record }) => record.unsentSince > 0)
      .map(({ c, record }) => nameOf(c, record.id)),
  );

  function write(c: Collection, record: StoredRecord): void {
    disk.put(of(c), record.id, record);
    if (record.unsentSince > 0) waitingNames.add(nameOf(c, record.id));
    else waitingNames.delete(nameOf(c, record.id));
  }
  function bury(c: Collection, id: string): void {
    disk.remove(of(c), id);
    waitingNames.delete(nameOf(c, id));
  }

  return {
    of,
    everything,
    waiting: () =>
      [...waitingNames].map((name) => {
        const [c, id] = name.split('/') as [Collection, string];
        return { c, record: of(c).get(id) as StoredRecord };
      }),
    countWaiting: () => waitingNames.size,
    write,
    decide(c, id, fate) {
      const local = of(c).get(id);
      if (!local) return;
      const next = fate(local);
      if (next === 'bury') bury(c, id);
      else if (next !== local) write(c, next);
    },
    tell() {
      for (const hear of hearers) hear(waitingNames.size);
    },
    onWaiting(hear) {
      hearers.add(hear);
      hear(waitingNames.size);
      return () => hearers.delete(hear);
    },
  };
}
