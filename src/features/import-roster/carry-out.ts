import type { Creation, ImportPlan, RecordEdit } from '../../domain/roster/import-plan.ts';
import { importRecords } from '../../domain/roster/import-record.ts';
import type { UndoPlan } from '../../domain/roster/plan-undo.ts';
import type { DeviceStore } from '../../store/device-store.ts';

export type Progress = (done: number, total: number) => void;

/** Records in one write: large enough to be quick, small enough for a bar that moves. */
const inOneWrite = 500;

function slices<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / inOneWrite) }, (_, index) =>
    items.slice(index * inOneWrite, (index + 1) * inOneWrite),
  );
}

type Of<C extends Creation['c']> = Extract<Creation, { c: C }>['r'];

function creationsOf<C extends Creation['c']>(creations: readonly Creation[], c: C): Of<C>[] {
  return creations.flatMap((creation) => (creation.c === c ? [creation.r as Of<C>] : []));
}

const withoutId = <R extends { readonly id: string }>({ id: _id, ...fields }: R): Omit<R, 'id'> =>
  fields;

/**
 * Writes a plan to the device, from where it is sent like everything else. The record that remembers the import
 * comes first: whatever interrupts the rest can be undone, or completed by importing the file again.
 */
export async function carryOut(
  store: DeviceStore,
  plan: ImportPlan,
  about: { readonly community: string; readonly file: string },
  progress: Progress,
): Promise<void> {
  const total = plan.creations.length + plan.edits.length;
  let done = 0;
  const step = (count: number): void => {
    done += count;
    progress(done, total);
  };
  const records = importRecords(plan, { ...about, newId: () => '' });
  await store.createMany('notices', creationsOf(records, 'notices').map(withoutId));
  for (const places of slices(creationsOf(plan.creations, 'places'))) {
    await store.createMany('places', places.map(withoutId));
    step(places.length);
  }
  const ids = new Map<string, string>();
  for (const people of slices(creationsOf(plan.creations, 'people'))) {
    const made = await store.createMany('people', people.map(withoutId));
    for (const [index, { id }] of people.entries()) ids.set(id, made[index]?.id ?? id);
    step(people.length);
  }
  for (const posts of slices(creationsOf(plan.creations, 'posts'))) {
    const named = posts.map((post) => ({ ...post, person: ids.get(post.person) ?? post.person }));
    await store.createMany('posts', named.map(withoutId));
    step(posts.length);
  }
  await edit(store, plan.edits, step);
}

async function edit(
  store: DeviceStore,
  edits: readonly Pick<RecordEdit, 'c' | 'id' | 'set'>[],
  step: (count: number) => void,
): Promise<void> {
  for (const c of ['places', 'people', 'posts'] as const) {
    const those = edits.filter((change) => change.c === c);
    for (const some of slices(those)) {
      await store.editMany(
        c,
        some.map(({ id, set }) => ({ id, change: set })),
      );
      step(some.length);
    }
  }
}

/** Takes an import back on the device, by its plan; the deletions travel like everything else. */
export async function carryOutUndo(
  store: DeviceStore,
  undo: UndoPlan,
  progress: Progress,
): Promise<void> {
  const total = undo.deletions.length + undo.edits.length;
  let done = 0;
  const step = (count: number): void => {
    done += count;
    progress(done, total);
  };
  await edit(store, undo.edits, step);
  for (const c of ['posts', 'people', 'places'] as const) {
    for (const some of slices(undo.deletions.filter((deletion) => deletion.c === c))) {
      await store.removeMany(
        c,
        some.map(({ id }) => id),
      );
      step(some.length);
    }
  }
  const undoneAt = store.now();
  await store.editMany(
    'notices',
    undo.records.map((id) => ({ id, change: { undoneAt } })),
  );
}
