import { forgetLastWords, noteLastWords } from './last-words.ts';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const pause = 250;

/**
 * A text that is kept as it is typed: a moment after the last key, on leaving the field, and when the page
 * is hidden or closed. `keep` is called with the newest text only when it has changed. A page that closes may not
 * live to see it kept: with `where` the text is noted until `keep` has answered.
 */
export function useKeptText(stored: string, keep: (text: string) => unknown, where?: string) {
  const [typed, setTyped] = useState<string | null>(null);
  const waiting = useRef<{ readonly text: string; readonly timer: number } | null>(null);
  const latest = useRef(keep);
  const left = useRef(false);
  useLayoutEffect(() => {
    latest.current = keep;
  });

  const flush = useCallback(() => {
    const due = waiting.current;
    if (!due) return undefined;
    clearTimeout(due.timer);
    waiting.current = null;
    return latest.current(due.text);
  }, []);

  useEffect(() => {
    left.current = false;
    const leaving = () => {
      const text = waiting.current?.text;
      if (text === undefined) return;
      const words = where === undefined ? null : { where, text };
      if (words) noteLastWords(words);
      const kept = Promise.resolve(flush());
      if (words) void kept.then((done) => done !== false && forgetLastWords(words));
    };
    const hidden = () => document.visibilityState === 'hidden' && leaving();
    window.addEventListener('pagehide', leaving);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('pagehide', leaving);
      document.removeEventListener('visibilitychange', hidden);
      left.current = true;
      flush();
    };
  }, [flush, where]);

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
  return { value: typed ?? stored, onChange, onBlur: () => void flush() };
}
