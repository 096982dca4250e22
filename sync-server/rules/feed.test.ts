import { beforeEach, describe, expect, test } from 'vitest';
import type { EnrolAnswer } from '../../src/protocol/session.ts';
import { plantTree, pullAll, take, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

let community: TestCommunity;
let liaison: Device;

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  liaison = (await community.employed('liaison', 'c1/g01/b1')).device;
});

async function page(device: Device, limit: number) {
  const { checkpoint } = device;
  const answer = await community.server.pull(device.session, { protocol: 1, checkpoint, limit });
  if (!answer.ok) throw new Error(answer.code);
  take(device, answer.value.changes);
  device.checkpoint = answer.value.checkpoint;
  return answer.value;
}

describe('rule 1: scope is filtered before the page is cut', () => {
  test('a page is full although most of what changed is not the reader’s', async () => {
    await pullAll(community.server, liaison);
    for (let n = 0; n < 30; n += 1) {
      await community.person(n % 10 === 0 ? 'c1/g01/b1/h101' : 'c1/g02/b1/h101', `p${n}`);
    }
    const first = await page(liaison, 2);
    expect(first.changes).toHaveLength(2);
    expect(first.more).toBe(true);
    const second = await page(liaison, 2);
    expect(second.changes).toHaveLength(1);
    expect(second.more).toBe(false);
  });

  test('the same in a snapshot, and its progress counts the reader’s records only', async () => {
    for (let n = 0; n < 30; n += 1) {
      await community.person(n % 10 === 0 ? 'c1/g01/b1/h101' : 'c1/g02/b1/h101', `p${n}`);
    }
    const pages = await pullAll(community.server, liaison, 3);
    const snapshot = pages.filter((one) => one.progress);
    expect(snapshot.slice(0, -1).every((one) => one.changes.length === 3)).toBe(true);
    const total = snapshot[0]?.progress?.total;
    expect(snapshot.at(-1)?.progress).toEqual({ done: total, total });
    // community, grid, building, two households, own post, person and device, three people
    expect(total).toBe(11);
  });

  test('a page that ends exactly at the head says that there is no more', async () => {
    await pullAll(community.server, liaison);
    await community.person('c1/g01/b1/h101', 'a');
    await community.person('c1/g01/b1/h101', 'b');
    expect((await page(liaison, 2)).more).toBe(false);
  });
});

describe('rule 2: the order of the feed is the order of commit', () => {
  test('a reader that pulls between concurrent pushes misses none of their rows', async () => {
    const { server, clock } = community;
    const writers = [];
    for (let n = 0; n < 6; n += 1)
      writers.push((await community.employed('liaison', 'c1/g01/b1')).device);
    await pullAll(server, liaison);
    const ids: string[] = [];
    const work = writers.flatMap((writer, n) => {
      const rows = Array.from({ length: 5 + n }, () => {
        const row = community.creation('visits', {
          kind: 'round',
          place: 'c1/g01/b1/h101',
          startedAt: clock.at,
          finishedAt: clock.at,
        });
        ids.push(row.id);
        return row;
      });
      return [server.push(writer.session, rows), page(liaison, 3)];
    });
    await Promise.all(work);
    await pullAll(server, liaison, 3);
    expect(ids.filter((id) => !liaison.holds.has(`visits/${id}`))).toEqual([]);
  });

  test('numbers are given under the lock of the community and never twice', async () => {
    const { store } = community;
    await community.person('c1/g01/b1/h101', 'a');
    const rows = await store.read((sql) =>
      sql.all<{ version: number }>('select version from records order by version'),
    );
    const [head] = await store.read((sql) =>
      sql.all<{ seq: number }>('select seq from communities'),
    );
    expect(new Set(rows.map((row) => row.version)).size).toBe(rows.length);
    expect(rows.at(-1)?.version).toBe(head?.seq);
  });
});

describe('rule 5: the stream carries hints only', () => {
  async function listening(device: Device) {
    const events: string[] = [];
    const closed = await community.server.stream(device.session, {
      send: (event) => events.push(event),
      close: () => events.push('closed'),
    });
    events.length = 0;
    return { events, closed };
  }

  test('a change in sight is hinted at and one out of sight is not', async () => {
    const { events } = await listening(liaison);
    await community.person('c1/g01/b2/h101', 'elsewhere');
    expect(events).toEqual([]);
    await community.person('c1/g01/b1/h101', 'here');
    expect(events).toEqual(['changed']);
  });

  test('what leaves sight is hinted at, so that it is forgotten soon', async () => {
    const moved = await community.person('c1/g01/b1/h101', 'here');
    const { events } = await listening(liaison);
    await community.push(community.system, {
      c: 'people',
      id: moved,
      op: 'edit',
      seen: 1e9,
      set: { place: 'c1/g01/b2/h101' },
      stamps: { place: community.clock.at },
    });
    expect(events).toContain('changed');
  });

  test('hints end with the post, by time alone, after one last hint to pull', async () => {
    const { clock } = community;
    const { device } = await community.employed('liaison', 'c1/g01/b1', { until: clock.at + 1000 });
    const { events } = await listening(device);
    clock.at += 1000;
    clock.tick();
    expect(events).toEqual(['heartbeat', 'changed']);
    await community.person('c1/g01/b1/h101', 'later');
    expect(events).toEqual(['heartbeat', 'changed']);
  });

  test('hints begin with a new post', async () => {
    const person = await community.person('c1/g02/b1/h101', 'newcomer');
    const { events } = await listening(await community.device(person));
    await community.person('c1/g01/b1/h101', 'before');
    expect(events).toEqual([]);
    await community.post(person, 'liaison', 'c1/g01/b1');
    await expect.poll(() => events).toEqual(['changed']);
    await community.person('c1/g01/b1/h101', 'after');
    expect(events).toEqual(['changed', 'changed']);
  });

  test('a person has five streams at most', async () => {
    const holder = liaison.session.person;
    for (let n = 0; n < 5; n += 1) {
      const device = await community.device(holder);
      for (let m = 0; m < 3; m += 1) await listening(device);
    }
    expect(community.server.core.hub.size).toBe(5);
  });

  test('a hint that was lost costs time and no data', async () => {
    await pullAll(community.server, liaison);
    const { closed } = await listening(liaison);
    closed();
    const missed = await community.person('c1/g01/b1/h101', 'missed');
    await pullAll(community.server, liaison);
    expect(liaison.holds.has(`people/${missed}`)).toBe(true);
  });

  test('signing out closes the stream, and a device has two at most', async () => {
    const streams = [];
    for (let n = 0; n < 3; n += 1) streams.push(await listening(liaison));
    expect(streams.map(({ events }) => events.includes('closed'))).toEqual([true, false, false]);
    await community.server.signOut(liaison.session);
    expect(streams.every(({ events }) => events.includes('closed'))).toBe(true);
    expect(community.server.core.hub.size).toBe(0);
  });
});

describe('rule 7: a restored store starts a new epoch', () => {
  test('an old checkpoint is worth nothing, and what the store lacks is taken in again', async () => {
    const { server, clock, store } = community;
    await pullAll(server, liaison);
    const { openServer } = await import('../server.ts');
    const again = await openServer({ ...clock.surroundings, store, restored: true });
    expect(again.core.epoch).not.toBe(server.core.epoch);
    const { checkpoint } = liaison;
    const answer = await again.pull(liaison.session, { protocol: 1, checkpoint, limit: 10 });
    expect(answer).toEqual({ ok: false, code: 'checkpointInvalid' });
    const offered = community.creation('visits', {
      kind: 'round',
      place: 'c1/g01/b1/h101',
      startedAt: clock.at,
      finishedAt: clock.at,
    });
    const pushed = await again.push(liaison.session, [offered]);
    expect(pushed.epoch).toBe(again.core.epoch);
    expect(pushed.results[0]?.outcome).toBe('accepted');
  });
});

describe('rule 11: an old app gives its work away before it is asked to update', () => {
  test('it may push and may not pull', async () => {
    const { server, clock } = community;
    const old = { protocol: 0, checkpoint: null, limit: 10 };
    expect(await server.pull(liaison.session, old)).toEqual({ ok: false, code: 'clientTooOld' });
    const row = community.creation('visits', {
      kind: 'round',
      place: 'c1/g01/b1/h101',
      startedAt: clock.at,
      finishedAt: clock.at,
    });
    const { results } = await server.push(liaison.session, [row]);
    expect(results[0]?.outcome).toBe('accepted');
  });
});

describe('the overview of devices', () => {
  test('says when one was heard of and what waits on it: now and then, and when nothing waits any more', async () => {
    const { server, clock } = community;
    const head = (await community.employed('head', 'c1/g01')).device;
    const heard = async (unsent: number) => {
      const { checkpoint } = liaison;
      await server.pull(liaison.session, {
        protocol: 1,
        checkpoint,
        limit: 10,
        app: '1.0',
        unsent,
      });
      await pullAll(server, head);
      return head.holds.get(`notices/${liaison.session.device}`);
    };
    const at = clock.at;
    expect(await heard(3)).toMatchObject({ heardAt: at, waiting: 0, place: 'c1/g01/b1' });
    clock.at += 11 * 60_000;
    expect(await heard(3)).toMatchObject({ heardAt: clock.at, waiting: 3, app: '1.0' });
    clock.at += 60_000;
    expect(await heard(2)).toMatchObject({ heardAt: clock.at - 60_000, waiting: 3 });
    expect(await heard(0)).toMatchObject({ heardAt: clock.at, waiting: 0, app: '1.0' });
    await server.signOut(liaison.session);
    await pullAll(server, head);
    expect(head.holds.has(`notices/${liaison.session.device}`)).toBe(false);
  });
});

describe('enrolment', () => {
  async function code(holder: string): Promise<string> {
    const made = await community.server.code(community.system, holder);
    if (!made.ok) throw new Error(made.code);
    return made.value.code;
  }
  const tryCode = (text: string, from = 'here') =>
    community.server.enrol({ code: text, device: { name: 'phone' } }, from);

  test('a code works once, whatever its spaces, dashes and capitals', async () => {
    const holder = await community.person('c1/g01/b1/h101', 'a');
    const text = await code(holder);
    const first = await tryCode(` ${text.toLowerCase().replace('-', ' ')} `);
    expect(first.ok && (first.value satisfies EnrolAnswer).person.id).toBe(holder);
    expect(await tryCode(text)).toEqual({ ok: false, code: 'codeUsed' });
  });

  test('five wrong second halves lock it, and only it', async () => {
    const text = await code(await community.person('c1/g01/b1/h101', 'a'));
    const other = await code(await community.person('c1/g01/b1/h101', 'b'));
    for (let n = 0; n < 5; n += 1) {
      expect(await tryCode(`${text.slice(0, 4)}2222`, `address ${n}`)).toEqual({
        ok: false,
        code: 'codeUnknown',
      });
    }
    expect(await tryCode(text, 'elsewhere')).toEqual({ ok: false, code: 'codeLocked' });
    expect((await tryCode(other, 'elsewhere')).ok).toBe(true);
  });

  test('it ends after its time, and with the next one made for the same person', async () => {
    const holder = await community.person('c1/g01/b1/h101', 'a');
    const early = await code(holder);
    const late = await code(holder);
    expect(await tryCode(early)).toEqual({ ok: false, code: 'codeUnknown' });
    community.clock.at += 4 * 86_400_000;
    expect(await tryCode(late)).toEqual({ ok: false, code: 'codeExpired' });
  });

  test('somebody who guesses is made to wait, and others are not', async () => {
    const text = await code(await community.person('c1/g01/b1/h101', 'a'));
    for (let n = 0; n < 20; n += 1) await tryCode('2222 2222', 'guesser');
    expect(await tryCode(text, 'guesser')).toMatchObject({ ok: false, code: 'tooManyRequests' });
    expect((await tryCode(text, 'neighbour')).ok).toBe(true);
  });

  test('a head invites those whom she may appoint, in her grid, and nobody stronger', async () => {
    const head = (await community.employed('head', 'c1/g01')).device;
    const admin = (await community.employed('admin', 'c1')).device;
    const inGrid = (await community.employed('liaison', 'c1/g01/b2')).holder;
    const elsewhere = (await community.employed('liaison', 'c1/g02/b1')).holder;
    const resident = await community.person('c1/g01/b1/h101', 'no post');
    const alsoHead = (await community.employed('liaison', 'c1/g01/b2')).holder;
    await community.post(alsoHead, 'head', 'c1/g02');
    const asked = (who: Device, person: string) => community.server.code(who.session, person);
    expect((await asked(head, inGrid)).ok).toBe(true);
    for (const person of [elsewhere, resident, alsoHead, admin.session.person, community.id()]) {
      expect(await asked(head, person)).toEqual({ ok: false, code: 'notAllowed' });
    }
    expect((await asked(liaison, inGrid)).ok).toBe(false);
    for (const person of [elsewhere, resident, alsoHead])
      expect((await asked(admin, person)).ok).toBe(true);
  });
});
