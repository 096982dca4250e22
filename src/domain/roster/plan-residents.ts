import { canCreate } from '../access.ts';
import type { Person } from '../people.ts';
import type { Creation, ImportInput, RecordEdit } from './import-plan.ts';
import { datesAgree, matchPeople } from './match-people.ts';
import type { FieldChange } from './outcome.ts';
import type { PlaceBook } from './place-book.ts';
import type { Resident } from './read-resident.ts';
import type { RowDraft } from './row-draft.ts';

type Row = RowDraft<Resident>;

const personFields = [
  'gender',
  'birthDate',
  'phone',
  'relation',
  'livesAlone',
  'disability',
  'grade',
  'emergencyContact',
  'remark',
] as const;

/** The household of a row, opened with its grid and building where they are new; the list's spelling is mended. */
function homeOf(row: Row, book: PlaceBook, community: string): string {
  const { grid, building, door } = row.value;
  const settle = (field: 'grid' | 'building', parent: string, name: string): string => {
    const path = book.open(field, parent, name);
    const known = book.find(field, parent, name)?.name ?? name;
    if (known !== name) row.corrections.push({ code: 'placeName', field, from: name, to: known });
    return path;
  };
  const gridPath = settle('grid', community, grid);
  return book.open('household', settle('building', gridPath, building), door);
}

/** What the list says otherwise than the record. An empty cell says nothing: what was learnt at a door stays. */
function differences(place: string, value: Resident, person: Person): FieldChange[] {
  const changes: FieldChange[] = [];
  if (place !== person.place) changes.push({ field: 'place', from: person.place, to: place });
  if (value.name !== person.name)
    changes.push({ field: 'name', from: person.name, to: value.name });
  for (const field of personFields) {
    const to = value[field];
    const from = person[field];
    if (to === undefined || to === from || (to === false && from === undefined)) continue;
    const lessKnown = field === 'birthDate' && typeof from === 'string' && from.length > 4;
    if (lessKnown && to === from.slice(0, 4) && datesAgree(to, from)) continue;
    changes.push({ field, from, to });
  }
  return changes;
}

function editOf(person: Person, changes: readonly FieldChange[], now: number): RecordEdit {
  const set = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
  const watched = set['grade'] !== undefined && person.watchedSince === undefined;
  const before = Object.fromEntries(changes.map(({ field, from }) => [field, from ?? null]));
  return {
    c: 'people',
    id: person.id,
    set: watched ? { ...set, watchedSince: now } : set,
    before: watched ? { ...before, watchedSince: null } : before,
  };
}

function creationOf(place: string, value: Resident, input: ImportInput): Creation {
  const { community: _community, grid: _grid, building: _building, door: _door, ...fields } = value;
  return {
    c: 'people',
    r: {
      id: input.newId(),
      kind: 'resident',
      place,
      ...fields,
      ...(value.grade ? { watchedSince: input.now } : {}),
      importBatch: input.batch,
    },
  };
}

/** The people to make and to edit for the rows that have nothing against them. */
export function planResidents(
  rows: readonly Row[],
  book: PlaceBook,
  input: ImportInput,
): { creations: Creation[]; edits: RecordEdit[] } {
  const { existing, writer } = input;
  const community = existing.community.place;
  const good = rows.filter(({ reasons }) => reasons.length === 0);
  if (!canCreate(writer, 'people', { kind: 'resident', place: community, involves: [] })) {
    for (const { reasons } of good) reasons.push({ code: 'notAllowed' });
    return { creations: [], edits: [] };
  }
  const listed = good.map((row) => ({
    place: homeOf(row, book, community),
    value: row.value,
    row,
  }));
  const byId = new Map(existing.people.map((person) => [person.id, person]));
  const creations: Creation[] = [];
  const edits: RecordEdit[] = [];
  for (const [index, match] of matchPeople(listed, existing.people).entries()) {
    const entry = listed[index];
    if (!entry) continue;
    const { place, value, row } = entry;
    const person = match && byId.get(match.id);
    if (!person) {
      row.isNew = true;
      creations.push(creationOf(place, value, input));
      continue;
    }
    row.changes.push(...differences(place, value, person));
    if (row.changes.length > 0) edits.push(editOf(person, row.changes, input.now));
  }
  return { creations, edits };
}
