import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../../sync-server/demo/chance.ts';
import type { Sql, Store } from '../../sync-server/store/store.ts';

/** A writer that was made to fail on purpose. */
export class Aborted extends Error {}

export interface Slowness {
  readonly chance: Chance;
  /** Longest pause (ms) before the commit of a transaction. */
  readonly longest: number;
  /** The share of transactions that are given up when everything was written. */
  readonly aborted: number;
}

/** A store whose pushes dawdle before they commit, and now and then are given up instead. */
export function slowStore(store: Store, { chance, longest, aborted }: Slowness): Store {
  return {
    ...store,
    write: (work, turn) =>
      store.write(async (sql) => {
        const value = await work(sql);
        if (turn === undefined) return value;
        await pause(chance.between(0, longest));
        if (chance.sometimes(aborted)) throw new Aborted();
        return value;
      }, turn),
  };
}

const lock = /^update communities set seq = seq where id = \?\s+returning seq, /;
const advance = 'update communities set seq = ? where id = ?';

function naively(sql: Sql): Sql {
  return {
    ...sql,
    all: (text, values) =>
      lock.test(text)
        ? sql.all(`select nextval('naive_numbers') as seq, null as behind_at, '' as mark`)
        : sql.all(text, values),
    run: async (text, values) => {
      // Marks tell one history from another; here there is only one, and it is out of order.
      if (text.startsWith('insert into lineage')) return 1;
      return text === advance
        ? sql.run('update communities set seq = greatest(seq, ?) where id = ?', values)
        : sql.run(text, values);
    },
  };
}

/**
 * The same server as one would write it without thinking: numbers come from a sequence, and no counter is locked
 * before anything else. Whoever has taken a number commits when he is ready.
 */
export function naiveStore(store: Store): Store {
  return { ...store, write: (work, turn) => store.write((sql) => work(naively(sql)), turn) };
}

/** What the naive server takes its numbers from. */
export async function makeSequence(store: Store): Promise<void> {
  await store.write((sql) => sql.run('create sequence naive_numbers increment 100 start 1000'));
}
