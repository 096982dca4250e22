import type { ServerResponse } from 'node:http';
import { sendAnswer } from './answer.ts';
import { sessionOf, type CallContext } from './call.ts';

/** Most bytes that may wait for a reader who does not read; then it is closed and will come back. */
const mostWaiting = 64 * 1024;

/** Keeps a stream of hints open until either side ends it. */
export async function openEventStream(
  context: Pick<CallContext, 'server' | 'request'>,
  response: ServerResponse,
): Promise<void> {
  const { server, request } = context;
  const session = await sessionOf(context);
  if (!session.ok) {
    await sendAnswer(response, { code: session.code }, '', server.core.now());
    return;
  }
  if (session.value.handedIn) {
    await sendAnswer(response, { code: 'deviceHandedIn' }, '', server.core.now());
    return;
  }
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    // A proxy that gathers what it passes on would hold every hint back.
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  const closed = await server.stream(session.value, {
    send(event) {
      response.write(`event: ${event}\ndata:\n\n`);
      if (response.writableLength > mostWaiting) response.destroy();
    },
    close: () => response.end(),
  });
  response.on('close', closed);
  if (request.destroyed) closed();
}
