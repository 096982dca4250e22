import type { Observable } from 'rxjs';
import { live, readState, writeState, type DeviceDatabase } from './device-database.ts';

/** A small value that stays on this device, the same in every tab. */
export interface Memory<T> {
  get(): Promise<T | undefined>;
  set(value: T): Promise<void>;
  /** Makes a new value of the one that is there; no other tab's change comes in between. */
  change(next: (value: T | undefined) => T): Promise<void>;
  watch(): Observable<T | undefined>;
}

/** Where a small value lies in the device's own database. */
export const memoryKey = (name: string): string => `memory:${name}`;

export function memoryOf<T>(device: DeviceDatabase, name: string): Memory<T> {
  const key = memoryKey(name);
  return {
    get: () => readState<T>(device, key),
    set: (value) => writeState(device, key, value),
    change: (next) =>
      device.dexie.transaction('rw', device.state, async () =>
        writeState(device, key, next(await readState<T>(device, key))),
      ),
    watch: () => live(() => readState<T>(device, key)),
  };
}
