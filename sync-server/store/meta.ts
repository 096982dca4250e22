import { newId, type Surroundings } from '../surroundings.ts';
import { beginEpoch } from './epochs.ts';
import type { Sql, Store } from './store.ts';

/** A value kept for the store as a whole. */
export async function readMeta(sql: Sql, name: string): Promise<string | null> {
  const [row] = await sql.all<{ value: string }>('select value from meta where name = ?', [name]);
  return row?.value ?? null;
}

export async function writeMeta(sql: Sql, name: string, value: string): Promise<void> {
  await sql.run(
    'insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
    [name, value],
  );
}

/** The value that is kept, or this one from now on; processes that come together agree on the same. */
async function settleMeta(sql: Sql, name: string, value: string): Promise<string> {
  await sql.run('insert into meta (name, value) values (?, ?) on conflict (name) do nothing', [
    name,
    value,
  ]);
  return (await readMeta(sql, name)) ?? value;
}

/** The store is a backup that was put into place by hand: devices would not learn that anything is missing. */
export class UnrestoredBackup extends Error {
  constructor(madeAt: string) {
    super(
      `this store is a backup (${madeAt}); put it back with "npm run restore", or start once with --restored`,
    );
    this.name = 'UnrestoredBackup';
  }
}

/** Says in a copy of the store that it is one, until somebody says that it was restored. */
export const backupNote = 'backup';

/**
 * The store's secret and epoch, made when it is opened for the first time. `restored` gives it another epoch and
 * takes back that it is a copy, or older than what devices have seen.
 */
export async function openMeta(
  store: Store,
  surroundings: Surroundings,
  restored: boolean,
): Promise<{ secret: string; epoch: string }> {
  return store.write(async (sql) => {
    const copiedAt = await readMeta(sql, backupNote);
    if (copiedAt !== null && !restored) throw new UnrestoredBackup(copiedAt);
    const newSecret = Buffer.from(surroundings.randomBytes(32)).toString('base64url');
    const secret = await settleMeta(sql, 'secret', newSecret);
    if (restored) {
      const renewed = newId(surroundings);
      await writeMeta(sql, 'epoch', renewed);
      await beginEpoch(sql, renewed);
    }
    const epoch = await settleMeta(sql, 'epoch', newId(surroundings));
    if (restored) {
      await sql.run('delete from meta where name = ?', [backupNote]);
      // Whether one of them was used since the copy was made is not known here.
      await sql.run('delete from codes where used_at is null and reusable = 0');
      await sql.run('update communities set behind_at = null');
    }
    return { secret, epoch };
  });
}
