import { setTimeout as after } from 'node:timers/promises';
import type { Planted } from './planted.ts';
import { startProgram, type ProgramOptions } from './program.ts';
import { percentile } from './rounds.ts';
import { sumOf, writerOf, type Finding } from './writer.ts';

export interface CrashRounds {
  readonly planted: readonly Planted[];
  readonly program: ProgramOptions;
  readonly rounds: number;
  /** How long (ms) at most is written before the end comes. */
  readonly longest?: number;
  /** What ends it; otherwise the server is killed. */
  readonly crash?: (kill: () => Promise<unknown>, round: number) => Promise<void>;
  /** What happens between the end and the next start. */
  readonly afterKill?: () => void | Promise<void>;
}

/**
 * Phones write while the server is killed, again and again; after each start they compare what was acknowledged
 * with what is there, and after the last all of it from the beginning.
 */
export async function crashRounds(
  how: CrashRounds,
): Promise<{ readonly found: Finding; readonly acknowledged: number; readonly said: string }> {
  const phones = how.planted.map(writerOf);
  const opened: number[] = [];
  const findings: Finding[] = [];
  for (let round = 0; round <= how.rounds; round += 1) {
    const program = await startProgram(how.program);
    try {
      const { url } = program;
      opened.push(program.tookToOpen);
      const all = round === how.rounds;
      findings.push(...(await Promise.all(phones.map((phone) => phone.check(url, { all })))));
      if (all) break;
      const writing = Promise.all(phones.map((phone) => phone.pushUntilItFails(url)));
      await after(Math.random() * (how.longest ?? 100));
      const kill = () => program.end('SIGKILL');
      await (how.crash ? how.crash(kill, round) : kill());
      await writing;
    } finally {
      await program.end('SIGKILL');
    }
    await how.afterKill?.();
  }
  const found = sumOf(findings);
  const acknowledged = phones.reduce((total, phone) => total + phone.acknowledged, 0);
  const said =
    `${how.rounds} rounds, ${acknowledged} batches acknowledged, lost ${found.lost}, ` +
    `torn ${found.torn}, double ${found.double}, ${found.landed} committed without an answer; ` +
    `reopened in ${percentile(opened, 0.5)} ms (p50), ${percentile(opened, 0.99)} ms (p99)`;
  return { found, acknowledged, said };
}
