import type { AnyRecord, RecordTypeDeclaration } from './record-type.ts';
import { fieldOf } from './access.ts';
import {
  opponent,
  remembering,
  seconded,
  wasTakenIn,
  withEarlier,
  type Mark,
  type Marks,
} from './marks.ts';
import { sameValue, unite } from './values.ts';

export interface Stored {
  readonly record: AnyRecord;
  readonly marks: Marks;
}

/** The fields a device changed, each with its stamp, and the version of the record it looked at. */
export interface Edit {
  readonly set: Readonly<Record<string, unknown>>;
  readonly stamps: Readonly<Record<string, number>>;
  readonly seen: number;
}

/** Who wrote, on which device, when it arrived (ms), and the number the change will carry. */
export interface Writing {
  readonly by: string;
  readonly device: string;
  readonly arrivedAt: number;
  readonly version: number;
}

/** Two values of one field written side by side by different devices; both are kept for review. */
export interface Disagreement {
  readonly field: string;
  readonly stands: { value: unknown; by: string; device: string; at: number };
  readonly other: { value: unknown; by: string; device: string; at: number };
}

export interface Merged extends Stored {
  /** Fields whose stored value changed; empty means nothing new. */
  readonly changed: readonly string[];
  /** Fields of the edit that did not prevail over a value written side by side. */
  readonly superseded: readonly string[];
  /** Fields of the edit that had been taken in before. */
  readonly repeated: readonly string[];
  readonly disagreements: readonly Disagreement[];
  /** Fields whose stamp lay in the future and was clamped. */
  readonly clamped: readonly string[];
}

type Claim = Pick<Mark, 'stamp' | 'said' | 'device'>;

// Two claims of one device may be clamped to the same arrival; what it said then tells which is later.
const newer = (a: Claim, b: Claim): boolean => {
  if (a.stamp !== b.stamp) return a.stamp > b.stamp;
  return a.device === b.device ? a.said > b.said : a.device > b.device;
};

/** The part of an edit that the server has not taken in before; repetitions need no permission and change nothing. */
export function withoutRepeats(
  type: RecordTypeDeclaration,
  stored: Stored,
  edit: Edit,
  device: string,
): Edit {
  const fresh = Object.entries(edit.set).filter(([field, value]) => {
    if (fieldOf(type, field)?.merge === 'grow') {
      const before = (stored.record[field] as unknown[] | undefined) ?? [];
      return unite(before, value as unknown[]).length > before.length;
    }
    const mark = stored.marks[field];
    return !(mark && wasTakenIn(mark, device, edit.stamps[field] ?? 0));
  });
  return { ...edit, set: Object.fromEntries(fresh) };
}

/**
 * The making of a record that an edit cannot have seen: a restored server had lost it, and somebody has made it again
 * with what he had written there meanwhile.
 */
function unseenMaking(
  { record, marks }: Stored,
  field: string,
  { seen }: Edit,
  { device }: Writing,
): Mark | undefined {
  const made = marks[wholeRecord];
  if (!made || made.device === device || seen === 0 || seen >= made.version) return undefined;
  return record[field] === undefined ? undefined : made;
}

/**
 * Takes an edit into the stored record. An edit made in sight of the stored value wins whatever the clocks
 * say; one made side by side wins by the newer stamp, ties by device id; a repeated one changes nothing.
 * A `null` clears a field. Policy and validation come before; this decides only between values.
 */
export function mergeEdit(
  type: RecordTypeDeclaration,
  stored: Stored,
  edit: Edit,
  writing: Writing,
): Merged {
  const record: Record<string, unknown> = { ...stored.record };
  const marks: Record<string, Mark> = { ...stored.marks };
  const changed: string[] = [];
  const superseded: string[] = [];
  const repeated: string[] = [];
  const clamped: string[] = [];
  const disagreements: Disagreement[] = [];

  for (const [field, value] of Object.entries(edit.set)) {
    if (fieldOf(type, field)?.merge === 'grow') {
      const before = (record[field] as unknown[] | undefined) ?? [];
      const after = unite(before, value as unknown[]);
      if (after.length > before.length) {
        record[field] = after;
        changed.push(field);
      } else repeated.push(field);
      continue;
    }
    const said = edit.stamps[field] ?? 0;
    const stamp = Math.min(said, writing.arrivedAt);
    if (stamp < said) clamped.push(field);
    const mark = marks[field] ?? unseenMaking(stored, field, edit, writing);
    if (mark && wasTakenIn(mark, writing.device, said)) {
      repeated.push(field);
      continue;
    }
    const mine: Mark = {
      stamp,
      said,
      device: writing.device,
      by: writing.by,
      version: writing.version,
    };
    const current = record[field] ?? null;
    const inSight = !mark || edit.seen >= mark.version;
    const differ = !sameValue(current, value);
    const wins = inSight || newer(mine, mark);
    const against = inSight ? null : opponent(mark, writing.device);
    if (against && differ) {
      const ours = { value: value ?? null, by: writing.by, device: writing.device, at: stamp };
      const theirs = { value: current, by: against.by, device: against.device, at: against.stamp };
      disagreements.push(
        wins ? { field, stands: ours, other: theirs } : { field, stands: theirs, other: ours },
      );
    }
    if (!wins) {
      if (differ) superseded.push(field);
      else repeated.push(field);
      const standing = differ ? mark : seconded(mark, mine);
      marks[field] = withEarlier(standing, remembering(mark, writing.device, said));
      continue;
    }
    const earlier = mark ? remembering(mark, mark.device, mark.said) : {};
    delete earlier[writing.device];
    const standing: Mark = differ ? mine : { ...mine, version: mark?.version ?? writing.version };
    const other = !differ && mark ? opponent(mark, writing.device) : null;
    marks[field] = withEarlier(other ? seconded(standing, other) : standing, earlier);
    if (!differ) {
      repeated.push(field);
      continue;
    }
    if (value === null || value === undefined) delete record[field];
    else record[field] = value;
    changed.push(field);
  }
  return {
    record: record as AnyRecord,
    marks,
    changed,
    superseded,
    repeated,
    disagreements,
    clamped,
  };
}

/** A local change that the server has not taken in: when it was made (ms), and the version then in sight. */
export interface Unsent {
  readonly at: number;
  readonly seen: number;
}

/** What the device keeps beside a record's fields; none of it ever travels. */
export interface LocalMarks {
  readonly unsent: Readonly<Record<string, Unsent>>;
  /** Time of the oldest change waiting to be sent, 0 when there is none. */
  readonly unsentSince: number;
}
export type LocalRecord = AnyRecord & LocalMarks;

/** Field name under which a new or a deleted record is marked as waiting to be sent. */
export const wholeRecord = '*';
export const removal = '-';

/**
 * The device's copy after the server's has arrived: the server's fields, except those changed here since.
 * `taken` are the stamps that the answered push carried; a field written again meanwhile stays unsent.
 */
export function rebase(
  type: RecordTypeDeclaration,
  server: AnyRecord,
  local: LocalRecord | null,
  taken: Readonly<Record<string, number>> = {},
): LocalRecord {
  const record: Record<string, unknown> = { ...server };
  const unsent: Record<string, Unsent> = {};
  for (const [field, change] of Object.entries(local?.unsent ?? {})) {
    if ((taken[field] ?? -1) >= change.at) continue;
    if (field === wholeRecord) {
      if (server.version === 0) unsent[field] = change;
      continue;
    }
    unsent[field] = change;
    if (field === removal) continue;
    if (fieldOf(type, field)?.merge === 'grow') {
      const theirs = (server[field] as unknown[] | undefined) ?? [];
      record[field] = unite(theirs, (local?.[field] as unknown[] | undefined) ?? []);
    } else if (local?.[field] === undefined) delete record[field];
    else record[field] = local[field];
  }
  const waiting = Object.values(unsent).map((change) => change.at);
  return {
    ...record,
    unsent,
    unsentSince: waiting.length > 0 ? Math.min(...waiting) : 0,
  } as unknown as LocalRecord;
}
