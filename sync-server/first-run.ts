import { codeFor } from './session/code-for.ts';
import type { SyncServer } from './server.ts';
import type { Sql } from './store/store.ts';
import { newId } from './surroundings.ts';

interface Begun {
  readonly id: string;
  readonly seq: number;
}

/** An administrator of a community into which nobody has ever been signed in, and nobody can be by now. */
async function unreached(sql: Sql, community: string, now: number): Promise<string | null> {
  const [opened] = await sql.all(
    `select 1 as found from devices where community = ?
      union all select 1 from codes where community = ? and used_at is null and expires_at > ?`,
    [community, community, now],
  );
  if (opened) return null;
  const posts = await sql.all<{ body: string }>(
    `select body from records where community = ? and c = 'posts' and place = ? and gone = 0
      order by born`,
    [community, community],
  );
  const held = posts.map(({ body }) => JSON.parse(body) as { role: string; person: string });
  return held.find(({ role }) => role === 'admin')?.person ?? null;
}

/**
 * The code by which the first administrator signs in; null when there is one who can. A first run that broke off
 * before anybody could sign in is taken up where it stopped.
 */
export async function beginCommunity(server: SyncServer, name: string): Promise<string | null> {
  const { core } = server;
  const [begun] = await core.store.read((sql) =>
    sql.all<Begun>('select id, seq from communities order by id limit 1'),
  );
  const id = begun?.id ?? 'c1';
  let person: string | null = newId(core);
  if (!begun || begun.seq === 0) {
    await server.createCommunity({ id, name, admin: { person, name: '管理员' } });
  } else person = await core.store.read((sql) => unreached(sql, id, core.now()));
  if (person === null) return null;
  const code = await codeFor(core, server.systemSession(id), person);
  return code.ok ? code.value.code : null;
}
