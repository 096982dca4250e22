import type { Person } from './people.ts';

type Member = Pick<Person, 'id' | 'name' | 'relation' | 'birthDate' | 'grade'>;

const headOfHousehold = '户主';
const gradeOrder = { high: 0, medium: 1, low: 2 } as const;

/** The people of a household as one would name them: its head first, then the eldest. */
export function inHouseholdOrder<P extends Member>(people: readonly P[]): P[] {
  const rank = (person: P): number => (person.relation === headOfHousehold ? 0 : 1);
  return people.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.birthDate ?? '9').localeCompare(b.birthDate ?? '9') ||
      a.name.localeCompare(b.name, 'zh'),
  );
}

/** Whom a visit to this household is about unless one says otherwise: the watched person, or nobody. */
export function subjectOf<P extends Member>(people: readonly P[]): P | null {
  const watched = people.filter((person) => person.grade !== undefined);
  const [first] = watched.toSorted(
    (a, b) => gradeOrder[a.grade ?? 'low'] - gradeOrder[b.grade ?? 'low'],
  );
  return first ?? null;
}
