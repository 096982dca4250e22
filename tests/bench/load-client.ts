import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** One answer, unpacked, with how long it took from the first byte sent to the last one read (ms). */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly bytes: number;
  readonly took: number;
  /** Seconds to wait, where the server asked for it. */
  readonly retryAfter: number;
}

/** Posts JSON over connections that stay open, as browsers keep them. */
export interface LoadClient {
  post(token: string, path: string, body: string): Promise<Answered>;
  get(path: string): Promise<Answered>;
  close(): void;
}

/** A client that accepts gzip and keeps as many connections as there are calls at once. */
export function loadClient(port: number): LoadClient {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

  function call(
    method: string,
    path: string,
    headers: Record<string, string | number>,
    body: string,
  ): Promise<Answered> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port, path, method, agent, headers },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.once('error', reject);
          response.once('end', () => {
            const took = performance.now() - began;
            const packed = Buffer.concat(parts);
            const isPacked = response.headers['content-encoding'] === 'gzip';
            resolve({
              status: response.statusCode ?? 0,
              text: (isPacked ? gunzipSync(packed) : packed).toString(),
              bytes: packed.length,
              took,
              retryAfter: Number(response.headers['retry-after'] ?? 0),
            });
          });
        },
      );
      asked.once('error', reject);
      asked.end(body);
    });
  }

  return {
    post: (token, path, body) =>
      call(
        'POST',
        `/api/v1${path}`,
        {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'accept-encoding': 'gzip',
        },
        body,
      ),
    get: (path) => call('GET', path, {}, ''),
    close: () => agent.destroy(),
  };
}
