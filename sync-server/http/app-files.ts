import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const packBrotli = promisify(brotliCompress);
const packGzip = promisify(gzip);
// The last two steps save 8 % and take fourteen times as long: seconds for whoever comes first after a restart.
const brotliLevel = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

const typeByEnding: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};
const packable = new Set([
  '.html',
  '.js',
  '.css',
  '.json',
  '.webmanifest',
  '.svg',
  '.wasm',
  '.txt',
]);

interface AppFile {
  readonly body: Buffer;
  readonly type: string;
  readonly tag: string;
  readonly packable: boolean;
  readonly cache: string;
  readonly packed: Map<string, Promise<Buffer>>;
}

function readFile(path: string, name: string): AppFile {
  const body = readFileSync(path);
  const ending = extname(name);
  // Only what carries a hash in its name never changes under it.
  const isHashed = name.startsWith('/assets/');
  return {
    body,
    type: typeByEnding[ending] ?? 'application/octet-stream',
    tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`,
    packable: packable.has(ending) && body.length > 1024,
    cache: isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    packed: new Map(),
  };
}

function readFolder(folder: string): Map<string, AppFile> {
  const files = new Map<string, AppFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, entry);
    if (!statSync(path).isFile() || entry.endsWith('.map')) continue;
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(name, readFile(path, name));
  }
  return files;
}

function packedOnce(file: AppFile, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const known = file.packed.get(encoding);
  if (known) return known;
  const made =
    encoding === 'br' ? packBrotli(file.body, brotliLevel) : packGzip(file.body, { level: 9 });
  file.packed.set(encoding, made);
  return made;
}

/** Answers with a file of the app, or the app itself for one of its routes; false when there is none. */
export type ServeApp = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) => Promise<boolean>;

/** The built app, read once: what is not in it cannot be asked for, whatever a path says. */
export function appFiles(folder: string): ServeApp {
  const files = readFolder(folder);
  return async (request, response, path) => {
    const isRoute = extname(path) === '';
    const file = files.get(path) ?? (isRoute ? files.get('/index.html') : undefined);
    if (!file) return false;
    response.setHeader('etag', file.tag);
    response.setHeader('cache-control', file.cache);
    response.setHeader('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === file.tag) {
      response.writeHead(304).end();
      return true;
    }
    const accepts = request.headers['accept-encoding'] ?? '';
    const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : null;
    const body = file.packable && encoding ? await packedOnce(file, encoding) : file.body;
    if (body !== file.body && encoding) response.setHeader('content-encoding', encoding);
    response.writeHead(200, { 'content-type': file.type, 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  };
}
