import type { Role } from '../record-type.ts';

/**
 * Where a record lies, seen from a post: at the post's own place, inside it, in a place around it, beside it in
 * the same community, in another community; or anywhere, if the record involves the holder himself.
 */
export const positions = ['own', 'inside', 'parent', 'sibling', 'foreign', 'involved'] as const;
export type Position = (typeof positions)[number];

/** Roles, or somebody the record concerns or is assigned to. */
export type Who = readonly (Role | 'involved')[];

/** A tie to the person a new record is about: it is the writer himself, or somebody he looks in on. */
export type Tie = 'self' | 'watcher';

/** Fields that are read and changed by the same people. */
export interface FieldRow {
  readonly names: readonly string[];
  /** Who receives them among those who read the record; absent means all of these. */
  readonly read?: Who;
  /** Those who are only involved receive them where this field of the record says yes. */
  readonly withConsent?: string;
  /** Who changes them in a record that exists. */
  readonly change: Who;
  /** Who may fill them in a new record; absent means whoever makes it, null the server alone. */
  readonly first?: Who | null;
}

/** Who does what with one kind of record. What is not written here nobody does. */
export interface KindRow {
  readonly zh: string;
  readonly en: string;
  readonly read: {
    /** Records at one's own place and inside it. */
    readonly below: readonly Role[];
    /** Records at one's own place and in the places around it. */
    readonly above: readonly Role[];
    readonly involved: boolean;
  };
  readonly create: { readonly below: readonly Role[]; readonly about: readonly Tie[] };
  /** Carrying it to another place; both places must be within one's own. */
  readonly move: readonly Role[];
  readonly remove: readonly Role[];
  readonly fields: readonly FieldRow[];
}
