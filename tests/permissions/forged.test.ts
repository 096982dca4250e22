import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needStatusOf } from '../../src/domain/need-steps.ts';
import type { NeedStep } from '../../src/domain/needs.ts';
import type { PullAnswer } from '../../src/protocol/sync.ts';
import { openServer } from '../../sync-server/server.ts';
import { pullAll, start, type Device } from '../../sync-server/test-support/test-community.ts';
import { meantFor } from '../support/independent-policy.ts';
import { kindKeys, setStage, spotsFor, type Actor, type Stage } from './stage.ts';

let stage: Stage;
let liaison: Actor;
let head: Actor;
let admin: Actor;
const counts = { checkpoints: 0, foreignRows: 0, forged: 0, accepted: 0, granted: 0, tried: 0 };

beforeAll(async () => {
  stage = await setStage();
  for (const key of kindKeys) {
    for (const place of spotsFor(key)) await stage.target(key, place);
  }
  liaison = await stage.actor('liaison', 'c1/g01/b1');
  head = await stage.actor('head', 'c1/g01');
  admin = await stage.actor('admin', 'c1');
});

afterAll(async () => {
  console.log(`forged: ${JSON.stringify(counts)}`);
  expect(stage.clock.reports).toEqual([]);
  await stage.server.close();
});

interface Point {
  readonly at: string;
  readonly scope: unknown[];
  readonly [name: string]: unknown;
}
const pointOf = (checkpoint: string): Point =>
  JSON.parse(Buffer.from(checkpoint.split('.')[0] ?? '', 'base64url').toString()) as Point;
const bodyOf = (point: unknown): string => Buffer.from(JSON.stringify(point)).toString('base64url');

const everything = [{ role: 'admin', place: 'c1' }];

/** The same checkpoint with something in it changed, and the old seal. */
function altered(checkpoint: string): string[] {
  const [body = '', seal = ''] = checkpoint.split('.');
  const point = pointOf(checkpoint);
  const changes: object[] = [
    { scope: everything },
    { scope: [] },
    { version: 0 },
    { version: 1e9 },
    { since: 0 },
    { holds: everything },
    { has: null },
    { has: everything, since: 0 },
    { head: 1e9 },
    { after: { rank: -1, sort: 0, c: '', id: '' } },
    { at: 'feed', version: 0 },
    { at: 'snapshot', has: null, since: 0, head: 1e9, after: null, done: 0, total: 0 },
    { at: 'leaving', holds: everything, has: null, since: 0, record: ['', ''], departure: 0 },
    { person: admin.person },
    { __proto__: null, scope: everything },
  ];
  const seals = Array.from(
    seal,
    (_, at) => `${seal.slice(0, at)}${seal[at] === 'A' ? 'B' : 'A'}${seal.slice(at + 1)}`,
  );
  return [
    ...changes.map((change) => `${bodyOf({ ...point, ...change })}.${seal}`),
    ...seals.map((other) => `${body}.${other}`),
    ...Array.from({ length: 12 }, (_, n) =>
      checkpoint.slice(0, Math.floor((checkpoint.length * n) / 12)),
    ),
    `${body}.`,
    `.${seal}`,
    body,
    `${body}.${seal}.${seal}x`,
    `${seal}.${body}`,
    JSON.stringify({ ...point, scope: everything }),
    `${bodyOf(null)}.${seal}`,
    `${body}.${'A'.repeat(seal.length)}`,
    'x'.repeat(1_000_000),
    `${'A'.repeat(2_000_000)}.${seal}`,
    '\u0000',
    '邻里.邻里',
  ];
}

async function tries(device: Device, person: string, checkpoint: string): Promise<string> {
  counts.checkpoints += 1;
  const { server, clock } = stage;
  const answer = await server.pull(device.session, { protocol: 1, checkpoint, limit: 5000 });
  if (!answer.ok) return answer.code;
  const meant = meantFor(person, await stage.kept(), clock.at);
  for (const change of answer.value.changes) {
    if ('r' in change && !meant.has(`${change.c}/${change.r.id}`)) counts.foreignRows += 1;
  }
  return 'served';
}

async function checkpointsOf(device: Device): Promise<string[]> {
  const found: string[] = [];
  let page: PullAnswer | null = null;
  while (!page || page.more) {
    const request = { protocol: 1, checkpoint: page?.checkpoint ?? null, limit: 15 };
    const answer = await stage.server.pull(device.session, request);
    if (!answer.ok) throw new Error(answer.code);
    page = answer.value;
    found.push(page.checkpoint);
  }
  return found;
}

describe('PE-03: a forged checkpoint', () => {
  test('altered, cut, enlarged or made up is none', async () => {
    const own = await checkpointsOf(liaison.device);
    for (const checkpoint of [own[0] ?? '', own.at(-1) ?? '']) {
      for (const forged of altered(checkpoint).filter((one) => one !== checkpoint)) {
        const found = await tries(liaison.device, liaison.person, forged);
        expect([forged, found]).toEqual([forged, 'checkpointInvalid']);
      }
    }
    const [first = '', second = ''] = [own[0], own.at(-1)];
    const mixed = `${first.split('.')[0]}.${second.split('.')[1]}`;
    expect(await tries(liaison.device, liaison.person, mixed)).toBe('checkpointInvalid');
  });

  test('of somebody else, of another community or of another life of the store is none', async () => {
    const stolen = [...(await checkpointsOf(admin.device)), ...(await checkpointsOf(head.device))];
    for (const checkpoint of stolen) {
      expect(await tries(liaison.device, liaison.person, checkpoint)).toBe('checkpointInvalid');
    }
    const restored = await openServer({
      ...stage.clock.surroundings,
      store: stage.store,
      restored: true,
    });
    for (const checkpoint of await checkpointsOf(liaison.device)) {
      counts.checkpoints += 1;
      const request = { protocol: 1, checkpoint, limit: 10 };
      const answer = await restored.pull(liaison.device.session, request);
      expect(answer).toMatchObject({ ok: false, code: 'checkpointInvalid' });
    }
  });

  test('one’s own, given under a wider scope or earlier, brings nothing that is not one’s own now', async () => {
    const actor = await stage.actor('admin', 'c1');
    const wider = await checkpointsOf(actor.device);
    const demoted = { c: 'posts', id: actor.post ?? '' } as const;
    const row = stage.edit(demoted, { until: stage.clock.at });
    expect((await stage.push(stage.system, row))[0]?.outcome).toBe('accepted');
    await stage.post(actor.person, 'liaison', 'c1/g01/b1');
    for (const checkpoint of wider) {
      actor.device.checkpoint = checkpoint;
      expect(await tries(actor.device, actor.person, checkpoint)).toBe('served');
      const pages = await pullAll(stage.server, actor.device, 50);
      const meant = meantFor(actor.person, await stage.kept(), stage.clock.at);
      const sent = pages.flatMap(({ changes }) => changes).filter((change) => 'r' in change);
      expect(sent.filter((change) => !meant.has(`${change.c}/${change.r.id}`))).toEqual([]);
      expect([...actor.device.holds.keys()].filter((name) => !meant.has(name))).toEqual([]);
    }
    expect(counts.foreignRows).toBe(0);
  });
});

const mark = '伪造';
const hostile = JSON.parse(
  `{"__proto__":{"role":"admin","${mark}":1},"constructor":{"prototype":{"${mark}":1}},"prototype":"${mark}"}`,
) as Record<string, unknown>;

/** Names that nobody may write, with what somebody would like them to be. */
const dreams: Readonly<Record<string, unknown>> = {
  author: mark,
  createdBy: mark,
  created_by: mark,
  device: mark,
  receivedAt: 1,
  received_at: 1,
  version: 1e12,
  seq: 1e12,
  rev: mark,
  born: 1,
  gone: 1,
  marks: { '*': { by: mark } },
  points: 1e6,
  hours: 1e6,
  balance: 1e6,
  status: 'approved',
  approvedBy: mark,
  scope: 'c1',
  grants: [{ role: 'admin', place: 'c1' }],
  role: 'admin',
  system: true,
  community: 'c2',
  involves: [mark],
  watchers: [mark],
  grade: 'high',
  unsent: { '*': 1 },
  unsentSince: 1,
  c: 'posts',
  collection: 'posts',
  type: 'posts/duty',
  agesAt: 0,
  ...Object.fromEntries(Object.entries(hostile)),
  ['__proto__']: hostile,
};

/** Whether anything of what was wished for was kept. */
function keptOfIt(stored: unknown): boolean {
  const text = JSON.stringify(stored);
  return (
    text.includes(mark) ||
    /"(points|hours|balance|rev|scope|seq|status)"/.test(text) ||
    text.includes('1000000')
  );
}

describe('PE-04, PE-08: forged names', () => {
  const place = 'c1/g01/b1/h101';
  const writable = [
    'needs/need',
    'needs/crisis',
    'visits/round',
    'visits/watch',
    'visits/alarm',
    'people/resident',
  ];

  test('in a new record are refused or left out, whoever writes', async () => {
    for (const actor of [liaison, head, admin]) {
      for (const key of writable) {
        const c = key.split('/')[0] as 'needs';
        for (const name of Object.keys(dreams)) {
          const r = stage.draft(key, place);
          Object.defineProperty(r, name, { value: dreams[name], enumerable: true });
          const row = stage.creation(c, r);
          const [result] = await stage.push(actor.device.session, row);
          const stored = await stage.read(c, row.id);
          counts.forged += 1;
          const isForged =
            stored !== null &&
            (keptOfIt(stored) ||
              stored['createdBy'] !== actor.person ||
              stored['receivedAt'] !== stage.clock.at ||
              Number(stored['version']) >= 1e9);
          if (isForged) counts.accepted += 1;
          expect([key, name, isForged]).toEqual([key, name, name === 'grade' && isForged]);
          expect(JSON.stringify(result)).not.toContain('internal');
        }
      }
    }
  });

  test('in an edit are refused or left out', async () => {
    for (const actor of [liaison, head, admin]) {
      for (const key of writable) {
        const target = await stage.target(key, place);
        const before = await stage.read(target.c, target.id);
        for (const name of Object.keys(dreams).filter((one) => one !== 'grade')) {
          const set: Record<string, unknown> = {};
          Object.defineProperty(set, name, { value: dreams[name], enumerable: true });
          const [result] = await stage.push(actor.device.session, {
            ...stage.edit(target, {}),
            set,
            stamps: { [name]: 1 },
          });
          counts.forged += 1;
          expect(['refused', 'duplicate']).toContain(result?.outcome);
          const after = await stage.read(target.c, target.id);
          if (JSON.stringify(after) !== JSON.stringify(before)) counts.accepted += 1;
          expect([key, name, after]).toEqual([key, name, before]);
        }
      }
    }
  });

  test('within steps, answers, notes of an alarm and receipts are the session’s or nothing', async () => {
    const member = {
      by: mark,
      byName: mark,
      device: mark,
      receivedAt: 1,
      at: 9e15,
      points: 1e6,
      ...hostile,
    };
    const session = liaison.device.session;
    const step = { ...member, id: stage.id(), step: 'submitted' };
    const need = stage.creation('needs', stage.draft('needs/need', place, { steps: [step] }));
    const ack = { ...member, id: stage.id(), closes: true };
    const answers = JSON.parse('{"health":"well","__proto__":{"x":"y"}}') as unknown;
    const alarm = stage.creation(
      'visits',
      stage.draft('visits/alarm', place, { acks: [ack], answers, visitorName: mark }),
    );
    await stage.push(session, need, alarm);
    const later = { ...member, id: stage.id(), step: 'contacted' };
    await stage.push(session, stage.edit({ c: 'needs', id: need.id }, { steps: [later] }));
    const conflict = await stage.target('notices/conflict', place);
    const receipt = { ...member, id: stage.id(), choice: 'keep' };
    await stage.push(head.device.session, stage.edit(conflict, { receipts: [receipt] }));
    const signed = (actor: Actor) => ({
      by: actor.person,
      device: actor.device.session.device,
      at: stage.clock.at,
      receivedAt: stage.clock.at,
    });
    const stored = await stage.read('needs', need.id);
    expect(stored?.['steps']).toEqual([
      { id: step.id, step: 'submitted', ...signed(liaison) },
      { id: later.id, step: 'contacted', ...signed(liaison) },
    ]);
    const raised = await stage.read('visits', alarm.id);
    expect(raised).toMatchObject({ visitorName: session.name, answers: { health: 'well' } });
    expect(raised?.['acks']).toEqual([
      { id: ack.id, closes: true, byName: session.name, ...signed(liaison) },
    ]);
    const receipts = (await stage.read('notices', conflict.id))?.['receipts'] as unknown[];
    expect(receipts.at(-1)).toEqual({ id: receipt.id, choice: 'keep', ...signed(head) });
    counts.forged += 4 * Object.keys(member).length;
    const pollutes: Record<string, unknown> = {};
    expect([pollutes[mark], pollutes['role'], pollutes['x']]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(counts.accepted).toBe(0);
  });

  test('times of what has happened never lie ahead, and when it arrived is the server’s to say', async () => {
    const ahead = stage.clock.at + 1e9;
    const times = {
      startedAt: ahead,
      finishedAt: ahead,
      createdAt: ahead,
      receivedAt: start - 1e9,
    };
    const row = {
      ...stage.creation('visits', stage.draft('visits/round', place, times)),
      stamp: ahead,
    };
    await stage.push(liaison.device.session, row);
    const { at } = stage.clock;
    expect(await stage.read('visits', row.id)).toMatchObject({
      startedAt: at,
      finishedAt: at,
      createdAt: at,
      receivedAt: at,
    });
  });
});

describe('PE-09: nobody grants himself', () => {
  const place = 'c1/g01/b1/h101';

  test('a task, a post, a person to look in on, a telephone number, a visit to himself', async () => {
    const helper = await stage.actor('volunteer', 'c1/g01/b1');
    const step = (name: string, more = {}) => ({
      id: stage.id(),
      step: name,
      by: 'x',
      at: 0,
      ...more,
    });
    const assigned = [step('submitted'), step('assigned', { assignee: helper.person, at: 1 })];
    const need = await stage.target('needs/need', place, { consent: false, steps: assigned });
    const open = await stage.target('needs/need', place);
    const resident = await stage.target('people/resident', place);
    const post = (actor: Actor) => ({ c: 'posts' as const, id: actor.post ?? '' });
    const forever = { until: start + 1e12 };
    const give = (role: string, kind: string, person: string) =>
      stage.creation('posts', { ...stage.draft('posts/duty', 'c1/g01'), kind, role, person });
    const wishes: [Actor, unknown][] = [
      [helper, stage.edit(open, { steps: [step('assigned', { assignee: helper.person })] })],
      [liaison, stage.edit(open, { steps: [step('assigned', { assignee: liaison.person })] })],
      [liaison, stage.edit(open, { steps: [step('triaged')] })],
      [helper, stage.edit(need, { consent: true })],
      [helper, stage.edit(need, { urgency: 'emergency' })],
      [helper, stage.edit(need, { contactPhone: '1' })],
      [liaison, stage.edit(resident, { watchers: [liaison.person] })],
      [helper, stage.edit(resident, { watchers: [helper.person] })],
      [liaison, stage.edit(post(liaison), forever)],
      [head, stage.edit(post(head), forever)],
      [head, give('admin', 'duty', head.person)],
      [head, give('head', 'duty', head.person)],
      [head, give('socialWorker', 'duty', head.person)],
      [head, give('admin', 'member', head.person)],
      [liaison, give('head', 'duty', liaison.person)],
      [
        helper,
        stage.creation(
          'visits',
          stage.draft(
            'visits/watch',
            String((await stage.read('people', helper.person))?.['place']),
            { person: helper.person },
          ),
        ),
      ],
    ];
    for (const [actor, row] of wishes) {
      const [result] = await stage.push(actor.device.session, row);
      counts.tried += 1;
      if (result?.outcome !== 'refused') counts.granted += 1;
      expect([row, result?.outcome]).toEqual([row, 'refused']);
    }
  });

  test('nor takes back what somebody else did', async () => {
    const done = { id: stage.id(), step: 'triaged', by: head.person, at: stage.clock.at - 1000 };
    const submitted = { id: stage.id(), step: 'submitted', by: 'x', at: 0 };
    const need = await stage.target('needs/need', place, { steps: [submitted, done] });
    const undo = {
      id: stage.id(),
      step: 'undone',
      undoes: done.id,
      by: head.person,
      at: stage.clock.at,
    };
    await stage.push(liaison.device.session, stage.edit(need, { steps: [undo] }));
    const steps = (await stage.read('needs', need.id))?.['steps'] as NeedStep[];
    expect(steps).toHaveLength(3);
    expect(needStatusOf(steps).status).toBe('triaged');
    expect(counts.granted).toBe(0);
  });
});
