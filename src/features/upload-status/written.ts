import type { Collection } from '../../domain/record-types.ts';
import type { ReturnedEntry } from '../../store/returned-entry.ts';
import { formatLabelled } from '../../ui/format.ts';
import { placeParam } from '../../ui/place-param.ts';
import type { Say } from '../../ui/words.ts';
import type { uploadWords } from './words.ts';

type SayUpload = Say<keyof typeof uploadWords.zh>;
type Fields = Readonly<Record<string, unknown>>;

const titleFields = ['what', 'name', 'title', 'note', 'text', 'remark', 'personName'] as const;

/** Texts that a person typed and can correct right here; everything else is chosen elsewhere. */
const typedFields = [
  'what',
  'when',
  'name',
  'personName',
  'phone',
  'contactPhone',
  'emergencyContact',
  'relation',
  'disability',
  'birthDate',
  'remark',
  'note',
  'title',
  'text',
] as const;
export type TypedField = (typeof typedFields)[number];

function textOf(fields: object, name: string): string {
  const value = (fields as Fields)[name];
  return typeof value === 'string' ? value : '';
}

/** The words by which somebody knows their own entry again; empty where it has none. */
export function titleOf(fields: object): string {
  const name = titleFields.find((field) => textOf(fields, field) !== '');
  return name === undefined ? '' : textOf(fields, name);
}

/** What was written: the whole of a new record, the changed fields of an edit, nothing of a removal. */
export function writtenIn(entry: Pick<ReturnedEntry, 'row'>): Fields {
  const { row } = entry;
  if (row.op === 'create') return row.r;
  return row.op === 'edit' ? row.set : {};
}

export function typedIn(fields: Fields): TypedField[] {
  return typedFields.filter((name) => typeof fields[name] === 'string');
}

/** A field's name in words, or null for one that people have no word for. */
export function fieldName(name: string, say: SayUpload, words: typeof uploadWords): string | null {
  const key = `field.${name}`;
  return Object.hasOwn(words.zh, key) ? say(key as keyof typeof uploadWords.zh) : null;
}

// Steps and answers to alarms are members of a set; what was typed there is their note.
function notesIn(fields: Fields): string[] {
  return Object.values(fields)
    .filter((value) => Array.isArray(value))
    .flatMap((members: readonly unknown[]) =>
      members.map((member) => textOf(Object(member) as object, 'note')),
    )
    .filter((note) => note !== '');
}

/** The typed texts as lines to paste elsewhere, each with its name. */
export function textToCopy(fields: Fields, say: SayUpload, words: typeof uploadWords): string {
  const nameOf = (name: string) => fieldName(name, say, words) ?? name;
  const typed = typedIn(fields).map((name) => formatLabelled(nameOf(name), textOf(fields, name)));
  const notes = notesIn(fields).map((note) => formatLabelled(nameOf('note'), note));
  return [...typed, ...notes].join('\n');
}

// The record itself stands in the way of these; the same again would come back again.
const inVain = new Set(['writtenOnce', 'stepNotAllowed', 'recordDeleted']);

/** Whether writing it once more, corrected or not, can come to anything. */
export function canSendAgain(entry: Pick<ReturnedEntry, 'outcome' | 'problem' | 'row'>): boolean {
  const grows = Object.values(writtenIn(entry)).some(
    (value) => Array.isArray(value) && value.some((member) => typeof member === 'object'),
  );
  return (
    entry.outcome === 'refused' &&
    entry.row.op !== 'delete' &&
    !(entry.row.op === 'edit' && grows) &&
    !inVain.has(entry.problem?.code ?? '')
  );
}

/** What an entry is called: an alarm is a visit of its own kind, and nobody would look for it among visits. */
export function calledOf(c: Collection, kind: string | undefined): Collection | 'alarm' {
  return c === 'visits' && kind === 'alarm' ? 'alarm' : c;
}

/** Where a record can be looked at, for those that have a page for one. */
export function pageOf(
  c: Collection | 'alarm',
  id: string,
  place: string | undefined,
): string | null {
  if (c === 'alarm') return `/alarms/${id}`;
  if (c === 'needs') return `/needs/${id}`;
  if (c === 'people') return `/people/${id}`;
  if (c === 'visits') return `/visit/${id}`;
  if (c === 'places' && place !== undefined) return `/door/${placeParam(place)}`;
  return null;
}
