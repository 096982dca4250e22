import { runWhateverHappens, type Told } from './run-story.ts';
import type { Action, Story } from './story.ts';

/** A complaint without what differs from run to run: times, ids, values. */
function kindOf(complaint: string): string {
  return complaint
    .replace(/^[\d.]+: /, '')
    .replaceAll(/\{.*\}|[0-9a-f-]{36}/g, '')
    .replaceAll(/[a-z]*\d[\w./|-]*/g, '')
    .split(' ')
    .slice(0, 6)
    .join(' ');
}

/** Leaves out as many of a list as it can while `fails` still holds: halves first, then single ones. */
async function fewest<T>(
  list: readonly T[],
  fails: (rest: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let rest = list;
  for (
    let size = Math.ceil(rest.length / 2);
    size >= 1;
    size = size > 1 ? Math.ceil(size / 2) : 0
  ) {
    for (let from = 0; from < rest.length;) {
      const without = [...rest.slice(0, from), ...rest.slice(from + size)];
      if (await fails(without)) rest = without;
      else from += size;
    }
  }
  return rest;
}

const devicesOf = (story: Story): readonly number[] =>
  story.present ?? Array.from({ length: story.devices }, (_, index) => index);

const belongs = (action: Action, present: readonly number[]): boolean =>
  !('device' in action) || present.includes(action.device);

/** The shortest story found that still fails in the same way. */
export async function shrink(
  story: Story,
  told: Told,
  mostRuns = 500,
): Promise<{ story: Story; told: Told }> {
  const kinds = new Set(told.wrong.map(kindOf));
  let best = { story, told };
  let runs = 0;
  const fails = async (shorter: Story): Promise<boolean> => {
    runs += 1;
    if (runs > mostRuns) return false;
    const now = await runWhateverHappens(shorter);
    if (!now.wrong.some((complaint) => kinds.has(kindOf(complaint)))) return false;
    best = { story: shorter, told: now };
    return true;
  };
  await fewest(devicesOf(best.story), (present) => {
    const actions = best.story.actions.filter((action) => belongs(action, present));
    return fails({ ...best.story, present, actions });
  });
  await fewest(best.story.actions, (actions) => fails({ ...best.story, actions }));
  const quiet = { lose: 0, double: 0, cut: 0, loseHint: 0 };
  for (const name of Object.keys(quiet) as (keyof typeof quiet)[])
    await fails({ ...best.story, weather: { ...best.story.weather, [name]: 0 } });
  await fails({ ...best.story, dawdle: 0 });
  await fails({ ...best.story, fresh: [] });
  await fails({ ...best.story, clocks: best.story.clocks.map(() => ({ shift: 0, drift: 0 })) });
  await fewest(best.story.actions, (actions) => fails({ ...best.story, actions }));
  return best;
}
