import type { Observable } from 'rxjs';
import { live, readState, writeState, type DeviceDatabase } from './device-database.ts';

/** A small value that stays on this device, the same in every tab. */
export interface Memory<T> {
  get(): Promise<T | undefined>;
  set(value: T): Promise<void>;
  watch(): Observable<T | undefined>;
}

/** Where a small value lies in the device's own database. */
export const memoryKey = (name: string): string => `memory:${name}`;

export function memoryOf<T>(device: DeviceDatabase, name: string): Memory<T> {
  const key = memoryKey(name);
  return {
    get: () => readState<T>(device, key),
    set: (value) => writeState(device, key, value),
    watch: () => live(() => readState<T>(device, key)),
  };
}
