import {
  combineLatest,
  distinctUntilChanged,
  filter,
  map,
  of,
  switchMap,
  type Observable,
} from 'rxjs';
import { recordTypes } from '../domain/record-types.ts';
import type { Ending } from '../domain/device-notice.ts';
import type { OpenStore } from '../store/device-store.ts';
import { forgetDatabases } from '../store/forget-databases.ts';
import { forgetLastWords } from '../ui/last-words.ts';

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

type Opened = Pick<OpenStore, 'store' | 'carried'>;

/** How much is left that would be gone with the device: not sent, refused, half filled, carried for somebody else. */
export function leftOn({
  store,
  carried,
}: Pick<Opened, 'store'> & {
  readonly carried: Pick<Opened['carried'], 'carried'>;
}): Observable<number> {
  return combineLatest([
    store.syncStatus,
    store.returned(),
    store.countDrafts(),
    carried.carried(),
  ]).pipe(
    map(
      ([{ unsent }, returned, drafts, parcels]) =>
        unsent +
        drafts +
        returned.filter(({ outcome }) => outcome === 'refused').length +
        parcels.filter(({ state }) => state === 'waiting').length,
    ),
  );
}

/**
 * The counts above are told one after the other: what is finished or refused just now may be missing from all of
 * them for a moment, so before anything is removed the disk itself is asked.
 */
async function isNothingLeft({ store, carried }: Opened): Promise<boolean> {
  return (await store.countOnlyHere()) === 0 && (await carried.toDeliver()).length === 0;
}

/**
 * What the server has said of this device's use: `lost` as soon as it was refused; `returned` once nothing is left
 * that only this device has.
 */
function endingOf(opened: Opened) {
  return opened.store.syncStatus.pipe(
    map(({ phase, problem }) => (phase === 'signedOut' ? problem : undefined)),
    distinctUntilChanged(),
    switchMap((problem) => {
      if (problem === 'deviceRevoked') return of<Ending>('lost');
      if (problem !== 'deviceHandedIn') return of(null);
      return leftOn(opened).pipe(
        switchMap(async (left): Promise<Ending | null> => {
          const none = left === 0 && (await isNothingLeft(opened));
          return none ? 'returned' : null;
        }),
      );
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
export function wipeWhenEnded(opened: Opened, { stop, gone }: Removal): () => void {
  const wipe = async (how: Ending) => {
    noteRemoval(how);
    await stop();
    await opened.store.forget();
    settled(how);
    await gone();
  };
  const subscription = endingOf(opened).subscribe((how) => {
    wipe(how).catch(reportError);
  });
  return () => subscription.unsubscribe();
}

type Removed = Ending | 'signedOut';

/** From here on everything goes, whatever happens in between. */
export const noteRemoval = (how: Removed): void => localStorage.setItem(removing, how);

/** Everything has gone; whoever signed out himself need not be told why. */
export function settled(how: Removed): void {
  if (isEnding(how)) localStorage.setItem(removed, how);
  forgetLastWords();
  localStorage.removeItem(removing);
}

/** Goes on with a removal that was cut short, before anything is opened. */
export async function finishRemoval(name: string): Promise<void> {
  const how = localStorage.getItem(removing);
  if (how === null) return;
  await forgetDatabases(name, recordTypes);
  settled(isEnding(how) || how === 'signedOut' ? how : 'lost');
}
