import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as it reaches the server; `cut` is a body that ended before its end. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly body: string | undefined;
  readonly cut?: boolean;
}

export interface SentAnswer {
  readonly status: number;
  readonly text: string;
}

/** What the router needs of a request, without a socket. */
export function asIncoming({ method, path, token, body, cut }: SentRequest): IncomingMessage {
  async function* parts() {
    if (body !== undefined) yield await Promise.resolve(Buffer.from(body));
    if (cut) throw new Error('aborted');
  }
  const request = {
    method,
    url: path,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    complete: true,
    destroyed: false,
    socket: { remoteAddress: 'simulated' },
    resume: () => undefined,
    iterator: parts,
  };
  return request as unknown as IncomingMessage;
}

/** What the router needs of a response, without a socket: `ended` hears of the whole, `written` of each part. */
export function asResponse(
  ended: (answer: SentAnswer) => void,
  written: (text: string) => void = () => undefined,
) {
  const closers: (() => void)[] = [];
  const response = {
    destroyed: false,
    headersSent: false,
    statusCode: 0,
    writableLength: 0,
    req: { complete: true },
    setHeader: () => undefined,
    setHeaders: () => undefined,
    flushHeaders: () => undefined,
    writeHead(status: number) {
      response.statusCode = status;
      response.headersSent = true;
    },
    write: (text: string) => written(text),
    end: (body?: Buffer | string) =>
      ended({ status: response.statusCode, text: body === undefined ? '' : body.toString() }),
    destroy: () => undefined,
    on: (event: string, hear: () => void) => {
      if (event === 'close') closers.push(hear);
    },
  };
  return {
    response: response as unknown as ServerResponse,
    /** The other side has gone. */
    close() {
      response.destroyed = true;
      for (const hear of closers.splice(0)) hear();
    },
  };
}
