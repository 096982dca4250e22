import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServer, type SyncServer } from '../server.ts';
import { openSqlite } from '../store/sqlite.ts';
import { StoreFailure, type Store } from '../store/store.ts';
import {
  plantTree,
  pullAll,
  testCommunity,
  type Device,
  type TestCommunity,
} from '../test-support/test-community.ts';

let folder: string;
let community: TestCommunity;
let liaison: Device;
let head: Device;
const stores: Store[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linli-'));
  const store = await openSqlite(join(folder, 'linli.db'));
  stores.push(store);
  community = await testCommunity({ store });
  await plantTree(community.server, community.make);
  liaison = (await community.employed('liaison', 'c1/g01/b1')).device;
  head = (await community.employed('head', 'c1/g01')).device;
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

const visit = () =>
  community.creation('visits', {
    kind: 'round',
    place: 'c1/g01/b1/h101',
    startedAt: community.clock.at,
    finishedAt: community.clock.at,
  });

/** A copy of the database as it is now, made by hand. */
function copied(): string {
  const copy = join(folder, `copy${stores.length}.db`);
  copyFileSync(join(folder, 'linli.db'), copy);
  copyFileSync(join(folder, 'linli.db-wal'), `${copy}-wal`);
  return copy;
}

async function serverOver(file: string, restored = false): Promise<SyncServer> {
  const store = await openSqlite(file);
  stores.push(store);
  return openServer({ ...community.clock.surroundings, store, restored });
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'taken in',
    (error: unknown) => (error instanceof StoreFailure ? error.code : String(error)),
  );

const pullWith = (server: SyncServer, { session, checkpoint }: Device) =>
  server.pull(session, { protocol: 1, checkpoint, limit: 100 });

describe('ST-05: a store that is older than what devices have seen', () => {
  test('serves nothing after the first device from its lost future has asked, also when it has grown past it', async () => {
    await pullAll(community.server, liaison);
    const old = copied();
    for (let n = 0; n < 3; n += 1) await community.push(liaison.session, visit());
    await pullAll(community.server, liaison);

    const again = await serverOver(old);
    // The head's device has not seen what was lost: for it, and so far for the server, all is well.
    for (let n = 0; n < 9; n += 1) await again.push(head.session, [visit()], head.checkpoint);
    expect(await again.isBehind()).toBe(false);
    expect(await codeOf(pullWith(again, liaison))).toBe('storeBehind');
    expect(await again.isBehind()).toBe(true);
    expect(await codeOf(again.push(head.session, [visit()], head.checkpoint))).toBe('storeBehind');
  });

  test('takes nothing in from a device that has seen more, before it has asked for anything', async () => {
    const old = copied();
    await community.push(liaison.session, visit());
    await pullAll(community.server, liaison);
    const again = await serverOver(old);
    const row = visit();
    expect(await codeOf(again.push(liaison.session, [row], liaison.checkpoint))).toBe(
      'storeBehind',
    );
    const [{ n } = { n: -1 }] = await again.core.store.read((sql) =>
      sql.all<{ n: number }>('select count(*) as n from records where id = ?', [row.id]),
    );
    expect(n).toBe(0);
  });

  test('does not tell a device to forget what only the device has now', async () => {
    const old = copied();
    await community.push(liaison.session, visit());
    await pullAll(community.server, liaison);
    const checkpoint = liaison.checkpoint ?? '';
    const held = { count: 0, sum: '0'.repeat(16) };
    const compared = { protocol: 1, checkpoint, journalsSince: 0, held };
    const parts = { protocol: 1, checkpoint, journalsSince: 0, parts: ['visits c1/g01/b1'] };
    const first = await serverOver(old);
    expect(await codeOf(first.compare(liaison.session, compared))).toBe('storeBehind');
    const restored = await serverOver(old, true);
    const answers = [
      await restored.compare(liaison.session, compared),
      await restored.parts(liaison.session, parts),
    ];
    expect(answers.map((answer) => !answer.ok && answer.code)).toEqual([
      'checkpointInvalid',
      'checkpointInvalid',
    ]);
  });

  test('gives nothing out, by any process, as soon as one of them has found it out', async () => {
    await pullAll(community.server, head);
    const old = copied();
    await community.push(liaison.session, visit());
    await pullAll(community.server, liaison);
    const first = await serverOver(old);
    const { store } = first.core;
    const second = await openServer({ ...community.clock.surroundings, store });
    await codeOf(pullWith(first, liaison));
    expect(await codeOf(pullWith(second, { ...head, checkpoint: null }))).toBe('storeBehind');
    expect(second.core.lineage.behind).toBe(true);
    const third = await openServer({ ...community.clock.surroundings, store });
    third.core.lineage.behind = false;
    expect(await codeOf(pullWith(third, head))).toBe('storeBehind');
  });

  test('stays refused when it is started again, and serves when it is said to be restored', async () => {
    const old = copied();
    await community.push(liaison.session, visit());
    await pullAll(community.server, liaison);
    const first = await serverOver(old);
    await codeOf(pullWith(first, liaison));
    await first.close();
    stores.pop();
    expect(await (await serverOver(old)).isBehind()).toBe(true);
    const restored = await serverOver(old, true);
    expect(await restored.isBehind()).toBe(false);
    expect(await pullWith(restored, liaison)).toEqual({ ok: false, code: 'checkpointInvalid' });
    const taken = await restored.push(liaison.session, [visit()], liaison.checkpoint);
    expect(taken.results[0]?.outcome).toBe('accepted');
  });

  test('takes no number of its lost future for one of its own: what somebody saw there, he has not seen here', async () => {
    const id = await community.person('c1/g01/b1/h101', '王');
    const remark = (text: string, seen: number) => ({
      c: 'people',
      id,
      op: 'edit',
      set: { remark: text },
      stamps: { remark: community.clock.at },
      seen,
    });
    await pullAll(community.server, head);
    const old = copied();
    const [lost] = await community.push(liaison.session, remark('耳背', 1e9));
    await pullAll(community.server, liaison);

    const restored = await serverOver(old, true);
    community.clock.at += 1000;
    const { results: first } = await restored.push(
      head.session,
      [remark('怕狗', 1)],
      head.checkpoint,
    );
    expect(first[0]?.r?.version).toBe(lost?.r?.version);
    community.clock.at += 1000;
    await restored.push(
      liaison.session,
      [remark('养猫', lost?.r?.version ?? 0)],
      liaison.checkpoint,
    );
    const kept = await restored.core.store.read((sql) =>
      sql.all<{ body: string }>(`select body from records where type = 'notices/conflict'`),
    );
    expect(kept.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { about: { id }, field: 'remark', stands: { value: '养猫' }, other: { value: '怕狗' } },
    ]);
  });

  test('is noticed by a process that goes on while its database is put back beneath it', async () => {
    const { server, store, clock } = community;
    await community.push(liaison.session, visit());
    await store.write((sql) => sql.run('update communities set seq = seq - 1'));
    expect(await codeOf(server.push(liaison.session, [visit()]))).toBe('storeBehind');
    expect(clock.reports.join()).toContain('store.behind');
  });

  test('marks change with the process and with the minute, so that no two futures share one', async () => {
    const marks = () =>
      community.store.read((sql) => sql.all<{ began: number }>('select began from lineage'));
    const before = (await marks()).length;
    await community.push(liaison.session, visit());
    expect((await marks()).length).toBe(before);
    community.clock.at += 60_000;
    await community.push(liaison.session, visit());
    expect((await marks()).length).toBe(before + 1);
    const other = await openServer({ ...community.clock.surroundings, store: community.store });
    await other.push(liaison.session, [visit()]);
    expect((await marks()).length).toBe(before + 2);
  });

  test('a checkpoint that was made up or belongs to somebody else stops nothing', async () => {
    await pullAll(community.server, head);
    const [body = ''] = (head.checkpoint ?? '').split('.');
    const point = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...point, version: 1e9 })).toString('base64url');
    for (const checkpoint of [`${forged}.${'x'.repeat(43)}`, head.checkpoint, 'x']) {
      const stolen = await pullWith(community.server, { ...liaison, checkpoint });
      expect(stolen).toEqual({ ok: false, code: 'checkpointInvalid' });
      const pushed = await community.server.push(liaison.session, [visit()], checkpoint);
      expect(pushed.results[0]?.outcome).toBe('accepted');
    }
    expect(await community.server.isBehind()).toBe(false);
  });
});
