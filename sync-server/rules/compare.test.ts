import { beforeEach, describe, expect, test } from 'vitest';
import { differingParts, tallyParts, tallyWhole } from '../../src/domain/tally.ts';
import { plantTree, pullAll, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

let community: TestCommunity;
let liaison: Device;
const long = 0;

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  await community.person('c1/g01/b1/h101', '李');
  await community.person('c1/g02/b1/h101', '别处的人');
  liaison = (await community.employed('liaison', 'c1/g01/b1')).device;
  await pullAll(community.server, liaison);
});

const held = (device: Device) =>
  tallyParts(
    [...device.holds].map(([name, record]) => ({
      c: name.slice(0, name.indexOf('/')),
      id: record['id'] as string,
      version: record['version'] as number,
      place: record['place'] as string,
    })),
  );

async function compare(device: Device, journalsSince = long) {
  const answer = await community.server.compare(device.session, {
    protocol: 1,
    checkpoint: device.checkpoint ?? '',
    journalsSince,
    held: tallyWhole(held(device)),
  });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

/** Names of the parts in which the device is said to differ. */
async function differing(device: Device): Promise<string[]> {
  const answer = await compare(device);
  if (answer.state !== 'differing') throw new Error(answer.state);
  return [...differingParts(held(device), new Map(Object.entries(answer.parts)))];
}

const notBefore = () => community.clock.at - 90 * 86_400_000;

describe('a device that is compared with what it should hold', () => {
  test('is told that it has the same', async () => {
    expect(await compare(liaison, notBefore())).toMatchObject({ state: 'same' });
  });

  test('is told where a record is missing, outdated, or too many', async () => {
    const [name, record] = [...liaison.holds].find(([key]) => key.startsWith('people/')) ?? [];
    liaison.holds.delete(name as string);
    expect(await differing(liaison)).toEqual(['people c1/g01/b1']);
    liaison.holds.set(name as string, { ...record, version: 1 });
    expect(await differing(liaison)).toEqual(['people c1/g01/b1']);
    liaison.holds.set(name as string, record as Record<string, unknown>);
    const extra = community.id();
    liaison.holds.set(`visits/${extra}`, { id: extra, version: 3, place: 'c1/g01/b1/h101' });
    expect(await differing(liaison)).toEqual(['visits c1/g01/b1']);
  });

  test('is sent to pull first when there is anything to pull, be it a departure', async () => {
    const id = await community.person('c1/g01/b1/h102', '王');
    expect(await compare(liaison, notBefore())).toMatchObject({ state: 'behind' });
    await pullAll(community.server, liaison);
    expect(await compare(liaison, notBefore())).toMatchObject({ state: 'same' });
    await community.push(community.system, { c: 'people', id, op: 'delete', stamp: 9e12 });
    expect(await compare(liaison, notBefore())).toMatchObject({ state: 'behind' });
  });

  test('is sent to pull first when its scope is another now', async () => {
    await community.post(liaison.session.person, 'liaison', 'c1/g01/b2');
    expect(await compare(liaison, notBefore())).toMatchObject({ state: 'behind' });
  });

  test('does not lag behind what happens out of its sight', async () => {
    await community.person('c1/g02/b1/h102', '别处的人');
    expect(await compare(liaison, notBefore())).toMatchObject({ state: 'same' });
  });

  test('leaves out journals that are too old to be held', async () => {
    const { at } = community.clock;
    const visit = { kind: 'watch', place: 'c1/g01/b1/h101', startedAt: at, finishedAt: at };
    const person = await community.person('c1/g01/b1/h101', '陈');
    const id = await community.make('visits', { ...visit, person });
    await pullAll(community.server, liaison);
    community.clock.at += 91 * 86_400_000;
    const answer = await compare(liaison, notBefore());
    expect(answer.state).toBe('differing');
    liaison.holds.delete(`visits/${id}`);
    expect(await compare(liaison, notBefore())).toMatchObject({ state: 'same' });
  });

  test('with another’s checkpoint is told nothing', async () => {
    const other = (await community.employed('head', 'c1/g02')).device;
    await pullAll(community.server, other);
    const answer = await community.server.compare(liaison.session, {
      protocol: 1,
      checkpoint: other.checkpoint ?? '',
      journalsSince: long,
      held: { count: 0, sum: '0'.repeat(16) },
    });
    expect(answer).toMatchObject({ ok: false, code: 'checkpointInvalid' });
  });
});

describe('the records of some parts', () => {
  const parts = async (...names: string[]) => {
    const answer = await community.server.parts(liaison.session, {
      protocol: 1,
      checkpoint: liaison.checkpoint ?? '',
      journalsSince: long,
      parts: names,
    });
    if (!answer.ok) throw new Error(answer.code);
    return answer.value.records;
  };

  test('are what the reader holds there', async () => {
    const records = await parts('people c1/g01/b1');
    const mine = [...liaison.holds].filter(([name]) => name.startsWith('people/'));
    expect(records.map(({ r }) => r).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      mine
        .map(([, record]) => record)
        .toSorted((a, b) => ((a['id'] as string) < (b['id'] as string) ? -1 : 1)),
    );
  });

  test('of an outer place do not bring what lies inside it', async () => {
    expect((await parts('places c1/g01')).map(({ r }) => r['place'])).toEqual(['c1/g01']);
  });

  test('never hold what the reader may not see, whatever is asked', async () => {
    expect(await parts('people c1/g02/b1', 'people c1', 'people', '', "people' or 1=1 --")).toEqual(
      [],
    );
  });
});
