import type { Bytes } from '../../protocol/base64url.ts';
import type { CryptoPort } from '../../protocol/sealing.ts';
import type { SessionAnswer } from '../../protocol/session.ts';
import type { CarriedSide } from '../../store/carried-side.ts';
import type { SyncStore } from '../sync-store.ts';

/** What packing and opening need of the device; tests bring Node's cryptography. */
export interface CarriedPorts {
  readonly crypto: CryptoPort;
  readonly keys: () => Promise<CryptoKeyPair>;
  readonly store: Pick<SyncStore, 'waiting' | 'readFeed' | 'readStatus' | 'settle'>;
  readonly carried: CarriedSide;
  readonly session: { get(): Promise<SessionAnswer | undefined> };
  /** The device's time, corrected by the server's. */
  readonly now: () => number;
  readonly deflate: (bytes: Bytes) => Bytes;
  readonly inflate: (bytes: Bytes) => Bytes;
}
