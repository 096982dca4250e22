import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const nowhere = join(import.meta.dirname, 'nowhere');
// Nobody listens on the port of discarded things.
const noDatabase = 'postgres://linli@127.0.0.1:9/linli';

test.each([
  ['main.ts --helpp', '', /--helpp/],
  ['main.ts --port eighty', '', /port must be a number/],
  ['main.ts', noDatabase, /database of DATABASE_URL cannot be used/],
  ['main.ts', 'sqlite:./data', /must begin with postgres/],
  [`cli/backup.ts --data ${nowhere} --to ${nowhere}/a.db`, '', /no store in/],
  [`cli/backup.ts --to ${nowhere}.db`, noDatabase, /database of DATABASE_URL cannot be used/],
  [`cli/restore.ts --from ${import.meta.filename}`, noDatabase, /cannot be used/],
  [`cli/move-store.ts --from DATABASE_URL --to sqlite:${nowhere}`, noDatabase, /cannot be used/],
  ['cli/import.ts list.csv', 'sqlite:./data', /must begin with postgres/],
])('`%s` with the database "%s" is refused in words, without a stack', (command, url, words) => {
  const [file = '', ...args] = command.split(' ');
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '..', file), ...args],
    { env: { ...process.env, DATABASE_URL: url }, encoding: 'utf8', timeout: 20_000 },
  );
  expect(status).toBe(1);
  expect(stderr).toMatch(words);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
