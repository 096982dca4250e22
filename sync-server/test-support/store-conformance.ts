import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StoreFailure, type SqlValue, type Store } from '../store/store.ts';

const awkward = [
  '',
  '?',
  "it's $1 or ?",
  '\\',
  '"quoted"',
  '李奶奶',
  '𠮷野家 😀',
  '\u202Ebidi\u202C',
  '\t\r\n\u0001\uFEFF',
  '￿',
  'x'.repeat(100_000),
];

/** Names whose order is another one in nearly every language than it is byte by byte. */
const names = 'c1 c1/ c1/g c1/g01 c1- c10 c1g C1 a B ä 李 阿 😀 ￿ _'.split(' ');
const bytewise = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** What every store must hold to, so that nothing above it needs to know which one it is. */
export function describeStore(open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const put = (...of: string[]) =>
    store.write(async (sql) => {
      for (const name of of) {
        await sql.run('insert into meta (name, value) values (?, ?)', [name, 'x']);
      }
    });
  const kept = () =>
    store.read(async (sql) => {
      const rows = await sql.all<{ name: string }>('select name from meta order by name');
      return rows.map((row) => row.name);
    });

  describe('a transaction', () => {
    test('is all or nothing', async () => {
      const failing = store.write(async (sql) => {
        await sql.run("insert into meta (name, value) values ('half', 'x')");
        throw new Error('on the way');
      });
      await expect(failing).rejects.toThrow('on the way');
      expect(await kept()).toEqual([]);
    });

    test('is never seen half-done by another one that was begun meanwhile', async () => {
      const writing = store.write(async (sql) => {
        await sql.run("insert into meta (name, value) values ('a', 'x')");
        await pause(20);
        await sql.run("insert into meta (name, value) values ('b', 'x')");
      });
      const seen = await kept();
      await writing;
      expect([[], ['a', 'b']]).toContainEqual(seen);
      expect(await kept()).toEqual(['a', 'b']);
    });

    test('sees one and the same while it reads, whatever is written meanwhile', async () => {
      await put('before');
      let writing = Promise.resolve();
      const [first, second] = await store.read(async (sql) => {
        const once = await sql.all('select name from meta');
        writing = put('meanwhile');
        await pause(30);
        return [once, await sql.all('select name from meta')];
      });
      await writing;
      expect(second).toEqual(first);
      expect(await kept()).toEqual(['before', 'meanwhile']);
    });

    test('that fails does not hold up the next', async () => {
      await expect(store.write((sql) => sql.run('insert into nowhere values (1)'))).rejects.toThrow(
        StoreFailure,
      );
      await put('next');
      expect(await kept()).toEqual(['next']);
    });

    test('undoes one row alone, even when its statement failed', async () => {
      await put('known');
      await store.write(async (sql) => {
        await sql.run("insert into meta (name, value) values ('one', 'x')");
        await sql.run('savepoint one_row');
        await sql.run("insert into meta (name, value) values ('two', 'x')");
        const twice = sql.run("insert into meta (name, value) values ('known', 'x')");
        await expect(twice).rejects.toThrow(StoreFailure);
        await sql.run('rollback to savepoint one_row');
        await sql.run('savepoint one_row');
        await sql.run("insert into meta (name, value) values ('three', 'x')");
        await sql.run('release savepoint one_row');
      });
      expect(await kept()).toEqual(['known', 'one', 'three']);
    });

    test('of one turn waits for the other, and the second sees what the first has written', async () => {
      const order: string[] = [];
      const write = (name: string) =>
        store.write(async (sql) => {
          order.push(`${name} begins`);
          await sql.run('insert into meta (name, value) values (?, ?)', [name, 'x']);
          await pause(5);
          order.push(`${name} ends`);
        }, 'c1');
      await Promise.all([write('a'), write('b')]);
      expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    });
  });

  describe('a value', () => {
    test('comes back as it was', async () => {
      await store.write(async (sql) => {
        for (const [index, text] of awkward.entries()) {
          await sql.run('insert into meta (name, value) values (?, ?)', [String(index), text]);
        }
      });
      const rows = await store.read((sql) =>
        sql.all<{ name: string; value: string }>('select name, value from meta'),
      );
      const found = new Map(rows.map(({ name, value }) => [name, value]));
      expect(awkward.map((_text, index) => found.get(String(index)))).toEqual(awkward);
    });

    test('is a number where it is one, up to the largest and down below zero', async () => {
      const largest = Number.MAX_SAFE_INTEGER;
      await store.write(async (sql) => {
        await sql.run('insert into communities (id, seq, settings) values (?, ?, ?)', [
          'c1',
          largest,
          '{}',
        ]);
        await sql.run('insert into communities (id, seq, settings) values (?, ?, ?)', [
          'c2',
          -1,
          '{}',
        ]);
      });
      const rows = await store.read((sql) =>
        sql.all(
          'select seq, (select count(*) from communities) as total from communities order by id',
        ),
      );
      expect(rows).toEqual([
        { seq: largest, total: 2 },
        { seq: -1, total: 2 },
      ]);
    });

    test('that one of the stores could not keep is the row’s fault, and its neighbours are taken in', async () => {
      const bad: SqlValue[] = ['a\0b', 'half \uD83D', '\uDE00', 0.5, NaN, Infinity, 2 ** 53];
      await store.write(async (sql) => {
        await sql.run("insert into meta (name, value) values ('good', 'x')");
        for (const value of bad) {
          await sql.run('savepoint one_row');
          const putting = sql.run('insert into meta (name, value) values (?, ?)', ['bad', value]);
          await expect(putting).rejects.toMatchObject({ refusal: true });
          await sql.run('rollback to savepoint one_row');
        }
      });
      expect(await kept()).toEqual(['good']);
    });

    test('is put where a question mark stands, and not where one is part of a text', async () => {
      const [row] = await store.read((sql) =>
        sql.all(
          `select '?' as "what?", 'it''s ?' as b, -- why?
            cast(? as text) as c, cast(? as text) as d`,
          ['first', 'second'],
        ),
      );
      expect(row).toEqual({ 'what?': '?', b: "it's ?", c: 'first', d: 'second' });
    });

    test('is ordered and compared byte by byte, in whatever language the database is', async () => {
      await put(...names);
      expect(await kept()).toEqual(names.toSorted(bytewise));
      const within = await store.read((sql) =>
        sql.all<{ name: string }>(
          'select name from meta where name >= ? and name < ? order by name desc',
          ['c1/', 'c10'],
        ),
      );
      expect(within.map(({ name }) => name)).toEqual(['c1/g01', 'c1/g', 'c1/']);
      const after = await store.read((sql) =>
        sql.all<{ name: string }>(
          'select name from meta where (value, name) > (?, ?) order by name limit ?',
          ['x', 'a', 100],
        ),
      );
      const expected = names.filter((name) => bytewise(name, 'a') > 0).toSorted(bytewise);
      expect(after.map(({ name }) => name)).toEqual(expected);
    });
  });

  test('a change says how many rows it touched', async () => {
    await put('a', 'b');
    const counts = await store.write(async (sql) => [
      await sql.run("update meta set value = 'y'"),
      await sql.run("delete from meta where name = 'nobody'"),
      await sql.run(
        "insert into meta (name, value) values ('a', 'z') on conflict (name) do nothing",
      ),
      await sql.run("delete from meta where name = 'a'"),
    ]);
    expect(counts).toEqual([2, 0, 0, 1]);
  });

  describe('a word', () => {
    test('is heard in order once its transaction is committed, and never when it was undone', async () => {
      const heard: string[] = [];
      const stop = store.listen({ heard: (word) => heard.push(word), missed: () => undefined });
      await store.write(async (sql) => {
        await sql.tell('one');
        await pause(5);
        await sql.tell('two');
        expect(heard).toEqual([]);
      });
      expect(heard).toEqual(['one', 'two']);
      const failing = store.write(async (sql) => {
        await sql.tell('never');
        throw new Error('on the way');
      });
      await expect(failing).rejects.toThrow('on the way');
      await store.write((sql) => sql.tell('three'));
      stop();
      await store.write((sql) => sql.tell('unheard'));
      expect(heard).toEqual(['one', 'two', 'three']);
    });
  });
}
