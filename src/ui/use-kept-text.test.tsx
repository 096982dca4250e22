import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lastWords } from './last-words.ts';
import { useKeptText } from './use-kept-text.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

function typing(stored: string) {
  const kept: string[] = [];
  const hook = renderHook(({ value }) => useKeptText(value, (text) => kept.push(text)), {
    initialProps: { value: stored },
  });
  const pause = () =>
    act(() => {
      vi.advanceTimersByTime(1_000);
    });
  return { hook, kept, pause };
}

it('keeps a text a moment after the last key, once', () => {
  const { hook, kept, pause } = typing('');
  act(() => hook.result.current.onChange('女'));
  act(() => hook.result.current.onChange('女儿'));
  expect(kept).toEqual([]);
  pause();
  expect(kept).toEqual(['女儿']);
});

it('shows what somebody else wrote later, and not what was typed here before', () => {
  const { hook, pause } = typing('');
  act(() => hook.result.current.onChange('131'));
  pause();
  hook.rerender({ value: '131' });
  hook.rerender({ value: '138' });
  expect(hook.result.current.value).toBe('138');
});

it('leaves alone what is being typed when a value arrives, and a space that was only trimmed', () => {
  const { hook, pause } = typing('');
  act(() => hook.result.current.onChange('女儿 '));
  pause();
  hook.rerender({ value: '女儿' });
  expect(hook.result.current.value).toBe('女儿 ');
  act(() => hook.result.current.onChange('女儿 1'));
  hook.rerender({ value: '儿子' });
  expect(hook.result.current.value).toBe('女儿 1');
});

it('keeps at once when the page is left', () => {
  const { hook, kept } = typing('');
  act(() => hook.result.current.onChange('快'));
  hook.unmount();
  expect(kept).toEqual(['快']);
});

it('notes what was typed when the page goes, until that is kept', async () => {
  let done: (kept: boolean) => void = () => undefined;
  const keep = () =>
    new Promise<boolean>((resolve) => {
      done = resolve;
    });
  const { result } = renderHook(() => useKeptText('', keep, 'visits/v1/note'));
  const goes = () => window.dispatchEvent(new Event('pagehide'));
  act(() => result.current.onChange('门口有煤气味'));
  goes();
  // A page that is gone hears no answer: the next one finds this.
  expect(lastWords()).toEqual({ where: 'visits/v1/note', text: '门口有煤气味' });
  done(false);
  await act(async () => undefined);
  expect(lastWords()).not.toBeNull();
  act(() => result.current.onChange('门口有煤气味，已关阀'));
  goes();
  done(true);
  await act(async () => undefined);
  expect(lastWords()).toBeNull();
  goes();
  expect(lastWords()).toBeNull();
});
