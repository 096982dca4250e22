import { canCreate, canRead, type Reader } from '../../domain/access.ts';

/** Whether this person goes from door to door here: sees the households and may record visits to them. */
export function mayGoRound(reader: Reader, building: string): boolean {
  const household = { kind: 'household', place: `${building}/h0`, involves: [] };
  const visit = { ...household, kind: 'round' };
  return canRead(reader, 'places', household) && canCreate(reader, 'visits', visit);
}

export function mayVisit(reader: Reader, place: string): boolean {
  return canCreate(reader, 'visits', { kind: 'round', place, involves: [] });
}

export function mayRaiseNeed(reader: Reader, place: string): boolean {
  return canCreate(reader, 'needs', { kind: 'need', place, involves: [] });
}
