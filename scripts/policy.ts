import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printedPolicy } from '../src/domain/policy/print-policy.ts';

const file = join(import.meta.dirname, '..', 'src', 'domain', 'policy', 'POLICY.md');
writeFileSync(file, printedPolicy());
console.log('printed src/domain/policy/POLICY.md');
