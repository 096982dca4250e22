import { live, readState, writeState, type DeviceDatabase } from './device-database.ts';

/** Device time corrected by the server's, and stamps that never repeat even when the clock is set back. */
export interface DeviceClock {
  now(): number;
  /**
   * A time later than every one before it, and no earlier than `from` (now); a record keeps those that have not been
   * sent, so no disk is asked.
   */
  stamp(from?: number): number;
  setOffset(offset: number): Promise<void>;
  /** Stamps up to `at` are about to leave the device; resolves when none of them can ever be given again. */
  settleStamps(at: number): Promise<void>;
  close(): void;
}

const offsetKey = 'clockOffset';
const stampKey = 'lastStamp';

/** Opens the clock; other tabs' stamps and corrections are heard of through the shared database. */
export async function openDeviceClock(
  db: DeviceDatabase,
  deviceNow: () => number,
): Promise<DeviceClock> {
  const [storedOffset, storedStamp] = await Promise.all([
    readState<number>(db, offsetKey),
    readState<number>(db, stampKey),
  ]);
  let offset = storedOffset ?? 0;
  let last = storedStamp ?? 0;
  let onDisk = last;

  const hearing = live(async () => ({
    offset: await readState<number>(db, offsetKey),
    last: await readState<number>(db, stampKey),
  })).subscribe((heard) => {
    offset = heard.offset ?? offset;
    last = Math.max(last, heard.last ?? 0);
  });

  const now = () => Math.round(deviceNow() + offset);
  return {
    now,
    stamp(from = now()) {
      last = Math.max(from, last + 1);
      return last;
    },
    async setOffset(next) {
      offset = next;
      await writeState(db, offsetKey, next);
    },
    async settleStamps(at) {
      last = Math.max(last, at);
      if (at <= onDisk) return;
      await db.dexie.transaction('rw', db.state, async () => {
        const stored = (await readState<number>(db, stampKey)) ?? 0;
        if (stored < at) await writeState(db, stampKey, at);
      });
      onDisk = Math.max(onDisk, at);
    },
    close: () => hearing.unsubscribe(),
  };
}
