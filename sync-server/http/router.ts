import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Outcome } from '../outcome.ts';
import type { SyncServer } from '../server.ts';
import { StoreFailure } from '../store/store.ts';
import { sendAnswer, type Answer } from './answer.ts';
import type { ServeApp } from './app-files.ts';
import { readBody, type BodySize } from './body.ts';
import { calls } from './calls.ts';
import { openEventStream } from './event-stream.ts';
import { isCrossSite } from './origin.ts';
import { securityHeaders } from './security-headers.ts';

export interface RouterParts {
  readonly server: SyncServer;
  readonly app: ServeApp;
  readonly behindProxy: boolean;
  /** Calls that may be under way at once; whoever comes later is asked to wait. */
  readonly mostAtOnce: number;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const prefix = '/api/v1';

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

/** The name of a call for the log: never what somebody typed after it. */
function callName(request: IncomingMessage): string | null {
  const name = pathOf(request).slice(prefix.length);
  return Object.hasOwn(calls, name) ? `${request.method} ${name}` : null;
}

async function health({ server }: RouterParts): Promise<Answer> {
  if (await server.isBehind()) return { code: 'storeBehind' };
  const { core } = server;
  return {
    value: { ok: true, store: core.store.name, version: core.version, serverTime: core.now() },
  };
}

function metrics({ server }: RouterParts, response: ServerResponse): void {
  const { hub, lineage } = server.core;
  const gauges = { open_streams: hub.size, store_behind: lineage.behind ? 1 : 0 };
  response.writeHead(200, {
    'content-type': 'text/plain; version=0.0.4',
    'cache-control': 'no-store',
  });
  response.end(server.core.counters.text(gauges));
}

/** How long somebody on a slow network may take to hear, while still sending, that it is too much. */
const hearingMs = 10_000;

/** Reads the rest of a refused body for a while: whoever is cut off while he sends never gets to read the answer. */
function letGo(request: IncomingMessage): void {
  request.resume();
  const cut = setTimeout(() => request.destroy(), hearingMs).unref();
  request.once('close', () => clearTimeout(cut));
}

/** Which call a request is for, run and answered; what fails is answered too. */
export function makeHandler(parts: RouterParts): Handler {
  const { server, app, behindProxy } = parts;
  const { core } = server;
  let underWay = 0;

  function begin(): boolean {
    if (underWay >= parts.mostAtOnce) return false;
    underWay += 1;
    return true;
  }

  /** Spread over a while, so that those who were sent away do not come back together. */
  const busy = () => ({
    code: 'serverBusy' as const,
    retryAfter: 2 + ((core.randomBytes(1)[0] ?? 0) % 10),
  });

  async function run(request: IncomingMessage, name: string): Promise<Answer> {
    // Whoever put the store back must say so first; devices keep what they have and come again.
    if (core.lineage.behind) return { code: 'storeBehind', retryAfter: 60 };
    const methods = Object.hasOwn(calls, name) ? calls[name] : undefined;
    if (!methods) return { code: 'notFound' };
    const call = methods[request.method ?? ''];
    if (!call) return { code: 'methodNotAllowed' };
    if (request.method !== 'GET' && isCrossSite(request)) return { code: 'crossSite' };
    let atWork = begin();
    if (!atWork) return busy();
    // Whoever sends slowly, or never ends, must not keep the others out while he does.
    const body = async (size: BodySize): Promise<Outcome<unknown>> => {
      underWay -= 1;
      atWork = false;
      const read = await readBody(request, size);
      atWork = begin();
      return atWork ? read : { ok: false, ...busy() };
    };
    try {
      return await call({ server, request, behindProxy, body });
    } finally {
      if (atWork) underWay -= 1;
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    const accepts = request.headers['accept-encoding'] ?? '';
    const name = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : null;
    const send = (value: Answer) => sendAnswer(response, value, accepts, core.now());
    if (request.method === 'GET' && (name ?? path) === '/health') await send(await health(parts));
    else if (request.method === 'GET' && (name ?? path) === '/metrics') metrics(parts, response);
    else if (request.method === 'GET' && name === '/sync/stream' && !core.lineage.behind) {
      await openEventStream({ server, request }, response);
    } else if (name !== null || path === '/api' || path.startsWith('/api/')) {
      await send(await run(request, name ?? ''));
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      await send({ code: 'methodNotAllowed' });
    } else if (!(await app(request, response, path))) await send({ code: 'notFound' });
  }

  return async (request, response) => {
    const began = core.now();
    response.setHeaders(new Map(Object.entries(securityHeaders)));
    try {
      await answer(request, response);
    } catch (error) {
      const code = error instanceof StoreFailure ? error.code : 'internal';
      core.report('request', { code }, error);
      const wait = code === 'storeBehind' ? { retryAfter: 60 } : {};
      await sendAnswer(response, { code, ...wait }, '', core.now());
    }
    if (!request.complete && request.method !== 'GET') letGo(request);
    const status = response.statusCode;
    core.counters.add('requests_total', { status: String(status) });
    const call = callName(request);
    if (call) core.report('call', { call, status, took: core.now() - began });
  };
}
