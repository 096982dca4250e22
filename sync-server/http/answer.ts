import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { ProblemCode } from '../../src/protocol/problem.ts';

const packBrotli = promisify(brotliCompress);
const packGzip = promisify(gzip);

/** What a call answers: a value, or the code of a problem. */
export type Answer =
  | { readonly value: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly code: ProblemCode; readonly field?: string; readonly retryAfter?: number };

const statusOf: Readonly<Partial<Record<ProblemCode, number>>> = {
  badRequest: 400,
  notSignedIn: 401,
  sessionEnded: 401,
  deviceRevoked: 401,
  deviceHandedIn: 401,
  codeUnknown: 403,
  codeUsed: 403,
  codeExpired: 403,
  codeLocked: 403,
  notAllowed: 403,
  crossSite: 403,
  notFound: 404,
  methodNotAllowed: 405,
  checkpointInvalid: 409,
  tooLarge: 413,
  clientTooOld: 426,
  tooManyRequests: 429,
  internal: 500,
  serverBusy: 503,
  storageFull: 503,
  storeBehind: 503,
};

/** Less than this is not worth packing. */
const worthPacking = 1024;

async function packed(
  text: string,
  accepts: string,
): Promise<{ body: Buffer; encoding: string | null }> {
  const plain = Buffer.from(text);
  if (plain.length < worthPacking) return { body: plain, encoding: null };
  if (/\bbr\b/.test(accepts)) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    };
    return { body: await packBrotli(plain, { params }), encoding: 'br' };
  }
  if (/\bgzip\b/.test(accepts))
    return { body: await packGzip(plain, { level: 5 }), encoding: 'gzip' };
  return { body: plain, encoding: null };
}

/** Sends an answer as JSON, or as the problem it is; packed the way the other side understands. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  accepts: string,
  serverTime: number,
): Promise<void> {
  const problem = 'code' in answer;
  const status = problem ? (statusOf[answer.code] ?? 400) : 200;
  const content = problem ? { ...answer, title: answer.code, status, serverTime } : answer.value;
  const { body, encoding } = await packed(JSON.stringify(content), accepts);
  // The other side may have gone while this was packed.
  if (response.destroyed || response.headersSent) return;
  if (problem && answer.retryAfter !== undefined) {
    response.setHeader('retry-after', String(Math.ceil(answer.retryAfter)));
  }
  if (!problem) response.setHeaders(new Map(Object.entries(answer.headers ?? {})));
  if (encoding) response.setHeader('content-encoding', encoding);
  response.writeHead(status, {
    'content-type': problem ? 'application/problem+json' : 'application/json',
    'content-length': body.length,
    'cache-control': 'no-store',
    vary: 'accept-encoding',
  });
  response.end(body);
}
