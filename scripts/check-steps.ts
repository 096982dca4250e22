import { runStep } from './step.ts';
import type { StepResult } from './step.ts';

const steps = [
  { name: 'types', command: 'tsc', args: [] },
  { name: 'types of the service worker', command: 'tsc', args: ['-p', 'tsconfig.worker.json'] },
  { name: 'lint', command: 'oxlint', args: [] },
  { name: 'format', command: 'oxfmt', args: ['--check'] },
  { name: 'unused code', command: 'knip', args: ['--no-config-hints'] },
  { name: 'own rules', command: 'node', args: ['scripts/own-rules.ts'] },
];

export function runCheckSteps(): Promise<StepResult[]> {
  return Promise.all(steps.map(runStep));
}
