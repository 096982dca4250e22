import type { Chance } from './chance.ts';
import type { Cast } from './cast.ts';
import { buildingOf, type Neighbourhood } from './neighbourhood.ts';
import { day, hour, lastWorkingTime, minute } from './working-time.ts';

/** An alarm of some days ago that ended well: who comes new sees how one goes, and none is crying. */
export function alarmHistory(
  hood: Neighbourhood,
  { liaison, head }: Cast,
  frame: { readonly now: number; readonly newId: (at: number) => string },
  chance: Chance,
) {
  const home = hood.watched.filter(({ place }) => buildingOf(place) === liaison.post.place);
  const person = chance.any(home);
  if (!person) return [];
  const at = lastWorkingTime(frame.now - 9 * day - 3 * hour);
  const ack = (after: number, by: typeof head, more: object) => ({
    id: frame.newId(at + after),
    at: at + after,
    by: by.person.id,
    byName: by.person.name,
    receivedAt: at + after,
    ...more,
  });
  return [
    {
      c: 'visits' as const,
      id: frame.newId(at),
      op: 'create' as const,
      stamp: at,
      r: {
        kind: 'alarm',
        place: person.place,
        person: person.id,
        startedAt: at,
        finishedAt: at,
        reason: 'fall',
        visitorName: liaison.person.name,
        acks: [
          ack(4 * minute, head, {}),
          ack(11 * minute, liaison, { note: '人清醒，说胯部疼，已打 120。' }),
          ack(95 * minute, head, { note: '已送到区医院，女儿到了。拍片没有骨折。', closes: true }),
        ],
        createdAt: at,
        createdBy: liaison.person.id,
        receivedAt: at + minute,
      },
    },
  ];
}
