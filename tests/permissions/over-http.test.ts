import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../src/domain/record-type.ts';
import { serverCalls, type CallResult } from '../../src/protocol/server-calls.ts';
import type { PullAnswer } from '../../src/protocol/sync.ts';
import { databaseIn } from '../../sync-server/store/lock.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import { pullAll, take } from '../../sync-server/test-support/test-community.ts';
import { emptyFolder } from '../support/demo-folder.ts';
import { meantFor, type Kept } from '../support/independent-policy.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { mayChange, mayMake, mayRemove } from './meant-writes.ts';
import { anotherValue } from './sample-values.ts';
import { kindKeys, setStage, type Actor, type Stage, type Target } from './stage.ts';
import { makeTally, verdictOf } from './tally.ts';

const own = 'c1/g01/b1/h101';
const foreign = 'c1/g02/b1/h101';
const changed = {
  places: 'remark',
  people: 'remark',
  posts: 'phone',
  needs: 'when',
  visits: 'acks',
  notices: 'receipts',
};

const tally = makeTally();
const targets: Target[] = [];
const actors: Actor[] = [];
let stage: Stage;
let kept: Kept[];
let folder: string;
let server: ServerProcess;
let closedAfter = 0;

const valueOf = <T>(result: CallResult<T>): T => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};

const callsOf = ({ device }: Actor) =>
  serverCalls((path, init) =>
    fetch(`${server.url}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${device.token}` },
    }),
  );

/** Everything is made by the core in this process; then a process of its own serves the same folder. */
beforeAll(async () => {
  folder = await emptyFolder();
  stage = await setStage({ store: await openSqlite(databaseIn(folder)) });
  for (const key of kindKeys) {
    if (key.startsWith('places/') && key !== 'places/household') continue;
    for (const place of [own, foreign]) targets.push(await stage.target(key, place));
  }
  actors.push(await stage.actor(null, '-'));
  for (const role of roles) actors.push(await stage.actor(role, 'c1/g01/b1'));
  for (const { device } of actors) await pullAll(stage.server, device);
  kept = await stage.kept();
  await stage.server.close();
  server = await startServer({ data: folder, demo: false });
});

afterAll(async () => {
  console.log(
    `over the wire: ${tally.total} cells (${tally.toString()}); a stream was closed ${closedAfter.toFixed(0)} ms after its session`,
  );
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a server in a process of its own', () => {
  test('sends each role what the table lets him read', async () => {
    for (const actor of actors) {
      actor.device.holds.clear();
      let checkpoint: string | null = null;
      for (;;) {
        const page: PullAnswer = valueOf(
          await callsOf(actor).pull({ protocol: 1, checkpoint, limit: 500 }),
        );
        take(actor.device, page.changes);
        checkpoint = page.checkpoint;
        if (!page.more) break;
      }
      const meant = meantFor(actor.person, kept, Date.now());
      for (const { c, id, key, place } of targets) {
        const name = `${c}/${id}`;
        tally.check(
          'read',
          `${actor.name} ${key} at ${place}`,
          actor.device.holds.get(name),
          meant.get(name),
        );
      }
    }
    expect(tally.mismatches).toEqual([]);
  });

  test('takes in what the table lets each role write, and nothing else', async () => {
    const watchersOf = (person: string): readonly string[] =>
      (kept.find(({ r }) => r['id'] === person)?.r['watchers'] as string[] | undefined) ?? [];
    for (const actor of actors) {
      const { person, seats } = actor;
      for (const target of targets) {
        const where = `${actor.name} ${target.key} at ${target.place}`;
        const one = kept.find(({ r }) => r['id'] === target.id) ?? { c: '', r: {} };
        const field = changed[target.c];
        const value = anotherValue(target.c, field, one.r[field], () => stage.lean(target.place));
        const draft = stage.draft(target.key, target.place);
        const rows = [stage.edit(target, { [field]: value }), stage.creation(target.c, draft)];
        const pushed = valueOf(await callsOf(actor).push({ protocol: 1, rows, checkpoint: null }));
        const change = mayChange(person, seats, one, field, watchersOf);
        tally.check('change', where, verdictOf(pushed.results[0]), change ? 'accepted' : 'refused');
        if (target.c === 'places') continue;
        const make = mayMake(seats, target.key, target.place);
        tally.check('create', where, verdictOf(pushed.results[1]), make ? 'accepted' : 'refused');
      }
      for (const target of targets.filter(({ place, c }) => place === foreign || c === 'visits')) {
        const one = kept.find(({ r }) => r['id'] === target.id) ?? { c: '', r: {} };
        const row = { c: target.c, id: target.id, op: 'delete' as const, stamp: Date.now() };
        const pushed = valueOf(
          await callsOf(actor).push({ protocol: 1, rows: [row], checkpoint: null }),
        );
        const remove = mayRemove(seats, one);
        tally.check(
          'delete',
          actor.name,
          verdictOf(pushed.results[0]),
          remove ? 'accepted' : 'refused',
        );
      }
    }
    expect(tally.mismatches).toEqual([]);
  });

  test('closes the stream of a session that has ended, and answers it no more', async () => {
    const actor = actors.find(({ role }) => role === 'head');
    const headers = { authorization: `Bearer ${actor?.device.token}` };
    const stream = await fetch(`${server.url}/api/v1/sync/stream`, { headers });
    const reader = stream.body?.getReader();
    await reader?.read();
    const since = performance.now();
    await callsOf(actor!).signOut();
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) break;
    }
    closedAfter = performance.now() - since;
    const answer = await callsOf(actor!).pull({ protocol: 1, checkpoint: null, limit: 1 });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'sessionEnded' } });
  });
});
