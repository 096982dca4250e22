import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', 'dist');

/** A part of the built app as the server sends it (bytes). */
export interface Part {
  readonly name: string;
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
}

export interface Bundle {
  /** What index.html loads before anything is asked for: scripts and style sheets. */
  readonly first: readonly Part[];
  /** Everything else that is loaded when it is needed, the largest first. */
  readonly later: readonly Part[];
}

async function sent(home: string, name: string, encoding: string): Promise<number> {
  const answer = await fetch(`${home}/${name}`, { headers: { 'accept-encoding': encoding } });
  await answer.arrayBuffer();
  const length = Number(answer.headers.get('content-length'));
  if (!answer.ok || !(length > 0)) throw new Error(`${name} was answered ${answer.status}`);
  return length;
}

async function partOf(home: string, name: string): Promise<Part> {
  return {
    name: name.replace('assets/', '').replace(/-[\w-]{8}(?=\.\w+$)/, ''),
    raw: statSync(join(root, name)).size,
    gzip: await sent(home, name, 'gzip'),
    brotli: await sent(home, name, 'br'),
  };
}

/** Asks a running server for every script, style sheet and wasm of the app and notes what it sends. */
export async function bundleSizes(home: string): Promise<Bundle> {
  const index = await (await fetch(home)).text();
  const named = [...index.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)];
  const firstNames = new Set(named.map(([, name = '']) => name));
  const names = readdirSync(join(root, 'assets')).map((name) => `assets/${name}`);
  const first: Part[] = [];
  const later: Part[] = [];
  for (const name of names.filter((each) => /\.(js|css|wasm)$/.test(each))) {
    (firstNames.has(name) ? first : later).push(await partOf(home, name));
  }
  if (first.length !== firstNames.size) throw new Error('index.html names what is not in dist');
  return { first, later: later.toSorted((a, b) => b.gzip - a.gzip) };
}

/** Sums of several parts. */
export function sumOf(name: string, parts: readonly Part[]): Part {
  const sum = (field: 'raw' | 'gzip' | 'brotli') =>
    parts.reduce((total, part) => total + part[field], 0);
  return { name, raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') };
}
