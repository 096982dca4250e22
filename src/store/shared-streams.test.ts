import { Observable, Subject } from 'rxjs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DeviceStore } from './device-store.ts';
import { sharedStream } from './shared-streams.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A live question, and how often somebody is listening to it. */
function question() {
  const answers = new Subject<number>();
  let open = 0;
  const ask = () =>
    new Observable<number>((subscriber) => {
      open += 1;
      const subscription = answers.subscribe(subscriber);
      return () => {
        open -= 1;
        subscription.unsubscribe();
      };
    });
  return { answers, ask, open: () => open };
}

it('asks once for all who ask the same, and the next screen knows the answer at once', () => {
  const store = {} as DeviceStore;
  const { answers, ask, open } = question();
  const stream = () => sharedStream(store, 'a', ask);
  const heard: string[] = [];
  const first = stream().listen(() => heard.push('first'));
  const second = stream().listen(() => heard.push('second'));
  expect(stream().heard()).toBeUndefined();
  answers.next(1);
  expect(heard).toEqual(['first', 'second']);
  expect(open()).toBe(1);
  first();
  second();
  vi.advanceTimersByTime(500);
  expect(stream().heard()).toEqual({ value: 1 });
  const third = stream().listen(() => heard.push('third'));
  vi.advanceTimersByTime(60_000);
  answers.next(2);
  expect(stream().heard()).toEqual({ value: 2 });
  expect(heard.at(-1)).toBe('third');
  third();
  vi.advanceTimersByTime(60_000);
  expect(open()).toBe(0);
  expect(stream().heard()).toBeUndefined();
});

it('keeps questions and stores apart', () => {
  const [one, other] = [{} as DeviceStore, {} as DeviceStore];
  const { answers, ask } = question();
  const stop = sharedStream(one, 'a', ask).listen(() => undefined);
  answers.next(1);
  expect(sharedStream(one, 'b', ask).heard()).toBeUndefined();
  expect(sharedStream(other, 'a', ask).heard()).toBeUndefined();
  stop();
});

it('asks anew after a failure', () => {
  const store = {} as DeviceStore;
  const broken = question();
  const stop = sharedStream(store, 'a', broken.ask).listen(() => undefined);
  broken.answers.error(new Error('closed'));
  expect(sharedStream(store, 'a', broken.ask).heard()).toMatchObject({
    failure: { message: 'closed' },
  });
  stop();
  const { answers, ask } = question();
  const again = sharedStream(store, 'a', ask).listen(() => undefined);
  answers.next(1);
  expect(sharedStream(store, 'a', ask).heard()).toEqual({ value: 1 });
  again();
});
