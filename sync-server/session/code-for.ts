import { covers } from '../../src/domain/place.ts';
import { appoints, type Post } from '../../src/domain/posts.ts';
import type { CodeAnswer } from '../../src/protocol/session.ts';
import type { Core } from '../core.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { writeInCommunity } from '../store/community.ts';
import { findRecord } from '../store/records.ts';
import type { Sql } from '../store/store.ts';
import { keepCode, newCode, spokenCode } from './codes.ts';
import type { Session } from './session.ts';
import { postsOf, standingBy, type Standing } from './standing.ts';

/** Whoever signs a person in could act as him: only one who may appoint him to all that he is. */
function mayInvite({ reader }: Standing, posts: readonly Post[]): boolean {
  if (reader.grants.some((grant) => grant.role === 'admin' && !grant.place.includes('/')))
    return true;
  return (
    posts.length > 0 &&
    posts.every((post) =>
      reader.grants.some(
        (grant) => appoints[grant.role]?.includes(post.role) && covers(grant.place, post.place),
      ),
    )
  );
}

/** Who signs whom in. */
interface Invitation {
  readonly community: string;
  readonly giver: string;
  readonly person: string;
}

/** Whether somebody may sign a person in now: asked when a code is given, and again when it is used. */
export async function canInvite(
  sql: Sql,
  { community, giver, person }: Invitation,
  now: number,
): Promise<boolean> {
  const posts = await postsOf(sql, community, person);
  const current = posts.filter((post) => post.until === undefined || post.until > now);
  const asking = standingBy(await postsOf(sql, community, giver), giver, now);
  const found = await findRecord(sql, community, 'people', giver);
  return found?.gone === false && mayInvite(asking, current);
}

/** A one-time code by which a person signs a device in. */
export async function codeFor(
  core: Core,
  session: Session,
  person: string,
): Promise<Outcome<CodeAnswer>> {
  const { community } = session;
  return writeInCommunity(core, community, async (sql): Promise<Outcome<CodeAnswer>> => {
    const now = core.now();
    const found = await findRecord(sql, community, 'people', person);
    const invited = await canInvite(sql, { community, giver: session.person, person }, now);
    if (!found || found.gone || !(session.system || invited)) return failed('notAllowed');
    const code = newCode(core);
    const givenBy = session.system ? null : session.person;
    const expiresAt = await keepCode(core, sql, { person, code, reusable: false, givenBy });
    return done({ code: spokenCode(code), expiresAt, serverTime: now });
  });
}
