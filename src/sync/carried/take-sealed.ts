import { recordTypeOf, type Collection } from '../../domain/record-types.ts';
import type { AnyRecord } from '../../domain/record-type.ts';
import type { Bytes } from '../../protocol/base64url.ts';
import { mostParcelBytes, receiptBody, type ReceiptBody } from '../../protocol/parcel.ts';
import { openReceipt, parcelOfReceipt } from '../../protocol/sealed-receipt.ts';
import { kindOfSealed, parcelIdOf } from '../../protocol/sealing.ts';
import type { TakenIn } from '../../store/carried-work.ts';
import type { AnsweredRow } from '../../store/settling.ts';
import type { Feed } from '../sync-store.ts';
import type { CarriedPorts } from './carried-ports.ts';

/** The answers in a receipt, as an answer over the wire would have brought them. */
function answersIn({ entries }: ReceiptBody): AnsweredRow[] {
  return entries
    .filter(({ result }) => recordTypeOf(result.c))
    .map(({ row, taken, place, kind, result }) => ({
      ...result,
      c: result.c as Collection,
      r: result.r as AnyRecord | undefined,
      row,
      taken,
      place,
      kind,
    }));
}

async function takeReceipt(ports: CarriedPorts, receipt: Bytes): Promise<TakenIn> {
  const { crypto, carried, store, inflate } = ports;
  const packed = await carried.findPacked(parcelOfReceipt(receipt));
  if (!packed) return { kind: 'othersReceipt' };
  const text = await openReceipt(crypto, packed.receiptKey, receipt);
  if (!text) return { kind: 'damagedReceipt' };
  const body = receiptBody.parse(JSON.parse(new TextDecoder().decode(inflate(text))));
  const feed = await store.readFeed<Feed>();
  // What is read after an old answer was put in would not be read again.
  const overtaken = feed?.reread || (feed?.checkpoint ?? null) !== packed.checkpoint;
  if (overtaken) return { kind: 'overtaken' };
  const answers = answersIn(body);
  await store.settle(answers, null);
  await carried.keepPacked({ ...packed, settledAt: ports.now() });
  return { kind: 'settled', count: new Set(answers.map(({ id }) => id)).size };
}

async function takeParcel({ crypto, carried, now }: CarriedPorts, parcel: Bytes): Promise<TakenIn> {
  const id = await parcelIdOf(crypto, parcel);
  const own = (await carried.findPacked(id)) !== undefined;
  const known = await carried.findCarried(id);
  // One that was refused may be tried again: the reason may be gone.
  if (!known || known.state === 'refused')
    await carried.keepCarried({ id, takenAt: now(), state: 'waiting', parcel });
  return { kind: 'parcel', id, again: known !== undefined, own };
}

/** Takes what somebody brought: a parcel is kept to be handed in, a receipt settles what waits here. */
export async function takeSealed(ports: CarriedPorts, bytes: Bytes): Promise<TakenIn> {
  const kind = kindOfSealed(bytes);
  if (kind === 'receipt') return takeReceipt(ports, bytes);
  if (kind === null || bytes.length > mostParcelBytes) return { kind: 'notOurs' };
  return takeParcel(ports, bytes);
}
