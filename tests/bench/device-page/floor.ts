/**
 * The floor: what each job costs in bare IndexedDB. One object store per kind of record, one index, one transaction
 * per job, one fetch; nothing is checked, merged, marked or watched.
 */
import { newId } from '../../../src/app/new-id.ts';
import type { Need } from '../../../src/domain/needs.ts';
import { protocolVersion } from '../../../src/protocol/session.ts';
import type { Change, PushAnswer } from '../../../src/protocol/sync.ts';
import { buildingKey, bytesOfOrigin, noteShown, offer } from './jobs.ts';
import { newNeed, newVisit, openInOrder, show } from './need-list.ts';

const stores = ['places', 'people', 'posts', 'needs', 'visits', 'notices'];
type Row = Record<string, unknown> & { id: string };

const asked = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
  });
const done = (transaction: IDBTransaction) =>
  new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')));
  });

function openFloor(): Promise<IDBDatabase> {
  const request = indexedDB.open('floor', 1);
  request.addEventListener('upgradeneeded', () => {
    for (const name of stores)
      request.result.createObjectStore(name, { keyPath: 'id' }).createIndex('place', 'place');
  });
  return asked(request);
}

async function put(db: IDBDatabase, store: string, rows: readonly Row[]): Promise<void> {
  const transaction = db.transaction(store, 'readwrite');
  for (const row of rows) transaction.objectStore(store).put(row);
  await done(transaction);
}

async function needsIn(db: IDBDatabase, building: string): Promise<readonly Need[]> {
  const index = db.transaction('needs').objectStore('needs').index('place');
  const range = IDBKeyRange.bound(building, `${building}0`, false, true);
  return openInOrder((await asked(index.getAll(range))) as Need[]);
}

const post = async <T>(path: string, body: unknown): Promise<T> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`/api/v1${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
  return (await answer.json()) as T;
};

let opening = openFloor();
let written: Row[] = [];

offer({
  async firstSync(code, building) {
    (await opening).close();
    const began = performance.now();
    opening = openFloor();
    const db = await opening;
    await post('/enrol', { code, device: { name: 'floor' } });
    const changes = (await (await fetch('/everything.json')).json()) as Change[];
    const transaction = db.transaction(stores, 'readwrite');
    for (const change of changes) {
      if ('r' in change) transaction.objectStore(change.c).put(change.r);
    }
    await done(transaction);
    show(await needsIn(db, building));
    const took = performance.now() - began;
    localStorage.setItem(buildingKey, building);
    return took;
  },
  async writeAndSee(household, times) {
    const db = await opening;
    const building = household.slice(0, household.lastIndexOf('/'));
    const each: number[] = [];
    for (let n = 0; n < times; n += 1) {
      const began = performance.now();
      const { at, ...need } = newNeed(household, Date.now());
      const step = { id: newId(), step: 'submitted', at, by: 'me' };
      await put(db, 'needs', [{ ...need, id: newId(), createdAt: at, steps: [step] }]);
      show(await needsIn(db, building));
      each.push(performance.now() - began);
    }
    return each;
  },
  async writeVisits(households) {
    const db = await opening;
    written = [];
    const began = performance.now();
    for (const place of households) {
      const at = Date.now();
      const visit = { ...newVisit(place, at), id: newId(), createdAt: at };
      await put(db, 'visits', [visit]);
      written.push(visit);
    }
    return performance.now() - began;
  },
  async push() {
    const db = await opening;
    const began = performance.now();
    const ids = written.map(({ id }) => id).toSorted();
    const range = IDBKeyRange.bound(ids.at(0), ids.at(-1));
    const visits = (await asked(
      db.transaction('visits').objectStore('visits').getAll(range),
    )) as Row[];
    const rows = visits.map(({ id, ...r }) => ({ c: 'visits', id, op: 'create', r, stamp: 1 }));
    const { results } = await post<PushAnswer>('/sync/push', { protocol: protocolVersion, rows });
    const taken = results.flatMap(({ r }) => (r ? [r as Row] : []));
    if (taken.length !== written.length) throw new Error(JSON.stringify(results[0]));
    await put(db, 'visits', taken);
    return performance.now() - began;
  },
  async ask(buildings) {
    const db = await opening;
    const began = performance.now();
    for (const building of buildings) await needsIn(db, building);
    return performance.now() - began;
  },
  bytes: bytesOfOrigin,
});

const building = localStorage.getItem(buildingKey);
if (building !== null) {
  show(await needsIn(await opening, building));
  noteShown();
}
