import { expect, it } from 'vitest';
import { idOf, phone, place } from '../../tests/support/engine-phone.ts';

/** A phone that reads 35 records in pages of ten; what it asked and did, in order. */
async function firstSync(scopeAfter?: string) {
  const { time, server, store, start } = phone();
  server.pageSize = 10;
  for (let n = 0; n < 35; n += 1) server.put('places', place(idOf(n), `${n}`));
  const log: string[] = [];
  let pulls = 0;
  server.fault = (call) => {
    log.push(call === 'pull' ? `ask ${(pulls += 1)}` : call);
    if (call === 'pull' && pulls === 3 && scopeAfter) server.scopeEpoch = scopeAfter;
    return null;
  };
  let pages = 0;
  start({
    ...store,
    async takePage(page, how) {
      log.push(`write ${(pages += 1)}`);
      await store.takePage(page, how);
    },
  });
  await time.pass(100);
  expect(store.all('places')).toHaveLength(35);
  return log.slice(0, 10);
}

it('has asked for the next page before it writes one, and for the session once', async () => {
  const asked = ['ask 1', 'ask 2', 'write 1', 'ask 3', 'write 2', 'ask 4', 'write 3', 'write 4'];
  expect((await firstSync()).slice(0, 9)).toEqual(['session', ...asked]);
});

it('asks for the session anew when a page is of another scope', async () => {
  expect((await firstSync('s2')).filter((each) => each === 'session')).toHaveLength(2);
});
