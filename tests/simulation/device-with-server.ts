import type { CallProblem, CallResult, ServerCalls } from '../../src/protocol/server-calls.ts';
import type { SessionAnswer } from '../../src/protocol/session.ts';
import type { SyncStore } from '../../src/sync/sync-store.ts';
import { startSync } from '../../src/sync/sync-engine.ts';
import type { SyncServer } from '../../sync-server/server.ts';
import type { Session } from '../../sync-server/session/session.ts';

/** The wire between one device and the real server: what goes over it is JSON, and it can be cut. */
export interface Wire {
  cut: 'none' | 'all' | 'answers';
  pushed: number;
  readonly calls: Pick<ServerCalls, 'pull' | 'push' | 'session' | 'compare' | 'parts'>;
}

type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string };

const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export function wireTo(serverNow: () => SyncServer, session: Session): Wire {
  const carry = async <T>(work: () => Promise<Answered<T>>): Promise<CallResult<T>> => {
    if (wire.cut === 'all') return { ok: false, problem: { code: 'unreachable' } };
    const answer = await work();
    if (wire.cut === 'answers') return { ok: false, problem: { code: 'unreachable' } };
    if (!answer.ok) return { ok: false, problem: { code: answer.code } as CallProblem };
    return { ok: true, value: overTheWire(answer.value) };
  };
  const wire: Wire = {
    cut: 'none',
    pushed: 0,
    calls: {
      session: () => carry(async () => ({ ok: true, value: await serverNow().session(session) })),
      pull: (request) => carry(() => serverNow().pull(session, overTheWire(request))),
      compare: (request) => carry(() => serverNow().compare(session, overTheWire(request))),
      parts: (request) => carry(() => serverNow().parts(session, overTheWire(request))),
      push: ({ rows, checkpoint }) => {
        wire.pushed += rows.length;
        return carry(async () => ({
          ok: true,
          value: await serverNow().push(session, overTheWire(rows), checkpoint),
        }));
      },
    },
  };
  return wire;
}

/** The real engine between a device's store and the server, in real time. */
export function syncing(
  store: SyncStore,
  wire: Wire,
  serverNow: () => SyncServer,
  session: Session,
  now: () => number,
) {
  let known: SessionAnswer | undefined;
  const engine = startSync({
    store,
    calls: wire.calls,
    now,
    timers: {
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    chance: () => 0.1,
    openStream(onHint, onState) {
      if (wire.cut !== 'none') {
        onState('closed');
        return () => undefined;
      }
      const opened = serverNow().stream(session, {
        send: (event) => {
          if (wire.cut !== 'none') return;
          if (event === 'changed') onHint();
          else onState('open');
        },
        close: () => onState('closed'),
      });
      return () => void opened.then((close) => close());
    },
    locks: { hold: (_name, _how, work) => work(new AbortController().signal) },
    channel: { post: () => undefined, listen: () => () => undefined },
    onHint: () => () => undefined,
    isVisible: () => true,
    session: {
      get: async () => known,
      set: async (next) => {
        known = next;
      },
    },
    storage: async () => null,
    app: 'test',
  });
  return engine;
}
