import { beforeEach, describe, expect, test } from 'vitest';
import { day, plantTree, pullAll, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

let community: TestCommunity;
let old: { holder: string; postId: string; device: Device };
let next: { holder: string; postId: string; device: Device };
let head: Device;
let resident: string;
let door: string;
let household: string;
let visitId: string;

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  old = await community.employed('liaison', 'c1/g01/b1');
  next = await community.employed('liaison', 'c1/g01/b2');
  head = (await community.employed('head', 'c1/g01')).device;
  door = 'c1/g01/b1/h101';
  resident = await community.person(door, '李', { phone: '138' });
  const { at } = community.clock;
  visitId = await community.make('visits', {
    kind: 'watch',
    place: door,
    person: resident,
    startedAt: at,
    finishedAt: at,
    note: '咳嗽',
  });
  const [row] = await community.store.read((sql) =>
    sql.all<{ id: string }>(`select id from records where c = 'places' and place = ?`, [door]),
  );
  household = row?.id ?? '';
  for (const { device } of [old, next]) await pullAll(community.server, device);
});

let stamp = 0;
function edit(c: string, id: string, set: Record<string, unknown>, seen = 1e9) {
  stamp += 1;
  const stamps = Object.fromEntries(Object.keys(set).map((name) => [name, stamp]));
  return { c, id, op: 'edit' as const, set, stamps, seen };
}
const bySystem = (...rows: unknown[]) => community.push(community.system, ...rows);
const one = async (device: Device, row: unknown) => {
  const [result] = await community.push(device.session, row);
  if (!result) throw new Error('no result');
  return result;
};
const quarantined = async () => {
  await pullAll(community.server, head);
  return [...head.holds.values()].filter((record) => record['kind'] === 'quarantine');
};
const move = (place: string) => bySystem(edit('places', household, { place }));

describe('rule 8: what one may no longer hold is taken back', () => {
  test('a household moves: the old liaison forgets it and the new one has it, with all that belongs to it', async () => {
    await one(head, edit('places', household, { place: 'c1/g01/b2/h301' }));
    await pullAll(community.server, old.device);
    await pullAll(community.server, next.device);
    for (const key of [`places/${household}`, `people/${resident}`, `visits/${visitId}`]) {
      expect(old.device.holds.has(key)).toBe(false);
      expect(next.device.holds.get(key)).toMatchObject({ place: 'c1/g01/b2/h301' });
    }
  });

  test('an edit made offline before the move is kept for whoever is responsible now', async () => {
    await move('c1/g01/b2/h301');
    const result = await one(old.device, edit('people', resident, { remark: '怕狗' }, 0));
    expect(result).toMatchObject({
      outcome: 'quarantined',
      problem: { code: 'placeMoved' },
      gone: true,
    });
    expect(result).not.toHaveProperty('r');
    const [kept, ...more] = await quarantined();
    expect(more).toEqual([]);
    expect(kept).toMatchObject({
      place: 'c1/g01/b2/h301',
      about: { c: 'people', id: resident },
      problem: 'placeMoved',
      row: { set: { remark: '怕狗' } },
      from: { by: old.holder, device: old.device.session.device },
    });
  });

  test('a visit logged offline at a household that moved is kept at its new place', async () => {
    await move('c1/g01/b2/h301');
    const { at } = community.clock;
    const row = community.creation('visits', {
      kind: 'round',
      place: door,
      startedAt: at,
      finishedAt: at,
      note: '门开着',
    });
    expect(await one(old.device, row)).toMatchObject({ outcome: 'quarantined', gone: true });
    expect((await quarantined())[0]).toMatchObject({
      place: 'c1/g01/b2/h301',
      row: { r: { note: '门开着' } },
    });
  });

  test('whoever is responsible at both ends has his visit follow the household', async () => {
    await move('c1/g01/b1/h303');
    const { at } = community.clock;
    const row = community.creation('visits', {
      kind: 'watch',
      place: door,
      person: resident,
      startedAt: at,
      finishedAt: at,
    });
    expect(await one(old.device, row)).toMatchObject({
      outcome: 'accepted',
      r: { place: 'c1/g01/b1/h303' },
    });
  });

  test('what he wrote himself and has not read back since goes with his post', async () => {
    const { at } = community.clock;
    const visit = { kind: 'round', place: door, startedAt: at, finishedAt: at };
    const [stays, moves] = [
      community.creation('visits', visit),
      community.creation('visits', visit),
    ];
    for (const row of [stays, moves]) {
      const { r } = await one(old.device, row);
      old.device.holds.set(`visits/${row.id}`, r as Record<string, unknown>);
    }
    await bySystem({ c: 'visits', id: moves.id, op: 'delete', stamp: at + 1 });
    await bySystem(edit('posts', old.postId, { until: at - 1 }));
    await pullAll(community.server, old.device);
    const left = [...old.device.holds.keys()].filter((key) => key.startsWith('visits/'));
    expect(left).toEqual([]);
  });

  test('a person moves, and what is about him follows', async () => {
    await one(head, edit('people', resident, { place: 'c1/g01/b2/h102' }));
    await pullAll(community.server, old.device);
    await pullAll(community.server, next.device);
    expect(old.device.holds.has(`visits/${visitId}`)).toBe(false);
    expect(next.device.holds.get(`visits/${visitId}`)).toMatchObject({ place: 'c1/g01/b2/h102' });
  });

  test('a post that ended by time alone takes back what it gave, and keeps what was written under it', async () => {
    const { clock } = community;
    await bySystem(edit('posts', old.postId, { until: clock.at + day }));
    await pullAll(community.server, old.device);
    expect(old.device.holds.has(`people/${resident}`)).toBe(true);
    const offline = edit('people', resident, { remark: '搬走前写的' }, 0);
    clock.at += day;
    const result = await one(old.device, offline);
    expect(result).toMatchObject({
      outcome: 'quarantined',
      problem: { code: 'postEnded' },
      gone: true,
    });
    await pullAll(community.server, old.device);
    expect(old.device.holds.has(`people/${resident}`)).toBe(false);
    expect(old.device.holds.has(`visits/${visitId}`)).toBe(false);
    expect(await quarantined()).toHaveLength(1);
  });

  test('long after the end of a post there is nothing left to keep', async () => {
    await bySystem(edit('posts', old.postId, { until: community.clock.at }));
    community.clock.at += 91 * day;
    const result = await one(old.device, edit('people', resident, { remark: 'late' }, 0));
    expect(result).toMatchObject({
      outcome: 'refused',
      problem: { code: 'notAllowed' },
      gone: true,
    });
  });

  test('a watcher who is replaced forgets the person and the visits', async () => {
    const first = await community.employed('volunteer', 'c1/g01/b1');
    const second = await community.employed('volunteer', 'c1/g01/b1');
    await bySystem(edit('people', resident, { watchers: [first.holder] }));
    await pullAll(community.server, first.device);
    expect(first.device.holds.get(`visits/${visitId}`)).toMatchObject({ note: '咳嗽' });
    await bySystem(edit('people', resident, { watchers: [second.holder] }));
    await pullAll(community.server, first.device);
    await pullAll(community.server, second.device);
    expect(first.device.holds.has(`people/${resident}`)).toBe(false);
    expect(first.device.holds.has(`visits/${visitId}`)).toBe(false);
    expect(second.device.holds.get(`visits/${visitId}`)).toMatchObject({ note: '咳嗽' });
  });

  test('a widened grant brings what was gained and nothing else again', async () => {
    await community.post(old.holder, 'liaison', 'c1/g01/b2');
    const pages = await pullAll(community.server, old.device);
    const sent = pages.flatMap((page) => page.changes);
    expect(sent.some((change) => 'r' in change && change.r['place'] === 'c1/g01/b2/h101')).toBe(
      true,
    );
    expect(sent.some((change) => 'r' in change && change.r.id === resident)).toBe(false);
    expect(sent.filter((change) => 'gone' in change)).toEqual([]);
  });

  test('another role in the same place brings and takes back fields', async () => {
    const core = await community.employed('core', 'c1/g01/b1');
    await pullAll(community.server, core.device);
    expect(core.device.holds.get(`people/${resident}`)).not.toHaveProperty('phone');
    const post = await community.post(core.holder, 'liaison', 'c1/g01/b1');
    await pullAll(community.server, core.device);
    expect(core.device.holds.get(`people/${resident}`)).toHaveProperty('phone', '138');
    await bySystem(edit('posts', post, { until: community.clock.at }));
    await pullAll(community.server, core.device);
    expect(core.device.holds.get(`people/${resident}`)).not.toHaveProperty('phone');
  });

  test('a deleted place is forgotten, though nobody is named in it', async () => {
    const [empty] = await community.store.read((sql) =>
      sql.all<{ id: string }>(`select id from records where c = 'places' and place = ?`, [
        'c1/g01/b1/h102',
      ]),
    );
    const key = `places/${empty?.id}`;
    expect(old.device.holds.has(key)).toBe(true);
    await bySystem({ c: 'places', id: empty?.id, op: 'delete', stamp: community.clock.at });
    await pullAll(community.server, old.device);
    expect(old.device.holds.has(key)).toBe(false);
  });

  test('a deletion wins over an edit, and the edit is kept for review', async () => {
    await bySystem({ c: 'people', id: resident, op: 'delete', stamp: community.clock.at });
    const result = await one(old.device, edit('people', resident, { remark: '没丢' }, 0));
    expect(result).toMatchObject({
      outcome: 'quarantined',
      problem: { code: 'recordDeleted' },
      gone: true,
    });
    expect((await quarantined())[0]).toMatchObject({ row: { set: { remark: '没丢' } } });
  });

  test('what was written after somebody decided to delete is kept, though it arrived before', async () => {
    const admin = (await community.employed('admin', 'c1')).device;
    await one(old.device, edit('people', resident, { remark: '刚写的' }, 0));
    const decided = 1;
    stamp = 10;
    const result = await one(admin, { c: 'people', id: resident, op: 'delete', stamp: decided });
    expect(result.outcome).toBe('accepted');
    expect((await quarantined())[0]).toMatchObject({ row: { set: { remark: '刚写的' } } });
  });

  test('a visit to somebody who was deleted meanwhile is kept', async () => {
    await bySystem({ c: 'people', id: resident, op: 'delete', stamp: community.clock.at });
    const { at } = community.clock;
    const row = community.creation('visits', {
      kind: 'watch',
      place: door,
      person: resident,
      startedAt: at,
      finishedAt: at,
    });
    expect(await one(old.device, row)).toMatchObject({
      outcome: 'quarantined',
      problem: { code: 'recordDeleted', field: 'person' },
    });
  });

  test('journals from before the retention are not sent, and taken back when they change', async () => {
    community.clock.at += 91 * day;
    const late = await community.device(old.holder);
    await pullAll(community.server, late);
    expect(late.heardOf.has(visitId)).toBe(false);
    await move('c1/g01/b1/h303');
    await pullAll(community.server, old.device);
    expect(old.device.holds.has(`visits/${visitId}`)).toBe(false);
    expect(old.device.holds.has(`people/${resident}`)).toBe(true);
  });
});

describe('rule 9: unknown and forbidden look the same', () => {
  const shapeOf = (result: unknown) => JSON.stringify(result).replaceAll(/"id":"[^"]+"/g, '"id"');

  test('to an edit and a deletion', async () => {
    for (const row of [
      (id: string) => edit('people', id, { remark: 'x' }, 0),
      (id: string) => edit('people', id, {}, 0),
      (id: string) => ({ c: 'people', id, op: 'delete', stamp: 1 }),
    ]) {
      const foreign = await one(next.device, row(resident));
      const unknown = await one(next.device, row(community.id()));
      expect(shapeOf(foreign)).toBe(shapeOf(unknown));
      expect(foreign).toMatchObject({
        outcome: 'refused',
        problem: { code: 'notAllowed' },
        gone: true,
      });
    }
  });

  test('an id in use tells nothing of whose it is', async () => {
    const row = (id: string) =>
      community.creation('people', { kind: 'resident', place: 'c1/g01/b2/h101', name: 'x' }, id);
    const mine = await community.person('c1/g01/b2/h101', 'y');
    const foreign = await one(next.device, row(resident));
    const own = await one(next.device, row(mine));
    expect(shapeOf(foreign)).toBe(shapeOf(own));
    expect(foreign).not.toHaveProperty('r');
  });

  test('answers of a push show no field that the writer may not read', async () => {
    const core = (await community.employed('core', 'c1/g01/b1')).device;
    const { at } = community.clock;
    const row = community.creation('visits', {
      kind: 'round',
      place: door,
      person: resident,
      startedAt: at,
      finishedAt: at,
    });
    expect((await one(core, row)).outcome).toBe('accepted');
    const refusal = await one(core, edit('people', resident, { name: 'x' }, 0));
    expect(refusal.r).toMatchObject({ name: '李' });
    expect(refusal.r).not.toHaveProperty('phone');
  });

  test('a checkpoint is worth nothing to another person, nor when it was changed', async () => {
    const { server } = community;
    const stolen = { protocol: 1, checkpoint: old.device.checkpoint, limit: 10 };
    expect(await server.pull(next.device.session, stolen)).toEqual({
      ok: false,
      code: 'checkpointInvalid',
    });
    const [body = '', mac = ''] = (next.device.checkpoint ?? '').split('.');
    const point = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...point, version: 0 })).toString('base64url');
    for (const checkpoint of [`${forged}.${mac}`, 'x', '', 'a.b.c']) {
      expect(
        await server.pull(next.device.session, { protocol: 1, checkpoint, limit: 10 }),
      ).toEqual({
        ok: false,
        code: 'checkpointInvalid',
      });
    }
  });
});
