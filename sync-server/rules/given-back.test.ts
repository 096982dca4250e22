import { beforeEach, expect, test } from 'vitest';
import { plantTree, pullAll, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

let community: TestCommunity;
let phone: Device;
let other: Device;
let head: Device;

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  const liaison = await community.employed('liaison', 'c1/g01/b1');
  phone = liaison.device;
  other = await community.device(liaison.holder);
  head = (await community.employed('head', 'c1/g01')).device;
});

const one = async (device: Device, row: unknown) => {
  const [result] = await community.push(device.session, row);
  if (!result) throw new Error('no result');
  return result;
};

const step = (name: string) => ({
  id: community.id(),
  step: name,
  at: community.clock.at,
  by: phone.session.person,
});

const need = (id: string, stamp: number, more: Record<string, unknown>) =>
  community.creation(
    'needs',
    {
      kind: 'need',
      place: 'c1/g01/b1/h101',
      category: 'errand',
      urgency: 'normal',
      what: '买药',
      consent: true,
      source: 'door',
      ...more,
    },
    id,
    stamp,
  );

const conflicts = async () => {
  await pullAll(community.server, head);
  return [...head.holds.values()].filter((record) => record['kind'] === 'conflict');
};

test('two devices of one person give the same record back: the members of both are there', async () => {
  const id = community.id();
  const [submitted, contacted] = [step('submitted'), step('contacted')];
  await one(phone, need(id, 10, { steps: [submitted] }));
  const second = await one(other, need(id, 20, { steps: [submitted, contacted] }));
  expect(second.outcome).toBe('accepted');
  const steps = (second.r?.['steps'] ?? []) as { id: string }[];
  expect(steps.map((member) => member.id)).toEqual([submitted.id, contacted.id]);
  const again = await one(other, need(id, 20, { steps: [submitted, contacted] }));
  expect(again.outcome).toBe('duplicate');
  expect(await conflicts()).toEqual([]);
});

test('where they say otherwise the later stands and the other value is kept', async () => {
  const id = community.id();
  const steps = [step('submitted')];
  await one(phone, need(id, 10, { steps }));
  await one(other, need(id, 20, { steps, what: '买米' }));
  await pullAll(community.server, head);
  expect(head.holds.get(`needs/${id}`)).toMatchObject({ what: '买米' });
  expect(await conflicts()).toMatchObject([{ field: 'what', other: { value: '买药' } }]);
});

test('somebody else cannot add to a record by making it again', async () => {
  const id = community.id();
  await one(phone, need(id, 10, { steps: [step('submitted')] }));
  const forged = await one(head, need(id, 20, { steps: [step('submitted')], what: '买酒' }));
  expect(forged).toMatchObject({ outcome: 'refused', problem: { code: 'idTaken' }, gone: true });
  await pullAll(community.server, head);
  expect(head.holds.get(`needs/${id}`)).toMatchObject({ what: '买药' });
});
