import { Dexie } from 'dexie';
import { memoryOf } from './device-memory.ts';
import { openDeviceDatabase } from './device-database.ts';
import { deviceDatabaseName } from './forget-databases.ts';

/** One small value of a store that is not open; undefined, and nothing is made, when there is no store. */
export async function storedMemory<T>(name: string, key: string): Promise<T | undefined> {
  if (!(await Dexie.exists(deviceDatabaseName(name)))) return undefined;
  const device = await openDeviceDatabase(deviceDatabaseName(name));
  try {
    return await memoryOf<T>(device, key).get();
  } finally {
    device.dexie.close();
  }
}
