import type { Collection } from '../domain/record-types.ts';
import type { RecordTypeDeclaration } from '../domain/record-type.ts';
import { decideEach } from './burial.ts';
import { inOrder } from './in-order.ts';
import { created, edited, finished, removed, type Author } from './local-change.ts';
import type {
  Change,
  ChangeOf,
  GrowField,
  Local,
  NewFields,
  NewMember,
  RecordEdit,
} from './local-record.ts';
import type { RecordDatabase, StoredRecord } from './record-database.ts';
import { StoreProblem, writing } from './store-problem.ts';
import { writeTogether } from './write-together.ts';

/** What is asked for, done to the record as it is by now. */
function withChange<C extends Collection>(
  record: StoredRecord,
  change: ChangeOf<C>,
  write: (change: Change<C>) => StoredRecord,
): StoredRecord {
  const asked = typeof change === 'function' ? change(record as unknown as Local<C>) : change;
  return asked === null ? record : write(asked);
}

/** The writing side of the device store: each call is one write, with its marks in the same write. */
export function localWrites(
  records: RecordDatabase,
  types: Readonly<Record<string, RecordTypeDeclaration>>,
  author: Author,
) {
  const typeOf = (c: string) => types[c] as RecordTypeDeclaration;
  // The disk may answer the first of two questions last; what was typed last is what is meant.
  const ordered = inOrder();

  /** Changes records in one write; whoever wrote meanwhile in another tab is not overwritten. */
  const modify = (
    c: string,
    ids: readonly string[],
    change: (record: StoredRecord, index: number) => StoredRecord,
  ) =>
    writing(() => {
      const places = new Map<string, number[]>();
      ids.forEach((id, index) => places.set(id, [...(places.get(id) ?? []), index]));
      const named = [...places.keys()];
      return ordered(named, () =>
        writeTogether(
          records,
          c,
          named,
          (record) =>
            (places.get(record.id) ?? []).reduce((next, index) => change(next, index), record),
          () => {
            throw new StoreProblem('recordMissing');
          },
        ),
      );
    });

  const insert = async (c: string, fresh: readonly StoredRecord[]) =>
    writing(async () => {
      const { error } = await records.collection(c).bulkInsert([...fresh]);
      if (error[0])
        throw new Error(`${c} ${error[0].documentId} could not be written: ${error[0].status}`);
      return fresh;
    });

  return {
    async create<C extends Collection>(
      c: C,
      fields: NewFields<C>,
      how?: { readonly draft?: boolean; readonly id?: string },
    ): Promise<Local<C>> {
      const record = created(typeOf(c), fields, author, how);
      await insert(c, [record]);
      return record as unknown as Local<C>;
    },
    async createMany<C extends Collection>(
      c: C,
      list: readonly NewFields<C>[],
    ): Promise<readonly Local<C>[]> {
      const fresh = list.map((fields) => created(typeOf(c), fields, author));
      return (await insert(c, fresh)) as unknown as readonly Local<C>[];
    },
    edit: <C extends Collection>(c: C, id: string, change: ChangeOf<C>): Promise<void> =>
      modify(c, [id], (record) =>
        withChange(record, change, (asked) => edited(typeOf(c), record, asked, {}, author)),
      ),
    addTo: <C extends Collection, F extends GrowField<C>>(
      c: C,
      id: string,
      field: F,
      member: NewMember<C, F>,
    ): Promise<void> =>
      modify(c, [id], (record) => edited(typeOf(c), record, {}, { [field]: [member] }, author)),
    editMany: <C extends Collection>(c: C, edits: readonly RecordEdit<C>[]): Promise<void> =>
      modify(
        c,
        edits.map((edit) => edit.id),
        (record, index) => {
          const edit = edits[index] as RecordEdit<C>;
          return edited(
            typeOf(c),
            record,
            edit.change ?? {},
            (edit.add ?? {}) as Readonly<Record<string, readonly object[]>>,
            author,
          );
        },
      ),
    finishDraft: <C extends Collection>(
      c: C,
      id: string,
      change: ChangeOf<C> = {},
    ): Promise<void> =>
      modify(c, [id], (record) =>
        withChange(record, change, (asked) =>
          finished(edited(typeOf(c), record, asked, {}, author), author),
        ),
      ),
    discardDraft: async (c: Collection, id: string): Promise<void> => {
      await decideEach(records, c, [id], (record) => (record.draft ? 'bury' : record));
    },
    remove: (c: Collection, id: string): Promise<void> =>
      modify(c, [id], (record) => removed(record, author)),
    removeMany: (c: Collection, ids: readonly string[]): Promise<void> =>
      modify(c, ids, (record) => removed(record, author)),
  };
}

export type LocalWrites = ReturnType<typeof localWrites>;
