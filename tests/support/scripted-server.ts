import type { Marks } from '../../src/domain/marks.ts';
import { mergeEdit } from '../../src/domain/merge.ts';
import type { AnyRecord, RecordTypeDeclaration } from '../../src/domain/record-type.ts';
import { recordTypes, type Collection } from '../../src/domain/record-types.ts';
import { partOf, tallyParts, tallyWhole } from '../../src/domain/tally.ts';
import type { CallProblem, CallResult, ServerCalls } from '../../src/protocol/server-calls.ts';
import type { SessionAnswer } from '../../src/protocol/session.ts';
import type { Change, PushResult, PushRow } from '../../src/protocol/sync.ts';

interface Kept {
  readonly c: Collection;
  record: AnyRecord;
  marks: Marks;
  gone: boolean;
}

export type Fault = CallProblem | 'lostAnswer' | null;

/** A server small enough to be told exactly what to do wrong; the real one is used by the slower tests. */
export interface ScriptedServer {
  readonly calls: Pick<ServerCalls, 'pull' | 'push' | 'session' | 'compare' | 'parts'>;
  readonly kept: Map<string, Kept>;
  readonly pulls: (string | null)[];
  readonly pushes: (readonly PushRow[])[];
  compared: number;
  /** Asked before each call; what it answers goes wrong. */
  fault: (
    call: 'pull' | 'push' | 'session' | 'compare' | 'parts',
    rows: readonly PushRow[],
  ) => Fault;
  refuses: (row: PushRow) => PushResult['problem'] | undefined;
  /** Between taking in and answering. */
  whileAnswering: () => void;
  epoch: string;
  scopeEpoch: string;
  pageSize: number;
  /** Whose session the browser has. */
  person: SessionAnswer['person'];
  carried: SessionAnswer['carried'];
  put(c: Collection, record: AnyRecord): void;
  takeAway(c: Collection, id: string): void;
  /** As after a backup was put back: the server has never heard of it. */
  lose(c: Collection, id: string): void;
}

export function scriptedServer(
  now: () => number,
  session: Omit<SessionAnswer, 'serverTime'>,
  device: string,
): ScriptedServer {
  const kept = new Map<string, Kept>();
  let version = 0;
  const next = () => {
    version += 1;
    return version;
  };
  const typeOf = (c: Collection): RecordTypeDeclaration => recordTypes[c];
  const nameOf = (c: string, id: string) => `${c}/${id}`;
  const versionOf = (each: Kept) => each.record.version;

  function take(row: PushRow): PushResult {
    const c = row.c as Collection;
    const name = nameOf(c, row.id);
    const known = kept.get(name);
    const base = { c, id: row.id };
    const problem = server.refuses(row);
    if (problem) {
      return known && !known.gone
        ? { ...base, outcome: 'refused', problem, r: known.record }
        : { ...base, outcome: 'refused', problem, gone: true };
    }
    if (known?.gone)
      return { ...base, outcome: 'quarantined', problem: { code: 'placeMoved' }, gone: true };
    if (row.op === 'create') {
      if (known) return { ...base, outcome: 'duplicate', r: known.record };
      const at = now();
      const record = {
        ...row.r,
        id: row.id,
        involves: [],
        createdBy: session.person.id,
        receivedAt: at,
        version: next(),
      };
      kept.set(name, { c, record: record as unknown as AnyRecord, marks: {}, gone: false });
      return { ...base, outcome: 'accepted', r: record };
    }
    if (!known) return { ...base, outcome: 'refused', problem: { code: 'notAllowed' }, gone: true };
    if (row.op === 'delete') {
      known.gone = true;
      known.record = { ...known.record, version: next() };
      return { ...base, outcome: 'accepted', gone: true };
    }
    const writing = { by: session.person.id, device, arrivedAt: now(), version: version + 1 };
    const merged = mergeEdit(typeOf(c), known, row, writing);
    if (merged.changed.length > 0) known.record = { ...merged.record, version: next() };
    known.marks = merged.marks;
    const outcome =
      merged.superseded.length > 0
        ? 'merged'
        : merged.changed.length > 0
          ? 'accepted'
          : 'duplicate';
    return {
      ...base,
      outcome,
      r: known.record,
      ...(merged.superseded.length > 0 ? { superseded: [...merged.superseded] } : {}),
    };
  }

  function failing<T>(fault: Fault, work: () => T): CallResult<T> {
    if (fault && fault !== 'lostAnswer') return { ok: false, problem: fault };
    const value = work();
    server.whileAnswering();
    return fault ? { ok: false, problem: { code: 'unreachable' } } : { ok: true, value };
  }

  const living = () => [...kept.values()].filter(({ gone }) => !gone);
  const parts = () =>
    tallyParts(
      living().map(({ c, record: { id, version: of, place } }) => ({ c, id, version: of, place })),
    );

  const server: ScriptedServer = {
    kept,
    pulls: [],
    pushes: [],
    compared: 0,
    fault: () => null,
    refuses: () => undefined,
    whileAnswering: () => undefined,
    epoch: 'e1',
    scopeEpoch: 's1',
    pageSize: 1000,
    person: session.person,
    carried: session.carried,
    put(c, record) {
      const known = kept.get(nameOf(c, record.id));
      const marks = known?.marks ?? {};
      kept.set(nameOf(c, record.id), {
        c,
        record: { ...record, version: next() },
        marks,
        gone: false,
      });
    },
    takeAway(c, id) {
      const known = kept.get(nameOf(c, id)) as Kept;
      known.gone = true;
      known.record = { ...known.record, version: next() };
    },
    lose: (c, id) => void kept.delete(nameOf(c, id)),
    calls: {
      session: async () =>
        failing(server.fault('session', []), () => ({
          ...session,
          person: server.person,
          ...(server.carried ? { carried: server.carried } : {}),
          serverTime: now(),
        })),
      pull: async (request) => {
        server.pulls.push(request.checkpoint);
        return failing(server.fault('pull', []), () => {
          const [epoch, since] = (request.checkpoint ?? `${server.epoch}:0`).split(':');
          const after = epoch === server.epoch ? Number(since) : 0;
          const rest = [...kept.values()]
            .filter((each) => versionOf(each) > after)
            .toSorted((a, b) => versionOf(a) - versionOf(b));
          const page = rest.slice(0, server.pageSize);
          const last = page.at(-1);
          const changes: Change[] = page.map(({ c, record, gone }) =>
            gone ? { c, id: record.id, gone: true } : { c, r: record },
          );
          const checkpoint = `${server.epoch}:${last ? versionOf(last) : after}`;
          const more = rest.length > page.length;
          const progress = { done: kept.size - rest.length + page.length, total: kept.size };
          return {
            epoch: server.epoch,
            scopeEpoch: server.scopeEpoch,
            checkpoint,
            more,
            progress,
            changes,
            serverTime: now(),
          };
        });
      },
      compare: async ({ checkpoint, journalsSince, held }) => {
        server.compared += 1;
        return failing(server.fault('compare', []), () => {
          const base = { serverTime: now() };
          if (checkpoint !== `${server.epoch}:${version}`) return { ...base, state: 'behind' };
          const whole = tallyWhole(parts());
          if (whole.count === held.count && whole.sum === held.sum)
            return { ...base, state: 'same' };
          return { ...base, state: 'differing', journalsSince, parts: Object.fromEntries(parts()) };
        });
      },
      parts: async (request) =>
        failing(server.fault('parts', []), () => ({
          records: living()
            .filter(({ c, record }) => request.parts.includes(partOf(c, record.place)))
            .map(({ c, record }) => ({ c, r: record })),
          serverTime: now(),
        })),
      push: async ({ rows }) => {
        server.pushes.push(rows);
        return failing(server.fault('push', rows), () => ({
          epoch: server.epoch,
          results: rows.map(take),
          serverTime: now(),
        }));
      },
    },
  };
  return server;
}
