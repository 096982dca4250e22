import { Client } from 'pg';
import { postgresFailure } from './postgres-failure.ts';
import { connectionOptions, schemaOf, type PostgresOptions } from './postgres-connection.ts';

/** What a process may claim of a database; each server shares `work` with the others for as long as it runs. */
const claims = { beginning: 3, work: 2 } as const;

/** Servers are at work on a database that somebody wants for himself. */
export class DatabaseInUse extends Error {
  constructor() {
    super('Linli servers work on this database; stop them first');
    this.name = 'DatabaseInUse';
  }
}

async function connected(options: PostgresOptions): Promise<Client> {
  // Whoever begins after another waits as long as the other takes.
  const client = new Client({ ...connectionOptions(options), query_timeout: 0 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw postgresFailure(error);
  }
  return client;
}

/** Waits until no other process begins on this database, until the answer is called or this process dies. */
export async function claimBeginning(options: PostgresOptions): Promise<() => Promise<void>> {
  const client = await connected(options);
  await client.query('select pg_advisory_lock(hashtext($1), $2)', [
    schemaOf(options),
    claims.beginning,
  ]);
  return () => client.end();
}

/** Claims a database on which no server works, and keeps every server from beginning until the answer is called. */
export async function claimDatabase(options: PostgresOptions): Promise<() => Promise<void>> {
  const client = await connected(options);
  const { rows } = await client.query<{ mine: boolean }>(
    'select pg_try_advisory_lock(hashtext($1), $2) as mine',
    [schemaOf(options), claims.work],
  );
  if (rows[0]?.mine) return () => client.end();
  await client.end();
  throw new DatabaseInUse();
}

/** Says on a connection that a server works on the database, as long as the connection lives. */
export async function beAtWork(client: Client, options: PostgresOptions): Promise<void> {
  const { rows } = await client.query<{ mine: boolean }>(
    'select pg_try_advisory_lock_shared(hashtext($1), $2) as mine',
    [schemaOf(options), claims.work],
  );
  if (!rows[0]?.mine) throw new DatabaseInUse();
}
