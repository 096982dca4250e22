import { postKindOf } from '../../../src/domain/posts.ts';
import { roles } from '../../../src/domain/record-type.ts';
import type { Chance } from '../../../sync-server/demo/chance.ts';

/** What the generator knows of the community, so that most of what it makes up hits something. */
export interface Known {
  at: number;
  newId(): string;
  /** Ids of what was taken in, by collection. */
  readonly ids: Map<string, string[]>;
  /** Rows that were sent before: devices repeat themselves. */
  readonly sent: unknown[];
}

type Row = Readonly<Record<string, unknown>>;

const buildings = ['c1/g01/b1', 'c1/g01/b2', 'c1/g02/b1', 'c1/g02/b2'] as const;
const texts = ['', '李奶奶 😀', "it's ? $1 \\", '\u0000', 'half \uD83D', 'x'.repeat(900)] as const;

export function randomRows(known: Known, chance: Chance) {
  const text = () => chance.pick([...texts, `text ${chance.whole(0, 99)}`]);
  const doorOf = () => `${chance.pick(buildings)}/h${chance.whole(101, 104)}`;
  // Mostly of those that came last, which are likeliest to be alive.
  const anyId = (c: string): string => {
    const ids = known.ids.get(c) ?? [];
    const recent = chance.sometimes(0.8) ? ids.slice(-12) : ids;
    return chance.any(recent) ?? known.newId();
  };
  // A device's clock may be wrong by hours.
  const stamp = () => Math.max(0, known.at - chance.whole(-3_600_000, 7_200_000));

  const create = (c: string, r: Row, id = known.newId()): Row => ({
    c,
    id,
    op: 'create',
    r,
    stamp: stamp(),
  });
  const remove = (c: string): Row => ({ c, id: anyId(c), op: 'delete', stamp: stamp() });
  const edit = (c: string, id: string, set: Row): Row => ({
    c,
    id,
    op: 'edit',
    set,
    stamps: Object.fromEntries(Object.keys(set).map((name) => [name, stamp()])),
    seen: chance.pick([0, chance.whole(0, 300), 1e9]),
  });

  const step = () => ({
    id: known.newId(),
    step: chance.pick(['triaged', 'assigned', 'contacted', 'done', 'declined', 'undone']),
    at: known.at,
    by: 'x',
    ...(chance.sometimes(0.4) ? { assignee: anyId('people') } : {}),
  });

  // What ends something, or little would be left to write about.
  const seldom = (row: () => Row): unknown =>
    chance.sometimes(0.15) ? row() : chance.any(known.sent);

  const fromDevice: (() => unknown)[] = [
    () => {
      const kind = chance.pick(['round', 'watch', 'alarm']);
      const about = chance.sometimes(0.6) ? { person: anyId('people') } : {};
      const r = { kind, place: doorOf(), startedAt: known.at, finishedAt: known.at, ...about };
      return create('visits', { ...r, ...(kind === 'alarm' ? {} : { note: text() }) });
    },
    () => {
      const first = { id: known.newId(), step: 'submitted', at: known.at, by: 'x' };
      const r = { kind: chance.pick(['need', 'need', 'crisis']), place: doorOf(), what: text() };
      const rest = { category: 'other', urgency: 'normal', consent: chance.sometimes(0.5) };
      return create('needs', { ...r, ...rest, source: 'door', steps: [first] });
    },
    () => edit('needs', anyId('needs'), { steps: [step()] }),
    () => edit('needs', anyId('needs'), { [chance.pick(['what', 'urgency', 'when'])]: text() }),
    () => edit('people', anyId('people'), { remark: text() }),
    () => edit('people', anyId('people'), { phone: text(), name: text() }),
    () => edit('people', anyId('people'), { place: doorOf() }),
    () => edit('visits', anyId('visits'), { acks: [{ id: known.newId(), at: known.at, by: 'x' }] }),
    () => create('people', { kind: 'resident', place: doorOf(), name: text() }),
    () => create('people', { kind: 'resident', place: doorOf(), name: 'n' }, anyId('people')),
    () => chance.any(known.sent),
    () => seldom(() => edit('posts', anyId('posts'), { until: known.at })),
    () => seldom(() => remove('needs')),
    () => seldom(() => remove('people')),
    () => chance.pick([null, 7, 'row', { c: 'cars' }, { c: 'visits', id: 'a\0b', op: 'delete' }]),
  ];

  const appoint = (): Row => {
    const role = chance.pick(roles);
    const place = chance.pick(['c1', 'c1/g01', 'c1/g01', 'c1/g02', ...buildings]);
    const until = chance.sometimes(0.2)
      ? { until: known.at + chance.whole(1, 9) * 86_400_000 }
      : {};
    const r = { kind: postKindOf(role), place, person: anyId('people'), role, name: 'n' };
    return create('posts', { ...r, from: known.at - 1000, ...until });
  };

  const fromSystem: (() => unknown)[] = [
    appoint,
    () => create('people', { kind: 'resident', place: doorOf(), name: text() }),
    () => {
      const path = doorOf();
      return create('places', { kind: 'household', place: path, name: path });
    },
    () => edit('places', anyId('places'), { place: doorOf() }),
    () => remove('places'),
    appoint,
    () => seldom(() => edit('posts', anyId('posts'), { until: known.at })),
    () => {
      const watchers = Array.from({ length: chance.whole(0, 3) }, () => anyId('people'));
      return edit('people', anyId('people'), { watchers: watchers.length > 0 ? watchers : null });
    },
    () => seldom(() => remove('people')),
  ];

  const keep = (row: unknown): unknown => {
    if (known.sent.length > 60) known.sent.shift();
    known.sent.push(row);
    return row;
  };
  const make = (makers: (() => unknown)[], most: number): unknown[] =>
    Array.from({ length: chance.whole(1, most) }, () => keep(chance.any(makers)?.()));
  return {
    ofDevice: () => make(fromDevice, 6),
    ofSystem: () => make(fromSystem, 3),
  };
}
