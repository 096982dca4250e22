import type { Collection } from '../../domain/record-types.ts';
import { placeKindOf } from '../../domain/place.ts';
import type { AnyRecord } from '../../domain/record-type.ts';
import { placeParam } from '../../ui/place-param.ts';

/** Where a record can be looked at, or null where there is no screen for it. */
export function recordAddress(c: Collection, record: AnyRecord): string | null {
  if (c === 'people') return `/people/${record.id}`;
  if (c === 'needs') return `/needs/${record.id}`;
  if (c === 'visits') return `/visit/${record.id}`;
  if (c === 'posts') return '/posts';
  if (c === 'places' && placeKindOf(record.place) === 'household') {
    return `/door/${placeParam(record.place)}`;
  }
  return null;
}
