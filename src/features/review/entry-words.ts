import type { Collection } from '../../domain/record-types.ts';
import { recordTypeOf } from '../../domain/record-types.ts';
import { quarantinedRow } from '../../domain/rules/review.ts';
import type { Say } from '../../ui/words.ts';
import { fieldInWords } from './field-shown.ts';
import type { Entry, Review } from './use-review.ts';
import type { reviewWords } from './words.ts';

export type SayReview = Say<keyof typeof reviewWords.zh>;

/** The collection a notice is about, or null for one this version does not know. */
export function collectionOf(entry: Pick<Entry, 'about'>): Collection | null {
  const c = entry.about?.c;
  return c !== undefined && recordTypeOf(c) ? (c as Collection) : null;
}

/** What kind of record it is about: 居民资料, 走访. */
export function recordInWords(entry: Entry, say: SayReview): string {
  const c = collectionOf(entry);
  return c ? say(`record.${c}`) : say('unnamed');
}

/** Whom it is about: a visit that was not merged is about whoever was visited, not about the visitor. */
function nameIn(entry: Entry, { telling }: Review): string {
  const visited = quarantinedRow(entry)?.fields['person'];
  const name = typeof visited === 'string' ? telling.nameOf(visited) : null;
  return name ?? entry.title ?? telling.placeOf(entry.place);
}

/** 何秀兰 · 电话; 走访 without a name of its own is named by its place. */
export function titleInWords(entry: Entry, review: Review, say: SayReview): string {
  const c = collectionOf(entry);
  const name = nameIn(entry, review);
  const field =
    c && entry.field !== undefined
      ? fieldInWords(c, entry.field, review.telling)
      : recordInWords(entry, say);
  return [name, field].filter(Boolean).join(' · ');
}
