import type { Timers } from '../../src/sync/sync-ports.ts';

/** What the server does every so often, as long as anybody listens: virtual days are long. */
export interface ServerBeats {
  every(ms: number, work: () => void): () => void;
  /** Somebody listens again. */
  wake(): void;
}

export function serverBeats(
  timers: Timers,
  life: { isDead(): boolean; listeners(): number },
): ServerBeats {
  const waiting: (() => void)[] = [];
  return {
    every(ms, work) {
      const tick = () => {
        if (life.isDead()) return;
        if (life.listeners() > 0) work();
        if (life.listeners() > 0) timers.after(ms, tick);
        else waiting.push(() => timers.after(ms, tick));
      };
      waiting.push(() => timers.after(ms, tick));
      return () => undefined;
    },
    wake() {
      for (const beat of waiting.splice(0)) beat();
    },
  };
}
