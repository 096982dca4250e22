import { runCheckSteps } from './check-steps.ts';
import { reportStep } from './step.ts';

const results = await runCheckSteps();
for (const result of results) reportStep(result);
const failed = results.filter(({ ok }) => !ok).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
