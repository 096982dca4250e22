import { createECDH, hkdfSync } from 'node:crypto';
import { toBase64url, type Bytes } from '../../src/protocol/base64url.ts';
import type { ServerKeys } from '../../src/protocol/sealed-parcel.ts';

/** The keys to which parcels are sealed. */
export interface ParcelKeys {
  readonly publicKey: Bytes;
  /** As devices are told. */
  readonly told: string;
  /** Asks for the private one; imported when the first parcel comes. */
  open(): Promise<ServerKeys>;
}

function privateNumber(secret: string): ReturnType<typeof createECDH> {
  for (let attempt = 0; ; attempt += 1) {
    const drawn = hkdfSync('sha256', secret, '', `linli parcel key ${attempt}`, 32);
    const ecdh = createECDH('prime256v1');
    try {
      ecdh.setPrivateKey(Buffer.from(drawn));
      return ecdh;
    } catch (error) {
      // One number in four thousand million is none of the curve's.
      if (attempt > 8) throw error;
    }
  }
}

/** The keys that follow from the store's secret: they go wherever the store goes, also into a backup. */
export function parcelKeysOf(secret: string): ParcelKeys {
  const ecdh = privateNumber(secret);
  const publicKey = Uint8Array.from(ecdh.getPublicKey());
  let imported: Promise<CryptoKey> | null = null;
  const importPrivate = () =>
    crypto.subtle.importKey(
      'jwk',
      {
        kty: 'EC',
        crv: 'P-256',
        d: toBase64url(ecdh.getPrivateKey()),
        x: toBase64url(publicKey.subarray(1, 33)),
        y: toBase64url(publicKey.subarray(33)),
      },
      { name: 'ECDH', namedCurve: 'P-256' },
      false,
      ['deriveBits'],
    );
  return {
    publicKey,
    told: toBase64url(publicKey),
    async open() {
      imported ??= importPrivate();
      return { publicKey, privateKey: await imported };
    },
  };
}
