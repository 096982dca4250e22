import { randomUUID } from 'node:crypto';
import { protocolVersion } from '../../src/protocol/session.ts';
import type { ApiSession, Seen } from '../support/api-session.ts';

/** A call with a body that the server would take as it is. */
export interface ValidBody {
  readonly path: string;
  readonly body: unknown;
}

/** One body for every call that has one, and one row of each kind of writing, about what this person may write. */
export function validBodies({ who }: ApiSession, seen: Seen, checkpoint: string): ValidBody[] {
  const place = who.grants.find(({ role }) => role === 'liaison')?.place ?? '';
  const of = (c: string) => [...(seen.get(c)?.values() ?? [])];
  const [person] = of('people').filter((one) => one.place.startsWith(`${place}/`));
  const [need] = of('needs').filter((one) => one.place.startsWith(`${place}/`));
  if (!person || !need) throw new Error('the demo lacks a neighbour or a need');
  const at = Date.now();
  const by = who.person.id;
  const create = (c: string, r: object) => ({ c, id: randomUUID(), op: 'create', r, stamp: at });
  const edit = (c: string, id: string, set: object) => ({
    c,
    id,
    op: 'edit',
    set,
    stamps: Object.fromEntries(Object.keys(set).map((field) => [field, at])),
    seen: 0,
  });
  const visit = { kind: 'round', place: person.place, startedAt: at, finishedAt: at };
  const rows = [
    create('visits', { ...visit, outcome: 'met', answers: { health: 'well' }, note: '都好' }),
    create('visits', { ...visit, kind: 'alarm', reason: 'fall' }),
    create('needs', { ...need, id: undefined, steps: undefined }),
    create('people', { ...person, id: undefined, name: '新来的' }),
    edit('people', person.id, { remark: '钥匙在三楼', phone: '13800000000' }),
    edit('needs', need.id, { steps: [{ id: randomUUID(), step: 'contacted', at, by }] }),
    { c: 'visits', id: randomUUID(), op: 'delete', stamp: at },
  ];
  const protocol = protocolVersion;
  const device = { name: 'phone', publicKey: 'a'.repeat(80) };
  const held = { count: 3, sum: '0123456789abcdef' };
  const since = { checkpoint, journalsSince: at - 86_400_000 };
  return [
    ...rows.map((row) => ({ path: '/sync/push', body: { protocol, checkpoint, rows: [row] } })),
    { path: '/sync/push', body: { protocol, rows } },
    { path: '/sync/pull', body: { protocol, checkpoint, limit: 50, app: '1', unsent: 0, held: 3 } },
    { path: '/sync/pull', body: { protocol, checkpoint: null, limit: 1, before: 'e' } },
    { path: '/sync/compare', body: { protocol, ...since, held } },
    { path: '/sync/parts', body: { protocol, ...since, parts: [`people ${place}`] } },
    { path: '/sync/carried', body: { parcel: 'linli1.'.padEnd(400, 'A') } },
    { path: '/session/key', body: { publicKey: 'B'.repeat(120) } },
    { path: '/codes', body: { person: by } },
    { path: '/devices/end', body: { device: randomUUID(), how: 'returned' } },
    { path: '/enrol', body: { code: 'ABCD2345', device } },
  ];
}
