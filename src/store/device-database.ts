import { Dexie, liveQuery, type Table } from 'dexie';
import { Observable } from 'rxjs';
import type { CarriedEntry, PackedEntry } from './carried-entry.ts';
import type { ReturnedEntry } from './returned-entry.ts';
import { stayForgotten } from './stay-forgotten.ts';

interface StateRow {
  readonly key: string;
  readonly value: unknown;
}

/** What rests on the device beside the records; all tabs share it. */
export interface DeviceDatabase {
  readonly dexie: Dexie;
  readonly state: Table<StateRow, string>;
  readonly returned: Table<ReturnedEntry, string>;
  /** While the server's new history is read: records it still has. */
  readonly confirmed: Table<{ readonly key: string }, string>;
  /** Parcels that this device packed, and those that it carries for others. */
  readonly packed: Table<PackedEntry, string>;
  readonly carried: Table<CarriedEntry, string>;
}

/** Opens, or makes, the device's own database. */
export async function openDeviceDatabase(name: string): Promise<DeviceDatabase> {
  const dexie = new Dexie(name);
  dexie.version(1).stores({
    state: 'key',
    returned: 'id, recordId, at',
    confirmed: 'key',
  });
  dexie.version(2).stores({ packed: 'id, madeAt', carried: 'id, takenAt' });
  stayForgotten(dexie);
  await dexie.open();
  return {
    dexie,
    state: dexie.table('state'),
    returned: dexie.table('returned'),
    confirmed: dexie.table('confirmed'),
    packed: dexie.table('packed'),
    carried: dexie.table('carried'),
  };
}

/** A small value by its key, or undefined. */
export async function readState<T>(db: DeviceDatabase, key: string): Promise<T | undefined> {
  return (await db.state.get(key))?.value as T | undefined;
}

export async function writeState(db: DeviceDatabase, key: string, value: unknown): Promise<void> {
  await db.state.put({ key, value });
}

/** A query that answers again whenever any tab changes what it read. */
export function live<T>(query: () => Promise<T>): Observable<T> {
  return new Observable<T>((subscriber) => {
    const subscription = liveQuery(query).subscribe({
      next: (value) => subscriber.next(value),
      error: (error: unknown) => subscriber.error(error),
    });
    return () => subscription.unsubscribe();
  });
}
