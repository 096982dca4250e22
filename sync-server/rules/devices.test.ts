import { beforeEach, describe, expect, test } from 'vitest';
import type { Ending } from '../../src/domain/device-notice.ts';
import { packingDevice } from '../test-support/packing-device.ts';
import { day, plantTree, pullAll, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

let community: TestCommunity;
let liaison: { holder: string; device: Device };
let head: { holder: string; device: Device };
let admin: { holder: string; device: Device };

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  admin = await community.employed('admin', 'c1');
  head = await community.employed('head', 'c1/g01');
  liaison = await community.employed('liaison', 'c1/g01/b1');
});

const end = (by: Device, device: Device, how: Ending) =>
  community.server.endDevice(by.session, { device: device.session.device, how });
const opens = async (device: Device) => {
  const session = await community.server.sessionOf(device.token);
  return session.ok ? 'open' : session.code;
};
const told = async (device: Device, of: Device) => {
  await pullAll(community.server, device);
  return device.holds.get(`notices/${of.session.device}`);
};
/** The device again, with the session that its token opens now. */
const again = async (device: Device): Promise<Device> => {
  const session = await community.server.sessionOf(device.token);
  if (!session.ok) throw new Error(session.code);
  return { ...device, session: session.value };
};
const visit = () => {
  const { at } = community.clock;
  return community.creation('visits', {
    kind: 'round',
    place: 'c1/g01/b1/h101',
    startedAt: at,
    finishedAt: at,
    note: '门口说的',
  });
};

describe('AU-05: a device that was lost', () => {
  test('has its streams closed with the revocation, before anything else is asked', async () => {
    const heard: string[] = [];
    await community.server.stream(liaison.device.session, {
      send: (event) => heard.push(event),
      close: () => heard.push('closed'),
    });
    await end(head.device, liaison.device, 'lost');
    expect(heard.filter((event) => event === 'closed')).toEqual(['closed']);
    expect(community.server.core.hub.size).toBe(0);
  });

  test.each([0, 3, 15])('is refused with a code of its own after %i days offline', async (days) => {
    expect(await opens(liaison.device)).toBe('open');
    await end(head.device, liaison.device, 'lost');
    community.clock.at += days * day;
    expect(await opens(liaison.device)).toBe('deviceRevoked');
  });

  test('one that signed out by itself is told so, and nothing of being revoked', async () => {
    await community.server.signOut(liaison.device.session);
    expect(await opens(liaison.device)).toBe('sessionEnded');
    expect(await end(head.device, liaison.device, 'lost')).toMatchObject({ code: 'notAllowed' });
  });

  test('says with its last token that it has forgotten everything, and nobody else can say it', async () => {
    await end(head.device, liaison.device, 'lost');
    await community.server.wiped(head.device.token);
    await community.server.wiped('no token at all');
    expect((await told(head.device, liaison.device))?.['ended']).not.toHaveProperty('wipedAt');
    community.clock.at += day;
    await community.server.wiped(liaison.device.token);
    expect((await told(head.device, liaison.device))?.['ended']).toMatchObject({
      how: 'lost',
      by: head.holder,
      byName: 'head of c1/g01',
      wipedAt: community.clock.at,
    });
    expect(await opens(liaison.device)).toBe('deviceRevoked');
  });

  test('is not found again by being said to be given back', async () => {
    await end(head.device, liaison.device, 'lost');
    await end(head.device, liaison.device, 'returned');
    expect(await opens(liaison.device)).toBe('deviceRevoked');
  });
});

describe('a device that is given back', () => {
  test('uploads what it holds by the usual rules, and reads nothing more', async () => {
    await end(head.device, liaison.device, 'returned');
    const device = await again(liaison.device);
    const row = visit();
    expect((await community.push(device.session, row))[0]).toMatchObject({ outcome: 'accepted' });
    const request = { protocol: 1, checkpoint: null, limit: 10, unsent: 0 };
    expect(await community.server.pull(device.session, request)).toMatchObject({
      code: 'deviceHandedIn',
    });
    await pullAll(community.server, head.device);
    expect(head.device.holds.has(`visits/${row.id}`)).toBe(true);
  });

  test('is seen to have forgotten everything, and is refused from then on', async () => {
    await end(head.device, liaison.device, 'returned');
    await community.server.wiped(liaison.device.token);
    expect((await told(head.device, liaison.device))?.['ended']).toMatchObject({
      wipedAt: community.clock.at,
    });
    expect(await opens(liaison.device)).toBe('deviceRevoked');
  });

  test('can still turn out to be lost when it has said that it forgot everything', async () => {
    const phone = await packingDevice(community, liaison.holder);
    const device = { ...liaison.device, token: phone.token, session: phone.session };
    const parcel = await phone.pack([visit()]);
    await end(head.device, device, 'returned');
    await community.server.wiped(device.token);
    community.clock.at += day;
    await end(head.device, device, 'lost');
    const ended = { how: 'lost', at: community.clock.at, wipedAt: community.clock.at - day };
    expect((await told(head.device, device))?.['ended']).toMatchObject(ended);
    expect(await community.server.carried(head.device.session, parcel.text)).toMatchObject({
      code: 'carriedRevoked',
    });
  });

  test('does not wake everybody by asking again and again', async () => {
    await end(head.device, liaison.device, 'returned');
    const device = await again(liaison.device);
    const heard: string[] = [];
    await community.server.stream(head.device.session, {
      send: (event) => heard.push(event),
      close: () => heard.push('closed'),
    });
    const ask = (unsent: number) =>
      community.server.pull(device.session, { protocol: 1, checkpoint: null, limit: 10, unsent });
    await ask(3);
    heard.length = 0;
    for (let n = 0; n < 50; n += 1) await ask(3);
    expect(heard).toEqual([]);
    await ask(0);
    expect(heard).toEqual(['changed']);
    expect((await told(head.device, device))?.['waiting']).toBe(0);
  });

  test('can still be lost on its way', async () => {
    await end(head.device, liaison.device, 'returned');
    await end(head.device, liaison.device, 'lost');
    expect(await opens(liaison.device)).toBe('deviceRevoked');
  });
});

describe('who may end the use of a device', () => {
  test('its holder, the head of his grid and the centre', async () => {
    for (const by of [liaison, head, admin]) {
      const phone = await community.device(liaison.holder);
      expect(await end(by.device, phone, 'lost')).toMatchObject({ ok: true });
    }
    const worker = await community.employed('socialWorker', 'c1');
    expect(await end(worker.device, liaison.device, 'lost')).toMatchObject({ ok: true });
  });

  test('nobody ends what belongs to somebody as strong, to another grid, or to nobody', async () => {
    const other = await community.employed('head', 'c1/g02');
    const core = await community.employed('core', 'c1/g01');
    const worker = await community.employed('socialWorker', 'c1');
    const nothing = { ...liaison.device, session: { ...liaison.device.session, device: 'x' } };
    for (const [by, of] of [
      [liaison, head.device],
      [head, admin.device],
      [worker, admin.device],
      [other, liaison.device],
      [core, liaison.device],
      [head, nothing],
    ] as const) {
      expect(await end(by.device, of, 'lost')).toEqual({ ok: false, code: 'notAllowed' });
    }
    for (const device of [liaison.device, head.device, admin.device]) {
      expect(await opens(device)).toBe('open');
    }
  });
});

describe('AU-10: what a device said of itself', () => {
  test('stays to be read when it is lost: when it was heard of, and what had not arrived', async () => {
    const { server, clock } = community;
    const request = { protocol: 1, checkpoint: null, limit: 100, app: '0.1.0', held: 412 };
    await server.pull(liaison.device.session, { ...request, unsent: 3 });
    clock.at += day;
    await server.pull(liaison.device.session, { ...request, unsent: 3 });
    const heardAt = clock.at;
    clock.at += 2 * day;
    await end(head.device, liaison.device, 'lost');
    const notice = {
      deviceName: 'phone',
      person: liaison.holder,
      app: '0.1.0',
      held: 412,
      waiting: 3,
      heardAt,
    };
    expect(await told(head.device, liaison.device)).toMatchObject(notice);
    // Its holder is told on her next phone, before anybody has thought of it.
    const next = await community.device(liaison.holder);
    expect(await told(next, liaison.device)).toMatchObject(notice);
  });

  test('is nobody’s to read who is neither its holder nor responsible', async () => {
    const neighbour = await community.employed('liaison', 'c1/g01/b2');
    expect(await told(neighbour.device, liaison.device)).toBeUndefined();
    expect(await told(neighbour.device, neighbour.device)).toBeDefined();
  });

  test('is still found by the head when the last post of its holder is over', async () => {
    const posts = await community.store.read((sql) =>
      sql.all<{ id: string }>(
        `select id from records where c = 'posts' and place = 'c1/g01/b1' and gone = 0`,
      ),
    );
    const until = community.clock.at;
    await community.push(community.system, {
      c: 'posts',
      id: posts[0]?.id,
      op: 'edit',
      set: { until },
      stamps: { until },
      seen: 1e9,
    });
    await pullAll(community.server, liaison.device);
    expect(await told(head.device, liaison.device)).toMatchObject({ place: 'c1/g01/b1' });
  });
});
