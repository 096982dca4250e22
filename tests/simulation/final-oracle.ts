import type { SessionAnswer } from '../../src/protocol/session.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { meantFor, type Kept } from '../support/independent-policy.ts';
import { canonical, isSame } from './plain-value.ts';
import { whereIsEverything } from './typed-words.ts';
import type { World } from './world.ts';

interface Row {
  readonly c: string;
  readonly id: string;
  readonly version: number;
  readonly gone: number;
  readonly body: string;
}

const retention = 90 * 86_400_000;

async function readServer(store: Store): Promise<{ rows: Row[]; living: Kept[] }> {
  const rows = await store.read((sql) =>
    sql.all<Row>('select c, id, version, gone, body from records'),
  );
  const living = rows
    .filter(({ gone }) => gone === 0)
    .map(({ c, body }): Kept => ({ c, r: JSON.parse(body) as Record<string, unknown> }));
  return { rows, living };
}

/** When all is quiet: reads the server and every device anew, and compares; answers what is wrong. */
export async function compareAll(world: World, store: Store): Promise<string[]> {
  const { rows, living } = await readServer(store);
  return [
    ...asWasWritten(world, rows),
    ...homeless(living),
    ...doubled(living),
    ...asIsMeant(world, living),
    ...sessions(world),
    ...whereIsEverything(world, rows),
  ];
}

/** Whether every device holds what it is meant to, as far as people wrote it; nobody has asked by hand. */
export async function compareDevices(world: World, store: Store): Promise<string[]> {
  const { living } = await readServer(store);
  return asIsMeant(
    world,
    living.filter(({ c }) => c !== 'notices'),
    (c) => c !== 'notices',
  );
}

function asWasWritten({ oracle, stats }: World, rows: readonly Row[]): string[] {
  const wrong: string[] = [];
  if (new Set(rows.map(({ version }) => version)).size !== rows.length)
    wrong.push('two records have one number');
  for (const { c, id, gone, body } of rows) {
    const told = oracle.get(c, id);
    stats.checks += 1;
    if (!told) wrong.push(`${c} ${id} is on the server and was never written`);
    else if (told.gone !== (gone === 1)) wrong.push(`${c} ${id} is gone on one side only`);
    else if (gone === 1 && /w\d+\./.test(body))
      wrong.push(`${c} ${id} is gone and still has its content`);
  }
  const known = new Set(rows.map(({ c, id }) => `${c}/${id}`));
  for (const { c, id } of oracle.all())
    if (!known.has(`${c}/${id}`)) wrong.push(`${c} ${id} was acknowledged and is not there`);
  return wrong;
}

/** A household that is carried elsewhere takes along whoever and whatever is there. */
function homeless(living: readonly Kept[]): string[] {
  const places = new Set(living.filter(({ c }) => c === 'places').map(({ r }) => r['place']));
  return living
    .filter(({ c }) => ['people', 'needs', 'visits'].includes(c))
    .filter(({ r }) => !places.has(r['place']))
    .map(({ c, r }) => `${c} ${String(r['id'])} was left behind at ${String(r['place'])}`);
}

/** No step, ack or conflict is there twice. */
function doubled(living: readonly Kept[]): string[] {
  const wrong: string[] = [];
  const conflicts = new Set<string>();
  for (const { c, r } of living) {
    for (const set of ['steps', 'acks', 'receipts']) {
      const members = (r[set] ?? []) as { id: string; note?: string }[];
      const notes = members.map((member) => member.note ?? member.id);
      if (new Set(notes).size !== notes.length)
        wrong.push(`${c} ${String(r['id'])}: a member of ${set} twice`);
    }
    if (r['kind'] !== 'conflict') continue;
    const { about, field, stands, other } = r;
    const text = canonical({ about, field, stands, other });
    if (conflicts.has(text)) wrong.push(`a disagreement is kept twice: ${text}`);
    conflicts.add(text);
  }
  return wrong;
}

/** Every device holds what the policy means it to hold, and nothing else; nothing waits on it. */
function asIsMeant(
  { devices, stats, time }: World,
  living: readonly Kept[],
  counts: (c: string) => boolean = () => true,
): string[] {
  const wrong: string[] = [];
  const now = time.now();
  const meant = new Map<string, ReturnType<typeof meantFor>>();
  for (const { identity, disk, index } of devices.values()) {
    const { person } = identity;
    const expected = meant.get(person) ?? meantFor(person, living, now, now - retention);
    meant.set(person, expected);
    const held = new Map<string, Record<string, unknown>>();
    for (const [c, list] of disk.records) {
      for (const [id, record] of list) {
        const { unsent, unsentSince, draft, ...rest } = record;
        if (draft || !counts(c)) continue;
        if (unsentSince > 0)
          wrong.push(`d${index}: ${c} ${id} was never sent: ${Object.keys(unsent).join()}`);
        held.set(`${c}/${id}`, rest);
      }
    }
    for (const [key, record] of expected) {
      const mine = held.get(key);
      stats.checks += 1;
      if (!mine) wrong.push(`d${index} lacks ${key}`);
      else if (!isSame(mine, { ...record, unsent: undefined }))
        wrong.push(`d${index}: ${key} is ${canonical(mine)}, must be ${canonical(record)}`);
    }
    for (const key of held.keys())
      if (!expected.has(key)) wrong.push(`d${index} holds ${key}, which is not to be there`);
  }
  return wrong;
}

/** Every device knows as what its holder is there. */
function sessions({ devices, oracle, time }: World): string[] {
  const wrong: string[] = [];
  for (const { identity, disk, index } of devices.values()) {
    const known = (disk.state.get('session') as SessionAnswer | undefined)?.grants ?? [];
    const seats = oracle.seatsOf(identity.person, time.now());
    const names = (list: readonly { role: string; place: string }[]) =>
      [...new Set(list.map(({ role, place }) => `${role} ${place}`))].toSorted();
    const inForce = known.filter(({ until }) => until === undefined || time.now() < until);
    if (!isSame(names(inForce), names(seats)))
      wrong.push(`d${index} takes its holder for ${names(inForce).join()}`);
  }
  return wrong;
}
