import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles, type Role } from '../../src/domain/record-type.ts';
import { day, pullAll, take, type Device } from '../../sync-server/test-support/test-community.ts';
import { meantFor } from '../support/independent-policy.ts';
import { anotherValue } from './sample-values.ts';
import {
  aside,
  kindKeys,
  setStage,
  spotsFor,
  type Actor,
  type Stage,
  type Target,
} from './stage.ts';

const seat = 'c1/g01/b1';
let stage: Stage;
let admin: Device;
const targets: Target[] = [];
const tried = { changes: 0, rows: 0, leaked: 0, hints: 0, strayHints: 0, writes: 0, taken: 0 };
const delays: number[] = [];

beforeAll(async () => {
  stage = await setStage();
  admin = (await stage.employed('admin', 'c1')).device;
  for (const key of kindKeys) {
    if (key.startsWith('places/')) continue;
    for (const place of spotsFor(key).filter((spot) => spot.startsWith('c1'))) {
      targets.push(await stage.target(key, place));
    }
  }
});

afterAll(async () => {
  const sorted = delays.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log(
    `after a change with the stream open: ${JSON.stringify(tried)}; ` +
      `${sorted.length} streams closed, median ${median.toFixed(1)} ms, longest ${sorted.at(-1)?.toFixed(1)} ms`,
  );
  await stage.server.close();
});

interface Open {
  readonly actor: Actor;
  hints: number;
  closedAt: number | null;
}

/** Somebody with a post, a person he looks in on elsewhere, a first sync behind him and the stream open. */
async function standing(role: Role, more: Record<string, unknown> = {}): Promise<Open> {
  const actor = await stage.actor(role, seat, more);
  const watched = await stage.person(aside, '被守望', { watchers: [actor.person] });
  targets.push(await stage.target('visits/watch', aside, { person: watched }));
  await pullAll(stage.server, actor.device);
  const open: Open = { actor, hints: 0, closedAt: null };
  await stage.server.stream(actor.device.session, {
    send: (event) => {
      if (event === 'changed') open.hints += 1;
    },
    close: () => {
      open.closedAt = performance.now();
    },
  });
  return open;
}

const turn = () =>
  new Promise((next) => {
    setImmediate(next);
  });

/** What is told, sent and taken in from now on is what the person may have now; how much is more than that. */
async function leaksOf(open: Open): Promise<number> {
  const { actor } = open;
  const { device, person } = actor;
  await turn();
  tried.changes += 1;
  const signedIn = await stage.server.sessionOf(device.token);
  for (const target of targets) {
    open.hints = 0;
    const name = {
      places: '',
      people: 'remark',
      posts: 'phone',
      needs: 'when',
      visits: 'note',
      notices: 'text',
    }[target.c];
    const value = anotherValue(target.c, name, null, () => stage.lean(target.place));
    await stage.change(target, { [name]: value });
    await turn();
    const mayKnow =
      signedIn.ok &&
      meantFor(person, await stage.kept(), stage.clock.at).has(`${target.c}/${target.id}`);
    tried.hints += 1;
    if (open.hints > 0 && !mayKnow) tried.strayHints += 1;
    expect([target.key, target.place, open.hints > 0]).toEqual([target.key, target.place, mayKnow]);
  }
  if (!signedIn.ok) {
    expect(open.closedAt).not.toBeNull();
    return 0;
  }
  const before = new Set(device.holds.keys());
  const pages = await pullAll(stage.server, device, 40);
  const meant = meantFor(person, await stage.kept(), stage.clock.at);
  for (const change of pages.flatMap(({ changes }) => changes)) {
    tried.rows += 1;
    const name = `${change.c}/${'r' in change ? change.r.id : change.id}`;
    if ('r' in change && !meant.has(name)) tried.leaked += 1;
    // A name that was never on this device is a leak too.
    if (!('r' in change) && !before.has(name)) tried.leaked += 1;
  }
  await pullAll(stage.server, device);
  expect(Object.fromEntries(device.holds)).toEqual(
    Object.fromEntries(meantFor(person, await stage.kept(), stage.clock.at)),
  );
  for (const target of targets.filter(({ c, id }) => !meant.has(`${c}/${id}`))) {
    const row = stage.edit(target, { remark: '迟到' });
    const { results } = await stage.server.push(device.session, [row]);
    tried.writes += 1;
    if (results[0]?.outcome === 'accepted' || results[0]?.r) tried.taken += 1;
  }
  return tried.leaked + tried.strayHints + tried.taken;
}

const end = (post: string | null) => ({
  c: 'posts' as const,
  id: post ?? '',
  kind: 'duty',
  key: 'posts/duty',
  place: seat,
});

describe('PE-02: with the stream open', () => {
  test.each(roles)('%s: a post ends', async (role) => {
    const open = await standing(role);
    await stage.change(end(open.actor.post), { until: stage.clock.at });
    expect(await leaksOf(open)).toBe(0);
  });

  test.each(roles)('%s: a post is deleted', async (role) => {
    const open = await standing(role);
    const row = { c: 'posts', id: open.actor.post, op: 'delete', stamp: stage.clock.at };
    expect((await stage.push(stage.system, row))[0]?.outcome).toBe('accepted');
    expect(await leaksOf(open)).toBe(0);
  });

  test.each(roles)('%s: a post ends by the clock alone', async (role) => {
    const open = await standing(role, { until: stage.clock.at + day });
    stage.clock.at += day;
    stage.clock.tick();
    expect(await leaksOf(open)).toBe(0);
  });

  test.each(roles)('%s: becomes a volunteer', async (role) => {
    const open = await standing(role);
    await stage.change(end(open.actor.post), { until: stage.clock.at });
    await stage.post(open.actor.person, 'volunteer', seat);
    expect(await leaksOf(open)).toBe(0);
  });

  test.each(roles)('%s: is sent to another place', async (role) => {
    const open = await standing(role);
    await stage.change(end(open.actor.post), { until: stage.clock.at });
    await stage.post(open.actor.person, role, 'c1/g02');
    expect(await leaksOf(open)).toBe(0);
  });

  test.each(roles)('%s: signs out', async (role) => {
    const open = await standing(role);
    const since = performance.now();
    await stage.server.signOut(open.actor.device.session);
    expect(await leaksOf(open)).toBe(0);
    delays.push((open.closedAt ?? Infinity) - since);
  });

  test.each(roles)('%s: loses the phone', async (role) => {
    const open = await standing(role);
    const { device } = open.actor.device.session;
    const since = performance.now();
    const ended = await stage.server.endDevice(admin.session, { device, how: 'lost' });
    expect(ended.ok).toBe(true);
    expect(await leaksOf(open)).toBe(0);
    delays.push((open.closedAt ?? Infinity) - since);
  });

  test.each(roles)('%s: is deleted', async (role) => {
    const open = await standing(role);
    const row = { c: 'people', id: open.actor.person, op: 'delete', stamp: stage.clock.at };
    const since = performance.now();
    expect((await stage.push(stage.system, row))[0]?.outcome).toBe('accepted');
    expect(await leaksOf(open)).toBe(0);
    delays.push((open.closedAt ?? Infinity) - since);
  });

  test.each(['feed', 'first sync'])(
    'who comes back is not told the names of what came and went meanwhile (%s)',
    async (at) => {
      const { device, person, post } = await stage.actor('core', seat);
      if (at === 'feed') await pullAll(stage.server, device);
      else {
        const page = await stage.server.pull(device.session, {
          protocol: 1,
          checkpoint: null,
          limit: 1,
        });
        device.checkpoint = page.ok ? page.value.checkpoint : null;
      }
      await stage.change(end(post), { until: stage.clock.at });
      const stranger = await stage.person(`${seat}/h101`, '来过');
      const row = { c: 'people', id: stranger, op: 'delete', stamp: stage.clock.at };
      await stage.push(stage.system, row);
      await stage.post(person, 'core', seat);
      await pullAll(stage.server, device);
      await pullAll(stage.server, device);
      expect(device.heardOf.has(stranger)).toBe(false);
      expect(Object.fromEntries(device.holds)).toEqual(
        Object.fromEntries(meantFor(person, await stage.kept(), stage.clock.at)),
      );
    },
  );

  test('what leaves while one is still told what to forget is forgotten too', async () => {
    const actor = await stage.actor('head', 'c1/g01');
    const core = await stage.post(actor.person, 'core', 'c1/g02');
    const here = await stage.person('c1/g01/b1/h101', '走来走去');
    const there = await stage.person('c1/g02/b1/h101', '那边');
    const { device } = actor;
    await pullAll(stage.server, device);
    const move = async (id: string, place: string) =>
      stage.change({ ...end(null), c: 'people', id }, { place });
    await move(here, 'c1/g01/b1/h102');
    await move(there, 'c1/g02/b2/h101');
    await stage.change(end(core), { until: stage.clock.at });
    for (const limit of [5000, 1]) {
      const request = { protocol: 1, checkpoint: device.checkpoint, limit };
      const page = await stage.server.pull(device.session, request);
      if (!page.ok) throw new Error(page.code);
      take(device, page.value.changes);
      device.checkpoint = page.value.checkpoint;
    }
    await move(here, 'c1/g02/b2/h102');
    await pullAll(stage.server, device);
    expect(device.holds.has(`people/${there}`)).toBe(false);
    expect(device.holds.has(`people/${here}`)).toBe(false);
  });

  test('nothing leaked, nothing was taken in', () => {
    expect(tried.changes).toBe(8 * roles.length);
    expect(tried).toMatchObject({ leaked: 0, strayHints: 0, taken: 0 });
    expect(delays.every(Number.isFinite)).toBe(true);
  });
});
