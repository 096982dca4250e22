import type { Creation, ImportPlan } from '../../src/domain/roster/import-plan.ts';
import { importRecords } from '../../src/domain/roster/import-record.ts';
import type { UndoPlan } from '../../src/domain/roster/plan-undo.ts';
import type { PushResult } from '../../src/protocol/sync.ts';
import type { SyncServer } from '../server.ts';
import { newId } from '../surroundings.ts';

interface Set {
  readonly c: string;
  readonly id: string;
  readonly set: Readonly<Record<string, unknown>>;
}

const isDone = ({ outcome }: PushResult): boolean =>
  outcome === 'accepted' || outcome === 'duplicate' || outcome === 'merged';

/** The rows of a push that make these records. */
export function creationRows(creations: readonly Creation[], stamp: number) {
  return creations.map(({ c, r }) => ({ c, id: r.id, op: 'create' as const, r, stamp }));
}

/** Edits made in sight of everything: the shell holds the folder alone. */
function editRows(edits: readonly Set[], stamp: number) {
  return edits.map(({ c, id, set }) => ({
    c,
    id,
    op: 'edit' as const,
    set,
    stamps: Object.fromEntries(Object.keys(set).map((field) => [field, stamp])),
    seen: Number.MAX_SAFE_INTEGER,
  }));
}

/** Carries a plan out in one transaction: all of it is on disk, or nothing. Answers the rows that were refused. */
export async function carryOut(
  server: SyncServer,
  community: string,
  plan: ImportPlan,
  file: string,
): Promise<PushResult[]> {
  // An import that changes nothing leaves nothing to remember or to undo.
  if (plan.creations.length + plan.edits.length === 0) return [];
  const stamp = server.core.now();
  const records = importRecords(plan, { community, file, newId: () => newId(server.core) });
  const { results } = await server.push(server.systemSession(community), [
    ...creationRows([...records, ...plan.creations], stamp),
    ...editRows(plan.edits, stamp),
  ]);
  return results.filter((result) => !isDone(result));
}

/** Takes an import back in one transaction. Answers the rows that were refused. */
export async function carryOutUndo(
  server: SyncServer,
  community: string,
  undo: UndoPlan,
): Promise<PushResult[]> {
  const stamp = server.core.now();
  const undone = undo.records.map((id) => ({ c: 'notices', id, set: { undoneAt: stamp } }));
  const { results } = await server.push(server.systemSession(community), [
    ...editRows(undo.edits, stamp),
    ...undo.deletions.map(({ c, id }) => ({ c, id, op: 'delete' as const, stamp })),
    ...editRows(undone, stamp),
  ]);
  return results.filter((result) => !isDone(result));
}
