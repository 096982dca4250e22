import { useState } from 'react';
import { subjectOf } from '../../domain/household.ts';
import { placeAt } from '../../domain/place.ts';
import { doorAfter } from '../../domain/rules/round.ts';
import { beginVisit } from '../../store/begin-visit.ts';
import { useDevice, useReader, useSession } from '../../store/device-context.tsx';
import { endAtOnce, recordAtOnce } from '../../store/resting-visits.ts';
import { useGo } from '../../ui/link.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { useAttempt } from '../../ui/use-attempt.ts';
import { mayGoRound } from './round-access.ts';
import type { Household } from './use-door.ts';
import type { Round } from './use-round.ts';

/** What one can do at a door: begin or go on with a visit, record "not in", walk on. */
export function useDoorActions({ place, people, begun }: Household, round: Round | undefined) {
  const { store } = useDevice();
  const visitorName = useSession().person.name;
  const reader = useReader();
  const go = useGo();
  const { once, failure } = useAttempt();
  const [justRecorded, setJustRecorded] = useState(false);
  const building = placeAt(place, 'building') ?? place;
  const kind = mayGoRound(reader, building) ? ('round' as const) : ('watch' as const);
  const person = subjectOf(people)?.id;
  const next = round ? doorAfter(round.doors, place) : null;

  const onward = next
    ? `/door/${placeParam(next.place)}`
    : round
      ? `/round/${placeParam(building)}`
      : '/today';

  return {
    failure,
    next,
    /** The form takes the door's place in the history, so that finishing it leads back to the building. */
    visit: () =>
      void once(async () => {
        const start = { kind, place, person, visitorName, at: store.now() };
        go(`/visit/${begun?.id ?? (await beginVisit(store, start))}`, { replace: true });
      }),
    /** Whether something was recorded since this door was opened: one then walks on, and does not knock again. */
    justRecorded,
    notIn: () => {
      setJustRecorded(true);
      void once(() =>
        begun
          ? endAtOnce(store, begun, 'notIn')
          : recordAtOnce(store, { kind, place, person, visitorName }, 'notIn'),
      );
    },
    walkOn: () => go(onward, { replace: true }),
  };
}
