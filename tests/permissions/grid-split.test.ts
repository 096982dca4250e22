import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../src/domain/record-type.ts';
import { pullAll, type Device } from '../../sync-server/test-support/test-community.ts';
import { meantFor } from '../support/independent-policy.ts';
import { setStage, type Stage } from './stage.ts';

interface User {
  readonly person: string;
  readonly device: Device;
}

const buildings = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'] as const;
let stage: Stage;
const users: User[] = [];
const posts = new Map<string, string>();
const counts = { users: 0, compared: 0, missing: 0, extra: 0 };

async function serves(role: Role, place: string): Promise<string> {
  const actor = await stage.actor(role, place);
  users.push(actor);
  posts.set(`${role} ${place}`, actor.post ?? '');
  return actor.person;
}

/** A grid of six building groups, its head, helpers and liaisons, those who look in on somebody, and residents. */
beforeAll(async () => {
  stage = await setStage();
  await serves('admin', 'c1');
  await serves('socialWorker', 'c1');
  await serves('head', 'c1/g01');
  for (let n = 0; n < 5; n += 1) await serves('core', 'c1/g01');
  const watchers: string[] = [];
  for (let n = 0; n < 18; n += 1) watchers.push(await serves('volunteer', 'c1/g01'));
  for (const building of buildings) {
    const place = `c1/g01/${building}`;
    if (!['b1', 'b2'].includes(building))
      await stage.make('places', { kind: 'building', place, name: building });
    await serves('liaison', place);
    for (const door of ['h201', 'h202', 'h203']) {
      const home = `${place}/${door}`;
      await stage.make('places', { kind: 'household', place: home, name: door });
      const watcher = watchers.pop() ?? '';
      const person = await stage.person(home, '居民', { phone: '138', watchers: [watcher] });
      users.push({ person, device: await stage.device(person) });
      for (const key of [
        'needs/need',
        'needs/crisis',
        'visits/watch',
        'visits/alarm',
        'notices/conflict',
      ]) {
        await stage.target(
          key,
          home,
          key.startsWith('notices') ? {} : { person, createdBy: watcher },
        );
      }
    }
  }
  counts.users = users.length;
  await allSync();
});

afterAll(async () => {
  console.log(`a grid split and put together again: ${JSON.stringify(counts)}`);
  expect(stage.clock.reports).toEqual([]);
  await stage.server.close();
});

/** Everybody syncs once; that one was heard of is written meanwhile, and is seen by asking again. */
async function allSync(): Promise<void> {
  for (const { person, device } of users) {
    await pullAll(stage.server, device, 100);
    await pullAll(stage.server, device, 100);
    const meant = meantFor(person, await stage.kept(), stage.clock.at);
    const held = device.holds;
    counts.compared += 1;
    counts.missing += [...meant.keys()].filter((name) => !held.has(name)).length;
    counts.extra += [...held.keys()].filter((name) => !meant.has(name)).length;
    expect(Object.fromEntries(held)).toEqual(Object.fromEntries(meant));
  }
}

async function carry(building: string, from: string, to: string): Promise<void> {
  const [admin] = users;
  const path = `${to}/${building}`;
  await stage.make('places', { kind: 'building', place: path, name: building });
  const homes = (await stage.kept()).filter(
    ({ c, r }) => c === 'places' && String(r['place']).startsWith(`${from}/${building}/`),
  );
  for (const { r } of homes) {
    const door = String(r['place']).split('/').at(-1);
    const row = stage.edit({ c: 'places', id: String(r['id']) }, { place: `${path}/${door}` });
    const { results } = await stage.server.push(admin!.device.session, [row]);
    expect(results[0]?.outcome).toBe('accepted');
  }
}

const end = (id: string) =>
  stage.push(stage.system, stage.edit({ c: 'posts', id }, { until: stage.clock.at }));

test('PE-11: each of fifty has what he is meant to have after one sync, and nothing else', async () => {
  expect(users.length).toBeGreaterThanOrEqual(50);
  const away = ['b4', 'b5', 'b6'];
  await stage.make('places', { kind: 'grid', place: 'c1/g03', name: '新网格' });
  const head = await serves('head', 'c1/g03');
  const moved: string[] = [];
  for (const building of away) {
    await carry(building, 'c1/g01', 'c1/g03');
    await end(posts.get(`liaison c1/g01/${building}`) ?? '');
    const liaison = users.find(
      ({ device }) => device.session.name === `liaison c1/g01/${building}`,
    );
    moved.push(await stage.post(liaison?.person ?? '', 'liaison', `c1/g03/${building}`));
  }
  const cores = users.filter(({ device }) => device.session.name === 'core c1/g01').slice(0, 2);
  for (const { person } of cores) await stage.post(person, 'core', 'c1/g03');
  await allSync();
  const seenBy = (person: string) =>
    users.find((user) => user.person === person)?.device.holds.size ?? 0;
  expect(seenBy(head)).toBeGreaterThan(30);

  for (const building of away) {
    const place = await stage.placeId(`c1/g01/${building}`);
    const row = { c: 'places', id: place, op: 'delete', stamp: stage.clock.at };
    await stage.push(stage.system, row);
  }
  for (const post of [...moved, posts.get('head c1/g03') ?? '']) await end(post);
  for (const building of away) {
    await carry(building, 'c1/g03', 'c1/g02');
    const liaison = users.find(
      ({ device }) => device.session.name === `liaison c1/g01/${building}`,
    );
    await stage.post(liaison?.person ?? '', 'liaison', `c1/g02/${building}`);
  }
  await allSync();
  expect(seenBy(head)).toBeLessThan(20);
  expect(counts).toMatchObject({ missing: 0, extra: 0 });
});
