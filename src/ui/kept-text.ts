import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * A text that is kept as it is typed: shortly after the last key, on leaving the field, and when the page is
 * hidden or left. While somebody types, a value that arrives from elsewhere does not overwrite his.
 */
export function useKeptText(stored: string, keep: (text: string) => void, delay = 300) {
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef({ typed, keep });
  useEffect(() => {
    latest.current = { typed, keep };
  });

  const flush = useCallback(() => {
    const { typed: text, keep: write } = latest.current;
    if (text !== null) write(text);
  }, []);

  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(flush, delay);
    return () => clearTimeout(timer);
  }, [typed, delay, flush]);

  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);

  const leave = useCallback(() => {
    flush();
    setTyped(null);
  }, [flush]);

  return {
    text: typed ?? stored,
    setText: setTyped,
    leave,
    typing: typed !== null && typed !== stored,
  };
}
