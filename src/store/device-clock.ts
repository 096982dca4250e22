import type { Subscription } from 'rxjs';
import { live, readState, writeState, type DeviceDatabase } from './device-database.ts';

/** Device time corrected by the server's, and stamps that never repeat even when the clock is set back. */
export interface DeviceClock {
  now(): number;
  stamp(): number;
  setOffset(offset: number): Promise<void>;
  /** Stamps up to `at` are in use; resolves when this is on disk. */
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
  let offset = (await readState<number>(db, offsetKey)) ?? 0;
  let last = (await readState<number>(db, stampKey)) ?? 0;
  let onDisk = last;
  let saving: Promise<void> | null = null;

  const save = async (): Promise<void> => {
    while (onDisk < last) {
      const wanted = last;
      await db.dexie.transaction('rw', db.state, async () => {
        const stored = (await readState<number>(db, stampKey)) ?? 0;
        if (stored < wanted) await writeState(db, stampKey, wanted);
      });
      onDisk = wanted;
    }
  };
  const saved = (): Promise<void> => {
    saving ??= save().finally(() => {
      saving = null;
    });
    return saving;
  };
  const hear: Subscription = live(async () => ({
    offset: await readState<number>(db, offsetKey),
    last: await readState<number>(db, stampKey),
  })).subscribe((heard) => {
    offset = heard.offset ?? offset;
    last = Math.max(last, heard.last ?? 0);
  });

  const now = () => Math.round(deviceNow() + offset);
  return {
    now,
    stamp() {
      last = Math.max(now(), last + 1);
      // A full disk fails the write that needed the stamp as well; that one is reported.
      saved().catch(() => undefined);
      return last;
    },
    async setOffset(next) {
      offset = next;
      await writeState(db, offsetKey, next);
    },
    async settleStamps(at) {
      last = Math.max(last, at);
      await saved();
    },
    close: () => hear.unsubscribe(),
  };
}
