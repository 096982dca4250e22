import type { Reader } from '../domain/access.ts';
import type { HeldParts, PartsMended } from '../store/comparing-side.ts';
import type { Waiting } from '../store/returned-entry.ts';
import type { AnsweredRow } from '../store/settling.ts';
import type { ServerPage } from '../store/sync-side.ts';
import type { EngineStatus } from '../store/sync-status.ts';

/** How far the feed has been read. */
export interface Feed {
  readonly checkpoint: string | null;
  readonly epoch: string | null;
  readonly scopeEpoch: string | null;
  /** The first sync has come to its end at least once. */
  readonly caughtUp: boolean;
  /** Everything is being read anew, and what the server no longer has is offered again. */
  readonly reread: boolean;
  /** While everything is read anew: the epoch under which it was read before. */
  readonly before?: string | null;
}

/** As whom the device reads everything anew, and what of it comes from a history that the server has lost. */
export interface RereadAs {
  readonly reader: Reader;
  /** Up to this number both histories are the same; null when the server has not said so. */
  readonly shared: number | null;
  /** When the server was last read in the history that it has lost (ms): what is offered was written until then. */
  readonly lastRead: number | null;
}

/** What the engine needs of a device's store; the simulation gives one in memory. */
export interface SyncStore {
  readFeed<S>(): Promise<S | undefined>;
  writeFeed(feed: Feed): Promise<void>;
  takePage(page: ServerPage, how: RereadAs | null): Promise<void>;
  startReread(): Promise<void>;
  finishReread(how: RereadAs): Promise<void>;
  waiting(limit: number, except: ReadonlySet<string>): Promise<readonly Waiting[]>;
  countWaiting(): Promise<number>;
  /** Records on the device, whatever state they are in. */
  countHeld(): Promise<number>;
  /** Calls `hear` whenever what waits to be sent changes, in any tab; answers how to stop. */
  onWaiting(hear: (count: number) => void): () => void;
  settle(answers: readonly AnsweredRow[], how: RereadAs | null): Promise<void>;
  purgeJournals(before: number): Promise<void>;
  heldParts(journalsSince: number): Promise<HeldParts>;
  mendParts(parts: PartsMended): Promise<number>;
  readStatus(): Promise<EngineStatus | undefined>;
  saveStatus(status: EngineStatus): Promise<void>;
  setClockOffset(offset: number): Promise<void>;
  leaderSeen(): Promise<number | undefined>;
  leaderAlive(at: number): Promise<void>;
}
