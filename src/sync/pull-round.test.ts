import { expect, it } from 'vitest';
import type { PullAnswer } from '../protocol/sync.ts';
import { memoryStore } from '../../tests/support/memory-store.ts';
import { pullAll, type PullDeps } from './pull-round.ts';

const me = '0193c1f0-0000-7000-8000-0000000000aa';
const idOf = (n: number) => `0193c1f0-0000-7000-8000-${String(n).padStart(12, '0')}`;

const page = (n: number, of: number): PullAnswer => ({
  epoch: 'e1',
  scopeEpoch: 's1',
  checkpoint: String(n),
  more: n < of,
  progress: { done: n, total: of },
  serverTime: 0,
  changes: [
    {
      c: 'places',
      r: {
        id: idOf(n),
        kind: 'household',
        place: `c1/g1/b1/h${n}`,
        name: String(n),
        involves: [],
        createdAt: 1,
        createdBy: me,
        receivedAt: 1,
        version: n,
      },
    },
  ],
});

/** A feed of `of` pages; `log` is what happened, in order. */
function feed(of: number, how: { readonly reread?: boolean } = {}) {
  const store = memoryStore({ person: me, now: () => 1, newId: () => idOf(900) });
  const log: string[] = [];
  let waiting = 0;
  const deps: PullDeps = {
    store: {
      ...store,
      countWaiting: async () => waiting,
      async takePage(taken, as) {
        const name = String(taken.copies[0]?.record['name']);
        log.push(`write ${name}`);
        await store.takePage(taken, as);
        log.push(`written ${name}`);
      },
    },
    stop: new AbortController().signal,
    async pull(checkpoint) {
      log.push(`ask ${Number(checkpoint ?? 0) + 1}`);
      return { ok: true, value: page(Number(checkpoint ?? 0) + 1, of) };
    },
    rereadAs: async () =>
      how.reread ? { reader: { person: 'p', grants: [] }, shared: null, lastRead: null } : null,
    report: async ({ checkpoint }) => {
      if (checkpoint === '1' && !how.reread) waiting = 1;
    },
    scopeChanged: async () => undefined,
    betweenPages: async () => {
      if (waiting > 0) log.push('push');
      waiting = 0;
      return null;
    },
  };
  return { deps, log };
}

it('asks for the next page while one is written, and anew once something of its own went out between', async () => {
  const { deps, log } = feed(3);
  expect(await pullAll(deps)).toBeNull();
  expect(log).toEqual([
    'ask 1',
    'ask 2',
    'write 1',
    'written 1',
    'push',
    'ask 2',
    'ask 3',
    'write 2',
    'written 2',
    'write 3',
    'written 3',
  ]);
});

it('reads one page after the other while everything is read anew', async () => {
  const { deps, log } = feed(2, { reread: true });
  await pullAll(deps);
  expect(log).toEqual(['ask 1', 'write 1', 'written 1', 'ask 2', 'write 2', 'written 2']);
});
