import { postKindOf } from '../../src/domain/posts.ts';
import type { Core } from '../core.ts';
import { pushRows } from '../push/push.ts';
import { headOf } from '../store/community.ts';
import { newId } from '../surroundings.ts';
import { systemSession } from './session.ts';

export interface NewCommunity {
  /** The first segment of every place in it, such as `c1`. */
  readonly id: string;
  readonly name: string;
  /** The person who will hold the first administrator's post; none for a community that is imported whole. */
  readonly admin?: { readonly person: string; readonly name: string; readonly phone?: string };
}

/** Makes a community with its own place and, if named, its first administrator. */
export async function createCommunity(
  core: Core,
  { id, name, admin }: NewCommunity,
): Promise<void> {
  await core.store.write(async (sql) => {
    await sql.run(
      'insert into communities (id, seq, settings) values (?, 0, ?) on conflict (id) do nothing',
      [id, '{}'],
    );
    // What a making that broke off has left is empty, and is gone on with.
    if ((await headOf(sql, id)) > 0) throw new Error('there is such a community already');
  });
  const stamp = core.now();
  const row = (c: string, of: string, r: Record<string, unknown>) => ({
    c,
    id: of,
    op: 'create',
    r,
    stamp,
  });
  const phone = admin?.phone === undefined ? {} : { phone: admin.phone };
  const rows = [
    row('places', newId(core), { kind: 'community', place: id, name }),
    ...(admin
      ? [
          row('people', admin.person, { kind: 'resident', place: id, name: admin.name, ...phone }),
          row('posts', newId(core), {
            kind: postKindOf('admin'),
            place: id,
            person: admin.person,
            role: 'admin',
            from: stamp,
            name: admin.name,
            ...phone,
          }),
        ]
      : []),
  ];
  const { results } = await pushRows(core, systemSession(id), rows);
  const refused = results.find((result) => result.outcome !== 'accepted');
  if (refused) throw new Error(`community not made: ${refused.problem?.code ?? refused.outcome}`);
}
