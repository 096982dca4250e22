import type { DemoAnswer } from '../src/protocol/session.ts';
import type { Core } from './core.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { keepCode, normalCode } from './session/codes.ts';
import { writeInCommunity } from './store/community.ts';
import { readMeta, writeMeta } from './store/meta.ts';

/** Somebody whom visitors of a demo may sign in as, again and again. */
export type DemoPerson = DemoAnswer['people'][number] & { readonly person: string };

/** Keeps the list of demo people and a code for each that does not wear out. */
export async function keepDemoPeople(
  core: Core,
  community: string,
  people: readonly DemoPerson[],
): Promise<void> {
  await writeInCommunity(core, community, async (sql) => {
    for (const { person, code } of people) {
      await keepCode(core, sql, { person, code: normalCode(code), reusable: true, givenBy: null });
    }
    const shown = people.map(({ person: _person, ...rest }) => rest);
    await writeMeta(sql, 'demo', JSON.stringify(shown));
  });
}

/** Whom one can sign in as; a server that is not a demo knows nothing of it. */
export async function demoPeople(core: Core): Promise<Outcome<DemoAnswer>> {
  if (!core.demo) return failed('notFound');
  const kept = await core.store.read((sql) => readMeta(sql, 'demo'));
  const people = JSON.parse(kept ?? '[]') as DemoAnswer['people'];
  return done({ people, serverTime: core.now() });
}
