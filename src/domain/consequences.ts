import { sameValue } from './values.ts';
import type { AnyRecord, RecordTypeDeclaration } from './record-type.ts';
import { recordTypes, type Collection } from './record-types.ts';

/** What follows from one change for other records. */
export type Consequence =
  /** A household was carried elsewhere: whatever is there goes with it. */
  | { readonly of: 'place'; readonly from: string; readonly to: string }
  /** A person moved: what is about him and was where he was goes with him. */
  | { readonly of: 'person'; readonly person: string; readonly from: string; readonly to: string }
  /** Other people look in on a person: what is about him involves them from now on. */
  | { readonly of: 'watchers'; readonly person: string; readonly watchers: readonly string[] };

const watchersOf = (person: AnyRecord): readonly string[] =>
  (person['watchers'] as readonly string[] | undefined) ?? [];

/** What a deletion means for others: nobody looks in any more on somebody who is gone. */
export function consequencesOfRemoval(c: Collection, record: AnyRecord): Consequence[] {
  return c === 'people' ? [{ of: 'watchers', person: record.id, watchers: [] }] : [];
}

/** What a change of one record means for others, by the record before and after it. */
export function consequencesOf(c: Collection, before: AnyRecord, after: AnyRecord): Consequence[] {
  const found: Consequence[] = [];
  const moved = before.place !== after.place;
  if (c === 'places' && moved) found.push({ of: 'place', from: before.place, to: after.place });
  if (c !== 'people') return found;
  if (moved) found.push({ of: 'person', person: after.id, from: before.place, to: after.place });
  if (!sameValue(watchersOf(before), watchersOf(after))) {
    found.push({ of: 'watchers', person: after.id, watchers: watchersOf(after) });
  }
  return found;
}

/** Whether it matters to such a record who looks in on the person it is about. */
export const asksForWatchers = (c: Collection): boolean => c === 'visits' || c === 'needs';

/** Whom a record involves: those its declaration names, and who looks in on the person it is about. */
export function involvedIn(
  c: Collection,
  record: AnyRecord,
  watchers: readonly string[],
): readonly string[] {
  const type: RecordTypeDeclaration = recordTypes[c];
  const declared = type.involves(record);
  if (c === 'visits') return [...new Set([...declared, ...watchers])];
  // Whoever looks in on somebody may have no post where she raises a need for her.
  const raisers = c === 'needs' ? watchers.filter((watcher) => watcher === record.createdBy) : [];
  return [...new Set([...declared, ...raisers])];
}

type About = { readonly c: string; readonly id: string } | undefined;
type Kept = { readonly r?: { readonly person?: unknown } } | undefined;

function isAbout(record: AnyRecord, person: string): boolean {
  const about = record['about'] as About;
  const kept = record['row'] as Kept;
  if (record['person'] === person || kept?.r?.person === person) return true;
  return about?.c === 'people' && about.id === person;
}

/** Whether a record tells of one that has just moved, by collection and id: what was kept for review goes along. */
export function tellsOf(record: AnyRecord, moved: ReadonlySet<string>): boolean {
  const about = record['about'] as About;
  return about !== undefined && moved.has(`${about.c}/${about.id}`);
}

/** Another record as a consequence leaves it, or null when it does not touch this one. */
export function afterConsequence(
  c: Collection,
  record: AnyRecord,
  consequence: Consequence,
): AnyRecord | null {
  if (consequence.of === 'watchers') {
    if (record['person'] !== consequence.person) return null;
    const involves = involvedIn(c, record, consequence.watchers);
    return sameValue(involves, record.involves) ? null : { ...record, involves: [...involves] };
  }
  if (record.place !== consequence.from) return null;
  // A post says where its holder serves, and what is told of it and of his devices lies where that is: none moves house.
  if (c === 'posts' || record.kind === 'device' || record.kind === 'handover') return null;
  if (consequence.of === 'place')
    return c === 'places' ? null : { ...record, place: consequence.to };
  return isAbout(record, consequence.person) ? { ...record, place: consequence.to } : null;
}
