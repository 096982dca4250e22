import { makeHandler, type Handler } from '../../sync-server/http/router.ts';
import { openServer, type SyncServer } from '../../sync-server/server.ts';
import type { Session } from '../../sync-server/session/session.ts';
import type { Store } from '../../sync-server/store/store.ts';
import type { PushResult } from '../../src/protocol/sync.ts';
import { asIncoming, asResponse, type SentAnswer, type SentRequest } from './exchange.ts';
import { checkAnswer } from './answer-check.ts';
import { crashableStore } from './crashable-store.ts';
import type { PushInHand } from './oracle-of-writes.ts';
import { copyIn, copyOut } from './store-contents.ts';
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
  readonly server: SyncServer | null;
  readonly handler: Handler | null;
  readonly ends: Set<() => void>;
}

interface Pending {
  readonly push: PushInHand;
  committed: boolean;
}

export function serverSite(world: World, store: Store): ServerSite {
  const { time, trace, oracle, chance, broken } = world;
  const now = () => Math.floor(time.now());
  let life: Life = { dead: true, server: null, handler: null, ends: new Set() };
  let lives = 0;
  let steps = 0;
  let dieAt = Infinity;
  let downFor = 0;
  let backup: { contents: Awaited<ReturnType<typeof copyOut>>; back: () => void } | null = null;
  let asked: Pending | null = null;
  let inHand: Pending | null = null;

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

  const every = (mine: () => Life) => (ms: number, work: () => void) => {
    const tick = () => {
      if (mine().dead) return;
      // Nobody listens: a beat would change nothing, and virtual days are long.
      if ((mine().server?.core.hub.size ?? 0) > 0) work();
      if ((mine().server?.core.hub.size ?? 0) > 0) time.timers.after(ms, tick);
      else waiting.push(() => time.timers.after(ms, tick));
    };
    const waiting: (() => void)[] = beats;
    waiting.push(() => time.timers.after(ms, tick));
    return () => undefined;
  };
  const beats: (() => void)[] = [];

  async function start(restored = false): Promise<void> {
    lives += 1;
    beats.length = 0;
    const mine: {
      dead: boolean;
      server: SyncServer | null;
      handler: Handler | null;
      ends: Set<() => void>;
    } = { dead: false, server: null, handler: null, ends: new Set() };
    const watched = crashableStore(store, {
      isDead: () => mine.dead,
      ends: (act) => void mine.ends.add(act),
      dies(where) {
        steps += 1;
        if (mine !== life || steps < dieAt) return false;
        die(where);
        return true;
      },
      begins() {
        const context = asked;
        asked = null;
        return context;
      },
      async keeps(context, value, sql) {
        const pending = context as Pending | null;
        inHand = pending;
        const written = (value as { value?: unknown } | null)?.value;
        const results = pending && Array.isArray(written) ? (written as PushResult[]) : null;
        broken(await oracle.check(pending?.push ?? null, results, sql));
      },
      kept(context) {
        const before = oracle.seq;
        oracle.adopt();
        if (context) (context as Pending).committed = true;
        trace.note(`${world.clock()} commit ${oracle.seq}`);
        if (inHand && oracle.seq > before) world.stats.changes += oracle.seq - before;
      },
    });
    const server = await openServer({
      store: watched,
      now,
      randomBytes: (size) => chance.bytes(size),
      every: every(() => mine),
      report: (event, _details, error) => {
        if (!mine.dead && event !== 'call')
          broken([`the server reports ${event}: ${error instanceof Error ? error.stack : ''}`]);
      },
      restored,
    });
    if (mine.dead) return;
    const told: SyncServer = {
      ...server,
      push: async (session, rows, ...rest) => {
        const before = standing(session.person);
        const pending: Pending = { push: inHandOf(session, rows), committed: false };
        asked = pending;
        const answer = await server.push(session, rows, ...rest);
        asked = null;
        if (!pending.committed) broken(['an answer left before its push was committed']);
        checkAnswer(world, session.person, answer.results, before);
        return answer;
      },
      pull: async (session, request) => {
        const before = standing(session.person);
        const answer = await server.pull(session, request);
        if (answer.ok) checkAnswer(world, session.person, answer.value.changes, before);
        return answer;
      },
    };
    const app = () => Promise.resolve(false);
    mine.handler = makeHandler({ server: told, app, behindProxy: false, mostAtOnce: 1000 });
    mine.server = server;
    life = mine;
  }

  const inHandOf = ({ person, device, system }: Session, rows: readonly unknown[]): PushInHand => ({
    person,
    device,
    system,
    at: now(),
    rows,
  });

  const standing = (person: string) => ({
    seats: oracle.seatsOf(person, now()),
    seq: oracle.seq,
  });

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
      void mine.handler(request, exchange.response).then(() => {
        for (const beat of beats.splice(0)) beat();
      });
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
      backup = { contents: await copyOut(store), back: oracle.remember() };
      trace.note(`${world.clock()} backed up at ${oracle.seq}`);
    },
    async putBack() {
      if (!backup || life.dead) return;
      trace.note(`${world.clock()} put back`);
      world.stats.restores += 1;
      end();
      const has = () => JSON.stringify([...oracle.all()].map(({ fields }) => fields));
      const before = has();
      await copyIn(store, backup.contents);
      backup.back();
      const after = has();
      const gone = world.book
        .all()
        .filter(({ word }) => before.includes(word) && !after.includes(word))
        .filter(({ device, c, id }) => !world.devices.get(device)?.holdsOwn(c, id));
      world.book.lose(gone.map(({ word }) => word));
      await start(true);
    },
  };
}
