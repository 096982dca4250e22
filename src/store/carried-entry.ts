import type { Bytes } from '../protocol/base64url.ts';
import type { CarriedCounts } from '../protocol/parcel.ts';
import type { ProblemCode } from '../protocol/problem.ts';

/** A parcel that this device packed: what it needs to read the receipt, and nothing of what is inside. */
export interface PackedEntry {
  readonly id: string;
  readonly madeAt: number;
  /** How many records went into it. */
  readonly count: number;
  readonly receiptKey: CryptoKey;
  /** Where the feed stood: once the server was heard again, what it said over the wire counts. */
  readonly checkpoint: string | null;
  /** When the device had last sent and read everything by then; once it has again, the parcel's work went by itself. */
  readonly syncedAt: number | null;
  /** When its receipt came back; 0 until then. */
  readonly settledAt: number;
}

/** A parcel carried for somebody else, sealed as it came, or its receipt on the way back. */
export interface CarriedEntry {
  readonly id: string;
  readonly takenAt: number;
  readonly state: 'waiting' | 'delivered' | 'refused';
  /** Gone once it was delivered or refused. */
  readonly parcel?: Bytes | undefined;
  readonly counts?: CarriedCounts | undefined;
  readonly receipt?: Bytes | undefined;
  readonly problem?: ProblemCode | undefined;
}
