import type { DeviceStore } from '../store/device-store.ts';

/** How long after the last look the app opens again where it was; later, the day begins with what is to be done. */
const freshFor = 2 * 3_600_000;

interface LastPage {
  readonly address: string;
  readonly at: number;
}

type Store = Pick<DeviceStore, 'memory' | 'now'>;

// Beside the records and not in localStorage: what was written there last is gone when the app is killed.
const memoryOf = (store: Store) => store.memory<LastPage>('lastPage');

const isPage = (address: string): boolean =>
  address.startsWith('/') && !address.startsWith('//') && address !== '/';

/** Remembers the page in front of the person, so that a killed app opens there again. */
export async function rememberPage(store: Store, address: string): Promise<void> {
  if (isPage(address)) await memoryOf(store).set({ address, at: store.now() });
}

/** The page to open at, or null when none was looked at lately. */
export async function pageToReopen(store: Store): Promise<string | null> {
  const known = await memoryOf(store).get();
  if (!known || !isPage(known.address)) return null;
  const age = store.now() - known.at;
  return age >= 0 && age < freshFor ? known.address : null;
}
