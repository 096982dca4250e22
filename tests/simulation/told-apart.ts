import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Story } from './story.ts';
import type { Stats } from './world.ts';

export interface ToldApart {
  readonly seeds: number;
  readonly took: number;
  readonly failed: readonly {
    readonly seed: string;
    readonly wrong: readonly string[];
    readonly story?: Story;
  }[];
  readonly stats: Stats;
}

const run = promisify(execFile);

/** Runs the simulator of a source tree in a process of its own; nothing of a test runner is in its way. */
export async function tellApart(
  root: string,
  args: readonly string[],
  timeout = 280_000,
): Promise<ToldApart> {
  const script = join(root, 'tests', 'simulation', 'simulate.ts');
  const options = { timeout, maxBuffer: 1 << 26 };
  const done = await run(process.execPath, [script, '--json', ...args], options).catch(
    (error: unknown) => error as { stdout: string; stderr: string },
  );
  try {
    return JSON.parse(done.stdout) as ToldApart;
  } catch {
    throw new Error(`the simulator said nothing: ${done.stderr.slice(0, 2000)}`);
  }
}
