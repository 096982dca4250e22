import type { Bytes } from './base64url.ts';
import { joined, nonceLength, parcelIdLength, receiptMagic, type CryptoPort } from './sealing.ts';

export interface ReceiptFor {
  readonly parcelId: string;
  readonly key: CryptoKey;
  /** Twelve bytes by chance: a parcel that is brought again gets another receipt under the same key. */
  readonly nonce: Bytes;
}

/** Seals the answer to a parcel for the device that packed it. */
export async function sealReceipt(
  crypto: CryptoPort,
  { parcelId, key, nonce }: ReceiptFor,
  packed: Bytes,
): Promise<Bytes> {
  const name = Uint8Array.from(parcelId.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
  const additionalData = joined(receiptMagic, name);
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData },
    key,
    packed,
  );
  return joined(additionalData, nonce, new Uint8Array(sealed));
}

/** Which parcel a receipt is for. */
export function parcelOfReceipt(receipt: Uint8Array): string {
  const name = receipt.subarray(receiptMagic.length, receiptMagic.length + parcelIdLength);
  return [...name].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The packed answer in a receipt; null when it was altered or is for another parcel. */
export async function openReceipt(
  crypto: CryptoPort,
  key: CryptoKey,
  receipt: Bytes,
): Promise<Bytes | null> {
  const named = receiptMagic.length + parcelIdLength;
  try {
    const packed = await crypto.subtle.decrypt(
      {
        name: 'AES-GCM',
        iv: receipt.slice(named, named + nonceLength),
        additionalData: receipt.slice(0, named),
      },
      key,
      receipt.slice(named + nonceLength),
    );
    return new Uint8Array(packed);
  } catch {
    return null;
  }
}
