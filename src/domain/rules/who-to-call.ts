import { inForce } from '../grants.ts';
import type { Person } from '../people.ts';
import { covers } from '../place.ts';
import type { Post } from '../posts.ts';
import type { Role } from '../record-type.ts';
import type { AlarmReason } from '../visits.ts';

export type EmergencyNumber = '120' | '119' | '110';

/** Somebody to telephone: a public service, the resident's own contact, or the holder of a post. */
export type Call =
  | { readonly who: 'service'; readonly phone: EmergencyNumber }
  | { readonly who: 'contact'; readonly name: string; readonly phone: string }
  | {
      readonly who: 'post';
      readonly role: Role;
      readonly person: string;
      readonly name: string;
      readonly phone: string;
    };

/** Where life is in danger the service comes first; otherwise those who can be there soonest. */
const servicesFirst: Readonly<Record<AlarmReason, readonly EmergencyNumber[]>> = {
  fall: ['120'],
  ill: ['120'],
  fire: ['119'],
  gas: ['119'],
  noAnswer: [],
  other: [],
};
const servicesLast: Readonly<Record<AlarmReason, readonly EmergencyNumber[]>> = {
  fall: [],
  ill: [],
  fire: ['120'],
  gas: ['120'],
  noAnswer: ['110', '120'],
  other: ['120', '119', '110'],
};

const chain: readonly Role[] = ['liaison', 'head', 'socialWorker', 'admin'];

/** Name and telephone in what the roster calls the emergency contact: `龙振 13100009941`. */
export function contactIn(words: string): { readonly name: string; readonly phone: string } | null {
  const plain = words.normalize('NFKC');
  const found = /\+?\d[\d\s()-]{4,}\d/.exec(plain);
  if (!found) return null;
  const name = plain
    .replace(found[0], ' ')
    .replace(/[\s:,;，；：、]+/g, ' ')
    .trim();
  return { name, phone: dialled(found[0]) };
}

/** A telephone number as a `tel:` link wants it; empty when there is none in it. */
export function dialled(phone: string): string {
  return phone.normalize('NFKC').replace(/[^\d+]/g, '');
}

export interface CallQuestion {
  readonly place: string;
  readonly person: Pick<Person, 'emergencyContact'> | null;
  readonly reason: AlarmReason | null;
  readonly posts: readonly Post[];
  /** Whoever asks: nobody is told to telephone himself. */
  readonly me: string;
  readonly now: number;
}

/** Whom to telephone about an alarm, in order: the nearest post first, each person and number once. */
export function whoToCall(question: CallQuestion): Call[] {
  const reason = question.reason ?? 'other';
  const contact = contactIn(question.person?.emergencyContact ?? '');
  const holders = question.posts
    .filter(
      (post) =>
        chain.includes(post.role) &&
        post.person !== question.me &&
        dialled(post.phone ?? '') !== '' &&
        covers(post.place, question.place) &&
        inForce(post, question.now),
    )
    .toSorted(
      (a, b) =>
        chain.indexOf(a.role) - chain.indexOf(b.role) ||
        b.place.length - a.place.length ||
        (a.id < b.id ? -1 : 1),
    );
  const calls: Call[] = [
    ...servicesFirst[reason].map((phone) => ({ who: 'service' as const, phone })),
    ...(contact ? [{ who: 'contact' as const, ...contact }] : []),
    ...holders.map((post) => ({
      who: 'post' as const,
      role: post.role,
      person: post.person,
      name: post.name,
      phone: dialled(post.phone ?? ''),
    })),
    ...servicesLast[reason].map((phone) => ({ who: 'service' as const, phone })),
  ];
  const seen = new Set<string>();
  return calls.filter(({ phone }) => {
    if (seen.has(phone)) return false;
    seen.add(phone);
    return true;
  });
}
