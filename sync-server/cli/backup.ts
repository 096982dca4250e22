/**
 * `npm run backup -- --data DIR --to FILE`: a copy of the store as it is at one moment; servers go on working. With
 * `DATABASE_URL` it is that of the database, in a file all the same.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backUpDatabase } from '../backup/database-backup.ts';
import { backUpFolder } from '../backup/make-backup.ts';
import { readDatabase } from '../options.ts';
import { BackupRefused, isWordForShell } from '../backup/backup-refused.ts';

try {
  const { values } = parseArgs({ options: { data: { type: 'string' }, to: { type: 'string' } } });
  const data = resolve(values.data ?? process.env['LINLI_DATA'] ?? './data');
  if (values.to === undefined) throw new BackupRefused('where to: --to FILE');
  const began = performance.now();
  const database = readDatabase(process.env);
  const to = resolve(values.to);
  const { file, bytes, records } = database
    ? await backUpDatabase(database, to, Date.now())
    : backUpFolder(data, to, Date.now());
  const took = Math.round(performance.now() - began);
  console.log(`已备份 ${records} 条记录 / ${records} records, ${bytes} bytes, ${took} ms: ${file}`);
} catch (error) {
  console.error(isWordForShell(error) ? (error as Error).message : error);
  process.exitCode = 1;
}
