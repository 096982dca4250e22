import { expect, test } from 'vitest';
import type { EngineStatus } from '../store/sync-status.ts';
import { statusKeeper } from './status-keeper.ts';

test('a full phone is told as such; a full server is busy, since nobody at the phone can mend it', async () => {
  const said: (EngineStatus['problem'] | undefined)[] = [];
  const keeper = statusKeeper({
    saveStatus: (status) => {
      said.push(status.problem);
      return Promise.resolve();
    },
  });
  await keeper.failed({ code: 'storageFull' });
  await keeper.failed({ code: 'storageFull', status: 503 });
  expect(said).toEqual(['storageFull', 'serverBusy']);
});
