import { defaultSettings } from '../domain/rules/settings.ts';
import { differingParts, tallyWhole, type Tally } from '../domain/tally.ts';
import { maxPartsMended, type CompareAnswer } from '../protocol/compare.ts';
import type { CallProblem, CallResult } from '../protocol/server-calls.ts';
import { protocolVersion } from '../protocol/session.ts';
import { recordTypeOf, type Collection } from '../domain/record-types.ts';
import type { AnyRecord } from '../domain/record-type.ts';
import { attempt } from './attempt.ts';
import type { StatusKeeper } from './status-keeper.ts';
import type { SyncPorts } from './sync-ports.ts';
import type { Feed } from './sync-store.ts';

const day = 86_400_000;
/** Journals about to leave are left out: the two sides need not drop them in the same minute. */
const margin = 2 * day;
const mostRounds = 4;
/** After a comparison that came to no end, so long nobody counts again. */
const pause = 3_600_000;

export interface ComparingParts {
  readonly ports: Pick<SyncPorts, 'store' | 'calls' | 'timers' | 'now' | 'chance'>;
  readonly stop: AbortSignal;
  readonly status: StatusKeeper;
  readonly heard: (serverTime: number, sentAt: number, receivedAt: number) => Promise<void>;
  correctedNow(): number;
  /** Reads what is new; a device that is behind cannot be compared. */
  pull(): Promise<CallProblem | null>;
}

type Parts = ReadonlyMap<string, Tally>;

/** Once a day the device asks whether what it holds is what it should hold: no fault of ours must last longer. */
export function comparing(parts: ComparingParts): (asked: boolean) => Promise<CallProblem | null> {
  const { ports, stop, status } = parts;
  const { store, calls } = ports;
  let dueIn = day * (0.9 + 0.2 * ports.chance());
  let pausedAt = -Infinity;

  const call = (feed: Feed, journalsSince: number, held: Parts) =>
    attempt<CompareAnswer>(ports, stop, parts.heard, (signal) =>
      calls.compare(
        {
          protocol: protocolVersion,
          checkpoint: feed.checkpoint ?? '',
          journalsSince,
          held: tallyWhole(held),
        },
        signal,
      ),
    );

  async function mend(
    names: readonly string[],
    journalsSince: number,
    checkpoint: string,
  ): Promise<CallResult<number>> {
    let mended = 0;
    for (let from = 0; from < names.length; from += maxPartsMended) {
      const some = names.slice(from, from + maxPartsMended);
      const answer = await attempt(ports, stop, parts.heard, (signal) =>
        calls.parts({ protocol: protocolVersion, checkpoint, journalsSince, parts: some }, signal),
      );
      if (!answer.ok) return answer;
      const copies = answer.value.records
        .filter(({ c }) => recordTypeOf(c))
        .map(({ c, r }) => ({ c: c as Collection, record: r as unknown as AnyRecord }));
      mended += await store.mendParts({ parts: some, copies, journalsSince });
    }
    return { ok: true, value: mended };
  }

  async function conclude(held: Parts, mended: number, differing: number): Promise<null> {
    dueIn = day * (0.9 + 0.2 * ports.chance());
    const at = parts.correctedNow();
    await status.say({ compared: { at, held: tallyWhole(held).count, mended, differing } });
    return null;
  }

  /** One question; answers how many records were mended, or null when there is nothing more to ask. */
  async function round(mended: number, last: boolean): Promise<CallResult<number | null>> {
    if ((await store.countWaiting()) > 0) return { ok: true, value: null };
    const feed = await store.readFeed<Feed>();
    const since = parts.correctedNow() - defaultSettings.journals + margin;
    const held = await store.heldParts(since);
    if (!feed?.checkpoint || !feed.caughtUp || feed.reread || !held)
      return { ok: true, value: null };
    const answer = await call(feed, since, held);
    if (!answer.ok) return answer;
    const { value } = answer;
    if (value.state === 'behind') {
      const problem = await parts.pull();
      return problem ? { ok: false, problem } : { ok: true, value: 0 };
    }
    if (value.state === 'same') return { ok: true, value: await conclude(held, mended, 0) };
    const now = await store.heldParts(value.journalsSince);
    if (!now) return { ok: true, value: null };
    const differing = differingParts(now, new Map(Object.entries(value.parts)));
    if (differing.length === 0 || last)
      return { ok: true, value: await conclude(now, mended, differing.length) };
    return mend(differing, value.journalsSince, feed.checkpoint);
  }

  return async (asked) => {
    const at = status.now().compared?.at;
    const due = at === undefined || Math.abs(parts.correctedNow() - at) >= dueIn;
    if (!asked && (!due || Math.abs(ports.now() - pausedAt) < pause)) return null;
    pausedAt = ports.now();
    let mended = 0;
    for (let rounds = 1; rounds <= mostRounds && !stop.aborted; rounds += 1) {
      const result = await round(mended, rounds === mostRounds);
      // A server that is older than this app cannot compare yet.
      if (!result.ok) return result.problem.code === 'notFound' ? null : result.problem;
      if (result.value === null) return null;
      mended += result.value;
    }
    return null;
  };
}
