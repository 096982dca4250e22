/** A stream of hints over HTTP, as any client that is no browser reads it. */
export interface HintStream {
  /** Waits for the next event of this name and says when (ms, `performance.now`) it came. */
  next(event: 'changed' | 'heartbeat' | 'closed'): Promise<number>;
  readonly events: readonly string[];
  close(): void;
}

export function openHintStream(
  url: string,
  token: string,
  hear: (event: string) => void = () => undefined,
): HintStream {
  const events: string[] = [];
  const waiting = new Map<string, ((at: number) => void)[]>();
  const stop = new AbortController();

  function happened(event: string): void {
    events.push(event);
    hear(event);
    for (const resolve of waiting.get(event)?.splice(0) ?? []) resolve(performance.now());
  }

  async function read(): Promise<void> {
    const response = await fetch(`${url}/api/v1/sync/stream`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stop.signal,
    });
    if (!response.ok || !response.body) return;
    let rest = '';
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + part).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) happened(/^event: (.+)$/m.exec(block)?.[1] ?? '');
    }
  }

  void read()
    .catch(() => undefined)
    .then(() => happened('closed'));
  return {
    events,
    next: (event) =>
      new Promise((resolve) => {
        waiting.set(event, [...(waiting.get(event) ?? []), resolve]);
      }),
    close: () => stop.abort(),
  };
}
