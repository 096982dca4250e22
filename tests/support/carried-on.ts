import { webcrypto } from 'node:crypto';
import { packHere, takeHere } from '../../src/app/parcel-work.ts';
import type { SessionAnswer } from '../../src/protocol/session.ts';
import type { CarriedWork } from '../../src/store/carried-work.ts';
import { sessionKey } from '../../src/store/device-context.tsx';
import { deviceKeys } from '../../src/store/device-keys.ts';
import type { OpenStore } from '../../src/store/device-store.ts';
import { parcelKeysOf } from '../../sync-server/carried/server-key.ts';

/** A key that parcels can be sealed to where no server is. */
export const someServerKey = parcelKeysOf('a secret of the tests').told;

/** Packing and taking in as the app does it, with Node's cryptography. */
export function carriedOn(storeName: string, { store, sync, carried }: OpenStore): CarriedWork {
  // What the tests' browser has of cryptography is not enough.
  const subtle = webcrypto.subtle as SubtleCrypto;
  const ports = {
    crypto: { subtle },
    keys: () => deviceKeys(storeName, { subtle }),
    store: sync,
    carried,
    session: store.memory<SessionAnswer>(sessionKey),
    now: () => store.now(),
  };
  return {
    pack: () => packHere(ports),
    take: (bytes) => takeHere(ports, bytes),
    packed: () => carried.packed(),
    carried: () => carried.carried(),
    drop: (id) => carried.dropCarried(id),
  };
}
