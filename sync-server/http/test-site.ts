import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from './listen.ts';
import { openSqlite } from '../store/sqlite.ts';
import { plantTree, testCommunity } from '../test-support/test-community.ts';

/** A community behind a real listening server, with a small app in its folder. */
export async function testSite(options: { mostAtOnce?: number; demo?: boolean } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'linli-'));
  const app = join(folder, 'dist');
  mkdirSync(join(app, 'assets'), { recursive: true });
  writeFileSync(join(app, 'index.html'), `<!doctype html><title>邻里</title>${'x'.repeat(3000)}`);
  writeFileSync(join(app, 'service-worker.js'), '// worker');
  writeFileSync(join(app, 'assets', 'main-abc.js'), 'export {};'.repeat(300));
  writeFileSync(join(app, 'assets', 'main-abc.js.map'), '{}');
  const store = await openSqlite(join(folder, 'linli.db'));
  const community = await testCommunity({ store, demo: options.demo ?? false });
  await plantTree(community.server, community.make);
  const listening = await listen({
    server: community.server,
    host: '127.0.0.1',
    port: 0,
    app,
    mostAtOnce: options.mostAtOnce ?? 300,
  });
  const origin = `http://127.0.0.1:${listening.port}`;

  const post = (path: string, token: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${origin}/api/v1${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
    });

  return {
    community,
    listening,
    folder,
    origin,
    post,
    get: (path: string, headers: Record<string, string> = {}) =>
      fetch(`${origin}${path}`, { headers }),
    async end() {
      await listening.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type TestSite = Awaited<ReturnType<typeof testSite>>;
