import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** What a command of ours said, and how it ended. */
export interface Said {
  readonly code: number | null;
  readonly text: string;
}

/** Runs one of the operator's commands, such as `backup`, as npm runs it. */
export function operator(
  command: 'backup' | 'restore',
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const child = spawn(process.execPath, [`sync-server/cli/${command}.ts`, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const hear = (part: Buffer) => {
    text += part.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((ended) => {
    child.once('close', (code) => ended({ code, text }));
  });
}
