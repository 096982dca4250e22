import { StoreFailure, type Sql, type Store } from '../../sync-server/store/store.ts';

/** What the simulation does around every step of the server's store. */
export interface StoreWatch {
  /** Passed before each statement and around each commit; true when the server dies here. */
  dies(where: string): boolean;
  isDead(): boolean;
  /** What is to be done when the server dies. */
  ends(act: () => void): void;
  /** A writing transaction is asked for; the answer comes back with its end. */
  begins(): unknown;
  /** Before the commit, within the transaction: what is about to be kept. */
  keeps(context: unknown, value: unknown, sql: Sql): Promise<void>;
  kept(context: unknown): void;
}

const never = <T>(): Promise<T> => Promise.race([]);
const dying = () => new StoreFailure('internal', 'the server died');

/** A life of the server on a store that outlives it: what was committed stays, whoever asked hears nothing more. */
export function crashableStore(store: Store, watch: StoreWatch): Store {
  const alive = (where: string) => {
    if (watch.isDead() || watch.dies(where)) throw dying();
  };
  const within = (sql: Sql): Sql => ({
    ...sql,
    all: async <Row>(text: string, values?: Parameters<Sql['all']>[1]) => {
      alive('before a statement');
      return sql.all<Row>(text, values);
    },
    run: async (text, values) => {
      alive('before a statement');
      return sql.run(text, values);
    },
  });
  const asLongAsAlive = async <T>(work: Promise<T>): Promise<T> => {
    try {
      const value = await work;
      return await (watch.isDead() || watch.dies('after the commit') ? never<T>() : value);
    } catch (error) {
      if (watch.isDead()) return never<T>();
      throw error;
    }
  };
  return {
    ...store,
    read: (work) => {
      if (watch.isDead()) return never();
      return asLongAsAlive(store.read((sql) => work(within(sql))));
    },
    write: (work, turn) => {
      if (watch.isDead()) return never();
      const context = watch.begins();
      const committed = store.write(async (sql) => {
        const value = await work(within(sql));
        alive('before the commit');
        await watch.keeps(context, value, sql);
        return value;
      }, turn);
      return asLongAsAlive(
        committed.then((value) => {
          watch.kept(context);
          return value;
        }),
      );
    },
    listen: (listener) => {
      const stop = store.listen(listener);
      // Nobody in a dead process hears anything.
      watch.ends(stop);
      return stop;
    },
    close: () => Promise.resolve(),
  };
}
