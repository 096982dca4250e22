import { randomUUID } from 'node:crypto';
import { serverCalls } from '../../src/protocol/server-calls.ts';
import type { SessionAnswer } from '../../src/protocol/session.ts';
import { startSync, type SyncEngine } from '../../src/sync/sync-engine.ts';
import { openHintStream } from './hint-stream.ts';
import { memoryStore, type MemoryStore } from './memory-store.ts';

/** The whole sync engine of a device over a store in memory, and a real server at the other end of HTTP. */
export interface DeviceOverHttp {
  readonly person: string;
  readonly token: string;
  readonly store: MemoryStore;
  readonly engine: SyncEngine;
}

/** Signs in with a code and begins to sync. */
export async function deviceOverHttp(url: string, code: string): Promise<DeviceOverHttp> {
  let token: string | null = null;
  const calls = serverCalls((path, init) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { ...init.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    }),
  );
  const enrolled = await calls.enrol({ code, device: { name: 'test' } });
  if (!enrolled.ok) throw new Error(enrolled.problem.code);
  token = enrolled.value.token;
  const bearer = token;
  let known: SessionAnswer | undefined;
  const person = enrolled.value.person.id;
  const store = memoryStore({ person, now: () => Date.now(), newId: () => randomUUID() });
  const engine = startSync({
    store,
    calls,
    now: () => Date.now(),
    timers: {
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    chance: () => 0.1,
    openStream(onHint, onState) {
      const stream = openHintStream(url, bearer, (event) => {
        if (event === 'changed') onHint();
        onState(event === 'closed' ? 'closed' : 'open');
      });
      return stream.close;
    },
    locks: { hold: (_name, _how, work) => work(new AbortController().signal) },
    channel: { post: () => undefined, listen: () => () => undefined },
    onHint: () => () => undefined,
    isVisible: () => true,
    session: {
      get: () => Promise.resolve(known),
      set: (next) => {
        known = next;
        return Promise.resolve();
      },
    },
    storage: () => Promise.resolve(null),
    app: 'test',
  });
  return { person, token: bearer, store, engine };
}
