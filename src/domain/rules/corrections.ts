import type { Visit } from '../visits.ts';

type Correctable = Pick<Visit, 'id' | 'corrects'>;

/** The visits that stand: those named by a later record as corrected are left out. */
export function standingVisits<V extends Correctable>(visits: readonly V[]): readonly V[] {
  const corrected = new Set<string>();
  for (const visit of visits) {
    if (visit.corrects !== undefined && visit.corrects !== visit.id) corrected.add(visit.corrects);
  }
  return corrected.size === 0 ? visits : visits.filter((visit) => !corrected.has(visit.id));
}
