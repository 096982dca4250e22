import { readFileSync } from 'node:fs';

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
};

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** A test that was flaky has failed; a stage that failed without a failed test counts as one. */
function settle(counts: Counts | undefined, ok: boolean): Counts {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
  return { passed, failed: !ok && failed === 0 ? 1 : failed, skipped };
}

export function countVitest(file: string, ok: boolean): Counts {
  const report = read(file) as VitestReport | undefined;
  if (report === undefined) return settle(undefined, false);
  // A file that could not even be loaded holds no tests that might fail.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  ).length;
  return settle(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    ok,
  );
}

export function countPlaywright(file: string, ok: boolean): Counts {
  const report = read(file) as PlaywrightReport | undefined;
  if (report === undefined) return settle(undefined, false);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return settle(
    { passed: expected, failed: unexpected + flaky + report.errors.length, skipped },
    ok,
  );
}
