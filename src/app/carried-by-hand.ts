import { toBase64url } from '../protocol/base64url.ts';
import { rawKey, type CryptoPort } from '../protocol/sealing.ts';
import type { ServerCalls } from '../protocol/server-calls.ts';
import type { SessionAnswer } from '../protocol/session.ts';
import { sessionKey } from '../store/device-context.tsx';
import type { CarriedWork } from '../store/carried-work.ts';
import { deviceKeys } from '../store/device-keys.ts';
import type { OpenStore } from '../store/device-store.ts';
import type { CarriedErrands } from '../sync/carried/deliver-parcels.ts';

/** The browser's cryptography; a page that was not loaded over a secure connection has none. */
const secured = (): CryptoPort | null => (window.isSecureContext ? window.crypto : null);

/** The key by which this device's parcels are known, made when first asked for. */
export async function ownPublicKey(storeName: string): Promise<string | null> {
  const crypto = secured();
  if (!crypto) return null;
  const { publicKey } = await deviceKeys(storeName, crypto);
  return toBase64url(await rawKey(crypto, publicKey));
}

/** Packing and opening, loaded when somebody first does it, with or without a network. */
export function carriedByHand(
  storeName: string,
  { store, sync, carried }: OpenStore,
  onTaken: () => void,
): CarriedWork {
  const portsWith = (crypto: CryptoPort) => ({
    crypto,
    keys: () => deviceKeys(storeName, crypto),
    store: sync,
    carried,
    session: store.memory<SessionAnswer>(sessionKey),
    now: () => store.now(),
  });
  return {
    packed: () => carried.packed(),
    carried: () => carried.carried(),
    drop: (id) => carried.dropCarried(id),
    async pack() {
      const crypto = secured();
      if (!crypto) return { ok: false, why: 'notSecure' };
      const { packHere } = await import('./parcel-work.ts');
      return packHere(portsWith(crypto));
    },
    async take(bytes) {
      const crypto = secured();
      if (!crypto) return { kind: 'notSecure' };
      const { takeHere } = await import('./parcel-work.ts');
      const taken = await takeHere(portsWith(crypto), bytes);
      if (taken.kind === 'parcel') onTaken();
      return taken;
    },
  };
}

/** What the sync engine hands in for others while it has a network. */
export function carriedErrands(
  storeName: string,
  { carried }: OpenStore,
  calls: ServerCalls,
): CarriedErrands {
  return {
    carried,
    send: (parcel, signal) => calls.carried(parcel, signal),
    publicKey: () => ownPublicKey(storeName),
    giveKey: (publicKey) => calls.deviceKey(publicKey),
  };
}
