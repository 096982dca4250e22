import { useEffect, useRef, useState, type RefObject } from 'react';

/** Lets a file be dropped on an element; answers whether one hangs over it just now. */
export function useDrop(
  onFile: (file: File) => void,
): readonly [RefObject<HTMLLabelElement | null>, boolean] {
  const field = useRef<HTMLLabelElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const element = field.current;
    if (!element) return undefined;
    const stop = new AbortController();
    const listen = (name: 'dragover' | 'dragleave' | 'drop', then: (event: DragEvent) => void) =>
      element.addEventListener(
        name,
        (event) => {
          event.preventDefault();
          then(event);
        },
        { signal: stop.signal },
      );
    listen('dragover', () => setOver(true));
    listen('dragleave', () => setOver(false));
    listen('drop', ({ dataTransfer }) => {
      setOver(false);
      const file = dataTransfer?.files[0];
      if (file) onFile(file);
    });
    return () => stop.abort();
  }, [onFile]);
  return [field, over];
}
