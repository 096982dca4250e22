import type { LocalMarks } from '../domain/merge.ts';
import type { Collection, Records, recordTypes } from '../domain/record-types.ts';

/** A record as this device holds it; `draft` marks what has not been finished and is never sent. */
export type Local<C extends Collection> = Records[C] & LocalMarks & { draft?: 1 | undefined };

type Fields<C extends Collection> = (typeof recordTypes)[C]['fields'];

/** Names of the fields that are sets which only grow: steps, acks, receipts. */
export type GrowField<C extends Collection> = {
  [K in keyof Fields<C>]: Fields<C>[K] extends { merge: 'grow' } ? K : never;
}[keyof Fields<C>] &
  keyof Records[C] &
  string;

type MemberOf<Set> = NonNullable<Set> extends readonly (infer Member)[] ? Member : never;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A member of a grow-only set as the app gives it: id, time and author are filled in by the store. */
export type NewMember<C extends Collection, F extends GrowField<C>> = DistributiveOmit<
  MemberOf<Records[C][F]>,
  'id' | 'at' | 'by' | 'device' | 'receivedAt'
>;

type Given = 'id' | 'involves' | 'createdAt' | 'createdBy' | 'version' | 'receivedAt';
type ServerField<C extends Collection> = {
  [K in keyof Fields<C>]: Fields<C>[K] extends { merge: 'server' } ? K : never;
}[keyof Fields<C>];

/** What the app says of a new record; everything else the store fills in. */
export type NewFields<C extends Collection> = Omit<
  Records[C],
  Given | GrowField<C> | (ServerField<C> & string)
> & {
  [F in GrowField<C>]?: readonly NewMember<C, F>[] | undefined;
};

/** New values by field; `null` clears one. Only households and people have a `place` that can change. */
export type Change<C extends Collection> = {
  [K in Exclude<keyof Records[C], Given | 'kind' | GrowField<C>>]?:
    | Records[C][K]
    | null
    | undefined;
};

/**
 * A change, or how to find it from the record as it is when it is written: two tabs may have it open. With null
 * nothing is written at all.
 */
export type ChangeOf<C extends Collection> = Change<C> | ((record: Local<C>) => Change<C> | null);

/** One record's part of a batch: changed fields, and members for its grow-only sets. */
export interface RecordEdit<C extends Collection> {
  readonly id: string;
  readonly change?: Change<C> | undefined;
  readonly add?: { readonly [F in GrowField<C>]?: readonly NewMember<C, F>[] } | undefined;
}
