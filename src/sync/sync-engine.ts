import { shareLeadership } from './leadership.ts';
import { statusKeeper } from './status-keeper.ts';
import { watchStream } from './stream-watch.ts';
import { syncCycle } from './sync-cycle.ts';
import { syncLoop } from './sync-loop.ts';
import type { SyncPorts } from './sync-ports.ts';
import { tidying } from './tidying.ts';
import { wakeUp } from './wake-up.ts';

export interface SyncEngine {
  /** Tries at once, whatever the back-off says; whichever tab leads does it. */
  syncNow(): void;
  /** Compares what is held with the server's, after the next exchange, and mends what differs. */
  compareNow(): void;
  /** Ends when nothing is under way any more. */
  stop(): Promise<void>;
}

const syncNowWord = 'syncNow';
const compareNowWord = 'compareNow';

/** Starts syncing in this tab, or waits to take over from the one that does. */
export function startSync(ports: SyncPorts): SyncEngine {
  const stopping = new AbortController();
  const stop = stopping.signal;
  const wake = wakeUp(ports.timers);

  const deafen = [
    ports.store.onWaiting((count) => {
      if (count > 0) wake.call('write');
    }),
    ports.onHint(() => wake.call('retry')),
    ports.channel.listen((word) => {
      if (word === compareNowWord) wake.call('compare');
      if (word === syncNowWord || word === compareNowWord) wake.call('now');
    }),
  ];

  const over = shareLeadership(ports, stop, async (until) => {
    const status = statusKeeper(ports.store, await ports.store.readStatus());
    const { tooOld, oldApp } = status.now();
    if (tooOld && oldApp !== ports.app) await status.say({ tooOld: undefined, oldApp: undefined });
    const stream = watchStream(
      ports,
      () => wake.call('hint'),
      () => wake.call('dropped'),
    );
    const cycle = syncCycle(ports, until, status);
    const tidy = tidying(ports, status, cycle, () => wake.take('compare'));
    const awake = () => wake.call('stop');
    until.addEventListener('abort', awake, { once: true });
    wake.take('stop');
    try {
      await syncLoop({ ports, stop: until, wake, cycle, status, stream, tidy });
    } finally {
      until.removeEventListener('abort', awake);
      stream.close();
    }
  });

  return {
    syncNow() {
      wake.call('now');
      ports.channel.post(syncNowWord);
    },
    compareNow() {
      wake.call('compare');
      wake.call('now');
      ports.channel.post(compareNowWord);
    },
    async stop() {
      stopping.abort();
      for (const each of deafen) each();
      await over;
    },
  };
}
