import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openServer, type SyncServer } from '../server.ts';
import { claimFolder } from '../store/lock.ts';
import { openSqlite } from '../store/sqlite.ts';
import { cleanRoster, messyRoster } from '../../tests/support/roster-files.ts';
import { standingClock } from '../test-support/test-community.ts';
import { allRecords, importNotices } from './community-records.ts';
import { runImport, runUndo } from './run-import.ts';

const roster = async () => new Uint8Array(await readFile(cleanRoster));

/** A clock that moves each time one looks: no two edits of the shell happen in the same millisecond. */
async function emptyServer(): Promise<SyncServer> {
  const { surroundings, at } = standingClock();
  let time = at;
  const now = () => (time += 1);
  return openServer({ ...surroundings, now, store: await openSqlite(':memory:') });
}

const imported = (server: SyncServer, bytes: Uint8Array, more = {}) =>
  runImport(server, {
    file: '/somewhere/名册.xlsx',
    bytes,
    community: 'c1',
    apply: true,
    accepted: [],
    ...more,
  });

async function contentOf(server: SyncServer): Promise<unknown[]> {
  const lists = await Promise.all(
    (['places', 'people', 'posts'] as const).map((c) => allRecords(server, 'c1', c)),
  );
  return lists.flatMap((list) =>
    list
      .map(({ version: _version, ...record }) => record)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

describe('an import from the shell', () => {
  it('writes nothing in a dry run, not even a community', async () => {
    const server = await emptyServer();
    const report = await imported(server, await roster(), { apply: false });
    expect(report.lines).toHaveLength(3259);
    expect(report.summary).toMatchObject({ summary: 'dryRun', imported: 3259, rejected: 0 });
    expect(await server.communities()).toEqual([]);
  });

  it('makes the community, every record once, and remembers itself', async () => {
    const server = await emptyServer();
    const report = await imported(server, await roster());
    expect(report).toMatchObject({ ok: true, summary: { summary: 'applied', imported: 3259 } });
    expect(await contentOf(server)).toHaveLength(1 + 3 + 51 + 1220 + 3107 + 152);
    const [place] = await allRecords(server, 'c1', 'places');
    expect(place).toMatchObject({ kind: 'community', name: '幸福里社区' });
    const again = await imported(server, await roster());
    expect(again.summary).toMatchObject({ unchanged: 3259, records: { created: 0, edited: 0 } });
    expect(await importNotices(server, 'c1')).toHaveLength(1);
  });

  it('is taken back by its batch, to the last field', async () => {
    const server = await emptyServer();
    const list = (remark: string) =>
      strToU8(
        `社区,网格,楼栋小组,门牌号,姓名,出生日期,备注\n甲社区,第一网格,1号楼,101,王芳,1950-01-01,${remark}\n`,
      );
    await imported(server, list('养狗'));
    const before = await contentOf(server);
    const changed = `${new TextDecoder().decode(list('养猫'))}甲社区,第二网格,3号楼,202,赵新,1960-01-01,\n`;
    const second = await imported(server, strToU8(changed), { accepted: ['第二网格'] });
    const { batch } = second.summary as { batch: string };
    expect(second.summary).toMatchObject({ imported: 1, updated: 1 });
    const dry = await runUndo(server, 'c1', batch, false);
    expect(dry.summary).toMatchObject({ summary: 'dryRun', deleted: 4, putBack: 1 });
    const undone = await runUndo(server, 'c1', batch, true);
    expect(undone).toMatchObject({ ok: true, summary: { summary: 'undone', kept: 0 } });
    expect(await contentOf(server)).toEqual(before);
    const twice = await runUndo(server, 'c1', batch, true);
    expect(twice).toMatchObject({ ok: false, summary: { problem: 'noImport' } });
  });

  it('says what is the matter with a file', async () => {
    const report = await imported(await emptyServer(), strToU8('a,b\n1,2\n'));
    expect(report).toEqual({ lines: [], summary: { problem: 'noList' }, ok: false });
  });
});

describe('npm run import', () => {
  const run = async (...args: string[]) => {
    const script = join(import.meta.dirname, 'import.ts');
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], {
        maxBuffer: 50_000_000,
      });
      return { code: 0, lines: stdout.trim().split('\n'), complaint: '' };
    } catch (error) {
      const { code, stderr } = error as { code: number; stderr: string };
      return { code, lines: [], complaint: stderr };
    }
  };
  const messy = messyRoster.pathname;

  it('prints a line of JSON for every row and a summary', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'linli-import-'));
    const { lines } = await run(messy, '--data', join(folder, 'none'));
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows).toHaveLength(3229 + 1);
    expect(rows[40]).toMatchObject({ row: 42, result: 'rejected', who: '曾凤霞' });
    expect(rows.at(-1)).toMatchObject({ summary: 'dryRun', rejected: 9, corrected: 442 });
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it('stays away from a folder in which a server works', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'linli-import-'));
    const release = claimFolder(folder);
    const { code, complaint } = await run(messy, '--apply', '--data', folder);
    release();
    expect(code).toBe(1);
    expect(complaint).toContain('another Linli server');
    await rm(folder, { recursive: true });
  });

  it('complains in one line of a file that is not there', async () => {
    const { code, complaint } = await run('/nowhere/list.csv');
    expect(code).toBe(1);
    expect(complaint.trim().split('\n')).toHaveLength(1);
  });
});
