import type { Need } from '../../domain/needs.ts';
import type { Person } from '../../domain/people.ts';
import type { Post } from '../../domain/posts.ts';
import { watchersAfter } from '../../domain/rules/handover.ts';
import type { DeviceStore } from '../../store/device-store.ts';

/** Who takes a post over: somebody known, or somebody whose record is still to be made. */
export type Successor =
  | { readonly known: Pick<Person, 'id' | 'name' | 'phone'> }
  | { readonly name: string; readonly phone: string };

export interface Passing {
  readonly needs: readonly Need[];
  readonly watched: readonly Person[];
}

/** Assigns open needs to the successor, and puts him in the predecessor's place where people are looked in on. */
export async function passOn(
  store: DeviceStore,
  from: string,
  to: Pick<Person, 'id' | 'name'> | null,
  { needs, watched }: Passing,
): Promise<void> {
  if (to !== null && needs.length > 0) {
    const step = { step: 'assigned', assignee: to.id, assigneeName: to.name } as const;
    await store.editMany(
      'needs',
      needs.map(({ id }) => ({ id, add: { steps: [step] } })),
    );
  }
  if (watched.length === 0) return;
  await store.editMany(
    'people',
    watched.map(({ id, watchers }) => {
      const next = watchersAfter(watchers ?? [], from, to?.id ?? null);
      return { id, change: { watchers: next.length > 0 ? [...next] : null } };
    }),
  );
}

async function successorOf(
  store: DeviceStore,
  { place }: Post,
  successor: Successor,
): Promise<Pick<Person, 'id' | 'name' | 'phone'>> {
  if ('known' in successor) return successor.known;
  const { name, phone } = successor;
  return store.create('people', {
    kind: 'resident',
    place,
    name,
    ...(phone === '' ? {} : { phone }),
  });
}

/**
 * Hands a post over. The end comes last: should the device fail before it, the post is still in force and the
 * same can be done again; the successor's post that was made by then is found and not made twice.
 */
export async function handOver(
  store: DeviceStore,
  post: Post,
  successor: Successor | null,
  passing: Passing,
): Promise<void> {
  if (successor !== null) {
    const [begun] = await store.find('posts', { where: { follows: post.id } });
    const to = begun
      ? { id: begun.person, name: begun.name }
      : await successorOf(store, post, successor);
    if (!begun) {
      const { kind, place, role, team } = post;
      const phone = 'phone' in to ? to.phone : undefined;
      await store.create('posts', {
        kind,
        place,
        role,
        ...(team === undefined ? {} : { team }),
        person: to.id,
        name: to.name,
        ...(phone === undefined ? {} : { phone }),
        from: store.now(),
        follows: post.id,
      });
    }
    await passOn(store, post.person, to, passing);
  } else await passOn(store, post.person, null, passing);
  await store.edit('posts', post.id, { until: store.now() });
}
