import '../../tests/support/indexeddb.ts';
import { afterEach, expect, it } from 'vitest';
import { openDeviceClock } from './device-clock.ts';
import { openDeviceDatabase, type DeviceDatabase } from './device-database.ts';

const open: DeviceDatabase[] = [];

async function database(): Promise<DeviceDatabase> {
  const db = await openDeviceDatabase('clock');
  open.push(db);
  return db;
}

afterEach(async () => {
  for (const db of open.splice(0)) await db.dexie.delete();
});

it('stamps are later than all that have left the device, also from another tab or before a crash', async () => {
  const db = await database();
  const clock = await openDeviceClock(db, () => 1_000);
  const other = await openDeviceClock(db, () => 1_000);
  await clock.settleStamps(5_000);
  await expect.poll(() => other.stamp()).toBeGreaterThan(5_000);
  clock.close();
  other.close();
  const afterCrash = await openDeviceClock(await database(), () => 1_000);
  expect(afterCrash.stamp()).toBeGreaterThan(5_000);
  afterCrash.close();
});

it('the time is the server’s, in every tab and after a restart', async () => {
  const db = await database();
  const clock = await openDeviceClock(db, () => 1_000_000);
  const other = await openDeviceClock(db, () => 1_000_000);
  await clock.setOffset(-250_000);
  expect(clock.now()).toBe(750_000);
  await expect.poll(() => other.now()).toBe(750_000);
  const restarted = await openDeviceClock(await database(), () => 1_000_000);
  expect(restarted.now()).toBe(750_000);
  for (const each of [clock, other, restarted]) each.close();
});
