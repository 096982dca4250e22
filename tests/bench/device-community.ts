import { join } from 'node:path';
import { openServer } from '../../sync-server/server.ts';
import { processSurroundings } from '../../sync-server/cli/process-surroundings.ts';
import { claimFolder, databaseIn } from '../../sync-server/store/lock.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import { newId } from '../../src/app/new-id.ts';
import type { Change } from '../../src/protocol/sync.ts';

const day = 86_400_000;
const grids = 5;
const buildingsEach = 8;
const householdsEach = 20;
const needsEach = 64;
const visitsEach = 125;

/** A community of 10,000 records, and what the bench must know of it. */
export interface BenchCommunity {
  readonly code: string;
  readonly buildings: readonly string[];
  readonly households: readonly string[];
  /** Needs that are still open, in every building alike. */
  readonly openNeeds: number;
  readonly changes: readonly Change[];
}

interface Row {
  readonly c: string;
  readonly id: string;
  readonly op: 'create';
  readonly r: Record<string, unknown>;
  readonly stamp: number;
}

const two = (n: number) => String(n).padStart(2, '0');

function buildingRows(building: string, admin: string, now: number): Row[] {
  const rows: Row[] = [];
  const add = (c: string, at: number, r: Record<string, unknown>): string => {
    const id = newId(at);
    const history = { createdAt: at, createdBy: admin, receivedAt: at };
    rows.push({ c, id, op: 'create', r: { ...history, ...r }, stamp: at });
    return id;
  };
  const began = now - 60 * day;
  const homes: string[] = [];
  const people: string[] = [];
  for (let h = 0; h < householdsEach; h += 1) {
    const place = `${building}/h${two(1 + Math.floor(h / 4))}${two(1 + (h % 4))}`;
    homes.push(place);
    add('places', began, {
      kind: 'household',
      place,
      name: `${1 + Math.floor(h / 4)}0${1 + (h % 4)}`,
    });
    for (const name of ['王秀英', '李建国'])
      people.push(add('people', began, { kind: 'resident', place, name, phone: '13800001234' }));
  }
  for (let n = 0; n < needsEach; n += 1) {
    const at = now - (n + 1) * 7_200_000;
    const step = (name: string, after: number) => ({
      id: newId(at),
      step: name,
      at: at + after,
      by: admin,
      receivedAt: at + after,
    });
    const course = ['submitted', ...(n % 2 ? ['triaged'] : []), ...(n % 4 === 3 ? ['done'] : [])];
    add('needs', at, {
      kind: 'need',
      place: homes[n % householdsEach],
      category: ['repair', 'medical', 'errand', 'company'][n % 4],
      urgency: n % 9 === 0 ? 'urgent' : 'normal',
      what: `第${n}件：楼道灯坏了，晚上上下楼看不清，老人怕摔着，希望尽快修`,
      person: people[n % people.length],
      personName: '王秀英',
      consent: true,
      source: 'door',
      steps: course.map((name, after) => step(name, after * 600_000)),
    });
  }
  for (let n = 0; n < visitsEach; n += 1) {
    const at = now - 3_600_000 - n * 36_000_000;
    add('visits', at, {
      kind: 'round',
      place: homes[n % householdsEach],
      startedAt: at - 300_000,
      finishedAt: at,
      outcome: n % 5 === 0 ? 'notIn' : 'met',
      answers: { health: 'well', mood: 'good', home: 'safe' },
      note: '老人精神不错，说晚上睡得还好，药按时吃',
      visitorName: '张敏',
    });
  }
  return rows;
}

/** Fills a folder for a demo server, so that its code can be used by one device after the other. */
export async function fillBenchCommunity(data: string, now: number): Promise<BenchCommunity> {
  const folder = join(data, 'demo');
  const release = claimFolder(folder);
  const server = await openServer({
    ...processSurroundings(),
    store: await openSqlite(databaseIn(folder)),
    demo: true,
  });
  const admin = newId();
  const code = 'ADMN-2468';
  await server.createCommunity({
    id: 'c1',
    name: '测量社区',
    admin: { person: admin, name: '张敏' },
  });
  const outer: Row[] = [];
  const buildings: string[] = [];
  const place = (kind: string, path: string, name: string) =>
    outer.push({
      c: 'places',
      id: newId(),
      op: 'create',
      r: { kind, place: path, name },
      stamp: now,
    });
  for (let g = 1; g <= grids; g += 1) {
    place('grid', `c1/g${two(g)}`, `第${g}网格`);
    for (let b = 1; b <= buildingsEach; b += 1) {
      const path = `c1/g${two(g)}/b${two(b)}`;
      buildings.push(path);
      place('building', path, `${b}号楼`);
    }
  }
  const system = server.systemSession('c1');
  const rows = [...outer, ...buildings.flatMap((building) => buildingRows(building, admin, now))];
  for (let from = 0; from < rows.length; from += 1000) {
    const { results } = await server.push(system, rows.slice(from, from + 1000));
    const refused = results.find(({ outcome }) => outcome !== 'accepted');
    if (refused) throw new Error(`not taken in: ${JSON.stringify(refused)}`);
  }
  await server.keepDemoPeople('c1', [
    { person: admin, role: 'admin', name: '张敏', place: 'c1', title: '管理员', code },
  ]);
  const enrolled = await server.enrol({ code, device: { name: 'bench' } }, '127.0.0.1');
  const session = enrolled.ok ? await server.sessionOf(enrolled.value.token) : enrolled;
  if (!session.ok) throw new Error('the code is not taken');
  const changes: Change[] = [];
  for (let checkpoint: string | null = null, more = true; more;) {
    const page = await server.pull(session.value, { protocol: 1, checkpoint, limit: 5000 });
    if (!page.ok) throw new Error('nothing can be pulled');
    changes.push(...page.value.changes);
    ({ checkpoint, more } = page.value);
  }
  await server.close();
  release();
  const households = rows
    .filter(({ c, r }) => c === 'places' && r['kind'] === 'household')
    .map(({ r }) => String(r['place']));
  const openNeeds = Array.from({ length: needsEach }, (_, n) => n).filter(
    (n) => n % 4 !== 3,
  ).length;
  return { code, buildings, households, openNeeds, changes };
}
