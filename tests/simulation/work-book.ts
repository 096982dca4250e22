import type { Collection } from '../../src/domain/record-types.ts';

/** Something a person typed: a text of its own in a field of a record. */
export interface Typed {
  readonly device: number;
  readonly c: Collection;
  readonly id: string;
  readonly field: string;
  readonly word: string;
}

/** Everything that people typed, so that it can be asked where it has gone. */
export interface WorkBook {
  typed(work: Typed): void;
  /** Whoever writes into a field again has seen what he wrote there before. */
  wroteOver(field: Omit<Typed, 'word'>): void;
  /** The person threw it away himself, before it was sent. */
  forget(c: Collection, id: string): void;
  /** What rested on a device and was not safe when the power went. */
  lose(words: readonly string[]): void;
  all(): readonly Typed[];
  /** Somebody changed a field with this value before his eyes. */
  saw(device: string, value: string): void;
  hasSeen(device: string, value: string): boolean;
}

export function workBook(): WorkBook {
  let list: Typed[] = [];
  const seen = new Set<string>();
  const wroteOver = ({ device, c, id, field }: Omit<Typed, 'word'>): void => {
    const isSame = (work: Typed) =>
      work.device === device && work.c === c && work.id === id && work.field === field;
    if (!['steps', 'acks'].includes(field)) list = list.filter((work) => !isSame(work));
  };
  return {
    typed(work) {
      wroteOver(work);
      list.push(work);
    },
    wroteOver,
    forget(c, id) {
      list = list.filter((work) => work.c !== c || work.id !== id);
    },
    lose(words) {
      list = list.filter(({ word }) => !words.includes(word));
    },
    all: () => list,
    saw: (device, value) => void seen.add(`${device} ${value}`),
    hasSeen: (device, value) => seen.has(`${device} ${value}`),
  };
}
