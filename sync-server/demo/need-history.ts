import type { Person } from '../../src/domain/people.ts';
import { shanghaiDay } from '../../src/domain/rules/shanghai-day.ts';
import type { NeedStep } from '../../src/domain/needs.ts';
import type { Cast } from './cast.ts';
import type { Chance } from './chance.ts';
import { closedCourses, openCourses, type Course } from './need-courses.ts';
import { needStories, type NeedStory } from './need-stories.ts';

import type { Holder, Neighbourhood } from './neighbourhood.ts';
import type { ToldVisit } from './told-visit.ts';
import { stepsAfter } from './told-steps.ts';
import { hour, lastWorkingTime } from './working-time.ts';

interface Frame {
  readonly since: number;
  readonly now: number;
  readonly newId: (at: number) => string;
}

/** Whether somebody is so old at `now`; dates of birth compare as texts. */
function isAged(years: number, now: number) {
  const today = shanghaiDay(now);
  const latest = `${Number(today.slice(0, 4)) - years}${today.slice(4)}`;
  return ({ birthDate }: Person): boolean => birthDate !== undefined && birthDate <= latest;
}

/** Whom a need is for: an adult of the place, more often somebody old. */
function someoneAt(hood: Neighbourhood, place: string | undefined, now: number, chance: Chance) {
  const those = hood.people
    .filter((person) => place === undefined || person.place.startsWith(`${place}/`))
    .filter(isAged(18, now));
  return (
    (chance.sometimes(0.6) ? chance.any(those.filter(isAged(65, now))) : null) ?? chance.any(those)
  );
}

/** Needs are raised while there is somebody to triage them before the evening. */
const beforeTea = (at: number): number => lastWorkingTime(at + 2 * hour) - 2 * hour;

/** A need with its history, and the visit at which it was raised where there was one. */
function needFor(
  hood: Neighbourhood,
  cast: Cast,
  course: Course,
  story: NeedStory,
  visits: readonly ToldVisit[],
  frame: Frame,
  chance: Chance,
) {
  const { now, newId } = frame;
  const raised = now - course.age;
  const asked = Math.round(course.byResident ? raised : beforeTea(raised));
  const fromVisit =
    course.byResident || course.story ? null : visitNear(visits, asked, course.place, chance);
  const person = fromVisit
    ? personOf(hood, fromVisit, now, chance)
    : someoneAt(hood, course.place, now, chance);
  if (!person) return null;
  const at = fromVisit?.finishedAt ?? asked;
  const receivedAt = fromVisit ? Math.min(fromVisit.receivedAt, at + hour) : at;
  const clerk = chance.sometimes(0.5) ? cast.socialWorker : chance.pick(staff(hood, cast));
  const raisedBy = course.byResident ? person.id : (fromVisit?.by ?? clerk.person.id);
  const steps: NeedStep[] = [
    { id: newId(at), step: 'submitted', at, by: raisedBy, receivedAt },
    ...stepsAfter(hood, cast, { course, story, person, receivedAt }, frame, chance),
  ];
  const id = newId(at);
  if (fromVisit) fromVisit.needs.push(id);
  return {
    c: 'needs' as const,
    id,
    op: 'create' as const,
    stamp: at,
    r: {
      kind: 'need',
      place: person.place,
      category: story.category,
      urgency: story.urgency,
      what: story.what,
      ...(story.when ? { when: story.when } : {}),
      person: person.id,
      personName: person.name,
      ...(person.phone ? { contactPhone: person.phone } : {}),
      consent: chance.sometimes(0.85),
      source: course.byResident
        ? 'resident'
        : fromVisit
          ? 'door'
          : chance.pick(['window', 'window', 'box']),
      ...(fromVisit ? { visit: fromVisit.id } : {}),
      steps,
      createdAt: at,
      createdBy: raisedBy,
      receivedAt,
    },
  };
}

function staff(hood: Neighbourhood, cast: Cast): readonly [Holder, ...Holder[]] {
  return [cast.admin, ...hood.holders('socialWorker')];
}

function visitNear(
  visits: readonly ToldVisit[],
  at: number,
  place: string | undefined,
  chance: Chance,
) {
  if (!chance.sometimes(0.6)) return null;
  const near = visits.filter(
    (visit) =>
      visit.outcome === 'met' &&
      visit.needs.length === 0 &&
      Math.abs(visit.finishedAt - at) < 12 * hour &&
      visit.finishedAt <= at &&
      (place === undefined || visit.place.startsWith(`${place}/`)),
  );
  return chance.any(near);
}

function personOf(
  hood: Neighbourhood,
  visit: ToldVisit,
  now: number,
  chance: Chance,
): Person | null {
  const household = (hood.peopleOf.get(visit.place) ?? []).filter(isAged(18, now));
  return household.find(({ id }) => id === visit.person) ?? chance.any(household);
}

/** Some 150 needs over the history, each in its place in time. */
export function needHistory(
  hood: Neighbourhood,
  cast: Cast,
  visits: readonly ToldVisit[],
  frame: Frame,
  chance: Chance,
) {
  const byLiaison = visits.filter(({ kind }) => kind === 'round');
  const courses = [...openCourses(cast), ...closedCourses(131, frame, chance)];
  // Dealt like cards, so that nobody reads the same request twice on one screen.
  const deck = chance.shuffled(needStories);
  return courses
    .map((course, index) => {
      const story = course.story ?? deck[index % deck.length] ?? needStories[0];
      return needFor(hood, cast, course, story, byLiaison, frame, chance);
    })
    .filter((need) => need !== null)
    .toSorted((a, b) => a.stamp - b.stamp);
}
