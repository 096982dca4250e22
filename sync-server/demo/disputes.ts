import type { Person } from '../../src/domain/people.ts';
import { allRecords } from '../cli/community-records.ts';
import type { SyncServer } from '../server.ts';
import type { Session } from '../session/session.ts';
import type { Cast } from './cast.ts';
import type { Chance } from './chance.ts';
import { buildingOf, type Holder, type Neighbourhood } from './neighbourhood.ts';
import type { DemoClock } from './phones.ts';
import { answersFor } from './told-visit.ts';
import { day, hour, lastWorkingTime, minute } from './working-time.ts';

interface Stage {
  readonly server: SyncServer;
  readonly cast: Cast;
  readonly clock: DemoClock;
  readonly sessionOf: (holder: Holder) => Session;
  readonly newId: (at: number) => string;
}

const editRow = (person: Person, set: Partial<Person>, at: number) => ({
  c: 'people',
  id: person.id,
  op: 'edit',
  set,
  stamps: Object.fromEntries(Object.keys(set).map((field) => [field, at])),
  seen: person.version,
});

/** Two people write the same field without having seen each other: the later stands, the other is kept. */
async function disagree(
  { server, clock, sessionOf }: Stage,
  person: Person,
  [one, hers]: readonly [Holder, Partial<Person>],
  [other, his]: readonly [Holder, Partial<Person>],
  at: number,
): Promise<void> {
  clock.at = at + 3 * hour;
  await server.push(sessionOf(one), [editRow(person, hers, at)]);
  clock.at = at + 4 * hour;
  await server.push(sessionOf(other), [editRow(person, his, at + 40 * minute)]);
}

/** Somebody moves to another building; the old liaison, without signal, still writes of him at his old door. */
async function moveAway(stage: Stage, person: Person, home: string, chance: Chance): Promise<void> {
  const { server, clock, cast, sessionOf, newId } = stage;
  const at = lastWorkingTime(clock.at - 2 * day);
  clock.at = at;
  await server.push(sessionOf(cast.socialWorker), [editRow(person, { place: home }, at)]);
  const visited = at + 2 * hour;
  clock.at = visited + 3 * hour;
  const { finishedAt, ...visit } = {
    kind: 'round',
    place: person.place,
    person: person.id,
    startedAt: visited,
    finishedAt: visited + 6 * minute,
    outcome: 'met',
    answers: answersFor(false, chance),
    note: '正在收拾东西，说要搬到女儿家去，钥匙先放我这里。',
    visitorName: cast.liaison.person.name,
  };
  const id = newId(visited);
  await server.push(sessionOf(cast.liaison), [
    { c: 'visits', id, op: 'create', stamp: finishedAt, r: { ...visit, finishedAt } },
  ]);
}

/** Two conflicts and one quarantined visit in the demo's grid, made by real edits of real phones. */
export async function stageDisputes(
  hood: Neighbourhood,
  stage: Stage,
  chance: Chance,
): Promise<void> {
  const { server, cast, clock } = stage;
  const now = clock.at;
  const people = new Map(
    (await allRecords(server, hood.community, 'people')).map((person) => [person.id, person]),
  );
  const holdsPost = new Set(
    (await allRecords(server, hood.community, 'posts')).map(({ person }) => person),
  );
  const at = (building: string) =>
    hood.people
      .filter(({ id, place }) => buildingOf(place) === building && !holdsPost.has(id))
      .flatMap(({ id }) => people.get(id) ?? []);
  const here = at(cast.liaison.post.place);
  const elder = here.find(({ grade }) => grade !== undefined);
  const caller = here.find(({ grade, phone }) => grade === undefined && phone !== undefined);
  const leaver = here.findLast(
    (person) => person.grade === undefined && person !== caller && person.relation !== '户主',
  );
  const newHome = at(cast.neighbour.post.place).find(({ relation }) => relation === '户主');
  if (elder) {
    await disagree(
      stage,
      elder,
      [cast.liaison, { remark: '耳朵背，敲门要久一点。备用钥匙在对门邻居家。' }],
      [cast.socialWorker, { remark: '已配助听器，正常敲门即可。每周二女儿来。' }],
      lastWorkingTime(now - day - 5 * hour),
    );
  }
  clock.at = now;
  if (caller) {
    await disagree(
      stage,
      caller,
      [cast.liaison, { phone: '13900006021' }],
      [cast.head, { phone: '13900006012' }],
      lastWorkingTime(now - 3 * day),
    );
  }
  clock.at = now;
  if (leaver && newHome) await moveAway(stage, leaver, newHome.place, chance);
  clock.at = now;
}
