import { join } from 'node:path';
import { chooseStore, isWordForOperator, type ChosenStore } from './cli/choose-store.ts';
import { processSurroundings } from './cli/process-surroundings.ts';
import { beginCommunity } from './first-run.ts';
import { listen } from './http/listen.ts';
import { readOptions, type Options } from './options.ts';
import { openServer, type SyncServer } from './server.ts';

const surroundings = processSurroundings();

async function fillIfNew(server: SyncServer, options: Options, url: string): Promise<void> {
  if (!options.demo) {
    const code = await beginCommunity(server, options.community);
    if (code) {
      console.log(`第一位管理员的登录码 / code of the first administrator: ${code}`);
      console.log(`${url}/enrol#${code}`);
    }
    return;
  }
  if ((await server.communities()).length === 0) {
    // Loaded here alone: a server that is no demo has no need of a roster.
    const { seedDemo } = await import('./demo/seed-demo.ts');
    await seedDemo(server, surroundings.now());
  }
  const demo = await server.demoPeople();
  for (const { title, name, code } of demo.ok ? demo.value.people : []) {
    console.log(`${title} ${name}: ${url}/enrol#${code}`);
  }
}

async function serve(options: Options, { store, begun, release }: ChosenStore): Promise<void> {
  const server = await openServer({
    ...surroundings,
    store,
    demo: options.demo,
    restored: options.restored,
  });
  const listening = await listen({
    server,
    host: options.host,
    port: options.port,
    app: options.app ?? join(import.meta.dirname, '..', 'dist'),
    behindProxy: options.behindProxy,
  });
  const url = `http://localhost:${listening.port}`;
  if (await server.isBehind()) {
    console.error(
      '数据比设备上见过的旧，已停止服务；确认这是要用的数据后，加 --restored 启动一次 / the store is older than what devices have seen; nothing is served until it is started once with --restored',
    );
  }
  await fillIfNew(server, options, url);
  await begun();
  console.log(`邻里 Linli: ${url}`);

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void listening.stop().finally(() => {
      release();
      process.exit(0);
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function start(options: Options): Promise<void> {
  const chosen = await chooseStore(options);
  try {
    await serve(options, chosen);
  } catch (error) {
    // What is still open would keep a server alive that never began.
    await chosen.store.close();
    await chosen.begun();
    chosen.release();
    throw error;
  }
}

try {
  await start(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  const isTaken = (error as { code?: string }).code === 'EADDRINUSE';
  const expected = isTaken || isWordForOperator(error);
  console.error(error instanceof Error ? (expected ? error.message : error) : String(error));
  if (isTaken)
    console.error('端口已被占用，请换一个：-- --port 8788 / choose another: -- --port 8788');
  process.exitCode = 1;
}
