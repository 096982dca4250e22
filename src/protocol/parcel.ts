import { z } from 'zod';
import { plainText } from './plain-text.ts';
import { mostCheckpoint, pushResult } from './sync.ts';

/** The largest parcel, sealed and unpacked, and the most rows in one: it is taken in as one transaction. */
export const mostParcelBytes = 2_000_000;
export const mostUnpackedBytes = 12_000_000;
export const mostParcelRows = 2_000;

const text = plainText(300);
const stamps = z.record(z.string().max(60), z.int().min(0));

/** A row as it would have gone over the wire, with what its device needs to know it again in the receipt. */
const parcelEntry = z.object({ row: z.unknown(), taken: stamps, place: text, kind: text });

/** What a parcel holds, once opened: an outbox, and whose. */
export const parcelBody = z.object({
  shape: z.literal(1),
  community: text,
  person: text,
  device: text,
  /** The life of the server's store that this device last heard of. */
  epoch: text.nullable(),
  /** Where it stood in the feed then: a store put back from before that takes nothing in. */
  checkpoint: z.string().max(mostCheckpoint).nullable(),
  /** When it was packed (ms), by the device's corrected clock. */
  madeAt: z.int(),
  entries: z.array(parcelEntry).min(1).max(mostParcelRows),
});
export type ParcelBody = z.infer<typeof parcelBody>;

const fields = z.record(z.string(), z.unknown());
const writtenRow = z.discriminatedUnion('op', [
  z.object({ op: z.literal('create'), r: fields }),
  z.object({ op: z.literal('edit'), set: fields }),
  z.object({ op: z.literal('delete') }),
]);

/** What a receipt holds, once opened by the device that packed the parcel: the answer to every row. */
export const receiptBody = z.object({
  shape: z.literal(1),
  epoch: z.string(),
  serverTime: z.int(),
  entries: z.array(
    parcelEntry.extend({
      /** What was written, where it did not take effect; empty where it did. */
      row: writtenRow,
      result: pushResult,
    }),
  ),
});
export type ReceiptBody = z.infer<typeof receiptBody>;

/** POST /sync/carried: a sealed parcel, as base64url. */
export const carriedRequest = z.object({ parcel: z.string().max((mostParcelBytes * 4) / 3 + 4) });

const count = z.int().min(0);

/** How many rows were taken in, known already, kept for review, refused: all that its carrier is told. */
export const carriedAnswer = z.object({
  counts: z.object({ taken: count, known: count, review: count, refused: count }),
  /** Sealed for the device that packed the parcel, as base64url. */
  receipt: z.string(),
  serverTime: z.int(),
});
export type CarriedAnswer = z.infer<typeof carriedAnswer>;
export type CarriedCounts = CarriedAnswer['counts'];

/** POST /session/key: the public key (raw P-256, base64url) of a device that enrolled without one. */
export const deviceKeyRequest = z.object({ publicKey: z.string().regex(/^[\w-]{87}$/) });
export const deviceKeyAnswer = z.object({ serverTime: z.int() });
export type DeviceKeyAnswer = z.infer<typeof deviceKeyAnswer>;
