import { expect, it } from 'vitest';
import { virtualTime } from '../../tests/support/virtual-time.ts';
import { attempt } from './attempt.ts';

it('a request that is never answered and heeds no signal is given up all the same', async () => {
  const time = virtualTime();
  const ports = { timers: time.timers, now: () => time.now() };
  let answer: unknown;
  void attempt(
    ports,
    new AbortController().signal,
    () => Promise.resolve(),
    () => new Promise<never>(() => {}),
  ).then((result) => {
    answer = result;
  });
  await time.pass(89_000);
  expect(answer).toBeUndefined();
  await time.pass(2_000);
  expect(answer).toEqual({ ok: false, problem: { code: 'unreachable' } });
});
