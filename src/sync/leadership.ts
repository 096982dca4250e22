import { abortEither } from './abort-either.ts';
import type { SyncPorts } from './sync-ports.ts';

const lockName = 'linli-sync';
const beat = 10_000;
/** A leader not heard of for so long is frozen; a tab that is looked at takes over sooner than a hidden one. */
const staleWhenVisible = 30_000;
const staleWhenHidden = 150_000;

type LeadershipPorts = Pick<SyncPorts, 'locks' | 'timers' | 'now' | 'store' | 'isVisible'>;

/** Runs `lead` in one tab at a time, until `stop`; another tab takes over when that one closes or is frozen. */
export async function shareLeadership(
  ports: LeadershipPorts,
  stop: AbortSignal,
  lead: (until: AbortSignal) => Promise<void>,
): Promise<void> {
  let leading = false;
  const work = async (lost: AbortSignal) => {
    if (stop.aborted) return;
    leading = true;
    const until = abortEither(stop, lost);
    const keepAlive = repeat(ports, until, beat, () => ports.store.leaderAlive(ports.now()));
    try {
      // A disk too full for a sign of life is no reason to leave what waits unsent.
      await ports.store.leaderAlive(ports.now()).catch(() => undefined);
      await lead(until);
    } finally {
      leading = false;
      keepAlive();
    }
  };
  const watch = repeat(ports, stop, beat, async () => {
    if (leading) return;
    const seen = (await ports.store.leaderSeen()) ?? 0;
    const stale = ports.isVisible() ? staleWhenVisible : staleWhenHidden;
    if (Math.abs(ports.now() - seen) > stale)
      await ports.locks.hold(lockName, { steal: true, stop }, work);
  });
  while (!stop.aborted) {
    try {
      await ports.locks.hold(lockName, { steal: false, stop }, work);
    } catch {
      // A store that cannot be read just now; this tab must not be out of it for good.
    }
    // Whoever lost the lock does not fight for it at once.
    if (!stop.aborted) await pause(ports, 1_000);
  }
  watch();
}

const pause = ({ timers }: Pick<LeadershipPorts, 'timers'>, ms: number) =>
  new Promise<void>((resolve) => {
    timers.after(ms, resolve);
  });

function repeat(
  ports: Pick<LeadershipPorts, 'timers'>,
  stop: AbortSignal,
  everyMs: number,
  act: () => Promise<void>,
): () => void {
  let cancel: () => void = () => undefined;
  let over = false;
  const once = async () => {
    try {
      await act();
    } catch {
      // A heartbeat that cannot be written is one that is missing: another tab takes over.
    }
    schedule();
  };
  const schedule = () => {
    if (!over && !stop.aborted) cancel = ports.timers.after(everyMs, () => void once());
  };
  schedule();
  return () => {
    over = true;
    cancel();
  };
}
