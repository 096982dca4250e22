import { beforeEach, describe, expect, test } from 'vitest';
import { day, plantTree, pullAll, start, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

let community: TestCommunity;
let admin: Device;
let head: Device;

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  admin = (await community.employed('admin', 'c1')).device;
  head = (await community.employed('head', 'c1/g01')).device;
});

const remove = (id: string, by = admin) =>
  community.push(by.session, { c: 'posts', id, op: 'delete', stamp: community.clock.at });

describe('an administrator deletes a post', () => {
  test('that was held: it is ended, and what its holder wrote before is kept for the head', async () => {
    const resident = await community.person('c1/g01/b1/h101', '王');
    const liaison = await community.employed('liaison', 'c1/g01/b1');
    await pullAll(community.server, liaison.device);
    community.clock.at += 1000;
    const until = community.clock.at;
    const [result] = await remove(liaison.postId);
    expect(result).toMatchObject({ outcome: 'accepted', r: { id: liaison.postId, until } });
    expect((await remove(liaison.postId))[0]).toMatchObject({ outcome: 'duplicate', r: { until } });

    await pullAll(community.server, liaison.device);
    expect([...liaison.device.holds.keys()].filter((name) => name.startsWith('people/'))).toEqual([
      `people/${liaison.holder}`,
    ]);
    const set = { remark: '耳背' };
    const late = { c: 'people', id: resident, op: 'edit', set, stamps: { remark: start }, seen: 1 };
    expect((await community.push(liaison.device.session, late))[0]).toMatchObject({
      outcome: 'quarantined',
    });
    await pullAll(community.server, head);
    const kinds = [...head.holds.values()].map(({ kind }) => kind);
    expect(kinds).toContain('quarantine');
    expect(kinds).toContain('handover');
  });

  test('that was over keeps the end it had', async () => {
    const until = start - day;
    const { postId } = await community.employed('liaison', 'c1/g01/b1', { until });
    expect((await remove(postId))[0]).toMatchObject({ outcome: 'duplicate', r: { until } });
  });

  test('that had not begun, or that an import made: it is gone', async () => {
    const later = await community.employed('liaison', 'c1/g01/b1', { from: start + day });
    const imported = await community.employed('liaison', 'c1/g01/b2', { importBatch: 'b' });
    expect(await remove(later.postId)).toMatchObject([{ outcome: 'accepted', gone: true }]);
    expect(await remove(imported.postId)).toMatchObject([{ outcome: 'accepted', gone: true }]);
  });

  test('nobody else does', async () => {
    const { postId } = await community.employed('liaison', 'c1/g01/b1');
    expect(await remove(postId, head)).toMatchObject([{ outcome: 'refused' }]);
  });
});
