import { beforeEach, describe, expect, test } from 'vitest';
import { plantTree, pullAll, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

const here = 'c1/g01/b1/h101';
const there = 'c1/g02/b1/h101';
let community: TestCommunity;
let oldHead: Device;
let newHead: Device;
let liaison: Device;
let resident: string;

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  oldHead = (await community.employed('head', 'c1/g01')).device;
  newHead = (await community.employed('head', 'c1/g02')).device;
  liaison = (await community.employed('liaison', 'c1/g01/b1')).device;
  resident = await community.person(here, '王奶奶');
});

const edit = (c: string, id: string, set: Record<string, unknown>, seen: number, at: number) => ({
  c,
  id,
  op: 'edit' as const,
  set,
  stamps: Object.fromEntries(Object.keys(set).map((name) => [name, at])),
  seen,
});

/** All that a device holds and says of this, as one text. */
async function holds(device: Device, words: string): Promise<boolean> {
  await pullAll(community.server, device);
  return JSON.stringify([...device.holds.values()]).includes(words);
}

const move = () =>
  community.push(
    community.system,
    edit('people', resident, { place: there }, 1e9, community.clock.at),
  );

describe('when a resident has moved to another grid', () => {
  test('what two people wrote of her need side by side goes along, and leaves the old head', async () => {
    const need = await community.make('needs', {
      kind: 'need',
      place: here,
      category: 'medical',
      urgency: 'normal',
      what: '买药',
      person: resident,
      consent: true,
      source: 'door',
      steps: [{ id: community.id(), step: 'submitted', at: community.clock.at, by: 'x' }],
    });
    const { at } = community.clock;
    await community.push(oldHead.session, edit('needs', need, { what: '降压药' }, 1, at - 5));
    await community.push(liaison.session, edit('needs', need, { what: '安眠药' }, 1, at - 3));
    expect(await holds(oldHead, '降压药')).toBe(true);
    await move();
    expect(await holds(newHead, '降压药')).toBe(true);
    expect(await holds(oldHead, '药')).toBe(false);
  });

  test('what was kept of a visit to her goes along too', async () => {
    const { holder, postId, device } = await community.employed('liaison', 'c1/g01/b1');
    expect(holder).not.toBe('');
    const until = community.clock.at;
    await community.push(community.system, edit('posts', postId, { until }, 1e9, until));
    community.clock.at += 1000;
    const { at } = community.clock;
    const visit = { kind: 'watch', place: here, person: resident, startedAt: at, finishedAt: at };
    const row = community.creation('visits', { ...visit, note: '摔了一跤' });
    const [result] = await community.push(device.session, row);
    expect(result).toMatchObject({ outcome: 'quarantined' });
    expect(await holds(oldHead, '摔了一跤')).toBe(true);
    await move();
    expect(await holds(newHead, '摔了一跤')).toBe(true);
    expect(await holds(oldHead, '摔了一跤')).toBe(false);
  });

  test('what is about others at the same door stays', async () => {
    const other = await community.person(here, '李叔');
    const { at } = community.clock;
    await community.push(oldHead.session, edit('people', other, { remark: '耳背' }, 1, at - 5));
    await community.push(liaison.session, edit('people', other, { remark: '不耳背' }, 1, at - 3));
    await move();
    expect(await holds(newHead, '耳背')).toBe(false);
    expect(await holds(oldHead, '耳背')).toBe(true);
  });
});
