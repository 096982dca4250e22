import {
  isBlank,
  isSettling,
  undoLeft,
  visitAtOnce,
  type VisitStart,
} from '../domain/visit-draft.ts';
import type { VisitOutcome } from '../domain/visits.ts';
import type { DeviceStore } from './device-store.ts';
import type { Local } from './local-record.ts';
import { StoreProblem } from './store-problem.ts';

type Store = Pick<
  DeviceStore,
  'memory' | 'create' | 'edit' | 'find' | 'finishDraft' | 'discardDraft' | 'now'
>;

/** A household where a visit made by one tap rests until it can no longer be undone, and since when (ms). */
export interface RestingPlace {
  readonly place: string;
  readonly at: number;
}

export const restingKey = 'restingVisits';

// A household is noted before its visit is written; until this has passed, "no visit there" may mean "not yet".
const writingTime = 60_000;

const changeList = (
  store: Store,
  change: (list: readonly RestingPlace[]) => readonly RestingPlace[],
): Promise<void> =>
  store.memory<readonly RestingPlace[]>(restingKey).change((list = []) => change(list));

const note = (store: Store, place: string) =>
  changeList(store, (list) => [
    ...list.filter((entry) => entry.place !== place),
    { place, at: store.now() },
  ]);

/** Records a whole visit with one tap; it rests for the time to undo and is then finished by itself. */
export async function recordAtOnce(
  store: Store,
  start: Omit<VisitStart, 'at'>,
  outcome: VisitOutcome,
): Promise<void> {
  await note(store, start.place);
  const visit = visitAtOnce({ ...start, at: store.now() }, outcome);
  await store.create('visits', visit, { draft: true });
}

/** Ends a half-filled visit with one tap, in the same way; `needs` were raised at it. */
export async function endAtOnce(
  store: Store,
  visit: Pick<Local<'visits'>, 'id' | 'place'>,
  outcome: VisitOutcome,
  needs?: string[] | null,
): Promise<void> {
  await note(store, visit.place);
  await store.edit('visits', visit.id, { outcome, needs, finishedAt: store.now() });
}

/** The visits that rest at these households, the newest first. */
export async function restingAt(
  store: Store,
  list: readonly RestingPlace[],
): Promise<readonly Local<'visits'>[]> {
  const found = await Promise.all(
    list.map(({ place }) => store.find('visits', { where: { place, draft: 1 } })),
  );
  return found
    .flat()
    .filter(isSettling)
    .toSorted((a, b) => b.finishedAt - a.finishedAt);
}

/** Takes a resting visit back: what had been filled in before the tap stays as a draft. */
export async function takeBack(store: Store, visit: Local<'visits'>): Promise<void> {
  const { outcome: _, ...before } = visit;
  // Finished a moment ago, it is too late: half of it taken back would be sent.
  const change = (now: Local<'visits'>) => (now.draft ? { outcome: null, finishedAt: 0 } : null);
  if (!isBlank(before)) await store.edit('visits', visit.id, change);
  else await store.discardDraft('visits', visit.id);
}

/** Finishes what rests at a household that is noted no more; every visit is looked at, so once at a start is enough. */
export async function settleForgotten(store: Store): Promise<void> {
  const drafts = await store.find('visits', { where: { draft: 1 } });
  const now = store.now();
  const due = drafts.filter((visit) => isSettling(visit) && undoLeft(visit, now) === 0);
  await finishAll(store, due);
}

/** Finishes what still rests; what was taken back meanwhile stays as it is. */
async function finishAll(store: Store, due: readonly Local<'visits'>[]): Promise<void> {
  const finish = async (id: string) => {
    try {
      await store.finishDraft('visits', id, (visit) => (isSettling(visit) ? {} : null));
    } catch (error) {
      if (!(error instanceof StoreProblem && error.code === 'recordMissing')) throw error;
    }
  };
  await Promise.all(due.map(({ id }) => finish(id)));
}

/**
 * Finishes every resting visit whose time to undo is over, or all of them, and forgets the households where
 * none is left. Repeating it, also in another tab, changes nothing.
 */
export async function settleResting(store: Store, which: 'due' | 'all'): Promise<void> {
  const now = store.now();
  const list = (await store.memory<readonly RestingPlace[]>(restingKey).get()) ?? [];
  const resting = await restingAt(store, list);
  const due = resting.filter((visit) => which === 'all' || undoLeft(visit, now) === 0);
  await finishAll(store, due);
  const still = new Set(resting.filter((visit) => !due.includes(visit)).map(({ place }) => place));
  const isOver = ({ place, at }: RestingPlace) =>
    !still.has(place) && Math.abs(now - at) > writingTime;
  if (list.some(isOver)) await changeList(store, (latest) => latest.filter((e) => !isOver(e)));
}
