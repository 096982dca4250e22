import type { Reader } from '../access.ts';
import type { Notice } from '../notices.ts';
import type { Person } from '../people.ts';
import type { Place } from '../places.ts';
import type { Post } from '../posts.ts';
import type { Sheet, SheetReading } from './columns.ts';
import type { RowOutcome } from './outcome.ts';

/** What the community already has, as far as an import is concerned. */
export interface Existing {
  readonly community: Pick<Place, 'id' | 'place' | 'name'>;
  readonly places: readonly Place[];
  readonly people: readonly Person[];
  readonly posts: readonly Post[];
}

export interface ImportInput {
  readonly sheets: readonly Sheet[];
  readonly readings: readonly SheetReading[];
  readonly existing: Existing;
  /** Names of grids and buildings that the clerk has seen in the dry run and said yes to. */
  readonly accepted: readonly string[];
  /** Whoever imports: rows that he may not write are rejected before anything is sent. */
  readonly writer: Reader;
  /** Names the records of this import, so that it can be undone. */
  readonly batch: string;
  readonly now: number;
  readonly newId: () => string;
}

type OfTheSystem = 'involves' | 'createdAt' | 'createdBy' | 'version' | 'receivedAt';

/** A record to be made, without what the store and the server fill in. */
export type Creation =
  | { readonly c: 'places'; readonly r: Omit<Place, OfTheSystem> }
  | { readonly c: 'people'; readonly r: Omit<Person, OfTheSystem> }
  | { readonly c: 'posts'; readonly r: Omit<Post, OfTheSystem> }
  | { readonly c: 'notices'; readonly r: Omit<Notice, OfTheSystem> };

/** Fields to be set on an existing record; null clears one. `before` is what stood there. */
export interface RecordEdit {
  readonly c: 'places' | 'people' | 'posts';
  readonly id: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly before: Readonly<Record<string, unknown>>;
}

/** A grid or building that the list names and nobody knows; the clerk may say that it exists. */
export interface UnknownPlace {
  readonly kind: 'grid' | 'building';
  readonly name: string;
  readonly rows: number;
}

/** Everything an import would do: one outcome a row, and the records to make and to edit. */
export interface ImportPlan {
  readonly batch: string;
  readonly outcomes: readonly RowOutcome[];
  readonly creations: readonly Creation[];
  readonly edits: readonly RecordEdit[];
  readonly unknownPlaces: readonly UnknownPlace[];
  /** The community's name after the import. */
  readonly communityName: string;
}
