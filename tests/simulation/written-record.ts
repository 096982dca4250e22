import { canonical, growing, isSame, type Member } from './plain-value.ts';

/** The last word on a field: when it was said (no later than it arrived), by which device, in which version. */
interface Word {
  stamp: number;
  said: number;
  device: string;
  version: number;
  /** Devices that wrote this value side by side. */
  readonly holders: Set<string>;
}

/** What the server must have of a record, by nothing but the writes that it said it had taken in. */
export interface WrittenRecord {
  readonly c: string;
  readonly id: string;
  readonly kind: string;
  readonly createdBy: string;
  readonly made: {
    readonly device: string;
    said: number;
    readonly stamp: number;
    /** The number it was made under; -1 until that is known. */
    version: number;
  };
  place: string;
  involves: readonly string[];
  gone: boolean;
  /** The device that deleted it. */
  removedBy?: string;
  fields: Record<string, unknown>;
  readonly words: Map<string, Word>;
  /** The latest stamp of each field that was heard from each device. */
  readonly heard: Map<string, number>;
}

export interface SaidBy {
  readonly device: string;
  readonly person: string;
  readonly at: number;
}

export interface Side {
  readonly field: string;
  readonly stands: unknown;
  readonly other: unknown;
}

export interface EditOf {
  readonly set: Readonly<Record<string, unknown>>;
  readonly stamps: Readonly<Record<string, number>>;
  readonly seen: number;
}

/** What an edit must do: which fields change, which lose, which disagreements must be kept. */
export interface EditEffect {
  readonly changed: string[];
  readonly lost: string[];
  readonly disagreements: Side[];
  /** Values that somebody replaced after having seen them, or that were his own. */
  readonly replaced: string[];
}

export const copyOf = (record: WrittenRecord): WrittenRecord => ({
  ...record,
  made: { ...record.made },
  fields: { ...record.fields },
  words: new Map([...record.words].map(([f, w]) => [f, { ...w, holders: new Set(w.holders) }])),
  heard: new Map(record.heard),
});

const timesPast = ['startedAt', 'finishedAt'];

/** A value as it must rest: times of what happened lie no later than the arrival. */
export function restingValue(field: string, value: unknown, at: number): unknown {
  return timesPast.includes(field) && typeof value === 'number' ? Math.min(value, at) : value;
}

export const nameOfValue = (record: { c: string; id: string }, field: string, value: unknown) =>
  `${record.c}/${record.id}/${field}=${canonical(value)}`;

function growBy(record: WrittenRecord, field: string, added: readonly Member[], by: SaidBy) {
  const before = (record.fields[field] ?? []) as Member[];
  const known = new Set(before.map(({ id }) => id));
  const fresh = added.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return false;
  const sealed = fresh.map((member) => ({ ...member, by: by.person, device: by.device }));
  record.fields[field] = [...before, ...sealed];
  return true;
}

/** The first word on a field, where an edit cannot have seen it: the record was made again after a restore. */
function unseenMaking(
  { made, fields }: WrittenRecord,
  field: string,
  { seen }: EditOf,
  { device }: SaidBy,
): Word | undefined {
  const isUnseen = seen > 0 && seen < made.version && made.device !== device;
  if (!isUnseen || (field !== 'place' && fields[field] === undefined)) return undefined;
  return { ...made, holders: new Set([made.device]) };
}

/** Applies an edit by the rule of the architecture: in sight wins, else the later stamp, ties by device. */
export function takeEdit(record: WrittenRecord, edit: EditOf, by: SaidBy): EditEffect {
  const effect: EditEffect = { changed: [], lost: [], disagreements: [], replaced: [] };
  for (const [field, given] of Object.entries(edit.set)) {
    if (growing[record.c]?.includes(field)) {
      if (growBy(record, field, given as Member[], by)) effect.changed.push(field);
      continue;
    }
    const said = edit.stamps[field] ?? 0;
    const heardAs = `${field}|${by.device}`;
    if ((record.heard.get(heardAs) ?? -1) >= said) continue;
    record.heard.set(heardAs, said);
    const value = restingValue(field, given, by.at) ?? null;
    const current = field === 'place' ? record.place : (record.fields[field] ?? null);
    const word = record.words.get(field) ?? unseenMaking(record, field, edit, by);
    const stamp = Math.min(said, by.at);
    const same = isSame(value, current);
    const inSight = !word || edit.seen >= word.version;
    const isLater =
      !word ||
      stamp > word.stamp ||
      (stamp === word.stamp &&
        (word.device === by.device ? said > word.said : by.device > word.device));
    const wins = inSight || isLater;
    const others = word && !inSight && [...word.holders].some((holder) => holder !== by.device);
    if (others && !same)
      effect.disagreements.push(
        wins ? { field, stands: value, other: current } : { field, stands: current, other: value },
      );
    if (!wins) {
      record.words.set(field, word);
      if (same) word.holders.add(by.device);
      else {
        effect.lost.push(field);
        if (!others) effect.replaced.push(nameOfValue(record, field, value));
      }
      continue;
    }
    const holders = new Set(same ? word?.holders : []).add(by.device);
    const version = same && word ? word.version : -1;
    record.words.set(field, { stamp, said, device: by.device, version, holders });
    if (same) continue;
    if (!others) effect.replaced.push(nameOfValue(record, field, current));
    effect.changed.push(field);
    if (field === 'place') record.place = value as string;
    else if (value === null) delete record.fields[field];
    else record.fields[field] = value;
  }
  return effect;
}
