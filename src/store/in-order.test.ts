import { expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

/** A write that the disk answers when it is told to. */
function slow(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const write = () => {
    log.push(`${name} begins`);
    return promise.then(() => log.push(`${name} ends`));
  };
  return { write, resolve, reject };
}

it('what was typed last is written last, though the disk dawdles over the first', async () => {
  const log: string[] = [];
  const ordered = inOrder();
  const first = slow(log, 'first');
  const second = slow(log, 'second');
  second.resolve();
  const both = [ordered(['a', 'b'], first.write), ordered(['b'], second.write)];
  await ordered(['c'], () => Promise.resolve(log.push('another record')));
  first.resolve();
  await Promise.all(both);
  const another = ['first begins', 'another record'];
  expect(log).toEqual([...another, 'first ends', 'second begins', 'second ends']);
});

it('a write that fails holds up none after it', async () => {
  const log: string[] = [];
  const ordered = inOrder();
  const first = slow(log, 'first');
  const refused = ordered(['a'], first.write);
  const next = ordered(['a'], () => Promise.resolve('written'));
  first.reject(new Error('the disk is full'));
  await expect(refused).rejects.toThrow('full');
  expect(await next).toBe('written');
});
