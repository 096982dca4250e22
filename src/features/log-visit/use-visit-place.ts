import { useMemo } from 'react';
import { doorInPath } from '../../domain/door.ts';
import { inHouseholdOrder } from '../../domain/household.ts';
import { useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';

/** Where a visit takes place: the door, who lives behind it, and what was asked for at this visit. */
export interface VisitPlace {
  readonly door: string;
  readonly people: readonly Local<'people'>[];
  /** Needs raised at this visit, half-filled ones first. */
  readonly needs: readonly Local<'needs'>[];
}

export function useVisitPlace(visit: Local<'visits'>): VisitPlace {
  const { id, place } = visit;
  const household = useRecords('places', { where: { place } })?.[0];
  const people = useRecords('people', { where: { place } });
  const needs = useRecords('needs', { where: { place } });
  const drafts = useRecords('needs', { where: { place, draft: 1 } });
  return useMemo(
    () => ({
      door: household?.name ?? doorInPath(place) ?? '',
      people: inHouseholdOrder(people ?? []),
      needs: [...(drafts ?? []), ...(needs ?? [])].filter((need) => need.visit === id),
    }),
    [id, place, household, people, needs, drafts],
  );
}
