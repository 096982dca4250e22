import { useEffect, useSyncExternalStore } from 'react';

const busyForms = new Set<symbol>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A form says that it is half filled; the app then does not update under the person's hands. */
export function useBusyForm(busy: boolean): void {
  useEffect(() => {
    if (!busy) return undefined;
    const form = Symbol('form');
    busyForms.add(form);
    tell();
    return () => {
      busyForms.delete(form);
      tell();
    };
  }, [busy]);
}

/** Whether some form is half filled just now. */
export function useFormsBusy(): boolean {
  return useSyncExternalStore(subscribe, () => busyForms.size > 0);
}
