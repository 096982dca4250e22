import type { Collection } from '../../src/domain/record-types.ts';
import type { StoredRecord } from '../../src/store/record-database.ts';
import type { StoreInHand } from './phone-storage.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { Action, Deed } from './story.ts';
import type { World } from './world.ts';

export type Did = Extract<Action, { do: Deed }>;

/** Somebody about to do something with the app on his device. */
export interface Doing {
  readonly store: StoreInHand;
  readonly device: SimulatedDevice;
  readonly world: World;
  readonly act: Did;
  readonly word: string;
  /** Notes that a text was typed into a field (or into a member of a growing one). */
  typed(c: Collection, id: string, field: string): void;
  /** Changes fields of a record, and notes what stood there before his eyes. */
  edit(c: Collection, id: string, change: Readonly<Record<string, unknown>>): void;
}

const isLiving = (record: StoredRecord) => !record.draft && record.unsent['-'] === undefined;

/** One of the living records that fit, by what the story says. */
export function pickOf(
  { store, act }: Doing,
  c: Collection,
  fits: (record: StoredRecord) => boolean = () => true,
): StoredRecord | null {
  const list = store.all(c).filter((record) => isLiving(record) && fits(record));
  return list[Math.floor(act.pick * list.length)] ?? null;
}

export const households = (doing: Doing) =>
  pickOf(doing, 'places', ({ kind }) => kind === 'household');
export const residents = (doing: Doing) => pickOf(doing, 'people');

/** A door, and three times of five with somebody behind it. */
export function placeToKnock(doing: Doing): { place: string; person?: string } | null {
  const person = residents(doing);
  if (person && doing.act.more < 0.6) return { place: person.place, person: person.id };
  const household = households(doing);
  return household ? { place: household.place } : null;
}
