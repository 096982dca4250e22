/** The jobs of the table, as both sides offer them to the bench; times in milliseconds, taken within the page. */
export interface Jobs {
  /** Signs in, fetches everything and shows the list of `building`, which then has `rows` rows. */
  firstSync(code: string, building: string, rows: number): Promise<number>;
  /** A need is written `times` times; each time until the list on the screen has it. */
  writeAndSee(household: string, times: number): Promise<readonly number[]>;
  /** Visits written one after the other, each waited for. */
  writeVisits(households: readonly string[]): Promise<number>;
  /** From the network being back until what waited is known to have been taken in. */
  push(): Promise<number>;
  /** The list of every building in turn, each asked for the first time. */
  ask(buildings: readonly string[]): Promise<number>;
  /** Bytes of everything IndexedDB holds for this origin. */
  bytes(): Promise<number>;
}

/** What a page that was opened again notes: when its list showed, counted from the navigation (ms). */
export interface Opened {
  shownAt?: number;
}

/** The building whose list is shown when the page opens with records on the device. */
export const buildingKey = 'bench.building';

export function offer(jobs: Jobs): void {
  Object.assign(globalThis, { jobs });
}

export function noteShown(): void {
  Object.assign(globalThis, { opened: { shownAt: performance.now() } satisfies Opened });
}

export async function bytesOfOrigin(): Promise<number> {
  const estimate: StorageEstimate & { usageDetails?: { indexedDB?: number } } =
    await navigator.storage.estimate();
  return estimate.usageDetails?.indexedDB ?? estimate.usage ?? 0;
}
