import { isSettling, visitBegun, type VisitStart } from '../domain/visit-draft.ts';
import type { DeviceStore } from './device-store.ts';

/** The half-filled visit to this door or person, or a new one: whoever presses twice goes on with the first. */
export async function beginVisit(
  store: Pick<DeviceStore, 'find' | 'create'>,
  start: VisitStart,
): Promise<string> {
  const drafts = await store.find('visits', { where: { draft: 1, place: start.place } });
  const begun = drafts.find(
    (draft) => !isSettling(draft) && draft.person === start.person && draft.corrects === undefined,
  );
  return begun?.id ?? (await store.create('visits', visitBegun(start), { draft: true })).id;
}
