import { useEffect, useRef } from 'react';

/** After a step the next thing to do stands at the top, so that is where one should be looking. */
export function useTopOf(status: string | null) {
  const top = useRef<HTMLSpanElement>(null);
  const seen = useRef(status);
  useEffect(() => {
    if (seen.current === status) return;
    seen.current = status;
    top.current?.scrollIntoView({ block: 'start' });
  }, [status]);
  return top;
}
