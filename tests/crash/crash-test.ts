/** All crash tests with as many rounds as asked for: `npm run crash-test -- --rounds 200 [part of a file's name]`. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '200' } },
  allowPositionals: true,
});
const files = positionals.length > 0 ? positionals : ['tests/crash/'];
const { status } = spawnSync('vitest', ['run', '--project=system', ...files], {
  stdio: 'inherit',
  env: { ...process.env, LINLI_CRASH_ROUNDS: values.rounds },
});
process.exitCode = status ?? 1;
