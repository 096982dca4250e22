import type { Story } from './story.ts';

/** A story in which nothing goes wrong but what is said. */
export function calmStory(present: readonly number[], more: Partial<Story> = {}): Story {
  const devices = more.devices ?? 20;
  return {
    seed: 'calm',
    devices,
    present,
    span: 60_000,
    weather: { lose: 0, double: 0, cut: 0, loseHint: 0 },
    dawdle: 0,
    pageLimit: 0,
    patient: false,
    forgers: [],
    fresh: [],
    clocks: Array.from({ length: devices }, () => ({ shift: 0, drift: 0 })),
    actions: [],
    ...more,
  };
}
