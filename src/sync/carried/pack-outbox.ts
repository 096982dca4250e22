import { fromBase64url, type Bytes } from '../../protocol/base64url.ts';
import { mostParcelBytes, mostParcelRows, mostUnpackedBytes } from '../../protocol/parcel.ts';
import type { ParcelBody } from '../../protocol/parcel.ts';
import { sealParcel } from '../../protocol/sealed-parcel.ts';
import { parcelIdOf } from '../../protocol/sealing.ts';
import type { SessionAnswer } from '../../protocol/session.ts';
import type { LocalRecord } from '../../domain/merge.ts';
import type { Packed } from '../../store/carried-work.ts';
import { rowsOf, type Outgoing } from '../outgoing-rows.ts';
import type { Feed } from '../sync-store.ts';
import type { CarriedPorts } from './carried-ports.ts';

/** Less than the server allows: what is added around the rows has room too. */
const roomy = 0.9;

function bodyOf(
  session: SessionAnswer,
  feed: Feed | undefined,
  madeAt: number,
  rows: readonly Outgoing[],
): ParcelBody {
  return {
    shape: 1,
    community: session.community,
    person: session.person.id,
    device: session.device.id,
    epoch: feed?.epoch ?? null,
    checkpoint: feed?.checkpoint ?? null,
    madeAt,
    entries: rows.map(({ row, taken, place, kind }) => ({ row, taken, place, kind })),
  };
}

/** As many of the records that have waited longest as go into one parcel, packed. */
async function packedRows(
  { store, deflate }: CarriedPorts,
  bodyWith: (rows: readonly Outgoing[]) => ParcelBody,
): Promise<{ readonly packed: Bytes; readonly count: number } | null> {
  let most = mostParcelRows;
  for (;;) {
    const waiting = await store.waiting(most, new Set());
    const each = waiting.map(({ c, record }) => rowsOf(c, record as LocalRecord));
    const full = each.filter((rows) => rows.length > 0);
    const rows = full.flat();
    if (rows.length === 0) return null;
    const text = new TextEncoder().encode(JSON.stringify(bodyWith(rows)));
    const packed = deflate(text);
    const fits =
      rows.length <= mostParcelRows &&
      text.length <= mostUnpackedBytes * roomy &&
      packed.length <= mostParcelBytes * roomy;
    if (fits || waiting.length === 1) return { packed, count: full.length };
    most = Math.ceil(waiting.length / 2);
  }
}

/**
 * Packs what waits to be sent into a parcel for the server, signed by this device and readable to nobody who carries
 * it. The records go on waiting: whatever reaches the server first, the other is recognised as known.
 */
export async function packOutbox(ports: CarriedPorts): Promise<Packed> {
  const { crypto, carried } = ports;
  const session = await ports.session.get();
  const serverKey = fromBase64url(session?.carried?.key ?? '');
  if (!session || !serverKey || serverKey.length === 0) return { ok: false, why: 'noServerKey' };
  const feed = await ports.store.readFeed<Feed>();
  const status = await ports.store.readStatus();
  const madeAt = ports.now();
  const content = await packedRows(ports, (rows) => bodyOf(session, feed, madeAt, rows));
  if (!content) return { ok: false, why: 'nothingWaits' };
  const { privateKey } = await ports.keys();
  const sender = { device: session.device.id, signingKey: privateKey };
  const { parcel, receiptKey } = await sealParcel(crypto, sender, serverKey, content.packed);
  const { count } = content;
  await carried.keepPacked({
    id: await parcelIdOf(crypto, parcel),
    madeAt,
    count,
    receiptKey,
    checkpoint: feed?.checkpoint ?? null,
    syncedAt: status?.syncedAt ?? null,
    settledAt: 0,
  });
  return { ok: true, parcel, count, madeAt };
}
