import type { VirtualTime } from '../support/virtual-time.ts';
import type { Chance } from './chance.ts';
import type { OracleOfWrites } from './oracle-of-writes.ts';
import type { ServerSite } from './server-site.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { Story } from './story.ts';
import type { Trace } from './trace.ts';
import type { WorkBook } from './work-book.ts';

export interface Stats {
  operations: number;
  requests: number;
  doubled: number;
  crashes: number;
  serverCrashes: number;
  restores: number;
  changes: number;
  opened: number;
  checks: number;
  rounds: number;
  deviceDays: number;
}

/** Everything there is while one story is told. */
export interface World {
  readonly began: number;
  readonly time: VirtualTime;
  readonly trace: Trace;
  readonly oracle: OracleOfWrites;
  readonly book: WorkBook;
  readonly chance: Chance;
  readonly stats: Stats;
  readonly devices: ReadonlyMap<number, SimulatedDevice>;
  site(): ServerSite;
  clock(): string;
  /** Writes down what must not be; nothing written down means nothing was wrong. */
  broken(what: readonly string[]): void;
  readonly wrong: readonly string[];
  /** Whether somebody with this id signs in on a device. */
  isSomebody(id: string): boolean;
  readonly story: Story;
  /** While it is on, some box on the way lets no body through that has the cursed word in it. */
  curse: boolean;
  /** No hint of a change arrives. */
  deaf: boolean;
}

export const noStats = (): Stats => ({
  operations: 0,
  requests: 0,
  doubled: 0,
  crashes: 0,
  serverCrashes: 0,
  restores: 0,
  changes: 0,
  opened: 0,
  checks: 0,
  rounds: 0,
  deviceDays: 0,
});

/** Counts one more story, or several, to what was counted before. */
export function addStats(stats: Stats, more: Stats): void {
  for (const key of Object.keys(stats) as (keyof Stats)[])
    stats[key] = key === 'rounds' ? Math.max(stats[key], more[key]) : stats[key] + more[key];
}
