import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { fromBase64url, toBase64url, type Bytes } from '../../src/protocol/base64url.ts';
import { receiptBody, type ReceiptBody } from '../../src/protocol/parcel.ts';
import { sealParcel } from '../../src/protocol/sealed-parcel.ts';
import { openReceipt } from '../../src/protocol/sealed-receipt.ts';
import { makeSigningKeys, rawKey } from '../../src/protocol/sealing.ts';
import type { Session } from '../session/session.ts';
import type { TestCommunity } from './test-community.ts';

export interface PackOptions {
  /** Changes what is in the parcel before it is signed. */
  readonly body?: Record<string, unknown>;
  /** What is packed instead of the body. */
  readonly packed?: Bytes;
  readonly signingKey?: CryptoKey;
  readonly device?: string;
  readonly serverKey?: Bytes;
}

/** A device that signed in with a key of its own and can pack parcels. */
export async function packingDevice({ server, system, clock }: TestCommunity, holder: string) {
  const keys = await makeSigningKeys(crypto);
  const publicKey = toBase64url(await rawKey(crypto, keys.publicKey));
  const code = await server.code(system, holder);
  if (!code.ok) throw new Error(code.code);
  const enrolled = await server.enrol(
    { code: code.value.code, device: { name: 'phone', publicKey } },
    'here',
  );
  if (!enrolled.ok) throw new Error(enrolled.code);
  const { token, carried, community, person, device, epoch } = enrolled.value;
  const signedIn = await server.sessionOf(token);
  if (!signedIn.ok || !carried) throw new Error('not signed in');
  const session: Session = signedIn.value;

  async function pack(rows: readonly unknown[], how: PackOptions = {}) {
    const entries = rows.map((row) => ({ row, taken: { '*': clock.at }, place: '', kind: '' }));
    const body = {
      shape: 1,
      community,
      person: person.id,
      device: device.id,
      epoch,
      checkpoint: null,
      madeAt: clock.at,
      entries,
      ...how.body,
    };
    const packed = how.packed ?? Uint8Array.from(deflateRawSync(JSON.stringify(body)));
    const sender = {
      device: how.device ?? device.id,
      signingKey: how.signingKey ?? keys.privateKey,
    };
    const serverKey = how.serverKey ?? (fromBase64url(carried?.key ?? '') as Bytes);
    const { parcel, receiptKey } = await sealParcel(crypto, sender, serverKey, packed);
    return { bytes: parcel, text: toBase64url(parcel), receiptKey };
  }

  return { session, token, keys, pack };
}

/** What the device that packed a parcel reads in its receipt; null when it cannot. */
export async function readReceipt(key: CryptoKey, receipt: string): Promise<ReceiptBody | null> {
  const packed = await openReceipt(crypto, key, fromBase64url(receipt) as Bytes);
  return packed && receiptBody.parse(JSON.parse(inflateRawSync(packed).toString('utf8')));
}
