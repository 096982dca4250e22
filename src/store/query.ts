import type { Collection } from '../domain/record-types.ts';
import type { Local } from './local-record.ts';

type Plain<T> = NonNullable<T> extends readonly (infer Member)[] ? Member | T : T;

interface Condition<T> {
  readonly $eq?: T | undefined;
  readonly $ne?: T | undefined;
  readonly $gt?: T | undefined;
  readonly $gte?: T | undefined;
  readonly $lt?: T | undefined;
  readonly $lte?: T | undefined;
  readonly $in?: readonly T[] | undefined;
  readonly $nin?: readonly T[] | undefined;
  readonly $exists?: boolean | undefined;
  readonly $elemMatch?: object | undefined;
}

/** Which records: equal to a value, or by a Mango condition; a set matches when one member does. */
export type Selector<C extends Collection> = {
  readonly [K in keyof Local<C>]?: Plain<Local<C>[K]> | Condition<Plain<Local<C>[K]>> | undefined;
} & {
  readonly $and?: readonly Selector<C>[];
  readonly $or?: readonly Selector<C>[];
};

/** Drafts are left out unless `where` names `draft`; what is being removed is always left out. */
export interface Query<C extends Collection> {
  readonly where?: Selector<C> | undefined;
  readonly sort?: readonly { readonly [K in keyof Local<C>]?: 'asc' | 'desc' }[] | undefined;
  readonly limit?: number | undefined;
}

/** The condition for a place and everything inside it, answered from the index: `{ place: within('c1/g03') }`. */
export function within(place: string): { readonly $gte: string; readonly $lt: string } {
  // '0' is the character after '/', so the range ends before `c1/g030` and the like.
  return { $gte: place, $lt: `${place}0` };
}
