import { expect, it } from 'vitest';
import { calmStory } from './calm-story.ts';
import { runStory } from './run-story.ts';
import type { Action, Deed, Story } from './story.ts';

/** A liaison and her head work on the same people and needs, side by side and one after the other. */
function work(accident: readonly Action[]): Story {
  let n = 0;
  const deed = (device: number, at: number, what: Deed, more = 0.1): Action => {
    n += 1;
    return { n, at, device, do: what, pick: 0, more };
  };
  const actions: readonly Action[] = [
    deed(5, 1_000, 'visit'),
    deed(5, 1_500, 'need'),
    deed(5, 2_000, 'editPerson'),
    deed(2, 2_010, 'editPerson'),
    deed(2, 9_000, 'step'),
    deed(5, 9_100, 'step', 0.3),
    deed(2, 12_000, 'watchers'),
    deed(2, 15_000, 'moveHousehold', 0.6),
    deed(5, 15_050, 'editPerson', 0.5),
  ];
  return calmStory([5, 2], { actions: [...accident, ...actions] });
}

it('SIM-02: a device may die wherever it waits for its disk, its power gone or not', async () => {
  let most = 0;
  const undisturbed = await runStory(work([]), (world) => {
    most = world.devices.get(5)?.points ?? 0;
  });
  expect(undisturbed.wrong).toEqual([]);
  expect(most).toBeGreaterThan(80);
  for (let points = 1; points <= most; points += 1) {
    for (const power of [false, true]) {
      const crash: Action = { n: 100, at: 0, device: 5, do: 'crashAt', points, power };
      const { wrong } = await runStory(work([crash]));
      expect(wrong, `dead at point ${points} of ${most}, power ${power}`).toEqual([]);
    }
  }
});

it('SIM-02: the server may die at every statement and around every commit', async () => {
  let most = 0;
  await runStory(work([]), (world) => {
    most = world.site().steps;
  });
  expect(most).toBeGreaterThan(80);
  for (let steps = 1; steps <= most; steps += 1) {
    const crash: Action = { n: 100, at: 0, do: 'crashServer', steps, down: 3_000 };
    const { wrong, stats } = await runStory(work([crash]));
    expect(wrong, `dead at step ${steps} of ${most}`).toEqual([]);
    expect(stats.serverCrashes).toBeLessThan(2);
  }
});
