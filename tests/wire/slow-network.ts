import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** What a way through the air does to bytes. */
export interface Air {
  /** How long (ms) each piece is on its way, in either direction. */
  delay: number;
  /** Bytes a second in either direction. */
  rate: number;
  /** How many bytes of answers pass before the connection is lost; null when none is. */
  cutAfter: number | null;
}

export interface SlowNetwork {
  readonly url: string;
  readonly air: Air;
  /** Bytes that the server sent in all, whether they arrived or not. */
  readonly answered: number;
  readonly cuts: number;
  close(): Promise<void>;
}

/** Lets bytes through one way, late and slowly, and tells how many went. */
function oneWay(from: Socket, to: Socket, air: Air, passed: (bytes: number) => boolean): void {
  let free = 0;
  from.on('data', (piece: Buffer) => {
    const now = performance.now();
    free = Math.max(free, now) + (piece.length / air.rate) * 1000;
    const pass = () => {
      if (!to.destroyed && passed(piece.length)) to.write(piece);
    };
    if (free - now + air.delay < 1) pass();
    else setTimeout(pass, free - now + air.delay);
  });
}

/** A way to a server at `port` that is slow and breaks off. */
export async function slowNetwork(port: number): Promise<SlowNetwork> {
  const air: Air = { delay: 0, rate: Number.POSITIVE_INFINITY, cutAfter: null };
  const sockets = new Set<Socket>();
  let answered = 0;
  let cuts = 0;
  const way = createServer((near) => {
    const far = createConnection(port, '127.0.0.1');
    const cut = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay();
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
    oneWay(near, far, air, () => true);
    oneWay(far, near, air, (bytes) => {
      answered += bytes;
      if (air.cutAfter === null) return true;
      air.cutAfter -= bytes;
      if (air.cutAfter > 0) return true;
      cuts += 1;
      air.cutAfter = null;
      cut();
      return false;
    });
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  return {
    url: `http://127.0.0.1:${(way.address() as AddressInfo).port}`,
    air,
    get answered() {
      return answered;
    },
    get cuts() {
      return cuts;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      way.close();
      await once(way, 'close');
    },
  };
}
