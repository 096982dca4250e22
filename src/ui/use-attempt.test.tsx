import { act, renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useAttempt } from './use-attempt.ts';

function held() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { work: vi.fn(() => promise), resolve, reject };
}

it('does a thing once however often it is tapped, and again when it is over', async () => {
  const { result } = renderHook(() => useAttempt());
  const first = held();
  const second = held();
  await act(async () => {
    const done = result.current.once(first.work);
    expect(await result.current.once(second.work)).toBe(false);
    first.resolve();
    expect(await done).toBe(true);
  });
  expect(second.work).not.toHaveBeenCalled();
  second.resolve();
  await act(() => result.current.once(second.work));
  expect(second.work).toHaveBeenCalledOnce();
});

it('does nothing more once the screen has been left', async () => {
  const { result } = renderHook(() => useAttempt());
  const left = held();
  left.resolve();
  await act(() => result.current.once(left.work, { leaves: true }));
  await act(() => result.current.once(left.work, { leaves: true }));
  expect(left.work).toHaveBeenCalledOnce();
});

it('lets what failed be tried again, also where it would have left the screen', async () => {
  const { result } = renderHook(() => useAttempt());
  const failing = held();
  failing.reject(new Error('full'));
  await act(() => result.current.once(failing.work, { leaves: true }));
  expect(result.current.failure).toEqual(new Error('full'));
  const again = held();
  again.resolve();
  await act(() => result.current.once(again.work, { leaves: true }));
  expect(again.work).toHaveBeenCalledOnce();
  expect(result.current.failure).toBeNull();
});

it('lets edits of one form run beside each other', async () => {
  const { result } = renderHook(() => useAttempt());
  const first = held();
  const second = held();
  await act(async () => {
    const both = [result.current.attempt(first.work), result.current.attempt(second.work)];
    second.resolve();
    first.resolve();
    expect(await Promise.all(both)).toEqual([true, true]);
  });
});
