/**
 * `npm run simulate -- --seeds N --devices M --seed S`: tells so many stories and says what went wrong in them. The
 * first that goes wrong is made as short as it still does, and printed. With `--guards` it takes the
 * guards away one by one instead, and says which of them it missed.
 */
import { parseArgs } from 'node:util';
import { guards } from './guards.ts';
import { rxdbGuards } from './rxdb-guards.ts';
import { runWhateverHappens } from './run-story.ts';
import { shrink } from './shrink.ts';
import { storyOf, type Story } from './story.ts';
import { tryGuards } from './try-guards.ts';
import { addStats, noStats, type Stats } from './world.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    devices: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    /** What the devices keep their records in: `memory`, or the app's own store on `rxdb`. */
    store: { type: 'string', default: 'memory' },
    /** One line of JSON for whoever started this. */
    json: { type: 'boolean', default: false },
    /** The first failure is enough, and is not made shorter. */
    quick: { type: 'boolean', default: false },
    /** Takes away what the program holds to, one by one; each must be missed within so many seeds. */
    guards: { type: 'boolean', default: false },
  },
});
const [seeds, devices, first] = [values.seeds, values.devices, values.seed].map(Number) as [
  number,
  number,
  number,
];
const onRxdb = values.store === 'rxdb';
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function tellStories(): Promise<void> {
  const stats = noStats();
  const began = performance.now();
  const failed: { seed: string; wrong: readonly string[]; story?: Story }[] = [];

  for (
    let seed = first;
    seed < first + seeds && failed.length < (values.quick ? 1 : 3);
    seed += 1
  ) {
    const story: Story = {
      ...storyOf(String(seed), devices),
      ...(onRxdb ? { store: 'rxdb' } : {}),
    };
    const told = await runWhateverHappens(story);
    addStats(stats, told.stats);
    if (told.wrong.length === 0) continue;
    const short =
      failed.length === 0 && !values.quick ? (await shrink(story, told)).story : undefined;
    failed.push({ seed: story.seed, wrong: told.wrong, ...(short ? { story: short } : {}) });
    if (values.json) continue;
    say(`seed=${seed} devices=${devices} went wrong:\n  ${told.wrong.slice(0, 4).join('\n  ')}`);
    if (short) say(`as short as it still does:\n${JSON.stringify(short)}`);
    if (seeds === 1) say(told.lines.join('\n'));
  }

  const took = Math.round(performance.now() - began);
  if (values.json) say(JSON.stringify({ seeds, devices, took, failed, stats }));
  else {
    say(
      `seeds ${seeds}, devices ${devices}, failed ${failed.length}, ${Math.round(took / 1000)} s`,
    );
    for (const name of Object.keys(stats) as (keyof Stats)[])
      say(`  ${name} ${Math.round(stats[name])}`);
  }
  process.exitCode = failed.length > 0 ? 1 : 0;
}

async function takeGuardsAway(): Promise<void> {
  const all = onRxdb ? rxdbGuards : guards;
  const tried = await tryGuards(all, {
    root: '.',
    seeds,
    atOnce: 2,
    args: ['--store', values.store, '--devices', values.devices],
    say: ({ guard, caught, took }) =>
      say(
        `${caught ? `seed ${caught.seed}` : 'MISSED'}, ${Math.round(took / 1000)} s: rule ${guard.rule}, ${guard.holds}`,
      ),
  });
  const caught = tried.filter((one) => one.caught !== null).length;
  say(`caught ${caught} of ${all.length}`);
  process.exitCode = caught < all.length ? 1 : 0;
}

await (values.guards ? takeGuardsAway() : tellStories());
