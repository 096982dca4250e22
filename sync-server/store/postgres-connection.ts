import {
  escapeIdentifier,
  TypeOverrides,
  types,
  type ClientBase,
  type ClientConfig,
  type PoolConfig,
} from 'pg';

/** How long (ms) PostgreSQL waits before it ends what holds others up. */
export interface Patience {
  /** A transaction in which nothing happens: its process hangs, and may hold a community's counter. */
  readonly idle: number;
  /** Longer than the above, so that whoever waits for a hung process comes through when it is ended. */
  readonly lock: number;
  readonly statement: number;
}

export interface PostgresOptions {
  readonly url: string;
  /** The schema that holds the tables; a demo has one of its own. */
  readonly schema?: string;
  /** Most connections of this process. */
  readonly connections?: number;
  readonly patience?: Patience;
  /** The database was claimed for this process: it serves nobody, and there is nobody to talk to. */
  readonly isAlone?: boolean;
}

const usualPatience: Patience = { idle: 5000, lock: 10_000, statement: 30_000 };

export const schemaOf = ({ schema }: PostgresOptions): string => schema ?? 'linli';

const parsers = new TypeOverrides();
// Our numbers are whole and below 2^53.
parsers.setTypeParser(types.builtins.INT8, Number);

/** What a session must have whatever the database was set to. */
async function settle(client: ClientBase, options: PostgresOptions): Promise<void> {
  const { idle, lock, statement } = options.patience ?? usualPatience;
  await client.query(
    // A plan that was made while a table was small would be kept when it has grown: each question gets its own.
    `select set_config('search_path', $1, false),
      set_config('idle_in_transaction_session_timeout', $2, false),
      set_config('lock_timeout', $3, false),
      set_config('statement_timeout', $4, false),
      set_config('plan_cache_mode', 'force_custom_plan', false),
      case when current_setting('synchronous_commit') = 'off'
        then set_config('synchronous_commit', 'on', false) end`,
    [escapeIdentifier(schemaOf(options)), String(idle), String(lock), String(statement)],
  );
}

/** How a connection to the database is made. */
export function connectionOptions(options: PostgresOptions): ClientConfig {
  return {
    connectionString: options.url,
    connectionTimeoutMillis: 8000,
    keepAlive: true,
    application_name: 'linli',
    // A database that does not even say that it gave up is not there any more.
    query_timeout: (options.patience ?? usualPatience).statement + 5000,
    types: parsers,
  };
}

/** The same for a number of them; whoever waits for one of them too long had better come again. */
export function poolOptions(options: PostgresOptions): PoolConfig {
  return {
    ...connectionOptions(options),
    max: options.connections ?? 10,
    idleTimeoutMillis: 60_000,
    // The pool waits for its promise, whatever the types say.
    onConnect: (client): unknown => settle(client, options),
  };
}
