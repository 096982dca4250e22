import { Subject, type Observable } from 'rxjs';

/** What this tab writes, told to the others, and what they tell. */
export interface OtherTabs<T> {
  tell(said: T): void;
  readonly heard: Observable<T>;
  close(): void;
}

/** Runs `work` when what is under way here has gone on; unlike a timer also soon in a tab that is not looked at. */
function soonAfter(work: () => void): { readonly call: () => void; readonly close: () => void } {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', work);
  port1.start();
  return {
    call: () => port2.postMessage(null),
    close: () => port1.close(),
  };
}

/**
 * The tabs that have the same collection open. Copying a record for them takes as long as writing it; so they are
 * told a moment later, in order, while the disk is busy with what comes next.
 */
export function otherTabs<T>(name: string): OtherTabs<T> {
  const channel = new BroadcastChannel(name);
  const heard = new Subject<T>();
  let waiting: T[] = [];
  const flush = () => {
    // A channel has no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    for (const said of waiting) channel.postMessage(said);
    waiting = [];
  };
  let soon: ReturnType<typeof soonAfter> | null = null;
  channel.addEventListener('message', ({ data }: MessageEvent<T>) => heard.next(data));
  return {
    tell(said) {
      waiting.push(said);
      soon ??= soonAfter(flush);
      if (waiting.length === 1) soon.call();
    },
    heard,
    close() {
      flush();
      heard.complete();
      soon?.close();
      channel.close();
    },
  };
}
