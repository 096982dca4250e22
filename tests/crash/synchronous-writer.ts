/**
 * Commits one row after the other to a database and says each number once it is committed:
 * `node synchronous-writer.ts FILE off|normal|full`. It stands for a server that was set up otherwise than ours.
 */
import { writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const [file = '', synchronous = 'full'] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec('pragma journal_mode = wal');
database.exec(
  `pragma synchronous = ${synchronous === 'off' || synchronous === 'normal' ? synchronous : 'full'}`,
);
database.exec('create table if not exists batches (number integer primary key, body text)');
const insert = database.prepare('insert into batches values (?, ?)');
for (let number = 1; ; number += 1) {
  insert.run(number, 'x'.repeat(1000));
  writeSync(1, `${number}\n`);
}
