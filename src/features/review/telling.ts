import type { Say } from '../../ui/words.ts';
import type { fieldWords } from './field-words.ts';
import type { valueWords } from './value-words.ts';

export type ValueWord = keyof typeof valueWords.zh;
export type FieldWord = keyof typeof fieldWords.zh;

/** What is needed to say a value: the words, and what people and places are called here. */
export interface Telling {
  readonly say: Say<ValueWord>;
  readonly sayField: Say<FieldWord>;
  readonly nameOf: (person: string) => string | null;
  readonly placeOf: (path: string) => string;
  readonly day: (at: number) => string;
  readonly dayTime: (at: number) => string;
}

/** A value in words, a line for each part of it. */
export type Shown = (value: unknown, telling: Telling) => readonly string[];
