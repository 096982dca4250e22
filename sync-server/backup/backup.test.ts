import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServer } from '../server.ts';
import { claimFolder, databaseIn } from '../store/lock.ts';
import { UnrestoredBackup } from '../store/meta.ts';
import { openSqlite } from '../store/sqlite.ts';
import { plantTree, standingClock, testCommunity } from '../test-support/test-community.ts';
import { backUpFolder } from './make-backup.ts';
import { putBack } from './put-back.ts';

let folder: string;
let data: string;
let file: string;
const { surroundings, at } = standingClock();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linli-'));
  data = join(folder, 'data');
  file = join(folder, 'backup.db');
  claimFolder(data)();
  const community = await testCommunity({ store: await openSqlite(databaseIn(data)) });
  await plantTree(community.server, community.make);
  await community.server.close();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const epochOf = async (): Promise<string> => {
  const server = await openServer({ ...surroundings, store: await openSqlite(databaseIn(data)) });
  const { epoch } = server.core;
  await server.close();
  return epoch;
};

describe('a backup', () => {
  test('holds what is there while a server works on it, and is nobody else’s to read', async () => {
    const release = claimFolder(data);
    const store = await openSqlite(databaseIn(data));
    const { records } = backUpFolder(data, file, at);
    expect(records).toBe(15);
    await store.close();
    release();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).toSorted()).toEqual(['backup.db', 'data']);
  });

  test('never replaces another, and is not made of nothing', () => {
    backUpFolder(data, file, at);
    expect(() => backUpFolder(data, file, at)).toThrow('is there already');
    expect(() => backUpFolder(folder, join(folder, 'b.db'), at)).toThrow('no store in');
    expect(() => backUpFolder(data, join(folder, 'no', 'b.db'), at)).toThrow('no folder');
  });

  test('that is copied into place by hand is refused until somebody says that it was restored', async () => {
    backUpFolder(data, file, at);
    copyFileSync(file, databaseIn(data));
    const store = await openSqlite(databaseIn(data));
    await expect(openServer({ ...surroundings, store })).rejects.toBeInstanceOf(UnrestoredBackup);
    await openServer({ ...surroundings, store, restored: true });
    await openServer({ ...surroundings, store });
    await store.close();
  });
});

describe('putting a backup back', () => {
  test('gives the store a new epoch and keeps aside what was there', async () => {
    const before = await epochOf();
    backUpFolder(data, file, at);
    const { records, aside } = await putBack({ from: file, data, replace: true }, surroundings);
    expect(records).toBe(15);
    expect(await epochOf()).not.toBe(before);
    copyFileSync(aside ?? '', databaseIn(data));
    expect(await epochOf()).toBe(before);
  });

  test('fills an empty folder, from a copy made by hand too', async () => {
    copyFileSync(databaseIn(data), file);
    const other = join(folder, 'other');
    expect(await putBack({ from: file, data: other, replace: false }, surroundings)).toEqual({
      records: 15,
      aside: null,
    });
    expect(readdirSync(other).toSorted()).toEqual(['in-use.lock', 'linli.db']);
  });

  test('opens no session again that has ended since, and no code that was used since', async () => {
    const store = await openSqlite(databaseIn(data));
    const community = await testCommunity({ store });
    const { server, system } = community;
    const { holder, device: lost } = await community.employed('liaison', 'c1/g01/b1');
    const out = await community.device(holder);
    const used = await community.device(holder);
    const codes = [await server.code(system, holder)];
    const { device: kept, holder: other } = await community.employed('head', 'c1/g01');
    codes.push(await server.code(system, other));
    backUpFolder(data, file, at);
    await server.endDevice(system, { device: lost.session.device, how: 'lost' });
    await server.endDevice(system, { device: used.session.device, how: 'returned' });
    await server.signOut(out.session);
    const asked = codes.map((code) => ({
      code: code.ok ? code.value.code : '',
      device: { name: 'phone' },
    }));
    for (const one of asked) expect(await server.enrol(one, 'here')).toMatchObject({ ok: true });
    await server.close();

    await putBack({ from: file, data, replace: true }, surroundings);
    const again = await openServer({ ...surroundings, store: await openSqlite(databaseIn(data)) });
    const opens = async ({ token }: { token: string }) => {
      const session = await again.sessionOf(token);
      return session.ok ? (session.value.handedIn ?? 'open') : session.code;
    };
    expect(await Promise.all([lost, out, used, kept].map(opens))).toEqual([
      'deviceRevoked',
      'sessionEnded',
      true,
      'open',
    ]);
    for (const one of asked) expect(await again.enrol(one, 'here')).toMatchObject({ ok: false });
    await again.close();
  });

  test('touches nothing while a server works there, where a store is in the way, or when it is no backup', async () => {
    const before = await epochOf();
    backUpFolder(data, file, at);
    const refusal = (from: string, replace: boolean) =>
      putBack({ from, data, replace }, surroundings).then(
        () => '',
        (error: unknown) => (error as Error).message,
      );
    const release = claimFolder(data);
    expect(await refusal(file, true)).toContain('another Linli server works in');
    release();
    expect(await refusal(file, false)).toContain('--replace');
    const other = join(folder, 'other.db');
    writeFileSync(other, 'x'.repeat(5000));
    expect(await refusal(other, true)).toContain('no backup of Linli');
    expect(await refusal(join(folder, 'none'), true)).toContain('there is no');
    expect(await epochOf()).toBe(before);
    expect(readdirSync(data).toSorted()).toEqual(['in-use.lock', 'linli.db']);
  });
});
