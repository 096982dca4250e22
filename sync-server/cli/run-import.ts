import { basename } from 'node:path';
import { guessReadings } from '../../src/domain/roster/columns.ts';
import type { Existing, ImportPlan } from '../../src/domain/roster/import-plan.ts';
import { countCodes, countResults } from '../../src/domain/roster/outcome.ts';
import { planImport } from '../../src/domain/roster/plan-import.ts';
import { planUndo, type UndoPlan } from '../../src/domain/roster/plan-undo.ts';
import type { FileProblem } from '../../src/domain/roster/read-roster-file.ts';
import type { SyncServer } from '../server.ts';
import { newId } from '../surroundings.ts';
import { carryOut, carryOutUndo } from './carry-out.ts';
import { allRecords, existingIn, importNotices } from './community-records.ts';
import { openRosterFile } from './open-roster-file.ts';

/** What became of an import: a line for each row, a summary, and whether all went well. */
export interface ImportReport {
  readonly lines: readonly object[];
  readonly summary: object;
  readonly ok: boolean;
}

export interface ImportTask {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly community: string;
  readonly apply: boolean;
  readonly accepted: readonly string[];
}

const administrator = (community: string) => ({
  person: 'system',
  grants: [{ role: 'admin' as const, place: community }],
});

const nothingYet = (community: string): Existing => ({
  community: { id: '', place: community, name: '' },
  places: [],
  people: [],
  posts: [],
});

async function planFor(
  server: SyncServer,
  task: ImportTask,
  existing: Existing,
): Promise<ImportPlan | FileProblem> {
  const reading = await openRosterFile(task.bytes);
  if (!reading.ok) return reading.problem;
  const readings = guessReadings(reading.sheets);
  if (readings.length === 0) return 'noList';
  return planImport({
    sheets: reading.sheets,
    readings,
    existing,
    accepted: task.accepted,
    writer: administrator(task.community),
    batch: newId(server.core),
    now: server.core.now(),
    newId: () => newId(server.core),
  });
}

/** Plans the import of a file and, where asked to, carries it out; a new community takes the list's name. */
export async function runImport(server: SyncServer, task: ImportTask): Promise<ImportReport> {
  const { community, apply } = task;
  const known = await existingIn(server, community);
  let plan = await planFor(server, task, known ?? nothingYet(community));
  if (typeof plan === 'string') return { lines: [], summary: { problem: plan }, ok: false };
  let refused: readonly object[] = [];
  if (apply) {
    if (!known) {
      await server.createCommunity({ id: community, name: plan.communityName });
      const made = await existingIn(server, community);
      const anew = made && (await planFor(server, task, made));
      if (anew && typeof anew !== 'string') plan = anew;
    }
    refused = await carryOut(server, community, plan, basename(task.file));
  }
  const summary = {
    summary: apply ? 'applied' : 'dryRun',
    file: basename(task.file),
    community,
    communityName: plan.communityName,
    ...(apply ? { batch: plan.batch } : {}),
    rows: plan.outcomes.length,
    ...countResults(plan.outcomes),
    ...countCodes(plan.outcomes),
    unknownPlaces: plan.unknownPlaces,
    records: { created: plan.creations.length, edited: plan.edits.length },
    ...(refused.length > 0 ? { refused } : {}),
  };
  return { lines: plan.outcomes, summary, ok: refused.length === 0 };
}

async function undoPlanFor(
  server: SyncServer,
  community: string,
  batch: string,
): Promise<UndoPlan> {
  const of = <C extends 'places' | 'people' | 'posts' | 'visits' | 'needs'>(c: C) =>
    allRecords(server, community, c);
  return planUndo({
    batch,
    notices: await importNotices(server, community),
    places: await of('places'),
    people: await of('people'),
    posts: await of('posts'),
    visits: await of('visits'),
    needs: await of('needs'),
    writer: administrator(community),
  });
}

/** Plans how to take an import back and, where asked to, does it. */
export async function runUndo(
  server: SyncServer,
  community: string,
  batch: string,
  apply: boolean,
): Promise<ImportReport> {
  const undo = await undoPlanFor(server, community, batch);
  if (undo.records.length === 0) return { lines: [], summary: { problem: 'noImport' }, ok: false };
  const refused = apply ? await carryOutUndo(server, community, undo) : [];
  const summary = {
    summary: apply ? 'undone' : 'dryRun',
    batch,
    community,
    deleted: undo.deletions.length,
    putBack: undo.edits.length,
    kept: undo.kept.length,
    ...(refused.length > 0 ? { refused } : {}),
  };
  const lines = [
    ...undo.deletions.map((row) => ({ delete: row })),
    ...undo.edits.map((row) => ({ putBack: row })),
    ...undo.kept.map((row) => ({ kept: row })),
  ];
  return { lines, summary, ok: refused.length === 0 };
}
