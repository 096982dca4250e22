import { setTimeout as wait } from 'node:timers/promises';
import { escapeIdentifier, Pool, type PoolClient } from 'pg';
import { exactValues } from './exact-values.ts';
import { migrate } from './migrate.ts';
import { makeChannel } from './postgres-channel.ts';
import { isConnectionLost, isWorthAnotherTry, postgresFailure } from './postgres-failure.ts';
import { poolOptions, schemaOf, type PostgresOptions } from './postgres-connection.ts';
import { makePostgresTexts } from './postgres-text.ts';
import { StoreFailure, type Sql, type SqlValue, type Store } from './store.ts';
import { makeTurns } from './turns.ts';

const readOnly = 'begin isolation level repeatable read read only';
/** Not stricter: after the counter is locked, every statement must see what was committed before that. */
const readWrite = 'begin isolation level read committed';

/** How long (ms) it is waited for what is still under way when the store is closed. */
const longestFarewell = 3000;

/** How often a transaction is tried that failed for certain, and not because of what it did. */
const mostTries = 3;

/** A transaction of which is certain that nothing remains, and which may well succeed at once. */
class Undone extends Error {
  readonly failure: StoreFailure;
  constructor(failure: StoreFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The tables, made or brought up to date by whichever process comes first. */
async function prepare(sql: Sql, options: PostgresOptions): Promise<void> {
  const [database] = await sql.all<{ encoding: string }>(
    `select current_setting('server_encoding') as encoding`,
  );
  if (database?.encoding !== 'UTF8') throw new Error('the database must have the encoding UTF8');
  // The others wait here, longer than for anything else.
  await sql.all(`select set_config('lock_timeout', '5min', true)`);
  await sql.all(`select set_config('statement_timeout', '0', true)`);
  await sql.all('select pg_advisory_xact_lock(hashtext(?), 1)', [schemaOf(options)]);
  // Asked first: whoever may not make a schema may still use one that was made for him.
  const [found] = await sql.all('select 1 as found from pg_namespace where nspname = ?', [
    schemaOf(options),
  ]);
  if (!found) await sql.run(`create schema ${escapeIdentifier(schemaOf(options))}`);
  await migrate(sql);
}

/** Opens (and brings up to date) the database behind a URL, for one of any number of processes. */
export async function openPostgres(options: PostgresOptions): Promise<Store> {
  const pool = new Pool(poolOptions(options));
  // A connection that dies while nothing is asked of it is found dead by whoever uses it next.
  pool.on('error', () => undefined);
  const dead = new WeakSet<PoolClient>();
  pool.on('connect', (client) => client.on('error', () => dead.add(client)));
  const textOf = makePostgresTexts();
  const inTurn = makeTurns();
  const channel = makeChannel(options);

  function sqlOn(client: PoolClient, told: string[]): Sql {
    async function query(statement: string, values: readonly SqlValue[]) {
      const exact = exactValues(values);
      try {
        return await client.query({ ...textOf(statement), values: [...exact] });
      } catch (error) {
        throw postgresFailure(error);
      }
    }
    return {
      all: async <Row>(text: string, values: readonly SqlValue[] = []) =>
        (await query(text, values)).rows as Row[],
      run: async (text, values = []) => (await query(text, values)).rowCount ?? 0,
      tell: async (word) => {
        told.push(word);
        await query('select pg_notify(?, ?)', channel.carrying(word));
      },
    };
  }

  /** Ends a transaction that failed; a connection that cannot even do that is not used again. */
  async function giveUp(client: PoolClient, error: unknown): Promise<void> {
    if (error instanceof StoreFailure && isConnectionLost(error.cause)) {
      client.release(true);
      return;
    }
    try {
      await client.query('rollback');
      client.release();
    } catch {
      client.release(true);
    }
  }

  async function commit(client: PoolClient): Promise<void> {
    const { command } = await client.query('commit');
    // PostgreSQL answers so when a statement had failed and somebody passed over it.
    if (command !== 'COMMIT')
      throw new StoreFailure('internal', new TypeError('a failed statement was passed over'));
  }

  async function connect(): Promise<PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      throw postgresFailure(error);
    }
  }

  async function attempt<T>(begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await connect();
    const told: string[] = [];
    const sql = sqlOn(client, told);
    let value: T;
    try {
      await sql.run(begin);
      value = await work(sql);
      // Ended while nothing was asked of it: the commit is not sent, and nothing remains.
      if (dead.has(client)) throw postgresFailure(new Error('the connection has gone'));
    } catch (error) {
      await giveUp(client, error);
      const isStores = error instanceof StoreFailure && isWorthAnotherTry(error.cause);
      throw isStores ? new Undone(error) : error;
    }
    try {
      await commit(client);
    } catch (error) {
      client.release(true);
      const failure = postgresFailure(error);
      if (!isConnectionLost(failure.cause))
        throw isWorthAnotherTry(failure.cause) ? new Undone(failure) : failure;
      // An answer that did not come says nothing: whoever asked must ask again to know.
      if (told.length > 0) channel.missed();
      throw failure;
    }
    client.release();
    for (const word of told) channel.heard(word);
    return value;
  }

  async function transaction<T>(begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(begin, work);
      } catch (error) {
        if (!(error instanceof Undone)) throw error;
        if (tries === mostTries) throw error.failure;
      }
    }
  }

  const store: Store = {
    name: 'postgres',
    read: (work) => transaction(readOnly, work),
    // Whoever waits for a counter waits here, and not with a connection that others could use.
    write: (work, turn) =>
      turn === undefined
        ? transaction(readWrite, work)
        : inTurn(turn, () => transaction(readWrite, work)),
    listen: (listener) => channel.listen(listener),
    async close() {
      await channel.close();
      // What hangs in the database now was not acknowledged to anybody, and holds up nobody's stopping.
      await Promise.race([pool.end(), wait(longestFarewell, undefined, { ref: false })]);
    },
  };
  try {
    await store.write((sql) => prepare(sql, options));
    if (!options.isAlone) await channel.open();
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}
