import type { Session } from '../session/session.ts';
import type { SyncServer } from '../server.ts';
import type { Cast } from './cast.ts';
import type { Chance } from './chance.ts';
import { gridOf, type Holder, type Neighbourhood } from './neighbourhood.ts';
import { day, hour, minute } from './working-time.ts';

const phoneNames = [
  '红米 Note 12',
  '华为畅享 60',
  '荣耀 X50',
  'vivo Y36',
  'OPPO A58',
  '小米 13',
] as const;

/** A clock that the demo sets while it tells what happened when. */
export interface DemoClock {
  at: number;
}

/** A person's phone, signed in by a code as everybody's is. */
async function phoneOf(server: SyncServer, { person }: Holder, name: string): Promise<Session> {
  const system = server.systemSession('c1');
  const code = await server.code(system, person.id);
  if (!code.ok) throw new Error(`no code for the demo: ${code.code}`);
  const enrolled = await server.enrol({ code: code.value.code, device: { name } }, person.id);
  if (!enrolled.ok) throw new Error(`no phone for the demo: ${enrolled.code}`);
  const session = await server.sessionOf(enrolled.value.token);
  if (!session.ok) throw new Error(`no session for the demo: ${session.code}`);
  return session.value;
}

interface Heard {
  readonly ago: number;
  readonly unsent: number;
}

const thisDay = (chance: Chance): Heard => ({ ago: chance.between(2, 400) * minute, unsent: 0 });

/** When a phone was last heard of: most this day, some silent since yesterday, a few for days. */
function lastHeard(now: number, chance: Chance): Heard {
  const drawn = chance.next();
  if (drawn < 0.84) return thisDay(chance);
  if (drawn < 0.95) return { ago: chance.between(13, 40) * hour, unsent: chance.whole(0, 3) };
  return { ago: Math.min(chance.between(3, 8) * day, now), unsent: chance.whole(1, 9) };
}

/** Somebody beside those one can be whose phone is always silent, so that the head has one to see to. */
function silentOne(
  hood: Neighbourhood,
  grid: string,
  shown: ReadonlySet<string>,
  now: number,
): Holder | undefined {
  return hood
    .holders('liaison')
    .filter(({ post }) => gridOf(post.place) === grid && post.from <= now)
    .find(({ person }) => !shown.has(person.id));
}

/** The phones of those who work with Linli, each heard of when it was: so the overview says who is silent. */
export async function handOutPhones(
  server: SyncServer,
  hood: Neighbourhood,
  cast: Cast,
  clock: DemoClock,
  chance: Chance,
): Promise<ReadonlyMap<string, Session>> {
  const { at: now } = clock;
  const byRole = (['admin', 'socialWorker', 'head', 'core', 'liaison'] as const).flatMap((role) =>
    hood.holders(role),
  );
  const holders = [...byRole, cast.volunteer].filter(({ post }) => post.from <= now);
  const shown = new Set(Object.values(cast).map(({ person }: Holder) => person.id));
  const silent = silentOne(hood, cast.head.post.place, shown, now);
  const heardOf = (holder: Holder): Heard => {
    if (holder === silent) return { ago: 26 * hour, unsent: 2 };
    return shown.has(holder.person.id) ? thisDay(chance) : lastHeard(now, chance);
  };
  const sessions = new Map<string, Session>();
  for (const holder of holders) {
    const atDesk = holder.post.role === 'admin' || holder.post.role === 'socialWorker';
    const name = atDesk
      ? '服务中心电脑'
      : holder.post.role === 'head'
        ? '平板'
        : chance.pick(phoneNames);
    const { ago, unsent } = heardOf(holder);
    clock.at = now - ago - day;
    const session = await phoneOf(server, holder, name);
    clock.at = now - ago;
    await server.pull(session, { protocol: 1, checkpoint: null, limit: 1, app: '0.1.0', unsent });
    sessions.set(holder.person.id, session);
  }
  clock.at = now;
  return sessions;
}
