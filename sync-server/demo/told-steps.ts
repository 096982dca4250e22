import type { NeedStep } from '../../src/domain/needs.ts';
import type { Person } from '../../src/domain/people.ts';
import type { Cast } from './cast.ts';
import type { Chance } from './chance.ts';
import type { Course } from './need-courses.ts';
import { contactNotes, declineNotes, type NeedStory } from './need-stories.ts';
import { buildingOf, gridOf, type Neighbourhood } from './neighbourhood.ts';
import { hour, lastWorkingTime, minute, nextWorkingTime } from './working-time.ts';

/** Somebody of the grid who can do it: by skill where a skill is asked for, else anyone near. */
function helperFor(
  hood: Neighbourhood,
  person: Person,
  { skills }: NeedStory,
  at: number,
  chance: Chance,
) {
  const near = [...hood.holders('volunteer'), ...hood.holders('core')].filter(
    (holder) =>
      holder.post.from <= at &&
      holder.person.id !== person.id &&
      gridOf(holder.person.place) === gridOf(person.place),
  );
  const fit = near.filter(({ post }) => post.skills?.some((skill) => skills.includes(skill)));
  return chance.any(fit) ?? chance.any(near);
}

interface Told {
  readonly course: Course;
  readonly story: NeedStory;
  readonly person: Person;
  readonly receivedAt: number;
}

/** A moment between `since` and now at which something can have happened: in working hours if there were any. */
function lately(since: number, now: number): number {
  const working = Math.round(lastWorkingTime(now - 20 * minute));
  return working > since ? working : Math.round(since + (now - since) / 3);
}

/** The steps that staff and helpers took, as far as the course goes; most in time, some late. */
export function stepsAfter(
  hood: Neighbourhood,
  cast: Cast,
  { course, story, person, receivedAt }: Told,
  { now, newId }: { readonly now: number; readonly newId: (at: number) => string },
  chance: Chance,
): NeedStep[] {
  const { until } = course;
  const steps: NeedStep[] = [];
  let clock = receivedAt;
  const add = (after: number, step: Omit<NeedStep, 'id' | 'at' | 'receivedAt'>): void => {
    const at = Math.round(nextWorkingTime(clock + after));
    // Nights and long ways can add up to more than the age of the need.
    clock = at > now ? lately(clock, now) : at;
    steps.push({ id: newId(clock), at: clock, receivedAt: clock, ...step });
  };
  const head = hood.headOf(gridOf(person.place)) ?? cast.socialWorker;
  const inCharge =
    head.post.from <= receivedAt && chance.sometimes(0.65) ? head : cast.socialWorker;
  if (until === 'submitted') return steps;
  const late = chance.sometimes(0.12);
  add(late ? chance.between(3, 9) * hour : chance.between(6, 95) * minute, {
    step: 'triaged',
    by: inCharge.person.id,
  });
  if (until === 'triaged') return steps;
  if (until === 'declined') {
    add(chance.between(5, 120) * minute, {
      step: 'declined',
      by: inCharge.person.id,
      note: chance.pick(declineNotes),
    });
    return steps;
  }
  const helper =
    course.assignee ??
    helperFor(hood, person, story, receivedAt, chance) ??
    hood.liaisonOf(buildingOf(person.place)) ??
    cast.core;
  add(chance.between(4, 90) * minute, {
    step: 'assigned',
    by: inCharge.person.id,
    assignee: helper.person.id,
    assigneeName: helper.person.name,
  });
  if (until === 'assigned') return steps;
  add(chance.sometimes(0.1) ? chance.between(50, 60) * hour : chance.between(0.4, 20) * hour, {
    step: 'contacted',
    by: helper.person.id,
    note: chance.pick(contactNotes),
  });
  if (until === 'contacted') return steps;
  add(chance.between(3, 70) * hour, {
    step: 'done',
    by: helper.person.id,
    note: story.ended,
  });
  return steps;
}
