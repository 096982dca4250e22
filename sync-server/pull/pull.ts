import type { Grant, Reader } from '../../src/domain/access.ts';
import type { Post } from '../../src/domain/posts.ts';
import type { PullAnswer, PullRequest } from '../../src/protocol/sync.ts';
import { protocolVersion } from '../../src/protocol/session.ts';
import type { Core } from '../core.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { hearDevice, isWorthTelling, type Heard } from '../session/devices.ts';
import type { Session } from '../session/session.ts';
import { postsOf, scopeEpochOf, standingBy } from '../session/standing.ts';
import {
  headOf,
  isStoreBehind,
  retentionStart,
  stopServing,
  writeInCommunity,
} from '../store/community.ts';
import { sharedWith } from '../store/epochs.ts';
import { markAt } from '../store/lineage.ts';
import type { Sql } from '../store/store.ts';
import { tellTouched } from '../stream/hints.ts';
import { bearerOf, numberOf, writeCheckpoint, type Checkpoint } from './checkpoint.ts';
import { feedPage } from './feed-page.ts';
import { knownPoint } from './known-point.ts';
import { leavingPage } from './leaving-page.ts';
import type { Page, Reading } from './page.ts';
import { beginSnapshot, nextSnapshotPage } from './snapshot-page.ts';

/**
 * The same checkpoint as long as the scope is the same; otherwise the way from the old scope to the new. Whoever came
 * back to the scope he had goes that way too: what came and went meanwhile was never his to hear of.
 */
function turnedTo(
  point: Checkpoint,
  reader: Reader,
  posts: readonly Post[],
  head: number,
): Checkpoint {
  const scope = [...reader.grants];
  const known: Reader = { person: reader.person, grants: point.scope };
  const wasAway = point.at !== 'leaving' && posts.some((post) => post.version > numberOf(point));
  if (scopeEpochOf(known) === scopeEpochOf(reader) && !wasAway) return point;
  const leaving = (holds: Grant[], has: Grant[] | null, since: number): Checkpoint => ({
    at: 'leaving',
    scope,
    holds,
    has,
    since,
    head,
    record: ['', ''],
    departure: since,
  });
  if (point.at === 'feed') return leaving(point.scope, point.scope, point.version);
  // The scope changed again half-way. Nothing of the last one was sent while he was told what to forget, and
  // everything he had was told before anything was sent: what he holds is one of the two, and never both.
  return point.at === 'leaving'
    ? leaving(point.holds, null, point.since)
    : leaving(point.scope, null, point.head);
}

async function pageAt(
  reading: Reading,
  posts: readonly Post[],
  point: Checkpoint | null,
): Promise<Page> {
  const { sql, community, reader } = reading;
  if (!point) {
    const begun = beginSnapshot([...reader.grants], null, 0, await headOf(sql, community));
    return nextSnapshotPage(reading, begun);
  }
  const turned = turnedTo(point, reader, posts, await headOf(sql, community));
  if (turned.at === 'feed') return feedPage(reading, turned);
  return turned.at === 'leaving' ? leavingPage(reading, turned) : nextSnapshotPage(reading, turned);
}

async function sharedHistory(core: Core, sql: Sql, community: string, before: string | undefined) {
  if (before === undefined || before === core.epoch) return {};
  return { shared: await sharedWith(sql, community, before) };
}

async function answerIn(
  core: Core,
  sql: Sql,
  session: Session,
  request: PullRequest,
): Promise<Outcome<PullAnswer>> {
  const { community, person } = session;
  const now = core.now();
  if (await isStoreBehind(sql)) return failed('storeBehind');
  const posts = await postsOf(sql, community, person);
  const { reader } = standingBy(posts, person, now);
  const known =
    request.checkpoint === null ? null : await knownPoint(core, sql, session, request.checkpoint);
  if (known && !known.ok) return known;
  const notBefore = await retentionStart(sql, community, now);
  const reading: Reading = { sql, community, reader, notBefore, limit: request.limit };
  const { changes, next, more, progress } = await pageAt(reading, posts, known?.value ?? null);
  return done({
    epoch: core.epoch,
    scopeEpoch: scopeEpochOf(reader),
    checkpoint: writeCheckpoint(
      bearerOf(core, session),
      next,
      await markAt(sql, community, numberOf(next)),
    ),
    more,
    ...(await sharedHistory(core, sql, community, request.before)),
    ...(progress ? { progress } : {}),
    changes: [...changes],
    serverTime: now,
  });
}

async function hear(core: Core, session: Session, heard: Heard): Promise<void> {
  await writeInCommunity(core, session.community, async (sql) =>
    tellTouched(sql, await hearDevice(sql, session, heard)),
  );
}

/** One page of what a device has not got yet, or may no longer hold. */
export async function pull(
  core: Core,
  session: Session,
  request: PullRequest,
): Promise<Outcome<PullAnswer>> {
  if (request.protocol < protocolVersion) return failed('clientTooOld');
  const { app, unsent, held, compared } = request;
  const heard = { now: core.now(), app, unsent, held, compared };
  if (session.handedIn) {
    if (await core.store.read((sql) => isWorthTelling(sql, session, heard)))
      await hear(core, session, heard);
    return failed('deviceHandedIn');
  }
  const { answer, tell } = await core.store.read(async (sql) => ({
    answer: await answerIn(core, sql, session, request),
    tell: await isWorthTelling(sql, session, heard),
  }));
  if (!answer.ok && answer.code === 'storeBehind') return stopServing(core);
  if (tell && answer.ok) await hear(core, session, heard);
  if (answer.ok) core.counters.add('pulled_records_total', {}, answer.value.changes.length);
  return answer;
}
