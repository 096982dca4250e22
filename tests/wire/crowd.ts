import { createConnection, type Socket } from 'node:net';

/** Connections that hold on to the server and do nothing for it. */
export interface Crowd {
  /** How many of them the server has not closed yet. */
  readonly open: number;
  leave(): void;
}

/** So many connections, each sending `first` and then a byte a second, and reading nothing where `deaf`. */
export async function crowdOf(
  count: number,
  port: number,
  first: string,
  { deaf = false } = {},
): Promise<Crowd> {
  const sockets = new Set<Socket>();
  const connected = Array.from({ length: count }, () => {
    const socket = createConnection(port, '127.0.0.1');
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (deaf) socket.pause();
    else socket.resume();
    return new Promise<void>((ready) => {
      socket.once('connect', () => {
        socket.write(first);
        ready();
      });
    });
  });
  await Promise.all(connected);
  const dripping = setInterval(() => {
    if (!deaf) for (const socket of sockets) socket.write('x');
  }, 1000);
  return {
    get open() {
      return sockets.size;
    },
    leave() {
      clearInterval(dripping);
      for (const socket of sockets) socket.destroy();
    },
  };
}
