import { afterAll, beforeAll, expect, test } from 'vitest';
import { processSurroundings } from '../../sync-server/cli/process-surroundings.ts';
import { openServer, type SyncServer } from '../../sync-server/server.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import type { Sql, Store } from '../../sync-server/store/store.ts';
import { newLoadId, tellHistory, visitTo, type Worker } from './load-history.ts';

const now = Date.now();
const history = tellHistory('c1', now);
let asked = 0;
let server: SyncServer;

/** Counts statements: unlike seconds they are the same on every machine. */
function counting(store: Store): Store {
  const counted = (sql: Sql): Sql => ({
    ...sql,
    all: (text, values) => {
      asked += 1;
      return sql.all(text, values);
    },
    run: (text, values) => {
      asked += 1;
      return sql.run(text, values);
    },
  });
  return {
    ...store,
    read: (work) => store.read((sql) => work(counted(sql))),
    write: (work, turn) => store.write((sql) => work(counted(sql)), turn),
  };
}

beforeAll(async () => {
  const surroundings = { ...processSurroundings(), report: () => undefined };
  server = await openServer({ ...surroundings, store: counting(await openSqlite(':memory:')) });
  await server.createCommunity({ id: 'c1', name: '测试社区' });
  const system = server.systemSession('c1');
  // Places, people and posts of the first grids are enough.
  for (let from = 0; from < 4000; from += 500) {
    await server.push(system, history.rows.slice(from, from + 500));
  }
});

afterAll(() => server.close());

const liaison = history.workers.find(({ role }) => role === 'liaison');

function sessionOf({ person }: Worker) {
  const [device, deviceName] = ['d1', 'phone'];
  return { community: 'c1', person, name: '甲', device, deviceName, system: false };
}

function visits(count: number): unknown[] {
  return Array.from({ length: count }, (_, n) => {
    const who = liaison?.residents[n % 50];
    const r = { kind: 'round', ...visitTo(who, now) };
    return { c: 'visits', id: newLoadId(now), op: 'create', r, stamp: now };
  });
}

async function push(count: number): Promise<number> {
  if (!liaison) throw new Error('nobody works here');
  const before = asked;
  const { results } = await server.push(sessionOf(liaison), visits(count));
  expect(results.filter(({ outcome }) => outcome !== 'accepted')).toEqual([]);
  return asked - before;
}

test('a large batch asks the store hardly more often than a small one', async () => {
  await push(5);
  const few = await push(5);
  const many = await push(400);
  console.log(`statements: ${few} for 5 rows, ${many} for 400`);
  // Eighty times the rows; one statement a row would be 400.
  expect(many).toBeLessThan(few * 4);
});

test('a narrow scope is read without going through the whole community', async () => {
  const timeOf = async (worker: Worker | undefined): Promise<number> => {
    if (!worker) throw new Error('nobody works here');
    const times: number[] = [];
    for (let turn = 0; turn < 9; turn += 1) {
      const began = performance.now();
      const request = { protocol: 1, checkpoint: null, limit: 5000 };
      const answer = await server.pull(sessionOf(worker), request);
      expect(answer.ok).toBe(true);
      times.push(performance.now() - began);
    }
    return times.toSorted((a, b) => a - b)[4] ?? Number.NaN;
  };
  const volunteer = await timeOf(history.workers.find(({ role }) => role === 'volunteer'));
  const head = await timeOf(history.workers.find(({ role }) => role === 'head'));
  console.log(`first sync: volunteer ${volunteer.toFixed(1)} ms, head ${head.toFixed(1)} ms`);
  // Going through everything took the volunteer, who sees seventeen records, two thirds of the head's time.
  expect(volunteer).toBeLessThan(head / 3);
});
