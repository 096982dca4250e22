import { useMemo } from 'react';
import { careStanding, type CareStanding } from '../../domain/rules/care-plan.ts';
import { standingVisits } from '../../domain/rules/corrections.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import { isSettling } from '../../domain/visit-draft.ts';
import { useNow, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';

/** What the page of one person knows about the visits to him. */
export interface VisitsToPerson {
  readonly standing: CareStanding | null;
  /** Finished visits and alarms that stand, the newest first. */
  readonly visits: readonly Local<'visits'>[];
  /** The half-filled visit, to be gone on with. */
  readonly begun: Local<'visits'> | null;
  /** A visit made by one tap that can still be undone. */
  readonly resting: Local<'visits'> | null;
}

/** Undefined while the device is read. */
export function useVisitsTo(person: Local<'people'>): VisitsToPerson | undefined {
  const now = useNow();
  // By the door, because that is indexed; a household's visits are few.
  const finished = useRecords('visits', { where: { place: person.place } });
  const drafts = useRecords('visits', { where: { place: person.place, draft: 1 } });
  return useMemo(() => {
    if (!finished || !drafts) return undefined;
    const mine = drafts.filter((draft) => draft.person === person.id);
    const resting = mine.find(isSettling) ?? null;
    const visits = standingVisits([...finished, ...(resting ? [resting] : [])])
      .filter((visit) => visit.person === person.id)
      .toSorted((a, b) => b.finishedAt - a.finishedAt);
    return {
      standing: careStanding(person, visits, defaultSettings, now),
      visits,
      begun: mine.find((draft) => !isSettling(draft)) ?? null,
      resting,
    };
  }, [finished, drafts, person, now]);
}
