import { asMeantFor, type Seat } from '../support/independent-policy.ts';
import type { Change, PushResult } from '../../src/protocol/sync.ts';
import type { World } from './world.ts';

/** Nothing leaves the server that this person may not have: no record, and no field of one. */
export function checkAnswer(
  { oracle, stats, time, broken }: World,
  person: string,
  told: readonly (Change | PushResult)[],
  before: { readonly seats: readonly Seat[]; readonly seq: number },
): void {
  // What was read before somebody else's commit may be answered after it.
  const seats = [...before.seats, ...oracle.seatsOf(person, time.now())];
  for (const each of told) {
    if (!('r' in each) || !each.r) continue;
    stats.checks += 1;
    const meant = asMeantFor(person, seats, { c: each.c, r: each.r }, oracle.watchersOf);
    const extra = Object.keys(each.r).filter((name) => !meant || !(name in meant));
    if (extra.length > 0 && before.seq === oracle.seq)
      broken([`${person} was sent ${meant ? extra.join() : 'all'} of ${each.c} ${each.r.id}`]);
  }
}
