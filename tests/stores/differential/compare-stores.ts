import { postKindOf } from '../../../src/domain/posts.ts';
import type { Role } from '../../../src/domain/record-type.ts';
import { chanceFrom, idsFrom } from '../../../sync-server/demo/chance.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { operations, type Operation, type Story } from './random-operation.ts';
import { openSide, type Moment, type Side } from './side.ts';

export interface Difference {
  readonly seed: number;
  readonly operation: number;
  readonly name: string;
  readonly answers: readonly unknown[];
}

export interface Comparison {
  /** Rows and calls. */
  readonly done: number;
  readonly difference: Difference | null;
  /** How often each outcome and problem was answered: a story in which everything is refused shows nothing. */
  readonly outcomes: ReadonlyMap<string, number>;
}

function tallyOutcomes(outcomes: Map<string, number>, answer: string): void {
  const found = answer.match(
    /"outcome":"\w+"(?:,"problem":\{"code":"\w+")?|"ok":false,"code":"\w+"|^threw.*/g,
  );
  for (const one of found ?? []) {
    const name = one
      .replaceAll(/"outcome":|"problem":\{"code":|"ok":false,"code":|"/g, '')
      .replace(',', ' ');
    outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
  }
}

const staff: readonly (readonly [Role, string])[] = [
  ['admin', 'c1'],
  ['socialWorker', 'c1'],
  ['head', 'c1/g01'],
  ['head', 'c1/g02'],
  ['core', 'c1/g01'],
  ['liaison', 'c1/g01/b1'],
  ['liaison', 'c1/g02/b2'],
  ['volunteer', 'c1/g01'],
];

const begin = Date.UTC(2026, 10, 21, 8);

type Named = { readonly c: string; readonly id: string };

function learn(ids: Map<string, string[]>, named: readonly Named[]): void {
  for (const { c, id } of named) {
    const known = ids.get(c) ?? [];
    if (!known.includes(id)) known.push(id);
    ids.set(c, known);
  }
}

/** What was taken in can be written about from now on. */
function learnFrom(ids: Map<string, string[]>, answer: string): void {
  if (!answer.startsWith('{')) return;
  const { results = [] } = JSON.parse(answer) as {
    results?: readonly (Named & { readonly outcome: string })[];
  };
  learn(
    ids,
    results.filter(({ outcome }) => outcome === 'accepted'),
  );
}

async function plant(side: Side, rows: readonly unknown[]): Promise<void> {
  side.begin();
  await side.server.createCommunity({ id: 'c1', name: '社区' });
  await side.server.push(side.server.systemSession('c1'), rows);
}

async function answersOf(sides: readonly Side[], ask: Operation['ask']): Promise<string[]> {
  return Promise.all(
    sides.map(async (side) => {
      side.begin();
      try {
        return JSON.stringify(await ask(side));
      } catch (error) {
        return `threw ${error instanceof Error ? `${error.name}: ${error.message}` : 'something'}`;
      }
    }),
  );
}

/** Plays one made-up story on every store at once, until they differ or `most` rows and calls are done. */
export async function compareStores(
  stores: readonly Store[],
  seed: number,
  most: number,
): Promise<Comparison> {
  const moment: Moment = { at: begin, operation: 0, seed };
  const chance = chanceFrom(seed);
  const newId = idsFrom(chance);
  const sides = await Promise.all(stores.map((store) => openSide(store, moment)));
  const story: Story = {
    known: {
      at: begin,
      newId: () => newId(moment.at),
      ids: new Map(),
      sent: [],
    },
    devices: 0,
    checkpoints: [],
  };
  const create = (c: string, r: Readonly<Record<string, unknown>>) => ({
    c,
    id: newId(begin),
    op: 'create',
    r,
    stamp: begin,
  });
  const place = (kind: string, path: string) => create('places', { kind, place: path, name: path });
  const tree = ['c1/g01', 'c1/g02'].flatMap((grid) => [
    place('grid', grid),
    ...['b1', 'b2'].flatMap((building) => [
      place('building', `${grid}/${building}`),
      ...['h101', 'h102'].map((door) => place('household', `${grid}/${building}/${door}`)),
    ]),
  ]);
  const people = Array.from({ length: 8 }, (_none, n) =>
    create('people', { kind: 'resident', place: 'c1/g01/b1/h101', name: `n${n}` }),
  );
  const posts = people.map(({ id }, n) => {
    const [role, at] = staff[n % staff.length] ?? ['admin', 'c1'];
    const r = { kind: postKindOf(role), place: at, person: id, role, name: 'n', from: begin - 1 };
    return create('posts', r);
  });
  const planted = [...tree, ...people, ...posts];
  for (const side of sides) await plant(side, planted);
  learn(story.known.ids, planted);

  const next = operations(story, moment, chance);
  const outcomes = new Map<string, number>();
  let done = 0;
  const differing = (name: string, answers: readonly unknown[]): Difference | null =>
    answers.every((answer) => JSON.stringify(answer) === JSON.stringify(answers[0]))
      ? null
      : { seed, operation: moment.operation, name, answers };
  while (done < most) {
    moment.operation += 1;
    const { name, size, ask } = next();
    const answers = await answersOf(sides, ask);
    const difference = differing(name, answers);
    if (difference) return { done, difference, outcomes };
    tallyOutcomes(outcomes, answers[0] ?? '');
    learnFrom(story.known.ids, answers[0] ?? '');
    done += size;
    story.devices = sides[0]?.devices.length ?? 0;
    while (story.checkpoints.length < story.devices) story.checkpoints.push([null]);
  }
  const dumps = await Promise.all(sides.map((side) => side.dump()));
  const reports = sides.map((side) => side.reports);
  const difference = differing('dump', dumps) ?? differing('reports', reports);
  return { done, difference, outcomes };
}
