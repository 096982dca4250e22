import type { Chance } from '../../../sync-server/demo/chance.ts';
import { randomRows, type Known } from './random-rows.ts';
import type { Moment, Side } from './side.ts';

/** One question that both sides are asked; `size` counts rows and calls. */
export interface Operation {
  readonly name: string;
  readonly size: number;
  ask(side: Side): Promise<unknown>;
}

/** What is remembered of each device while a story runs. */
export interface Story {
  readonly known: Known;
  /** How many devices were signed in so far. */
  devices: number;
  /** Checkpoints that each device was given, newest last. */
  readonly checkpoints: (string | null)[][];
}

const hour = 3_600_000;
const pageSizes = [1, 2, 3, 7, 20, 100, 500] as const;

export function operations(story: Story, moment: Moment, chance: Chance) {
  const { known } = story;
  const rows = randomRows(known, chance);
  const device = () => chance.whole(0, story.devices - 1);

  function pull(): Operation {
    const which = device();
    const given = story.checkpoints[which] ?? [];
    const newest = given.at(-1) ?? null;
    const others = story.checkpoints[device()] ?? [];
    const odd = chance.pick([null, 'nonsense', chance.any(given), chance.any(others)]);
    const checkpoint = chance.sometimes(0.85) ? newest : odd;
    const limit = chance.pick(pageSizes);
    return {
      name: `pull by ${which}`,
      size: 1,
      async ask({ server, devices }) {
        const answer = await server.pull(devices[which]!.session, {
          protocol: 1,
          checkpoint,
          limit,
        });
        const next = answer.ok ? answer.value.checkpoint : null;
        if (next !== given.at(-1)) given.push(next);
        if (given.length > 12) given.shift();
        return answer;
      },
    };
  }

  function pushOf(which: number | null): Operation {
    const list = which === null ? rows.ofSystem() : rows.ofDevice();
    return {
      name: `push by ${which ?? 'system'}: ${JSON.stringify(list)}`,
      size: list.length,
      ask: ({ server, devices }) =>
        server.push(which === null ? server.systemSession('c1') : devices[which]!.session, list),
    };
  }

  function enrol(): Operation {
    const people = known.ids.get('people') ?? [];
    // First those who were given posts in the beginning.
    const person = (story.devices < 8 ? people[story.devices] : chance.any(people)) ?? '';
    const isWrong = chance.sometimes(0.2);
    return {
      name: `enrol ${person}`,
      size: 1,
      async ask({ server, devices }) {
        const code = await server.code(server.systemSession('c1'), person);
        if (!code.ok) return code;
        const typed = isWrong ? `${code.value.code.slice(0, 4)}-2222` : code.value.code;
        const name = `phone ${devices.length}`;
        const enrolled = await server.enrol({ code: typed, device: { name } }, 'here');
        if (!enrolled.ok) return enrolled;
        const session = await server.sessionOf(enrolled.value.token);
        if (session.ok) devices.push({ session: session.value, token: enrolled.value.token });
        return [enrolled, session];
      },
    };
  }

  function end(): Operation {
    const [which, by] = [device(), device()];
    const how = chance.pick(['lost', 'returned', 'signOut'] as const);
    return {
      name: `device ${which} ends: ${how}`,
      size: 1,
      ask: async ({ server, devices }) => {
        const { session, token } = devices[which]!;
        if (how === 'signOut') await server.signOut(session);
        else await server.endDevice(devices[by]!.session, { device: session.device, how });
        return server.sessionOf(token);
      },
    };
  }

  function who(): Operation {
    const which = device();
    return {
      name: `session of ${which}`,
      size: 1,
      ask: async ({ server, devices }) => [
        await server.sessionOf(devices[which]!.token),
        await server.session(devices[which]!.session),
      ],
    };
  }

  return (): Operation => {
    const chosen = chance.next();
    if (chance.sometimes(0.1))
      moment.at += chance.whole(0, chance.sometimes(0.05) ? 120 : 3) * hour;
    moment.at += 1;
    known.at = moment.at;
    if (story.devices < 8 || chosen < 0.02) return enrol();
    if (chosen < 0.025) return end();
    if (chosen < 0.05) return who();
    if (chosen < 0.45) return pull();
    return chosen < 0.55 ? pushOf(null) : pushOf(device());
  };
}
