import type { Observable } from 'rxjs';
import type { Collection } from '../domain/record-types.ts';
import { live, type DeviceDatabase } from './device-database.ts';
import type { NewFields } from './local-record.ts';
import type { LocalWrites } from './local-writes.ts';
import type { ReturnedEntry } from './returned-entry.ts';
import { StoreProblem } from './store-problem.ts';

const given = ['id', 'involves', 'createdAt', 'createdBy', 'version', 'receivedAt'];

/** Edits that came back: shown until the person sends them again or lets them go. */
export function returnedWork(device: DeviceDatabase, write: LocalWrites) {
  const resendRow = async (entry: ReturnedEntry, change: Readonly<Record<string, unknown>>) => {
    const c: Collection = entry.c;
    if (entry.row.op === 'create') {
      const fields = Object.fromEntries(
        Object.entries({ ...entry.row.r, ...change }).filter(([name]) => !given.includes(name)),
      );
      await write.create(c, fields as unknown as NewFields<typeof c>);
    } else if (entry.row.op === 'edit') {
      await write.edit(c, entry.recordId, { ...entry.row.set, ...change });
    } else await write.remove(c, entry.recordId);
  };
  // Another tap while it is being written again is the same wish.
  const underWay = new Map<string, Promise<void>>();
  const resendOnce = async (
    returnedId: string,
    change: Readonly<Record<string, unknown>>,
  ): Promise<void> => {
    const entry = await device.returned.get(returnedId);
    if (!entry) throw new StoreProblem('recordMissing');
    await resendRow(entry, change);
    await device.returned.delete(returnedId);
  };
  return {
    returned: (): Observable<readonly ReturnedEntry[]> =>
      live(async () => (await device.returned.orderBy('at').toArray()).toReversed()),
    resend(returnedId: string, change: Readonly<Record<string, unknown>> = {}): Promise<void> {
      const work =
        underWay.get(returnedId) ??
        resendOnce(returnedId, change).finally(() => underWay.delete(returnedId));
      underWay.set(returnedId, work);
      return work;
    },
    dismiss: (returnedId: string): Promise<void> => device.returned.delete(returnedId),
  };
}
