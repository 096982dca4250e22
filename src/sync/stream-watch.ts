import type { SyncPorts } from './sync-ports.ts';

/** Silence after which a stream counts as dead, whatever the browser says of it. */
const silence = 60_000;
const worthNoting = 30_000;

export interface StreamWatch {
  /** Whether hints are to be expected; otherwise the feed is asked every so often. */
  isLive(): boolean;
  /** Opens the stream, or opens it anew when it has gone silent. */
  ensure(): void;
  close(): void;
}

/** Keeps a stream of hints; a proxy that holds it back shows as silence. */
export function watchStream(
  ports: Pick<SyncPorts, 'openStream' | 'now'>,
  onHint: () => void,
  onDropped: () => void,
): StreamWatch {
  let close: (() => void) | null = null;
  let openedAt = 0;
  let heardAt: number | null = null;
  const isLive = () =>
    close !== null && heardAt !== null && Math.abs(ports.now() - heardAt) < silence;
  const shut = () => {
    close?.();
    close = null;
    heardAt = null;
  };
  return {
    isLive,
    ensure() {
      if (isLive() || (close && Math.abs(ports.now() - openedAt) < silence)) return;
      shut();
      openedAt = ports.now();
      close = ports.openStream(
        () => {
          heardAt = ports.now();
          onHint();
        },
        (state) => {
          if (state === 'open') {
            const first = heardAt === null;
            heardAt = ports.now();
            // What was written between the last page and this moment had nobody to hint at.
            if (first) onHint();
          } else {
            // One that never lasted is no news: it is tried again with the next question.
            const lasted = isLive() && Math.abs(ports.now() - openedAt) > worthNoting;
            shut();
            if (lasted) onDropped();
          }
        },
      );
    },
    close: shut,
  };
}
