import { makeHandler, type Handler } from '../../sync-server/http/router.ts';
import { openServer, type SyncServer } from '../../sync-server/server.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { crashableStore } from './crashable-store.ts';
import { asIncoming, asResponse, type SentAnswer, type SentRequest } from './exchange.ts';
import { lostSights } from './lost-sights.ts';
import { pushWatch } from './push-watch.ts';
import { serverBackup } from './server-backup.ts';
import { serverBeats } from './server-beats.ts';
import type { World } from './world.ts';

/** The server's machine: one life of the server after another on a disk that keeps what was committed. */
export interface ServerSite {
  handle(request: SentRequest): Promise<SentAnswer | 'reset'>;
  /** Opens a stream; answers how to close it from the device's side. */
  stream(token: string, hear: { event(name: string): void; closed(): void }): () => void;
  start(restored?: boolean): Promise<void>;
  /** Dies at the n-th step of its store from now, and starts again after a while. */
  dieAfter(steps: number, downFor: number): void;
  backUp(): Promise<void>;
  putBack(): Promise<void>;
  /** The story is over. */
  end(): void;
  readonly lives: number;
  readonly steps: number;
  isUp(): boolean;
  /** Of the history that is served now. */
  epoch(): string | null;
}

interface Life {
  dead: boolean;
  server: SyncServer | null;
  handler: Handler | null;
  readonly ends: Set<() => void>;
  /** Somebody listens to it. */
  wake(): void;
}

const newLife = (dead: boolean): Life => ({
  dead,
  server: null,
  handler: null,
  ends: new Set(),
  wake: () => undefined,
});

export function serverSite(world: World, store: Store): ServerSite {
  const { time, trace, oracle, chance, broken } = world;
  const now = () => Math.floor(time.now());
  const backup = serverBackup(world, store);
  const sights = lostSights();
  let life = newLife(true);
  let lives = 0;
  let steps = 0;
  let dieAt = Infinity;
  let downFor = 0;

  function end(): void {
    life.dead = true;
    for (const act of life.ends) act();
    life.ends.clear();
  }

  function die(where: string): void {
    trace.note(`${world.clock()} server dies ${where}`);
    world.stats.serverCrashes += 1;
    dieAt = Infinity;
    end();
    time.timers.after(downFor, () => void start());
  }

  async function start(restored = false): Promise<void> {
    lives += 1;
    const mine = newLife(false);
    const watch = pushWatch(world, now, sights);
    const beats = serverBeats(time.timers, {
      isDead: () => mine.dead,
      listeners: () => mine.server?.core.hub.size ?? 0,
    });
    mine.wake = beats.wake;
    const watched = crashableStore(store, {
      ...watch,
      isDead: () => mine.dead,
      ends: (act) => void mine.ends.add(act),
      dies(where) {
        steps += 1;
        if (mine !== life || steps < dieAt) return false;
        die(where);
        return true;
      },
    });
    const server = await openServer({
      store: watched,
      now,
      randomBytes: (size) => chance.bytes(size),
      every: beats.every,
      report: (event, _details, error) => {
        if (!mine.dead && event !== 'call')
          broken([`the server reports ${event}: ${error instanceof Error ? error.stack : ''}`]);
      },
      restored,
    });
    if (mine.dead) return;
    const app = () => Promise.resolve(false);
    const told = watch.over(server);
    mine.handler = makeHandler({ server: told, app, behindProxy: false, mostAtOnce: 1000 });
    mine.server = server;
    life = mine;
  }

  return {
    start,
    end,
    isUp: () => !life.dead,
    epoch: () => life.server?.core.epoch ?? null,
    get lives() {
      return lives;
    },
    get steps() {
      return steps;
    },
    handle(request) {
      const mine = life;
      if (mine.dead || !mine.handler) return Promise.resolve('reset');
      return new Promise((resolve) => {
        const lost = () => resolve('reset');
        mine.ends.add(lost);
        const { response } = asResponse((answer) => {
          mine.ends.delete(lost);
          resolve(mine.dead ? 'reset' : answer);
        });
        void mine.handler?.(asIncoming(request), response);
      });
    },
    stream(token, { event, closed }) {
      const mine = life;
      if (mine.dead || !mine.handler) {
        closed();
        return () => undefined;
      }
      mine.ends.add(closed);
      const exchange = asResponse(
        () => {
          mine.ends.delete(closed);
          closed();
        },
        (text) => {
          if (!mine.dead) event(text.split('\n', 1)[0]?.slice('event: '.length) ?? '');
        },
      );
      const request = asIncoming({
        method: 'GET',
        path: '/api/v1/sync/stream',
        token,
        body: undefined,
      });
      void mine.handler(request, exchange.response).then(() => mine.wake());
      return () => {
        mine.ends.delete(closed);
        if (!mine.dead) exchange.close();
      };
    },
    dieAfter(n, down) {
      dieAt = steps + n;
      downFor = down;
    },
    async backUp() {
      if (life.dead) return;
      await backup.make();
      trace.note(`${world.clock()} backed up at ${oracle.seq}`);
    },
    async putBack() {
      if (!backup.isMade() || life.dead) return;
      trace.note(`${world.clock()} put back`);
      world.stats.restores += 1;
      end();
      await backup.putBack();
      sights.putBackTo(oracle.seq);
      await start(true);
    },
  };
}
