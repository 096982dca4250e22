import { rebase, wholeRecord, type Unsent } from '../domain/merge.ts';
import { fieldOf } from '../domain/access.ts';
import type { AnyRecord, RecordTypeDeclaration } from '../domain/record-type.ts';
import type { Collection } from '../domain/record-types.ts';
import type { Problem } from '../protocol/problem.ts';
import type { Fate } from './incoming.ts';
import type { StoredRecord } from './record-database.ts';
import type { ReturnedEntry, ReturnedRow } from './returned-entry.ts';

/** A row that was sent, and what the server said to it. */
export interface AnsweredRow {
  readonly c: Collection;
  readonly id: string;
  readonly row: ReturnedRow;
  /** The marks that the row carried, with their stamps. */
  readonly taken: Readonly<Record<string, number>>;
  readonly outcome: 'accepted' | 'merged' | 'duplicate' | 'refused' | 'quarantined';
  readonly problem?: Problem | undefined;
  readonly r?: AnyRecord | undefined;
  readonly gone?: true | undefined;
  readonly superseded?: readonly string[] | undefined;
  /** Where the record was, and of what kind, when the row was sent. */
  readonly place: string;
  readonly kind: string;
}

const cameBack = (answer: AnsweredRow) =>
  answer.outcome === 'refused' || answer.outcome === 'quarantined';

/** Without the members that came back: they would be sent again with the next member. */
function withoutReturned(
  type: RecordTypeDeclaration,
  local: StoredRecord,
  answers: readonly AnsweredRow[],
): StoredRecord {
  const next: Record<string, unknown> = { ...local };
  for (const { row } of answers.filter(cameBack)) {
    if (row.op !== 'edit') continue;
    for (const [field, value] of Object.entries(row.set)) {
      if (fieldOf(type, field)?.merge !== 'grow') continue;
      const ids = new Set((value as { id: string }[]).map((member) => member.id));
      const stay = (next[field] as { id: string }[] | undefined)?.filter(({ id }) => !ids.has(id));
      if (stay) next[field] = stay;
    }
  }
  return next as StoredRecord;
}

function withoutTaken(local: StoredRecord, taken: Readonly<Record<string, number>>): StoredRecord {
  const left = Object.entries(local.unsent).filter(([field, { at }]) => (taken[field] ?? -1) < at);
  const unsent: Record<string, Unsent> = Object.fromEntries(left);
  const times = left.map(([, { at }]) => at);
  return { ...local, unsent, unsentSince: times.length > 0 ? Math.min(...times) : 0 };
}

/**
 * An answer that a frozen tab still had in hand: the one that took over has read on, or has settled the same rows.
 * What still waits goes out again, and the server says how things stand by then.
 */
function isOvertaken(
  local: StoredRecord,
  last: AnsweredRow | undefined,
  taken: Readonly<Record<string, number>>,
): boolean {
  if (last?.r) return last.r.version < local.version;
  const waits = Object.entries(taken).some(
    ([field, at]) => (local.unsent[field]?.at ?? at + 1) <= at,
  );
  return last?.gone === true && !waits;
}

/**
 * What becomes of a record once all its rows of a push have been answered. While everything is read anew "gone" may
 * only mean that a restored server has lost it: the end of the reading decides.
 */
export function afterAnswers(
  type: RecordTypeDeclaration,
  answers: readonly AnsweredRow[],
  local: StoredRecord,
  rereading = false,
): Fate {
  const taken: Record<string, number> = {};
  for (const answer of answers) {
    for (const [field, at] of Object.entries(answer.taken))
      taken[field] = Math.max(taken[field] ?? 0, at);
  }
  const last = answers.findLast((answer) => answer.r !== undefined || answer.gone);
  if (!rereading && isOvertaken(local, last, taken)) return local;
  const mine = withoutReturned(type, local, answers);
  if (last?.r) return rebase(type, last.r, mine, taken);
  const rest = withoutTaken(mine, taken);
  // What was written while the push was under way goes out first; its answer takes the record away.
  return last?.gone && rest.unsentSince === 0 && !rereading ? 'bury' : rest;
}

/** The edits among these that did not take effect, as the person will be shown them. */
export function returnedBy(answers: readonly AnsweredRow[], at: number): ReturnedEntry[] {
  return answers.flatMap((answer): ReturnedEntry[] => {
    const { c, id: recordId, row, place, kind, outcome } = answer;
    // The same answer heard twice makes the same entry, and another row of the same moment another one.
    const fields = row.op === 'edit' ? Object.keys(row.set).toSorted() : [];
    const what = [row.op, ...fields].join('+');
    const id = `${recordId}:${what}:${Math.max(...Object.values(answer.taken))}`;
    const about = { id, c, recordId, place, kind, at };
    if (outcome === 'quarantined' && !answer.r) return [handedOver(answer, at)];
    if (outcome === 'refused' || outcome === 'quarantined') {
      // What was made and taken back before the server heard of it is nothing to talk about.
      if (row.op === 'delete' && Object.hasOwn(answer.taken, wholeRecord)) return [];
      return [
        {
          ...about,
          outcome,
          row: sentText(row),
          ...(answer.problem ? { problem: answer.problem } : {}),
        },
      ];
    }
    if (row.op === 'delete' || !answer.superseded?.length) return [];
    // A record that is made again may meet what others wrote in it since the first answer was lost.
    const sent = row.op === 'edit' ? row.set : row.r;
    const set = Object.fromEntries(
      Object.entries(sent).filter(([name]) => answer.superseded?.includes(name)),
    );
    return [{ ...about, outcome: 'superseded', row: { op: 'edit', set } }];
  });
}

/** The record is no longer this device's to hold: that something was handed over is told, and nothing of what. */
function handedOver({ c, kind, row, taken, problem }: AnsweredRow, at: number): ReturnedEntry {
  return {
    id: `handed-over:${row.op}:${Math.max(...Object.values(taken))}`,
    c,
    recordId: '',
    outcome: 'quarantined',
    at,
    kind,
    row: emptied(row),
    ...(problem ? { problem } : {}),
  };
}

/** Whether the server has the text too: in the conflict, or set aside for whoever is responsible. */
export const isKeptElsewhere = ({ outcome }: ReturnedEntry): boolean => outcome !== 'refused';

/** An entry about a record that has left: that there was something is told, and nothing of what. */
export function withoutContent({
  id,
  c,
  recordId,
  outcome,
  at,
  kind,
  row,
}: ReturnedEntry): ReturnedEntry {
  return {
    id: `handed-over${id.slice(recordId.length)}`,
    c,
    recordId: '',
    outcome,
    at,
    kind,
    row: emptied(row),
  };
}

function emptied(row: ReturnedRow): ReturnedRow {
  if (row.op === 'create') return { op: 'create', r: {} };
  return row.op === 'edit' ? { op: 'edit', set: {} } : { op: 'delete' };
}

function sentText(row: ReturnedRow): ReturnedRow {
  if (row.op === 'create') return { op: 'create', r: row.r };
  return row.op === 'edit' ? { op: 'edit', set: row.set } : { op: 'delete' };
}
