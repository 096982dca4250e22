import type { Bytes } from './base64url.ts';

/** The browser's or Node's cryptography; absent where a page was not loaded over a secure connection. */
export type CryptoPort = Pick<Crypto, 'subtle'>;

export const letters = new TextEncoder();
export const curve = { namedCurve: 'P-256' } as const;

export const parcelMagic = letters.encode('LINLI-P1');
export const receiptMagic = letters.encode('LINLI-R1');
export const magicLength = 8;
export const keyIdLength = 8;
const pointLength = 65;
export const headerLength = magicLength + keyIdLength + pointLength;
export const deviceLength = 36;
export const signatureLength = 64;
export const nonceLength = 12;
export const parcelIdLength = 16;

export function joined(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export const startsWith = (bytes: Uint8Array, start: Uint8Array): boolean =>
  bytes.length >= start.length && start.every((byte, index) => bytes[index] === byte);

export const shortHash = async (crypto: CryptoPort, bytes: Bytes, length: number): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).slice(0, length);

/** What a file or a sequence of QR codes holds, as far as anybody can tell who merely carries it. */
export function kindOfSealed(bytes: Uint8Array): 'parcel' | 'receipt' | null {
  if (startsWith(bytes, parcelMagic))
    return bytes.length > headerLength + deviceLength + signatureLength ? 'parcel' : null;
  const least = receiptMagic.length + parcelIdLength + nonceLength;
  return startsWith(bytes, receiptMagic) && bytes.length > least ? 'receipt' : null;
}

/** The name by which a parcel and its receipt know each other. */
export async function parcelIdOf(crypto: CryptoPort, parcel: Bytes): Promise<string> {
  const id = await shortHash(crypto, parcel, parcelIdLength);
  return [...id].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A device's pair of keys for signing; the private one never leaves the browser. */
export async function makeSigningKeys(crypto: CryptoPort): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', ...curve }, false, ['sign', 'verify']);
}

export async function rawKey(crypto: CryptoPort, key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}
