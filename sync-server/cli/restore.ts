/**
 * `npm run restore -- --from FILE --data DIR [--replace]`: puts a backup back. Devices notice when the server runs
 * again, and give it what it lacks.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupRefused, isWordForShell } from '../backup/backup-refused.ts';
import { putBackIntoDatabase } from '../backup/database-backup.ts';
import { readDatabase } from '../options.ts';
import { putBack } from '../backup/put-back.ts';
import { processSurroundings } from './process-surroundings.ts';

try {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      data: { type: 'string' },
      replace: { type: 'boolean', default: false },
    },
  });
  if (values.from === undefined) throw new BackupRefused('which backup: --from FILE');
  const data = resolve(values.data ?? process.env['LINLI_DATA'] ?? './data');
  const from = resolve(values.from);
  const url = readDatabase(process.env);
  const { replace } = values;
  const surroundings = processSurroundings();
  const { records, aside } = url
    ? await putBackIntoDatabase({ from, url, replace }, surroundings)
    : await putBack({ from, data, replace }, surroundings);
  console.log(
    `已恢复 ${records} 条记录，现在可以启动服务器 / ${records} records are back; start the server now`,
  );
  if (aside !== null) console.log(`原来的数据留在 / what was there is kept in ${aside}`);
  else {
    console.log(
      '备份之后挂失的设备请重新挂失 / devices that were reported lost after the backup must be reported lost again',
    );
  }
} catch (error) {
  console.error(isWordForShell(error) ? (error as Error).message : error);
  process.exitCode = 1;
}
