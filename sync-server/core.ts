import type { CarriedDesk } from './carried/carried-desk.ts';
import type { Counters } from './counters.ts';
import type { Limits } from './session/attempts.ts';
import type { Pace } from './session/pace.ts';
import type { Lineage } from './store/lineage.ts';
import type { Store } from './store/store.ts';
import type { StreamHub } from './stream/hub.ts';
import type { Surroundings } from './surroundings.ts';

/** What every call of the server works with. */
export interface Core extends Surroundings {
  readonly store: Store;
  readonly lineage: Lineage;
  /** Signs checkpoints and hides codes; made once, kept in the store. */
  readonly secret: string;
  /** Names this life of the store; another one after a backup was restored. */
  readonly epoch: string;
  readonly version: string;
  readonly demo: boolean;
  readonly counters: Counters;
  readonly limits: Limits;
  /** What one device may hand in, and read. */
  readonly pace: { readonly push: Pace; readonly pull: Pace };
  readonly carried: CarriedDesk;
  readonly hub: StreamHub;
}
