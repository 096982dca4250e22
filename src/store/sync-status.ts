import type { Comparison } from '../domain/comparison.ts';
import type { ProblemCode } from '../protocol/problem.ts';

export type SyncPhase =
  | 'upToDate'
  | 'offline'
  | 'pulling'
  | 'pushing'
  | 'firstSync'
  | 'failed'
  | 'signedOut';

/** Why the last attempt came to nothing; `unreachable` and `notOurs` (a captive portal) are no answer of the server. */
export type SyncProblem = ProblemCode | 'unreachable' | 'notOurs';

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface StorageEstimate {
  readonly usage: number;
  readonly quota: number;
  readonly persisted: boolean;
}

/** The last comparison with the server, and how many records were held then. */
export interface Compared extends Comparison {
  readonly held: number;
}

/** What the engine says of itself; written by the one tab that syncs, read by all. */
export interface EngineStatus {
  readonly phase: SyncPhase;
  readonly sending?: Progress | undefined;
  readonly progress?: Progress | undefined;
  readonly syncedAt: number | null;
  readonly problem?: SyncProblem | undefined;
  readonly tooOld?: boolean | undefined;
  /** The version of the app that was too old; another one may not be. */
  readonly oldApp?: string | undefined;
  readonly storage?: StorageEstimate | undefined;
  readonly compared?: Compared | undefined;
}

export interface SyncStatus extends EngineStatus {
  /** Records waiting to be sent. */
  readonly unsent: number;
}

export const neverSynced: EngineStatus = { phase: 'firstSync', syncedAt: null };
