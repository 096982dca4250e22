import { newId } from '../../src/app/new-id.ts';
import type { Ending } from '../../src/domain/device-notice.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import { protocolVersion } from '../../src/protocol/session.ts';
import type { PushRow } from '../../src/protocol/sync.ts';
import { allOf, type ApiSession } from './api-session.ts';

/** Pushes rows that have to be taken in. */
export async function push({ calls }: ApiSession, rows: readonly PushRow[]): Promise<void> {
  const answer = await calls.push({ protocol: protocolVersion, rows });
  const taken = answer.ok && answer.value.results.every(({ outcome }) => outcome === 'accepted');
  if (!taken) throw new Error(`not taken in: ${JSON.stringify(answer)}`);
}

/** A device says how things stand with it, as every pull does. */
export async function tell({ calls }: ApiSession, unsent: number): Promise<void> {
  const compared = { at: Date.now(), mended: 0, differing: 0 };
  const pull = { protocol: protocolVersion, checkpoint: null, limit: 1, app: '0.1.0' };
  const answer = await calls.pull({ ...pull, unsent, held: 374, compared });
  if (!answer.ok) throw new Error(`not heard: ${answer.problem.code}`);
}

/** Signs somebody in on a device of his own, with a code from the office. */
export async function codeFrom({ calls }: ApiSession, person: string): Promise<string> {
  const made = await calls.code(person);
  if (!made.ok) throw new Error(`no code: ${made.problem.code}`);
  return made.value.code;
}

/** Ends the use of every device that somebody has so far. */
export async function endDevicesOf(office: ApiSession, person: string, how: Ending): Promise<void> {
  for (const notice of allOf(await office.pullAll(), 'notices')) {
    if (notice.kind !== 'device' || notice['person'] !== person || notice['ended']) continue;
    const ended = await office.calls.endDevice({ device: notice.id, how });
    if (!ended.ok) throw new Error(`not ended: ${ended.problem.code}`);
  }
}

/** Ends a post and gives it to somebody known. */
export async function handOver(office: ApiSession, post: AnyRecord, to: AnyRecord): Promise<void> {
  const stamp = Date.now();
  const { kind, place, id: follows } = post;
  const r = { kind, place, role: post['role'], person: to['person'], name: to['name'] };
  await push(office, [
    { c: 'posts', id: newId(), op: 'create', r: { ...r, from: stamp, follows }, stamp },
    {
      c: 'posts',
      id: post.id,
      op: 'edit',
      set: { until: stamp },
      stamps: { until: stamp },
      seen: post.version,
    },
  ]);
}
