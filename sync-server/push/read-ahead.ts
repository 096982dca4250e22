import { parentOf, placePathPattern } from '../../src/domain/place.ts';
import { readAs } from '../../src/domain/read-as.ts';
import { reference } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';
import type { Desk } from '../store/desk.ts';
import type { ReadRow } from './read-row.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The people whom fields name; what is no name is left for the row's own check to refuse. */
function peopleIn(fields: Fields): string[] {
  const { person, watchers, steps } = fields;
  const named = [person];
  if (Array.isArray(watchers)) named.push(...(watchers as unknown[]));
  for (const step of Array.isArray(steps) ? (steps as unknown[]) : []) {
    named.push((step as { assignee?: unknown } | null)?.assignee);
  }
  return named.filter((each): each is string => readAs(reference, each).success);
}

/** Fetches together what rows name, since fetching it one by one is what takes the time of a push. */
export async function readAhead(desk: Desk, rows: readonly ReadRow[]): Promise<void> {
  const ids = new Map<Collection, Set<string>>([['people', new Set()]]);
  const paths = new Set<string>();
  const name = (c: Collection, each: string) => ids.set(c, (ids.get(c) ?? new Set()).add(each));
  for (const read of rows) {
    if ('verdict' in read) continue;
    const { c, row } = read;
    name(c, row.id);
    if (row.op === 'delete') continue;
    const fields = row.op === 'create' ? row.r : row.set;
    for (const person of peopleIn(fields)) name('people', person);
    const { place } = fields;
    if (typeof place !== 'string' || !placePathPattern.test(place)) continue;
    paths.add(place);
    const parent = c === 'places' ? parentOf(place) : null;
    if (parent) paths.add(parent);
  }
  await desk.readAhead({ ids, paths });
}
