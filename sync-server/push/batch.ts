import { canRead, type Reader } from '../../src/domain/access.ts';
import type { Arrival } from '../../src/domain/arrival.ts';
import type { AnyRecord } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { Problem } from '../../src/protocol/problem.ts';
import type { PushResult } from '../../src/protocol/sync.ts';
import type { Core } from '../core.ts';
import type { Session } from '../session/session.ts';
import { postsAmong, standingBy, type Standing } from '../session/standing.ts';
import type { Desk } from '../store/desk.ts';
import type { Sql } from '../store/store.ts';
import type { Touched } from '../store/touched.ts';

/** One push while it is taken in: who writes, with what standing, and what was touched so far. */
export interface Batch {
  readonly core: Core;
  readonly desk: Desk;
  /** For what is in none of the tables that the desk looks after. */
  readonly sql: Sql;
  readonly session: Session;
  readonly arrival: Arrival;
  readonly touched: Touched[];
  standing: Standing;
}

/** What became of one row; `record` is what the server has now, whoever may see it. */
export interface Verdict {
  readonly outcome: PushResult['outcome'];
  readonly record: AnyRecord | null;
  readonly problem?: Problem;
  readonly superseded?: readonly string[];
}

export const refused = (problem: Problem, record: AnyRecord | null): Verdict => ({
  outcome: 'refused',
  problem,
  record,
});

/** What the writer may do by now, the rows before counted in. */
export async function standingOn(
  desk: Desk,
  { community, person }: Session,
  now: number,
): Promise<Standing> {
  const found = await desk.involving('posts', person);
  return standingBy(postsAmong(found, community, person), person, now);
}

/** Whether the system itself writes, or the policy lets this person. */
export function may(batch: Batch, allowed: (reader: Reader) => boolean): boolean {
  return batch.session.system || allowed(batch.standing.reader);
}

/** The record if this writer may see it: nothing else of it may reach him. */
export function seen(batch: Batch, c: Collection, record: AnyRecord): AnyRecord | null {
  return may(batch, (reader) => canRead(reader, c, record)) ? record : null;
}
