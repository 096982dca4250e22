import { DatabaseSync } from 'node:sqlite';
import { escapeIdentifier, type Client } from 'pg';
import type { Store } from '../store/store.ts';

/** A session that has ended, or is to end when its device has uploaded. */
export interface EndedSession {
  readonly token_hash: string;
  readonly ended_at: number | string | null;
  readonly ended_how: string | null;
}

const asked = (table: string): string =>
  `select token_hash, ended_at, ended_how from ${table}
    where ended_at is not null or ended_how is not null`;

/** What has ended in a store that is to be replaced; nothing where it can no longer be read. */
export function endedInFile(file: string): readonly EndedSession[] {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return database.prepare(asked('sessions')).all() as unknown as EndedSession[];
    } finally {
      database.close();
    }
  } catch {
    // It may well be damaged: that is why a backup is put back.
    return [];
  }
}

/** The same for the tables of a database. */
export async function endedInSchema(
  client: Client,
  schema: string,
): Promise<readonly EndedSession[]> {
  try {
    const { rows } = await client.query<EndedSession>(
      asked(`${escapeIdentifier(schema)}.sessions`),
    );
    return rows;
  } catch {
    // As above; there may also be none.
    return [];
  }
}

/** Ends in a store that was put back what had ended since the backup: a phone that was lost does not come alive again. */
export async function endAgain(store: Store, ended: readonly EndedSession[]): Promise<void> {
  await store.write(async (sql) => {
    for (const { token_hash, ended_at, ended_how } of ended) {
      await sql.run(
        `update sessions set ended_at = coalesce(ended_at, ?), ended_how = coalesce(?, ended_how)
          where token_hash = ?`,
        [ended_at === null ? null : Number(ended_at), ended_how, token_hash],
      );
    }
  });
}
