import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { failed, done, type Outcome } from '../outcome.ts';

const kilo = 1024;

/** Most bytes of a body, as it comes and unpacked: a question is small, also that of somebody who is nobody. */
const sizes = {
  question: { mostPacked: 256 * kilo, mostUnpacked: 256 * kilo },
  work: { mostPacked: 4 * kilo * kilo, mostUnpacked: 16 * kilo * kilo },
} as const;
export type BodySize = keyof typeof sizes;

function unpacker(request: IncomingMessage): Readable | null {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return request;
  if (encoding !== 'gzip' && encoding !== 'br') return null;
  return request.pipe(encoding === 'gzip' ? createGunzip() : createBrotliDecompress());
}

/** Stops as soon as either limit is passed: a small body must not unpack into a large one. */
async function readText(
  request: IncomingMessage,
  source: Readable,
  { mostPacked, mostUnpacked }: (typeof sizes)[BodySize],
): Promise<Outcome<string>> {
  let packed = 0;
  let unpacked = 0;
  const parts: Buffer[] = [];
  const count = (part: Buffer): void => {
    packed += part.length;
    if (packed > mostPacked) source.destroy(new Error('too large'));
  };
  if (source !== request) {
    request.on('data', count);
    request.on('error', (error) => source.destroy(error));
  }
  try {
    // Left half-read but open: the connection is what the answer goes back on.
    const half = { destroyOnReturn: source !== request };
    for await (const part of source.iterator(half) as AsyncIterable<Buffer>) {
      if (source === request) packed += part.length;
      unpacked += part.length;
      if (packed > mostPacked || unpacked > mostUnpacked) return failed('tooLarge');
      parts.push(part);
    }
  } catch {
    return failed(packed > mostPacked ? 'tooLarge' : 'badRequest');
  }
  return done(Buffer.concat(parts).toString('utf8'));
}

/** The JSON body of a request. */
export async function readBody(
  request: IncomingMessage,
  size: BodySize,
): Promise<Outcome<unknown>> {
  const type = request.headers['content-type'] ?? '';
  // A form on another site can send anything but this type.
  if (!/^application\/json\b/i.test(type)) return failed('badRequest');
  if (Number(request.headers['content-length'] ?? 0) > sizes[size].mostPacked)
    return failed('tooLarge');
  const source = unpacker(request);
  if (!source) return failed('badRequest');
  const text = await readText(request, source, sizes[size]);
  if (!text.ok) return text;
  try {
    return done(JSON.parse(text.value) as unknown);
  } catch {
    return failed('badRequest');
  }
}
