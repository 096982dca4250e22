import { beforeEach, describe, expect, test } from 'vitest';
import { day, plantTree, pullAll, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

let community: TestCommunity;
let old: { holder: string; postId: string; device: Device };
let head: Device;
let resident: string;

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  old = await community.employed('liaison', 'c1/g01/b1');
  head = (await community.employed('head', 'c1/g01')).device;
  resident = await community.person('c1/g01/b1/h101', '李');
  community.clock.at += day;
  for (const device of [old.device, head]) await pullAll(community.server, device);
});

let stamp = 0;
function edit(c: string, id: string, set: Record<string, unknown>) {
  stamp += 1;
  const stamps = Object.fromEntries(Object.keys(set).map((name) => [name, stamp]));
  return { c, id, op: 'edit' as const, set, stamps, seen: 1e9 };
}
const endPost = (until = community.clock.at) =>
  community.push(head.session, edit('posts', old.postId, { until }));
const receipt = async () => {
  await pullAll(community.server, head);
  return head.holds.get(`notices/${old.postId}`);
};
const pull = (device: Device, unsent: number) =>
  community.server.pull(device.session, {
    protocol: 1,
    checkpoint: device.checkpoint,
    limit: 500,
    unsent,
  });
const note = () => {
  const { at } = community.clock;
  return community.creation('visits', {
    kind: 'watch',
    place: 'c1/g01/b1/h101',
    person: resident,
    startedAt: at,
    finishedAt: at,
    note: '门口说的',
  });
};

describe('a post is handed over', () => {
  test('the successor has the work at the next sync; the predecessor forgets all of it, what she wrote too', async () => {
    const row = note();
    await community.push(old.device.session, row);
    await pullAll(community.server, old.device);
    expect(old.device.holds.has(`visits/${row.id}`)).toBe(true);
    const successor = await community.person('c1/g01/b2/h101', '接手的人');
    const next = await community.device(successor);
    const { at } = community.clock;
    const taken = community.creation('posts', {
      kind: 'duty',
      place: 'c1/g01/b1',
      person: successor,
      role: 'liaison',
      from: at,
      name: '接手的人',
      follows: old.postId,
    });
    const results = await community.push(
      head.session,
      taken,
      edit('posts', old.postId, { until: at }),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    await pullAll(community.server, next);
    await pullAll(community.server, old.device);
    for (const key of [`visits/${row.id}`, `people/${resident}`]) {
      expect(next.holds.has(key)).toBe(true);
      expect(old.device.holds.has(key)).toBe(false);
    }
    const left = [...old.device.holds.values()].filter(({ place }) =>
      String(place).startsWith('c1/g01/b1/'),
    );
    expect(left).toEqual([]);
  });

  test('whoever stays in office elsewhere forgets what she wrote here all the same', async () => {
    await community.post(old.holder, 'volunteer', 'c1/g02');
    const row = note();
    await community.push(old.device.session, row);
    await pullAll(community.server, old.device);
    expect(old.device.holds.has(`visits/${row.id}`)).toBe(true);
    await endPost();
    await pullAll(community.server, old.device);
    expect(old.device.holds.has(`visits/${row.id}`)).toBe(false);
  });

  test('what was written before and comes in later is kept for the head', async () => {
    const row = note();
    await endPost();
    const [result] = await community.push(old.device.session, row);
    expect(result).toMatchObject({ outcome: 'quarantined', problem: { code: 'postEnded' } });
    await pullAll(community.server, head);
    const kept = [...head.holds.values()].find(({ kind }) => kind === 'quarantine');
    expect(kept).toMatchObject({
      from: { by: old.holder, byName: 'liaison of c1/g01/b1', deviceName: 'phone' },
      row: { r: { note: '门口说的' } },
    });
  });
});

describe('the receipt of a handover', () => {
  test('waits for a device that was not heard of since, and becomes complete by itself', async () => {
    community.clock.at += day;
    await pull(old.device, 3);
    community.clock.at += day;
    await endPost();
    const opened = await receipt();
    expect(opened).toMatchObject({
      kind: 'handover',
      place: 'c1/g01/b1',
      person: old.holder,
      about: { c: 'posts', id: old.postId },
      endsAt: community.clock.at,
      devices: [{ id: old.device.session.device, name: 'phone', unsent: 3 }],
    });
    expect(opened).not.toHaveProperty('doneAt');
    community.clock.at += 1000;
    await pull(old.device, 2);
    expect(await receipt()).toMatchObject({ devices: [{ unsent: 2 }] });
    expect(await receipt()).not.toHaveProperty('doneAt');
    community.clock.at += 1000;
    await pull(old.device, 0);
    const doneAt = community.clock.at;
    expect(await receipt()).toMatchObject({ devices: [{ unsent: 0, heardAt: doneAt }], doneAt });
    // What the device does later, perhaps in another post, is no part of it.
    community.clock.at += day;
    await pull(old.device, 7);
    expect(await receipt()).toMatchObject({ devices: [{ unsent: 0, heardAt: doneAt }], doneAt });
  });

  test('a device that is in use is asked at once, though it told of itself a moment ago', async () => {
    await pull(old.device, 0);
    community.clock.at += 1000;
    await endPost();
    expect(await receipt()).not.toHaveProperty('doneAt');
    community.clock.at += 1000;
    await pull(old.device, 0);
    expect(await receipt()).toMatchObject({ doneAt: community.clock.at });
  });

  test('counts from when the end is known here, not from when it was meant to be', async () => {
    await endPost(community.clock.at - 3 * day);
    expect(await receipt()).toMatchObject({ endsAt: community.clock.at });
  });

  test('an end by the clock waits for its day', async () => {
    const endsAt = community.clock.at + 2 * day;
    await endPost(endsAt);
    community.clock.at += day;
    await pull(old.device, 0);
    expect(await receipt()).not.toHaveProperty('doneAt');
    community.clock.at += 2 * day;
    await pull(old.device, 0);
    expect(await receipt()).toMatchObject({ endsAt, doneAt: community.clock.at });
  });

  test('a lost device has nothing more to hand in, and how much went down with it stays written', async () => {
    community.clock.at += day;
    await pull(old.device, 4);
    await endPost();
    community.clock.at += day;
    await community.server.endDevice(head.session, {
      device: old.device.session.device,
      how: 'lost',
    });
    expect(await receipt()).toMatchObject({
      devices: [{ unsent: 4, ended: 'lost' }],
      doneAt: community.clock.at,
    });
  });

  test('one that signs out is done, and one that has no device is done at once', async () => {
    await endPost();
    community.clock.at += 1000;
    await community.server.signOut(old.device.session);
    expect(await receipt()).toMatchObject({
      devices: [{ ended: 'signedOut' }],
      doneAt: community.clock.at,
    });
    const nobody = await community.person('c1/g01/b1/h102', '没有手机');
    const post = await community.post(nobody, 'volunteer', 'c1/g01');
    await community.push(head.session, edit('posts', post, { until: community.clock.at }));
    await pullAll(community.server, head);
    expect(head.holds.get(`notices/${post}`)).toMatchObject({
      devices: [],
      doneAt: community.clock.at,
    });
  });

  test('goes when the post goes on after all', async () => {
    await endPost(community.clock.at + day);
    expect(await receipt()).toBeDefined();
    await community.push(head.session, edit('posts', old.postId, { until: null }));
    expect(await receipt()).toBeUndefined();
  });

  test('is for the head and the centre alone', async () => {
    const neighbour = await community.employed('liaison', 'c1/g01/b2');
    await endPost();
    for (const device of [neighbour.device, old.device]) {
      await pullAll(community.server, device);
      expect(device.holds.has(`notices/${old.postId}`)).toBe(false);
      expect(device.heardOf.has(old.postId)).toBe(device === old.device);
    }
  });
});
