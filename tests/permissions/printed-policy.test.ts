import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { printedPolicy } from '../../src/domain/policy/print-policy.ts';

test('what is printed of the policy is what the table says; if not, run: npm run policy', () => {
  const file = join(import.meta.dirname, '..', '..', 'src', 'domain', 'policy', 'POLICY.md');
  expect(readFileSync(file, 'utf8')).toBe(printedPolicy());
});
