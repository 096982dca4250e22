import { expect, it } from 'vitest';
import { runStory } from './run-story.ts';
import { storyOf } from './story.ts';

it('the same seed tells the same story, to the last message; another seed another one', async () => {
  const digests = [];
  for (const seed of ['7', '8', '7']) digests.push((await runStory(storyOf(seed, 20))).digest);
  expect(digests[2]).toBe(digests[0]);
  expect(digests[1]).not.toBe(digests[0]);
});
