import type { Reader } from '../../domain/access.ts';
import { needCategories, type Need, type NeedCategory } from '../../domain/needs.ts';
import type { Person } from '../../domain/people.ts';
import type { NeedFields } from './use-need-form.ts';

/** The form before anything is filled in: for whom, from where, with the telephone number at hand. */
export function newNeed(
  about: { readonly place: string; readonly visit: string | null; readonly category: string },
  person: Pick<Person, 'id' | 'name' | 'phone'> | null,
  reader: Reader,
): NeedFields {
  return {
    place: about.place,
    category: categoryOf(about.category),
    urgency: 'normal',
    what: '',
    when: null,
    visit: about.visit,
    consent: false,
    source: sourceOf(about.visit, person, reader),
    ...ofPerson(person),
  };
}

/** A half-filled need as it was left. */
export function needLeft(need: Need): NeedFields {
  return {
    place: need.place,
    category: need.category,
    urgency: need.urgency,
    what: need.what,
    consent: need.consent,
    source: need.source,
    when: need.when ?? null,
    person: need.person ?? null,
    personName: need.personName ?? null,
    contactPhone: need.contactPhone ?? null,
    visit: need.visit ?? null,
  };
}

/** What follows from choosing somebody: the name and the telephone number. */
export function ofPerson(person: Pick<Person, 'id' | 'name' | 'phone'> | null) {
  return {
    person: person?.id ?? null,
    personName: person?.name ?? null,
    contactPhone: person?.phone ?? null,
  };
}

function categoryOf(name: string): NeedCategory | null {
  return needCategories.find((known) => known === name) ?? null;
}

function sourceOf(
  visit: string | null,
  person: Pick<Person, 'id'> | null,
  reader: Reader,
): Need['source'] {
  if (person?.id === reader.person) return 'resident';
  return visit === null && atTheWindow(reader) ? 'window' : 'door';
}

/** The centre's people sit at the window; everybody else stands at a door. */
function atTheWindow({ grants }: Reader): boolean {
  return grants.some(({ role }) => role === 'admin' || role === 'socialWorker');
}
