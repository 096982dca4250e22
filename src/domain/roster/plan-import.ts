import type { Sheet } from './columns.ts';
import type { Creation, ImportInput, ImportPlan, RecordEdit } from './import-plan.ts';
import { judgePlaces, realGrids } from './judge-places.ts';
import { rejectRepeats } from './find-repeats.ts';
import { placeBook } from './place-book.ts';
import { planPosts, type Holder } from './plan-posts.ts';
import { planResidents } from './plan-residents.ts';
import { readPost } from './read-post.ts';
import { readResident, type Resident } from './read-resident.ts';
import { draftRows, outcomeOf, type RowDraft } from './row-draft.ts';

type ResidentRow = RowDraft<Resident>;

/** The name most rows give, which a community without grids takes over; its own once it has any. */
function settledName(rows: readonly ResidentRow[], input: ImportInput, isNew: boolean): string {
  const own = input.existing.community.name;
  if (!isNew) return own;
  const counts = new Map<string, number>();
  for (const { value } of rows) {
    if (value.community) counts.set(value.community, (counts.get(value.community) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? own;
}

function rejectStrangers(rows: readonly ResidentRow[], community: string): void {
  for (const { value, reasons } of rows) {
    if (value.community && value.community !== community) {
      reasons.unshift({ code: 'otherCommunity', field: 'community', value: value.community });
    }
  }
}

/** The grids that the rows of posts name, in the words of the list. */
function namedGrids(ranges: readonly (readonly string[])[], community: string): string[] {
  return ranges.flatMap((range) =>
    range[0] === community ? range.slice(1, 2) : range.slice(0, 1),
  );
}

function renaming(input: ImportInput, name: string): RecordEdit[] {
  const { community } = input.existing;
  if (name === community.name) return [];
  return [{ c: 'places', id: community.id, set: { name }, before: { name: community.name } }];
}

/**
 * What an import would do, without doing it: one outcome for every row that holds anything, and the records to
 * make and to edit. The same list a second time changes nothing; the same input gives the same plan.
 */
export function planImport(input: ImportInput): ImportPlan {
  const { sheets, readings, existing, now } = input;
  const of = (part: 'residents' | 'posts') =>
    readings.filter((reading) => reading.part === part && sheets[reading.sheet]);
  const sheetOf = (index: number): Sheet => sheets[index] ?? { name: '', rows: [] };
  const residents = of('residents').flatMap((reading) =>
    draftRows(sheetOf(reading.sheet), reading, (row) => readResident(row, reading.mapping, now)),
  );
  const posts = of('posts').flatMap((reading) =>
    draftRows(sheetOf(reading.sheet), reading, (row) => readPost(row, reading.mapping, now)),
  );

  const place = existing.community.place;
  const book = placeBook(existing.places);
  const communityName = settledName(residents, input, !book.hasGrids());
  rejectStrangers(residents, communityName);
  const named = namedGrids(
    posts.map(({ value }) => value.range),
    communityName,
  );
  const ours = residents.filter(
    ({ value }) => !value.community || value.community === communityName,
  );
  const grids = realGrids(ours, book, place, [...named, ...input.accepted]);
  const unknownPlaces = judgePlaces(residents, book, place, grids, input.accepted);
  rejectRepeats(residents);

  const people = planResidents(residents, book, input);
  const edited = new Map(people.edits.map(({ id, set }) => [id, set]));
  const holders = [
    ...existing.people.map((person): Holder => ({ ...person, ...edited.get(person.id) })),
    ...people.creations.flatMap((creation) => (creation.c === 'people' ? [creation.r] : [])),
  ];
  const appointed = planPosts(posts, book, input, communityName, holders);
  const places: Creation[] = book.added().map(({ kind, place: path, name }) => ({
    c: 'places',
    r: { id: input.newId(), kind, place: path, name, importBatch: input.batch },
  }));
  return {
    batch: input.batch,
    outcomes: [...residents, ...posts].map(outcomeOf),
    creations: [...places, ...people.creations, ...appointed.creations],
    edits: [...renaming(input, communityName), ...people.edits, ...appointed.edits],
    unknownPlaces,
    communityName,
  };
}
