import { describe, expect, it } from 'vitest';
import { browserLocks } from './browser-locks.ts';

const never = new AbortController().signal;
let names = 0;

describe('the lock of the syncing tab', () => {
  it('is held by one at a time, the next when it is free', async () => {
    const locks = browserLocks(navigator.locks);
    const name = `lock${++names}`;
    const order: string[] = [];
    let release: () => void = () => undefined;
    const first = locks.hold(name, { steal: false, stop: never }, async () => {
      order.push('first');
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      order.push('first ends');
    });
    await expect.poll(() => order).toEqual(['first']);
    const second = locks.hold(name, { steal: false, stop: never }, async () => {
      order.push('second');
    });
    release();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'first ends', 'second']);
  });

  it('tells the one it was taken away from, and waits for him to end', async () => {
    const locks = browserLocks(navigator.locks);
    const name = `lock${++names}`;
    let told = false;
    const first = locks.hold(
      name,
      { steal: false, stop: never },
      (lost) =>
        new Promise<void>((resolve) => {
          lost.addEventListener('abort', () => {
            told = true;
            resolve();
          });
        }),
    );
    await expect
      .poll(async () => (await navigator.locks.query()).held?.some((lock) => lock.name === name))
      .toBe(true);
    let second = false;
    await locks.hold(name, { steal: true, stop: never }, async () => {
      second = true;
    });
    await first;
    expect([told, second]).toEqual([true, true]);
  });

  it('is no longer waited for once nobody wants it', async () => {
    const locks = browserLocks(navigator.locks);
    const name = `lock${++names}`;
    let release: () => void = () => undefined;
    const first = locks.hold(
      name,
      { steal: false, stop: never },
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    const stop = new AbortController();
    let ran = false;
    const second = locks.hold(name, { steal: false, stop: stop.signal }, async () => {
      ran = true;
    });
    stop.abort();
    await second;
    release();
    await first;
    expect(ran).toBe(false);
  });

  it('passes on what goes wrong inside, and lets everybody in where browsers have no locks', async () => {
    const wrong = new Error('wrong');
    const failing = async () => Promise.reject(wrong);
    await expect(
      browserLocks(navigator.locks).hold(`lock${++names}`, { steal: false, stop: never }, failing),
    ).rejects.toBe(wrong);
    let ran = 0;
    const without = browserLocks(undefined);
    const work = async () => {
      ran += 1;
    };
    await Promise.all([1, 2].map(() => without.hold('x', { steal: false, stop: never }, work)));
    expect(ran).toBe(2);
  });
});
