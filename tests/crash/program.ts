import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** The server as an operator runs it, in a process of its own. */
export interface Program {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** How long (ms) it took from its start until it listened. */
  readonly tookToOpen: number;
  output(): string;
  /** Sends a signal and waits for the end; answers the exit code, null after a signal that cannot be caught. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  readonly ended: Promise<number | null>;
}

export interface ProgramOptions {
  readonly data: string;
  /** The same address again for devices that have it; otherwise a free one. */
  readonly port?: number;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A program under which it runs, such as a tracer, with its arguments. */
  readonly under?: readonly string[];
  /** Flags of Node itself, such as a file that is loaded first. */
  readonly node?: readonly string[];
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });

async function freePort(): Promise<number> {
  // From anywhere in the range, so that two runs side by side seldom try the same.
  const first = Math.floor(Math.random() * 100);
  for (let step = 0; step < 100; step += 1) {
    const port = 39_200 + ((first + step) % 100);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port');
}

/** Starts the server and waits until it says where it listens. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const port = options.port ?? (await freePort());
  const main = ['sync-server/main.ts', '--data', options.data, '--port', String(port)];
  // No app is served: it would only have to be read at every start.
  const app = ['--app', join(options.data, 'no-app')];
  const command = [...(options.under ?? []), process.execPath, ...(options.node ?? []), ...main];
  const began = performance.now();
  const child = spawn(command[0] ?? '', [...command.slice(1), ...app, ...(options.args ?? [])], {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  await new Promise<void>((ready, failed) => {
    const hear = (part: Buffer) => {
      output += part.toString();
      if (output.includes('邻里 Linli: http')) ready();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', (code) => failed(new Error(`the server ended with ${code}:\n${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    tookToOpen: performance.now() - began,
    output: () => output,
    ended,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
