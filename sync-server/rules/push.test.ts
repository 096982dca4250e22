import { beforeEach, describe, expect, test } from 'vitest';
import { plantTree, pullAll, testCommunity } from '../test-support/test-community.ts';
import type { Device, TestCommunity } from '../test-support/test-community.ts';

let community: TestCommunity;
let liaison: Device;
let head: Device;
let door: string;

beforeEach(async () => {
  community = await testCommunity();
  await plantTree(community.server, community.make);
  liaison = (await community.employed('liaison', 'c1/g01/b1')).device;
  head = (await community.employed('head', 'c1/g01')).device;
  door = 'c1/g01/b1/h101';
});

const one = async (device: Device, row: unknown) => {
  const [result] = await community.push(device.session, row);
  if (!result) throw new Error('no result');
  return result;
};

function visit(more: Record<string, unknown> = {}) {
  const { at } = community.clock;
  return community.creation('visits', {
    kind: 'round',
    place: door,
    startedAt: at,
    finishedAt: at,
    outcome: 'met',
    ...more,
  });
}

function need(more: Record<string, unknown> = {}) {
  const { at } = community.clock;
  return community.creation('needs', {
    kind: 'need',
    place: door,
    category: 'errand',
    urgency: 'normal',
    what: '买药',
    consent: true,
    source: 'door',
    steps: [{ id: community.id(), step: 'submitted', at, by: 'x' }],
    ...more,
  });
}

let stamp = 0;
function edit(c: string, id: string, set: Record<string, unknown>, seen = 0, at?: number) {
  stamp += 1;
  const stamps = Object.fromEntries(
    Object.keys(set).map((name) => [name, at ?? community.clock.at - 10_000 + stamp]),
  );
  return { c, id, op: 'edit' as const, set, stamps, seen };
}

const headNumber = async () =>
  (await community.store.read((sql) => sql.all<{ seq: number }>('select seq from communities')))[0]
    ?.seq;

const notices = (kind: string) =>
  community.store.read(async (sql) => {
    const rows = await sql.all<{ body: string }>(
      'select body from records where type = ? and gone = 0 order by version',
      [`notices/${kind}`],
    );
    return rows.map((row) => JSON.parse(row.body) as Record<string, unknown>);
  });

describe('rule 3: a result per row', () => {
  test('bad rows of every sort stop none of the good ones, and answers come in order', async () => {
    const good = visit();
    const better = visit();
    const results = await community.push(
      liaison.session,
      [good, 'nonsense', null][0],
      7,
      { c: 'visits' },
      {
        c: 'cars',
        id: community.id(),
        op: 'delete',
        stamp: 1,
      },
      { ...visit(), r: { kind: 'round', place: door, startedAt: 'yesterday' } },
      { ...visit(), r: { ...visit().r, note: { length: { toString: 'x' } } } },
      { ...visit(), c: { length: { toString: 'x' } } },
      better,
    );
    expect(results.map(({ outcome, problem }) => problem?.code ?? outcome)).toEqual([
      'accepted',
      'badRow',
      'badRow',
      'unknownCollection',
      'badValue',
      'badValue',
      'badRow',
      'accepted',
    ]);
    expect(results[0]?.id).toBe(good.id);
    expect(results[7]?.id).toBe(better.id);
  });

  test('a fault of ours in one row is told, undone, and does not hold up the others', async () => {
    const trap = visit();
    const { store } = community;
    await store.write((sql) =>
      sql.run(
        `insert into records (community, c, id, type, place, version, born, gone, rank, sort, body, marks)
          values ('c1', 'visits', ?, 'visits/round', ?, 0, 0, 0, 9, 0, 'not json', '{}')`,
        [trap.id, door],
      ),
    );
    const results = await community.push(liaison.session, visit(), trap, visit());
    expect(results.map((result) => result.problem?.code ?? result.outcome)).toEqual([
      'accepted',
      'internal',
      'accepted',
    ]);
    expect(community.clock.reports).toHaveLength(1);
  });
});

describe('rule 3: nothing half-done', () => {
  test('a row that fails after its first write leaves nothing of it', async () => {
    const { store } = community;
    const [household] = await store.read((sql) =>
      sql.all<{ id: string }>(`select id from records where c = 'places' and place = ?`, [door]),
    );
    const broken = await community.person(door, '李');
    await store.write((sql) =>
      sql.run(`update records set body = 'not json' where id = ?`, [broken]),
    );
    const move = edit('places', household?.id ?? '', { place: 'c1/g01/b2/h301' }, 1e9);
    const results = await community.push(head.session, move, visit());
    expect(results.map((result) => result.problem?.code ?? result.outcome)).toEqual([
      'internal',
      'accepted',
    ]);
    const [row] = await store.read((sql) =>
      sql.all<{ place: string }>('select place from records where id = ?', [household?.id ?? '']),
    );
    expect(row?.place).toBe(door);
  });
});

describe('rule 4: a refused row is answered with its reason', () => {
  test('a create that is refused says why, names the field, and is gone', async () => {
    expect(await one(liaison, visit({ outcome: 'danced' }))).toMatchObject({
      outcome: 'refused',
      problem: { code: 'badValue', field: 'outcome' },
      gone: true,
    });
    expect(await one(liaison, visit({ mood: 1 }))).toMatchObject({
      problem: { code: 'unknownField', field: 'mood' },
    });
  });

  test('an edit that is refused comes with the server’s copy', async () => {
    const made = need();
    await one(liaison, made);
    const result = await one(liaison, edit('needs', made.id, { urgency: 'emergency' }));
    expect(result).toMatchObject({
      outcome: 'refused',
      problem: { code: 'fieldNotAllowed', field: 'urgency' },
      r: { id: made.id, urgency: 'normal' },
    });
  });

  test('so does one whose value is wrong', async () => {
    const of = await community.person(door, '李');
    expect(await one(liaison, edit('people', of, { gender: 'x' }))).toMatchObject({
      problem: { code: 'badValue', field: 'gender' },
      r: { id: of, name: '李' },
    });
  });

  test('what was written once stays as it was written', async () => {
    const made = visit();
    await one(liaison, made);
    expect(await one(liaison, edit('visits', made.id, { outcome: 'notIn' }))).toMatchObject({
      problem: { code: 'writtenOnce', field: 'outcome' },
    });
    expect(await one(liaison, edit('visits', made.id, { outcome: 'met' }))).toMatchObject({
      outcome: 'duplicate',
    });
  });

  test('null clears an optional field and is refused for one that must be there', async () => {
    const of = await community.person(door, '李', { remark: '耳背' });
    const cleared = await one(liaison, edit('people', of, { remark: null }));
    expect(cleared.outcome).toBe('accepted');
    expect(cleared.r).not.toHaveProperty('remark');
    expect(await one(liaison, edit('people', of, { name: null }))).toMatchObject({
      problem: { code: 'badValue', field: 'name' },
    });
  });
});

describe('rule 6: a push whose answer was lost may be repeated', () => {
  test('create, edit, step and delete once more: no new entry, no second effect', async () => {
    const of = await community.person(door, '李');
    const made = need();
    const step = { id: community.id(), step: 'contacted', at: community.clock.at, by: 'x' };
    const rows = [
      made,
      edit('people', of, { remark: '怕狗' }),
      edit('needs', made.id, { steps: [step] }),
    ];
    await community.push(liaison.session, ...rows);
    const before = await headNumber();
    const again = await community.push(liaison.session, ...rows);
    expect(again.map((result) => result.outcome)).toEqual(['duplicate', 'duplicate', 'duplicate']);
    expect(again.every((result) => result.r !== undefined)).toBe(true);
    expect(await headNumber()).toBe(before);

    const admin = (await community.employed('admin', 'c1')).device;
    const removal = { c: 'needs', id: made.id, op: 'delete', stamp: community.clock.at };
    expect(await one(admin, removal)).toMatchObject({ outcome: 'accepted', gone: true });
    const after = await headNumber();
    expect(await one(admin, removal)).toMatchObject({ outcome: 'duplicate', gone: true });
    expect(await headNumber()).toBe(after);
  });

  test('a repeated edit does not undo what somebody wrote after it', async () => {
    const of = await community.person(door, '李');
    const mine = edit('people', of, { remark: 'mine' });
    const taken = await one(liaison, mine);
    await one(head, edit('people', of, { remark: 'hers' }, taken.r?.version));
    expect(await one(liaison, mine)).toMatchObject({ outcome: 'duplicate', r: { remark: 'hers' } });
  });

  test('a repeated create does not undo it either', async () => {
    const made = need();
    const taken = await one(liaison, made);
    await one(head, edit('needs', made.id, { what: '改过' }, taken.r?.version));
    const before = await headNumber();
    expect(await one(liaison, made)).toMatchObject({ outcome: 'duplicate', r: { what: '改过' } });
    expect(await headNumber()).toBe(before);
    expect(await notices('conflict')).toEqual([]);
  });

  test('what was taken in before the post ended is a repetition, not a case for review', async () => {
    const leaving = await community.employed('liaison', 'c1/g01/b1');
    const of = await community.person(door, '李');
    const row = edit('people', of, { remark: '写过' });
    await one(leaving.device, row);
    await community.push(
      community.system,
      edit('posts', leaving.postId, { until: community.clock.at }, 1e9),
    );
    expect(await one(leaving.device, row)).toMatchObject({ outcome: 'duplicate', gone: true });
    expect(await notices('quarantine')).toEqual([]);
  });

  test('an edit that lost is known again when it is repeated', async () => {
    const of = await community.person(door, '李');
    const { at } = community.clock;
    await one(head, edit('people', of, { remark: 'hers' }, 0, at - 1000));
    const late = edit('people', of, { remark: 'mine' }, 0, at - 2000);
    expect(await one(liaison, late)).toMatchObject({ outcome: 'merged', superseded: ['remark'] });
    const before = await headNumber();
    expect((await one(liaison, late)).outcome).toBe('duplicate');
    expect(await headNumber()).toBe(before);
    expect(await notices('conflict')).toHaveLength(1);
  });

  test('a create whose record was changed on the device meanwhile brings the change', async () => {
    const made = need();
    await one(liaison, made);
    const before = await headNumber();
    const grown = { ...made, r: { ...made.r, what: '买两盒药' }, stamp: made.stamp + 5 };
    expect(await one(liaison, grown)).toMatchObject({
      outcome: 'accepted',
      r: { what: '买两盒药' },
    });
    expect(await headNumber()).toBe((before ?? 0) + 1);
    expect((await one(liaison, grown)).outcome).toBe('duplicate');
    expect(await one(liaison, made)).toMatchObject({
      outcome: 'duplicate',
      r: { what: '买两盒药' },
    });
  });

  test('a quarantined row is kept once', async () => {
    const gone = await community.employed('liaison', 'c1/g01/b2');
    const row = { ...visit(), r: { ...visit().r, place: 'c1/g01/b2/h101' } };
    await community.push(
      community.system,
      edit('posts', gone.postId, { until: community.clock.at }, 1e9),
    );
    expect((await one(gone.device, row)).outcome).toBe('quarantined');
    const before = await headNumber();
    expect((await one(gone.device, row)).outcome).toBe('quarantined');
    expect(await headNumber()).toBe(before);
  });
});

describe('rule 10: who, when and where it came from are the session’s to say', () => {
  test('a forged author, receipt, version and involvement are ignored', async () => {
    const { at } = community.clock;
    const result = await one(liaison, {
      ...visit({
        id: community.id(),
        createdBy: head.session.person,
        receivedAt: 1,
        version: 99,
        involves: [head.session.person],
        createdAt: at + 99_999,
        visitorName: '别人',
      }),
    });
    expect(result.r).toMatchObject({
      createdBy: liaison.session.person,
      receivedAt: at,
      createdAt: at,
      involves: [`by:${liaison.session.person}`],
      visitorName: liaison.session.name,
    });
    expect(result.r?.version).toBe(await headNumber());
  });

  test('a step is signed by the session, whatever its body says', async () => {
    const forged = {
      id: community.id(),
      step: 'submitted',
      at: community.clock.at + 999_999,
      by: head.session.person,
      device: 'other',
      receivedAt: 1,
    };
    const result = await one(liaison, need({ steps: [forged] }));
    expect(result.r?.['steps']).toEqual([
      {
        id: forged.id,
        step: 'submitted',
        at: community.clock.at,
        by: liaison.session.person,
        device: liaison.session.device,
        receivedAt: community.clock.at,
      },
    ]);
  });

  test('a record is deleted only by whoever may delete it', async () => {
    const of = await community.person(door, '李');
    const row = { c: 'people', id: of, op: 'delete', stamp: community.clock.at };
    expect(await one(liaison, row)).toMatchObject({
      outcome: 'refused',
      problem: { code: 'notAllowed' },
      r: { id: of },
    });
  });

  test('a household is moved only to where its mover has a say too', async () => {
    const [household] = await community.store.read((sql) =>
      sql.all<{ id: string }>(`select id from records where c = 'places' and place = ?`, [door]),
    );
    const to = (place: string) => edit('places', household?.id ?? '', { place }, 1e9);
    expect(await one(head, to('c1/g02/b1/h301'))).toMatchObject({
      problem: { code: 'fieldNotAllowed', field: 'place' },
    });
    expect((await one(head, to('c1/g01/b9/h301'))).problem?.code).toBe('placeUnknown');
    expect((await one(head, to('c1/g01/b2/h101'))).problem?.code).toBe('placeTaken');
    expect((await one(head, to('c1/g01/b2'))).problem?.code).toBe('placeTaken');
    expect((await one(head, to('c1/g01/b2/h301'))).outcome).toBe('accepted');
  });

  test('a visit that ends in the future ended when it arrived', async () => {
    const { at } = community.clock;
    const ahead = visit({ finishedAt: at + 86_400_000 });
    expect(await one(liaison, ahead)).toMatchObject({ r: { finishedAt: at } });
  });

  test('a set that grows has an end', async () => {
    const alarm = visit({ kind: 'alarm' });
    await one(liaison, alarm);
    const acks = (many: number) =>
      edit('visits', alarm.id, {
        acks: Array.from({ length: many }, () => ({ id: community.id(), at: 1, by: 'x' })),
      });
    expect((await one(liaison, acks(50))).outcome).toBe('accepted');
    expect(await one(liaison, acks(1))).toMatchObject({
      problem: { code: 'badValue', field: 'acks' },
    });
  });

  test('a step is refused to whoever may not take it', async () => {
    const made = need();
    await one(liaison, made);
    const triage = { id: community.id(), step: 'triaged', at: community.clock.at, by: 'x' };
    const row = edit('needs', made.id, { steps: [triage] });
    expect(await one(liaison, row)).toMatchObject({ problem: { code: 'stepNotAllowed' } });
    expect((await one(head, row)).outcome).toBe('accepted');
  });

  test('fields of the server are refused, and the rest of a record by role', async () => {
    const device = {
      ...community.creation('notices', { kind: 'device', place: 'c1', heardAt: 1 }),
    };
    expect(await one(head, device)).toMatchObject({
      problem: { code: 'fieldNotAllowed', field: 'heardAt' },
    });
    const notice = community.creation('notices', {
      kind: 'quarantine',
      place: 'c1/g01',
      title: 'x',
    });
    expect(await one(head, notice)).toMatchObject({ problem: { code: 'notAllowed' } });
    const watched = community.creation('people', {
      kind: 'resident',
      place: door,
      name: '王',
      grade: 'high',
    });
    expect(await one(liaison, watched)).toMatchObject({
      problem: { code: 'fieldNotAllowed', field: 'grade' },
    });
    expect((await one(head, watched)).outcome).toBe('accepted');
  });

  test('nobody appoints somebody stronger than he may, nor outside his place', async () => {
    const holder = await community.person(door, '王');
    const post = (role: string, place: string, kind = 'duty') =>
      community.creation('posts', { kind, place, person: holder, role, name: '王', from: 0 });
    expect((await one(head, post('liaison', 'c1/g01/b1'))).outcome).toBe('accepted');
    expect(await one(head, post('head', 'c1/g01'))).toMatchObject({
      problem: { code: 'appointNotAllowed' },
    });
    expect(await one(head, post('liaison', 'c1/g02/b1'))).toMatchObject({
      problem: { code: 'notAllowed' },
    });
    expect(await one(liaison, post('liaison', 'c1/g01/b1'))).toMatchObject({
      problem: { code: 'notAllowed' },
    });
    expect(await one(head, post('volunteer', 'c1/g01', 'duty'))).toMatchObject({
      problem: { code: 'badValue', field: 'kind' },
    });
  });

  test('a record names only people whom its writer may know', async () => {
    const neighbour = await community.person(door, '李');
    const stranger = await community.person('c1/g02/b1/h101', '赵');
    expect((await one(liaison, visit({ person: neighbour }))).outcome).toBe('accepted');
    const unknown = await one(liaison, visit({ person: community.id() }));
    const foreign = await one(liaison, visit({ person: stranger }));
    expect(unknown.problem).toEqual({ code: 'badValue', field: 'person' });
    expect(foreign.problem).toEqual(unknown.problem);
  });

  test('another community’s place is no place', async () => {
    expect(await one(liaison, visit({ place: 'c2/g01/b1/h101' }))).toMatchObject({
      problem: { code: 'notAllowed' },
    });
    const other = community.creation('places', { kind: 'community', place: 'c2', name: 'x' });
    const [bySystem] = await community.push(community.system, other);
    expect(bySystem?.problem?.code).toBe('notAllowed');
  });

  test('prototype keys change nothing', async () => {
    const row: unknown = JSON.parse(
      JSON.stringify(visit()).replace('"outcome"', '"__proto__":{"admin":true},"outcome"'),
    );
    expect((await one(liaison, row)).r).not.toHaveProperty('admin');
    const set: unknown = JSON.parse('{"constructor":1}');
    const of = await community.person(door, '李');
    expect(await one(liaison, { ...edit('people', of, {}), set })).toMatchObject({
      problem: { code: 'unknownField' },
    });
    expect(
      await one(liaison, { ...edit('people', of, { name: 'x' }), c: '__proto__' }),
    ).toMatchObject({
      problem: { code: 'unknownCollection' },
    });
  });
});

describe('rule 13: an edit made while another of the same record is under way', () => {
  test('the later one is taken in without a disagreement with oneself', async () => {
    const of = await community.person(door, '李');
    const first = edit('people', of, { remark: 'one' });
    const second = edit('people', of, { remark: 'two' });
    await one(liaison, first);
    expect(await one(liaison, second)).toMatchObject({ outcome: 'accepted', r: { remark: 'two' } });
    expect(await notices('conflict')).toEqual([]);
  });

  test('two devices that edit different fields both prevail; of the same field the later does', async () => {
    const of = await community.person(door, '李', { remark: 'old' });
    const seen = (await headNumber()) ?? 0;
    await one(liaison, edit('people', of, { phone: '138' }, seen));
    await one(head, edit('people', of, { remark: 'hers' }, seen));
    const merged = await one(liaison, edit('people', of, { remark: 'mine, later' }, seen));
    expect(merged.r).toMatchObject({ phone: '138', remark: 'mine, later' });
    const [conflict, ...more] = await notices('conflict');
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({
      place: door,
      about: { c: 'people', id: of },
      field: 'remark',
      title: '李',
      stands: { value: 'mine, later', by: liaison.session.person },
      other: { value: 'hers', by: head.session.person },
    });
    await pullAll(community.server, head);
    expect([...head.holds.values()].some((record) => record['kind'] === 'conflict')).toBe(true);
  });

  test('a stamp from the future counts as the time of arrival', async () => {
    const of = await community.person(door, '李');
    const { clock } = community;
    await one(liaison, edit('people', of, { remark: 'ahead' }, 0, clock.at + 86_400_000));
    clock.at += 60_000;
    const later = await one(head, edit('people', of, { remark: 'now' }, 0, clock.at));
    expect(later).toMatchObject({ outcome: 'accepted', r: { remark: 'now' } });
    expect(community.server.core.counters.text({})).toContain('linli_clamped_stamps_total 1');
  });
});

describe('places', () => {
  test('a place needs its parent, a path of its own and the kind that goes with it', async () => {
    const make = (place: string, kind: string) =>
      one(head, community.creation('places', { kind, place, name: 'x' }));
    expect((await make('c1/g01/b1/h999', 'household')).outcome).toBe('accepted');
    expect((await make('c1/g01/b1/h999', 'household')).problem?.code).toBe('placeTaken');
    expect((await make('c1/g01/b9/h1', 'household')).problem?.code).toBe('placeUnknown');
    expect((await make('c1/g01/b1', 'household')).problem?.code).toBe('placeTaken');
    expect((await make('c1/g01/b3', 'household')).problem).toEqual({
      code: 'badValue',
      field: 'place',
    });
  });

  test('a place with people in it is not deleted', async () => {
    const admin = (await community.employed('admin', 'c1')).device;
    const [household] = await community.store.read((sql) =>
      sql.all<{ id: string }>(`select id from records where c = 'places' and place = ?`, [door]),
    );
    const of = await community.person(door, '李');
    const removal = { c: 'places', id: household?.id, op: 'delete', stamp: community.clock.at };
    expect(await one(admin, removal)).toMatchObject({ problem: { code: 'placeInUse' } });
    await one(admin, { c: 'people', id: of, op: 'delete', stamp: community.clock.at });
    expect(await one(admin, removal)).toMatchObject({ outcome: 'accepted', gone: true });
  });

  test('a deleted record leaves nothing of its content', async () => {
    const of = await community.person(door, '李秘密', { phone: '13812345678' });
    const admin = (await community.employed('admin', 'c1')).device;
    await one(admin, { c: 'people', id: of, op: 'delete', stamp: community.clock.at });
    const [row] = await community.store.read((sql) =>
      sql.all<{ body: string; marks: string }>('select body, marks from records where id = ?', [
        of,
      ]),
    );
    expect(`${row?.body}${row?.marks}`).not.toMatch(/秘密|138/);
  });
});
