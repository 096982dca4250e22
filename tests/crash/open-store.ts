/** Opens a store, which brings its tables up to date, and closes it: `node open-store.ts FILE` or a URL. */
import { openPostgres } from '../../sync-server/store/postgres.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';

const [where = ''] = process.argv.slice(2);
const store = where.startsWith('postgres:')
  ? await openPostgres({ url: where })
  : await openSqlite(where);
await store.close();
