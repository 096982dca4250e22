import { collections, type Collection } from '../../src/domain/record-types.ts';
import type { StoredRecord } from '../../src/store/record-database.ts';
import type { ReturnedEntry } from '../../src/store/returned-entry.ts';

/** What rests on a device: written at once, safe from a power cut only when it has been synced. */
export interface MemoryDisk {
  readonly records: ReadonlyMap<Collection, Map<string, StoredRecord>>;
  readonly returned: Map<string, ReturnedEntry>;
  readonly confirmed: Map<string, true>;
  readonly state: Map<string, unknown>;
  put<V>(map: Map<string, V>, key: string, value: V): void;
  remove<V>(map: Map<string, V>, key: string): void;
  /** What is written by now stays, whatever happens. */
  sync(): void;
  /** The power goes: the latest writes are as if they had never been. Answers how many. */
  loseUnsynced(): number;
}

/** An empty disk, or another one's contents on a disk of their own. */
export function memoryDisk(from?: MemoryDisk): MemoryDisk {
  let undo: (() => void)[] = [];
  const remember = <V>(map: Map<string, V>, key: string) => {
    const had = map.has(key);
    const before = map.get(key) as V;
    undo.push(() => void (had ? map.set(key, before) : map.delete(key)));
  };
  return {
    records: new Map(collections.map((c) => [c, new Map(from?.records.get(c))])),
    returned: new Map(from?.returned),
    confirmed: new Map(from?.confirmed),
    state: new Map(from?.state),
    put(map, key, value) {
      remember(map, key);
      map.set(key, value);
    },
    remove(map, key) {
      if (!map.has(key)) return;
      remember(map, key);
      map.delete(key);
    },
    sync() {
      undo = [];
    },
    loseUnsynced() {
      const lost = undo;
      undo = [];
      for (const back of lost.toReversed()) back();
      return lost.length;
    },
  };
}
