import { Dexie } from 'dexie';
import { makeSigningKeys, type CryptoPort } from '../protocol/sealing.ts';
import { openDeviceDatabase, readState, type DeviceDatabase } from './device-database.ts';
import { deviceDatabaseName } from './forget-databases.ts';

const keysKey = 'signingKeys';

async function keysIn(device: DeviceDatabase, crypto: CryptoPort): Promise<CryptoKeyPair> {
  const known = await readState<CryptoKeyPair>(device, keysKey);
  if (known) return known;
  const made = await makeSigningKeys(crypto);
  // Another tab may have been quicker: whichever pair was stored first is the device's.
  await device.state.add({ key: keysKey, value: made }).catch((error: unknown) => {
    if (!(error instanceof Dexie.ConstraintError)) throw error;
  });
  return (await readState<CryptoKeyPair>(device, keysKey)) ?? made;
}

/**
 * The pair of keys by which this device's parcels are known, made and kept before anybody hears of it: a key that
 * the server knows and the device has lost could never be replaced.
 */
export async function deviceKeys(name: string, crypto: CryptoPort): Promise<CryptoKeyPair> {
  const device = await openDeviceDatabase(deviceDatabaseName(name));
  try {
    return await keysIn(device, crypto);
  } finally {
    device.dexie.close();
  }
}
