/** Runs everything that is tested, goes on after a failure, and ends with the sum. */
import { rmSync } from 'node:fs';
import { runCheckSteps } from './check-steps.ts';
import { reportStep, runStep } from './step.ts';
import type { Step, StepResult } from './step.ts';
import { countPlaywright, countVitest } from './test-reports.ts';
import type { Counts } from './test-reports.ts';

const journeyReport = 'tests/results/playwright.json';
const counted: Counts[] = [];

/** A step that is no test runner counts as one test. */
function countStep({ ok }: StepResult): void {
  counted.push({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });
}

async function stage(step: Step, count: (ok: boolean) => Counts): Promise<void> {
  console.log(`\n== ${step.name}`);
  const result = await runStep({ ...step, live: true });
  reportStep(result);
  counted.push(count(result.ok));
}

const began = performance.now();
rmSync('tests/results', { recursive: true, force: true });

console.log('== check');
for (const result of await runCheckSteps()) {
  reportStep(result);
  countStep(result);
}

for (const { name, projects, minutes } of [
  { name: 'units', projects: ['domain+server', 'ui'], minutes: 12 },
  { name: 'simulation', projects: ['simulation'], minutes: 8 },
  { name: 'system', projects: ['system'], minutes: 10 },
]) {
  const report = `tests/results/${name}.json`;
  const only = projects.map((project) => `--project=${project}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  await stage(
    {
      name,
      command: 'vitest',
      args: ['run', ...only, '--passWithNoTests', ...reporters],
      minutes,
    },
    (ok) => countVitest(report, ok),
  );
}

for (const step of [
  { name: 'build', command: 'vite', args: ['build'] },
  { name: 'browser', command: 'node', args: ['scripts/browser.ts'], minutes: 10 },
]) {
  console.log(`\n== ${step.name}`);
  const result = await runStep({ ...step, live: true });
  reportStep(result);
  countStep(result);
}

await stage(
  { name: 'journeys', command: 'playwright', args: ['test', '--project=journeys'], minutes: 20 },
  (ok) => countPlaywright(journeyReport, ok),
);

const sum = (key: keyof Counts): number =>
  counted.reduce((total, counts) => total + counts[key], 0);
const failed = sum('failed');
const skipped = sum('skipped');
console.log(`\n${((performance.now() - began) / 60_000).toFixed(1)} minutes`);
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${sum('passed')} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
