import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const pause = 250;

/**
 * A text that is kept as it is typed: a moment after the last key, on leaving the field, and when the page
 * is hidden or closed. `keep` is called with the newest text only when it has changed.
 */
export function useKeptText(stored: string, keep: (text: string) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const waiting = useRef<{ readonly text: string; readonly timer: number } | null>(null);
  const latest = useRef(keep);
  const left = useRef(false);
  useLayoutEffect(() => {
    latest.current = keep;
  });

  const flush = useCallback(() => {
    const due = waiting.current;
    if (!due) return;
    clearTimeout(due.timer);
    waiting.current = null;
    latest.current(due.text);
  }, []);

  useEffect(() => {
    left.current = false;
    const hidden = () => document.visibilityState === 'hidden' && flush();
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', hidden);
      left.current = true;
      flush();
    };
  }, [flush]);

  // Somebody else's value is shown as soon as nobody types here; a space that was only trimmed is left alone.
  useEffect(() => {
    if (waiting.current) return;
    setTyped((mine) => (mine !== null && mine.trim() === stored.trim() ? mine : null));
  }, [stored]);

  const onChange = (text: string) => {
    if (waiting.current) clearTimeout(waiting.current.timer);
    waiting.current = { text, timer: window.setTimeout(flush, pause) };
    // What is done with a text may take its field off the screen before the field is emptied.
    if (left.current) flush();
    setTyped(text);
  };
  return { value: typed ?? stored, onChange, onBlur: flush };
}
