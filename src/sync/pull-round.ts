import type { AnyRecord } from '../domain/record-type.ts';
import { recordTypeOf, type Collection } from '../domain/record-types.ts';
import type { CallProblem, CallResult } from '../protocol/server-calls.ts';
import type { Change, PullAnswer } from '../protocol/sync.ts';
import type { ServerPage } from '../store/sync-side.ts';
import type { Progress } from '../store/sync-status.ts';
import type { Feed, RereadAs, SyncStore } from './sync-store.ts';

export interface PullDeps {
  readonly store: SyncStore;
  readonly stop: AbortSignal;
  pull(checkpoint: string | null, before: string | null): Promise<CallResult<PullAnswer>>;
  rereadAs(how: Feed['reread'], shared?: number): Promise<RereadAs | null>;
  report(feed: Feed, progress: Progress | undefined): Promise<void>;
  /** What this device may hold has changed: the session is out of date. */
  scopeChanged(): Promise<void>;
  /** Between two pages: whatever waits to be sent goes first. */
  betweenPages(): Promise<CallProblem | null>;
}

export const unread: Feed = {
  checkpoint: null,
  epoch: null,
  scopeEpoch: null,
  caughtUp: false,
  reread: false,
};

function pageOf(changes: readonly Change[]): ServerPage {
  const copies: { c: Collection; record: AnyRecord }[] = [];
  const gone: { c: Collection; id: string }[] = [];
  for (const change of changes) {
    // A newer server may have collections that this app does not know yet; a later app reads them anew.
    if (!recordTypeOf(change.c)) continue;
    const c = change.c as Collection;
    if ('r' in change) copies.push({ c, record: change.r as unknown as AnyRecord });
    else gone.push({ c, id: change.id });
  }
  return { copies, gone };
}

/** The feed from its beginning, under whichever epoch; a history that was lost half-way through is lost as well. */
export function fromTheBeginning(feed: Feed, epoch: string | null): Feed {
  return { ...feed, checkpoint: null, epoch, reread: true, before: feed.before ?? feed.epoch };
}

/**
 * What the feed is to go on from after an answer, and whether the answer's changes count. An answer of another
 * epoch comes from a restored backup: everything is read anew, and offered again.
 */
function nextFeed(
  feed: Feed,
  answer: PullAnswer,
): { readonly feed: Feed; readonly applies: boolean } {
  const restored = feed.epoch !== null && feed.epoch !== answer.epoch;
  if (restored && feed.checkpoint !== null) {
    return {
      feed: fromTheBeginning(feed, answer.epoch),
      applies: false,
    };
  }
  const reread = restored || feed.reread;
  const { checkpoint, epoch, scopeEpoch } = answer;
  const caughtUp = feed.caughtUp || !answer.more;
  return {
    feed: { ...feed, checkpoint, epoch, scopeEpoch, reread, caughtUp },
    applies: true,
  };
}

/** Reads the feed to its head, page by page; after any page it can be broken off and taken up again. */
export async function pullAll(deps: PullDeps): Promise<CallProblem | null> {
  const { store, stop } = deps;
  let feed = (await store.readFeed<Feed>()) ?? unread;
  let ahead: ReturnType<PullDeps['pull']> | null = null;
  while (!stop.aborted) {
    const answer = await (ahead ?? deps.pull(feed.checkpoint, feed.before ?? null));
    ahead = null;
    if (stop.aborted) return null;
    if (!answer.ok) {
      if (answer.problem.code !== 'checkpointInvalid' || feed.checkpoint === null)
        return answer.problem;
      feed = fromTheBeginning(feed, feed.epoch);
      await store.startReread();
      await store.writeFeed(feed);
      continue;
    }
    const { value } = answer;
    const next = nextFeed(feed, value);
    if (!next.applies) await store.startReread();
    else {
      const as = await deps.rereadAs(next.feed.reread, value.shared);
      if (value.more && !as && value.checkpoint !== feed.checkpoint) {
        // The next page travels while this one is written.
        ahead = deps.pull(value.checkpoint, null);
        ahead.catch(() => undefined);
      }
      await store.takePage(pageOf(value.changes), as);
      if (as && !value.more) await store.finishReread(as);
    }
    const stuck = next.applies && value.more && value.checkpoint === feed.checkpoint;
    const scopeChanged = feed.scopeEpoch !== value.scopeEpoch;
    feed = next.applies && !value.more ? { ...next.feed, reread: false, before: null } : next.feed;
    await Promise.all([store.writeFeed(feed), deps.report(feed, value.progress)]);
    if (scopeChanged) await deps.scopeChanged();
    if (stuck) return { code: 'notOurs' };
    if (next.applies && !value.more) return null;
    // What was asked for before this device's own writes went out may contradict their answers.
    if ((await store.countWaiting()) > 0) ahead = null;
    const problem = await deps.betweenPages();
    if (problem) return problem;
  }
  return null;
}
