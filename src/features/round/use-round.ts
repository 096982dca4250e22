import { useEffect, useMemo } from 'react';
import { coverageOf, type Coverage } from '../../domain/rules/coverage.ts';
import {
  lastKnocked,
  nextDoor,
  roundDoors,
  roundSince,
  type RoundDoor,
} from '../../domain/rules/round.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import { useDevice, useNow, useReader, useRecords } from '../../store/device-context.tsx';
import type { DeviceStore } from '../../store/device-store.ts';
import type { Local } from '../../store/local-record.ts';
import { within } from '../../store/query.ts';

export type Door = RoundDoor<Local<'people'>>;

/** A building as it stands in this month's round. */
export interface Round {
  readonly building: Local<'places'> | null;
  /** In walking order. */
  readonly doors: readonly Door[];
  /** Where this person knocked last. */
  readonly last: string | null;
  readonly next: Door | null;
  readonly coverage: Coverage;
}

// Coming back from a door the building is drawn at once as it was, and a moment later as it is.
const lastDrawn = new WeakMap<DeviceStore, Map<string, Round>>();

/** The round of one building, live; undefined while it is read for the first time. */
export function useRound(building: string): Round | undefined {
  const { store } = useDevice();
  const { person } = useReader();
  const now = useNow();
  const since = roundSince(defaultSettings, now);
  const inside = within(building);
  const places = useRecords('places', { where: { place: inside } });
  const people = useRecords('people', { where: { place: inside } });
  const visits = useRecords('visits', { where: { place: inside, finishedAt: { $gte: since } } });
  const drafts = useRecords('visits', { where: { place: inside, draft: 1 } });

  const round = useMemo((): Round | undefined => {
    if (!places || !people || !visits || !drafts) return undefined;
    const households = places.filter((place) => place.kind === 'household');
    const doors = roundDoors({ households, people, visits, drafts }, defaultSettings, now);
    const last = lastKnocked([...visits, ...drafts], person, now);
    const states = new Map(doors.map((door) => [door.place, door.state]));
    return {
      building: places.find((place) => place.place === building) ?? null,
      doors,
      last,
      next: nextDoor(doors, last),
      coverage: coverageOf([...states.keys()], states),
    };
  }, [places, people, visits, drafts, person, building, now]);

  useEffect(() => {
    if (!round) return;
    const drawn = lastDrawn.get(store) ?? new Map<string, Round>();
    lastDrawn.set(store, drawn.set(building, round));
  }, [store, building, round]);
  return round ?? lastDrawn.get(store)?.get(building);
}
