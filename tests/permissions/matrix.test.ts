import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pullAll } from '../../sync-server/test-support/test-community.ts';
import { collections } from '../../src/domain/record-types.ts';
import { partOf } from '../../src/domain/tally.ts';
import { maxPartsMended } from '../../src/protocol/compare.ts';
import { asMeantFor, type Kept } from '../support/independent-policy.ts';
import { mayChange, mayMake, mayRemove } from './meant-writes.ts';
import { anotherValue, fieldsOf } from './sample-values.ts';
import {
  aside,
  kindKeys,
  setStage,
  spots,
  spotsFor,
  type Actor,
  type Stage,
  type Target,
} from './stage.ts';
import { makeTally, verdictOf } from './tally.ts';

const tally = makeTally();
let stage: Stage;
let actors: Actor[];
const targets: Target[] = [];

/** A target with whom it was made for: a record that involves one actor is tried by him alone. */
const involving: { target: Target; actor: Actor; way: string }[] = [];
const watchers = new Map<string, readonly string[]>();
const watchersOf = (person: string): readonly string[] => watchers.get(person) ?? [];

async function involve(actor: Actor): Promise<void> {
  const me = actor.person;
  const watched = await stage.person(aside, '被守望', { watchers: [me] });
  watchers.set(watched, [me]);
  type More = Record<string, unknown> & { place?: string };
  const add = async (way: string, key: string, more: More) =>
    involving.push({
      way,
      actor,
      target: await stage.target(key, more.place ?? aside, more),
    });
  const self = { c: 'people', kind: 'resident', key: 'people/resident', id: me } as const;
  const place = String((await stage.read('people', me))?.['place']);
  involving.push({ way: 'self', actor, target: { ...self, place } });
  await add('watcher', 'people/resident', { watchers: [me] });
  await add('holder', 'posts/duty', { person: me });
  await add('holder', 'posts/member', { person: me });
  const step = (name: string, more = {}) => ({
    id: stage.id(),
    step: name,
    by: 'x',
    at: 0,
    ...more,
  });
  for (const key of ['needs/need', 'needs/crisis']) {
    for (const consent of [true, false]) {
      await add(`author, consent ${consent}`, key, { createdBy: me, consent });
      await add(`author here, consent ${consent}`, key, {
        createdBy: me,
        consent,
        place: 'c1/g01/b1/h101',
      });
      await add(`raiser, consent ${consent}`, key, { createdBy: me, consent, person: watched });
      await add(`subject, consent ${consent}`, key, { person: me, consent });
      const steps = [step('submitted'), step('assigned', { assignee: me, at: 1 })];
      await add(`helper, consent ${consent}`, key, { consent, steps });
    }
  }
  for (const key of ['visits/round', 'visits/watch', 'visits/alarm']) {
    await add('author', key, { createdBy: me });
    await add('author here', key, { createdBy: me, place: 'c1/g01/b1/h101' });
    await add('subject', key, { person: me });
    await add('watcher', key, { person: watched });
  }
}

beforeAll(async () => {
  stage = await setStage();
  actors = await stage.actors();
  for (const key of kindKeys) {
    for (const place of spotsFor(key)) {
      targets.push(await stage.target(key, place));
      if (key === 'needs/need') targets.push(await stage.target(key, place, { consent: false }));
    }
  }
  for (const actor of actors) {
    if (actor.role === null || actor.seats[0]?.place === 'c1/g01/b1') await involve(actor);
  }
}, 120_000);

afterAll(async () => {
  console.log(
    `permission matrix: ${tally.total} cells (${tally.toString()}), mismatches ${tally.mismatches.length}`,
  );
  expect(stage.clock.reports).toEqual([]);
  await stage.server.close();
});

/** What each actor is tried against. */
function* pairs(): Generator<{ actor: Actor; target: Target; where: string }> {
  for (const actor of actors) {
    for (const target of targets) {
      yield { actor, target, where: `${actor.name} ${target.key} at ${target.place}` };
    }
  }
  for (const { actor, target, way } of involving) {
    yield { actor, target, where: `${actor.name} ${target.key} as ${way}` };
  }
}

async function keptOf(target: Target): Promise<Kept> {
  const r = await stage.read(target.c, target.id);
  if (!r) throw new Error(`no ${target.key} at ${target.place}`);
  if (target.c === 'people') watchers.set(target.id, (r['watchers'] as string[] | undefined) ?? []);
  return { c: target.c, r };
}

const meant = (actor: Actor, kept: Kept) => asMeantFor(actor.person, actor.seats, kept, watchersOf);
const held = (actor: Actor, { c, id }: Target) => actor.device.holds.get(`${c}/${id}`) ?? null;

/** Another value, of a field which nobody watches the number of. */
function touching(target: Target): Record<string, unknown> {
  const name = {
    places: 'remark',
    people: 'remark',
    posts: 'phone',
    needs: 'when',
    visits: 'note',
    notices: 'text',
  }[target.c];
  return { [name]: anotherValue(target.c, name, null, () => stage.lean(target.place)) };
}

describe('the permission matrix', () => {
  test('a target has every field that its kind can have', async () => {
    for (const target of targets) {
      const { r } = await keptOf(target);
      const missing = fieldsOf(target.c).filter((name) => r[name] === undefined);
      expect([target.key, missing]).toEqual([target.key, []]);
    }
  });

  test('a first sync sends what the table lets each role read, with those fields', async () => {
    for (const { device } of actors) await pullAll(stage.server, device, 1000);
    for (const { actor, target, where } of pairs()) {
      tally.check('read', where, held(actor, target), meant(actor, await keptOf(target)));
    }
    expect(tally.mismatches).toEqual([]);
  });

  test('a change wakes those who may read it, and nobody else; the feed brings it to them alone', async () => {
    const woken = new Set<Actor>();
    for (const actor of actors) {
      const send = (event: string) => void (event === 'changed' && woken.add(actor));
      await stage.server.stream(actor.device.session, { send, close: () => undefined });
    }
    const all = [...new Map([...pairs()].map(({ target }) => [target.id, target])).values()];
    const wakes = new Map<string, ReadonlySet<Actor>>();
    for (const target of all) {
      woken.clear();
      await stage.change(target, touching(target));
      await new Promise((turn) => {
        setImmediate(turn);
      });
      wakes.set(target.id, new Set(woken));
    }
    for (const { device } of actors) await pullAll(stage.server, device, 1000);
    for (const { actor, target, where } of pairs()) {
      const expected = meant(actor, await keptOf(target));
      tally.check('hint', where, wakes.get(target.id)?.has(actor), expected !== null);
      tally.check('feed', where, held(actor, target), expected);
    }
    expect(tally.mismatches).toEqual([]);
  });

  test('whoever asks for all records of a place gets those that the table lets him read', async () => {
    const places = [...spots, 'c1/g02/b1', 'c1/g02/b2'];
    const parts = collections.flatMap((c) => places.map((place) => partOf(c, place)));
    const given = new Map<Actor, ReadonlyMap<string, unknown>>();
    for (const actor of actors) {
      const found = new Map<string, unknown>();
      for (let at = 0; at < parts.length; at += maxPartsMended) {
        const answer = await stage.server.parts(actor.device.session, {
          protocol: 1,
          journalsSince: 0,
          parts: parts.slice(at, at + maxPartsMended),
          checkpoint: actor.device.checkpoint ?? '',
        });
        if (!answer.ok) throw new Error(answer.code);
        for (const { c, r } of answer.value.records) found.set(`${c}/${r.id}`, r);
      }
      given.set(actor, found);
    }
    for (const { actor, target, where } of pairs()) {
      const found = given.get(actor)?.get(`${target.c}/${target.id}`) ?? null;
      tally.check('get', where, found, meant(actor, await keptOf(target)));
    }
    expect(tally.mismatches).toEqual([]);
  });

  test('a field is changed by whom the table names, and by nobody else', async () => {
    for (const { actor, target, where } of pairs()) {
      const before = await keptOf(target);
      const names = fieldsOf(target.c);
      const sets = names.map((name) => ({
        [name]: anotherValue(target.c, name, before.r[name], () => stage.lean(target.place)),
      }));
      const { results } = await stage.server.push(
        actor.device.session,
        sets.map((set) => stage.edit(target, set)),
      );
      const after: Kept = { c: target.c, r: (await stage.read(target.c, target.id)) ?? {} };
      for (const [at, name] of names.entries()) {
        const may = mayChange(actor.person, actor.seats, before, name, watchersOf);
        tally.check(
          'change',
          `${where} ${name}`,
          verdictOf(results[at]),
          may ? 'accepted' : 'refused',
        );
        const changed = JSON.stringify(after.r[name]) !== JSON.stringify(before.r[name]);
        if (changed !== may) tally.check('change', `${where} ${name} stored`, changed, may);
      }
      const shown = meant(actor, after);
      const last = results.at(-1);
      tally.check('answer', where, last?.r ?? last?.gone ?? null, shown ?? true);
    }
    expect(tally.mismatches).toEqual([]);
  });

  test('a record is made by whom the table names, and by nobody else', async () => {
    for (const actor of actors) {
      for (const key of kindKeys) {
        for (const spot of spotsFor(key)) {
          const place = key.startsWith('places/') ? besideOf(spot) : spot;
          const [c = ''] = key.split('/');
          const row = stage.creation(c as Target['c'], stage.draft(key, place));
          const { results } = await stage.server.push(actor.device.session, [row]);
          const where = `${actor.name} ${key} at ${place}`;
          const may = mayMake(actor.seats, key, place);
          tally.check('create', where, verdictOf(results[0]), may ? 'accepted' : 'refused');
          const stored = await stage.read(c, row.id);
          if ((stored !== null) !== may) tally.check('create', `${where} stored`, stored, may);
        }
      }
    }
    expect(tally.mismatches).toEqual([]);
  });

  test('a record is deleted by whom the table names, and by nobody else', async () => {
    for (const { actor, target: first, where } of pairs()) {
      let target = first;
      if ((await stage.read(target.c, target.id)) === null) {
        target = await stage.target(target.key, target.place);
        const at = targets.indexOf(first);
        if (at >= 0) targets[at] = target;
      }
      const kept = await keptOf(target);
      const row = { c: target.c, id: target.id, op: 'delete', stamp: stage.clock.at };
      const { results } = await stage.server.push(actor.device.session, [row]);
      const may = mayRemove(actor.seats, kept);
      tally.check('delete', where, verdictOf(results[0]), may ? 'accepted' : 'refused');
    }
    expect(tally.mismatches).toEqual([]);
  });
});

let made = 0;
/** A path of the same depth under the same parent, that is still free. */
function besideOf(place: string): string {
  made += 1;
  const end = place.lastIndexOf('/');
  const letter = place.at(end + 1) ?? 'c';
  return end < 0 ? place : `${place.slice(0, end)}/${letter}new${made}`;
}
