import { startOfMonth } from '../../src/domain/rules/shanghai-day.ts';
import type { Place } from '../../src/domain/places.ts';
import type { VisitOutcome } from '../../src/domain/visits.ts';
import type { Cast } from './cast.ts';
import type { Chance } from './chance.ts';
import { gridOf, type Holder, type Neighbourhood } from './neighbourhood.ts';
import { answersFor, noteFor, receiptOf, type ToldVisit } from './told-visit.ts';
import { day, hour, minute } from './working-time.ts';

interface Frame {
  readonly since: number;
  readonly now: number;
  readonly newId: (at: number) => string;
}

/** One walk through part of a building: when it begins, which doors, what happens at each. */
interface Walk {
  readonly at: number;
  readonly doors: readonly Place[];
  readonly outcomes?: readonly VisitOutcome[];
}

const byDoor = (a: Place, b: Place): number => Number(a.name) - Number(b.name);

function outcomeBy(chance: Chance): VisitOutcome {
  const drawn = chance.next();
  if (drawn < 0.79) return 'met';
  return drawn < 0.95 ? 'notIn' : drawn < 0.98 ? 'refused' : 'moved';
}

/** Walks of a month: a share of the doors, lower floors first, spread over three or four days. */
function walksOf(doors: readonly Place[], month: number, share: number, chance: Chance): Walk[] {
  const walked = doors.slice(0, Math.round(doors.length * share));
  const walks = chance.whole(3, 4);
  const perWalk = Math.ceil(walked.length / walks) || 1;
  return Array.from({ length: walks }, (_, index) => {
    const on = (index + chance.between(0.15, 0.85)) * (27 / walks);
    const at = chance.sometimes(0.5) ? chance.between(9, 10) : chance.between(14, 15.5);
    return {
      at: Math.round(month + Math.floor(on) * day + at * hour),
      doors: walked.slice(index * perWalk, (index + 1) * perWalk),
    };
  });
}

/** The demo liaison's building this month: a walk some days ago and one yesterday, with doors of every state left. */
function walksToShow(doors: readonly Place[], { now }: Frame, chance: Chance): Walk[] {
  const month = startOfMonth(now);
  const yesterday = month + Math.floor((now - month) / day) * day - day + 14.5 * hour;
  const earlier = month + Math.floor((now - month) / (2 * day)) * day + 9.5 * hour;
  const walks = [
    { at: earlier, doors: doors.slice(0, 8), outcomes: mixed(8, 2, 0, 0, chance) },
    { at: yesterday, doors: doors.slice(8, 16), outcomes: mixed(8, 2, 1, 1, chance) },
  ];
  return yesterday >= month && earlier < yesterday ? walks : [];
}

function mixed(
  doors: number,
  notIn: number,
  refused: number,
  moved: number,
  chance: Chance,
): VisitOutcome[] {
  const rest = doors - notIn - refused - moved;
  const of = (outcome: VisitOutcome, count: number) => Array<VisitOutcome>(count).fill(outcome);
  return chance.shuffled([
    ...of('notIn', notIn),
    ...of('refused', refused),
    ...of('moved', moved),
    ...of('met', rest),
  ]);
}

function visitsOn(
  walk: Walk,
  visitor: Holder,
  hood: Neighbourhood,
  frame: Frame,
  chance: Chance,
): ToldVisit[] {
  let clock = walk.at;
  return walk.doors.flatMap((door, index) => {
    const told = walk.outcomes?.[index] ?? outcomeBy(chance);
    // Where somebody is looked in on all the time, nobody finds the home empty in between.
    const watched = hood.peopleOf.get(door.place)?.some(({ grade }) => grade !== undefined);
    const outcome = told === 'moved' && watched ? 'met' : told;
    const at = Math.round(clock);
    const stays = outcome === 'met' ? chance.between(4, 9) : chance.between(1, 2);
    const finishedAt = Math.round(at + stays * minute);
    clock = finishedAt + chance.between(0.5, 2) * minute;
    if (finishedAt > frame.now || at < frame.since) return [];
    const note = noteFor('round', outcome, chance);
    return [
      {
        id: frame.newId(at),
        kind: 'round' as const,
        place: door.place,
        at,
        finishedAt,
        outcome,
        ...(outcome === 'met' ? { answers: answersFor(false, chance) } : {}),
        ...(note === undefined ? {} : { note }),
        by: visitor.person.id,
        byName: visitor.person.name,
        receivedAt: receiptOf(finishedAt, frame.now, chance),
        needs: [],
      },
    ];
  });
}

/** Whoever walks through a building: its liaison, or a core volunteer of the grid where there was none yet. */
function walkerOf(hood: Neighbourhood, building: string, at: number): Holder | null {
  const liaison = hood.liaisonOf(building);
  if (liaison && liaison.post.from <= at) return liaison;
  const grid = gridOf(building);
  return hood.holders('core').find(({ post }) => post.place === grid && post.from <= at) ?? null;
}

/** Rounds of last month and this one: every building in its own pace, this month as far as it has come. */
export function roundHistory(
  hood: Neighbourhood,
  cast: Cast,
  frame: Frame,
  chance: Chance,
): ToldVisit[] {
  const months = [startOfMonth(frame.now, -1), startOfMonth(frame.now)] as const;
  return hood.buildings.flatMap(({ place }) => {
    const doors = (hood.householdsOf.get(place) ?? []).toSorted(byDoor);
    const diligence = chance.sometimes(0.12) ? chance.between(0.3, 0.5) : chance.between(0.75, 1);
    const shown = place === cast.liaison.post.place ? walksToShow(doors, frame, chance) : [];
    const walks = [
      ...walksOf(doors, months[0], diligence, chance),
      ...(shown.length > 0 ? shown : walksOf(doors, months[1], diligence, chance)),
    ];
    return walks.flatMap((walk) => {
      const walker = walkerOf(hood, place, walk.at);
      return walker ? visitsOn(walk, walker, hood, frame, chance) : [];
    });
  });
}
