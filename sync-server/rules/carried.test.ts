import { deflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { toBase64url } from '../../src/protocol/base64url.ts';
import { mostUnpackedBytes } from '../../src/protocol/parcel.ts';
import { makeSigningKeys, parcelIdOf } from '../../src/protocol/sealing.ts';
import { parcelOfReceipt } from '../../src/protocol/sealed-receipt.ts';
import { parcelKeysOf } from '../carried/server-key.ts';
import { openServer } from '../server.ts';
import { openSqlite } from '../store/sqlite.ts';
import { packingDevice, readReceipt } from '../test-support/packing-device.ts';
import { plantTree, start, testCommunity } from '../test-support/test-community.ts';

type Community = Awaited<ReturnType<typeof testCommunity>>;
type Packing = Awaited<ReturnType<typeof packingDevice>>;

const door = 'c1/g01/b1/h101';
let community: Community;
let writer: Packing;
let carrier: Packing;
let holder: string;
let postId: string;

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  ({ holder, postId } = await community.employed('liaison', 'c1/g01/b1'));
  writer = await packingDevice(community, holder);
  const other = await community.employed('volunteer', 'c1/g02/b1');
  carrier = await packingDevice(community, other.holder);
});

const visit = (id = community.id(), note = '水管漏了') =>
  community.creation(
    'visits',
    { kind: 'round', place: door, startedAt: start, finishedAt: start, outcome: 'met', note },
    id,
  );

const bring = (parcel: { readonly text: string }, by = carrier) =>
  community.server.carried(by.session, parcel.text);

/** Everything the store holds of the community's records, as one text. */
async function everything(of: Community = community): Promise<string> {
  const rows = await of.store.read((sql) =>
    sql.all('select c, id, version, gone, body, marks from records order by c, id'),
  );
  return JSON.stringify(rows);
}

const stored = async (id: string): Promise<Record<string, unknown>> => {
  const [row] = await community.store.read((sql) =>
    sql.all<{ body: string }>('select body from records where id = ?', [id]),
  );
  return JSON.parse(row?.body ?? 'null') as Record<string, unknown>;
};

describe('a parcel that is carried', () => {
  test('is taken in as written by whoever packed it, whoever brings it', async () => {
    const row = visit();
    const parcel = await writer.pack([row]);
    community.clock.at += 3_600_000;
    const answer = await bring(parcel);
    expect(answer).toMatchObject({
      ok: true,
      value: { counts: { taken: 1, known: 0, review: 0, refused: 0 } },
    });
    expect(await stored(row.id)).toMatchObject({
      createdBy: holder,
      receivedAt: start + 3_600_000,
      note: '水管漏了',
    });
    expect(JSON.stringify(answer)).not.toContain('水管');
  });

  test('leaves the same state however often and by whomever it is brought', async () => {
    const parcel = await writer.pack([visit(), visit()]);
    await bring(parcel);
    const once = await everything();
    for (let n = 0; n < 10; n += 1) {
      const answer = await bring(parcel, n % 2 === 0 ? carrier : writer);
      expect(answer).toMatchObject({ ok: true, value: { counts: { taken: 0, known: 2 } } });
    }
    expect(await everything()).toBe(once);
  });

  test('brought before or after the same rows came over the wire changes nothing', async () => {
    const rows = [visit(), visit()];
    const parcel = await writer.pack(rows);
    await community.server.push(writer.session, rows);
    const once = await everything();
    expect(await bring(parcel)).toMatchObject({ value: { counts: { known: 2 } } });
    expect(await everything()).toBe(once);
    const later = visit();
    await bring(await writer.pack([later]));
    const { results } = await community.server.push(writer.session, [later]);
    expect(results).toMatchObject([{ outcome: 'duplicate', r: { createdBy: holder } }]);
  });

  test('holds good and bad rows; each is judged alone', async () => {
    const foreign = { ...visit(), r: { ...visit().r, place: 'c1/g02/b1/h101' } };
    const answer = await bring(await writer.pack([{ silly: true }, visit(), foreign]));
    expect(answer).toMatchObject({
      value: { counts: { taken: 1, known: 0, review: 0, refused: 2 } },
    });
  });

  test('of somebody whose post has ended goes to whoever is responsible now', async () => {
    const person = await community.person(door, '王婶');
    const row = {
      c: 'people',
      id: person,
      op: 'edit',
      set: { remark: '听力不好' },
      stamps: { remark: start },
      seen: 0,
    };
    const parcel = await writer.pack([row]);
    community.clock.at += 1000;
    await community.push(community.system, {
      c: 'posts',
      id: postId,
      op: 'edit',
      set: { until: community.clock.at },
      stamps: { until: community.clock.at },
      seen: 1_000_000,
    });
    community.clock.at += 1000;
    const first = await bring(parcel);
    expect(first).toMatchObject({ value: { counts: { taken: 0, review: 1, refused: 0 } } });
    const once = await everything();
    expect(once).toContain('"quarantine');
    await bring(parcel);
    expect(await everything()).toBe(once);
    // Nothing of a record that is no longer the writer's goes back to him.
    const receipt = first.ok ? await readReceipt(parcel.receiptKey, first.value.receipt) : null;
    expect(receipt?.entries).toMatchObject([{ row: { op: 'edit', set: {} } }]);
    expect(JSON.stringify(receipt)).not.toContain('听力');
  });
});

describe('a receipt of a parcel', () => {
  test('tells the device that packed it what the wire would have told', async () => {
    const good = visit();
    const bad = { ...visit(), r: { ...visit().r, place: 'c1/g02/b1/h101' } };
    const parcel = await writer.pack([good, bad]);
    const answer = await bring(parcel);
    if (!answer.ok) throw new Error(answer.code);
    const receipt = await readReceipt(parcel.receiptKey, answer.value.receipt);
    const wire = await community.server.push(writer.session, [good, bad]);
    expect(receipt?.entries.map(({ result }) => result)).toMatchObject([
      { id: good.id, outcome: 'accepted', r: wire.results[0]?.r },
      { id: bad.id, outcome: 'refused', problem: wire.results[1]?.problem, gone: true },
    ]);
    expect(receipt?.entries[0]?.row).toEqual({ op: 'create', r: {} });
    expect(receipt?.entries[1]?.row).toEqual({ op: 'create', r: bad.r });
  });

  test('can be read with no other parcel’s key, and names its parcel', async () => {
    const parcel = await writer.pack([visit()]);
    const second = await writer.pack([visit()]);
    const answer = await bring(parcel);
    if (!answer.ok) throw new Error(answer.code);
    expect(await readReceipt(second.receiptKey, answer.value.receipt)).toBeNull();
    const bytes = Uint8Array.from(Buffer.from(answer.value.receipt, 'base64url'));
    expect(parcelOfReceipt(bytes)).toBe(await parcelIdOf(crypto, parcel.bytes));
  });
});

describe('nothing is applied of a parcel', () => {
  /** Why a parcel was not taken in; `changed` when something happened all the same. */
  const refusal = async (parcel: { text: string }, by = carrier): Promise<string> => {
    const before = await everything();
    const answer = await bring(parcel, by);
    if (answer.ok) return 'taken';
    return (await everything()) === before ? answer.code : 'changed';
  };

  test('of one signed with another key, or in another device’s name', async () => {
    const forged = (await makeSigningKeys(crypto)).privateKey;
    expect(await refusal(await writer.pack([visit()], { signingKey: forged }))).toBe(
      'carriedForged',
    );
    expect(await refusal(await carrier.pack([visit()], { device: writer.session.device }))).toBe(
      'carriedForged',
    );
    const named = { person: holder, device: writer.session.device };
    expect(await refusal(await carrier.pack([visit()], { body: named }))).toBe('carriedForged');
    expect(await refusal(await writer.pack([visit()], { body: { community: 'c2' } }))).toBe(
      'carriedForged',
    );
    expect(await refusal(await writer.pack([visit()], { device: community.id() }))).toBe(
      'carriedUnknown',
    );
  });

  test('of one that was cut or altered at any place', async () => {
    const { bytes } = await writer.pack([visit()]);
    for (let length = 0; length < bytes.length; length += Math.max(1, bytes.length >> 3)) {
      expect(await refusal({ text: toBase64url(bytes.subarray(0, length)) })).toBe(
        'carriedDamaged',
      );
    }
    expect(await refusal({ text: '不是包裹' })).toBe('carriedDamaged');
    community.clock.at += 600_000;
    const codes = new Set<string>();
    for (let at = 0; at < bytes.length; at += Math.max(1, Math.floor(bytes.length / 64))) {
      community.clock.at += 60_000;
      const altered = Uint8Array.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 0x10;
      codes.add(await refusal({ text: toBase64url(altered) }));
    }
    expect([...codes].toSorted()).toEqual(['carriedDamaged', 'carriedForeign']);
  });

  test('of one for another server, or brought to another community', async () => {
    const elsewhere = parcelKeysOf('another secret');
    expect(await refusal(await writer.pack([visit()], { serverKey: elsewhere.publicKey }))).toBe(
      'carriedForeign',
    );
    await community.server.createCommunity({
      id: 'c2',
      name: '别的社区',
      admin: { person: community.id(), name: '周' },
    });
    const stranger = { ...carrier, session: { ...carrier.session, community: 'c2' } };
    expect(await refusal(await writer.pack([visit()]), stranger)).toBe('carriedForeign');
  });

  test('of one that unpacks into too much, or into nonsense', async () => {
    const padded = { padding: ' '.repeat(mostUnpackedBytes) };
    const bomb = await writer.pack([visit()], { body: padded });
    expect(bomb.bytes.length).toBeLessThan(20_000);
    expect(await refusal(bomb)).toBe('carriedDamaged');
    const nonsense = Uint8Array.from(deflateRawSync('[1,2,3]'));
    expect(await refusal(await writer.pack([], { packed: nonsense }))).toBe('carriedDamaged');
    const many = Array.from({ length: 2001 }, () => ({}));
    expect(await refusal(await writer.pack(many))).toBe('carriedDamaged');
  });

  test('of a device that was lost, also when it was packed before', async () => {
    const parcel = await writer.pack([visit()]);
    const { server, system } = community;
    await server.endDevice(system, { device: writer.session.device, how: 'lost' });
    expect(await refusal(parcel)).toBe('carriedRevoked');
  });

  test('and nobody learns from a parcel of his own making that a device was lost, or has no holder', async () => {
    const named = { device: writer.session.device };
    const inUse = await refusal(await carrier.pack([visit()], named));
    const { server, system } = community;
    await server.endDevice(system, { device: writer.session.device, how: 'lost' });
    expect(await refusal(await carrier.pack([visit()], named))).toBe(inUse);
    const stamp = community.clock.at + 1;
    await community.push(system, { c: 'people', id: holder, op: 'delete', stamp });
    expect(await refusal(await carrier.pack([visit()], named))).toBe(inUse);
  });

  test('of a person who is no longer there', async () => {
    const parcel = await writer.pack([visit()]);
    await community.push(community.system, {
      c: 'people',
      id: holder,
      op: 'delete',
      stamp: community.clock.at + 1,
    });
    expect(await refusal(parcel)).toBe('carriedRevoked');
  });

  test('for a carrier who brings one bad parcel after the other', async () => {
    for (let n = 0; n < 20; n += 1) await bring({ text: 'AAAA' });
    const answer = await bring(await writer.pack([visit()]));
    expect(answer).toMatchObject({ ok: false, code: 'tooManyRequests' });
  });
});

describe('a device that packs', () => {
  test('that signed out after handing its parcel over is still believed', async () => {
    const row = visit();
    const parcel = await writer.pack([row]);
    await community.server.signOut(writer.session);
    expect(await bring(parcel)).toMatchObject({ value: { counts: { taken: 1 } } });
  });

  test('that enrolled without a key gives one once, and never another', async () => {
    const { device } = await community.employed('liaison', 'c1/g01/b2');
    const { server } = community;
    expect((await server.session(device.session)).carried?.known).toBe(false);
    expect(await server.deviceKey(device.session, 'A'.repeat(87))).toMatchObject({ ok: true });
    expect(await server.deviceKey(device.session, 'A'.repeat(87))).toMatchObject({ ok: true });
    expect(await server.deviceKey(device.session, 'B'.repeat(87))).toEqual({
      ok: false,
      code: 'notAllowed',
    });
    expect((await server.session(device.session)).carried?.known).toBe(true);
  });
});

test('a parcel from before a backup was put back is taken in by the store that was put back', async () => {
  const store = await openSqlite(':memory:');
  const before = await testCommunity({ store });
  await plantTree(before.server, before.make);
  const post = await before.employed('liaison', 'c1/g01/b1');
  const device = await packingDevice(before, post.holder);
  const other = await packingDevice(before, post.holder);
  const r = { kind: 'round', place: door, startedAt: start, finishedAt: start, outcome: 'met' };
  const parcel = await device.pack([before.creation('visits', r)]);
  const told = before.server.core.carried.keys.told;
  const restored = await openServer({ ...before.clock.surroundings, store, restored: true });
  expect(restored.core.epoch).not.toBe(before.server.core.epoch);
  expect(restored.core.carried.keys.told).toBe(told);
  const answer = await restored.carried(other.session, parcel.text);
  expect(answer).toMatchObject({ ok: true, value: { counts: { taken: 1 } } });
});
