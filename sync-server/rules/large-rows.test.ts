import { beforeEach, describe, expect, test } from 'vitest';
import { plantTree, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

const door = 'c1/g01/b1/h101';
let community: TestCommunity;
let liaison: { postId: string; device: Device };
let admin: Device;

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  liaison = await community.employed('liaison', 'c1/g01/b1');
  admin = (await community.employed('admin', 'c1')).device;
});

const visit = (more: Record<string, unknown> = {}) => {
  const { at } = community.clock;
  return community.creation('visits', {
    kind: 'round',
    place: door,
    startedAt: at,
    finishedAt: at,
    ...more,
  });
};
const nested = (depth: number): unknown =>
  JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);

/** The length of the longest body that the store holds. */
async function longest(): Promise<number> {
  const [row] = await community.store.read((sql) =>
    sql.all<{ most: number }>('select max(length(body)) as most from records'),
  );
  return row?.most ?? 0;
}

describe('a row that is larger than anything a person writes', () => {
  test('has no more answers than there are questions', async () => {
    const answers = Object.fromEntries(
      Array.from({ length: 20_000 }, (_none, n) => [`question ${n}`, 'yes']),
    );
    const good = visit({ answers: { health: 'well' } });
    const results = await community.push(liaison.device.session, visit({ answers }), good);
    expect(results).toMatchObject([
      { outcome: 'refused', problem: { code: 'badValue', field: 'answers' } },
      { outcome: 'accepted' },
    ]);
    expect(await longest()).toBeLessThan(2000);
  });

  test('leaves in what is kept for review only what a record has', async () => {
    const until = community.clock.at;
    await community.push(community.system, {
      c: 'posts',
      id: liaison.postId,
      op: 'edit',
      set: { until },
      stamps: { until },
      seen: 1e9,
    });
    community.clock.at += 1000;
    const junk = 'x'.repeat(1_000_000);
    const made = visit({ note: '摔了', involves: [junk], createdBy: junk, version: { junk } });
    const person = await community.person(door, '王');
    const edited = {
      c: 'people',
      id: person,
      op: 'edit',
      set: { remark: '耳背', involves: [junk], version: junk },
      stamps: { remark: community.clock.at, involves: 1, [junk.slice(0, 5000)]: 1 },
      seen: 1,
    };
    const rows = [made, edited];
    expect(await community.push(liaison.device.session, ...rows)).toMatchObject([
      { outcome: 'quarantined' },
      { outcome: 'quarantined' },
    ]);
    expect(await longest()).toBeLessThan(3000);
    const kept = await community.store.read((sql) =>
      sql.all<{ body: string }>(`select body from records where type = 'notices/quarantine'`),
    );
    const rowsKept = kept.map(({ body }) => (JSON.parse(body) as { row: object }).row);
    expect(rowsKept).toMatchObject([
      { r: { note: '摔了', place: door } },
      { set: { remark: '耳背' } },
    ]);
    // The same again makes no second entry.
    await community.push(liaison.device.session, ...rows);
    const again = await community.store.read((sql) =>
      sql.all(`select 1 as found from records where type = 'notices/quarantine'`),
    );
    expect(again).toHaveLength(2);
  });

  test.each([100, 3000, 20_000, 1_000_000])(
    'and goes %i levels down stops none of its neighbours',
    async (depth) => {
      const deep = community.creation('notices', {
        kind: 'import',
        place: 'c1',
        batch: 'b',
        outcome: { deep: nested(depth) },
      });
      const good = visit();
      const results = await community.push(admin.session, deep, good);
      expect(results[1]).toMatchObject({ outcome: 'accepted' });
    },
  );
});
