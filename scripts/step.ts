import { spawn } from 'node:child_process';

export type Step = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Shown as it comes, rather than only after a failure. */
  readonly live?: boolean;
  readonly minutes?: number;
};

export type StepResult = {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly output: string;
};

/** Runs one command of a check and tells how it went; a command that hangs has failed. */
export async function runStep(step: Step): Promise<StepResult> {
  const began = performance.now();
  let output = '';
  const ok = await new Promise<boolean>((resolve) => {
    const child = spawn(step.command, step.args, {
      stdio: [
        'ignore',
        step.live === true ? 'inherit' : 'pipe',
        step.live === true ? 'inherit' : 'pipe',
      ],
      timeout: (step.minutes ?? 5) * 60_000,
      shell: process.platform === 'win32',
    });
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => {
      output += error.message;
      resolve(false);
    });
    child.on('close', (code, signal) => {
      if (signal !== null) output += `\nended by ${signal}`;
      resolve(code === 0);
    });
  });
  return { name: step.name, ok, seconds: (performance.now() - began) / 1000, output };
}

export function reportStep({ name, ok, seconds, output }: StepResult): void {
  if (!ok && output.trim() !== '') console.log(`\n${output.trim()}\n`);
  console.log(`${ok ? 'passed' : 'FAILED'}  ${name}  ${seconds.toFixed(1)} s`);
}
