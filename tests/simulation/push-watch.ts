import type { PushResult } from '../../src/protocol/sync.ts';
import type { SyncServer } from '../../sync-server/server.ts';
import type { Session } from '../../sync-server/session/session.ts';
import { checkAnswer } from './answer-check.ts';
import type { StoreWatch } from './crashable-store.ts';
import type { LostSights } from './lost-sights.ts';
import type { PushInHand } from './oracle-of-writes.ts';
import type { World } from './world.ts';

interface Pending {
  readonly push: PushInHand;
  committed: boolean;
}

/** Looks at each transaction of the server before its commit, and at each answer before it leaves. */
export interface PushWatch extends Pick<StoreWatch, 'begins' | 'keeps' | 'kept'> {
  /** The server as it is asked from outside. */
  over(server: SyncServer): SyncServer;
}

export function pushWatch(world: World, now: () => number, sights: LostSights): PushWatch {
  const { trace, oracle, stats, broken } = world;
  let asked: Pending | null = null;
  let inHand: Pending | null = null;

  const pendingOf = ({ person, device, system }: Session, rows: readonly unknown[]): Pending => ({
    push: { person, device, system, at: now(), rows },
    committed: false,
  });

  const standing = (person: string) => ({
    seats: oracle.seatsOf(person, now()),
    seq: oracle.seq,
  });

  return {
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
      if (inHand && oracle.seq > before) stats.changes += oracle.seq - before;
    },
    over: (server) => ({
      ...server,
      push: async (session, rows, checkpoint = null) => {
        const before = standing(session.person);
        const pending = pendingOf(session, sights.counting(rows, checkpoint));
        asked = pending;
        const answer = await server.push(session, rows, checkpoint);
        asked = null;
        if (!pending.committed) broken(['an answer left before its push was committed']);
        checkAnswer(world, session.person, answer.results, before);
        return answer;
      },
      pull: async (session, request) => {
        const before = standing(session.person);
        const answer = await server.pull(session, request);
        if (answer.ok) {
          sights.gave(answer.value.checkpoint);
          checkAnswer(world, session.person, answer.value.changes, before);
        }
        return answer;
      },
    }),
  };
}
