import type { Person } from '../people.ts';

type Known = Pick<Person, 'id' | 'place' | 'name' | 'birthDate' | 'phone'>;

/** A resident of the list with the household he is listed in. */
export interface Listed {
  readonly place: string;
  readonly value: {
    readonly name: string;
    readonly birthDate?: string | undefined;
    readonly phone?: string | undefined;
  };
}

/** Whether two dates of birth may be the same: one is not known, or known by its year only. */
export function datesAgree(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  return a.startsWith(b) || b.startsWith(a);
}

const isFullDate = (date: string | undefined): date is string => date?.length === 10;

interface Pass {
  /** Whether the first of several equals is as good as any other. */
  readonly anyOf?: true;
  /** Null where the record or row has not got what this pass goes by. */
  readonly key: (place: string, person: Listed['value']) => string | null;
  readonly agrees: (listed: Listed['value'], known: Known) => boolean;
}

/**
 * From the surest sign to the weakest: household, name and date of birth; household and name with dates that
 * agree; name and telephone, for who moved; name and full date of birth, for who moved without a telephone.
 */
const passes: readonly Pass[] = [
  {
    key: (place, { name, birthDate }) => `${place}|${name}|${birthDate ?? ''}`,
    agrees: () => true,
    anyOf: true,
  },
  {
    key: (place, { name }) => `${place}|${name}`,
    agrees: (listed, known) => datesAgree(listed.birthDate, known.birthDate),
  },
  {
    key: (_, { name, phone }) => (phone ? `${name}|${phone}` : null),
    agrees: () => true,
  },
  {
    key: (_, { name, birthDate }) => (isFullDate(birthDate) ? `${name}|${birthDate}` : null),
    agrees: (listed, known) => !listed.phone || !known.phone,
  },
];

/**
 * Who of the known people each listed resident is, or null for a new one. Every person is found at most once,
 * and a weaker sign never takes away somebody whom a surer one finds.
 */
export function matchPeople(
  listed: readonly Listed[],
  people: readonly Known[],
): readonly (Known | null)[] {
  const found: (Known | null)[] = listed.map(() => null);
  const taken = new Set<string>();
  for (const { key, agrees, anyOf } of passes) {
    const candidates = new Map<string, Known[]>();
    for (const person of people) {
      if (taken.has(person.id)) continue;
      const its = key(person.place, person);
      if (its === null) continue;
      const group = candidates.get(its);
      if (group) group.push(person);
      else candidates.set(its, [person]);
    }
    for (const [index, { place, value }] of listed.entries()) {
      if (found[index]) continue;
      const its = key(place, value);
      const free = (its === null ? [] : (candidates.get(its) ?? [])).filter(
        (person) => !taken.has(person.id) && agrees(value, person),
      );
      const [only, ...others] = free;
      if (!only || (others.length > 0 && !anyOf)) continue;
      found[index] = only;
      taken.add(only.id);
    }
  }
  return found;
}
