import { afterEach } from 'vitest';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { SessionAnswer } from '../../src/protocol/session.ts';
import { startSync, type SyncEngine } from '../../src/sync/sync-engine.ts';
import type { StreamState, SyncLocks, SyncPorts } from '../../src/sync/sync-ports.ts';
import { memoryStore } from './memory-store.ts';
import { scriptedServer } from './scripted-server.ts';
import { virtualTime } from './virtual-time.ts';

export const me = '0193c1f0-0000-7000-8000-0000000000aa';
export const session: Omit<SessionAnswer, 'serverTime'> = {
  device: { id: 'd1', name: 'phone' },
  person: { id: me, name: '王芳' },
  community: 'c1',
  grants: [{ role: 'admin', place: 'c1' }],
  scopeEpoch: 's1',
  epoch: 'e1',
  protocol: 1,
};
export const home = { kind: 'household', place: 'c1/g1/b1/h101', name: '101' };
export const place = (id: string, name: string): AnyRecord => ({
  ...home,
  id,
  name,
  involves: [],
  createdAt: 1,
  createdBy: me,
  version: 0,
  receivedAt: 1,
});
export const idOf = (n: number) => `0193c1f0-1111-7000-8000-${String(n).padStart(12, '0')}`;
const running: { engine: SyncEngine; time: ReturnType<typeof virtualTime> }[] = [];

/** A lock that one at a time holds, and which can be taken away. */
function oneLock(): SyncLocks {
  let holder: AbortController | null = null;
  let free: Promise<void> = Promise.resolve();
  return {
    async hold(_name, { steal, stop }, work) {
      if (steal) holder?.abort();
      const before = free;
      let release: () => void = () => undefined;
      free = new Promise((resolve) => {
        release = resolve;
      });
      const stopped = new Promise<void>((resolve) => {
        stop.addEventListener('abort', () => resolve(), { once: true });
      });
      if (!steal) await Promise.race([before, stopped]);
      const mine = new AbortController();
      holder = mine;
      try {
        if (!stop.aborted) await work(mine.signal);
      } finally {
        release();
      }
    },
  };
}

const noState: (state: StreamState) => void = () => undefined;

/** One phone's engine over a store in memory, a clock that a test moves, and a server that does what it is told. */
export function phone(
  options: { clockAhead?: number; chance?: number; ports?: Partial<SyncPorts> } = {},
) {
  const time = virtualTime();
  let ids = 0;
  const newId = () => `0193c1f0-0000-7000-8000-${String(++ids).padStart(12, '0')}`;
  const now = () => time.now() + (options.clockAhead ?? 0);
  const server = scriptedServer(() => time.now(), session, 'd1');
  const store = memoryStore({ person: me, now, newId });
  const stream = {
    opened: 0,
    hint: () => undefined as void,
    state: noState,
  };
  const hints = { retry: () => undefined as void };
  const words = new Set<(word: string) => void>();
  let known: SessionAnswer | undefined;
  const locks = oneLock();
  const start = (own = store, visible = true) => {
    const engine = startSync({
      store: own,
      calls: server.calls,
      now,
      timers: time.timers,
      chance: () => options.chance ?? 0.5,
      openStream: (onHint, onState) => {
        stream.opened += 1;
        stream.hint = onHint;
        stream.state = onState;
        return () => undefined;
      },
      locks,
      channel: {
        post: (word) => words.forEach((hear) => hear(word)),
        listen: (hear) => {
          words.add(hear);
          return () => words.delete(hear);
        },
      },
      onHint: (hear) => {
        hints.retry = hear;
        return () => undefined;
      },
      isVisible: () => visible,
      session: {
        get: async () => known,
        set: async (next) => {
          known = next;
        },
      },
      storage: async () => ({ usage: 1, quota: 2, persisted: true }),
      app: 'test',
      ...options.ports,
    });
    running.push({ engine, time });
    return engine;
  };
  const status = () => store.statuses.at(-1);
  const knowSession = (other: SessionAnswer) => {
    known = other;
  };
  const serverHas = (id: string) => server.kept.get(`places/${id}`)?.record;
  return {
    time,
    server,
    store,
    stream,
    hints,
    start,
    status,
    serverHas,
    knowSession,
  };
}

afterEach(async () => {
  for (const { engine, time } of running.splice(0)) {
    const over = engine.stop();
    await time.pass(5_000);
    await over;
  }
});
