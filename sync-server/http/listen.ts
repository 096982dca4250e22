import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { SyncServer } from '../server.ts';
import { appFiles } from './app-files.ts';
import { makeHandler } from './router.ts';

export interface ListenOptions {
  readonly server: SyncServer;
  readonly host: string;
  readonly port: number;
  /** The folder of the built app. */
  readonly app: string;
  readonly behindProxy?: boolean;
  readonly mostAtOnce?: number;
}

export interface Listening {
  readonly port: number;
  /** Takes nothing new in, finishes what is under way, closes streams and store. */
  stop(): Promise<void>;
}

/** How long what is under way may take when the server is asked to stop. */
const graceMs = 7000;

/** Serves the wire and the app over HTTP. */
export async function listen(options: ListenOptions): Promise<Listening> {
  const { server, host, port, app, behindProxy = false, mostAtOnce = 300 } = options;
  const handle = makeHandler({ server, app: appFiles(app), behindProxy, mostAtOnce });
  const http = createServer(
    {
      requestTimeout: 60_000,
      headersTimeout: 15_000,
      keepAliveTimeout: 65_000,
      // How often it is looked who has been too slow; by itself every half minute.
      connectionsCheckingInterval: 5_000,
    },
    (request, response) => void handle(request, response),
  );
  // Streams beat oftener than this; whatever is silent for longer is dead.
  http.setTimeout(120_000);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  });
  return {
    port: (http.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
      // A browser keeps its connection after the last answer, and may just be opening a stream through it.
      const sweep = () => {
        server.core.hub.closeAll();
        http.closeIdleConnections();
      };
      sweep();
      const sweeping = setInterval(sweep, 50);
      await Promise.race([closed, wait(graceMs, undefined, { ref: false })]);
      clearInterval(sweeping);
      http.closeAllConnections();
      await server.close();
    },
  };
}
