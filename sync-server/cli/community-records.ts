import type { Notice } from '../../src/domain/notices.ts';
import type { Collection, Records } from '../../src/domain/record-types.ts';
import type { Existing } from '../../src/domain/roster/import-plan.ts';
import type { SyncServer } from '../server.ts';

/** Every living record of a collection, for those who work on the folder itself. */
export async function allRecords<C extends Collection>(
  server: SyncServer,
  community: string,
  c: C,
): Promise<Records[C][]> {
  const rows = await server.core.store.read((sql) =>
    sql.all<{ body: string }>(
      'select body from records where community = ? and c = ? and gone = 0 order by version',
      [community, c],
    ),
  );
  return rows.map(({ body }) => JSON.parse(body) as Records[C]);
}

/** What a community has, as an import wants it; null where there is no such community. */
export async function existingIn(server: SyncServer, community: string): Promise<Existing | null> {
  const places = await allRecords(server, community, 'places');
  const own = places.find(({ place }) => place === community);
  if (!own) return null;
  const people = await allRecords(server, community, 'people');
  const posts = await allRecords(server, community, 'posts');
  return { community: own, places, people, posts };
}

/** The records that remember the imports of a community. */
export async function importNotices(server: SyncServer, community: string): Promise<Notice[]> {
  const notices = await allRecords(server, community, 'notices');
  return notices.filter(({ kind }) => kind === 'import');
}
