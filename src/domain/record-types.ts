import { needsType, type Need } from './needs.ts';
import { noticesType, type Notice } from './notices.ts';
import { peopleType, type Person } from './people.ts';
import { placesType, type Place } from './places.ts';
import { postsType, type Post } from './posts.ts';
import type { RecordTypeDeclaration } from './record-type.ts';
import { visitsType, type Visit } from './visits.ts';

/** Every record type by its collection, in the order in which a first sync sends them. */
export const recordTypes = {
  places: placesType,
  posts: postsType,
  people: peopleType,
  needs: needsType,
  notices: noticesType,
  visits: visitsType,
} as const satisfies Record<string, RecordTypeDeclaration>;

export type Collection = keyof typeof recordTypes;

export const collections = Object.keys(recordTypes) as Collection[];

/** The record type of each collection, written out so that editors show a name and not a formula. */
export interface Records {
  places: Place;
  posts: Post;
  people: Person;
  needs: Need;
  notices: Notice;
  visits: Visit;
}

/** The declaration of a collection named in somebody else's input, or null for a name we do not know. */
export function recordTypeOf(collection: string): RecordTypeDeclaration | null {
  return Object.hasOwn(recordTypes, collection) ? recordTypes[collection as Collection] : null;
}
