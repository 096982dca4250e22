import type { AnyRecord, RecordTypeDeclaration } from '../domain/record-type.ts';
import { partOf, readPart, tallyParts, type Tally } from '../domain/tally.ts';
import type { Collection } from '../domain/record-types.ts';
import { decideEach } from './burial.ts';
import { afterAbsenceFromPart, afterCopyOfPart, isCompared } from './incoming.ts';
import { plainRecord } from './plain-record.ts';
import type { RecordDatabase, StoredRecord } from './record-database.ts';
import { writing } from './store-problem.ts';

/** What is held, part by part; null while anything waits to be sent: until then the two sides differ rightly. */
export type HeldParts = ReadonlyMap<string, Tally> | null;

/** What the server has in the parts in which this device holds something else. */
export interface PartsMended {
  readonly parts: readonly string[];
  readonly copies: readonly { readonly c: Collection; readonly record: AnyRecord }[];
  /** Journals from before this time (ms) were not asked for, and stay as they are. */
  readonly journalsSince: number;
}

/** The store as it is compared with the server's. */
export function comparingSide(
  records: RecordDatabase,
  types: Readonly<Record<string, RecordTypeDeclaration>>,
) {
  const all = async (c: string): Promise<StoredRecord[]> =>
    (await records.collection(c).find().exec()).map(plainRecord);

  return {
    async heldParts(journalsSince: number): Promise<HeldParts> {
      const held = [];
      for (const [c, type] of Object.entries(types)) {
        for (const record of await all(c)) {
          if (record.unsentSince > 0) return null;
          if (isCompared(type, record, journalsSince)) {
            const { id, version, place } = record;
            held.push({ c, id, version, place });
          }
        }
      }
      return tallyParts(held);
    },

    /** Makes some parts what they are on the server; answers how many records were not. */
    mendParts: ({ parts, copies, journalsSince }: PartsMended): Promise<number> =>
      writing(async () => {
        let mended = 0;
        for (const c of new Set(parts.map((part) => readPart(part).c))) {
          const type = types[c];
          if (!type) continue;
          const theirs = new Map(
            copies.filter((copy) => copy.c === c).map(({ record }) => [record.id, record]),
          );
          const ours = await all(c);
          const known = new Set(ours.map(({ id }) => id));
          const missing = [...theirs.values()].filter(({ id }) => !known.has(id));
          await records
            .collection(c)
            .bulkInsert(missing.map((copy) => afterCopyOfPart(type, copy, null)));
          const wrong = ours.filter(
            (local) => theirs.has(local.id) || parts.includes(partOf(c, local.place)),
          );
          const decide = (local: StoredRecord) => {
            const copy = theirs.get(local.id);
            return copy
              ? afterCopyOfPart(type, copy, local)
              : afterAbsenceFromPart(type, local, journalsSince);
          };
          const changing = wrong.filter((local) => decide(local) !== local).map(({ id }) => id);
          await decideEach(records, c, changing, decide);
          mended += missing.length + changing.length;
        }
        return mended;
      }),
  };
}
