import type { Cast } from './cast.ts';
import type { Chance } from './chance.ts';
import { emergencyStory, type NeedStory } from './need-stories.ts';
import type { Holder } from './neighbourhood.ts';
import { day, hour, minute } from './working-time.ts';

/** How far a need has come, and how long ago (ms) it was raised. */
export interface Course {
  readonly age: number;
  readonly until: 'submitted' | 'triaged' | 'assigned' | 'contacted' | 'done' | 'declined';
  readonly story?: NeedStory;
  readonly place?: string;
  readonly assignee?: Holder;
  /** Raised by the resident's own phone, at any hour. */
  readonly byResident?: true;
}

/** Needs that are open when the demo begins: every state, some in time and some not, most in the demo's grid. */
export function openCourses({ liaison, neighbour, volunteer, core, head }: Cast): Course[] {
  const grid = head.post.place;
  const here = liaison.post.place;
  return [
    { age: 25 * minute, until: 'submitted', byResident: true, place: here },
    { age: 70 * minute, until: 'submitted', byResident: true, place: grid },
    { age: 3 * hour, until: 'submitted', place: neighbour.post.place },
    { age: 5 * hour, until: 'submitted' },
    { age: 22 * hour, until: 'submitted', place: grid },
    { age: 26 * hour, until: 'submitted' },
    { age: 4 * hour, until: 'triaged', place: grid },
    { age: 20 * hour, until: 'triaged', place: here },
    { age: 28 * hour, until: 'triaged', place: grid },
    { age: 45 * hour, until: 'triaged' },
    { age: 70 * hour, until: 'triaged' },
    { age: 90 * minute, until: 'contacted', story: emergencyStory, place: grid, assignee: core },
    { age: 8 * hour, until: 'assigned', place: here, assignee: volunteer },
    { age: 27 * hour, until: 'contacted', place: neighbour.post.place, assignee: volunteer },
    { age: 30 * hour, until: 'assigned', place: grid, assignee: core },
    { age: 33 * hour, until: 'assigned', place: here, assignee: liaison },
    { age: 52 * hour, until: 'assigned', place: grid },
    { age: 50 * hour, until: 'contacted' },
    { age: 75 * hour, until: 'contacted' },
    { age: 4 * day, until: 'assigned' },
    { age: 6 * day, until: 'contacted', place: grid },
  ];
}

/** Needs that were settled in the course of the history. */
export function closedCourses(
  count: number,
  { since, now }: { readonly since: number; readonly now: number },
  chance: Chance,
): Course[] {
  return Array.from({ length: count }, () => ({
    age: chance.between(5 * day, now - since - 2 * day),
    until: chance.sometimes(0.09) ? 'declined' : 'done',
  }));
}
