/** `npm run differential -- --ops N --seed S`: both stores side by side, as long as one likes. */
import { parseArgs } from 'node:util';
import { openSqlite } from '../../../sync-server/store/sqlite.ts';
import { emptiedPostgres } from '../../support/emptied-postgres.ts';
import { startPostgres } from '../../support/postgres.ts';
import { compareStores } from './compare-stores.ts';

const { values } = parseArgs({
  options: {
    ops: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    story: { type: 'string', default: '2000' },
  },
});
const given = process.env['DATABASE_URL'];
const running = given === undefined ? await startPostgres() : null;
const postgres = await emptiedPostgres(given ?? running?.url ?? '');
const outcomes = new Map<string, number>();
let done = 0;
let stories = 0;
let failed = false;
const began = performance.now();
try {
  while (done < Number(values.ops) && !failed) {
    const seed = Number(values.seed) + stories;
    const sqlite = await openSqlite(':memory:');
    const result = await compareStores([sqlite, await postgres.open()], seed, Number(values.story));
    await sqlite.close();
    done += result.done;
    stories += 1;
    for (const [name, count] of result.outcomes) {
      outcomes.set(name, (outcomes.get(name) ?? 0) + count);
    }
    if (result.difference) {
      failed = true;
      console.error(JSON.stringify(result.difference, null, 2));
    }
    if (stories % 50 === 0) console.log(`${done} operations, seed ${seed}`);
  }
} finally {
  await postgres.end();
  await running?.stop();
}
for (const [name, count] of [...outcomes].toSorted((a, b) => b[1] - a[1])) {
  console.log(`${String(count).padStart(9)} ${name}`);
}
const seconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(
  `${done} operations in ${stories} stories, ${seconds} s, differences ${failed ? 1 : 0}`,
);
process.exitCode = failed ? 1 : 0;
