import { randomBytes } from 'node:crypto';
import { postKindOf } from '../../src/domain/posts.ts';
import type { Role } from '../../src/domain/record-type.ts';
import type { Collection } from '../../src/domain/record-types.ts';

const grids = 10;
const buildingsPerGrid = 5;
const householdsPerBuilding = 20;
const peoplePerBuilding = 50;
const volunteersPerBuilding = 24;
const watchedPerBuilding = 12;
const visitsPerBuilding = 114;
const needsPerBuilding = 30;
const day = 86_400_000;

/** An id as a device makes it: of version 7, so that what was made later sorts later. */
export function newLoadId(now: number): string {
  const random = randomBytes(10).toString('hex');
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-a${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

export interface Resident {
  readonly id: string;
  readonly place: string;
}

/** Somebody with a post, and the people he writes about. */
export interface Worker {
  readonly person: string;
  readonly role: Role;
  readonly residents: readonly Resident[];
}

/** A new record as it travels. */
export interface Creation {
  readonly c: Collection;
  readonly id: string;
  readonly op: 'create';
  readonly r: Readonly<Record<string, unknown>>;
  readonly stamp: number;
}

export interface History {
  readonly rows: readonly Creation[];
  readonly admin: Worker;
  /** Ten heads, fifty liaisons, twelve hundred volunteers, in this order. */
  readonly workers: readonly Worker[];
}

/** A community of ten grids and some 12,000 records, each named only after what it refers to. */
export function tellHistory(community: string, now: number): History {
  const rows: Creation[] = [];
  const heads: Worker[] = [];
  const liaisons: Worker[] = [];
  const volunteers: Worker[] = [];

  const add = (c: Collection, r: Record<string, unknown>): string => {
    const id = newLoadId(now);
    rows.push({ c, id, op: 'create', r, stamp: now - day });
    return id;
  };
  const addPerson = (place: string, more: Record<string, unknown> = {}): Resident => {
    const said = {
      name: '居民甲',
      phone: '13800000000',
      birthDate: '1950-01-01',
      relation: '户主',
    };
    return { id: add('people', { kind: 'resident', place, ...said, ...more }), place };
  };
  const appoint = (role: Role, place: string, holder: Resident, residents: readonly Resident[]) => {
    const term = { role, from: now - 99 * day, name: '居民甲', phone: '13800000000' };
    add('posts', { kind: postKindOf(role), place, person: holder.id, ...term });
    return { person: holder.id, role, residents };
  };

  function addPeople(doors: readonly string[]): {
    helpers: readonly Resident[];
    everyone: readonly Resident[];
  } {
    const everyone: Resident[] = [];
    const watchedFrom = peoplePerBuilding - watchedPerBuilding;
    for (let n = 0; n < peoplePerBuilding; n += 1) {
      const helper = (k: number) => everyone[(n * 3 + k) % volunteersPerBuilding]?.id;
      const watched = { grade: 'medium', watchedSince: now - 60 * day };
      const more = n < watchedFrom ? {} : { ...watched, watchers: [0, 1, 2].map(helper) };
      everyone.push(addPerson(doors[n % doors.length] ?? '', more));
    }
    return { helpers: everyone.slice(0, volunteersPerBuilding), everyone };
  }

  function addBuilding(building: string): readonly Resident[] {
    add('places', { kind: 'building', place: building, name: building.slice(-2) });
    const doors = Array.from(
      { length: householdsPerBuilding },
      (_, n) => `${building}/h${101 + n}`,
    );
    for (const place of doors) add('places', { kind: 'household', place, name: place.slice(-3) });
    const { helpers, everyone } = addPeople(doors);
    const watched = everyone.slice(-watchedPerBuilding);
    for (const [n, helper] of helpers.entries()) {
      // The watched whom this helper was named for above.
      const mine = watched.filter((_, m) => {
        const first = ((peoplePerBuilding - watchedPerBuilding + m) * 3) % volunteersPerBuilding;
        return (n - first + volunteersPerBuilding) % volunteersPerBuilding < 3;
      });
      volunteers.push(appoint('volunteer', building, helper, mine));
    }
    const liaison = everyone[volunteersPerBuilding];
    if (liaison) liaisons.push(appoint('liaison', building, liaison, everyone));
    for (let n = 0; n < visitsPerBuilding; n += 1) {
      const at = now - (n % 80) * day;
      const who = everyone[n % everyone.length];
      add('visits', { ...visitTo(who, at), kind: 'round' });
    }
    for (let n = 0; n < needsPerBuilding; n += 1) add('needs', needOf(everyone[n], now - n * day));
    return everyone;
  }

  for (let g = 0; g < grids; g += 1) {
    const grid = `${community}/g${10 + g}`;
    add('places', { kind: 'grid', place: grid, name: `第${g + 1}网格` });
    const here = Array.from({ length: buildingsPerGrid }, (_, b) => addBuilding(`${grid}/b${b}`));
    const everyone = here.flat();
    const head = everyone[volunteersPerBuilding + 1];
    if (head) heads.push(appoint('head', grid, head, everyone));
  }
  const anyone = heads[0]?.residents[0];
  if (!anyone) throw new Error('nobody lives here');
  const centre = addPerson(community);
  const admin = appoint('admin', community, centre, [anyone]);
  return { rows, admin, workers: [...heads, ...liaisons, ...volunteers] };
}

/** What is told of a knock at a door. */
export function visitTo(who: Resident | undefined, at: number): Record<string, unknown> {
  return {
    place: who?.place,
    person: who?.id,
    startedAt: at - 600_000,
    finishedAt: at,
    outcome: 'met',
    answers: { health: 'well', mood: 'well', medicine: 'taken' },
    note: '精神很好，血压药还够两周，下次带一份社区食堂的菜单。',
    visitorName: '居民甲',
  };
}

/** What is told of a need that was raised at a door. */
export function needOf(who: Resident | undefined, at: number): Record<string, unknown> {
  return {
    kind: 'need',
    place: who?.place,
    person: who?.id,
    personName: '居民甲',
    category: 'errand',
    urgency: 'normal',
    what: '楼道灯不亮，晚上上下楼看不清，请物业来修。',
    consent: true,
    contactPhone: '13800000000',
    source: 'door',
    steps: [{ id: newLoadId(at), step: 'submitted', at, by: who?.id ?? '' }],
  };
}
