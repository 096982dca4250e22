import { afterAll, describe, inject } from 'vitest';
import { storeUnderTest } from '../../sync-server/test-support/store-under-test.ts';
import { emptiedPostgres } from '../support/emptied-postgres.ts';

const server = inject('postgres');
if (server === null) throw new Error('there is no PostgreSQL to run the rules on');
const postgres = await emptiedPostgres(server);
storeUnderTest.open = () => postgres.open();
// Every question crosses a socket here, and the differential test asks many more.
storeUnderTest.runs = (usual) => Math.ceil(usual / 4);
afterAll(() => postgres.end());

// Every rule of the wire once more, word for word; a new file of rules joins by itself.
const rules = import.meta.glob('../../sync-server/rules/*.test.ts');
for (const [file, load] of Object.entries(rules)) {
  describe(`on PostgreSQL: ${file}`, async () => {
    await load();
  });
}
