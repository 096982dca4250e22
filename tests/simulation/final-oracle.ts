import type { Store } from '../../sync-server/store/store.ts';
import { meantFor, type Kept } from '../support/independent-policy.ts';
import { canonical, isSame } from './plain-value.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { Typed } from './work-book.ts';
import type { World } from './world.ts';

async function readServer(store: Store) {
  const rows = await store.read((sql) =>
    sql.all<{ c: string; id: string; version: number; gone: number; body: string }>(
      'select c, id, version, gone, body from records',
    ),
  );
  const living = rows
    .filter(({ gone }) => gone === 0)
    .map(({ c, body }): Kept => ({ c, r: JSON.parse(body) as Record<string, unknown> }));
  return { rows, living };
}

const retention = 90 * 86_400_000;

/** When all is quiet: reads the server and every device anew, and compares; answers what is wrong. */
export async function compareAll(world: World, store: Store): Promise<string[]> {
  const wrong: string[] = [];
  const { rows, living } = await readServer(store);
  const now = world.time.now();

  const numbers = new Set(rows.map(({ version }) => version));
  if (numbers.size !== rows.length) wrong.push('two records have one number');
  for (const { c, id, gone, body } of rows) {
    const told = world.oracle.get(c, id);
    world.stats.checks += 1;
    if (!told) wrong.push(`${c} ${id} is on the server and was never written`);
    else if (told.gone !== (gone === 1)) wrong.push(`${c} ${id} is gone on one side only`);
    else if (gone === 1 && /w\d+\./.test(body))
      wrong.push(`${c} ${id} is gone and still has its content`);
  }
  const known = new Set(rows.map(({ c, id }) => `${c}/${id}`));
  for (const { c, id } of world.oracle.all())
    if (!known.has(`${c}/${id}`)) wrong.push(`${c} ${id} was acknowledged and is not there`);

  const meant = new Map<string, ReturnType<typeof meantFor>>();
  for (const { identity, disk, index } of world.devices.values()) {
    const { person } = identity;
    const expected = meant.get(person) ?? meantFor(person, living, now, now - retention);
    meant.set(person, expected);
    const held = new Map<string, Record<string, unknown>>();
    for (const [c, list] of disk.records) {
      for (const [id, record] of list) {
        const { unsent, unsentSince, draft, ...rest } = record;
        if (draft) continue;
        if (unsentSince > 0)
          wrong.push(`d${index}: ${c} ${id} was never sent: ${Object.keys(unsent).join()}`);
        held.set(`${c}/${id}`, rest);
      }
    }
    for (const [key, record] of expected) {
      const mine = held.get(key);
      world.stats.checks += 1;
      if (!mine) wrong.push(`d${index} lacks ${key}`);
      else if (!isSame(mine, { ...record, unsent: undefined }))
        wrong.push(`d${index}: ${key} is ${canonical(mine)}, must be ${canonical(record)}`);
    }
    for (const key of held.keys())
      if (!expected.has(key)) wrong.push(`d${index} holds ${key}, which is not to be there`);
  }
  wrong.push(...whereIsIt(world, rows), ...doubled(living));
  return wrong;
}

/** Each text that somebody typed is somewhere: on the server, in review, or given back to him. */
function whereIsIt(world: World, rows: readonly { gone: number; body: string }[]): string[] {
  const server = rows.map(({ body }) => body).join('\n');
  const rests = ({ disk }: SimulatedDevice) =>
    JSON.stringify([
      ...disk.returned.values(),
      ...[...disk.records.values()].flatMap((list) =>
        [...list.values()].filter(({ draft, unsentSince }) => draft || unsentSince > 0),
      ),
    ]);
  const onDevice = new Map([...world.devices].map(([index, device]) => [index, rests(device)]));
  const missing = world.book.all().filter((work) => {
    world.stats.checks += 1;
    if (server.includes(`"${work.word}"`)) return false;
    if (onDevice.get(work.device)?.includes(`"${work.word}"`)) return false;
    return !world.oracle.wasReplaced(work, work.field, work.word) && !wasDeleted(world, work);
  });
  return missing.map(
    ({ device, c, id, field, word }) =>
      `d${device} typed ${word} into ${c} ${id} ${field}: nowhere`,
  );
}

/** Members of a deleted record go with it, and what somebody wrote in it before he deleted it himself. */
function wasDeleted(world: World, { device, c, id, field }: Typed): boolean {
  const record = world.oracle.get(c, id);
  if (!record?.gone) return false;
  const own = world.devices.get(device)?.identity.device === record.removedBy;
  return own || ['steps', 'acks'].includes(field);
}

/** No step, ack or conflict is there twice. */
function doubled(living: readonly Kept[]): string[] {
  const wrong: string[] = [];
  const conflicts = new Set<string>();
  for (const { c, r: fields } of living) {
    const id = String(fields['id']);
    for (const set of ['steps', 'acks', 'receipts']) {
      const notes = ((fields[set] ?? []) as { id: string; note?: string }[]).map(
        (member) => member.note ?? member.id,
      );
      if (new Set(notes).size !== notes.length) wrong.push(`${c} ${id}: a member of ${set} twice`);
    }
    if (fields['kind'] !== 'conflict') continue;
    const { about, field, stands, other } = fields;
    const text = canonical({ about, field, stands, other });
    if (conflicts.has(text)) wrong.push(`a disagreement is kept twice: ${text}`);
    conflicts.add(text);
  }
  return wrong;
}
