import { canDelete, type Reader } from '../access.ts';
import { sameValue } from '../values.ts';
import type { Need } from '../needs.ts';
import type { Notice } from '../notices.ts';
import type { Person } from '../people.ts';
import { lineage } from '../place.ts';
import type { Place } from '../places.ts';
import type { Post } from '../posts.ts';
import type { Visit } from '../visits.ts';
import { importOutcomeOf } from './import-record.ts';

/** Everything that may stand in the way of an undo. */
export interface UndoInput {
  readonly batch: string;
  readonly notices: readonly Notice[];
  readonly places: readonly Place[];
  readonly people: readonly Person[];
  readonly posts: readonly Post[];
  readonly visits: readonly Pick<Visit, 'place' | 'person' | 'createdBy'>[];
  readonly needs: readonly Pick<Need, 'place' | 'person' | 'createdBy'>[];
  readonly writer: Reader;
}

type Target = 'places' | 'people' | 'posts';

/** Why a record of the import stays as it is. */
export type KeptReason = 'inUse' | 'changedSince' | 'notAllowed';

interface Kept {
  readonly c: Target;
  readonly id: string;
  readonly name: string;
  readonly why: KeptReason;
}

export interface UndoPlan {
  /** Deleted in this order: what lies inside goes before what it lies in. */
  readonly deletions: readonly { readonly c: Target; readonly id: string }[];
  readonly edits: readonly {
    readonly c: Target;
    readonly id: string;
    readonly set: Readonly<Record<string, unknown>>;
  }[];
  readonly kept: readonly Kept[];
  /** The import's own records, to be marked as undone. */
  readonly records: readonly string[];
}

/**
 * How to take an import back: what it made is deleted unless somebody has worked with it since; what it edited is
 * put back unless somebody has edited it since. What stays is listed with its reason.
 */
export function planUndo(input: UndoInput): UndoPlan {
  const { batch, writer } = input;
  const own = input.notices.filter(
    (notice) => notice.kind === 'import' && notice.batch === batch && notice.undoneAt === undefined,
  );
  const deletions: { c: Target; id: string }[] = [];
  const kept: Kept[] = [];
  const remove = (c: Target, record: Place | Person | Post, inUse: boolean): boolean => {
    const why = inUse ? 'inUse' : canDelete(writer, c, record) ? null : 'notAllowed';
    if (why) kept.push({ c, id: record.id, name: record.name, why });
    else deletions.push({ c, id: record.id });
    return why === null;
  };
  if (own.length === 0) return { deletions, edits: [], kept, records: [] };

  const made = <T extends { importBatch?: string | undefined }>(records: readonly T[]): T[] =>
    records.filter((record) => record.importBatch === batch);
  const gone = new Set<string>();
  const workers = new Set([...input.visits, ...input.needs].map(({ createdBy }) => createdBy));
  for (const post of made(input.posts)) {
    if (remove('posts', post, workers.has(post.person))) gone.add(post.id);
  }

  const busy = new Set<string | undefined>([
    ...input.posts.filter(({ id }) => !gone.has(id)).map(({ person }) => person),
    ...input.visits.map(({ person }) => person),
    ...input.needs.map(({ person }) => person),
    ...workers,
    ...input.people.flatMap(({ watchers }) => watchers ?? []),
  ]);
  for (const person of made(input.people)) {
    const watched = (person.watchers?.length ?? 0) > 0;
    if (remove('people', person, watched || busy.has(person.id))) gone.add(person.id);
  }

  const edits = putBack(own, [...input.places, ...input.people, ...input.posts], kept);
  const movedBack = new Map(edits.map(({ id, set }) => [id, set['place'] as string | undefined]));
  const staying = [...input.people, ...input.posts]
    .filter(({ id }) => !gone.has(id))
    .map(({ id, place }) => ({ place: movedBack.get(id) ?? place }));
  const occupied = new Set(
    [...staying, ...input.visits, ...input.needs].flatMap(({ place }) => lineage(place)),
  );
  const innermostFirst = input.places.toSorted((a, b) => b.place.length - a.place.length);
  for (const place of innermostFirst) {
    const removed =
      place.importBatch === batch && remove('places', place, occupied.has(place.place));
    if (!removed) for (const path of lineage(place.place)) occupied.add(path);
  }
  return { deletions, edits, kept, records: own.map(({ id }) => id) };
}

/** The edits that put back what stood there, field by field, where the import's value still stands. */
function putBack(
  records: readonly Notice[],
  known: readonly (Place | Person | Post)[],
  kept: Kept[],
): UndoPlan['edits'] {
  const byId = new Map(known.map((record) => [record.id, record]));
  return records
    .flatMap((record) => importOutcomeOf(record)?.edited ?? [])
    .flatMap(({ c, id, before, after }) => {
      const record = byId.get(id);
      if (!record) return [];
      const current: Readonly<Record<string, unknown>> = { ...record };
      const set = Object.fromEntries(
        Object.entries(before).filter(([field]) => sameValue(current[field], after[field])),
      );
      if (Object.keys(set).length < Object.keys(before).length) {
        kept.push({ c, id, name: record.name, why: 'changedSince' });
      }
      return Object.keys(set).length > 0 ? [{ c, id, set }] : [];
    });
}
