import { useCallback, useRef, useState } from 'react';

/** Does something that may fail, and remembers the failure for the screen to show; null while all is well. */
export function useAttempt() {
  const [failure, setFailure] = useState<unknown>(null);
  const busy = useRef(false);
  const attempt = useCallback(async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      setFailure(null);
      return true;
    } catch (error) {
      setFailure(error ?? new Error('failed without a reason'));
      return false;
    }
  }, []);
  /**
   * The same for what must not happen twice: another tap while it is under way does nothing. Where the work leaves
   * the screen nothing may follow it, because the old screen still takes taps while the next one is fetched.
   */
  const once = useCallback(
    async (
      work: () => Promise<unknown>,
      { leaves = false }: { readonly leaves?: boolean } = {},
    ): Promise<boolean> => {
      if (busy.current) return false;
      busy.current = true;
      const done = await attempt(work);
      busy.current = done && leaves;
      return done;
    },
    [attempt],
  );
  return { attempt, once, failure };
}
