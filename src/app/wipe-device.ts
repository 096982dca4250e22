import { combineLatest, distinctUntilChanged, filter, map } from 'rxjs';
import { recordTypes } from '../domain/record-types.ts';
import type { Ending } from '../domain/device-notice.ts';
import type { DeviceStore } from '../store/device-store.ts';
import { forgetDatabases } from '../store/forget-databases.ts';

/** Where it is noted that everything is being removed, so that a killed app goes on with that and nothing else. */
const removing = 'linli.removing';
/** Where the next person to open the app finds why there is nothing on it. */
const removed = 'linli.removed';

const endings: readonly string[] = ['lost', 'returned'] satisfies Ending[];
const isEnding = (word: string | null): word is Ending => word !== null && endings.includes(word);

/** Why this device holds nothing any more; null when nobody has ended its use. */
export function endedHow(): Ending | null {
  const word = localStorage.getItem(removed);
  return isEnding(word) ? word : null;
}

export const forgetEnding = (): void => localStorage.removeItem(removed);

/**
 * What the server has said of this device's use: `lost` as soon as it was refused; `returned` once nothing is left
 * that only this device has.
 */
function endingOf(store: DeviceStore) {
  return combineLatest([store.syncStatus, store.returned()]).pipe(
    map(([{ phase, problem, unsent }, returned]): Ending | null => {
      if (phase !== 'signedOut') return null;
      if (problem === 'deviceRevoked') return 'lost';
      const onlyHere = unsent + returned.filter((one) => one.outcome === 'refused').length;
      return problem === 'deviceHandedIn' && onlyHere === 0 ? 'returned' : null;
    }),
    distinctUntilChanged(),
    filter((how) => how !== null),
  );
}

interface Removal {
  /** Stops whatever still writes into the store. */
  readonly stop: () => Promise<void>;
  /** Everything is gone. */
  readonly gone: () => Promise<void>;
}

/** Removes everything from this device when its use has been ended; answers how to stop waiting for that. */
export function wipeWhenEnded(store: DeviceStore, { stop, gone }: Removal): () => void {
  const wipe = async (how: Ending) => {
    localStorage.setItem(removing, how);
    await stop();
    await store.forget();
    settled(how);
    await gone();
  };
  const subscription = endingOf(store).subscribe((how) => {
    wipe(how).catch(reportError);
  });
  return () => subscription.unsubscribe();
}

function settled(how: Ending): void {
  localStorage.setItem(removed, how);
  localStorage.removeItem(removing);
}

/** Goes on with a removal that was cut short, before anything is opened. */
export async function finishRemoval(name: string): Promise<void> {
  const how = localStorage.getItem(removing);
  if (how === null) return;
  await forgetDatabases(name, recordTypes);
  settled(isEnding(how) ? how : 'lost');
}
