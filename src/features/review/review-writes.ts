import type { Adoption } from '../../domain/rules/review.ts';
import type { Collection } from '../../domain/record-types.ts';
import type { DeviceStore } from '../../store/device-store.ts';
import type { NewFields, RecordEdit } from '../../store/local-record.ts';
import type { Entry } from './use-review.ts';

type Choice = 'keep' | 'putBack' | 'setAside';

/** Notes that somebody has decided; the entry leaves the list. */
export function decide(
  store: DeviceStore,
  entry: Entry,
  choice: Choice,
  note?: string,
): Promise<void> {
  const why = note === undefined ? {} : { note };
  return store.addTo('notices', entry.id, 'receipts', { choice, ...why });
}

/** Writes the value that did not stand into the record again, as the reader's own change. */
export async function putBack(store: DeviceStore, entry: Entry): Promise<void> {
  const { about, field, other } = entry;
  if (!about || field === undefined || !other) return;
  await edit(store, about.c as Collection, {
    id: about.id,
    change: { [field]: other.value ?? null },
  });
  await decide(store, entry, 'putBack');
}

/**
 * Makes a quarantined row the reader's own. The record is written first: should the device fail in between,
 * the entry is still in the list and nothing is lost.
 */
export async function adopt(store: DeviceStore, entry: Entry, adoption: Adoption): Promise<void> {
  if (adoption.do === 'nothing') return;
  if (adoption.do === 'create') {
    await store.create(adoption.c, adoption.fields as unknown as NewFields<Collection>);
  } else if (adoption.do === 'delete') {
    await store.remove(adoption.c, adoption.id);
  } else {
    const add = Object.groupBy(adoption.members, ({ field }) => field);
    await edit(store, adoption.c, {
      id: adoption.id,
      change: adoption.change,
      add: Object.fromEntries(
        Object.entries(add).map(([field, members]) => [
          field,
          (members ?? []).map(({ member }) => member),
        ]),
      ),
    });
  }
  await decide(store, entry, 'putBack');
}

// The collection and its fields are known at run time only; what may be written was asked of the policy.
function edit(
  store: DeviceStore,
  c: Collection,
  change: { readonly id: string; readonly change: object; readonly add?: object },
): Promise<void> {
  return store.editMany(c, [change as RecordEdit<Collection>]);
}
