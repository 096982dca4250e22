import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { fromBase64url, toBase64url, type Bytes } from '../../src/protocol/base64url.ts';
import {
  mostParcelBytes,
  mostUnpackedBytes,
  parcelBody,
  type CarriedAnswer,
  type ParcelBody,
} from '../../src/protocol/parcel.ts';
import { openParcel, type OpenedParcel } from '../../src/protocol/sealed-parcel.ts';
import { sealReceipt } from '../../src/protocol/sealed-receipt.ts';
import { parcelIdOf } from '../../src/protocol/sealing.ts';
import type { Core } from '../core.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { pushRows } from '../push/push.ts';
import type { Session } from '../session/session.ts';
import { countsOf, receiptOf } from './receipt.ts';
import { writerOf, type Writer } from './writer.ts';

const inflate = promisify(inflateRaw);
const deflate = promisify(deflateRaw);

/** A parcel's content, once its signature was checked; what was signed can still be nonsense. */
async function unpacked(packed: Bytes): Promise<ParcelBody | null> {
  try {
    const text = await inflate(packed, { maxOutputLength: mostUnpackedBytes });
    const body = parcelBody.safeParse(JSON.parse(text.toString('utf8')));
    return body.success ? body.data : null;
  } catch {
    return null;
  }
}

interface Believed {
  readonly opened: OpenedParcel;
  readonly writer: Writer;
  readonly body: ParcelBody;
}

async function believed(core: Core, carrier: Session, parcel: Bytes): Promise<Outcome<Believed>> {
  const opened = await openParcel(crypto, await core.carried.keys.open(), parcel);
  if (opened === 'foreign') return failed('carriedForeign');
  if (opened === 'damaged') return failed('carriedDamaged');
  const found = await writerOf(core, opened.device);
  if (!found.ok) return found;
  const writer = found.value;
  if (!(await opened.isSignedBy(writer.publicKey))) return failed('carriedForged');
  if (writer.isRevoked) return failed('carriedRevoked');
  if (writer.session.community !== carrier.community) return failed('carriedForeign');
  const body = await unpacked(opened.packed);
  if (!body) return failed('carriedDamaged');
  const { community, person, device } = writer.session;
  const same = body.community === community && body.person === person && body.device === device;
  return same ? done({ opened, writer, body }) : failed('carriedForged');
}

/** Takes in what somebody brought for somebody else: written by whoever packed it, arrived now. */
export async function takeInParcel(
  core: Core,
  carrier: Session,
  text: string,
): Promise<Outcome<CarriedAnswer>> {
  const { limits } = core.carried;
  const wait = limits.take(carrier.device);
  if (wait !== null) return failed('tooManyRequests', wait);
  const parcel = fromBase64url(text);
  if (parcel && parcel.length > mostParcelBytes) return failed('tooLarge');
  const result = parcel ? await believed(core, carrier, parcel) : failed('carriedDamaged');
  if (!parcel || !result.ok) {
    limits.wrong(carrier.device);
    const code = result.ok ? 'carriedDamaged' : result.code;
    core.counters.add('carried_parcels_total', { outcome: code });
    return failed(code);
  }
  const { opened, writer, body } = result.value;
  const rows = body.entries.map(({ row }) => row);
  const answer = await pushRows(core, writer.session, rows, body.checkpoint);
  const restored = body.epoch !== null && body.epoch !== core.epoch;
  core.counters.add('carried_parcels_total', { outcome: restored ? 'older' : 'taken' });
  core.report('carried', { rows: rows.length, underWay: core.now() - body.madeAt });
  const receipt = await sealReceipt(
    crypto,
    {
      parcelId: await parcelIdOf(crypto, parcel),
      key: opened.receiptKey,
      nonce: Uint8Array.from(core.randomBytes(12)),
    },
    Uint8Array.from(await deflate(JSON.stringify(receiptOf(body.entries, answer)))),
  );
  const counts = countsOf(answer.results);
  return done({ counts, receipt: toBase64url(receipt), serverTime: answer.serverTime });
}
