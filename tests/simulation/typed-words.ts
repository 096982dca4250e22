import type { SimulatedDevice } from './simulated-device.ts';
import type { Typed } from './work-book.ts';
import type { World } from './world.ts';
import { nameOfValue } from './written-record.ts';

/** Each text that somebody typed is somewhere: on the server, in review, or given back to him. */
export function whereIsEverything(world: World, rows: readonly { body: string }[]): string[] {
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
    return !gaveWay(world, work) && !wasDeleted(world, work);
  });
  return missing.map(
    ({ device, c, id, field, word }) =>
      `d${device} typed ${word} into ${c} ${id} ${field}: nowhere`,
  );
}

/** Somebody wrote over it who had it before his eyes, or its own author; or the record was deleted. */
function gaveWay({ oracle, book, devices }: World, work: Typed): boolean {
  const value = nameOfValue(work, work.field, work.word);
  const author = devices.get(work.device)?.identity.device;
  return oracle
    .replacedBy(value)
    .some(({ device, deleted }) => deleted || device === author || book.hasSeen(device, value));
}

/** Members of a deleted record go with it, and what somebody wrote in it before he deleted it himself. */
function wasDeleted(world: World, { device, c, id, field }: Typed): boolean {
  const record = world.oracle.get(c, id);
  if (!record?.gone) return false;
  const own = world.devices.get(device)?.identity.device === record.removedBy;
  return own || ['steps', 'acks'].includes(field);
}
