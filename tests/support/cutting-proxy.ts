import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** Where a connection is cut that was chosen: before a statement arrives, or when its answer is on the way back. */
export type Cut = 'before it arrives' | 'before its answer';

/** Passes bytes on to a PostgreSQL, and cuts a connection exactly where it is told to. */
export interface CuttingProxy {
  /** The database behind the proxy. */
  readonly url: string;
  /** The next connection that sends a statement which begins so is cut there. */
  cutAt(statement: string, where: Cut): void;
  /** How many connections were cut. */
  readonly cuts: number;
  /** Cuts every connection and takes none until the next call. */
  goAway(): void;
  comeBack(): void;
  close(): Promise<void>;
}

export async function cuttingProxy(database: string): Promise<CuttingProxy> {
  const target = new URL(database);
  const sockets = new Set<Socket>();
  let wanted: { bytes: Buffer; where: Cut } | null = null;
  let cuts = 0;
  let away = false;

  const proxy = createServer((near) => {
    const far = createConnection(Number(target.port || 5432), target.hostname);
    let answerIsCut = false;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay();
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    const cut = (): void => {
      near.destroy();
      far.destroy();
    };
    near.on('close', cut);
    far.on('close', cut);
    if (away) cut();
    near.on('data', (sent) => {
      const found = wanted !== null && sent.includes(wanted.bytes) ? wanted : null;
      if (found) {
        wanted = null;
        cuts += 1;
      }
      if (found?.where === 'before it arrives') {
        cut();
        return;
      }
      if (found) answerIsCut = true;
      far.write(sent);
    });
    far.on('data', (answered) => {
      if (answerIsCut) cut();
      else near.write(answered);
    });
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');

  const url = new URL(database);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    cutAt(statement, where) {
      wanted = { bytes: Buffer.from(statement), where };
    },
    get cuts() {
      return cuts;
    },
    goAway() {
      away = true;
      for (const socket of sockets) socket.destroy();
    },
    comeBack() {
      away = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
