import { useCallback, useState } from 'react';

/** Does something that may fail, and remembers the failure for the screen to show; null while all is well. */
export function useAttempt() {
  const [failure, setFailure] = useState<unknown>(null);
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
  return { attempt, failure };
}
