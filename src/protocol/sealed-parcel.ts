import type { Bytes } from './base64url.ts';
import {
  curve,
  deviceLength,
  headerLength,
  joined,
  keyIdLength,
  kindOfSealed,
  letters,
  magicLength,
  nonceLength,
  parcelMagic,
  rawKey,
  shortHash,
  signatureLength,
  startsWith,
  type CryptoPort,
} from './sealing.ts';

const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;
/** A content key seals one thing only, so that its nonce need not differ. */
const onlyNonce = new Uint8Array(nonceLength);

interface Keys {
  readonly content: CryptoKey;
  /** Known to the device that packed the parcel and to the server that opened it, and to nobody between. */
  readonly receipt: CryptoKey;
}

async function keysOf(
  crypto: CryptoPort,
  mine: CryptoKey,
  theirs: CryptoKey,
  salt: Bytes,
): Promise<Keys> {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256);
  const from = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const derive = (purpose: string) =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt, info: letters.encode(`linli ${purpose} 1`) },
      from,
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt', 'decrypt'],
    );
  return { content: await derive('parcel'), receipt: await derive('receipt') };
}

const importPoint = (crypto: CryptoPort, raw: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, { name: 'ECDH', ...curve }, false, []);

/** What a device signs: this envelope for this server, its own name, and the content. */
const signedText = (header: Bytes, device: Bytes, packed: Bytes): Bytes =>
  joined(letters.encode('linli parcel 1\n'), header, device, packed);

export interface Sender {
  readonly device: string;
  readonly signingKey: CryptoKey;
}

/** Signs and seals what a device packed, for the server whose public key this is. */
export async function sealParcel(
  crypto: CryptoPort,
  { device, signingKey }: Sender,
  serverKey: Bytes,
  packed: Bytes,
): Promise<{ readonly parcel: Bytes; readonly receiptKey: CryptoKey }> {
  const once = await crypto.subtle.generateKey({ name: 'ECDH', ...curve }, false, ['deriveBits']);
  const keyId = await shortHash(crypto, serverKey, keyIdLength);
  const header = joined(parcelMagic, keyId, await rawKey(crypto, once.publicKey));
  const theirs = await importPoint(crypto, serverKey);
  const keys = await keysOf(crypto, once.privateKey, theirs, joined(header, serverKey));
  const name = letters.encode(device);
  const signature = await crypto.subtle.sign(signing, signingKey, signedText(header, name, packed));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: onlyNonce, additionalData: header },
    keys.content,
    joined(name, new Uint8Array(signature), packed),
  );
  return { parcel: joined(header, new Uint8Array(sealed)), receiptKey: keys.receipt };
}

export interface OpenedParcel {
  /** Who it says packed it; to be believed once the signature was checked. */
  readonly device: string;
  readonly packed: Bytes;
  readonly receiptKey: CryptoKey;
  isSignedBy(publicKey: Bytes): Promise<boolean>;
}

export interface ServerKeys {
  readonly publicKey: Bytes;
  readonly privateKey: CryptoKey;
}

/** Opens a parcel that was sealed for this server; nothing of its content is looked at yet. */
export async function openParcel(
  crypto: CryptoPort,
  { publicKey, privateKey }: ServerKeys,
  parcel: Bytes,
): Promise<OpenedParcel | 'damaged' | 'foreign'> {
  if (kindOfSealed(parcel) !== 'parcel') return 'damaged';
  const header = parcel.slice(0, headerLength);
  const keyId = await shortHash(crypto, publicKey, keyIdLength);
  if (!startsWith(header.subarray(magicLength), keyId)) return 'foreign';
  try {
    const theirs = await importPoint(crypto, header.slice(magicLength + keyIdLength));
    const keys = await keysOf(crypto, privateKey, theirs, joined(header, publicKey));
    const inner = new Uint8Array(
      await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: onlyNonce, additionalData: header },
        keys.content,
        parcel.slice(headerLength),
      ),
    );
    const name = inner.slice(0, deviceLength);
    const signature = inner.slice(deviceLength, deviceLength + signatureLength);
    const packed = inner.slice(deviceLength + signatureLength);
    return {
      device: new TextDecoder().decode(name),
      packed,
      receiptKey: keys.receipt,
      isSignedBy: async (raw) => {
        const key = await crypto.subtle.importKey('raw', raw, { name: 'ECDSA', ...curve }, false, [
          'verify',
        ]);
        return crypto.subtle.verify(signing, key, signature, signedText(header, name, packed));
      },
    };
  } catch {
    return 'damaged';
  }
}
