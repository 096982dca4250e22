import type { SyncPorts } from './sync-ports.ts';
import type { Feed } from './sync-store.ts';

const countEvery = 600_000;

/** How many records the device holds, for the overview: counted now and then, and not before it has all of them. */
export function counting({ store, now }: Pick<SyncPorts, 'store' | 'now'>) {
  let counted: { readonly held: number; readonly at: number } | null = null;
  return async (): Promise<{ readonly held?: number }> => {
    if (!(await store.readFeed<Feed>())?.caughtUp) return {};
    if (!counted || Math.abs(now() - counted.at) >= countEvery) {
      counted = { held: await store.countHeld(), at: now() };
    }
    return { held: counted.held };
  };
}
