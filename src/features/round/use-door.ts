import { useMemo } from 'react';
import { doorInPath } from '../../domain/door.ts';
import { inHouseholdOrder } from '../../domain/household.ts';
import { needStatusOf } from '../../domain/need-steps.ts';
import { openAlarms } from '../../domain/rules/alarms.ts';
import { standingVisits } from '../../domain/rules/corrections.ts';
import { isSettling } from '../../domain/visit-draft.ts';
import { useReadied, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import type { Round } from './use-round.ts';

/** Everything this device knows of one household. */
export interface Household {
  readonly place: string;
  /** Its door number. */
  readonly name: string;
  readonly remark: string | undefined;
  readonly people: readonly Local<'people'>[];
  /** Whether its visits have been read: before that nobody can say how it stands and what there is to do. */
  readonly visitsRead: boolean;
  /** The newest first, with those that still rest. */
  readonly visits: readonly Local<'visits'>[];
  /** Ids of visits that a correction has replaced. */
  readonly corrected: ReadonlySet<string>;
  readonly begun: Local<'visits'> | null;
  readonly resting: Local<'visits'> | null;
  readonly alarm: Local<'visits'> | null;
  readonly openNeeds: readonly Local<'needs'>[];
  readonly needDrafts: readonly Local<'needs'>[];
}

/** One household, live; undefined while it is read, null when this device knows nothing of it. */
export function useHousehold(
  place: string,
  round: Round | undefined,
): Household | null | undefined {
  const { here, drafts } = asked(place);
  const places = useRecords('places', here);
  const people = useRecords('people', here);
  const visits = useRecords('visits', here);
  const begun = useRecords('visits', drafts);
  const needs = useRecords('needs', here);
  const needDrafts = useRecords('needs', drafts);
  const known = round?.doors.find((door) => door.place === place);

  return useMemo(() => {
    const residents = people ?? known?.people;
    if (!places || !residents) {
      // The building is at hand: who lives here is shown while the rest is read.
      return known && residents ? { ...bare(place, known.name), people: residents } : undefined;
    }
    const record = places[0];
    if (!record && residents.length === 0) return null;
    const knocks = [...(visits ?? []), ...(begun ?? []).filter(isSettling)];
    const standing = new Set(standingVisits(knocks));
    return {
      place,
      name: record?.name ?? doorInPath(place) ?? place,
      remark: record?.remark,
      people: inHouseholdOrder(residents),
      visitsRead: visits !== undefined && begun !== undefined,
      visits: knocks.toSorted((a, b) => b.finishedAt - a.finishedAt),
      corrected: new Set(knocks.filter((visit) => !standing.has(visit)).map(({ id }) => id)),
      begun: begun?.find((draft) => !isSettling(draft)) ?? null,
      resting: begun?.find(isSettling) ?? null,
      alarm: openAlarms(knocks)[0] ?? null,
      openNeeds: (needs ?? []).filter((need) => needStatusOf(need.steps).closedAt === null),
      needDrafts: needDrafts ?? [],
    };
  }, [place, known, places, people, visits, begun, needs, needDrafts]);
}

const asked = (place: string) => ({
  here: { where: { place } },
  drafts: { where: { place, draft: 1 as const } },
});

/** Has the household behind the next door read before somebody walks there. */
export function useReadiedHousehold(place: string | undefined): void {
  const { here, drafts } = asked(place ?? '');
  useReadied(
    place === undefined
      ? []
      : [
          ['places', here],
          ['people', here],
          ['visits', here],
          ['visits', drafts],
          ['needs', here],
          ['needs', drafts],
        ],
  );
}

const bare = (place: string, name: string): Omit<Household, 'people'> => ({
  place,
  name,
  remark: undefined,
  visitsRead: false,
  visits: [],
  corrected: new Set(),
  begun: null,
  resting: null,
  alarm: null,
  openNeeds: [],
  needDrafts: [],
});
