import { newId, type Surroundings } from '../surroundings.ts';
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

/** The store's secret and epoch, made when it is opened for the first time; `renew` gives it another epoch. */
export async function openMeta(
  store: Store,
  surroundings: Surroundings,
  renew: boolean,
): Promise<{ secret: string; epoch: string }> {
  return store.write(async (sql) => {
    const knownSecret = await readMeta(sql, 'secret');
    const knownEpoch = await readMeta(sql, 'epoch');
    const secret = knownSecret ?? Buffer.from(surroundings.randomBytes(32)).toString('base64url');
    const epoch = renew || !knownEpoch ? newId(surroundings) : knownEpoch;
    if (secret !== knownSecret) await writeMeta(sql, 'secret', secret);
    if (epoch !== knownEpoch) await writeMeta(sql, 'epoch', epoch);
    return { secret, epoch };
  });
}
