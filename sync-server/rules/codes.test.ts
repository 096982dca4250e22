import { beforeEach, describe, expect, test } from 'vitest';
import { beginCommunity } from '../first-run.ts';
import { openServer, type SyncServer } from '../server.ts';
import { StoreFailure, type Sql, type Store } from '../store/store.ts';
import { storeUnderTest } from '../test-support/store-under-test.ts';
import { plantTree, standingClock, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

let community: TestCommunity;
let head: { holder: string; postId: string; device: Device };
let liaison: string;

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  head = await community.employed('head', 'c1/g01');
  liaison = await community.person('c1/g01/b1/h101', '李联络');
  await community.post(liaison, 'liaison', 'c1/g01/b1');
});

async function codeOf(session = head.device.session): Promise<string> {
  const code = await community.server.code(session, liaison);
  if (!code.ok) throw new Error(code.code);
  return code.value.code;
}

const enrol = (server: SyncServer, code: string) =>
  server.enrol({ code, device: { name: 'phone' } }, 'here');

/** A store of which the writing transaction with this number, counted from now, fails at its end. */
function failingAt(store: Store, failing: number): Store {
  let count = 0;
  const write = <T>(work: (sql: Sql) => Promise<T>, turn?: string): Promise<T> => {
    count += 1;
    const number = count;
    return store.write(async (sql) => {
      const value = await work(sql);
      if (number === failing) throw new StoreFailure('serverBusy', null);
      return value;
    }, turn);
  };
  return { ...store, write };
}

describe('a code', () => {
  test.each([1, 2])(
    'is used up only together with the session that it opens: store busy at transaction %i',
    async (failing) => {
      const code = await codeOf();
      const { core } = community.server;
      Object.assign(core, { store: failingAt(community.store, failing) });
      const first = await enrol(community.server, code).catch((error: unknown) => error);
      Object.assign(core, { store: community.store });
      expect(first).toBeInstanceOf(StoreFailure);
      expect(await enrol(community.server, code)).toMatchObject({ ok: true });
      expect(await enrol(community.server, code)).toMatchObject({ ok: false, code: 'codeUsed' });
    },
  );

  test('opens one session, however many ask for it at once', async () => {
    const code = await codeOf();
    const answers = await Promise.all([1, 2, 3, 4].map(() => enrol(community.server, code)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('is worth nothing any more when the post of whoever gave it has ended', async () => {
    const code = await codeOf();
    const { at } = community.clock;
    const { postId } = head;
    await community.push(community.system, {
      c: 'posts',
      id: postId,
      op: 'edit',
      set: { until: at },
      stamps: { until: at },
      seen: Number.MAX_SAFE_INTEGER,
    });
    expect(await enrol(community.server, code)).toMatchObject({ ok: false, code: 'codeExpired' });
  });

  test('is worth nothing any more when its person has become more than the giver may appoint', async () => {
    const code = await codeOf();
    await community.post(liaison, 'admin', 'c1');
    expect(await enrol(community.server, code)).toMatchObject({ ok: false, code: 'codeExpired' });
  });

  test('that the system gave asks for nobody', async () => {
    expect(await enrol(community.server, await codeOf(community.system))).toMatchObject({
      ok: true,
    });
  });
});

describe('the first run', () => {
  test.each([1, 2, 3])(
    'that breaks off at transaction %i is taken up again by the next, and gives a code',
    async (failing) => {
      const store = await storeUnderTest.open();
      const { surroundings } = standingClock();
      const server = await openServer({ ...surroundings, store });
      Object.assign(server.core, { store: failingAt(store, failing) });
      await beginCommunity(server, '社区').catch(() => null);
      Object.assign(server.core, { store });
      const again = await openServer({ ...surroundings, store });
      const code = await beginCommunity(again, '社区');
      expect(await enrol(again, code ?? '')).toMatchObject({
        value: { grants: [{ role: 'admin', place: 'c1' }] },
      });
      expect(await beginCommunity(again, '社区')).toBeNull();
    },
  );
});
